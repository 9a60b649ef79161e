"""Corpora to files: results written as they come, in whole chunks that a later run can go on after."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from ..document import Document
from ..export.atomic import beside
from ..export.csv import write_csv
from ..result import Result

ENDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".parquet": "parquet"}
RESUMABLE = ("jsonl", "csv", "parquet")
CHUNK = 8  # results that make a chunk: some thousand articles, a few seconds


def form_of(path: str | None) -> str | None:
    """The format that the name of the output tells."""
    return ENDS.get(os.path.splitext(path)[1].lower()) if path else None


def write_results(form: str, results: Iterable[Result], out: BinaryIO, with_text: bool) -> None:
    """Writes results one by one: records as JSONL, the attributions as CSV or Parquet."""
    if form == "parquet":
        _write_parquet(results, out)
        return
    for n, result in enumerate(results):
        if form == "csv":
            write_csv(result, out, header=n == 0)
        else:
            for doc in result:
                if isinstance(doc, Document):
                    out.write(doc.to_json(with_text=with_text).encode() + b"\n")


def _write_parquet(results: Iterable[Result], out: BinaryIO) -> None:
    import pyarrow
    import pyarrow.parquet

    writer: Any = None
    waiting: list[Any] = []
    for result in results:
        waiting.append(pyarrow.table(result))
        writer = writer or pyarrow.parquet.ParquetWriter(out, waiting[0].schema)
        if len(waiting) == CHUNK:
            writer.write_table(pyarrow.concat_tables(waiting).combine_chunks())
            waiting = []
    if waiting:
        writer.write_table(pyarrow.concat_tables(waiting).combine_chunks())
    if writer is not None:
        writer.close()


class Journal:
    """The whole chunks of a run that has not ended, in a folder beside the output, and how much input they hold."""

    def __init__(self, output: str, form: str, key: dict[str, Any]):
        self.output, self.form = os.path.realpath(output), form
        folder, name = os.path.split(self.output)
        self.folder = os.path.join(folder, f".{name}.chunks")
        self._state = os.path.join(self.folder, "state.json")
        self._key = hashlib.sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()
        self.items, self.articles, self.failed, self.chunks = 0, 0, 0, 0

    def open(self) -> None:
        """Takes up what an earlier run left. ValueError where that was another run."""
        os.makedirs(self.folder, exist_ok=True)
        if os.path.exists(self._state):
            with open(self._state, encoding="utf-8") as file:
                state = json.load(file)
            if state["key"] != self._key:
                raise ValueError(
                    f"{self.folder}: left by a run with other files or options; repeat those, or remove that folder"
                )
            self.items, self.articles, self.failed = state["items"], state["articles"], state["failed"]
            self.chunks = state["chunks"]

    def _chunk(self, n: int) -> str:
        return os.path.join(self.folder, f"{n:06}")

    def add(self, results: list[Result], items: int, articles: int, failed: int, with_text: bool) -> None:
        """Writes a chunk, and then that it is whole."""
        with beside(self._chunk(self.chunks)) as file:
            write_results(self.form, results, file, with_text)
        self.items, self.articles, self.failed, self.chunks = items, articles, failed, self.chunks + 1
        with beside(self._state) as file:
            names = ("items", "articles", "failed", "chunks")
            file.write(json.dumps({"key": self._key} | {name: getattr(self, name) for name in names}).encode())

    def finish(self) -> None:
        """Puts the chunks together as the output, whole or not at all, and removes them."""
        with beside(self.output) as out:
            if self.form == "parquet":
                self._join_parquet(out)
            else:
                for n in range(self.chunks):
                    with open(self._chunk(n), "rb") as file:
                        if n and self.form == "csv":
                            file.readline()  # the names of the columns, which hold no line break
                        shutil.copyfileobj(file, out)
        shutil.rmtree(self.folder)

    def _join_parquet(self, out: BinaryIO) -> None:
        import pyarrow.parquet

        writer: Any = None
        for n in range(self.chunks):
            with pyarrow.parquet.ParquetFile(self._chunk(n)) as file:
                writer = writer or pyarrow.parquet.ParquetWriter(out, file.schema_arrow)
                for group in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(group))
        if writer is not None:
            writer.close()

    def give_up(self) -> None:
        """After an interruption: leaves nothing where no chunk is whole."""
        if self.chunks == 0:
            shutil.rmtree(self.folder, ignore_errors=True)


def fingerprint(files: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """What tells an input file from another of the same name."""
    for path in files:
        stat = os.stat(path) if os.path.exists(path) else None
        yield (os.path.abspath(path), stat and stat.st_size, stat and stat.st_mtime_ns)
