"""inquit rules: lists, shows and checks the attribution rules, and starts a pack of your own."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..rules import check_rules, template
from ..rules import rules as all_rules
from .options import OPTIONS, extractor_of

_language, _packs = OPTIONS["language"], OPTIONS["packs"]


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, no_color=not sys.stdout.isatty())


@click.group(short_help="List, show and check rules; start your own.")
def rules() -> None:
    """The rules that find attributions: list, show, check, and start your own."""


@rules.command("list")
@_language
@_packs
def list_rules(language: str, packs: tuple[str, ...]) -> None:
    """List all rules in force, the heaviest first.

    \b
    inquit rules list --language fr
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("weight", justify="right")
    table.add_column("id", no_wrap=True)
    table.add_column("what it is for")
    for rule in all_rules(extractor_of({"language": language, "packs": packs})):
        table.add_row(str(rule["weight"]), Text(rule["id"]), Text(rule["doc"]))
    _console().print(table)


@rules.command()
@click.argument("rule_id", metavar="ID")
@_language
@_packs
def show(rule_id: str, language: str, packs: tuple[str, ...]) -> None:
    """Show one rule: its pattern, numbers and examples.

    \b
    inquit rules show quote-source-cue
    """
    known = {rule["id"]: rule for rule in all_rules(extractor_of({"language": language, "packs": packs}))}
    rule = known.get(rule_id)
    if rule is None:
        near = [name for name in known if rule_id in name or name in rule_id][:5]
        hint = f"; near it: {', '.join(near)}" if near else ""
        click.echo(f"inquit: no rule has the id {rule_id!r}{hint} (inquit rules list)", err=True)
        sys.exit(2)
    _console().print(Text("\n".join(_lines(rule))))


def _lines(rule: dict[str, Any]) -> list[str]:
    lines = [
        rule["id"],
        f"  {rule['doc']}",
        f"  {rule['file']}:{rule['line']}",
        "",
        f"  weight      {rule['weight']}: the heavier goes first",
        f"  precision   {rule['precision']:.0%} of its answers were right",
    ]
    if rule["frame"]:
        lines.append(
            f"  frame       {rule['frame']}: the cue must report this way in {rule['min_strength']:.0%} of its places"
        )
    if rule["zones"]:
        lines.append(f"  zones       {', '.join(rule['zones'])}")
    if rule["windows"]:
        lines.append(f"  windows     {', '.join(rule['windows'])}")
    if rule["pass"] == 2:
        lines.append("  pass        second: after the first attributions are folded")
    lines += ["", f"  {rule['pattern']}", ""]
    for e in rule["examples"]:
        lines.append(f"  example     {e['text']}")
        lines.append(f"              content {' […] '.join(e['content'])}")
        lines += [f"              {part} {e[part]}" for part in ("source", "cue", "addressee") if e[part]]
    lines += [f"  not         {e['text']}" for e in rule["counter_examples"]]
    lines += [f"  misses      {text}" for text in rule["misses"]]
    return lines


@rules.command()
@click.argument("packs", nargs=-1, metavar="[PACK…]")
@_language
def check(packs: tuple[str, ...], language: str) -> None:
    """Run all examples and counter-examples, of the built-in rules and of the packs; exit code 1 when one fails.

    \b
    inquit rules check mine.toml
    """
    outcome = check_rules(extractor_of({"language": language, "packs": packs}))
    for f in outcome["failures"]:
        click.echo(f"{f['file']}:{f['line']}: rule '{f['rule']}': {f['problem']}\n    example: {f['text']}")
    click.echo(f"{outcome['passed']} passed, {outcome['failed']} failed")
    sys.exit(1 if outcome["failed"] else 0)


@rules.command()
@click.argument("file", required=False, metavar="[FILE]")
def new(file: str | None) -> None:
    """Write a commented template of a pack, to FILE or to the screen. Never overwrites.

    \b
    inquit rules new mine.toml
    """
    if file is None:
        click.echo(template(), nl=False)
        return
    if os.path.exists(file):
        click.echo(f"inquit: {file}: is there already", err=True)
        sys.exit(2)
    with open(file, "x", encoding="utf-8", newline="\n") as out:
        out.write(template())
    click.echo(f"{file} written; now: inquit rules check {file}", err=True)
