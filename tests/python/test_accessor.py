"""Data frames: the accessor of pandas, and the same by polars and DuckDB as the documentation shows them."""

import datetime

import inquit
import pytest

pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra: pandas)")
TEXT = "“We are ready,” Ann Bell told Carl Dunn on Monday."


@pytest.fixture
def frame():
    import inquit.accessor  # noqa: F401

    return pandas.DataFrame(
        {
            "nr": [7, 8, 9, 10],
            "body": [TEXT, None, "Nothing was said.", TEXT],
            "day": [pandas.Timestamp("2023-09-19"), pandas.NaT, datetime.datetime(2023, 9, 20), None],
            "outlet": ["The Daily", "The Daily", "The Weekly", None],
        },
        index=[5, 5, 6, 7],
    )


def test_accessor_gives_a_row_an_attribution(frame):
    table = frame.inquit.extract(text="body", id="nr", date="day", keep=["outlet"])
    assert table["doc_row"].tolist() == [0, 3]
    assert table["doc_id"].tolist() == ["7", "10"]
    assert table["speaker"].tolist() == ["Ann Bell", "Ann Bell"]
    assert table["outlet"].tolist()[0] == "The Daily"
    assert table["said_on"].tolist()[0] == pandas.Timestamp("2023-09-18")
    assert pandas.isna(table["said_on"][1])
    assert table["doc_date"].dtype.kind == "M"
    assert str(table["speaker_id"].dtype) == "Int32"
    ((row, why),) = table.attrs["errors"]
    assert row == 1
    assert "None" in why


def test_accessor_on_nothing_and_on_wrong_names(frame):
    empty = frame.iloc[:0].inquit.extract(text="body", keep=["outlet"])
    assert len(empty) == 0
    assert "outlet" in empty.columns
    with pytest.raises(KeyError, match="no column 'text'; there are 'nr', 'body'"):
        frame.inquit.extract()


def test_accessor_options_and_threads_give_what_extract_many_gives(frame):
    table = frame.inquit.extract(text="body", threads=2, min_confidence=0.1)
    doc = inquit.extract(TEXT)
    assert table["content"].tolist() == [doc.attributions[0].content.text] * 2


def test_network_of_the_frame(frame):
    pytest.importorskip("networkx", reason="networkx is not installed (extra: network)")
    graph = inquit.network(frame.inquit.extract(text="body", date="day"))
    assert graph.edges["Ann Bell", "Carl Dunn"]["weight"] == 2


def test_polars_as_documented(frame):
    polars = pytest.importorskip("polars", reason="polars is not installed (extra: polars)")
    articles = polars.DataFrame({"body": [TEXT, TEXT], "day": ["2023-09-19", "2023-09-20"]})
    result = inquit.extract_many(articles["body"].to_list(), dates=articles["day"].to_list())
    table = result.to_polars()
    assert table.group_by("speaker").len().rows() == [("Ann Bell", 2)]


def test_duckdb_as_documented(frame):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    quotes = frame.inquit.extract(text="body", date="day")
    counted = duckdb.sql("select speaker, addressee_name, count(*) as n from quotes group by all").fetchall()
    assert counted == [("Ann Bell", "Carl Dunn", 2)]
    assert len(quotes) == 2
