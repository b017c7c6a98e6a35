"""`mingzhang show`: one document in the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import Form, FormOption, Ocr, OcrOption, fail, print_listing, refused, terminal


class View(StrEnum):
    """A part of a document."""

    outline = "outline"
    tables = "tables"
    forms = "forms"
    quantities = "quantities"
    facts = "facts"


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A disclosure.")],
    section: Annotated[View | None, typer.Option("--section", "-s", help="Only this part.")] = None,
    ocr: OcrOption = Ocr.auto,
    form: FormOption = Form.table,
) -> None:
    """Show what Mingzhang sees in one document, with pages.

    csv and json are of one part: mingzhang show FILE --section facts --format csv. Exit status: 0 shown, 1 it
    cannot be read, 2 wrong usage.
    """
    from extractors.errors import Unreadable
    from pipeline.commands.progress import pages_display
    from pipeline.language.spoken import tr
    from pipeline.reading.extract import extract
    from pipeline.reports.document_parts import PARTS, part
    from pipeline.reports.terminal import show as show_extraction

    if section is None and form is not Form.table:
        parts = ", ".join(PARTS)
        fail(tr("--format {form} is of one part; add --section: {parts}", form=form.value, parts=parts), 2)
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be opened ({error.strerror}); check the path", status=2)
    try:
        with pages_display():
            extraction = extract(data, ocr=ocr.mode)
    except Unreadable as error:
        fail(refused(file, error))
    if section is not None and form is not Form.table:
        print_listing(part(extraction, section.value), form)
        return
    source = file.absolute().as_posix()
    show_extraction(extraction, terminal(), section.value if section else None, source)
