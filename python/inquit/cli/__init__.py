"""The command `inquit`. Click and rich are imported here and nowhere else in the package.

Exit codes: 0 all is well, 1 some articles failed (each is named on standard error), 2 wrong usage or nothing could be
read, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys

import click

from .. import __version__
from .convert import convert
from .evaluate import evaluate, sample
from .explain import explain
from .extract import extract
from .report import report
from .rules import rules


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all is well; 1 some articles failed; 2 wrong usage, or nothing could be read.",
)
@click.version_option(__version__, prog_name="inquit", message="%(prog)s %(version)s")
def cli() -> None:
    """Who said what to whom, when and where: attributions of quotations and reported speech in news text.

    \b
    inquit extract article.txt --date 2023-09-19       look at one article
    inquit extract corpus.jsonl -o quotes.jsonl        read many
    inquit report quotes.jsonl -o report.html          look through what was said
    inquit convert quotes.jsonl -o quotes.xlsx         take it elsewhere
    inquit explain article.txt --at "open lines"       ask why

    `inquit COMMAND --help` says what each can do.
    """


cli.add_command(extract)
cli.add_command(explain)
cli.add_command(evaluate)
cli.add_command(sample)
cli.add_command(rules)
cli.add_command(report)
cli.add_command(convert)


def main() -> None:
    """Runs the command; Ctrl-C ends with 130."""
    try:
        sys.exit(cli.main(prog_name="inquit", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:  # what click makes of Ctrl-C
        click.echo("inquit: stopped", err=True)
        sys.exit(130)
