"""The options of an extractor on the command line: one list for all commands that extract. python/inquit/options.py says
what they mean to Python."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..corrections import Corrections
from ..extractor import Extractor
from ..options import Options, people_of

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = {
    "language": click.option(
        "--language",
        default=Options.language,
        show_default=True,
        metavar="CODE",
        help="Language of the texts: en, fr; auto: each text its own.",
    ),
    "packs": click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="FILE",
        help="Words and rules of your own: a file or folder; repeatable.",
    ),
    "people": click.option(
        "--people",
        metavar="FILE",
        help="People known to be in the texts: a name a line; aliases, gender, title and id may follow, apart by tabs.",
    ),
    "attitudes": click.option("--attitudes", is_flag=True, help="Also find what somebody believes, wants, backs."),
    "offsets": click.option(
        "--offsets",
        type=click.Choice(["codepoints", "bytes", "utf16"]),
        default=Options.offsets,
        show_default=True,
        help="Unit of the offsets.",
    ),
    "min_confidence": click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=Options.min_confidence,
        metavar="C",
        help="Leave out below C (0 to 1).",
    ),
    "corrections": click.option(
        "--corrections", metavar="FILE", help="Decisions of yours, as inquit.Corrections keeps them."
    ),
}


def extractor_options(*, but: tuple[str, ...] = ()) -> Callable[[Command], Command]:
    """Adds them to a command, which gets a dict `options`, as `Extractor` takes them. `but` names those left out."""
    names = [name for name in OPTIONS if name not in but]

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def gathered(*args: Any, **values: Any) -> Any:
            options = _read({name: values.pop(name) for name in names})
            return command(*args, options=options, **values)

        for name in reversed(names):
            gathered = OPTIONS[name](gathered)
        return gathered  # type: ignore[return-value]

    return decorate


def _read(options: dict[str, Any]) -> dict[str, Any]:
    """What the files named hold in the place of their names."""
    for name in ("people", "corrections"):
        path = options.get(name)
        if path is not None and not os.path.isfile(path):
            raise click.UsageError(f"{path}: there is no such file")
    try:
        if "people" in options:
            options["people"] = people_of(options["people"]) if options["people"] else ()
        if options.get("corrections") is not None:
            options["corrections"] = Corrections(options["corrections"])
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return options


def extractor_of(options: dict[str, Any]) -> Extractor:
    """UsageError where words or rules cannot be loaded."""
    try:
        return Extractor(**options)
    except (ValueError, ImportError) as error:
        raise click.UsageError(str(error)) from None


threads_option = click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Work on N at once."
)
date_option = click.option(
    "--date", metavar="D", help="Date (2023-09-19) of articles that have none: it dates “on Monday”."
)
title_option = click.option("--title", metavar="T", help="Title of articles that have none: it helps to resolve names.")
