"""What the commands share: their common options, where they print, and how they fail."""

from __future__ import annotations

import contextlib
import errno
import functools
import inspect
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from pipeline.commands.spoken_command import LangOption
from pipeline.language.spoken import told, tr
from pipeline.upkeep.exit_status import ExitStatus

if TYPE_CHECKING:
    from rich.console import Console

    from extractors.errors import Unreadable
    from pipeline.ask.listing import Listing
    from pipeline.reports.originals import Originals
    from pipeline.storage.unit_of_work import OcrMode


class Ocr(StrEnum):
    """Which pages are recognised."""

    auto = "auto"
    always = "always"
    never = "never"

    @property
    def mode(self) -> OcrMode:
        """As settings have it; ends the command for what cannot be done here."""
        from pipeline.running.recogniser import INSTALL, Recogniser

        if self is Ocr.always and Recogniser.of("always").id is None:
            fail(f"--ocr always needs the extra ocr: {INSTALL}", ExitStatus.USAGE)
        return self.value


class Form(StrEnum):
    """In which form rows are written."""

    table = "table"
    csv = "csv"
    json = "json"


OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Folder of the results.")]
OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr",
        help="Which pages are recognised (mingzhang[ocr]). auto: those without a text layer to trust.",
    ),
]
PublishedOption = Annotated[str, typer.Option("--output", "-o", help="Folder or URL of the results.")]
"""Of what only reads the results, wherever they are."""
ExplorerOption = Annotated[
    str | None,
    typer.Option(
        "--explorer",
        metavar="URL",
        help="The address of mingzhang serve: rows get a column with the address of their place in it, where "
        "the figure is boxed on its page.",
    ),
]
FormOption = Annotated[Form, typer.Option("--format", "-f", help="How to print the rows.")]
SourcesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--sources",
        metavar="DIR",
        help="Folder, archive or URL below which files lie that are no longer where they were read; several "
        "times.",
    ),
]
_OF_THE_DISK = frozenset(
    getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO")
)
"""What says that a disk is full or a folder closed, not that a path is wrong."""
_SQLITE_OF_THE_DISK = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")


def originals_of(sources: list[str] | None, output: str) -> Originals:
    """What finds the files of published documents; ends the command for a source that is not there."""
    from pipeline.intake.discovery import NoSuchSource
    from pipeline.reports.originals import Originals

    try:
        return Originals(sources or (), output)
    except NoSuchSource as error:
        fail(str(error), ExitStatus.USAGE)


def fail(message: str, status: int = ExitStatus.FAILED) -> NoReturn:
    """Ends the command with a message on standard error, in the person's language, and an exit status."""
    typer.echo(f"mingzhang: {told(message)}", err=True)
    raise typer.Exit(status)


def refused(source: object, error: Unreadable) -> str:
    """That a source cannot be read, and why."""
    return tr(
        "{source} ({kind}): {message}", source=source, kind=told(error.kind), message=told(error.message)
    )


def fail_to_write(error: Exception, what: object) -> NoReturn:
    """Ends the command for a file or folder, `what`, that cannot be written."""
    fail(f"{error}; check {what}, its permissions and the space on the disk", ExitStatus.UNWRITABLE)


def terminal() -> Console:
    """Where tables are printed: standard output. A reader that has gone is `BrokenPipeError`."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Terminal(highlight=False)


def print_listing(listing: Listing, form: Form) -> None:
    """Writes rows to standard output, in the form that was asked for."""
    from pipeline.ask.listing import write_listing

    write_listing(listing, form.value, sys.stdout, terminal())


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with `--lang`, and a message where no code of ours is to blame in place of a traceback.

    A damaged published file is named with what mends it; a path that cannot be opened is named, too. What is
    left, an error of ours, still ends in its traceback.
    """

    @functools.wraps(command)
    def call(*arguments: Any, lang: object = None, **options: Any) -> Any:
        from pipeline.ask.damage import DamagedOutput, explained, may_be_damage

        del lang  # heard before the command was looked at
        try:
            given = command(*arguments, **options)
            sys.stdout.flush()
            return given
        except BrokenPipeError:  # `| head` has seen enough
            _close_standard_output()
            raise typer.Exit(ExitStatus.CLEAN) from None
        except DamagedOutput as error:
            fail(str(error), ExitStatus.BROKEN)
        except Exception as error:
            if may_be_damage(error):
                for output in _outputs(options):
                    if (damage := explained(output, error)) is not None:
                        fail(str(damage), ExitStatus.BROKEN)
            if isinstance(error, OSError):
                if error.errno is None or error.errno in _OF_THE_DISK:
                    fail_to_write(error, error.filename or "the folders that were given")
                fail(f"{error}; check the path")
            if getattr(error, "sqlite_errorname", "").startswith(_SQLITE_OF_THE_DISK):
                fail_to_write(error, "the folder of the results")
            if may_be_damage(error):
                fail(str(error).strip())
            raise

    own = inspect.signature(command, eval_str=True)
    lang = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=LangOption)
    call.__signature__ = own.replace(parameters=[*own.parameters.values(), lang])  # type: ignore[attr-defined]
    call.__annotations__ = {**command.__annotations__, "lang": LangOption}
    return call


def _close_standard_output() -> None:
    """Nobody reads it any more: what is still to be written goes nowhere, without another complaint."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _outputs(options: dict[str, Any]) -> list[Path]:
    """The output folders of this machine that a command was given."""
    from pipeline.storage.folders import is_url

    given = options.get("outputs") or [options.get("output")]
    return [Path(one) for one in given if one is not None and not is_url(one)]
