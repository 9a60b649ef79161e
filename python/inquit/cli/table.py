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
    table = Table(show_lines=False, pad_edge=False, box=None, header_style="bold")
    table.add_column("#", justify="right")
    table.add_column("speaker → addressee", min_width=14, overflow="fold")
    table.add_column("cue", min_width=5, overflow="fold")
    table.add_column("what was said", ratio=1, overflow="fold")
    table.add_column("kind")
    table.add_column("when", min_width=4)
    table.add_column("conf.", justify="right")
    for a in doc.attributions:
        table.add_row(
            Text(str(a.id)),
            _who(a),
            Text(_plain(a.cue.text)),
            Text(_plain(_short(a.content.text))),
            Text(a.kind, style=_KIND_STYLE.get(a.kind, "")),
            Text(a.when or _plain(a.time.text)),
            Text(f"{a.confidence:.2f}"),
        )
    return table


def _who(a: Attribution) -> Text:
    who = Text(_plain(a.speaker) if a.speaker else "(nobody named)", style="bold" if a.speaker else "dim")
    if a.addressee:
        who.append(f" → {_plain(a.addressee_name or a.addressee.text)}", style="not bold")
    return who


def _short(text: str) -> str:
    return text if len(text) <= _CONTENT_SHOWN else text[: _CONTENT_SHOWN - 1] + "…"


def _plain(text: str) -> str:
    """Texts come from anywhere: no control character of theirs may reach the terminal."""
    return "".join(
        " " if c in "\n\r\t\u2028\u2029" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c
        for c in text
    )
