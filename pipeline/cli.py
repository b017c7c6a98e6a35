"""The command `mingzhang`: a list of its commands. Heavy modules are imported by the commands that use them.

Exit statuses are those of `pipeline.upkeep.exit_status`; docs/nightly.md says what to do about each.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.audit import audit
from pipeline.commands.compare import compare
from pipeline.commands.datasets import datasets
from pipeline.commands.doctor import doctor, quarantine
from pipeline.commands.export import export
from pipeline.commands.forget import forget
from pipeline.commands.highlight import highlight
from pipeline.commands.measures import measures
from pipeline.commands.nightly import nightly
from pipeline.commands.patterns import check, learn, measure
from pipeline.commands.query import query
from pipeline.commands.run import run
from pipeline.commands.search import search
from pipeline.commands.serve import serve
from pipeline.commands.shared import guarded
from pipeline.commands.show import show
from pipeline.commands.site import site
from pipeline.commands.spoken_command import LangOption, SpokenCommand, SpokenGroup
from pipeline.version import VERSION

app = typer.Typer(
    name="mingzhang",
    cls=SpokenGroup,
    help="Chinese government budgets, final accounts and self-evaluations as audited datasets.\n\n"
    "First: mingzhang run FOLDER, which reads the PDFs below FOLDER and writes the folder output. Then ask "
    "it: mingzhang search WORDS, mingzhang query --list. What a command takes: mingzhang COMMAND --help.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(
    cls=SpokenGroup, help="The pattern files: what Mingzhang knows, as data.", no_args_is_help=True
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mingzhang {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    lang: LangOption = None,
) -> None:
    del version, lang


GROUPS = {
    "Begin here": (run, show, serve),
    "Ask": (search, query, compare, export, site),
    "Look up": (datasets, measures),
    "Check documents": (audit, highlight),
    "Keep it going": (nightly, doctor, quarantine, forget),
}
"""The commands in the order in which somebody meets them, below the headings of the help."""
for heading, commands in GROUPS.items():
    for command in commands:
        app.command(cls=SpokenCommand, rich_help_panel=heading)(guarded(command))
for of_patterns in (check, learn, measure):
    patterns_app.command(cls=SpokenCommand)(guarded(of_patterns))
app.add_typer(patterns_app, name="patterns", rich_help_panel="Keep it going")


def main() -> None:
    """Entry point of the command."""
    app()
