"""Decisions of a person: kept in a file, applied after extraction, found again after edits."""

import json
import pickle

import inquit
import pytest
from click.testing import CliRunner
from inquit.cli import cli

TEXT = (
    "“The bridge is shut,” said Walt Ambler, the harbour engineer.\n"
    "Lena Quill, a baker, watched the boats go by.\n"
    "“We will open it on Friday,” he said. “It is nearly done,” he added.\n"
    "The sign read “mind the step” in red.\n"
)


@pytest.fixture
def doc():
    return inquit.extract(TEXT, id="a")


def again(fix, text=TEXT, doc_id="a", **options):
    return inquit.extract(text, id=doc_id, corrections=fix, **options)


def by_words(doc, words):
    return next((a for a in doc.attributions if words in a.content.text), None)


def test_a_speaker_is_set(doc):
    fix = inquit.Corrections()
    fix.set(doc, by_words(doc, "open it"), speaker="Lena Quill")
    a = by_words(again(fix), "open it")
    assert (a.speaker, a.speaker_status, a.speaker_confidence, a.origin) == ("Lena Quill", "named", 1.0, "correction")
    assert by_words(again(fix), "The bridge").origin == "rule"


def test_scope_document_changes_all_with_that_speaker(doc):
    fix = inquit.Corrections()
    fix.set(doc, 0, speaker="Walter Ambler", scope="document")
    assert {a.speaker for a in again(fix).attributions if a.content.text.startswith("“")} == {"Walter Ambler"}


def test_a_source_is_set_from_words_of_the_text(doc):
    fix = inquit.Corrections()
    fix.set(doc, by_words(doc, "open it"), source="Lena Quill", speaker="Lena Quill")
    a = by_words(again(fix), "open it")
    assert a.source.text == "Lena Quill"


def test_a_quotation_is_rejected(doc):
    fix = inquit.Corrections()
    fix.reject(doc, 0)
    fixed = again(fix)
    assert by_words(fixed, "The bridge") is None
    assert [u.content.text for u in fixed.unattributed if u.why == "correction"] == ["“The bridge is shut,”"]
    assert [a.id for a in fixed.attributions] == list(range(len(fixed)))


def test_a_quotation_is_added(doc):
    fix = inquit.Corrections()
    fix.add(doc, "“mind the step”", speaker="Lena Quill")
    fixed = again(fix)
    a = by_words(fixed, "mind the step")
    assert (a.speaker, a.kind, a.rule, a.origin) == ("Lena Quill", "direct", "correction", "correction")
    assert all("mind the step" not in u.content.text for u in fixed.unattributed)
    assert fixed.speakers[a.speaker_id].name == "Lena Quill"


def test_nested_numbers_stay_right():
    text = "Ada Fenn said the clerk had promised to “open the shop” and called it “a gift to us all”."
    doc = inquit.extract(text, id="n")
    fix = inquit.Corrections()
    fix.reject(doc, 0)
    fixed = again(fix, text, "n")
    assert all(a.parent is None or 0 <= a.parent < len(fixed) for a in fixed.attributions)


@pytest.mark.parametrize(
    "edit",
    [
        lambda t: "A new first paragraph.\n" + t,
        lambda t: t.replace("watched the boats go by", "slept"),
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace("“We will open it on Friday,”", "“We will  open it on Friday,”"),
        lambda t: t.replace("“", '"').replace("”", '"'),
        lambda t: t + "\n“We will open it on Friday,” is what the boat was called.",
    ],
)
def test_decisions_survive_edits_around_them(doc, edit):
    fix = inquit.Corrections()
    fix.set(doc, by_words(doc, "open it"), speaker="Lena Quill")
    fixed = again(fix, edit(TEXT))
    a = next(a for a in fixed.attributions if "open it" in a.content.text)
    assert a.speaker == "Lena Quill"
    assert fix.unplaced == []


def test_what_finds_no_place_is_listed(doc):
    fix = inquit.Corrections()
    fix.set(doc, 0, speaker="Lena Quill")
    again(fix, "“All is well,” said Walt Ambler.")
    assert [why for _, why in fix.unplaced] == ["the text no longer has these words"]
    again(fix)
    assert fix.unplaced == []


def test_other_documents_are_left_alone(doc):
    fix = inquit.Corrections()
    fix.reject(doc, 0)
    assert len(again(fix, doc_id="b")) == len(doc)


def test_the_file_is_kept_and_read_again(doc, tmp_path):
    path = tmp_path / "fix.jsonl"
    fix = inquit.Corrections(path)
    fix.set(doc, 0, speaker="Lena Quill", scope="document")
    fix.reject(doc, 1)
    fix.save()
    read = inquit.Corrections(path)
    assert list(read) == list(fix)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["doc"] == "a"
    assert lines[0]["quote"] == "“The bridge is shut,”"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fix.jsonl"]


def test_a_later_decision_on_the_same_words_counts(doc):
    fix = inquit.Corrections()
    fix.reject(doc, 0)
    fix.set(doc, 0, speaker="Lena Quill")
    assert len(fix) == 1
    assert by_words(again(fix), "The bridge").speaker == "Lena Quill"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "fix.jsonl:1: not a decision"),
        ('{"doc": "a", "do": "sing", "quote": "x"}', "do must be one of set, reject, add"),
        ('{"doc": "a", "do": "set", "quote": "x"}', "nothing is set"),
        ('{"doc": "a", "do": "reject", "quote": " "}', "quote is empty"),
        ('{"doc": "a", "do": "reject", "quote": "x", "colour": 1}', "colour"),
        ("[1]", "not a decision"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, message):
    path = tmp_path / "fix.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"fix.jsonl:1") as error:
        inquit.Corrections(path)
    assert message in str(error.value)


def test_bad_decisions_are_refused(doc):
    fix = inquit.Corrections()
    with pytest.raises(IndexError):
        fix.set(doc, 99, speaker="x")
    with pytest.raises(ValueError, match="nothing is set"):
        fix.set(doc, 0)
    with pytest.raises(ValueError, match="does not have the words"):
        fix.add(doc, "not there", speaker="x")
    with pytest.raises(ValueError, match="no file was named"):
        fix.save()
    with pytest.raises(TypeError):
        inquit.Extractor(corrections="fix.jsonl")


def test_every_entry_point_takes_them(doc, tmp_path):
    path = tmp_path / "fix.jsonl"
    fix = inquit.Corrections(path)
    fix.set(doc, 0, speaker="Lena Quill")
    fix.save()
    extractor = inquit.Extractor(corrections=fix)
    assert extractor.extract(TEXT, id="a").attributions[0].speaker == "Lena Quill"
    assert pickle.loads(pickle.dumps(extractor)).extract(TEXT, id="a").attributions[0].speaker == "Lena Quill"  # noqa: S301
    many = inquit.extract_many([TEXT, TEXT], ids=["a", "b"], corrections=fix)
    assert [d.attributions[0].speaker for d in many] == ["Lena Quill", "Walt Ambler"]
    article = tmp_path / "a.jsonl"
    article.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    args = ["extract", str(article), "--corrections", str(path)]
    out = json.loads(CliRunner().invoke(cli, args, catch_exceptions=False).output)
    assert out["attributions"][0]["speaker"] == "Lena Quill"


def test_offsets_in_another_unit(doc):
    fix = inquit.Corrections()
    in_bytes = inquit.extract(TEXT, id="a", offsets="bytes")
    fix.set(in_bytes, 0, speaker="Lena Quill")
    fix.add(in_bytes, "“mind the step”", speaker="Lena Quill")
    fixed = again(fix, offsets="utf16")
    assert by_words(fixed, "mind the step").content.text == "“mind the step”"
    assert by_words(fixed, "The bridge").speaker == "Lena Quill"


def test_a_correction_is_explained(doc):
    fix = inquit.Corrections()
    fix.set(doc, 0, speaker="Lena Quill")
    assert inquit.explain(again(fix), 0).sentence == "‘“The bridge is shut,”’ is Lena Quill: a person corrected it."


def corrected(tmp_path):
    """A file of three decisions about document a, and one about a document that is not there."""
    doc = inquit.extract(TEXT, id="a")
    fix = inquit.Corrections(tmp_path / "fix.jsonl")
    fix.set(doc, by_words(doc, "open it"), speaker="Lena Quill", source="Lena Quill")
    fix.reject(doc, 0)
    fix.add(doc, "“mind the step”", speaker="The sign")
    other = inquit.extract("“Gone,” said Ada Fenn.", id="z")
    fix.set(other, 0, speaker="Nobody")
    fix.save()
    return fix


def check_tables(tables, offsets="codepoints"):
    """`tables`: name -> list of rows as dicts."""
    rows = [row for row in tables["attributions"] if row["doc_id"] == "a"]
    set_, added = (next(row for row in rows if words in row["content"]) for words in ("open it", "mind the step"))
    assert (set_["speaker"], set_["source"], set_["origin"]) == ("Lena Quill", "Lena Quill", "correction")
    assert (added["speaker"], added["rule"], added["origin"]) == ("The sign", "correction", "correction")
    assert all("The bridge" not in row["content"] for row in rows)
    assert [row["attribution_id"] for row in rows] == list(range(len(rows)))
    if offsets == "codepoints":
        assert TEXT[set_["source_start"] : set_["source_end"]] == "Lena Quill"
        assert TEXT[added["content_start"] : added["content_end"]] == "“mind the step”"
    if "spans" in tables:
        mine = [row for row in tables["spans"] if row["uid"] == set_["uid"]]
        assert ("source", "Lena Quill") in {(row["role"], row["text"]) for row in mine}
    if "unattributed" in tables:
        whys = {(row["why"], row["content"]) for row in tables["unattributed"] if row["doc_id"] == "a"}
        assert whys == {("correction", "“The bridge is shut,”")}
    if "documents" in tables:
        (document,) = (row for row in tables["documents"] if row["doc_id"] == "a")
        assert document["attributions_n"] == len(rows)
    if "speakers" in tables:
        assert "The sign" in {row["name"] for row in tables["speakers"]}


NAMES = ("attributions", "spans", "speakers", "documents", "unattributed")


@pytest.mark.parametrize("offsets", ["codepoints", "bytes", "utf16"])
def test_all_flat_tables_have_the_corrections(tmp_path, offsets):
    fix = corrected(tmp_path)
    texts, ids = ["“Well,” said Ada Fenn.", TEXT, None], ["b", "a", "c"]
    result = inquit.extract_many(texts, ids=ids, corrections=fix, offsets=offsets)
    check_tables({name: result.table(name).to_pylist() for name in NAMES}, offsets)
    assert [row["origin"] for row in result.attributions if row["doc_id"] == "b"] == ["rule"]
    assert [a.uid for a in result.document(1).attributions] == [
        row["uid"] for row in result.attributions if row["doc_id"] == "a"
    ]
    assert not fix.unplaced
    assert [decision.doc for decision in fix.unseen] == ["z"]


def test_a_frame_and_a_stream_have_the_corrections(tmp_path):
    pandas = pytest.importorskip("pandas")
    fix = corrected(tmp_path)
    frame = pandas.DataFrame({"body": [TEXT], "url": ["a"], "outlet": ["Gazette"]})
    result = inquit.extract_frame(frame, text="body", id="url", keep=["outlet"], corrections=fix)
    check_tables({name: result.table(name).to_pylist() for name in NAMES})
    assert set(result.to_pandas()["outlet"]) == {"Gazette"}
    (streamed,) = inquit.extract_stream(iter([TEXT]), ids=["a"], corrections=fix)
    check_tables({"attributions": streamed.attributions.to_pylist()})


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_of_the_command_line_have_the_corrections(tmp_path, form):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    corrected(tmp_path)
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / f"out.{form}"
    corpus.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    ran = CliRunner().invoke(
        cli, ["extract", str(corpus), "-o", str(out), "--corrections", str(tmp_path / "fix.jsonl")]
    )
    assert ran.exit_code == 0, ran.output
    assert "1 corrections are about articles that are not here: 'z'" in ran.output
    if form == "csv":
        import csv

        rows = [
            {k: int(v) if k.endswith(("_id", "_start", "_end")) and v.isdigit() else v for k, v in row.items()}
            for row in csv.DictReader(out.read_text(encoding="utf-8").splitlines())
        ]
    else:
        import pyarrow.parquet

        rows = pyarrow.parquet.read_table(out).to_pylist()
    check_tables({"attributions": rows})


def test_a_correction_survives_edits_around_it(tmp_path):
    fix = corrected(tmp_path)
    edited = "A new first line.\n" + TEXT.replace("Lena Quill, a baker, watched", "Lena Quill watched").replace(
        "in red", "in blue letters"
    )
    doc = again(fix, edited)
    assert by_words(doc, "open it").speaker == "Lena Quill"
    assert by_words(doc, "mind the step").speaker == "The sign"
    assert by_words(doc, "The bridge") is None
