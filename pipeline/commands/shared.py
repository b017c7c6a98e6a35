"""What the commands share: the output option and how they fail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Folder of the results.")]
PublishedOption = Annotated[str, typer.Option("--output", "-o", help="Folder or URL of the results.")]
"""Of what only reads the results, wherever they are."""


def fail(message: str, status: int = 1) -> NoReturn:
    """Ends the command with a message on standard error and an exit status."""
    typer.echo(f"mingzhang: {message}", err=True)
    raise typer.Exit(status)
