"""Annotated articles out of files: the record's JSONL, brat, Label Studio, and a spreadsheet of doc_id, quote, speaker."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..export.brat import BRAT_DOCUMENTS
from ..place import find_words

Doc = dict[str, Any]
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)  # encrypted, too
PARTS = ("content", "source", "cue", "addressee")


class GoldError(ValueError):
    """A file that is not what it should be; the message names the place."""


def read_gold(path: str, texts: str | Mapping[str, Any] | None = None) -> dict[str, Doc]:
    """Documents by id: {"id", "text", "attributions", …}. `texts`: what a spreadsheet refers to, a JSONL or documents by id.

    The form is told by the name: a folder, .zip or .ann is brat, .json Label Studio, .csv and .tsv a spreadsheet, the
    rest JSONL, one document a line. Offsets are code points.
    """
    suffix = os.path.splitext(path)[1].lower()
    if os.path.isdir(path) or suffix in (".ann", ".zip"):
        docs = _brat(path)
    elif suffix == ".json":
        docs = _label_studio(path)
    elif suffix in (".csv", ".tsv"):
        docs = _spreadsheet(path, "\t" if suffix == ".tsv" else ",", texts)
    else:
        docs = _jsonl(path)
    out: dict[str, Doc] = {}
    try:
        for place, doc in docs:
            if doc["id"] in out:
                raise GoldError(f"{place}: a second document {doc['id']!r}")
            out[doc["id"]] = doc
    except (UnicodeDecodeError, csv.Error, *_BROKEN_ZIP) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from None
    return out


def _jsonl(path: str) -> Iterator[tuple[str, Doc]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            place = f"{path}:{number}"
            try:
                doc = json.loads(line)
                attributions = doc.get("attributions", [])
                yield place, {**doc, "id": str(doc["id"]), "attributions": list(attributions)}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GoldError(f"{place}: not a document with id and attributions: {error!r}") from None


# ---- brat: T for spans, E for an event with its parts, R for relations between parts


def _brat(path: str) -> Iterator[tuple[str, Doc]]:
    with _brat_folder(path) as (read, names):
        yield from _brat_docs(path, read, names)


def _brat_docs(path: str, read: Callable[[str], str], names: list[str]) -> Iterator[tuple[str, Doc]]:
    facts = _brat_documents(path, read) if BRAT_DOCUMENTS in names else {}
    annotations = [name for name in names if name.endswith(".ann")]
    if not annotations:
        raise GoldError(f"{path}: there is no .ann file in it")
    for name in annotations:
        stem = name.removesuffix(".ann")
        place = f"{path}: {name}"
        if f"{stem}.txt" not in names:
            raise GoldError(f"{place}: its text {stem}.txt is missing")
        attributions = _brat_attributions(place, io.StringIO(read(name)))
        doc_id = os.path.basename(stem)
        yield place, {"id": doc_id, **facts.get(stem, {}), "text": read(f"{stem}.txt"), "attributions": attributions}


@contextmanager
def _brat_folder(path: str) -> Iterator[tuple[Callable[[str], str], list[str]]]:
    """How to read a file of the folder, the zip or the one .ann file, and their names."""
    if path.lower().endswith(".zip"):  # as read_gold tells the form
        with zipfile.ZipFile(path) as archive:
            yield lambda name: archive.read(name).decode(), sorted(archive.namelist())
        return
    folder = path if os.path.isdir(path) else os.path.dirname(path)

    def read(name: str) -> str:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read().decode()

    if os.path.isdir(path):
        yield read, sorted(os.listdir(path))
    else:
        stem = os.path.basename(path).removesuffix(".ann")
        yield read, [name for name in (f"{stem}.ann", f"{stem}.txt") if os.path.exists(os.path.join(folder, name))]


def _brat_documents(path: str, read: Callable[[str], str]) -> dict[str, Doc]:
    """The ids, dates and titles that inquit's export writes beside the files, by the names of these."""
    try:
        lines = [json.loads(line) for line in read(BRAT_DOCUMENTS).splitlines()]
        return {line.pop("file"): {k: v for k, v in line.items() if v is not None} for line in lines}
    except (ValueError, KeyError, AttributeError) as error:
        raise GoldError(f"{path}: {BRAT_DOCUMENTS}: not a list of files: {error!r}") from None


def _brat_attributions(path: str, lines: Iterable[str]) -> list[dict[str, Any]]:
    spans: dict[str, tuple[str, list[list[int]]]] = {}
    links: list[list[str]] = []
    facts: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        try:
            if fields[0].startswith("T"):
                kind, places = fields[1].split(" ", 1)
                spans[fields[0]] = kind.lower(), [[int(x) for x in p.split()] for p in places.split(";")]
            elif fields[0].startswith(("E", "R")):
                links.append([pair.split(":")[1] for pair in fields[1].split() if ":" in pair])
            elif fields[0].startswith("A") and fields[1].startswith("Kind "):
                _, of, kind = fields[1].split()
                facts[of] = {"kind": kind}
        except (ValueError, IndexError):
            raise GoldError(f"{path}:{number}: not a line of brat: {line.strip()!r}") from None
    return _joined(spans, links, facts)


def _joined(
    spans: dict[str, tuple[str, list[list[int]]]], links: list[list[str]], facts: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """One attribution for each content, with the parts that a link ties to it, at one or two steps.

    Contents that a link ties together are pieces of one. `facts`: what is said of a content beside its parts.
    """
    neighbours: dict[str, set[str]] = {}
    for ends in links:
        for end in ends:
            neighbours.setdefault(end, set()).update(e for e in ends if e != end)

    def kind_of(key: str) -> str:
        kind = spans.get(key, ("", []))[0]
        return "content" if kind in ("quotation", "quote") else kind

    out = []
    done: set[str] = set()
    for key in spans:
        if kind_of(key) != "content" or key in done:
            continue
        pieces = [key]
        for piece in pieces:  # grows while it is walked
            pieces += sorted(n for n in neighbours.get(piece, ()) if kind_of(n) == "content" and n not in pieces)
        done.update(pieces)
        a: dict[str, Any] = {part: [] for part in PARTS}
        a["content"] = sorted(place for piece in pieces for place in spans[piece][1])
        near = {n for piece in pieces for n in neighbours.get(piece, ())}
        far = {n for k in near if kind_of(k) == "cue" for n in neighbours.get(k, ())}
        for other in near | far:
            if kind_of(other) in PARTS[1:]:
                a[kind_of(other)] = sorted([*a[kind_of(other)], *spans[other][1]])
        for piece in pieces:
            a |= facts.get(piece, {})
        out.append(a)
    return out


def _label_studio(path: str) -> Iterator[tuple[str, Doc]]:
    with open(path, encoding="utf-8-sig") as file:
        try:
            tasks = json.load(file)
        except ValueError as error:
            raise GoldError(f"{path}: not JSON: {error}") from None
    if not isinstance(tasks, list):
        raise GoldError(f"{path}: not an export of Label Studio: a list of tasks is wanted")
    for number, task in enumerate(tasks):
        place = f"{path}: task {number}"
        try:
            results = [r for a in (task.get("annotations") or task.get("predictions") or [])[:1] for r in a["result"]]
            spans = {
                r["id"]: (str(r["value"]["labels"][0]).lower(), [[r["value"]["start"], r["value"]["end"]]])
                for r in results
                if r.get("type") == "labels"
            }
            links = [[r["from_id"], r["to_id"]] for r in results if r.get("type") == "relation"]
            facts: dict[str, dict[str, Any]] = {}
            for r in results:  # the kind is a choice, the speaker a text area, each of one region
                kind = {"choices": "choices", "textarea": "text"}.get(r.get("type"))
                if kind and r["value"][kind] and r.get("from_name") in ("kind", "speaker"):
                    facts.setdefault(r["id"], {})[r["from_name"]] = r["value"][kind][0]
            data = task["data"]
            doc_id = data.get("id", task.get("id", number))
            attributions = _joined(spans, links, facts)
            yield place, {**data, "id": str(doc_id), "text": data["text"], "attributions": attributions}
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise GoldError(f"{place}: not a task with data.text and labelled spans: {error!r}") from None


def _spreadsheet(path: str, delimiter: str, texts: str | Mapping[str, Any] | None) -> Iterator[tuple[str, Doc]]:
    """Rows `doc_id, quote, speaker`; the texts in a column `text` or in `texts`. No source is asked for."""
    known = {doc["id"]: doc for _, doc in _jsonl(texts)} if isinstance(texts, str) else texts or {}
    docs: dict[str, Doc] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter)
        missing = {"doc_id", "quote", "speaker"} - set(reader.fieldnames or ())
        if missing:
            raise GoldError(f"{path}:1: no column {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, 2):
            place, doc_id = f"{path}:{number}", str(row["doc_id"])
            if doc_id not in docs:
                text = row.get("text") or known.get(doc_id, {}).get("text")
                if not text:
                    raise GoldError(f"{place}: no text of {doc_id!r}; give a column “text”, or --texts CORPUS.jsonl")
                docs[doc_id] = {**known.get(doc_id, {}), "id": doc_id, "text": text, "attributions": []}
            if not (row["quote"] or "").strip():
                continue
            found = find_words(docs[doc_id]["text"], row["quote"])
            if not found:
                raise GoldError(f"{place}: the text of {doc_id!r} does not have these words: {row['quote'][:60]!r}")
            docs[doc_id]["attributions"].append(
                {"content": [list(found[0])], "source": [], "cue": [], "any_source": True, "speaker": row["speaker"]}
            )
    yield from ((path, doc) for doc in docs.values())
