"""The flat rows are the core's, whether a Result or records that were read back hold the attributions."""

import io

import inquit
import pytest
from by_hand import SAID
from inquit import _core, export
from inquit.export.flat import NOT_IN_RECORD, SHEETS, columns, rows

TEXTS = [
    SAID,
    "Nobody spoke.",
    "😀 “We (the two) are ready,” Ann Bell and Carl Dunn told reporters on Monday. “Go,” she said.",
]


@pytest.fixture(params=["codepoints", "bytes", "utf16"])
def result(request, example_text):
    texts = [*TEXTS, example_text]
    return inquit.extract_many(texts, ids=["a", None, "c", "d"], dates=["2023-09-19"] * 4, offsets=request.param)


@pytest.fixture
def records(result):
    return [inquit.Document.from_json(doc.to_json()) for doc in result]


@pytest.mark.parametrize("table", SHEETS)
def test_rows_of_records_are_those_of_the_result(result, records, table):
    names = columns(records, table)
    assert names == columns(result, table) == result.table(table).columns
    left_out = [names.index(name) for name in NOT_IN_RECORD if name in names and table == "attributions"]
    expected = [
        (t, tuple(None if i in left_out else value for i, value in enumerate(row))) for t, row in rows(result, [table])
    ]
    assert list(rows(records, [table])) == expected
    assert expected


def test_what_no_record_holds_is_still_in_no_record(records):
    record = records[0].to_dict()
    assert not set(NOT_IN_RECORD) & set(record["attributions"][0])
    assert set(NOT_IN_RECORD) < set(_core.empty_table("attributions").names)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_of_records_have_the_columns_of_files_of_a_result(result, records, form):
    if form == "xlsx":
        pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")

    def heads(documents):
        out = io.BytesIO()
        export.write_to(documents, out, form)
        if form == "csv":
            return out.getvalue().decode().splitlines()[0]
        import openpyxl

        return {sheet.title: next(sheet.values) for sheet in openpyxl.load_workbook(out)}

    assert heads(records) == heads(result)


def test_parquet_of_records_has_the_types_of_the_result(result, records):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    of_result, of_records = io.BytesIO(), io.BytesIO()
    export.write_to(result, of_result, "parquet")
    export.write_to(records, of_records, "parquet")
    expected, got = pq.read_table(of_result), pq.read_table(of_records)
    assert got.schema == expected.schema
    assert got.drop_columns(list(NOT_IN_RECORD)).to_pylist() == expected.drop_columns(list(NOT_IN_RECORD)).to_pylist()


def test_doc_row_counts_what_failed():
    result = inquit.extract_many([None, SAID])
    assert [row[2] for _, row in rows(result, ["attributions"])] == [1]
    assert [row[2] for _, row in rows(list(result), ["attributions"])] == [1]


def test_a_failure_has_its_row_among_the_documents_of_a_result():
    result = inquit.extract_many([None, SAID])
    error = columns(result, "documents").index("error_code")
    assert [row[error] for _, row in rows(result, ["documents"])] == ["no-text", None]
