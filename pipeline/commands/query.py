"""`mingzhang query`: SQL over the datasets, or one of the named questions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.shared import ExplorerOption, Form, PublishedOption, fail, print_listing, terminal

if TYPE_CHECKING:
    from pipeline.ask.named_queries import NamedQuery


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
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="Narrows a named question, such as year=2024; several times. --list shows what each takes.",
        ),
    ] = None,
    list_named: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    show_sql: Annotated[
        bool, typer.Option("--sql", help="Print the SQL of the named question and end.")
    ] = False,
    explorer: ExplorerOption = None,
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
    from pipeline.ask.named_queries import WrongParameter, named_queries
    from pipeline.ask.place_links import explorer_base, with_places
    from pipeline.ask.query import QueryError, WrongQuery, answer, connect, standard_output
    from pipeline.ask.suggestions import near, with_near
    from pipeline.language.spoken import language, told, tr

    if list_named:
        _list_named(form)
        return
    if (sql is None) == (named is None):
        fail("give either one SQL statement or --named NAME; --list shows the names", status=2)
    if parameters and named is None:
        fail(tr("--param narrows a named question; write the condition into the SQL"), status=2)
    if named is not None:
        question = named_queries().get(named)
        if question is None:
            problem, names = tr("there is no question named {name}", name=named), named_queries()
            if not (offered := near(named, names)):
                problem = tr("{problem}; there are {names}", problem=problem, names=", ".join(names))
            fail(with_near(problem, offered), status=2)
        try:
            asked_sql = question.asked(dict(_named_value(given) for given in parameters or ()))
        except WrongParameter as error:
            fail(str(error), status=2)
        if show_sql:
            typer.echo(asked_sql)
            return
        if form is QueryFormat.table:
            asked = question.question_zh if language() == "zh" else question.question
            for line in (asked, told(question.notes) if question.notes else ""):
                if line:
                    note(terminal(), line)
        sql = asked_sql
    try:
        base = None if explorer is None else explorer_base(explorer)
    except ValueError as error:
        fail(f"--explorer: {error}", 2)
    try:
        stream = standard_output(form.value)
        connection = connect(output)
        if base is not None:
            sql = with_places(connection, sql or "", base)
        answer(connection, sql or "", form.value, stream, terminal())
    except WrongQuery as error:
        fail(str(error), 2)
    except QueryError as error:
        fail(str(error))


def _named_value(given: str) -> tuple[str, str]:
    """The name and the value of NAME=VALUE."""
    from pipeline.language.spoken import tr

    name, sign, value = given.partition("=")
    if not sign:
        fail(tr("--param takes NAME=VALUE, such as year=2024, not {given}", given=given), status=2)
    return name.strip(), value.strip()


def _list_named(form: QueryFormat) -> None:
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.named_queries import named_queries
    from pipeline.language.spoken import language, tr

    if form is QueryFormat.parquet:
        fail(tr("the names of questions are written as table, csv or json"), 2)
    questions = named_queries().values()
    name, question, takes = Column("name"), Column("question", "text"), Column("parameters", "text")
    if form is QueryFormat.table:  # a person reads it in one language
        is_chinese = language() == "zh"
        asked = [(q.name, q.question_zh if is_chinese else q.question, _parameters(q)) for q in questions]
        print_listing(Listing((name, question, takes), asked), Form.table)
        return
    rows = [(q.name, q.question, q.question_zh, _parameters(q)) for q in questions]
    columns = (name, question, Column("question_zh", "text"), takes)
    print_listing(Listing(columns, rows), Form(form.value))


def _parameters(question: NamedQuery) -> str:
    return ", ".join(parameter.name for parameter in question.parameters)
