"""Who told whom, and who spoke about whom, as a graph of networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .facts import Said


def network(source: Any, *, edges: str = "addressee", min_count: int = 1) -> Any:
    """A `networkx.DiGraph` of speakers: an edge from who speaks to whom is spoken to.

    `source` is a `Result`, documents, records, or a table of attributions (pandas, polars, Arrow); names that are the
    same are one node. With `edges="mentions"` an edge leads to whom the content names; this needs documents or records.
    Edges seen less than `min_count` times are left out, and the nodes that are then alone.

    Nodes have `quotations` (as speaker), `received`, `kind`; edges `weight`, `direct`, `first`, `last` (dates).
    The graph itself counts: `quotations`, `with_edge`, `unknown_speaker`. Self-mentions are no edges.

    >>> graph = inquit.network(result)
    >>> networkx.write_gexf(graph, "who.gexf")     # for Gephi
    """
    if edges not in ("addressee", "mentions"):
        raise ValueError(f"edges must be 'addressee' or 'mentions', not {edges!r}")
    try:
        import networkx
    except ImportError:
        raise ImportError("inquit.network needs networkx: pip install 'inquit[network]'") from None
    from .facts import said

    graph = networkx.DiGraph(edges=edges, quotations=0, with_edge=0, unknown_speaker=0)
    for one in said(source):
        graph.graph["quotations"] += 1
        if one.speaker is None:
            graph.graph["unknown_speaker"] += 1
            continue
        _node(graph, one.speaker)["quotations"] += 1
        graph.nodes[one.speaker]["kind"] = one.speaker_kind or ""
        targets = list(dict.fromkeys(name for name in _targets(one, edges) if name != one.speaker))
        graph.graph["with_edge"] += bool(targets)
        for name in targets:
            _node(graph, name)["received"] += 1
            _count(graph, one, name)
    if min_count > 1:
        graph.remove_edges_from([(a, b) for a, b, weight in graph.edges(data="weight") if weight < min_count])
        graph.remove_nodes_from(list(networkx.isolates(graph)))
    return graph


def _targets(one: Said, edges: str) -> Iterator[str]:
    if edges == "addressee":
        if one.to is not None:
            yield one.to
        return
    if one.about is None:
        raise ValueError("a table does not say whom the contents name: give the result, documents or records instead")
    yield from one.about


def _node(graph: Any, name: str) -> dict[str, Any]:
    if name not in graph:
        graph.add_node(name, label=name, quotations=0, received=0, kind="")
    return graph.nodes[name]  # type: ignore[no-any-return]


def _count(graph: Any, one: Said, name: str) -> None:
    if not graph.has_edge(one.speaker, name):
        graph.add_edge(one.speaker, name, weight=0, direct=0)
    edge = graph.edges[one.speaker, name]
    edge["weight"] += 1
    edge["direct"] += one.kind == "direct"
    if one.date:
        edge["first"] = min(edge.get("first", one.date), one.date)
        edge["last"] = max(edge.get("last", one.date), one.date)
