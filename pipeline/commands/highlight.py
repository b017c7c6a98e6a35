"""`mingzhang highlight`: a copy of a PDF with findings and values annotated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.document import Given, given_document
from pipeline.commands.shared import (
    Ocr,
    OcrOption,
    PublishedOption,
    SourcesOption,
    fail,
    fail_to_write,
    refused,
)
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    from pipeline.reports.cases import Case


def highlight(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOC",
            help="A PDF or picture to read now, or a published document: beginning of its id, or its file "
            "name.",
        ),
    ],
    target: Annotated[
        Path | None, typer.Option("--to", help="The copy [default: DOC with .highlighted before .pdf].")
    ] = None,
    values: Annotated[bool, typer.Option("--values", help="Also mark every value that was read.")] = False,
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="Also mark findings of severity info.")
    ] = True,
    ocr: OcrOption = Ocr.auto,
    output: PublishedOption = "output",
    sources: SourcesOption = None,
) -> None:
    """Write a copy of a PDF in which findings are boxed; the message shows when a box is opened.

    Red: errors, orange: warnings, blue: notes, green: values. The file itself is never changed; of a picture
    the copy is a PDF.
    """
    from extractors.errors import Unreadable
    from pipeline.reports.cases import narrowed
    from pipeline.reports.highlight import CannotHighlight
    from pipeline.reports.highlight import highlight as annotate

    given = given_document(document, output, sources)
    file = given.path
    target = target or file.with_name(f"{file.stem}.highlighted.pdf")
    if given.row is None and target.exists() and target.samefile(file):
        fail(f"{target} is the file itself; name another one with --to", 2)
    try:
        case, facts = _read(given, output, values, ocr)
        (shown,), _ = narrowed([case], "info" if notes else "warning")
        count = annotate(given.data, shown, target, facts)
    except Unreadable as error:
        fail(refused(file, error))
    except CannotHighlight as error:
        fail(f"{file}: {told(str(error))}")
    except OSError as error:
        fail_to_write(error, target)
    said = tr("{findings} findings, {boxes} boxes", findings=len(shown.findings), boxes=count)
    typer.echo(f"{target}  ({said})")


def _read(given: Given, output: str, values: bool, ocr: Ocr) -> tuple[Case, Iterable[Mapping[str, Any]]]:
    """The findings of a document, and where asked its values: as published, or read now."""
    from pipeline.commands.progress import pages_display
    from pipeline.reports.cases import from_extraction, from_output, values_of
    from pipeline.reports.statuses import read_statuses

    if given.row is not None:
        doc_id = given.row["doc_id"]
        (case,) = from_output(output, doc_id, read_statuses(output), with_text=False)
        return case, values_of(output, doc_id) if values else ()
    from pipeline.reading.extract import extract

    with pages_display():
        case = from_extraction(extract(given.data, ocr=ocr.mode), given.path)
    return case, case.facts.values() if values else ()
