"""The accessor of pandas: `import inquit.accessor`, then `df.inquit.extract(text="body", date="published")`."""

from __future__ import annotations

from typing import Any

import pandas

from .extractor import Keep, extract_frame


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
        keep: Keep = (),
        threads: int = 1,
        **options: Any,
    ) -> pandas.DataFrame:
        """The attributions of `inquit.extract_frame` as a data frame: a row each, with the columns `keep` of its article.

        `text`, `id`, `date`, `title` name columns; `doc_row` is the place of the article in this frame. Articles that
        failed are in `.attrs["errors"]`, as (doc_row, reason). `options` are those of `inquit.extract`.
        """
        result = extract_frame(
            self._frame, text=text, id=id, date=date, title=title, keep=keep, threads=threads, **options
        )
        made = result.to_pandas()
        made.attrs["errors"] = [(failure.index, str(failure.error)) for failure in result.errors]
        return made
