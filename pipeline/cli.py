"""The command `mingzhang`. Heavy modules are imported by the commands that use them.

Exit status: 0 all well; 1 some documents could not be read, or a query or pattern check failed; 2 wrong
usage; 130 interrupted.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.audit import audit
from pipeline.commands.compare import compare
from pipeline.commands.doctor import doctor, quarantine
from pipeline.commands.export import export
from pipeline.commands.highlight import highlight
from pipeline.commands.measures import measures
from pipeline.commands.nightly import nightly
from pipeline.commands.query import query
from pipeline.commands.run import run
from pipeline.commands.search import search
from pipeline.commands.shared import OutputOption
from pipeline.commands.shared import fail as _fail
from pipeline.version import VERSION

app = typer.Typer(
    name="mingzhang",
    help="Chinese government budgets, final accounts and self-evaluations as audited datasets.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(help="The pattern files: what Mingzhang knows, as data.", no_args_is_help=True)
app.add_typer(patterns_app, name="patterns")


class View(StrEnum):
    outline = "outline"
    tables = "tables"
    forms = "forms"
    quantities = "quantities"
    facts = "facts"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mingzhang {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version


app.command()(run)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A disclosure.")],
    section: Annotated[View | None, typer.Option("--section", "-s", help="Only this part.")] = None,
) -> None:
    """Show what Mingzhang sees in one document, with pages."""
    from rich.console import Console

    from extractors.errors import Unreadable
    from pipeline.reading.extract import extract
    from pipeline.reports.terminal import show as show_extraction

    try:
        data = file.read_bytes()
    except OSError as error:
        _fail(f"{file} cannot be opened ({error.strerror}); check the path", status=2)
    try:
        extraction = extract(data)
    except Unreadable as error:
        _fail(f"{file} ({error.kind}): {error.message}")
    show_extraction(extraction, Console(), section.value if section else None)


app.command()(nightly)
app.command()(doctor)
app.command()(quarantine)
app.command()(audit)
app.command()(highlight)
app.command()(query)
app.command()(compare)
app.command()(measures)
app.command()(search)
app.command()(export)


@app.command()
def datasets(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One dataset, with its columns.")
    ] = None,
) -> None:
    """List the datasets, or the columns of one of them."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipeline.datasets.dictionary import dataset_lines
    from pipeline.datasets.schema import datasets as all_datasets

    known = all_datasets()
    if name is not None and name not in known:
        _fail(f"there is no dataset {name}; there are {', '.join(known)}", status=2)
    table = Table(show_edge=False)
    if name is None:
        for head in ("dataset", "key", "what it holds"):
            table.add_column(head, overflow="fold")
        for dataset in known.values():
            table.add_row(dataset.name, ", ".join(dataset.key), dataset.title)
    else:
        for head in ("column", "type", "meaning"):
            table.add_column(head, overflow="fold")
        for line in dataset_lines(known[name]):
            table.add_row(*(escape(text) for text in line))
    Console().print(table)


@patterns_app.command("check")
def check_patterns() -> None:
    """Run every example and counterexample of the pattern files."""
    from patterns.check import check_all

    checked, problems = check_all()
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{checked} examples and counterexamples, {len(problems)} wrong")
    raise typer.Exit(1 if problems else 0)


@patterns_app.command("learn")
def learn_codes(
    output: OutputOption = Path("output"),
    write: Annotated[
        bool, typer.Option("--write", help="Also write them, and what is printed, into the code lists.")
    ] = False,
) -> None:
    """Show classification codes that at least two departments print and no list has.

    Look at them before you keep them: they become data in `patterns/codes_*.csv`.
    """
    from patterns import FOLDER
    from pipeline.ask.query import QueryError, connect
    from pipeline.learning.learned_codes import evidence, learn, read_list, write_lists
    from pipeline.learning.printed_codes import printings

    try:
        found = evidence(printings(connect(output)))
    except QueryError as error:
        _fail(str(error))
    if write:
        new = write_lists(FOLDER, found)
    else:
        new = [
            row for path in sorted(FOLDER.glob("codes_*.csv")) for row in learn(*read_list(path, found))[1]
        ]
    for row in new:
        typer.echo(f"{row['code']}  {row['name']}  ({row['source']})")
    typer.echo(f"{len(found)} codes with names printed, {len(new)} of them in no list")


def main() -> None:
    """Entry point of the command."""
    app()
