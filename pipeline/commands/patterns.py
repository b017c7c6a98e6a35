"""`mingzhang patterns`: the pattern files are checked, and learn from what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import Form, FormOption, OutputOption, fail, print_listing
from pipeline.language.spoken import tr


def check() -> None:
    """Run every example and counterexample of the pattern files."""
    from patterns.check import check_all

    checked, problems = check_all()
    for problem in problems:
        typer.echo(problem)
    said = tr("{count} examples and counterexamples, {wrong} wrong", count=checked, wrong=len(problems))
    typer.echo(said)
    from pipeline.audit.construction_records import summary

    typer.echo(summary())
    raise typer.Exit(1 if problems else 0)


def measure(
    outputs: Annotated[list[Path], typer.Argument(help="Folders of results whose facts are counted.")],
    write: Annotated[
        bool, typer.Option("--write", help="Also write what was counted into the records.")
    ] = False,
    form: FormOption = Form.table,
) -> None:
    """Count how often each construction of sentences held against the documents' own tables and sums.

    With --write it becomes data in `patterns/records.csv`, and decides what may be called an error.
    """
    from patterns import FOLDER
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.query import QueryError, connect
    from pipeline.audit.construction_records import is_proven
    from pipeline.learning.construction_counts import counted, document_counts, write_records

    try:
        records = counted(row for output in outputs for row in document_counts(connect(output)))
    except QueryError as error:
        fail(str(error))
    records = sorted(records, key=lambda one: -int(one.facts))
    if form is not Form.table:
        counts = ("facts", "held", "failed", "documents", "regions")
        columns = (Column("construction"), *(Column(name, "number") for name in counts), Column("proven"))
        rows = [
            (
                *(one.construction, *(int(getattr(one, name)) for name in counts)),
                is_proven(one.construction, {one.construction: one}),
            )
            for one in records
        ]
        print_listing(Listing(columns, rows), form)
    for record in records if form is Form.table else ():
        mark = tr("proven") if is_proven(record.construction, {record.construction: record}) else ""
        said = tr(
            "{held} held, {failed} failed of {facts}, {documents} documents, {regions} regions",
            held=record.held,
            failed=record.failed,
            facts=record.facts,
            documents=record.documents,
            regions=record.regions,
        )
        typer.echo(f"{record.construction}  {said}  {mark}".rstrip())
    if write:
        write_records(FOLDER, records)


def learn(
    output: OutputOption = Path("output"),
    write: Annotated[
        bool, typer.Option("--write", help="Also write them, and what is printed, into the code lists.")
    ] = False,
    form: FormOption = Form.table,
) -> None:
    """Show classification codes that at least two departments print and no list has.

    Look at them before you keep them: they become data in `patterns/codes_*.csv`.
    """
    from patterns import FOLDER
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.query import QueryError, connect
    from pipeline.learning.learned_codes import evidence, new_rows, write_lists
    from pipeline.learning.printed_codes import printed_codes

    try:
        printed = evidence(printed_codes(connect(output)))
    except QueryError as error:
        fail(str(error))
    new = write_lists(FOLDER, printed) if write else new_rows(FOLDER, printed)
    if form is not Form.table:
        columns = tuple(map(Column, ("code", "name", "source")))
        print_listing(Listing(columns, [tuple(row[c.name] for c in columns) for row in new]), form)
    for row in new if form is Form.table else ():
        typer.echo(f"{row['code']}  {row['name']}  ({row['source']})")
    typer.echo(
        tr("{count} codes with names printed, {new} of them in no list", count=len(printed), new=len(new)),
        err=form is not Form.table,
    )
