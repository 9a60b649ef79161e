"""Row 20: CSV gives every text back; written for Excel no cell is live; XLSX, TEI and the others parse back inert."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from xml.etree import ElementTree

import inquit.export
import pytest
from inquit.export import flat
from inquit.export.warn import ExportWarning
from lane import csv_records, csv_rows
from payloads import CELLS, HTML
from test_19_html import document

LIVE = ("=", "+", "-", "@", "\t", "\r")
TEXTS = [bad for bad in CELLS + HTML if bad]


def written(form: str, **options) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExportWarning)
        inquit.export.write_to([document(bad) for bad in TEXTS], out, form, **options)
    return out.getvalue()


def test_csv_is_verbatim():
    rows = csv_records(written("csv").decode())
    for row, bad in zip(rows, TEXTS, strict=True):
        assert (row["content"], row["speaker"], row["doc_id"]) == (f"“{bad}”", bad, bad)


def test_rows_are_verbatim():
    documents = [document(bad) for bad in TEXTS]
    title = flat.columns(documents, "documents").index("title")
    assert [row[title] for _, row in flat.rows(documents, ["documents"])] == TEXTS


def test_a_result_as_csv_is_verbatim(tmp_path):
    texts = [f"“{bad},” John Kirby said." for bad in TEXTS]
    inquit.extract_many(texts, ids=TEXTS).write(tmp_path / "a.csv")
    rows = csv_records((tmp_path / "a.csv").read_bytes().decode())
    for row in rows:
        assert row["doc_id"] == TEXTS[int(row["doc_row"])]
        assert row["content"] == texts[int(row["doc_row"])][int(row["content_start"]) : int(row["content_end"])]


def test_csv_for_excel_has_no_live_cell():
    data = written("csv", excel=True)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(data.decode("utf-8-sig"))
    assert len(rows) == len(TEXTS) + 1
    for row, bad in zip(rows[1:], TEXTS, strict=True):
        for cell in row:
            assert not cell.startswith(LIVE), cell
        assert (f"'{bad}" if bad.startswith(LIVE) else bad) in row


def test_xlsx_has_no_formula():
    openpyxl = pytest.importorskip("openpyxl")
    out = io.BytesIO()
    with pytest.warns(ExportWarning, match="cut at 32,767"):
        inquit.export.write_to([document(bad) for bad in TEXTS], out, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    names = [row[0] for row in book["speakers"].iter_rows(min_row=2, max_col=1, values_only=True)]
    assert len(names) == len(TEXTS)
    parts = zipfile.ZipFile(io.BytesIO(out.getvalue()))
    for name in parts.namelist():
        if name.endswith(".xml"):
            assert b"<f>" not in parts.read(name)


def test_tei_parses_back_to_the_texts():
    root = ElementTree.fromstring(written("tei"))  # noqa: S314  our own file
    space = "{http://www.tei-c.org/ns/1.0}"
    bodies = root.findall(f"{space}TEI/{space}text/{space}body/{space}div")
    assert len(bodies) == len(TEXTS)
    for body, bad in zip(bodies, TEXTS, strict=True):
        expected = "".join("\ufffd" if c in "\0\x1f\x0b\x0c" else c for c in document(bad).text)
        assert "".join(body.itertext()) == expected
    assert {e.tag.removeprefix(space) for e in root.iter()} <= {
        "teiCorpus", "teiHeader", "fileDesc", "titleStmt", "title", "publicationStmt", "sourceDesc", "p", "encodingDesc",
        "classDecl", "taxonomy", "category", "catDesc", "profileDesc", "particDesc", "listPerson", "listOrg", "person", "org",
        "personGrp", "persName", "orgName", "occupation", "TEI", "text", "body", "div", "said", "seg",
    }  # fmt: skip


def test_json_forms_parse_back():
    for line, bad in zip(written("jsonl").decode().split("\n"), TEXTS, strict=False):
        assert json.loads(line)["speakers"][0]["name"] == bad
    for form in ("labelstudio", "jsonld"):
        assert json.loads(written(form))


def test_brat_lines_hold_no_line_of_the_text():
    archive = zipfile.ZipFile(io.BytesIO(written("brat")))
    assert all("/" not in name and ".." not in name for name in archive.namelist())
    for name in archive.namelist():
        if name.endswith(".ann"):
            for line in archive.read(name).decode().splitlines():
                assert line[0] in "TRA#"
