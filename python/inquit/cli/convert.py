"""inquit convert: records in, another format out."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator

import click

from ..document import Document
from ..export import FORMATS, format_of, write_to
from ..export.warn import ExportWarning
from .extract import complain
from .output import opened

_KNOWN = "\n".join(f"{', '.join(known.ends):<20} {known.what}" for known in FORMATS.values())


@click.command(epilog=f"\b\nFormats, told by the end of OUT:\n{_KNOWN}")
@click.argument("records", metavar="RECORDS", type=click.File("rb"))
@click.option("-o", "--output", required=True, metavar="OUT", help="The file to write, whole or not at all.")
@click.option(
    "--to", "form", type=click.Choice(list(FORMATS)), help="The format, where the name of OUT does not tell it."
)
@click.option(
    "--excel", is_flag=True, help="CSV for Excel: a byte order mark, and no cell that is taken for a formula."
)
def convert(records: click.File, output: str, form: str | None, excel: bool) -> None:
    """Turn records into a table or another tool's format.

    RECORDS is the JSONL that `inquit extract` wrote; - is standard input.

    \b
    inquit extract corpus/ -o quotes.jsonl
    inquit convert quotes.jsonl -o quotes.xlsx
    """
    try:
        form = form or format_of(output)
        if excel and form != "csv":
            raise ValueError("--excel is for CSV; an XLSX file needs no guard")
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    failed: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ExportWarning)
            with opened(output) as out:
                write_to(_documents(records, failed), out, form, **({"excel": True} if excel else {}))
        for one in caught:
            complain(output, str(one.message))
    except (ImportError, ValueError) as error:
        complain(output, str(error))
        sys.exit(2)
    except OSError as error:
        complain(error.filename or output, error.strerror or str(error))
        sys.exit(2)
    sys.exit(1 if failed else 0)


def _documents(records: click.File, failed: list[str]) -> Iterator[Document]:
    good = 0
    for number, line in enumerate(records, 1):  # type: ignore[arg-type, var-annotated]
        if line.isspace():
            continue
        try:
            yield Document.from_dict(json.loads(line))
            good += 1
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            place = f"{getattr(records, 'name', 'records')}:{number}"
            failed.append(place)
            complain(place, f"{error}; records are what `inquit extract … -o quotes.jsonl` writes")
    if failed and not good:
        raise ValueError("not written: no record could be read")
