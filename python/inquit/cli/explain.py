"""inquit explain: why an answer was given."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from ..explanation import explain as explain_place
from ..options import date_text
from ..readers import Problem, read
from .options import date_option, extractor_of, extractor_options, title_option


@click.command(short_help="Say why an answer was given, or none.")
@click.argument("file", metavar="FILE")
@click.option(
    "--at", required=True, metavar="WHAT", help="Quoted words, the number of an attribution, or an offset as @120."
)
@date_option
@title_option
@extractor_options(but=("offsets", "corrections", "min_confidence"))
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
def explain(
    file: str,
    at: str,
    date: str | None,
    title: str | None,
    options: dict[str, Any],
    as_json: bool,
) -> None:
    """Why inquit gave an answer, or none: one sentence, then the steps.

    \b
    inquit explain article.txt --at "open lines"
    inquit explain article.txt --at 3
    """
    article = next(iter(read(file, lambda place, why: click.echo(f"inquit: {place}: {why}", err=True))), None)
    if article is None or isinstance(article, Problem):
        click.echo(f"inquit: {file}: {article.why if article else 'there is no article'}", err=True)
        sys.exit(2)
    try:
        doc = extractor_of(options).extract(
            article.text, id=article.id, date=date_text(article.date) or date_text(date), title=article.title or title
        )
        explanation = explain_place(doc, _place(at))
    except (ValueError, IndexError) as error:
        click.echo(f"inquit: {error}", err=True)
        sys.exit(2)
    click.echo(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=1) if as_json else str(explanation))


def _place(at: str) -> int | str | tuple[int, int]:
    if at.isdigit():
        return int(at)
    if at.startswith("@") and at[1:].isdigit():
        return int(at[1:]), int(at[1:]) + 1
    return at
