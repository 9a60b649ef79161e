"""inquit evaluate, inquit sample: how good the answers are, and what to annotate to find out."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from ..evaluate import FIELDS, GoldError
from ..evaluate import evaluate as score
from ..evaluate import sample as draw
from ..evaluate.gold import read_gold
from .options import extractor_options, threads_option
from .output import opened


@click.command(short_help="Score answers against annotated articles.")
@click.argument("gold", metavar="GOLD")
@click.argument("predicted", required=False, metavar="[PREDICTED]")
@click.option("--compare", "other", metavar="OTHER", help="Other predictions: differences with a paired bootstrap.")
@click.option("--by", multiple=True, metavar="FIELD", help="Figures by this field of the documents; repeatable. "
              f"[default: {', '.join(FIELDS)}]")  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "html"]),
    default="table",
    show_default=True,
    help="Of what is written.",
)
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show N errors of each sort.")
@click.option("-o", "--output", metavar="OUT", help="Write to this file; .html and .json choose the format.")
@click.option("--texts", metavar="CORPUS", help="JSONL with the texts that a spreadsheet's doc_id names.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the bootstrap.")
@extractor_options(but=("offsets", "min_confidence", "corrections"))
@threads_option
def evaluate(
    gold: str,
    predicted: str | None,
    other: str | None,
    by: tuple[str, ...],
    form: str,
    errors: int,
    output: str | None,
    texts: str | None,
    seed: int,
    threads: int,
    options: dict[str, Any],
) -> None:
    """Precision, recall and F1 on annotated articles, with intervals, calibration and the errors.

    GOLD is JSONL as inquit writes it, a folder of brat, an export of Label Studio, or a CSV of doc_id, quote, speaker.
    Without PREDICTED its texts are extracted now.

    \b
    inquit evaluate gold.jsonl
    inquit evaluate gold.jsonl -o page.html --errors 5
    """
    if output and output.endswith((".html", ".json")):
        form = output.rsplit(".", 1)[1]
    try:
        report = score(
            gold, predicted, other=other, by=by or FIELDS, texts=texts, seed=seed, threads=threads, **options
        )
    except (GoldError, ValueError) as error:
        click.echo(f"inquit: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"inquit: {error.filename}: {error.strerror}", err=True)
        sys.exit(2)
    if form == "json":
        page = report.to_json(errors or None) + "\n"
    elif form == "html":
        page = report.to_html(f"Evaluation of {gold}", errors or 50)
    else:
        page = f"{report}\n" + _listed(report.errors, errors)
    with opened(output) as out:
        out.write(page.encode())


def _listed(errors: dict[str, list[dict[str, object]]], shown: int) -> str:
    lines = ["", "errors: " + ", ".join(f"{sort} {len(some)}" for sort, some in errors.items())]
    for sort, some in errors.items() if shown else ():
        for e in some[:shown]:
            before, words, after = (" ".join(str(part).split()) for part in e["context"])  # type: ignore[attr-defined]
            lines += ["", f"[{sort}] {e['doc']}", f"  …{before} [{words}] {after}…"]
            for name in ("gold", "predicted"):
                parts = e.get(name)
                if isinstance(parts, dict):
                    lines.append(f"  {name:9} {parts['source']} | {parts['cue']} | {parts['content']}")
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("corpus", metavar="CORPUS")
@click.option("-n", "count", type=click.IntRange(min=1), default=30, show_default=True, help="How many articles.")
@click.option("--by", metavar="FIELD", help="As many of each value of this field.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same articles.")
@click.option("-o", "--output", metavar="OUT", help="Write JSONL to this file instead of standard output.")
def sample(corpus: str, count: int, by: str | None, seed: int, output: str | None) -> None:
    """Draw articles of a JSONL corpus to annotate.

    \b
    inquit sample corpus.jsonl -n 30 --by outlet -o to_annotate.jsonl
    """
    try:
        docs = list(read_gold(corpus).values())
    except (GoldError, OSError) as error:
        click.echo(f"inquit: {error}", err=True)
        sys.exit(2)
    if by and not any(by in doc for doc in docs):
        click.echo(f"inquit: {corpus}: no article has the field {by!r}", err=True)
        sys.exit(2)
    chosen = draw(docs, count, by, seed)
    with opened(output) as out:
        for doc in chosen:
            kept = {k: v for k, v in doc.items() if k != "attributions" or v}
            out.write(json.dumps(kept, ensure_ascii=False).encode() + b"\n")
