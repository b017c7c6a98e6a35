"""Commands that speak the language of the person: `--lang`, help, and what is said of wrong usage."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import Abort, TyperException

from pipeline.commands.help_page import help_page, wrong_usage
from pipeline.language.spoken import LANGUAGES, Language, language, speak, tr

_OPTION = "--lang"


class Lang(StrEnum):
    """The languages that people are spoken to in."""

    en = "en"
    zh = "zh"


LangOption = Annotated[
    Lang | None,
    typer.Option(_OPTION, help="Language of messages and reports [default: that of the locale]."),
]
"""Of every command. What it says is heard before anything else is looked at (`SpokenGroup.main`)."""


def asked(arguments: Sequence[str]) -> Language | None:
    """The language that a command line asks for, wherever it does; null for none, or one that there is not.

    >>> asked(["run", "in", "--lang=zh"]), asked(["--lang", "en", "run"]), asked(["run", "--", "--lang=zh"])
    ('zh', 'en', None)
    """
    options = list(arguments)
    options = options[: options.index("--")] if "--" in options else options
    told = [value for name, value in pairwise(options) if name == _OPTION]
    told += [option.removeprefix(f"{_OPTION}=") for option in options if option.startswith(f"{_OPTION}=")]
    return next((known for known in LANGUAGES if known in told), None)


class SpokenCommand(TyperCommand):
    """A command whose help is in the language of the person."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        if language() == "en":
            super().format_help(ctx, formatter)
        else:
            formatter.write(help_page(self, ctx))


class SpokenGroup(TyperGroup):
    """A group of commands whose help and errors are in the language of the person."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help; in English, too, for Typer cuts off what commands do."""
        formatter.write(help_page(self, ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs a command line, as Typer does."""
        speak(asked(sys.argv[1:] if args is None else args))
        if not standalone_mode or language() == "en":
            return super().main(args, prog_name, complete_var, standalone_mode, windows_expand_args, **extra)
        try:
            status = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except TyperException as error:
            typer.echo(wrong_usage(error), err=True, nl=False)
            sys.exit(error.exit_code)
        except Abort:
            typer.echo(tr("Aborted."), err=True)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)
