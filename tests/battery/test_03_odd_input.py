"""Row 3: classes of odd input × {str, bytes, file, batch, command line} × {JSON, CSV, HTML}: a result, or the documented
exception; and every span on code-point boundaries."""

from __future__ import annotations

import io
import json

import inquit
import inquit.export
import pytest
from click.testing import CliRunner
from hostile import DATED, NOT_UTF8, SAID, SURROGATES, TEXTS, UNITS, check
from inquit.cli import cli
from inquit.report import report_html
from lane import csv_records

texts = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def test_there_are_45_classes():
    assert len(TEXTS) + len(SURROGATES) + len(NOT_UTF8) >= 45


@texts
@pytest.mark.parametrize("unit", UNITS)
def test_str(text, unit):
    doc = inquit.extract(text, id=text[:50], date=DATED, title=text[:200], offsets=unit)
    check(doc, text)
    if text.count(SAID):
        assert any(a.speaker for a in doc.attributions)


@texts
def test_bytes_give_what_str_gives(text, extractor):
    data = text.encode()
    for given in (data, bytearray(data)):
        assert extractor.extract(given).to_dict() == extractor.extract(text).to_dict()


def test_a_batch_gives_what_single_texts_give(extractor):
    result = extractor.extract_many(list(TEXTS.values()), threads=2)
    for doc, text in zip(result, TEXTS.values(), strict=True):
        check(doc, text)
        assert doc.to_json() == extractor.extract(text).to_json()
    for name in ("attributions", "spans", "speakers", "documents", "unattributed"):
        rows = result.table(name).to_pylist()
        assert len(rows) == len(result.table(name))


@texts
def test_file_and_command_line(text, tmp_path, extractor):
    """A file's BOM is no part of the text; what the command line writes is what the library gives."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    done = CliRunner().invoke(cli, ["extract", str(path), "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout_bytes)
    inner = text.removeprefix("\ufeff")
    assert record["text"] == inner
    assert record["attributions"] == extractor.extract(inner, id=record["id"]).to_dict()["attributions"]


@texts
def test_exports(text, extractor, tmp_path):
    doc = extractor.extract(text, id=text[:50], title=text[:100])
    again = inquit.Document.from_json(doc.to_json())
    assert again == doc
    out = io.BytesIO()
    inquit.export.write_to([doc], out, "csv")
    rows = csv_records(out.getvalue().decode())
    assert [row["content"] for row in rows] == [a.content.text for a in doc.attributions]
    for page in (doc._repr_html_(), report_html([doc])):
        page.encode()  # no half of a pair


@pytest.mark.parametrize("text", SURROGATES.values(), ids=SURROGATES)
def test_a_surrogate_raises_unicode_encode_error(text, extractor):
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        extractor.extract(text)
    for field in ("id", "title"):
        with pytest.raises(UnicodeEncodeError):
            extractor.extract(SAID, **{field: text})
    good, bad = extractor.extract_many([SAID, text])
    assert isinstance(good, inquit.Document)
    assert isinstance(bad.error, UnicodeEncodeError)


@pytest.mark.parametrize(("data", "byte"), NOT_UTF8.values(), ids=NOT_UTF8)
def test_bytes_that_are_not_utf8_raise_value_error_and_name_the_byte(data, byte, extractor):
    with pytest.raises(ValueError, match=f"byte {byte} "):
        extractor.extract(data)
    good, bad = extractor.extract_many([SAID, data])
    assert isinstance(good, inquit.Document)
    assert f"byte {byte} " in str(bad.error)


@pytest.mark.parametrize("data", [data for data, _ in NOT_UTF8.values()], ids=NOT_UTF8)
def test_a_file_that_is_not_utf8_is_read_with_a_warning_or_named(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    done = CliRunner().invoke(cli, ["extract", str(path), "--format", "jsonl"])
    assert done.exit_code in (0, 2)
    assert "a.txt" in done.stderr


@pytest.mark.parametrize("value", [None, 1, 1.5, [], {}, object(), memoryview(b"a")], ids=repr)
def test_what_is_no_text_raises_type_error(value, extractor):
    with pytest.raises(TypeError):
        extractor.extract(value)
    assert isinstance(extractor.extract_many([value])[0].error, TypeError)
