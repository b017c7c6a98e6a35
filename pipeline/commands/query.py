"""`mingzhang query`: SQL over the datasets, or one of the named questions."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.commands.shared import Form, PublishedOption, fail, print_listing, terminal


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
    """Ask the datasets with SQL, or one of the named questions.

    `mingzhang datasets` lists what can be asked. Every row of a named question leads to the page behind it
    (page, source). Exit status: 0 answered, 1 there are no datasets, 2 wrong usage or wrong SQL, 4 a
    published file is damaged.
    """
    from pipeline.ask.layout import note
    from pipeline.ask.named_queries import named_queries
    from pipeline.ask.query import QueryError, WrongQuery, answer, connect, standard_output
    from pipeline.ask.suggestions import near, with_near
    from pipeline.language.spoken import language, told, tr

    if list_named:
        _list_named(form)
        return
    if (sql is None) == (named is None):
        fail("give either one SQL statement or --named NAME; --list shows the names", status=2)
    if named is not None:
        question = named_queries().get(named)
        if question is None:
            problem, names = tr("there is no question named {name}", name=named), named_queries()
            if not (offered := near(named, names)):
                problem = tr("{problem}; there are {names}", problem=problem, names=", ".join(names))
            fail(with_near(problem, offered), status=2)
        if show_sql:
            typer.echo(question.sql)
            return
        if form is QueryFormat.table:
            asked = question.question_zh if language() == "zh" else question.question
            for line in (asked, told(question.notes) if question.notes else ""):
                if line:
                    note(terminal(), line)
        sql = question.sql
    try:
        stream = standard_output(form.value)
        answer(connect(output), sql or "", form.value, stream, terminal())
    except WrongQuery as error:
        fail(str(error), 2)
    except QueryError as error:
        fail(str(error))


def _list_named(form: QueryFormat) -> None:
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.named_queries import named_queries
    from pipeline.language.spoken import language, tr

    if form is QueryFormat.parquet:
        fail(tr("the names of questions are written as table, csv or json"), 2)
    questions = named_queries().values()
    name, question = Column("name"), Column("question", "text")
    if form is QueryFormat.table:  # a person reads it in one language
        is_chinese = language() == "zh"
        asked = [(one.name, one.question_zh if is_chinese else one.question) for one in questions]
        print_listing(Listing((name, question), asked), Form.table)
        return
    rows = [(one.name, one.question, one.question_zh) for one in questions]
    print_listing(Listing((name, question, Column("question_zh", "text")), rows), Form(form.value))
