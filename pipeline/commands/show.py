"""`mingzhang show`: one document in the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import Ocr, OcrOption, fail


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
) -> None:
    """Show what Mingzhang sees in one document, with pages."""
    from rich.console import Console

    from extractors.errors import Unreadable
    from pipeline.commands.progress import pages_display
    from pipeline.reading.extract import extract
    from pipeline.reports.terminal import show as show_extraction

    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be opened ({error.strerror}); check the path", status=2)
    try:
        with pages_display():
            extraction = extract(data, ocr=ocr.mode)
    except Unreadable as error:
        fail(f"{file} ({error.kind}): {error.message}")
    show_extraction(extraction, Console(), section.value if section else None)
