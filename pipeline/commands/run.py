"""`mingzhang run`."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.shared import Ocr, OcrOption, fail
from pipeline.language.spoken import tr, tr_n
from pipeline.storage.outcome import UNWRITABLE
from pipeline.upkeep.exit_status import ExitStatus

if TYPE_CHECKING:
    from pipeline.learning.gaps import Gaps
    from pipeline.running.limits import Limits
    from pipeline.running.receipts import RunResult

GAPS_UP_TO = 5_000
"""Documents up to which a run looks for what the pattern files do not know: that reads every cell of all."""


class Reader(StrEnum):
    """Who reads the tables of PDFs."""

    auto = "auto"
    pdfium = "pdfium"
    pdfplumber = "pdfplumber"
    camelot = "camelot"


class Engine(StrEnum):
    """Who runs the tasks."""

    local = "local"
    ray = "ray"


def run(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders (all below), globs, archives, or URLs (s3://…)."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder of the results, or a URL (s3://…).")
    ] = "output",
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the files are published: the address of each is this and its path below PATH. A "
            "sources.csv (file,address,date) beside the files goes before it.",
        ),
    ] = None,
    keep_sources: Annotated[
        bool,
        typer.Option(
            "--keep-sources",
            help="Keep each source of a document once beside the data, under its hash (OUTPUT/sources): its "
            "pages show although the file has moved.",
        ),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-w",
            min=1,
            help="Worker processes [default: one per core, of a cluster one per CPU].",
        ),
    ] = None,
    with_contacts: Annotated[
        bool,
        typer.Option("--with-contacts", help="Also write the persons named in forms (project_contacts)."),
    ] = False,
    reader: Annotated[
        Reader,
        typer.Option(
            "--reader",
            help="Who reads the tables of PDFs. auto: PDFium, then pdfplumber and camelot where a table "
            "does not tie out; else one of them alone.",
        ),
    ] = Reader.auto,
    ocr: OcrOption = Ocr.auto,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Who runs it: this machine, or a Ray cluster (mingzhang[ray]).")
    ] = Engine.local,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", help="Of the Ray cluster [default: RAY_ADDRESS, else a cluster of this machine]."
        ),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Also read links that lead out of a folder.")
    ] = False,
    retry: Annotated[
        bool,
        typer.Option(
            "--retry", help="Try again what was over a limit or crashed (mingzhang quarantine lists it)."
        ),
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Read sources through although nothing shows that they changed."),
    ] = False,
    at_most: Annotated[
        int | None,
        typer.Option(
            "--at-most", min=1, help="Documents that are read anew; the others wait for another run [all]."
        ),
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            "--minutes", min=0, help="For so long documents are read anew; the others wait [without end]."
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            min=1,
            help="Wall-clock limit for a document [300, 60 per MB and 60 per scanned page].",
        ),
    ] = None,
    cpu_seconds: Annotated[
        float | None,
        typer.Option(
            "--cpu-seconds",
            min=1,
            help="Processor limit for a document [120, 30 per MB and 30 per scanned page].",
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory", min=256, help="Memory limit for a document, MB [2048; scans 3072]."),
    ] = None,
) -> None:
    """Extract disclosures into Parquet datasets.

    Documents that an earlier run did with the same versions and settings are not read again; a file whose
    size, times and inode are those of last time is not even opened. A file that is something else than a
    disclosure (a web page saved as .pdf, another kind of text) is reported and is no failure. Where documents
    are published is kept until a later run says otherwise; nothing is read again for it. Exit status: 0
    all well, 1 some documents could not be read, 2 wrong usage or another run holds the output, 3 a source
    does not answer, 4 a published file is damaged or the run could not go on, 5 the output cannot be written,
    130 interrupted, 143 terminated.
    """
    from pipeline.ask.damage import damaged_files, may_be_damage
    from pipeline.commands.progress import progress_display
    from pipeline.intake.addresses import BaseUrl
    from pipeline.intake.discovery import NoSuchSource, SourceUnreachable
    from pipeline.reports.run_report import write_reports
    from pipeline.reports.run_summary import summary
    from pipeline.running.executors import executor
    from pipeline.running.run import run as run_documents
    from pipeline.storage.folders import is_url, open_folder
    from pipeline.storage.unit_of_work import Settings
    from pipeline.upkeep.endings import CANNOT_GO_ON, status_of
    from pipeline.upkeep.terminated import Terminated, terminable
    from pipeline.upkeep.versions import refuse_newer

    settings = Settings(with_contacts=with_contacts, reader=reader.value, ocr=ocr.mode)
    try:
        base = None if base_url is None else BaseUrl.of(base_url, paths)
    except ValueError as error:
        fail(f"--base-url: {error}", ExitStatus.USAGE)
    try:
        with terminable(), progress_display() as show_progress:
            refuse_newer(open_folder(output))
            result = run_documents(
                paths,
                output,
                executor=executor(engine.value, workers or (0 if engine is Engine.ray else cores()), address),
                settings=settings,
                limits=limits(seconds, cpu_seconds, memory),
                follow_links=follow_links,
                retry=retry,
                verify=verify,
                at_most=at_most,
                minutes=minutes,
                base_url=base,
                keep_sources=keep_sources,
                on_progress=show_progress,
                on_upgrade=lambda older: typer.echo(older.line(), err=True),
            )
        gaps = gaps_of(result)
        write_reports(result, gaps)
    except SourceUnreachable as error:
        fail(str(error), ExitStatus.UNREACHABLE)
    except CANNOT_GO_ON as error:
        fail(str(error), status_of(error))
    except (NoSuchSource, ValueError) as error:
        if may_be_damage(error):
            raise
        fail(str(error), ExitStatus.USAGE)
    except OSError as error:
        if not is_url(output) and damaged_files(Path(output), read_through=False):
            raise
        fail(
            f"{error}; what is done is kept: check the folder {output}, its permissions and the space on "
            "the disk, then run the same command again",
            ExitStatus.UNWRITABLE,
        )
    except KeyboardInterrupt as error:
        how = tr("terminated") if isinstance(error, Terminated) else tr("interrupted")
        fail(f"{how}; what is done is kept, run the same command again to go on", status_of(error))
    for line in summary(result, gaps):
        typer.echo(line)
    if nothing := _nothing_read(paths, result):
        typer.echo(f"mingzhang: {nothing}", err=True)
    raise typer.Exit(exit_status(result))


def _nothing_read(paths: list[str], result: RunResult) -> str:
    """What is said of a run that had nothing to read; empty for others. No failure: inboxes are empty."""
    found = len(result.receipts)
    if not found:
        return tr(
            "there is no file in {paths}; PDF, Word, Excel, OFD and text files, web pages, pictures of pages "
            "and archives of them are read, at any depth",
            paths=", ".join(paths),
        )
    if result.count("not_disclosure") == found:
        return tr_n(
            "the file that was looked at is no disclosure; report.html says what it is",
            "none of the {count} files that were looked at is a disclosure; report.html says what each is",
            found,
        )
    return ""


def exit_status(result: RunResult) -> ExitStatus:
    """Of a run that has ended: documents whose rows could not be written are graver than others."""
    return ExitStatus.UNWRITABLE if UNWRITABLE in result.counted.failures else ExitStatus(result.exit_status)


def limits(
    seconds: float | None = None, cpu_seconds: float | None = None, memory: int | None = None
) -> Limits:
    """The default limits, but for those that are given: these do not grow with the document."""
    from dataclasses import replace

    from pipeline.running.limits import Limits

    chosen = Limits()
    if seconds is not None:
        chosen = replace(chosen, seconds=seconds, seconds_per_mb=0.0, seconds_per_scanned_page=0.0)
    if cpu_seconds is not None:
        chosen = replace(
            chosen, cpu_seconds=cpu_seconds, cpu_seconds_per_mb=0.0, cpu_seconds_per_scanned_page=0.0
        )
    return chosen if memory is None else replace(chosen, memory_mb=memory, scan_memory_mb=0)


def gaps_of(result: RunResult) -> Gaps:
    """What the documents print that the pattern files do not know; nothing where there are too many."""
    from pipeline.learning.gaps import Gaps, known_gaps
    from pipeline.storage.folders import is_url

    if is_url(result.output) or result.rows["documents"] > GAPS_UP_TO:
        return Gaps()
    return known_gaps(Path(result.output))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
