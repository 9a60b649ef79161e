"""Plots that need no network: who is quoted how often, when, and who speaks to whom.

Needs `pip install 'inquit[network]'`.

>>> from inquit import plots
>>> plots.speakers(result); plots.over_time(result, every="month"); plots.who_to_whom(result)

Each gives the matplotlib axes, draws on `ax` where one is given, and states in its title how many quotations it counts
and how many of them have no named speaker, date or addressee.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .facts import said
from .graphs import network

# The palette of Okabe and Ito, told apart by colour-blind readers.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#000000")
DASHES = ("-", "--", ":", "-.")
EVERY = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date


def _axes(ax: Any, size: tuple[float, float]) -> Any:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ImportError("inquit.plots needs matplotlib: pip install 'inquit[network]'") from None
    return pyplot.subplots(figsize=size, layout="constrained")[1]


def _plain(name: str) -> str:
    """A name as matplotlib shows it: a dollar sign starts no formula, and one line."""
    return " ".join(name.replace("$", r"\$").split())


def speakers(source: Any, *, top: int = 15, ax: Any = None) -> Any:
    """The speakers with most quotations, as bars."""
    rows = list(said(source))
    counts = Counter(one.speaker for one in rows if one.speaker is not None)
    most = counts.most_common(top)[::-1]
    ax = _axes(ax, (7, 0.6 + 0.32 * max(len(most), 3)))
    bars = ax.barh(range(len(most)), [n for _, n in most], color=COLOURS[0])
    ax.bar_label(bars, padding=3)
    ax.set_yticks(range(len(most)), [_plain(name) for name, _ in most])
    ax.margins(x=0.12)
    ax.set_xlabel("quotations")
    ax.set_title(
        f"{len(counts)} speakers, {len(rows)} quotations, {len(rows) - counts.total()} without a named speaker"
    )
    return ax


def over_time(
    source: Any, *, every: str = "month", top: int = 5, names: Sequence[str] | None = None, ax: Any = None
) -> Any:
    """Quotations of the speakers who have most (or of `names`), by day, month or year of the article, as lines."""
    if every not in EVERY:
        raise ValueError(f"every must be 'day', 'month' or 'year', not {every!r}")
    rows = list(said(source))
    dated = [(one.speaker, one.date[: EVERY[every]]) for one in rows if one.date]
    counts = Counter(dated)
    if names is None:
        names = [name for name, _ in Counter(one.speaker for one in rows if one.speaker is not None).most_common(top)]
    periods = _periods([period for _, period in dated], every)
    ax = _axes(ax, (8, 4))
    for n, name in enumerate(names):
        ax.plot(
            range(len(periods)),
            [counts[name, period] for period in periods],
            color=COLOURS[n % len(COLOURS)],
            linestyle=DASHES[n // len(COLOURS) % len(DASHES)],
            marker="o",
            markersize=3,
            label=_plain(name),
        )
    step = max(1, len(periods) // 8)
    ax.set_xticks(range(0, len(periods), step), periods[::step])
    ax.set_ylim(bottom=0)
    ax.set_ylabel(f"quotations a {every}")
    ax.set_title(f"{len(rows)} quotations, {len(rows) - len(dated)} without a date")
    if names:
        ax.legend()
    return ax


def _periods(seen: list[str], every: str) -> list[str]:
    """All periods from the first to the last, those without a quotation too: a gap is a fact."""
    if not seen:
        return []
    import datetime

    first, last = min(seen), max(seen)
    day = datetime.date.fromisoformat((first + "-01-01")[:10])
    periods: list[str] = []
    while (period := day.isoformat()[: EVERY[every]]) <= last:
        if not periods or periods[-1] != period:
            periods.append(period)
        day += datetime.timedelta(days={"day": 1, "month": 28, "year": 365}[every])
    return periods


def who_to_whom(source: Any, *, edges: str = "addressee", top: int = 25, ax: Any = None) -> Any:
    """Who speaks to (or, with `edges="mentions"`, about) whom: arrows, thicker where it is more often."""
    import networkx

    whole = network(source, edges=edges)
    strongest = sorted(whole.edges(data="weight"), key=lambda edge: (-edge[2], edge[0], edge[1]))[:top]
    graph = whole.edge_subgraph([(a, b) for a, b, _ in strongest]).copy()
    ax = _axes(ax, (8, 6.5))
    places = networkx.circular_layout(sorted(graph))
    sizes = [120 + 25 * min(graph.nodes[name]["quotations"], 30) for name in graph]
    weights = [weight for _, _, weight in graph.edges(data="weight")]
    widths = [0.6 + 3 * weight / max(weights) for weight in weights]
    bent = {"connectionstyle": "arc3,rad=0.12"}
    networkx.draw_networkx_nodes(graph, places, ax=ax, node_size=sizes, node_color="#cfe6f7", edgecolors=COLOURS[0])
    networkx.draw_networkx_edges(graph, places, ax=ax, width=widths, edge_color="#8a8a8a", node_size=sizes, **bent)
    for name, (x, y) in places.items():
        side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
        ax.text(1.17 * x, 1.17 * y, _plain(name), ha=side, va="center", fontsize=10)
    if len(weights) <= 30:
        numbers = {(a, b): weight for a, b, weight in graph.edges(data="weight")}
        networkx.draw_networkx_edge_labels(
            graph, places, ax=ax, edge_labels=numbers, font_size=8, label_pos=0.35, **bent
        )
    facts = whole.graph
    word = "say to whom" if edges == "addressee" else "name somebody"
    shown = (
        f"; the {len(strongest)} strongest of {whole.number_of_edges()} shown"
        if len(strongest) < len(whole.edges)
        else ""
    )
    ax.set_title(f"{facts['with_edge']} of {facts['quotations']} quotations {word}{shown}")
    ax.margins(0.3)
    ax.set_axis_off()
    return ax
