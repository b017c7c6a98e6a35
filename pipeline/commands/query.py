"""`mingzhang query`: SQL over the datasets, or one of the named questions."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from pipeline.commands.shared import PublishedOption, fail


class QueryFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def query(
    sql: Annotated[str | None, typer.Argument(metavar="[SQL]", help="One statement in DuckDB's SQL.")] = None,
    named: Annotated[
        str | None, typer.Option("--named", "-n", metavar="NAME", help="A named question instead of SQL.")
    ] = None,
    list_named: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    show_sql: Annotated[
        bool, typer.Option("--sql", help="Print the SQL of the named question and end.")
    ] = False,
    output: PublishedOption = "output",
    form: Annotated[
        QueryFormat, typer.Option("--format", "-f", help="How to print the rows.")
    ] = QueryFormat.table,
) -> None:
    """Ask the datasets with SQL, or with a named question. `mingzhang datasets` lists the datasets.

    Every row of a named question leads to the page behind it (page, source).
    """
    from rich.console import Console

    from pipeline.ask.named_queries import named_queries
    from pipeline.ask.query import QueryError, answer, connect, standard_output

    if list_named:
        for entry in named_queries().values():
            typer.echo(f"{entry.name}\n    {entry.question}\n    {entry.question_zh}")
        return
    if (sql is None) == (named is None):
        fail("give either one SQL statement or --named NAME; --list shows the names", status=2)
    if named is not None:
        question = named_queries().get(named)
        if question is None:
            fail(f"there is no question named {named}; there are {', '.join(named_queries())}", status=2)
        if show_sql:
            typer.echo(question.sql)
            return
        if form is QueryFormat.table:
            typer.echo(f"{question.question} {question.question_zh}")
            if question.notes:
                typer.echo(question.notes)
        sql = question.sql
    try:
        stream = standard_output(form.value)
        answer(connect(output), sql or "", form.value, stream, Console())
    except QueryError as error:
        fail(str(error))
    except BrokenPipeError:  # `| head` has seen enough
        sys.stderr.close()
