"""`mingzhang highlight`: a copy of a document with findings and values marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
from pipeline.language.spoken import told, tr, tr_n

if TYPE_CHECKING:
    from pipeline.reports.cases import Case


def highlight(
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="[DOC]",
            help="A file to read now, or a published document: beginning of its id, or its file "
            "name. With --fact it may be left out.",
        ),
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--to", help="The copy [default: DOC with .highlighted before its ending].")
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="ID",
            help="Mark this figure alone, by its fact_id; several times. The copy opens at its page (in "
            "Chrome with #page=N behind its address).",
        ),
    ] = None,
    values: Annotated[bool, typer.Option("--values", help="Also mark every value that was read.")] = False,
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="Also mark findings of severity info.")
    ] = True,
    ocr: OcrOption = Ocr.auto,
    output: PublishedOption = "output",
    sources: SourcesOption = None,
) -> None:
    """Write a copy of a document in which findings are marked; the message shows when a mark is opened.

    Of a PDF or picture it is a PDF with boxes, of an .xlsx workbook a workbook with coloured cells, of a
    .docx
    document one with shaded cells and paragraphs, of a web page a page with outlined elements that runs and
    fetches nothing; of others it is a page of what was read. Red: errors, orange: warnings, blue: notes,
    green: values, violet: figures asked for with --fact; in the
    place of one that was computed those that it was computed from. The file itself is never changed.
    """
    from extractors.errors import Unreadable
    from pipeline.ask.query import QueryError
    from pipeline.language.places import place_spoken
    from pipeline.reports.cases import narrowed
    from pipeline.reports.figures import NoSuchFigure
    from pipeline.reports.highlight import highlight as annotate
    from pipeline.reports.marked.copies import copy_suffix
    from pipeline.reports.marked.mark import CannotHighlight

    if document is None and not facts:
        fail(tr("name a document, or a figure with --fact"), 2)
    try:
        given = given_document(document or _document_of(facts or (), output), output, sources)
    except (NoSuchFigure, QueryError) as error:
        fail(str(error))
    file = given.path
    target = target or file.with_name(f"{file.stem}.highlighted{copy_suffix(given.data)}")
    if target.suffix.lower() != copy_suffix(given.data):
        suffix = copy_suffix(given.data)
        fail(
            tr("the copy of {file} is a {suffix} file; name it so with --to", file=file.name, suffix=suffix),
            2,
        )
    if given.row is None and target.exists() and target.samefile(file):
        fail(f"{target} is the file itself; name another one with --to", 2)
    try:
        case, marked = _read(given, output, values, ocr)
        figures = _figures(facts, given, case, output) if facts else ()
        (shown,), _ = narrowed(
            [replace(case, findings=())] if facts else [case], "info" if notes else "warning"
        )
        count = annotate(given.data, shown, target, marked, figures)
    except Unreadable as error:
        fail(refused(file, error))
    except NoSuchFigure as error:
        fail(str(error))
    except CannotHighlight as error:
        fail(f"{file}: {told(str(error))}")
    except OSError as error:
        fail_to_write(error, target)
    if figures and not figures[0]["page"]:
        said = tr_n(
            "{count} figure at {place}",
            "{count} figures, the first at {place}",
            len(figures),
            place=place_spoken(None, figures[0]["locator"]),
        )
    elif figures:
        said = tr_n(
            "{count} figure, it opens at page {page}",
            "{count} figures, it opens at page {page}",
            len(figures),
            page=figures[0]["page"],
        )
    else:
        said = tr("{findings} findings, {boxes} boxes", findings=len(shown.findings), boxes=count)
    typer.echo(f"{target}  ({said})")


def _document_of(facts: Sequence[str], output: str) -> str:
    """The one document that prints them. Raises `NoSuchFigure`, `QueryError`."""
    from pipeline.reports.figures import NoSuchFigure, published_figures

    found = {row["doc_id"] for row in published_figures(output)(facts)}
    if not found:
        raise NoSuchFigure(tr("there is no fact {fact}; its id stands in fact_id", fact=", ".join(facts)))
    if len(found) > 1:
        fail(tr("these figures are of {count} documents; name those of one", count=len(found)), 2)
    return str(found.pop())


def _figures(ids: Sequence[str], given: Given, case: Case, output: str) -> Sequence[Mapping[str, Any]]:
    """The facts that are asked for, of the document that was given. Raises `NoSuchFigure`."""
    from pipeline.reports.figures import NoSuchFigure, printed_figures, published_figures

    if given.row is None:
        return printed_figures(ids, lambda wanted: [case.facts[i] for i in wanted if i in case.facts])
    found = printed_figures(ids, published_figures(output))
    own = [row for row in found if row["doc_id"] == given.row["doc_id"]]
    if not own:
        raise NoSuchFigure(
            tr(
                "{facts} is printed in another document: {doc_id}",
                facts=", ".join(ids),
                doc_id=found[0]["doc_id"],
            )
        )
    return own


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
