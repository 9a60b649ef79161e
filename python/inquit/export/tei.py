"""TEI P5: `said` with who and toWhom, and lists of those who speak. One teiCorpus with a TEI for each document.

A line of the text is a `p`; the line ends stand between them, so that the words of the body are the text exactly. What
goes over a line end, or crosses another part, is written in pieces that next and prev tie together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ..document import Attribution, Document, Speaker
from .places import CodePoints, text_of
from .warn import NOT_IN_XML, REPLACEMENT, Changes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
KINDS = (
    "<encodingDesc><classDecl><taxonomy>"
    '<category xml:id="direct"><catDesc>all of the content in quotation marks, or a turn</catDesc></category>'
    '<category xml:id="mixed"><catDesc>part of the content in quotation marks</catDesc></category>'
    '<category xml:id="indirect"><catDesc>no quotation marks</catDesc></category>'
    "</taxonomy></classDecl></encodingDesc>"
)
TAIL = "</teiCorpus>\n"
CERTAINTY = ((0.9, "high"), (0.6, "medium"), (0.0, "low"))  # TEI's words for confidence


class _Part(NamedTuple):
    """A stretch of the text that becomes one element."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...]


def write_tei(documents: Iterable[Document], out: BinaryIO) -> None:
    """Writes the corpus. Characters that XML cannot hold are replaced one for one, with an `ExportWarning`."""
    changes = Changes("TEI")
    out.write(HEAD.encode())
    out.write(_header("Attributions found by inquit", "inquit", KINDS, changes).encode())
    for n, doc in enumerate(documents):
        out.write("".join(_document(doc, n, changes)).encode())
    out.write(TAIL.encode())
    changes.warn()


def _text(words: str) -> str:
    return escape(words, {"\r": "&#13;"})


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f" {name}={quoteattr(value, {chr(13): '&#13;', chr(133): '&#133;'})}" for name, value in pairs)


def _header(title: str, source: str, more: str, changes: Changes) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_text(changes.for_xml(title))}</title></titleStmt>"
        f"<publicationStmt><p>Made by inquit</p></publicationStmt>"
        f"<sourceDesc><p>{_text(changes.for_xml(source))}</p></sourceDesc></fileDesc>{more}</teiHeader>\n"
    )


def _document(doc: Document, n: int, changes: Changes) -> Iterator[str]:
    text = changes.for_xml(text_of(doc))
    name = f"d{n}"
    people = "".join(_person(s, name, changes) for s in doc.speakers if s.kind != "organisation")
    bodies = "".join(_person(s, name, changes) for s in doc.speakers if s.kind == "organisation")
    lists = (f"<listPerson>{people}</listPerson>" if people else "") + (
        f"<listOrg>{bodies}</listOrg>" if bodies else ""
    )
    who = f"<profileDesc><particDesc>{lists}</particDesc></profileDesc>" if lists else ""
    source = ", ".join(part for part in (doc.id, doc.date) if part) or "not known"
    yield f'<TEI xml:id="{name}">\n'
    yield _header(doc.title or doc.id or name, source, who, changes)
    language = changes.for_xml(doc.language or "und")
    yield f'<text{_attributes([("xml:lang", language)])}><body><div xml:space="preserve">'
    parts = _cut_at_lines(text, list(_parts(doc, name, changes)))
    at = 0
    for line in text.split("\n"):
        if at:
            yield "\n"
        end = at + len(line)
        yield f"<p>{_marked(text, at, end, [part for part in parts if at <= part.start and part.end <= end])}</p>"
        at = end + 1
    yield "</div></body></text>\n</TEI>\n"


def _person(s: Speaker, name: str, changes: Changes) -> str:
    tag = {"organisation": "org", "group": "personGrp"}.get(s.kind, "person")
    naming = "orgName" if tag == "org" else "persName"
    inner = f"<{naming}>{_text(changes.for_xml(s.name))}</{naming}>"
    if s.title and tag == "person":
        inner += f"<occupation>{_text(changes.for_xml(s.title))}</occupation>"
    return f'<{tag} xml:id="{name}.s{s.id}">{inner}</{tag}>'


def _parts(doc: Document, name: str, changes: Changes) -> Iterator[_Part]:
    places = CodePoints(doc)
    for a in doc.attributions:
        for start, end in places(a.content):
            yield _Part(start, end, "said", _said(a, name))
        for role in ("source", "cue", "addressee"):
            for start, end in places(getattr(a, role)):
                yield _Part(start, end, "seg", (("type", role), ("corresp", f"#{name}.a{a.id}")))


def _said(a: Attribution, name: str) -> tuple[tuple[str, str], ...]:
    pairs = [
        ("xml:id", f"{name}.a{a.id}"),
        ("direct", "true" if a.kind == "direct" else "false"),
        ("ana", f"#{NOT_IN_XML.sub(REPLACEMENT, a.kind)}"),
    ]
    if a.speaker_id is not None:
        pairs.append(("who", f"#{name}.s{a.speaker_id}"))
    if a.addressee_id is not None:
        pairs.append(("toWhom", f"#{name}.s{a.addressee_id}"))
    pairs.append(("cert", next(word for least, word in CERTAINTY if a.confidence >= least)))
    return tuple(pairs)


def _cut_at_lines(text: str, parts: list[_Part]) -> list[_Part]:
    """The parts in pieces within a line each; those of one said get ids of their own, tied by next and prev."""
    pieces: list[_Part] = []
    saids: dict[str, list[int]] = {}
    for part in parts:
        at = part.start
        while at < part.end:
            end = text.find("\n", at, part.end)
            end = part.end if end < 0 else end
            if at < end:
                if part.tag == "said":
                    saids.setdefault(part.attributes[0][1], []).append(len(pieces))
                pieces.append(part._replace(start=at, end=end))
            at = end + 1
    for name, places in saids.items():
        ids = [name, *(f"{name}.{n}" for n in range(2, len(places) + 1))]
        for n, place in enumerate(places):
            ties = [("xml:id", ids[n])]
            if n:
                ties.append(("prev", f"#{ids[n - 1]}"))
            if n + 1 < len(places):
                ties.append(("next", f"#{ids[n + 1]}"))
            pieces[place] = pieces[place]._replace(attributes=(*ties, *pieces[place].attributes[1:]))
    return pieces


def _marked(text: str, start: int, end: int, parts: list[_Part]) -> str:
    """The text with its elements. A part that crosses a said is cut there: a said stays whole, a seg may be two."""
    parts = sorted(parts, key=lambda part: (part.start, -part.end, part.tag != "said"))
    written: list[str] = []
    at = start
    while parts:
        part = parts.pop(0)
        if part.start < at or part.start >= part.end:
            continue
        inside = [p for p in parts if p.start < part.end]
        parts = [p for p in parts if p.start >= part.end]
        for crossing in [p for p in inside if p.end > part.end and p.tag == "seg"]:
            parts.append(crossing._replace(start=part.end))
        parts.sort(key=lambda p: (p.start, -p.end, p.tag != "said"))
        written.append(_text(text[at : part.start]))
        inner = _marked(text, part.start, part.end, inside)
        written.append(f"<{part.tag}{_attributes(part.attributes)}>{inner}</{part.tag}>")
        at = part.end
    written.append(_text(text[at:end]))
    return "".join(written)
