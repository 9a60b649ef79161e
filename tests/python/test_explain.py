"""Why an answer was given: the sentence, the steps, the dict, the page."""

import inquit
import pytest
from click.testing import CliRunner
from inquit.cli import cli

TEXT = (
    "“The bridge is shut,” said Walt Ambler, the harbour engineer.\n"
    "Lena Quill, a baker, watched the boats go by.\n"
    "“We will open it on Friday,” he said.\n"
    "The sign read “mind the step” in red.\n"
)


@pytest.fixture(scope="module")
def doc():
    return inquit.extract(TEXT, id="a")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (0, "‘Walt Ambler, the harbour engineer’ is Walt Ambler: the name stands there."),
        (1, "‘he’ is Walt Ambler: the last man who spoke, two paragraphs up"),
        ("open it on", "‘he’ is Walt Ambler: the last man who spoke, two paragraphs up"),
        ((TEXT.index("he said"), TEXT.index("he said") + 2), "‘he’ is Walt Ambler: the last man who spoke"),
        ("mind the step", "‘mind the step’ has no source: "),
        ("watched the boats", "‘watched the boats’ is no quotation and belongs to none."),
    ],
)
def test_the_sentence(doc, what, sentence):
    assert inquit.explain(doc, what).sentence.startswith(sentence)


def test_the_other_candidates_are_named(example):
    he = next(a for a in example.attributions if a.source.text == "he")
    sentence = inquit.explain(example, he).sentence
    assert sentence.startswith("‘he’ is Matthew Miller: the last man who spoke, two paragraphs up; the other candidate")
    assert "Antony Blinken" in sentence


def test_the_steps_have_units_rules_groups_speaker_confidence(doc):
    text = str(inquit.explain(doc, 0))
    for part in (
        "QUOTE[comma",
        "CUE[",
        "quote-cue-source (weight 955) answers",
        "source     ‘Walt Ambler",
        "by: own name",
        "Confidence 0.",
    ):
        assert part in text


def test_every_attribution_of_the_example_is_explained(example):
    for a in example.attributions:
        record = inquit.explain(example, a.id).to_dict()
        assert record["attribution"]["rule"] == a.rule
        assert record["attribution"]["speaker"]["name"] == a.speaker
        assert record["attribution"]["confidence"] == a.confidence


def test_the_dict_has_places_of_the_document(doc):
    record = inquit.explain(doc, 1).to_dict()
    source = record["attribution"]["source"][0]
    assert TEXT[slice(*source)] == "he"
    units = record["paragraphs"][0]["windows"][0]["units"]
    assert all(TEXT[slice(*u["span"])] == u["text"] for u in units)


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_places_in_another_unit(unit):
    text = "😀 “We are ready,” Ada Fenn said."
    doc = inquit.extract(text, offsets=unit)
    record = inquit.explain(doc, 0).to_dict()
    assert [tuple(s) for s in record["attribution"]["source"]] == list(doc.attributions[0].source.spans)
    assert record["attribution"]["source_text"] == ["Ada Fenn"]


def test_html_is_inert_and_escaped():
    doc = inquit.extract("“<script>alert(1)</script> is mine,” Ada Fenn said.")
    page = inquit.explain(doc, 0)._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_quotation_without_a_source_tells_the_nearest_rule():
    doc = inquit.extract("Ada Fenn painted “mind the step” on a board.")
    explanation = inquit.explain(doc, "mind the step")
    assert "has no source" in explanation.sentence
    assert any("Rules that came nearest" in step or "No rule came near" in step for step in explanation.steps)


def test_a_record_that_was_read_back_is_explained(doc):
    again = inquit.Document.from_dict(doc.to_dict())
    assert inquit.explain(again, 1).sentence == inquit.explain(doc, 1).sentence


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (99, IndexError),
        (-1, IndexError),
        ("not there", ValueError),
        ((5, 100000), ValueError),
        (None, TypeError),
        (True, TypeError),
    ],
)
def test_what_is_not_there(doc, what, error):
    with pytest.raises(error):
        inquit.explain(doc, what)


@pytest.mark.parametrize("at", ["1", "open it on", f"@{TEXT.index('We will')}"])
def test_on_the_command_line(tmp_path, at):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(cli, ["explain", str(path), "--at", at], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.output.startswith("‘he’ is Walt Ambler")


def test_on_the_command_line_without_such_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(cli, ["explain", str(path), "--at", "nowhere"], catch_exceptions=False)
    assert result.exit_code == 2
