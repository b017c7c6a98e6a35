"""`mingzhang doctor` and `mingzhang quarantine`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.shared import Form, FormOption, fail, fail_to_write, print_listing
from pipeline.language.spoken import told, tr, tr_n

if TYPE_CHECKING:
    from pipeline.upkeep.doctor import Examination

_SHOWN = 20
_Output = Annotated[str, typer.Option("--output", "-o", help="Folder of the results, or a URL (s3://…).")]


def doctor(
    output: _Output = "output",
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended.")] = False,
) -> None:
    """Check an output folder: every receipt has its rows, every row its receipt, every file its hash.

    Also says who recognises scanned pages here, and which documents wait for somebody: that is no fault.
    Exit status: 0 sound, 4 not sound, 2 wrong usage, another run writes there
    or a newer version wrote it, 5 it cannot be written.
    """
    from pipeline.storage.folders import LocalFolder
    from pipeline.storage.store import Store
    from pipeline.upkeep import doctor as checks
    from pipeline.upkeep.endings import CANNOT_GO_ON, status_of
    from pipeline.upkeep.versions import refuse_newer

    try:
        store = Store(output)
        if isinstance(store.folder, LocalFolder) and not store.folder.root.is_dir():
            fail(f"there is no folder {output}; name the --output of a run", status=2)
        refuse_newer(store.folder)
        with store.lock():
            examination = checks.examine(store)
            _show(examination)
            _show_scans(examination)
            _show_formats(examination)
            if mend and examination.ailments:
                typer.echo(tr("mending"))
                examination = checks.mend(store, examination)
                _show(examination)
    except CANNOT_GO_ON as error:
        fail(str(error), status_of(error))
    except ValueError as error:
        fail(str(error), status=2)
    except OSError as error:
        fail_to_write(error, f"the folder {output}")
    raise typer.Exit(4 if examination.ailments else 0)


def _show_scans(examination: Examination) -> None:
    from extractors.ocr.models import models_hash
    from pipeline.running.recogniser import INSTALL, Recogniser

    recogniser, scans = Recogniser.of("auto"), examination.scans
    if recogniser.id is None:
        typer.echo(tr("recogniser of scanned pages: none ({install}, then run again)", install=INSTALL))
    else:
        packages = ", ".join(recogniser.packages)
        said = tr(
            "recogniser of scanned pages: models {models}, {packages}",
            models=models_hash(),
            packages=packages,
        )
        typer.echo(said)
    waiting = len(scans.waiting)
    if scans.here or scans.elsewhere or waiting:
        typer.echo(
            tr(
                "scanned documents: {here} recognised by this recogniser, {elsewhere} by another, "
                "{waiting} by none",
                here=scans.here,
                elsewhere=scans.elsewhere,
                waiting=waiting,
            )
        )
    for source in scans.waiting[:_SHOWN]:
        typer.echo("  " + tr("waits for a recogniser: {source}", source=source))
    if waiting > _SHOWN:
        typer.echo("  " + tr("… {count} more", count=waiting - _SHOWN))


def _show_formats(examination: Examination) -> None:
    """What reads Word, Excel and OFD documents and unpacks archives here, and what waits for it."""
    from extractors.libraries import INSTALL, OFFICE, missing_of, versions
    from pipeline.intake.unpacking.tools import INSTALL as INSTALL_PROGRAMS
    from pipeline.intake.unpacking.tools import tools

    if missing_of(OFFICE):
        typer.echo(tr("readers of Word, Excel and OFD: none ({install}, then run again)", install=INSTALL))
    else:
        typer.echo(tr("readers of Word, Excel and OFD: {packages}", packages=", ".join(versions(OFFICE))))
    if found := tools():
        typer.echo(tr("unpackers of RAR and 7z: {programs}", programs=", ".join(t.name for t in found)))
    else:
        typer.echo(tr("unpackers of RAR and 7z: none ({install})", install=told(INSTALL_PROGRAMS)))
    waiting = examination.waiting_for_the_extra
    for source in waiting[:_SHOWN]:
        typer.echo("  " + tr("waits for {install}: {source}", install=INSTALL, source=source))
    if len(waiting) > _SHOWN:
        typer.echo("  " + tr("… {count} more", count=len(waiting) - _SHOWN))


def _show(examination: Examination) -> None:
    count = len(examination.ailments)
    typer.echo(
        tr(
            "{staged} staged documents, {published} published, {files} files, {rows:,} rows, "
            "{receipts:,} receipts: {found}",
            staged=examination.bundles,
            published=examination.documents,
            files=examination.files,
            rows=examination.rows,
            receipts=examination.receipts,
            found=tr_n("{count} ailment", "{count} ailments", count) if count else tr("sound"),
        )
    )
    for ailment in examination.ailments[:_SHOWN]:
        said = tr(
            "{kind}: {what} → {remedy}",
            kind=ailment.kind,
            what=told(ailment.what),
            remedy=told(ailment.remedy),
        )
        typer.echo(f"  {said}")
    if count > _SHOWN:
        typer.echo("  " + tr("… {count} more", count=count - _SHOWN))


def quarantine(output: _Output = "output", form: FormOption = Form.table) -> None:
    """List the documents that were over a limit or crashed.

    Also those that met an error of ours.

    They are not tried in every run: `mingzhang run PATH --retry` tries them again, so does a run with other
    limits or another version. Exit status: 0 none, 1 some.
    """
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.storage.folders import LocalFolder
    from pipeline.storage.outcome import QUARANTINED
    from pipeline.storage.store import Store
    from pipeline.storage.unit_of_work import Settings, unit_hash

    try:
        store = Store(output)
        if isinstance(store.folder, LocalFolder) and not store.folder.root.is_dir():
            fail(tr("there is no folder {output}; name the --output of a run", output=output), status=2)
    except ValueError as error:
        fail(str(error), status=2)
    held = [o for o in store.failures(unit_hash(Settings())) if o.error_kind in QUARANTINED]
    columns = (Column("doc_id"), Column("error_kind"), Column("message", "text"))
    if held or form is not Form.table:
        in_words = told if form is Form.table else str
        rows = [(one.doc_id, in_words(one.error_kind or ""), in_words(one.message or "")) for one in held]
        print_listing(Listing(columns, rows), form)
    typer.echo(tr("{count} in quarantine", count=len(held)), err=form is not Form.table)
    raise typer.Exit(1 if held else 0)
