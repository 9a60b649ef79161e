"""Each format is read back and compared with the documents; hostile and odd texts included."""

import csv
import io
import json
import warnings
import zipfile
from xml.etree import ElementTree

import inquit
import pytest
from by_hand import attribution, find, record_of, speaker, split_document
from click.testing import CliRunner
from inquit import export
from inquit.cli import cli
from inquit.export.warn import ExportWarning

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ODD = "😀 <b>&amp;</b> \"'\x85\u2028é\u0301 ]]> _x000D_\ttab"
ALL = ["jsonl", "csv", "xlsx", "tei", "brat", "labelstudio", "jsonld"]


def odd_document(words=ODD, name="=cmd|' /C calc'!A0"):
    """A content over two lines, one nested in it, and a source that begins like a formula."""
    text = f"{name} said that “{words}\nnext line” and (“inner” she said) so on.\r\nEnd\r\n"
    outer = [[text.index("“"), text.index(" so on")]]
    return inquit.Document.from_dict(
        record_of(
            text,
            [
                attribution(
                    0, kind="mixed", content=outer, source=[[0, len(name)]], cue=find(text, "said that"),
                    speaker=name, speaker_id=0, negated=True,
                ),
                attribution(1, content=find(text, "“inner”"), source=find(text, "she"), cue=find(text, "she said")),
            ],
            [speaker(0, name, title=words, kind="organisation")],
            id="=1+1",
            title=words,
        )
    )  # fmt: skip


@pytest.fixture(params=["example", "split", "odd", "bytes", "utf16"])
def doc(request, example, example_text):
    if request.param in ("bytes", "utf16"):
        return inquit.extract("😀 é " + example_text, id="wide", date="2023-09-19", offsets=request.param)
    return {"example": example, "split": split_document(), "odd": odd_document()}[request.param]


def written(form, docs, **options):
    if form == "xlsx":
        pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExportWarning)
        export.write_to(docs, out, form, **options)
    return io.BytesIO(out.getvalue())


def pieces(doc, role):
    return [text for a in doc.attributions for text in getattr(a, role).texts]


def test_jsonl_reads_back_as_the_documents(doc):
    lines = written("jsonl", [doc, doc]).getvalue().decode().split("\n")
    assert [inquit.Document.from_json(line) for line in lines[:2]] == [doc, doc]


def test_csv_reads_back_verbatim(doc):
    rows = list(csv.DictReader(io.StringIO(written("csv", [doc]).getvalue().decode(), newline="")))
    assert [row["content"] for row in rows] == [a.content.text for a in doc.attributions]
    assert [row["speaker"] or None for row in rows] == [a.speaker for a in doc.attributions]
    assert [float(row["confidence"]) for row in rows] == [a.confidence for a in doc.attributions]
    assert {row["doc_id"] for row in rows} == {doc.id}


def test_csv_for_excel_has_a_mark_and_no_live_cell():
    plain = written("csv", [odd_document()]).getvalue()
    data = written("csv", [odd_document()], excel=True).getvalue()
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_guard_is_put_before_texts_only(start):
    from inquit.export.csv import guarded

    assert guarded(f"{start}1") == f"'{start}1"
    assert guarded(-1) == -1
    assert guarded("a=1") == "a=1"
    assert guarded(None) is None


def test_xlsx_reads_back(doc):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    book = openpyxl.load_workbook(written("xlsx", [doc]))
    assert book.sheetnames == ["attributions", "speakers", "documents", "unattributed"]
    head, *rows = book["attributions"].values
    table = [dict(zip(head, row, strict=True)) for row in rows]
    ends = [a.content.text.replace("\r\n", "\n") for a in doc.attributions]
    assert [row["content"] for row in table] == ends
    assert [row["speaker"] for row in table] == [a.speaker for a in doc.attributions]
    assert [row["content_start"] for row in table] == [a.content.start for a in doc.attributions]
    assert [row["negated"] for row in table] == [a.negated for a in doc.attributions]
    assert len(list(book["speakers"].values)) == 1 + len(doc.speakers)
    assert len(list(book["unattributed"].values)) == 1 + len(doc.unattributed)
    assert list(book["documents"].values)[1][:3] == (doc.id, 0, doc.date)


def test_xlsx_has_no_live_cell():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    for words in ("=1+1", "@SUM(A1)", "-2+3", "+1", "#N/A", "\t=1", '=HYPERLINK("http://example.org")', "{=1}"):
        data = written("xlsx", [odd_document(words, words)])
        book = openpyxl.load_workbook(data)
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
        assert words in {cell.value for cell in cells}
        assert not any(cell.hyperlink for cell in cells)
        with zipfile.ZipFile(data) as archive:
            assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_xlsx_warns_of_what_it_changes():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    out = io.BytesIO()
    with pytest.warns(ExportWarning, match="control characters.*cells cut at 32,767") as caught:
        export.write_to([odd_document("\x00\x1b" + "😀" * 20_000)], out, "xlsx")
    assert len(caught) == 1
    content = openpyxl.load_workbook(out)["attributions"]["K2"].value
    assert content.startswith("“��😀")
    assert content.endswith("😀…")
    assert len(content.encode("utf-16-le")) // 2 in (32_766, 32_767)


def test_tei_words_are_the_text_and_said_is_what_was_said(doc):
    (tei,) = ElementTree.fromstring(written("tei", [doc]).getvalue()).iter(f"{TEI}TEI")  # noqa: S314
    div = tei.find(f".//{TEI}body/{TEI}div")
    assert "".join(div.itertext()) == doc.text
    names = {
        person.get(f"{XML}id"): person[0].text
        for tag in ("person", "personGrp", "org")
        for person in tei.iter(f"{TEI}{tag}")
    }
    saids = {said.get(f"{XML}id"): said for said in div.iter(f"{TEI}said")}
    for a in doc.attributions:
        said = saids[f"d0.a{a.id}"]
        who = said.get("who")
        assert (names[who[1:]] if who else None) == a.speaker
        if a.addressee_id is not None:
            assert names[said.get("toWhom")[1:]] == doc.speakers[a.addressee_id].name
        assert said.get("ana") == f"#{a.kind}"
        words = ["".join(said.itertext())]
        while said.get("next"):
            said = saids[said.get("next")[1:]]
            words.append("".join(said.itertext()))
        assert "".join(words) == "".join(a.content.texts).replace("\n", "")
        cues = [s for s in div.iter(f"{TEI}seg") if s.get("type") == "cue" and s.get("corresp") == f"#d0.a{a.id}"]
        assert "".join("".join(cue.itertext()) for cue in cues) == "".join(a.cue.texts)


def test_tei_warns_of_characters_that_xml_cannot_hold():
    out = io.BytesIO()
    with pytest.warns(ExportWarning, match="TEI: .* control characters"):
        export.write_to([odd_document("\x00\x1b\ufffe")], out, "tei")
    ElementTree.fromstring(out.getvalue())  # noqa: S314


def test_brat_reads_back_and_no_span_holds_a_line_end(doc):
    with zipfile.ZipFile(written("brat", [doc, doc])) as archive:
        names = ["annotation.conf", "d00000.ann", "d00000.txt", "d00001.ann", "d00001.txt", "documents.jsonl"]
        assert sorted(archive.namelist()) == names
        assert [json.loads(line)["id"] for line in archive.read("documents.jsonl").splitlines()] == [doc.id, doc.id]
        text = archive.read("d00000.txt").decode()
        lines = archive.read("d00000.ann").decode().split("\n")[:-1]
    assert text == doc.text
    entities, sources = {}, {}
    for line in lines:
        assert len(line.splitlines()) == 1
        name, rest, *words = line.split("\t")
        if name.startswith("T"):
            role, _, offsets = rest.partition(" ")
            spans = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
            assert " ".join(text[start:end] for start, end in spans) == words[0]
            entities[name] = role, "".join(text[start:end] for start, end in spans)
        if name.startswith("R") and rest.startswith("SourceOf"):
            source, content = (part.split(":")[1] for part in rest.split()[1:])
            sources[entities[content][1]] = entities[source][1]

    def squeezed(spans):
        return "".join("".join(spans.texts).replace("\t", "\n").splitlines())

    contents = [words for role, words in entities.values() if role == "Content"]
    assert contents == [squeezed(a.content) for a in doc.attributions]
    assert sources == {squeezed(a.content): squeezed(a.source) for a in doc.attributions if a.source}


def test_labelstudio_reads_back(doc):
    (task,) = json.loads(written("labelstudio", [doc]).getvalue())
    text = task["data"]["text"]
    assert text == doc.text
    (prediction,) = task["predictions"]
    assert 0 <= prediction["score"] <= 1
    labelled = [r for r in prediction["result"] if r["type"] == "labels"]
    for region in labelled:
        value = region["value"]
        assert text[value["start"] : value["end"]] == value["text"]
    for role in ("content", "source", "cue", "addressee"):
        assert [r["value"]["text"] for r in labelled if r["value"]["labels"] == [role]] == pieces(doc, role)
    ids = {r["id"] for r in labelled}
    relations = [r for r in prediction["result"] if r["type"] == "relation"]
    assert {end for r in relations for end in (r["from_id"], r["to_id"])} <= ids
    chosen = [r["value"]["text"] for r in prediction["result"] if r["type"] == "textarea"]
    assert chosen == [[a.speaker] for a in doc.attributions if a.speaker]


def test_labelstudio_setup_is_xml_and_names_what_tasks_use():
    from inquit.export.labelstudio import CONFIG, ROLES

    view = ElementTree.fromstring(CONFIG)  # noqa: S314
    assert tuple(label.get("value") for label in view.iter("Label")) == ROLES
    assert {e.get("name") for e in view.iter() if e.get("name")} == {"label", "text", "kind", "speaker"}


def test_jsonld_reads_back_and_selectors_find_the_words(doc):
    graph = json.loads(written("jsonld", [doc]).getvalue())["@graph"]
    assert [item["body"]["schema:text"] for item in graph] == [a.content.text for a in doc.attributions]
    assert [item["body"].get("schema:creator", {}).get("schema:name") for item in graph] == [
        a.speaker for a in doc.attributions
    ]
    for item in graph:
        for target in item["target"]:
            quote, position = target["selector"]
            assert doc.text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in doc.text


@pytest.mark.parametrize("form", ALL)
def test_nothing_is_written_as_nothing(form):
    assert written(form, []).getvalue() or form == "jsonl"


@pytest.mark.parametrize("form", ["tei", "brat", "labelstudio", "jsonld", "csv", "xlsx"])
def test_records_without_text_are_refused(form):
    doc = inquit.Document.from_dict(split_document().to_dict(with_text=False))
    with pytest.raises(ValueError, match="no text"):
        written(form, [doc])


@pytest.mark.parametrize("form", ALL)
def test_convert_writes_each_format_by_the_name(form, tmp_path, example):
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_text(example.to_json() + "\n", encoding="utf-8")
    end = export.FORMATS[form].ends[0]
    made = tmp_path / f"out{end}"
    if form == "xlsx":
        pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    done = CliRunner().invoke(cli, ["convert", str(quotes), "-o", str(made)])
    assert (done.exit_code, done.output) == (0, "")
    if form not in ("xlsx", "brat"):
        assert made.read_bytes() == written(form, [example]).getvalue()


def test_convert_says_what_is_wrong(tmp_path):
    quotes = tmp_path / "quotes.jsonl"
    good = split_document().to_json()
    quotes.write_text(f'{{"text": "no record"}}\n\n{good}\n', encoding="utf-8")

    def run(*arguments):
        done = CliRunner().invoke(cli, ["convert", str(quotes), *arguments])
        return done.exit_code, done.output

    code, told = run("-o", str(tmp_path / "x.csv"))
    assert code == 1
    assert "quotes.jsonl:1: not a record of inquit" in told
    assert (tmp_path / "x.csv").exists()
    code, told = run("-o", str(tmp_path / "x.docx"))
    assert (code, ".tei.xml" in told) == (2, True)
    code, told = run("-o", str(tmp_path / "x.xlsx"), "--excel")
    assert (code, "is for CSV" in told) == (2, True)
    quotes.write_text("nonsense\n", encoding="utf-8")
    assert run("-o", str(tmp_path / "y.csv"))[0] == 2
    assert not (tmp_path / "y.csv").exists()


def test_write_passes_over_failures(tmp_path, example_text):
    result = inquit.extract_many([None, example_text])
    export.write(result, tmp_path / "q.csv")
    with open(tmp_path / "q.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(result[1])
