"""A document as a table for a terminal."""

from __future__ import annotations

import unicodedata
from typing import BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..document import Attribution, Document

_CONTENT_SHOWN = 300  # characters; the whole of it is in the record
_KIND_STYLE = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def write_table(doc: Document, out: BinaryIO) -> None:
    """Writes the attributions of a document; colours and the terminal's width where there is one."""
    terminal = out.isatty()
    console = Console(no_color=not terminal, width=None if terminal else 120, highlight=False)
    with console.capture() as captured:
        console.print(_heading(doc))
        if doc.attributions:
            console.print(_table(doc))
        for u in doc.unattributed:
            console.print(_plain(f"  not attributed ({u.why}): {_short(u.content.text)}"), style="dim")
        console.print()
    out.write(captured.get().encode("utf-8", "replace"))


def _heading(doc: Document) -> Text:
    parts = [part for part in (doc.id, doc.date, doc.title) if part]
    n = len(doc)
    parts.append(f"{n} attribution{'' if n == 1 else 's'}")
    return Text(_plain(" · ".join(parts)), style="bold")


def _table(doc: Document) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0), header_style="bold")
    table.add_column("#", justify="right")
    table.add_column("who", min_width=24, max_width=36, overflow="fold")
    table.add_column("what was said", overflow="fold")
    for a in doc.attributions:
        table.add_row(Text(str(a.id)), _who(a), Text(_plain(_short(a.content.text))))
    return table


def _who(a: Attribution) -> Text:
    """Three lines: the speaker; the cue and the addressee; kind, date and confidence."""
    cue = " ".join(part for part in (a.cue.text, a.addressee_name or a.addressee.text) if part)
    marks = [a.kind, "negated" if a.negated else "", a.when or a.time.text, f"{a.confidence:.2f}"]
    who = Text(_plain(a.speaker) if a.speaker else "(nobody named)", style="bold" if a.speaker else "dim")
    if cue:
        who.append(f"\n{_plain(cue)}", style="not bold not dim")
    who.append(f"\n{_plain(', '.join(mark for mark in marks if mark))}", style=f"not bold {_KIND_STYLE[a.kind]}")
    return who


def _short(text: str) -> str:
    return text if len(text) <= _CONTENT_SHOWN else text[: _CONTENT_SHOWN - 1] + "…"


def _plain(text: str) -> str:
    """Texts come from anywhere: no control character of theirs may reach the terminal."""
    return "".join(
        " " if c in "\n\r\t\u2028\u2029" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c
        for c in text
    )
