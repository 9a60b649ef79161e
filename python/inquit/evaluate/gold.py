"""Annotated articles out of files: the record's JSONL, brat, Label Studio, and a spreadsheet of doc_id, quote, speaker."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from ..place import find_words

Doc = dict[str, Any]
PARTS = ("content", "source", "cue", "addressee")


class GoldError(ValueError):
    """A file that is not what it should be; the message names the place."""


def read_gold(path: str, texts: str | None = None) -> dict[str, Doc]:
    """Documents by id: {"id", "text", "attributions", …}. `texts` names the JSONL that a spreadsheet refers to.

    The form is told by the name: a folder or .ann is brat, .json Label Studio, .csv and .tsv a spreadsheet, the rest
    JSONL, one document a line.
    """
    suffix = os.path.splitext(path)[1].lower()
    if os.path.isdir(path) or suffix == ".ann":
        docs = _brat(path)
    elif suffix == ".json":
        docs = _label_studio(path)
    elif suffix in (".csv", ".tsv"):
        docs = _spreadsheet(path, "\t" if suffix == ".tsv" else ",", texts)
    else:
        docs = _jsonl(path)
    out: dict[str, Doc] = {}
    for place, doc in docs:
        if doc["id"] in out:
            raise GoldError(f"{place}: a second document {doc['id']!r}")
        out[doc["id"]] = doc
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
    files = [path]
    if os.path.isdir(path):
        files = [os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith(".ann")]
        if not files:
            raise GoldError(f"{path}: the folder has no .ann file")
    for ann in files:
        text_file = ann[:-4] + ".txt"
        if not os.path.exists(text_file):
            raise GoldError(f"{ann}: its text {text_file} is missing")
        with open(text_file, encoding="utf-8", newline="") as file:
            text = file.read()
        with open(ann, encoding="utf-8") as file:
            attributions = _brat_attributions(ann, file)
        yield ann, {"id": os.path.basename(ann)[:-4], "text": text, "attributions": attributions}


def _brat_attributions(path: str, lines: Iterable[str]) -> list[dict[str, Any]]:
    spans: dict[str, tuple[str, list[list[int]]]] = {}
    links: list[list[str]] = []
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        try:
            if fields[0].startswith("T"):
                kind, places = fields[1].split(" ", 1)
                spans[fields[0]] = kind.lower(), [[int(x) for x in p.split()] for p in places.split(";")]
            elif fields[0].startswith(("E", "R")):
                links.append([pair.split(":")[1] for pair in fields[1].split() if ":" in pair])
        except (ValueError, IndexError):
            raise GoldError(f"{path}:{number}: not a line of brat: {line.strip()!r}") from None
    return _joined(spans, links)


def _joined(spans: dict[str, tuple[str, list[list[int]]]], links: list[list[str]]) -> list[dict[str, Any]]:
    """One attribution for each content, with the parts that a link ties to it, at one or two steps."""
    neighbours: dict[str, set[str]] = {}
    for ends in links:
        for end in ends:
            neighbours.setdefault(end, set()).update(e for e in ends if e != end)
    out = []
    for key, (kind, places) in spans.items():
        if kind not in ("content", "quotation", "quote"):
            continue
        a: dict[str, Any] = {part: [] for part in PARTS}
        a["content"] = sorted(places)
        near = neighbours.get(key, set())
        far = {n for k in near if spans.get(k, ("", []))[0] == "cue" for n in neighbours.get(k, set())}
        for other in near | far:
            part, where = spans.get(other, ("", []))
            if part in PARTS and part != "content":
                a[part] = sorted([*a[part], *where])
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
            data = task["data"]
            doc_id = data.get("id", task.get("id", number))
            yield place, {**data, "id": str(doc_id), "text": data["text"], "attributions": _joined(spans, links)}
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise GoldError(f"{place}: not a task with data.text and labelled spans: {error!r}") from None


def _spreadsheet(path: str, delimiter: str, texts: str | None) -> Iterator[tuple[str, Doc]]:
    """Rows `doc_id, quote, speaker`; the texts in a column `text` or in a JSONL of their own. No source is asked for."""
    known = {doc["id"]: doc for _, doc in _jsonl(texts)} if texts else {}
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
