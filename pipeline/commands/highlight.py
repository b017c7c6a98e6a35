"""`mingzhang highlight`: a copy of a PDF with findings and values annotated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import Ocr, OcrOption, fail, fail_to_write, refused
from pipeline.language.spoken import told, tr


def highlight(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF.")],
    target: Annotated[
        Path | None, typer.Option("--to", help="The copy [default: FILE with .highlighted before .pdf].")
    ] = None,
    values: Annotated[bool, typer.Option("--values", help="Also mark every value that was read.")] = False,
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="Also mark findings of severity info.")
    ] = True,
    ocr: OcrOption = Ocr.auto,
) -> None:
    """Write a copy of a PDF in which findings are boxed; the message shows when a box is opened.

    Red: errors, orange: warnings, blue: notes, green: values. The file itself is never changed.
    """
    from extractors.errors import Unreadable
    from pipeline.commands.progress import pages_display
    from pipeline.reading.extract import extract
    from pipeline.reports.cases import from_extraction, narrowed
    from pipeline.reports.highlight import CannotHighlight
    from pipeline.reports.highlight import highlight as annotate

    if not file.name:
        fail(f"{file} is a folder; name a PDF", 2)
    target = target or file.with_name(f"{file.stem}.highlighted.pdf")
    if target.exists() and file.exists() and target.samefile(file):
        fail(f"{target} is the file itself; name another one with --to", 2)
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be opened ({error.strerror}); check the path", 2)
    try:
        with pages_display():
            case = from_extraction(extract(data, ocr=ocr.mode), file)
        (shown,), _ = narrowed([case], "info" if notes else "warning")
        count = annotate(data, shown, target, case.facts.values() if values else ())
    except Unreadable as error:
        fail(refused(file, error))
    except CannotHighlight as error:
        fail(f"{file}: {told(str(error))}")
    except OSError as error:
        fail_to_write(error, target)
    said = tr("{findings} findings, {boxes} boxes", findings=len(shown.findings), boxes=count)
    typer.echo(f"{target}  ({said})")
