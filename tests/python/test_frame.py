import datetime

import inquit
import pytest
from by_hand import SAID

COLUMNS = {
    "body": [SAID, None, SAID + " " + SAID],
    "url": ["a", "b", "c"],
    "published": [datetime.date(2023, 9, 19), None, datetime.date(2023, 9, 20)],
    "headline": ["x", None, "y"],
    "outlet": ["G", None, "T"],
    "source": [1, 2, 3],
    "share": [0.5, None, 1.5],
    "seen": [datetime.datetime(2023, 9, 19, 12, 30)] * 3,
}
ROLES = {"text": "body", "id": "url", "date": "published", "title": "headline"}


def pandas_frame(dtype=None):
    pd = pytest.importorskip("pandas", reason="pandas is an extra")
    frame = pd.DataFrame(COLUMNS)
    frame["published"] = pd.to_datetime(frame["published"])
    return frame if dtype is None else frame.astype({"body": dtype, "url": dtype})


def arrow_table(kind="string"):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    table = pa.table(COLUMNS)
    at = table.column_names.index("body")
    body = table["body"].dictionary_encode() if kind == "dictionary" else table["body"].cast(getattr(pa, kind)())
    parts = pa.chunked_array([body.slice(0, 1).combine_chunks(), body.slice(1).combine_chunks()])
    return table.set_column(at, "body", parts)


def polars_frame():
    return pytest.importorskip("polars", reason="polars is an extra").DataFrame(COLUMNS)


FRAMES = {
    "dict": lambda: COLUMNS,
    "pandas": pandas_frame,
    "pandas object": lambda: pandas_frame("object"),
    "pandas str": lambda: pandas_frame("str") if int(__import__("pandas").__version__[0]) >= 3 else pandas_frame(),
    "arrow": arrow_table,
    "arrow large": lambda: arrow_table("large_string"),
    "arrow view": lambda: arrow_table("string_view"),
    "arrow binary": lambda: arrow_table("large_binary"),
    "arrow dictionary": lambda: arrow_table("dictionary"),
    "arrow reader": lambda: arrow_table().to_reader(),
    "polars": polars_frame,
    "polars lazy": lambda: polars_frame().lazy(),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("threads", [1, 2])
def test_frame_of_every_kind_gives_the_same(frame, threads):
    pytest.importorskip("pandas", reason="pandas is an extra")
    result = inquit.extract_frame(FRAMES[frame](), **ROLES, keep=["outlet", "source", "share", "seen"], threads=threads)
    rows = result.attributions.to_pylist()
    assert [(r["doc_id"], r["doc_row"], r["speaker"]) for r in rows] == [
        ("a", 0, "John Kirby"), ("c", 2, "John Kirby"), ("c", 2, "John Kirby")
    ]  # fmt: skip
    assert [str(r["doc_date"]) for r in rows] == ["2023-09-19", "2023-09-20", "2023-09-20"]
    assert [r["outlet"] for r in rows] == ["G", "T", "T"]
    assert [r["source_input"] for r in rows] == [1, 3, 3]
    assert [r["share"] for r in rows] == [0.5, 1.5, 1.5]
    assert [str(r["seen"]) for r in rows] == ["2023-09-19 12:30:00"] * 3
    assert [row["outlet"] for row in result.documents.to_pylist()] == ["G", None, "T"]
    assert [row["error_code"] for row in result.documents.to_pylist()] == [None, "no-text", None]
    assert result.document(0).title == "x"
    assert result.document(2) == inquit.extract(COLUMNS["body"][2], id="c", date="2023-09-20", title="y")


def test_kept_columns_stand_before_the_spans():
    result = inquit.extract_frame({"text": [SAID], "o": ["x"]}, keep={"o": "outlet"})
    assert result.attributions.columns[-3:] == ["origin", "outlet", "content_spans"]
    assert result.documents.columns[-2:] == ["error", "outlet"]


def test_kept_columns_keep_their_types():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    import decimal

    columns = {
        "bool": pa.array([True, None, False]),
        "tiny": pa.array([1, None, -3], pa.int8()),
        "unsigned": pa.array([1, None, 2**63], pa.uint64()),
        "decimal": pa.array([decimal.Decimal("1.25"), None, None]),
        "list": pa.array([["a", None], None, []]),
        "nested": pa.array([{"x": [{"y": 1}]}, None, {"x": None}]),
        "in_zone": pa.array([0, None, 10**15], pa.timestamp("us", "Europe/Paris")),
        "null": pa.nulls(3),
        "fixed": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int32(), 2)),
        "binary": pa.array([b"\xff", None, b""]),
        "small": pa.array([1.5, None, 2], pa.float32()),
    }
    table = pa.table({"text": [SAID, "", SAID], **columns}).slice(0)
    result = inquit.extract_frame(table, keep=list(columns))
    documents, attributions = result.documents.to_arrow(), result.to_arrow()
    documents.validate(full=True)
    for name in columns:
        assert documents[name].to_pylist() == table[name].to_pylist(), name
        assert attributions[name].to_pylist() == [table[name].to_pylist()[i] for i in (0, 2)], name
    sliced = inquit.extract_frame(table.slice(1), keep=list(columns)).documents.to_arrow()
    for name in columns:
        assert sliced[name].to_pylist() == table[name].to_pylist()[1:], name


@pytest.mark.parametrize("frame", ["dict", "pandas", "arrow", "polars"])
def test_missing_column_is_named(frame):
    with pytest.raises(KeyError, match="no column 'txt'; there are 'body'"):
        inquit.extract_frame(FRAMES[frame](), text="txt")


def test_frame_of_something_else_is_refused():
    with pytest.raises(TypeError, match="no table of pandas, polars or Arrow: int"):
        inquit.extract_frame(3)


def test_bad_values_fail_alone():
    pytest.importorskip("pandas", reason="pandas is an extra")
    import pandas as pd

    frame = pd.DataFrame({"text": [SAID, 3, float("nan"), SAID], "date": ["2023-09-19", None, None, "soon"]})
    codes = [row["error_code"] for row in inquit.extract_frame(frame, date="date").documents.to_pylist()]
    assert codes == [None, "wrong-type", "no-text", "wrong-value"]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2023-09-19", "2023-09-19"),
        (" 20230919 ", "2023-09-19"),
        ("2023-09-19T23:00:00Z", "2023-09-19"),
        ("2024-02-29 x", "2024-02-29"),
        ("", None),
        ("2023-02-29", "wrong-value"),
        ("2023-9-19", "wrong-value"),
        ("2023-09-19x", "wrong-value"),
        ("soon", "wrong-value"),
    ],
)
def test_dates_in_arrow_are_read_as_dates_in_lists(given, date):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    for dates in ([given], pa.array([given])):
        (row,) = inquit.extract_many(pa.array(["x"]), dates=dates).documents.to_pylist()
        assert (str(row["doc_date"]) if row["doc_date"] else row["error_code"]) == date


def test_day_in_a_zone_is_the_day_there():
    pd = pytest.importorskip("pandas", reason="pandas is an extra")
    late = pd.Series(pd.to_datetime(["2023-09-19 23:00"]).tz_localize("America/New_York"))
    assert inquit.extract_many(["x"], dates=late)[0].date == "2023-09-19"


def test_two_kept_columns_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two columns to keep have one name, 'x'"):
        inquit.extract_frame({"text": [SAID], "a": [1], "b": [2]}, keep={"a": "x", "b": "x"})


def test_objects_are_kept_as_the_narrowest_type_that_holds_them():
    values = {
        "i": [1, None],
        "f": [1, 0.5],
        "b": [True, None],
        "big": [2**70, 1],
        "mixed": [1, "x"],
        "none": [None, None],
    }
    rows = inquit.extract_frame({"text": [SAID, SAID], **values}, keep=list(values)).attributions.to_pylist()
    got = {name: [row[name] for row in rows] for name in values}
    assert got == values | {"big": [str(2**70), "1"], "mixed": ["1", "x"], "f": [1.0, 0.5]}
