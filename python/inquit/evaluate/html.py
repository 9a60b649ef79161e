"""A report as one HTML page: inert, complete in itself, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Report
    from .figures import Figure

_CSS = (
    "body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222}"
    "table{border-collapse:collapse;margin:.5em 0 1.5em}td,th{padding:.15em .7em;text-align:right;border-bottom:1px solid #ddd}"
    "td:first-child,th:first-child{text-align:left}.e{border-left:3px solid #c66;margin:.6em 0;padding-left:.8em}"
    "mark{background:#ffe8a3}small{color:#666}"
)


def _table(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def _row(name: str, f: Figure) -> list[str]:
    p, r = (f"{f.precision:.3f}", f"{f.recall:.3f}") if f.precision is not None else ("", "")
    return [name, p, r, f"{f.value:.3f}", f"{f.low:.3f} – {f.high:.3f}", str(f.cases)]


def report_html(report: Report, title: str, errors: int) -> str:
    """The page; at most `errors` of each sort."""
    head = ["", "P", "R", "F1", "95 % interval", "cases"]
    out = [f"<h1>{escape(title)}</h1><p>{report.documents} articles.</p>"]
    out.append(_table(head, [_row(name, f) for name, f in report.figures.items()]))
    if report.calibration["cases"]:
        out.append(f"<h2>Calibration</h2><p>Expected error {report.calibration['ece']:.3f}.</p>")
        rows = [
            [f"{b['from']:.1f} – {b['to']:.1f}", str(b["cases"]), f"{b['confidence']:.2f}", f"{b['right']:.2f}"]
            for b in report.calibration["bins"]
        ]
        out.append(_table(["confidence", "cases", "mean", "right"], rows))
    if report.comparison:
        out.append("<h2>Difference from the other</h2>")
        rows = [
            [name, f"{c['difference']:+.3f}", f"{c['low']:+.3f} – {c['high']:+.3f}", f"{c['p']:.3f}"]
            for name, c in report.comparison.items()
        ]
        out.append(_table(["F1", "difference", "95 % interval", "p"], rows))
    for field, group in report.groups.items():
        rows = [[f"{v} ({n} articles)", *_row("", some["attributions"])[1:]] for v, (n, some) in group.items()]
        out.append(f"<h2>Attributions by {escape(field)}</h2>" + _table(head, rows))
    for sort, some in report.errors.items():
        shown = "".join(_error(e) for e in some[:errors])
        out.append(f"<h2>{escape(sort)}: {len(some)}</h2>{shown}")
    body = "\n".join(out)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_CSS}</style></head><body>{body}</body></html>\n"
    )


def _error(e: dict[str, Any]) -> str:
    before, words, after = (" ".join(part.split()) for part in e["context"])
    lines = [f"<small>{escape(e['doc'])}</small><br>…{escape(before)} <mark>{escape(words)}</mark> {escape(after)}…"]
    for name in ("gold", "predicted"):
        if name in e:
            rule = f" [{e[name]['rule']}]" if "rule" in e[name] else ""
            parts = " | ".join(e[name][part] for part in ("source", "cue", "content"))
            lines.append(f"<small>{name}: {escape(parts + rule)}</small>")
    return f'<div class="e">{"<br>".join(lines)}</div>'
