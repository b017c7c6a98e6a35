"""`mingzhang nightly`."""

from __future__ import annotations

import shlex
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.run import cores, gaps_of
from pipeline.commands.shared import fail
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    from pipeline.upkeep.config import Config
    from pipeline.upkeep.night_result import Night

_SHOWN = 10


def nightly(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG.toml", help="What to read, where to write, within which bounds.")
    ],
    metrics: Annotated[
        Path | None,
        typer.Option("--metrics", metavar="FILE.prom", help="Write metrics for Prometheus there."),
    ] = None,
    on_alarm: Annotated[
        str | None,
        typer.Option(
            "--on-alarm",
            metavar="COMMAND",
            help="Run this, without a shell, when the night is not clean: it reads the record as JSON.",
        ),
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option("--webhook", metavar="URL", help="Post the record there when the night is not clean."),
    ] = None,
) -> None:
    """Read what is new in an inbox, publish, and write down what became of every input.

    docs/nightly.md has the configuration and examples for cron and systemd; options go before its [metrics]
    and [alarm]. Exit status: 0 clean, 1 documents that could not be read (and could before, or are new), 2
    wrong usage or another run holds the output, 3 a source does not answer, 4 a promise is broken: an input
    without receipt or a receipt without rows, or a published file is damaged, 5 the output cannot be written,
    130 interrupted, 143 terminated.
    """
    from pipeline.ask.damage import explained, may_be_damage
    from pipeline.reports.run_report import write_reports
    from pipeline.upkeep import night as job
    from pipeline.upkeep.config import ConfigError, read_config
    from pipeline.upkeep.endings import CANNOT_GO_ON, status_of
    from pipeline.upkeep.exit_status import ExitStatus
    from pipeline.upkeep.terminated import Terminated, terminable

    try:
        configuration = _replaced(read_config(config), metrics, on_alarm, webhook)
    except ConfigError as error:
        fail(str(error), ExitStatus.USAGE)

    def report(night: Night) -> None:
        write_reports(night.result, gaps_of(night.result), night)

    def say(problem: str) -> None:
        typer.echo(f"mingzhang: {told(problem)}", err=True)

    try:
        with terminable():
            night = job.nightly(configuration, configuration.workers or cores(), report=report, say=say)
    except CANNOT_GO_ON as error:
        fail(str(error), status_of(error))
    except KeyboardInterrupt as error:
        how = tr("terminated") if isinstance(error, Terminated) else tr("interrupted")
        fail(f"{how}; what is done is kept, the next night goes on from there", status_of(error))
    except Exception as error:
        if may_be_damage(error) and (damage := explained(configuration.output, error)) is not None:
            fail(str(damage), ExitStatus.BROKEN)
        if not isinstance(error, OSError):
            raise
        kept = tr("what is done is kept: check the output folder, its permissions and the space on the disk")
        fail(f"{error}{tr('; ')}{kept}", status_of(error))
    for line in _lines(night):
        typer.echo(line)
    raise typer.Exit(night.exit_status)


def _lines(night: Night) -> list[str]:
    """What a night says at its end."""
    return [
        told(night.statement),
        *(tr("does not answer: {place}", place=told(place)) for place in night.unreachable),
        *(
            [tr("known to give nothing: {count} (named in the log)", count=n)]
            if (n := len(night.known_faults))
            else []
        ),
        *(tr("mended: {name} was missing or damaged", name=file) for file in night.result.mended),
        *(tr("broken: {promise}", promise=told(promise)) for promise in night.broken),
        *(
            tr("failed: {source}: {message}", source=r.source_uri, message=told(r.outcome.message or ""))
            for r in islice(night.newly_failed(), _SHOWN)
        ),
        tr(
            "new: {documents} documents, {findings} findings, {figures} revised figures (report.html)",
            documents=len(night.documents),
            findings=len(night.findings),
            figures=len(night.revisions),
        ),
    ]


def _replaced(config: Config, metrics: Path | None, on_alarm: str | None, webhook: str | None) -> Config:
    """The configuration with what the command line says instead. Raises `ConfigError`."""
    from dataclasses import replace

    from pipeline.upkeep.config import ConfigError

    alarm = config.alarm
    if on_alarm is not None:
        try:
            alarm = replace(alarm, command=tuple(shlex.split(on_alarm)))
        except ValueError as error:
            raise ConfigError(f"--on-alarm {on_alarm}: {error}; close the quotes") from error
    if webhook is not None:
        alarm = replace(alarm, webhook=webhook)
    return replace(config, alarm=alarm, metrics=metrics or config.metrics)
