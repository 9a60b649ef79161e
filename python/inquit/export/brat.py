"""brat standoff: a zip of .txt and .ann files, with the annotation.conf that shows them.

Offsets are code points of the .txt file, which is the text exactly. A span of brat may hold no line end: a content that
does is written as fragments.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ..document import Attribution, Document, Spans
from .places import CodePoints, text_of

ROLES = ("content", "source", "cue", "addressee")
BRAT_DOCUMENTS = "documents.jsonl"  # which file is which document: file, id, date, title, a line each
# What ends a line for a program that reads the .ann file, and the tab, which parts its fields.
BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
CONFIG = """\
[entities]
Content
Source
Cue
Addressee
[relations]
SourceOf\tArg1:Source, Arg2:Content
CueOf\tArg1:Cue, Arg2:Content
AddresseeOf\tArg1:Addressee, Arg2:Content
[events]
[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect
Negated\tArg:Content
"""


def write_brat(documents: Iterable[Document], out: BinaryIO) -> None:
    """Writes the zip: d00000.txt, d00000.ann and so on, in the order of the documents, and a list of these."""
    known = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "annotation.conf", CONFIG)
        for n, doc in enumerate(documents):
            text = text_of(doc)
            _add(archive, f"d{n:05}.txt", text)
            _add(archive, f"d{n:05}.ann", "".join(f"{line}\n" for line in annotation_lines(doc, text)))
            fact = {"file": f"d{n:05}", "id": doc.id, "date": doc.date, "title": doc.title}
            known.append(json.dumps(fact) + "\n")
        _add(archive, BRAT_DOCUMENTS, "".join(known))


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same bytes whenever it is written
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content.encode())


def annotation_lines(doc: Document, text: str) -> Iterator[str]:
    """The lines of the .ann file."""
    places = CodePoints(doc)
    entities = relations = attributes = notes = 0
    for a in doc.attributions:
        ids: dict[str, str] = {}
        for role in ROLES:
            found = list(_fragments(text, getattr(a, role), places))
            if not found:
                continue
            entities += 1
            ids[role] = f"T{entities}"
            offsets = ";".join(f"{start} {end}" for start, end in found)
            words = " ".join(text[start:end] for start, end in found)
            yield f"T{entities}\t{role.capitalize()} {offsets}\t{words}"
        if "content" not in ids:
            continue
        for role in ROLES[1:]:
            if role in ids:
                relations += 1
                yield f"R{relations}\t{role.capitalize()}Of Arg1:{ids[role]} Arg2:{ids['content']}"
        attributes += 1
        yield f"A{attributes}\tKind {ids['content']} {a.kind}"
        if a.negated:
            attributes += 1
            yield f"A{attributes}\tNegated {ids['content']}"
        notes += 1
        yield f"#{notes}\tAnnotatorNotes {ids['content']}\t{BREAKS.sub(' ', _note(a))}"


def _note(a: Attribution) -> str:
    parts = {"speaker": a.speaker, "to": a.addressee_name, "when": a.when, "rule": a.rule, "uid": a.uid}
    told = [f"{name}={value}" for name, value in parts.items() if value]
    return "; ".join([*told, f"confidence={a.confidence:g}"])


def _fragments(text: str, spans: Spans, places: CodePoints) -> Iterator[tuple[int, int]]:
    for start, end in places(spans):
        at = start
        for found in BREAKS.finditer(text, start, end):
            if at < found.start():
                yield at, found.start()
            at = found.end()
        if at < end:
            yield at, end
