import gc

import inquit
import pytest
from by_hand import SAID

NAMES = {
    "attributions": (
        "uid doc_id doc_row attribution_id doc_date kind act negated zone paragraph content content_start content_end "
        "content_n source source_start source_end source_form cue cue_start cue_end cue_lemma speaker speaker_id "
        "speaker_kind speaker_status speaker_title affiliation gender gender_basis addressee addressee_name "
        "addressee_id time_text said_on place document parent rule confidence speaker_confidence origin content_spans"
    ),
    "spans": "uid doc_row role n start end text",
    "speakers": (
        "doc_id doc_row speaker_id name kind title affiliation gender gender_basis external_id aliases members "
        "attributions_n mentions_n mention_spans"
    ),
    "documents": (
        "doc_id doc_row doc_date title language n_chars attributions_n speakers_n unattributed_n error_code error"
    ),
    "unattributed": "doc_id doc_row why content content_start content_end content_n content_spans",
}


@pytest.fixture(scope="module")
def result(example_text):
    return inquit.extract_many(
        [example_text, None, "", "b\ud800", b"\xff", 3], ids=list("abcdef"), dates=["2023-09-19"] * 6
    )


@pytest.mark.parametrize("name", NAMES)
def test_table_has_the_columns_of_the_manual(result, name):
    table = result.table(name)
    assert table.columns == NAMES[name].split()
    assert getattr(result, name) is table
    assert inquit.extract_many([]).table(name).columns == table.columns


def test_table_of_attributions_says_what_the_documents_say(result):
    doc = result.document(0)
    rows = result.attributions.to_pylist()
    assert len(rows) == len(result.attributions) == len(doc)
    for a, row in zip(doc.attributions, rows, strict=True):
        for part in ("content", "source", "cue"):
            spans = getattr(a, part)
            assert (row[part], row[f"{part}_start"], row[f"{part}_end"]) == (spans.text or None, spans.start, spans.end)
        assert row["content_spans"] == [{"start": start, "end": end} for start, end in a.content.spans]
        assert row["content_n"] == len(a.content)
        assert (row["time_text"], row["place"], row["document"]) == (
            a.time.text or None, a.place.text or None, a.document.text or None
        )  # fmt: skip
        assert (str(row["said_on"]) if row["said_on"] else None) == a.when
        for same in [
            "uid",
            "kind",
            "act",
            "negated",
            "zone",
            "speaker",
            "speaker_id",
            "speaker_kind",
            "speaker_status",
            "addressee_name",
            "addressee_id",
            "parent",
            "rule",
            "confidence",
            "speaker_confidence",
            "origin",
        ]:
            assert row[same] == getattr(a, same), same
        assert (row["doc_id"], row["doc_row"], row["attribution_id"]) == ("a", 0, a.id)
        if a.speaker_id is not None:
            assert row["speaker_title"] == doc.speakers[a.speaker_id].title
    assert str(rows[0]["doc_date"]) == "2023-09-19"


def test_table_of_spans_has_every_piece(result):
    doc = result.document(0)
    expected = [
        (a.uid, role, n, start, end, doc.text[start:end])
        for a in doc.attributions
        for role in ("content", "source", "cue", "addressee", "time", "place", "document")
        for n, (start, end) in enumerate(getattr(a, role).spans)
    ]
    got = [tuple(row[k] for k in ("uid", "role", "n", "start", "end", "text")) for row in result.spans.to_pylist()]
    assert got == expected


def test_tables_of_speakers_and_unattributed(result):
    doc = result.document(0)
    rows = result.speakers.to_pylist()
    assert [row["name"] for row in rows] == [s.name for s in doc.speakers]
    assert [row["aliases"] for row in rows] == [list(s.aliases) for s in doc.speakers]
    assert [row["mentions_n"] for row in rows] == [len(s.mentions) for s in doc.speakers]
    assert sum(row["attributions_n"] for row in rows) == sum(a.speaker_id is not None for a in doc.attributions)
    rows = result.unattributed.to_pylist()
    assert [(row["content"], row["why"]) for row in rows] == [(u.content.text, u.why) for u in doc.unattributed]


def test_table_of_documents_has_a_row_for_every_text(result):
    rows = result.documents.to_pylist()
    assert [row["doc_row"] for row in rows] == list(range(6))
    assert [row["doc_id"] for row in rows] == list("abcdef")
    codes = [None, "no-text", None, "not-utf8", "not-utf8", "wrong-type"]
    assert [row["error_code"] for row in rows] == codes
    assert rows[0]["attributions_n"] == len(result.document(0))
    assert (rows[2]["n_chars"], rows[2]["attributions_n"]) == (0, 0)
    assert rows[4]["error"] == "byte 0 is not UTF-8"


@pytest.mark.parametrize("unit", ["codepoints", "bytes", "utf16"])
def test_table_offsets_are_in_the_unit_asked_for(unit):
    text = "😀é " + SAID
    row = inquit.extract_many([text], offsets=unit).attributions.to_pylist()[0]
    expected = inquit.extract(text, offsets=unit).attributions[0]
    assert (row["content_start"], row["cue_end"]) == (expected.content.start, expected.cue.end)


def test_table_html_is_inert():
    result = inquit.extract_many(["“We <script>alert(1)</script> are ready,” John Kirby said."])
    assert "<script" not in result._repr_html_()
    assert "&lt;script&gt;" in result.attributions._repr_html_()
    assert "1 row" in result.documents._repr_html_()


def test_unknown_table_is_named(result):
    with pytest.raises(ValueError, match="no table 'quotes'; there are attributions"):
        result.table("quotes")


def test_arrow_takes_a_table_any_number_of_times(result):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    first, second = pa.table(result), pa.table(result)
    first.validate(full=True)
    assert first.equals(second)
    assert first.column_names == result.attributions.columns
    assert first.schema.equals(pa.schema(result.attributions))
    for name in NAMES:
        table = result.table(name).to_arrow()
        table.validate(full=True)
        assert table.to_pylist() == result.table(name).to_pylist()


def test_arrow_memory_outlives_the_result():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    result = inquit.extract_many([SAID])
    table = pa.table(result)
    expected = result.attributions.to_pylist()
    del result
    gc.collect()
    assert table.to_pylist() == expected


def test_empty_tables_have_a_schema():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    table = pa.table(inquit.extract_many([]))
    assert (table.num_rows, table.column_names) == (0, NAMES["attributions"].split())


def test_pandas_types(result):
    pytest.importorskip("pandas", reason="pandas is an extra")
    frame = result.to_pandas()
    assert list(frame.columns) == NAMES["attributions"].split()[:-1]
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert types["doc_date"].startswith("datetime64")
    assert types["said_on"].startswith("datetime64")
    assert (types["parent"], types["addressee_id"], types["speaker_id"]) == ("Int32", "Int32", "Int32")
    assert types["negated"] == "bool"
    assert types["confidence"] == "float64"
    assert frame["speaker"].isna().sum() == sum(a.speaker is None for a in result.document(0))


def test_polars_and_duckdb_read_it(result):
    pl = pytest.importorskip("polars", reason="polars is an extra")
    frame = result.to_polars()
    assert frame.height == len(result.attributions)
    assert frame.schema["content_spans"] == pl.List(pl.Struct({"start": pl.Int32, "end": pl.Int32}))
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    ((n,),) = duckdb.sql("select count(*) from result where speaker = 'John Kirby'").fetchall()
    assert n == sum(a.speaker == "John Kirby" for a in result.document(0)) > 0
    documents = result.documents
    assert duckdb.sql("select count(*) from documents").fetchall() == [(len(documents),)] == [(6,)]


def test_table_does_not_pickle(result):
    import pickle

    with pytest.raises(TypeError, match="to_arrow"):
        pickle.dumps(result.attributions)
