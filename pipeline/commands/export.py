"""`mingzhang export`: the views as CSV files or as one Excel workbook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import ExplorerOption, PublishedOption, fail, fail_to_write
from pipeline.language.spoken import tr


class Form(StrEnum):
    """How views are written."""

    csv = "csv"
    xlsx = "xlsx"


def export(
    destination: Annotated[
        Path, typer.Argument(metavar="DEST", help="A folder for CSV files, or a workbook NAME.xlsx.")
    ],
    views: Annotated[
        list[str] | None,
        typer.Option("--view", "-v", metavar="NAME", help="Only this view or dataset; several times."),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="[default: xlsx for NAME.xlsx, else csv]")
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom/--no-bom", help="Mark CSV files as UTF-8, which Excel needs.")
    ] = True,
    explorer: ExplorerOption = None,
    output: PublishedOption = "output",
) -> None:
    """Write the views as CSV files or as one Excel workbook.

    Notes on every column and on coverage come with them.

    In CSV, text that a spreadsheet could take for a formula gets an apostrophe in front; numbers stay
    numbers. In a workbook codes are text, money is a number, and sources are links to the page. With
    --explorer each row says where it stands in an explorer (place), and figures of a workbook lead there.

    Exit status: 0 written, 1 there are no datasets, 2 wrong usage, or there is no such view, 4 a published
    file is damaged, 5 the destination cannot be written.
    """
    from pipeline.ask.coverage import coverage_lines
    from pipeline.ask.export import export_csv, exported_views
    from pipeline.ask.place_links import explorer_base
    from pipeline.ask.query import QueryError, WrongQuery, connect
    from pipeline.ask.workbook import WorkbooksNotInstalled, export_xlsx

    if form is None and _is_of_another_form(destination):
        fail(_no_such_form(destination), 2)
    is_workbook = destination.suffix.lower() == ".xlsx" if form is None else form is Form.xlsx
    if is_workbook and destination.is_dir():
        fail(f"{destination} is a folder; name the workbook, such as {destination / 'mingzhang.xlsx'}", 2)
    if not is_workbook and destination.is_file():
        fail(f"{destination} is a file; name a folder for the CSV files", 2)
    try:
        base = None if explorer is None else explorer_base(explorer)
    except ValueError as error:
        fail(f"--explorer: {error}", 2)
    try:
        connection = connect(output)
        chosen = exported_views(connection, views or (), base)
        remarks = coverage_lines(connection)
        if is_workbook:
            written = [export_xlsx(connection, chosen, destination, remarks=remarks)]
        else:
            written = export_csv(connection, chosen, destination, bom=bom, remarks=remarks)
    except WrongQuery as error:
        fail(str(error), 2)
    except (QueryError, WorkbooksNotInstalled) as error:
        fail(str(error))
    except OSError as error:
        fail_to_write(error, destination)
    for path in written:
        typer.echo(path)


def _is_of_another_form(destination: Path) -> bool:
    """Whether it is called as a file of a kind that is not written; a number at the end is no kind."""
    ending = destination.suffix.lower()
    return ending not in ("", ".xlsx") and not ending[1:].isdigit() and not destination.exists()


def _no_such_form(destination: Path) -> str:
    """What can be written instead of a file with this ending."""
    return tr(
        "{ending} files are not written; name a workbook ({workbook}) or a folder for CSV files ({folder}), "
        "or ask for one view in another form: mingzhang query --format csv, json or parquet",
        ending=destination.suffix,
        workbook=destination.with_suffix(".xlsx"),
        folder=destination.with_suffix(""),
    )
