import dataclasses
import json
import pickle

import inquit
import pytest
from by_hand import SAID, attribution, record_of, split_document

RECORD_KEYS = [
    "schema",
    "inquit",
    "data",
    "options",
    "offsets",
    "id",
    "date",
    "title",
    "language",
    "n_chars",
    "text_sha256",
    "text",
    "attributions",
    "speakers",
    "unattributed",
]
ATTRIBUTION_KEYS = [
    "id",
    "uid",
    "kind",
    "act",
    "negated",
    "zone",
    "content",
    "source",
    "cue",
    "speaker",
    "speaker_id",
    "speaker_kind",
    "speaker_status",
    "addressee",
    "addressee_name",
    "addressee_id",
    "time",
    "when",
    "place",
    "document",
    "mentions",
    "parent",
    "rule",
    "confidence",
    "speaker_confidence",
    "origin",
]
SPEAKER_KEYS = [
    "id",
    "name",
    "kind",
    "title",
    "affiliation",
    "gender",
    "gender_basis",
    "external_id",
    "aliases",
    "members",
    "mentions",
]


# Spans


def test_spans_of_an_interrupted_quotation_are_joined(split):
    content = split.attributions[0].content
    assert content.text == "“We are ready,” […] “and will go.”"
    assert content.texts == ("“We are ready,”", "“and will go.”")
    assert content.spans == ((0, 15), (42, 56))
    assert (content.start, content.end) == (0, 56)
    assert str(content) == content.text
    assert list(content) == [(0, 15), (42, 56)]
    assert len(content) == 2


def test_spans_empty_are_falsy(split):
    place = split.attributions[0].place
    assert not place
    assert place.text == ""
    assert place.texts == ()
    assert (place.start, place.end) == (None, None)
    assert repr(place) == "Spans()"


def test_spans_compare_by_place_and_words(split):
    other = split_document()
    assert split.attributions[0].content == other.attributions[0].content
    assert split.attributions[0].content != split.attributions[0].cue
    assert hash(split.attributions[0].cue) == hash(other.attributions[0].cue)
    assert split.attributions[0].cue != "told"


def test_spans_show_words_and_places(split):
    assert repr(split.attributions[0].cue) == "Spans('told', [22:26])"


def test_spans_are_immutable(split):
    with pytest.raises(AttributeError, match="immutable"):
        split.attributions[0].cue.spans = ()


def test_spans_outlive_their_document():
    cue = split_document().attributions[0].cue
    assert cue.text == "told"


@pytest.mark.parametrize(("unit", "start"), [("codepoints", 2), ("utf16", 3), ("bytes", 5)])
def test_spans_cut_the_text_in_the_unit_of_the_record(unit, start):
    text = "😀 « Prêt », dit-il"
    end = start + {"codepoints": 8, "utf16": 8, "bytes": 11}[unit]
    doc = inquit.Document.from_dict(record_of(text, [attribution(0, content=[[start, end]])], offsets=unit))
    assert doc.attributions[0].content.text == "« Prêt »"


# Attribution, Speaker, Unattributed


def test_attribution_says_who_told_whom(split):
    a = split.attributions[0]
    assert (a.speaker, a.speaker_id, a.kind, a.act) == ("John Kirby", 0, "direct", "say")
    assert (a.addressee.text, a.addressee_name, a.when) == ("Han", "Han Zheng", "2023-09-18")
    assert (a.rule, a.confidence, a.parent, a.negated) == ("quote-source-cue", 0.98, None, False)
    assert str(a) == "John Kirby → Han Zheng [told]: “We are ready,” […] “and will go.”"


def test_attribution_without_speaker_prints(split):
    a = dataclasses.replace(split.attributions[0], speaker=None)
    assert str(a).startswith("(nobody named) → Han Zheng")


def test_attribution_is_immutable(split):
    with pytest.raises(dataclasses.FrozenInstanceError):
        split.attributions[0].speaker = "Han Zheng"


def test_speaker_prints_name_and_title(split):
    assert [str(s) for s in split.speakers] == ["John Kirby (spokesman)", "Han Zheng"]
    assert split.speakers[0].aliases == ("Kirby",)
    assert split.speakers[0].mentions.texts == ("Kirby",)


def test_unattributed_prints_why(split):
    assert [str(u) for u in split.unattributed] == ["“the fixer” (nickname)"]


@pytest.mark.parametrize(("text", "listed"), [("He saw “” and “‘“ there.", []), ("He saw “?” and “” there.", ["“?”"])])
def test_marks_around_nothing_are_not_listed(text, listed):
    assert [u.content.text for u in inquit.extract(text).unattributed] == listed


# Document


def test_document_compares_by_text_and_record(split):
    assert split == split_document()
    assert hash(split) == hash(split_document())
    changed = inquit.Document.from_dict(split.to_dict() | {"id": "a2"})
    assert split != changed
    assert split != split.to_dict()


def test_document_counts_its_attributions(split):
    assert len(split) == 1
    assert list(split) == list(split.attributions)


def test_document_without_attributions_is_true():
    doc = inquit.Document.from_dict(record_of("Nothing is said."))
    assert len(doc) == 0
    assert doc


def test_document_repr_counts(split):
    assert repr(split) == "<Document 'a1': 1 attribution, 2 speakers, 1 unattributed>"


def test_document_str_lists(split):
    lines = str(split).splitlines()
    assert lines[1] == "  0  John Kirby → Han Zheng [told] “We are ready,” […] “and will go.”"


def test_document_str_shortens_long_contents():
    text = "“" + "very " * 40 + "long” he said"
    doc = inquit.Document.from_dict(record_of(text, [attribution(0, content=[[0, len(text) - 8]])]))
    assert max(map(len, str(doc).splitlines())) < 120
    assert str(doc).endswith("…")


def test_document_is_immutable(split):
    with pytest.raises(AttributeError, match="immutable"):
        split.id = "other"


def test_document_cannot_be_made_empty():
    with pytest.raises(TypeError, match=r"inquit\.extract"):
        inquit.Document()


def test_document_pickles(split):
    assert pickle.loads(pickle.dumps(split)) == split  # noqa: S301
    assert pickle.loads(pickle.dumps(split.attributions)) == split.attributions  # noqa: S301


def test_document_of_a_core_record_pickles():
    doc = inquit.extract(SAID, id="a")
    again = pickle.loads(pickle.dumps(doc))  # noqa: S301
    assert again == doc
    assert again.to_json() == doc.to_json()


def test_document_made_in_a_new_call_is_equal():
    assert inquit.extract(SAID, id="a") == inquit.extract(SAID, id="a")
    assert inquit.extract(SAID, id="a") != inquit.extract(SAID, id="b")


# The record


def test_record_has_the_keys_in_their_order():
    record = inquit.extract(SAID, id="a").to_dict()
    assert list(record) == RECORD_KEYS
    assert list(record["attributions"][0]) == ATTRIBUTION_KEYS
    assert list(record["speakers"][0]) == SPEAKER_KEYS


def test_record_unattributed_has_content_and_why():
    record = inquit.extract("He lives in the “Windy City” now.").to_dict()
    assert [list(u) for u in record["unattributed"]] == [["content", "why"]]


def test_record_heads_with_versions_and_text():
    record = inquit.extract("é.", id="a", date="2023-09-19", title="T").to_dict()
    assert record["schema"] == 1
    assert record["inquit"] == inquit.__version__
    assert len(record["data"]) == 64
    assert (record["id"], record["date"], record["title"], record["language"]) == ("a", "2023-09-19", "T", "en")
    assert record["n_chars"] == 2
    assert record["text"] == "é."
    assert record["text_sha256"] == "49b27f5b7b7f831a377a20fa7d4ab4992510acbf480f38e3295bd0eb45092a8b"


def test_record_without_what_is_not_known_has_null():
    record = inquit.extract("Nothing.").to_dict()
    assert (record["id"], record["date"], record["title"]) == (None, None, None)


def test_record_json_is_one_line_and_equals_the_dict():
    doc = inquit.extract(SAID + '\n\n\u2028Next\x00line\t"quoted" \\ \x7f.', id='a\n"b"')
    line = doc.to_json()
    assert len(line.splitlines()) == 1
    assert json.loads(line) == doc.to_dict()
    assert doc.to_dict()["id"] == 'a\n"b"'
    assert doc.to_dict()["text"] == doc.text


def test_record_without_text(split):
    for doc in (split, inquit.extract(SAID)):
        with_text, without = doc.to_dict(), doc.to_dict(with_text=False)
        assert "text" not in without
        assert {k: v for k, v in with_text.items() if k != "text"} == without


def test_record_read_back_is_the_document():
    doc = inquit.extract(SAID, id="a")
    assert inquit.Document.from_json(doc.to_json()) == doc
    assert inquit.Document.from_dict(doc.to_dict(with_text=False), SAID) == doc
    assert inquit.Document.from_dict(doc.to_dict()).to_json() == doc.to_json()


def test_record_of_another_text_is_refused():
    record = inquit.extract(SAID, id="a").to_dict(with_text=False)
    with pytest.raises(ValueError, match="not the text of the record 'a'"):
        inquit.Document.from_dict(record, "Another text")


def test_record_without_its_text_says_so():
    doc = inquit.Document.from_dict(inquit.extract(SAID).to_dict(with_text=False))
    assert doc.text is None
    assert doc.attributions[0].content.spans
    with pytest.raises(ValueError, match="has no text"):
        _ = doc.attributions[0].content.text


@pytest.mark.parametrize("record", [{}, {"schema": 2}, [], None, "x"])
def test_record_of_another_kind_is_refused(record):
    with pytest.raises(ValueError, match="not a record"):
        inquit.Document.from_dict(record)


def test_record_dict_is_the_callers_own():
    doc = inquit.extract(SAID)
    doc.to_dict()["attributions"].clear()
    assert len(doc.to_dict()["attributions"]) == len(doc)
