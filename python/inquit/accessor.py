"""The accessor of pandas: `import inquit.accessor`, then `df.inquit.extract(text="body", date="published")`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas

from .document import Document
from .export.flat import ATTRIBUTIONS, attribution_row
from .extractor import extract_many
from .options import missing


@pandas.api.extensions.register_dataframe_accessor("inquit")
class InquitAccessor:
    """Attributions of the articles in a data frame's rows."""

    def __init__(self, frame: pandas.DataFrame):
        self._frame = frame

    def extract(
        self,
        text: str = "text",
        *,
        id: str | None = None,
        date: str | None = None,
        title: str | None = None,
        keep: Iterable[str] = (),
        threads: int = 1,
        **options: Any,
    ) -> pandas.DataFrame:
        """A data frame with one row an attribution, and the columns `keep` of the article's row beside it.

        `text`, `id`, `date`, `title` name columns; `doc_row` is the place of the article in this frame. Articles that
        failed are in `.attrs["errors"]`, as (doc_row, reason). `options` are those of `inquit.extract`.
        """
        frame, keep = self._frame, list(keep)
        for name in (text, id, date, title, *keep):
            if name is not None and name not in frame.columns:
                raise KeyError(f"there is no column {name!r}; there are {', '.join(map(repr, frame.columns))}")

        def column(name: str | None) -> list[Any] | None:
            return None if name is None else [None if missing(v) else v for v in frame[name].tolist()]

        texts = column(text) or []
        result = extract_many(
            texts, ids=column(id), dates=column(date), titles=column(title), threads=threads, **options
        )
        kept = {name: frame[name].tolist() for name in keep}
        rows = []
        for n, doc in enumerate(result):
            if isinstance(doc, Document):
                beside = {name: values[n] for name, values in kept.items()}
                rows += [attribution_row(doc, a, n) | beside for a in doc.attributions]
        made = pandas.DataFrame(rows, columns=[*ATTRIBUTIONS, *(name for name in keep if name not in ATTRIBUTIONS)])
        for name in ("doc_date", "said_on"):
            made[name] = pandas.to_datetime(made[name])
        for name in ("speaker_id", "addressee_id", "parent"):
            made[name] = made[name].astype("Int32")
        made.attrs["errors"] = [(failure.index, str(failure.error)) for failure in result.errors]
        return made
