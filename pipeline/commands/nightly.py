"""`mingzhang nightly`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.run import cores, gaps_of
from pipeline.commands.shared import fail
from pipeline.upkeep.exit_status import ExitStatus

_SHOWN = 10


def nightly(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG.toml", help="What to read, where to write, within which bounds.")
    ],
) -> None:
    """Read what is new in an inbox, publish, and write down what became of every input.

    docs/nightly.md has the configuration and examples for cron and systemd. Exit status: 0 clean, 1 documents
    that could not be read (and could before, or are new), 2 wrong usage or another run holds the output, 3 a
    source does not answer, 4 a promise is broken: an input without receipt or a receipt without rows, or a
    published file is damaged, 5 the output cannot be written, 130 interrupted, 143 terminated.
    """
    from pipeline.reports.run_report import write_reports
    from pipeline.running.pool import WorkerStartError
    from pipeline.storage.locks import LockLost, OutputLocked
    from pipeline.upkeep import night as job
    from pipeline.upkeep.config import ConfigError, read_config

    try:
        configuration = read_config(config)
        night = job.nightly(configuration, configuration.workers or cores())
        write_reports(night.result, gaps_of(night.result), night)
    except (ConfigError, OutputLocked) as error:
        fail(str(error), ExitStatus.USAGE)
    except (WorkerStartError, LockLost) as error:
        fail(str(error), ExitStatus.BROKEN)
    except OSError as error:
        fail(
            f"{error}; what is done is kept: check the output folder, its permissions and the space on "
            "the disk",
            ExitStatus.UNWRITABLE,
        )
    except KeyboardInterrupt:
        fail("interrupted; what is done is kept, the next night goes on from there", ExitStatus.INTERRUPTED)
    typer.echo(night.statement)
    for place in night.unreachable:
        typer.echo(f"does not answer: {place}")
    for promise in night.broken:
        typer.echo(f"broken: {promise}")
    for receipt in [r for r in night.failed if not r.outcome.unchanged][:_SHOWN]:
        typer.echo(f"failed: {receipt.source_uri}: {receipt.outcome.message}")
    typer.echo(
        f"new: {len(night.documents)} documents, {len(night.findings)} findings, "
        f"{len(night.revisions)} revised figures (report.html)"
    )
    raise typer.Exit(night.exit_status)
