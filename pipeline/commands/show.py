"""`mingzhang show`: one document in the terminal."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.commands.document import given_document
from pipeline.commands.shared import (
    Form,
    FormOption,
    Ocr,
    OcrOption,
    PublishedOption,
    SourcesOption,
    fail,
    print_listing,
    refused,
    terminal,
)


class View(StrEnum):
    """A part of a document."""

    outline = "outline"
    tables = "tables"
    forms = "forms"
    quantities = "quantities"
    facts = "facts"


def show(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOC",
            help="A file to read now, or a published document: beginning of its id, or its file name.",
        ),
    ],
    section: Annotated[View | None, typer.Option("--section", "-s", help="Only this part.")] = None,
    ocr: OcrOption = Ocr.auto,
    form: FormOption = Form.table,
    output: PublishedOption = "output",
    sources: SourcesOption = None,
) -> None:
    """Show what Mingzhang sees in one document, with its places: pages, cells, paragraphs.

    csv and json are of one part: mingzhang show DOC --section facts --format csv. Exit status: 0 shown, 1 it
    cannot be read, 2 wrong usage.
    """
    from extractors.errors import Unreadable
    from pipeline.commands.progress import pages_display
    from pipeline.language.spoken import language, tr
    from pipeline.reading.extract import extract
    from pipeline.reports.cases import from_extraction
    from pipeline.reports.citation import citation
    from pipeline.reports.document_parts import PARTS, part
    from pipeline.reports.terminal import show as show_extraction

    if section is None and form is not Form.table:
        parts = ", ".join(PARTS)
        fail(tr("--format {form} is of one part; add --section: {parts}", form=form.value, parts=parts), 2)
    given = given_document(document, output, sources)
    try:
        with pages_display():
            extraction = extract(given.data, ocr=ocr.mode)
    except Unreadable as error:
        fail(refused(given.path, error))
    if section is not None and form is not Form.table:
        print_listing(part(extraction, section.value), form)
        return
    show_extraction(extraction, terminal(), section.value if section else None, given.source)
    if section is None:
        row = given.row or from_extraction(extraction, given.path).document
        typer.echo(tr("to cite: {citation}", citation=citation(row, language=language())))
