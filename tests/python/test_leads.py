"""News tells of somebody before it names him, and by what he is afterwards: who the speaker is."""

from __future__ import annotations

import inquit
import pytest

LEADS = [
    ("A baker who hid £80,000 told a jury that she was cold.\n\nIda Moe, 58, denies theft.", "Ida Moe"),
    ("A baker told a jury that she was cold.\n\nIda Moe, 58, from Little Marling, denies theft.", "Ida Moe"),
    ("Norland’s transport minister said the roads were fine.\n\nIn Alton, Ida Moe said that she knew.", "Ida Moe"),
    ("The mayor of Alton said the roads were fine.\n\nIda Moe, who had come late, said that she knew.", "Ida Moe"),
    ("A judge said the law was an ass.\n\nThe case is old.\n\nJudge Ida Moe said that she knew.", "Ida Moe"),
    ("A driver from Alton, who gave his name only as Baraka, said he would obey.", "Baraka"),
    ("The Leader of the Opposition (Hon. Ida Moe) said she would obey.", "Ida Moe"),
    ("A woman said it was late. She gave her name as Ines.", "Ines"),
    # Another is named, or new with what he is; or the first of the news is somebody else.
    ("A baker told a jury that she was cold.\n\nIda Moe, a clerk, said she was not.", "A baker"),
    ("A baker told Bo Quist that she was cold. Bo Quist laughed.\n\nIda Moe, 58, denies theft.", "A baker"),
    ("A boy was bitten, a spokesman said.\n\nIda Moe, 58, is in hospital.", "a spokesman"),
    ("A man said he was cold.\n\nMrs. Ida Moe, 58, said she was not.", "A man"),
    ("Bakers said they were cold.\n\nIda Moe, 58, denies theft.", "Bakers"),
]


@pytest.mark.parametrize(("text", "speaker"), LEADS)
def test_speaker_of_the_first_sentence(text, speaker):
    assert inquit.extract(text).attributions[0].speaker == speaker


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("“I had luck,” smiled the striker.", "Emeka Obi"),
        ("“I had luck,” the spokesman said.", "the spokesman"),  # an office: somebody else
        ("The striker said: “I had luck.”", "The striker"),
        ("“I had luck,” said the old striker.", "the old striker"),
    ],
)
def test_who_is_told_of_by_what_he_is(said, speaker):
    doc = inquit.extract(f"Emeka Obi said he had never doubted it. {said}")
    assert doc.attributions[1].speaker == speaker


def test_letters_behind_a_name_are_no_part_of_it():
    said = "Rupert Lyle KC said it was late. Jane Doe, PhD, said it was not. Tom Doe Jr. said nobody knew."
    assert [a.speaker for a in inquit.extract(said).attributions] == ["Rupert Lyle", "Jane Doe", "Tom Doe Jr."]


@pytest.mark.parametrize("body", ["company", "carmaker", "lender", "haulier", "retailer", "drugmaker"])
def test_makers_and_sellers_are_the_body_told_of_last(body):
    doc = inquit.extract(f"Tolland Systems plc said it was glad. The {body} said sales were up.")
    assert [(a.speaker, a.speaker_kind) for a in doc.attributions] == [("Tolland Systems plc", "organisation")] * 2


def test_a_lender_who_is_told_of_is_no_body():
    doc = inquit.extract(
        "Tolland Systems plc said it was glad. Ida Moe, a lender, left. The lender said sales were up."
    )
    assert doc.attributions[-1].speaker == "Ida Moe"


def test_two_who_were_named_together_are_the_two():
    doc = inquit.extract("Ida Moe and Bo Quist said it was late. “We are tired,” the two bakers said.")
    assert [a.speaker for a in doc.attributions] == ["Ida Moe and Bo Quist"] * 2


def test_titles_before_the_names_of_labels_are_no_part_of_them():
    doc = inquit.extract("CHAIRMAN ROGERS: Good morning.\n\nJUDGE FROST: Good morning, sir.\n\nCHAIR: Sit down.")
    assert [a.speaker for a in doc.attributions] == ["ROGERS", "FROST", "CHAIR"]
