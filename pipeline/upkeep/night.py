"""The job of every night: what is new goes in, what became of it is written down, what is broken is named."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from pipeline.intake.discovery import NoSuchSource, SourceUnreachable, find_sources
from pipeline.intake.downloads import addresses, fetch
from pipeline.intake.source import Source
from pipeline.running.receipts import Receipts, RunResult
from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder
from pipeline.upkeep.config import Config
from pipeline.upkeep.log import NightLog
from pipeline.upkeep.promises import broken_promises
from pipeline.upkeep.published import Before

CLEAN, QUARANTINED, USAGE, UNREACHABLE, BROKEN = 0, 1, 2, 3, 4
"""Exit statuses. Of several the gravest counts: broken, unreachable, quarantined."""
_READ = ("ok", "partial", "not_disclosure")


@dataclass(frozen=True, slots=True)
class Night:
    """What a night brought: found = new + unchanged + failed, and waiting where it may not read all."""

    result: RunResult
    new: Receipts
    """Read in this run for the first time with these versions."""
    unchanged: Receipts
    """Known from an earlier run."""
    failed: Receipts
    """Could not be read, in this run or in an earlier one that knew as much."""
    unreachable: tuple[str, ...]
    """Places that do not answer, and why."""
    broken: tuple[str, ...]
    """Promises that are not kept."""
    documents: tuple[dict[str, Any], ...]
    """Documents that were not published before."""
    findings: tuple[dict[str, Any], ...]
    revisions: tuple[dict[str, Any], ...]

    @property
    def exit_status(self) -> int:
        """The gravest of what happened; what failed in an earlier night, too, is nothing new."""
        if self.broken:
            return BROKEN
        if self.unreachable:
            return UNREACHABLE
        return QUARANTINED if any(not r.outcome.unchanged for r in self.failed) else CLEAN

    @property
    def statement(self) -> str:
        """The conservation statement."""
        found = len(self.result.receipts)
        return (
            f"{found} found = {len(self.new)} new + {len(self.unchanged)} unchanged + {len(self.failed)} "
            f"failed" + (f" + {self.result.waiting} waiting" if self.result.waiting else "")
        )


def nightly(config: Config, workers: int) -> Night:
    """One night. Raises what `pipeline.running.run.run` raises for the output."""
    log = NightLog(config.logs, config.log_bytes, config.log_files)
    try:
        log.write("start", output=str(config.output), paths=list(config.paths), workers=workers)
        night = _night(config, workers, log)
        for place in night.unreachable:
            log.write("unreachable", logging.ERROR, place=place)
        for promise in night.broken:
            log.write("broken", logging.ERROR, promise=promise)
        log.write(
            "end",
            statement=night.statement,
            exit_status=night.exit_status,
            run_id=night.result.run_id,
            seconds=round(night.result.seconds, 3),
            new_findings=len(night.findings),
            revisions=len(night.revisions),
        )
        return night
    except Exception as error:
        log.write("failed", logging.ERROR, error=f"{type(error).__name__}: {error}")
        raise
    finally:
        log.close()


def _night(config: Config, workers: int, log: NightLog) -> Night:
    before = Before.now(config.output)
    sources, unreachable = _sources(config)
    log.write("found", sources=len(sources))
    result = run(
        [],
        config.output,
        sources=sources,
        workers=workers,
        settings=config.settings,
        limits=config.limits,
        retry=config.retry,
        verify=config.verify,
        at_most=config.at_most,
        minutes=config.minutes,
        on_receipt=log.receipt,
        on_notice=lambda text: log.write("notice", text=text),
    )
    news = before.news(config.output)
    return Night(
        result=result,
        new=result.select(_READ, unchanged=False),
        unchanged=result.select(_READ, unchanged=True),
        failed=result.select(("failed",)),
        unreachable=unreachable,
        broken=broken_promises(config.output, sources, result, read_through=config.check == "full"),
        documents=news.documents,
        findings=news.findings,
        revisions=news.revisions,
    )


def _sources(config: Config) -> tuple[list[Source], tuple[str, ...]]:
    """Every input of tonight, and the places that do not answer; one of them hinders no other."""
    by_uri: dict[str, Source] = {}
    unreachable = []
    for path in config.paths:
        try:
            for source in find_sources([path], config.output, follow_links=config.follow_links):
                by_uri.setdefault(source.uri, source)
        except (NoSuchSource, SourceUnreachable) as error:
            unreachable.append(str(error))
    if config.urls is not None:
        try:
            urls = addresses(config.urls.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            unreachable.append(f"the list of addresses {config.urls} cannot be read ({error})")
            urls = []
        for fetched in fetch(urls, LocalFolder(config.output), config.bounds):
            by_uri.setdefault(fetched.source.uri, fetched.source)
            if fetched.unreachable is not None:
                unreachable.append(f"{fetched.source.uri}: {fetched.unreachable}")
    return [by_uri[uri] for uri in sorted(by_uri)], tuple(unreachable)
