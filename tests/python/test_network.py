import hashlib

import inquit
import pytest
from by_hand import attribution, find, record_of, speaker, split_document

networkx = pytest.importorskip("networkx", reason="networkx is not installed (extra: network)")


def told(n, date, who, to, about=(), kind="direct"):
    """A record in which `who` tells `to` something about others."""
    text = f"“We go,” {who} told {to}."
    people = [speaker(i, name) for i, name in enumerate(dict.fromkeys([who or "X", to, *about]))]
    ids = {person["name"]: person["id"] for person in people}
    a = attribution(
        0, content=find(text, "“We go,”"), kind=kind, speaker=who, speaker_id=ids.get(who), speaker_kind="person",
        addressee=find(text, f"told {to}"), addressee_name=to, addressee_id=ids[to], mentions=[ids[x] for x in about],
    )  # fmt: skip
    record = record_of(text, [a], people, id=f"a{n}", date=date)
    assert record["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    return record


@pytest.fixture
def records():
    return [
        told(0, "2023-09-20", "Ann Bell", "Carl Dunn", ["Eve Fox"]),
        told(1, "2023-09-18", "Ann Bell", "Carl Dunn", ["Ann Bell", "Eve Fox"], "indirect"),
        told(2, None, "Carl Dunn", "Ann Bell"),
        told(3, "2023-11-02", None, "Carl Dunn"),
    ]


def test_network_of_who_tells_whom(records):
    graph = inquit.network(records)
    assert dict(graph.edges[("Ann Bell", "Carl Dunn")]) == {
        "weight": 2,
        "direct": 1,
        "first": "2023-09-18",
        "last": "2023-09-20",
    }
    assert graph.edges["Carl Dunn", "Ann Bell"] == {"weight": 1, "direct": 1}
    assert graph.nodes["Carl Dunn"] == {"label": "Carl Dunn", "quotations": 1, "received": 2, "kind": "person"}
    assert graph.graph == {"edges": "addressee", "quotations": 4, "with_edge": 3, "unknown_speaker": 1}


def test_network_of_who_speaks_about_whom(records):
    graph = inquit.network(map(inquit.Document.from_dict, records), edges="mentions")
    assert set(graph.edges) == {("Ann Bell", "Eve Fox")}
    assert graph.edges["Ann Bell", "Eve Fox"]["weight"] == 2


def test_network_leaves_out_what_is_rare(records):
    graph = inquit.network(records, min_count=2)
    assert set(graph.edges) == {("Ann Bell", "Carl Dunn")}
    assert set(graph) == {"Ann Bell", "Carl Dunn"}


def test_network_of_a_result_passes_over_failures(example_text):
    graph = inquit.network(inquit.extract_many([example_text, None], dates=["2023-09-19", None]))
    assert ("Antony Blinken", "Han Zheng") in graph.edges
    assert graph.edges["John Kirby", "reporters"]["first"] == "2023-09-19"


def rows_of(records):
    names = ("speaker", "speaker_kind", "addressee_name", "kind")
    return [{**{name: r["attributions"][0][name] for name in names}, "doc_date": r["date"]} for r in records]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_network_of_a_table_is_that_of_the_documents(records, library):
    module = pytest.importorskip(library, reason=f"{library} is not installed")
    rows = rows_of(records)
    table = module.Table.from_pylist(rows) if library == "pyarrow" else module.DataFrame(rows)
    graph, wanted = inquit.network(table), inquit.network(records)
    assert networkx.utils.graphs_equal(graph, wanted)
    with pytest.raises(ValueError, match="give the result"):
        inquit.network(table, edges="mentions")


def test_network_goes_to_gephi_and_back(records, tmp_path):
    graph = inquit.network(records)
    networkx.write_gexf(graph, tmp_path / "who.gexf")
    back = networkx.read_gexf(tmp_path / "who.gexf")
    assert set(back.edges) == set(graph.edges)
    assert back.edges["Ann Bell", "Carl Dunn"]["weight"] == 2
    assert back.edges["Ann Bell", "Carl Dunn"]["last"] == "2023-09-20"
    assert back.nodes["Ann Bell"]["quotations"] == 2


def test_network_says_what_it_does_not_take(records):
    with pytest.raises(ValueError, match="edges must be"):
        inquit.network(records, edges="both")
    with pytest.raises(TypeError, match="not from int"):
        inquit.network([1])
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    with pytest.raises(ValueError, match="no column 'speaker'"):
        inquit.network(pandas.DataFrame({"a": [1]}))


def test_network_of_nothing_is_empty():
    assert len(inquit.network([])) == 0
    assert len(inquit.network(split_document())) == 2


@pytest.fixture
def plots():
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra: network)")
    matplotlib.use("Agg")
    from inquit import plots
    from matplotlib import pyplot

    yield plots
    pyplot.close("all")


def test_plot_of_speakers_counts_them(records, plots):
    ax = plots.speakers(records)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Carl Dunn", "Ann Bell"]
    assert [bar.get_width() for bar in ax.patches] == [1, 2]
    assert ax.get_title() == "2 speakers, 4 quotations, 1 without a named speaker"


def test_plot_over_time_shows_gaps(records, plots):
    ax = plots.over_time(records, every="month", names=["Ann Bell"])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2023-09", "2023-10", "2023-11"]
    assert list(ax.lines[0].get_ydata()) == [2, 0, 0]
    assert ax.get_title() == "4 quotations, 1 without a date"
    assert len(plots.over_time(records, every="day").get_xticks()) > 0
    assert [t.get_text() for t in plots.over_time(records, every="year").get_xticklabels()] == ["2023"]
    with pytest.raises(ValueError, match="every must be"):
        plots.over_time(records, every="week")


def test_plot_of_who_speaks_to_whom(records, plots):
    ax = plots.who_to_whom(records)
    assert {"Ann Bell", "Carl Dunn", "2", "1"} <= {text.get_text() for text in ax.texts}
    assert ax.get_title() == "3 of 4 quotations say to whom"
    assert "the 1 strongest of 2 shown" in plots.who_to_whom(records, top=1).get_title()


@pytest.mark.parametrize("name", ["who_to_whom", "speakers", "over_time"])
def test_plots_of_nothing_and_of_odd_names_draw(name, plots):
    odd = told(0, "2023-09-20", r"$\frac{", "two\nlines_^{x}")
    for source in ([], [odd]):
        ax = getattr(plots, name)(source)
        ax.figure.canvas.draw()


def test_network_of_a_result_knows_whom_contents_name():
    pytest.importorskip("networkx")
    texts = ["“Ada Fenn is late,” Bo Tarr told Cy Moss. Ada Fenn said she was not."]
    graph = inquit.network(inquit.extract_many(texts), edges="mentions")
    assert graph.has_edge("Bo Tarr", "Ada Fenn")
