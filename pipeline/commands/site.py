"""`mingzhang site`: the explorer as files for a web server."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.serve import INSTALL, OF_THE_EXTRA
from pipeline.commands.shared import PublishedOption, SourcesOption, fail, fail_to_write
from pipeline.language.spoken import LANGUAGES, language, told, tr, tr_n
from pipeline.upkeep.exit_status import ExitStatus

if TYPE_CHECKING:
    from pipeline.explorer.site.site import Site

_SECONDS_BETWEEN = 10.0
_NAMED = 5


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to fill; made where it is missing.")],
    output: PublishedOption = "output",
    sources: SourcesOption = None,
    entity: Annotated[
        list[str] | None,
        typer.Option("--entity", "-e", help="Only documents of this body: name or id; several times."),
    ] = None,
    division: Annotated[
        list[str] | None,
        typer.Option("--division", "-d", help="Only of this division and what lies in it; several times."),
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", "-y", help="Only of this fiscal year; several times.")
    ] = None,
    both: Annotated[
        bool, typer.Option("--both-languages", help="Both, in the folders zh and en, instead of --lang.")
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="With pictures of the pages.")
    ] = True,
    dpi: Annotated[
        int,
        typer.Option("--dpi", min=50, max=260, help="Of the pictures; the next of 65, 96, 130, 200, 260."),
    ] = 130,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where it will be, for search engines (canonical)."),
    ] = None,
) -> None:
    """Write the pages of documents, bodies and findings as files: for a web server, or to open from a disk.

    What asks a server is left out: search, comparing, SQL. Run again it writes what has changed, and takes
    away what it wrote before and would not write now; files of others stay.

    Exit status: 0 written, 1 no datasets, or nothing of what was asked for, 2 wrong usage, or DIR has files
    of others, 4 a published file is damaged, 5 DIR cannot be written.
    """
    try:
        from pipeline.explorer.app import PAGES
        from pipeline.explorer.library import Library
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in OF_THE_EXTRA:
            raise
        fail(tr("site needs the extra web: {install}", install=INSTALL), ExitStatus.USAGE)
    from pipeline.ask.division_asked import UnknownDivision
    from pipeline.ask.query import QueryError
    from pipeline.explorer.edition import NotThere, WrongAsked
    from pipeline.explorer.site.chosen import Choice
    from pipeline.explorer.site.site import Asked, write_site

    if base_url is not None and not base_url.startswith(("http://", "https://")):
        fail(tr("--base-url begins with https://, not {given}", given=base_url), ExitStatus.USAGE)
    choice = Choice(tuple(entity or ()), tuple(division or ()), tuple(year or ()))
    languages = tuple(reversed(LANGUAGES)) if both else (language(),)
    try:
        library = Library(output, tuple(sources or ()))
    except QueryError as error:
        fail(str(error))
    try:
        done = write_site(
            library.edition(),
            PAGES,
            folder,
            Asked(choice, languages, pictures, dpi, base_url),
            _Progress().show,
        )
    except (NotThere, UnknownDivision) as error:
        fail(str(error))
    except WrongAsked as error:
        fail(str(error), ExitStatus.USAGE)
    except OSError as error:
        fail_to_write(error, folder)
    finally:
        library.close()
    typer.echo(folder / "index.html")
    typer.echo(_summary(done))
    for doc_id, why in list(done.without_picture.items())[:_NAMED]:
        problem = tr("no pictures of {document}: {why}", document=doc_id[:12], why=told(why))
        typer.echo(f"mingzhang: {problem}", err=True)
    if (more := len(done.without_picture) - _NAMED) > 0:
        note = tr_n("no pictures of {count} more document", "no pictures of {count} more documents", more)
        typer.echo(f"mingzhang: {note}", err=True)


def _summary(done: Site) -> str:
    files = done.files
    return tr(", ").join(
        (
            tr_n("{count} document", "{count} documents", done.documents),
            tr_n("{count} page", "{count} pages", done.pages),
            tr_n("{count} picture", "{count} pictures", done.pictures),
            tr("{count} files, {size:.1f} MB", count=f"{len(files.now):,}", size=files.size / 1e6),
            tr(
                "{written} new or another, {removed} taken away", written=files.written, removed=files.removed
            ),
        )
    )


class _Progress:
    """A line every few seconds on standard error; on a terminal always the same line."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def show(self, now: Site) -> None:
        """Tells how far it is."""
        if time.monotonic() - self._told < (0.2 if sys.stderr.isatty() else _SECONDS_BETWEEN):
            return
        self._told = time.monotonic()
        line = tr("{pages} pages, {pictures} pictures", pages=now.pages, pictures=now.pictures)
        sys.stderr.write(f"\r{line}" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()
