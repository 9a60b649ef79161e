"""inquit on Spark: one row a document, with nested attributions, speakers and error.

>>> import inquit.spark
>>> docs = inquit.spark.extract(df, text="body", id="url", date="published", keep=["outlet"])
>>> quotes = inquit.spark.explode(docs)     # one row an attribution

Texts go to the workers as Arrow batches (`mapInArrow`), each worker loads words and rules once, nothing is shuffled. A
text that fails is a row with its error. Needs `inquit[spark]` here and `inquit` on the workers; docs/spark.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .extractor import _cache
from .options import Options, OptionValues, takes_options

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .corrections import Corrections

    _Checked = tuple[Options, Corrections | None]

_DOCUMENT = ("doc_id", "doc_date", "language", "n_chars")
_OF_DOCUMENT = frozenset({"doc_id", "doc_row", "doc_date"})  # not repeated in the nested rows


@takes_options
def extract(
    df: Any,
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    title: str | None = None,
    keep: Iterable[str] = (),
    **options: Unpack[OptionValues],
) -> Any:
    """A DataFrame with a row for each of `df`: doc_id, doc_date, language, n_chars, the columns kept, `attributions`
    and `speakers` (arrays of structs, the columns of docs/tables.md), `error_code` and `error`.

    ValueError where a column is not there, or a kept one has the name of one of these.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_type

    checked = Options.of(options)
    roles = {role: name for role, name in (("text", text), ("id", id), ("date", date), ("title", title)) if name}
    kept = list(dict.fromkeys(keep))
    for name in [*roles.values(), *kept]:
        if name not in df.columns:
            raise ValueError(f"no column {name!r}; there are {', '.join(map(repr, df.columns))}")
    taken = {*_DOCUMENT, "attributions", "speakers", "error_code", "error"} & set(kept)
    if taken:
        raise ValueError(f"a column to keep has the name of one that is made: {', '.join(sorted(taken))}; rename it")
    types = {name: to_arrow_type(df.schema[name].dataType) for name in kept}
    schema = _schema(types)
    needed = list(dict.fromkeys([*roles.values(), *kept]))
    return df.select(*needed).mapInArrow(_worker(checked, roles, kept, schema), from_arrow_schema(schema))


def explode(documents: Any) -> Any:
    """The flat table of what `extract` gives: a row an attribution, with the document's id, date and columns kept."""
    from pyspark.sql import functions

    nested = ("attributions", "speakers", "error_code", "error", "language", "n_chars")
    own = [name for name in documents.columns if name not in nested]
    rows = documents.select(*own, functions.explode("attributions").alias("_a"))
    return rows.select(*own, "_a.*")


def _schema(kept: dict[str, Any]) -> Any:
    """What a batch of output looks like: Spark's strings and lists have 32-bit offsets."""
    import pyarrow as pa

    from . import _core
    from .table import Table

    batch = _cache.get(Options())._core.extract_many([], None, None, None, [], 0, 1, None)
    tables = {name: pa.schema(Table(batch.table(name))) for name in ("attributions", "speakers", "documents")}
    assert isinstance(batch, _core.Batch)  # noqa: S101
    documents = tables["documents"]
    fields = [pa.field(name, _narrow(documents.field(name).type)) for name in _DOCUMENT]
    fields += [pa.field(name, kind) for name, kind in kept.items()]
    for name in ("attributions", "speakers"):
        inner = [pa.field(f.name, _narrow(f.type)) for f in tables[name] if f.name not in _OF_DOCUMENT]
        fields.append(pa.field(name, pa.list_(pa.field("element", pa.struct(inner)))))
    return pa.schema([*fields, pa.field("error_code", pa.string()), pa.field("error", pa.string())])


def _narrow(kind: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_large_list(kind):
        return pa.list_(pa.field("element", _narrow(kind.value_type)))
    return kind


def _worker(
    options: _Checked, roles: dict[str, str], kept: list[str], schema: Any
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def work(batches: Iterator[Any]) -> Iterator[Any]:
        from inquit.spark import _run  # a function of the worker's own inquit: this one is sent there as it stands

        return _run(batches, options, roles, kept, schema)

    return work


def _run(
    batches: Iterator[Any], options: _Checked, roles: dict[str, str], kept: list[str], schema: Any
) -> Iterator[Any]:
    extractor = _cache.get(options[0])._with(options[1])  # loaded once for each Python worker, which Spark uses again
    for batch in batches:
        columns = {role: batch.column(name) for role, name in roles.items()}
        result = extractor._many(columns["text"], columns.get("id"), columns.get("date"), columns.get("title"))
        yield _nested(result, batch, kept, schema)


def _nested(result: Any, batch: Any, kept: list[str], schema: Any) -> Any:
    """The tables of a result as one batch, a row a document; columns are moved, rows are not touched."""
    import pyarrow as pa

    documents = pa.table(result.documents)
    arrays = []
    for field in schema:
        if field.name in kept:
            array = batch.column(field.name)
        elif field.name in ("attributions", "speakers"):
            counts = documents.column(f"{field.name}_n").to_pylist()
            ends = [0]
            for n in counts:
                ends.append(ends[-1] + (n or 0))
            table = pa.table(result.table(field.name))
            inner = field.type.value_type
            parts = [_whole(table.column(part.name).cast(part.type)) for part in inner]
            rows = pa.StructArray.from_arrays(parts, fields=list(inner))
            array = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), rows, type=field.type)
        else:
            array = _whole(documents.column(field.name).cast(field.type))
        arrays.append(array)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _whole(column: Any) -> Any:
    import pyarrow as pa

    return (
        column.combine_chunks() if column.num_chunks != 1 else column.chunk(0) if column else pa.array([], column.type)
    )
