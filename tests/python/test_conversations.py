"""Conversations in long documents: an island of dialogue reads the same wherever it stands."""

from __future__ import annotations

import inquit
import pytest

TALK = """The kitchen at Marl was full of smoke. Peter stood at the window, and Kate looked for the salt.

“It’s gone,” said Peter at last.

“What’s gone?” asked Kate.

“The boat.”

“Are you sure?”

“I have eyes, Kate.”

“Then who took her?”
"""
TELLING = (
    "The road went on between its hedges for the better part of a mile, and then it turned aside and began to climb. "
    "There were elms at the top of the hill, and beyond the elms a church.\n\n"
)


def turns(text):
    return [(a.speaker, a.content.text) for a in inquit.extract(text).attributions]


@pytest.mark.parametrize(("before", "after"), [(1, 1), (60, 0), (0, 60), (300, 300)])
def test_telling_around_a_conversation_changes_no_speaker(before, after):
    assert turns(TELLING * before + TALK + "\n" + TELLING * after) == turns(TALK)


def test_several_conversations_far_apart_are_conversations_each():
    assert turns((TALK + "\n" + TELLING * 50) * 4) == turns(TALK) * 4


def test_turns_alternate():
    assert [speaker for speaker, _ in turns(TALK)] == ["Peter", "Kate"] * 3
