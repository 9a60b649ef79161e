"""An explanation as HTML: inert, complete in itself, every text escaped."""

from __future__ import annotations

from html import escape
from typing import Any

_CSS = (
    ".iq-x{font:14px/1.5 sans-serif;max-width:60em}.iq-x p{font-size:1.1em;margin:.3em 0}"
    ".iq-x .u{display:inline-block;margin:.1em .2em;padding:0 .3em;border:1px solid #8888;border-radius:.3em}"
    ".iq-x .u b{display:block;font:11px/1.3 monospace;opacity:.7}.iq-x .on{background:#ffe8a3;color:#000}"
    ".iq-x pre{white-space:pre-wrap;font-size:12px}"
)


def explanation_html(sentence: str, steps: list[str], record: dict[str, Any]) -> str:
    """The sentence, the units as boxes (those of the answer marked), the steps folded away."""
    a = record["attribution"] or {}
    marked = [tuple(span) for part in ("content", "source", "cue") for span in a.get(part, [])]
    rows = []
    for paragraph in record["paragraphs"]:
        for window in paragraph["windows"]:
            boxes = []
            for unit in window["units"]:
                start, end = unit["span"]
                on = " on" if any(start < e and s < end for s, e in marked) else ""
                boxes.append(
                    f'<span class="u{on}"><b>{escape(unit["symbol"])}</b>{escape(" ".join(unit["text"].split()))}</span>'
                )
            rows.append(f"<div>{''.join(boxes)}</div>")
    return (
        f'<div class="iq-x"><style>{_CSS}</style><p>{escape(sentence)}</p>{"".join(rows)}'
        f"<details><summary>Steps</summary><pre>{escape(chr(10).join(steps))}</pre></details></div>"
    )
