"""The job of every night: what is new goes in, what became of it is written down, what is broken is named."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from pipeline.running.receipts import Receipt
from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder
from pipeline.upkeep.announcement import announced
from pipeline.upkeep.config import Config
from pipeline.upkeep.exit_status import ExitStatus
from pipeline.upkeep.log import NightLog
from pipeline.upkeep.night_result import READ, Night
from pipeline.upkeep.night_sources import night_sources
from pipeline.upkeep.night_summary import Seen, of_cut_off, of_night
from pipeline.upkeep.promises import broken_promises
from pipeline.upkeep.published import Before
from pipeline.upkeep.versions import refuse_newer


def nightly(
    config: Config,
    workers: int,
    *,
    report: Callable[[Night], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Night:
    """One night. Raises what `pipeline.running.run.run` raises for the output.

    `report` writes what people read of it. After that, or after what cut the night off, its record is
    written and told (`pipeline.upkeep.announcement`); `say` is told what of that went wrong.
    """
    seen = Seen(config.output)
    log: NightLog | None = None
    try:
        log = NightLog(config.logs, config.log_bytes, config.log_files)
        log.write("start", output=str(config.output), paths=list(config.paths), workers=workers)
        night = _night(config, workers, log, seen)
        if report is not None:
            report(night)
        record = of_night(seen, night)
        _log_end(log, night)
        return night
    except BaseException as error:
        record = of_cut_off(seen, error)
        if log is not None:
            _log_cut_off(log, record)
        raise
    finally:
        for problem in announced(record, config):
            if log is not None:
                log.write("announcement", logging.ERROR, problem=problem)
            if say is not None:
                say(problem)
        if log is not None:
            log.close()


def _night(config: Config, workers: int, log: NightLog, seen: Seen) -> Night:
    refuse_newer(LocalFolder(config.output))
    before = Before.now(config.output)
    found = night_sources(config)
    seen.sources = len(found.sources)
    log.write("found", sources=len(found.sources))

    def enter(receipt: Receipt) -> None:
        seen.receipt(receipt)
        log.receipt(receipt)

    result = run(
        [],
        config.output,
        sources=found.sources,
        workers=workers,
        settings=config.settings,
        limits=config.limits,
        retry=config.retry,
        verify=config.verify,
        keep_sources=config.keep_sources,
        at_most=config.at_most,
        minutes=config.minutes,
        base_url=config.base_url,
        on_progress=seen.progress,
        on_receipt=enter,
        on_upgrade=lambda older: log.write("upgrade", **asdict(older)),
    )
    new = result.select(READ, unchanged=False)
    news = before.news(config.output, (r.outcome.doc_id for r in new))
    broken = broken_promises(config.output, found.sources, result, read_through=config.check == "full")
    return Night(
        result=result,
        new=new,
        unchanged=result.select(READ, unchanged=True),
        failed=result.select(("failed",)),
        unreachable=found.unreachable,
        broken=tuple(dict.fromkeys((*broken, *map(str, news.damaged)))),
        documents=news.documents,
        findings=news.findings,
        revisions=news.revisions,
        known_faults=found.known_faults,
    )


def _log_end(log: NightLog, night: Night) -> None:
    """The last lines of a night that came to its end."""
    for uri, since in night.known_faults.items():
        log.write("known_fault", place=uri, since=since)
    for problem in night.result.address_problems:
        log.write("address", logging.WARNING, problem=str(problem))
    for file in night.result.mended:
        log.write("mended", logging.WARNING, file=file)
    for place in night.unreachable:
        log.write("unreachable", logging.ERROR, place=place)
    for promise in night.broken:
        log.write("broken", logging.ERROR, promise=promise)
    log.write(
        "end",
        statement=night.statement,
        exit_status=int(night.exit_status),
        run_id=night.result.run_id,
        seconds=round(night.result.seconds, 3),
        new_findings=len(night.findings),
        revisions=len(night.revisions),
    )


def _log_cut_off(log: NightLog, record: dict[str, Any]) -> None:
    """The last line of a night that did not."""
    is_told_to_end = record["exit_status"] in (ExitStatus.INTERRUPTED, ExitStatus.TERMINATED)
    event = record["ending"] if is_told_to_end else "failed"
    keys = ("error", "exit_status", "seconds", "found", "new", "unchanged", "failed")
    log.write(event, logging.ERROR, **{key: record[key] for key in keys})
