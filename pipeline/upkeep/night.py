"""The job of every night: what is new goes in, what became of it is written down, what is broken is named."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from pipeline.intake.discovery import NoSuchSource, SourceUnreachable, find_sources
from pipeline.intake.downloads import addresses, fetch
from pipeline.intake.source import Source
from pipeline.running.receipts import Receipt, RunResult
from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder
from pipeline.storage.outcome import UNWRITABLE
from pipeline.upkeep.config import Config
from pipeline.upkeep.exit_status import ExitStatus, gravest
from pipeline.upkeep.log import NightLog
from pipeline.upkeep.promises import broken_promises
from pipeline.upkeep.published import Before


@dataclass(frozen=True, slots=True)
class Night:
    """What a night brought: found = new + unchanged + failed."""

    result: RunResult
    new: tuple[Receipt, ...]
    """Read in this run for the first time with these versions."""
    unchanged: tuple[Receipt, ...]
    """Known from an earlier run."""
    failed: tuple[Receipt, ...]
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
    def exit_status(self) -> ExitStatus:
        """The gravest of what happened; what failed in an earlier night, too, is nothing new."""
        new = {r.outcome.error_kind for r in self.failed if not r.outcome.unchanged}
        found = (
            (ExitStatus.UNWRITABLE, UNWRITABLE in new),
            (ExitStatus.BROKEN, self.broken),
            (ExitStatus.UNREACHABLE, self.unreachable),
            (ExitStatus.FAILED, new),
        )
        return gravest(*(status for status, is_so in found if is_so))

    @property
    def statement(self) -> str:
        """The conservation statement."""
        found = len(self.result.receipts)
        return (
            f"{found} found = {len(self.new)} new + {len(self.unchanged)} unchanged + {len(self.failed)} "
            f"failed"
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
        on_receipt=log.receipt,
    )
    read = [r for r in result.receipts if r.outcome.status != "failed"]
    new = tuple(r for r in read if not r.outcome.unchanged)
    news = before.news(config.output, {r.outcome.doc_id for r in new if r.outcome.doc_id is not None})
    broken = broken_promises(config.output, sources, result, read_through=config.check == "full")
    return Night(
        result=result,
        new=new,
        unchanged=tuple(r for r in read if r.outcome.unchanged),
        failed=tuple(r for r in result.receipts if r.outcome.status == "failed"),
        unreachable=unreachable,
        broken=tuple(dict.fromkeys((*broken, *map(str, news.damaged)))),
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
