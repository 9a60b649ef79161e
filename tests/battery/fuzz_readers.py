"""The readers' fuzz target of row 8: any bytes as any kind of file that is read, by atheris (coverage of the Python code).

    python tests/battery/fuzz_readers.py CORPUS… -max_total_time=60     (needs `pip install atheris`)

The first byte says what the file is called. Whatever stands in it, reading gives articles and problems and raises nothing but
what is documented. tests/battery/test_08_readers.py replays cpp/fuzz/corpus/readers and tries mutations of it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile

if __name__ == "__main__":
    import atheris

    with atheris.instrument_imports(include=["inquit"]):
        import inquit
        from inquit.evaluate.gold import GoldError, read_gold
        from inquit.readers import Article, Problem, read
else:
    import inquit
    from inquit.evaluate.gold import GoldError, read_gold
    from inquit.readers import Article, Problem, read

KINDS = (".txt", ".jsonl", ".json", ".csv", ".tsv", ".html", ".warc", ".xlsx", ".zip", ".warc.gz", ".parquet")
GOLD = (".jsonl", ".json", ".csv", ".ann", ".zip")
_folder = tempfile.TemporaryDirectory()


def run(data: bytes) -> None:
    """One input."""
    if not data:
        return
    kind, data = data[0] % (len(KINDS) + len(GOLD) + 1), data[1:]
    if kind < len(KINDS):
        _read(KINDS[kind], data)
    elif kind < len(KINDS) + len(GOLD):
        path = _written("gold" + GOLD[kind - len(KINDS)], data)
        with contextlib.suppress(GoldError, OSError):
            read_gold(path, {"a": {"id": "a", "text": "“We are ready,” John Kirby said."}})
    else:
        _record(data)


def _written(name: str, data: bytes) -> str:
    path = os.path.join(_folder.name, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def _read(kind: str, data: bytes) -> None:
    for item in read(_written("file" + kind, data), lambda _place, _message: None):
        assert isinstance(item, (Article, Problem)), item
        if isinstance(item, Article):
            assert isinstance(item.text, str), item
            with contextlib.suppress(ValueError):  # halves of surrogate pairs, bad dates
                inquit.extract(item.text[:2000], id=item.id, date=item.date, title=item.title)


def _record(data: bytes) -> None:
    """A saved record that somebody has changed."""
    try:
        doc = inquit.Document.from_json(data.decode())
        repr(doc), doc.attributions, doc.to_json()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, run)
    atheris.Fuzz()
