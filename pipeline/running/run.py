"""One run: find the sources, extract what is new, publish, account for every input."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import patterns
from pipeline.datasets.arrow import to_table
from pipeline.datasets.ids import short_id
from pipeline.intake.archives import Refused, close_archives, is_archive, members_of, read_member
from pipeline.intake.discovery import find_sources
from pipeline.intake.source import Source
from pipeline.publishing.index import Index
from pipeline.publishing.publish import publish
from pipeline.running.executors import Executor, LocalExecutor
from pipeline.running.job import EXTRACT, Job
from pipeline.running.limits import Limits
from pipeline.running.receipts import Progress, Receipt, RunResult
from pipeline.running.workers import Allowance, Failure
from pipeline.storage import journal
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import OVER_LIMIT, QUARANTINED, Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash
from pipeline.version import VERSION

_READ_BYTES = 1 << 20
_HEAD = 1 << 10
_ADVICE = {
    "timeout": "look at the document by itself with `mingzhang show`",
    "memory": "the document may be a decompression bomb; look at it by itself",
    "crashed": "please report it with the document",
}


def run(
    paths: Sequence[str],
    output: str | Path,
    *,
    sources: Sequence[Source] = (),
    workers: int = 1,
    settings: Settings | None = None,
    limits: Limits | None = None,
    function: str = EXTRACT,
    executor: Executor | None = None,
    follow_links: bool = False,
    retry: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    on_receipt: Callable[[Receipt], None] | None = None,
) -> RunResult:
    """Extracts every source below `paths` into the datasets of `output`; both may be URLs.

    `sources` are inputs beside those of `paths`. `executor` is who does it; without one, so many worker
    processes of this machine. `retry` tries again what is in quarantine. `on_receipt` is told of every
    input as it ends.

    Raises `NoSuchSource` for a path that names nothing, `SourceUnreachable` for a store that does not answer,
    and `OutputLocked` when another run writes there; whatever is wrong with a single source is in its
    receipt. An interrupt keeps what is staged: the next run goes on from there.
    """
    settings, limits = settings or Settings(), limits or Limits()
    found = {s.uri: s for s in (*find_sources(paths, output, follow_links=follow_links), *sources)}
    store = Store(output)
    crew = executor or LocalExecutor(max(1, workers))
    with store.lock():
        return _Run(
            [found[uri] for uri in sorted(found)],
            store,
            crew,
            settings,
            limits,
            function,
            retry,
            on_progress,
            on_receipt,
        ).go()


class _Run:
    def __init__(
        self,
        sources: list[Source],
        store: Store,
        executor: Executor,
        settings: Settings,
        limits: Limits,
        function: str,
        retry: bool,
        on_progress: Callable[[Progress], None] | None,
        on_receipt: Callable[[Receipt], None] | None,
    ) -> None:
        self.sources = sources
        self.store = store
        self.executor = executor
        self.settings = settings
        self.limits = limits
        self.function = function
        self.retry = retry
        self.on_progress = on_progress
        self.on_receipt = on_receipt
        self.unit = unit_hash(settings)
        self.started_at = datetime.datetime.now(datetime.UTC)
        self.clock = time.monotonic()
        self.run_id = short_id("run", self.started_at.isoformat(), time.monotonic_ns(), self.unit)
        self.receipts: dict[str, Outcome] = {}
        """By uri."""
        self.same: dict[str, list[str]] = {}
        """The uris of each document that is being read; all of them get its outcome."""
        self.finished: dict[str, Outcome] = {}
        """What this run made of each document."""
        self.total = len(sources)
        self.pages = self.failed = self.unchanged = 0
        self.versions = Index(store).versions()
        self.dead_runs, self.dead_receipts = journal.leftovers(store.folder)
        self.journal = Journal(store.folder, self._run_row(None))

    def go(self) -> RunResult:
        self._tell()
        jobs = self.executor.run(
            "pipeline.running.job:do", self._jobs(), limits=self.limits, allowed=self._allowed
        )
        try:
            for done in jobs:
                self._account(done.task, done.result)
        finally:
            self.journal.flush()
            close_archives()
        return self._finish()

    def _allowed(self, job: Job) -> Allowance:
        return Allowance(*self.limits.time_for(job.source.byte_size))

    # --- what is to be done ---

    def _jobs(self) -> Iterator[Job]:
        """The sources that need work; the others get their outcome on the way."""
        for source in self.sources:
            yield from self._jobs_of(source)

    def _jobs_of(self, source: Source) -> Iterator[Job]:
        started = time.perf_counter()
        if source.problem is not None:
            self._receive(source.uri, failed(None, source.problem_kind, source.problem))
            return
        if source.byte_size > self.limits.source_mb * 1_000_000:
            size, most = source.byte_size / 1e6, self.limits.source_mb
            message = f"{size:.0f} MB, the limit is {most} MB; split it or raise the limit"
            self._receive(source.uri, failed(None, "too_large", message))
            return
        if source.is_remote and not source.uri.lower().endswith(".zip") and not source.members:
            yield from self._remote(source, started)
            return
        try:
            doc_id, may_be_archive = _identify(source)
        except (OSError, Refused) as error:
            self._receive(source.uri, failed(None, *_said(error)))
            return
        if may_be_archive:
            yield from self._archive(source, doc_id)
            return
        yield from self._document(source, doc_id, started)

    def _remote(self, source: Source, started: float) -> Iterator[Job]:
        """What a store calls by the same version as last time is not read to be known; the rest is, by a
        worker.
        """
        known = self.versions.get(source.uri)
        if source.version is not None and known is not None and known[0] == source.version:
            yield from self._document(source, known[1], started)
        else:
            yield self._job(source, None)

    def _document(self, source: Source, doc_id: str, started: float) -> Iterator[Job]:
        if doc_id in self.same:  # the same bytes under another name
            self.same[doc_id].append(source.uri)
            return
        known = self.finished.get(doc_id)
        if known is not None:  # the same bytes, later in this run
            self._receive(source.uri, self.store.find_now(doc_id, self.unit) or known)
            return
        known = self._known(doc_id)
        if known is not None:
            self._receive(source.uri, known.as_unchanged(time.perf_counter() - started))
            return
        self.same[doc_id] = [source.uri]
        yield self._job(source, doc_id)

    def _known(self, doc_id: str) -> Outcome | None:
        """What an earlier run made of a document, unless it is to be tried again."""
        known = self.store.find(doc_id, self.unit)
        if known is None or known.error_kind not in QUARANTINED:
            return known
        other_limits = known.error_kind in OVER_LIMIT and known.limits != self.limits.fingerprint()
        return None if self.retry or other_limits else known

    def _job(self, source: Source, doc_id: str | None) -> Job:
        return Job(
            source,
            doc_id,
            self.store.folder.url,
            self.unit,
            self.settings,
            self.limits.source_mb,
            self.retry,
            self.function,
        )

    def _archive(self, source: Source, doc_id: str) -> Iterator[Job]:
        """The archive gets a receipt of its own, and each of its members one."""
        try:
            opened = members_of(source)
        except (OSError, Refused) as error:
            self._receive(source.uri, failed(doc_id, *_said(error)))
            return
        if opened is None:
            yield from self._document(source, doc_id, time.perf_counter())
            return
        count = len(opened)
        message = f"an archive of {count} file{'' if count == 1 else 's'}, each with a receipt of its own"
        self.total += count
        outcome = failed(doc_id, "archive", message)
        if self.store.find(doc_id, self.unit) is None:
            self.store.stage_failure(self.unit, outcome)
        else:
            outcome = outcome.as_unchanged(0.0)
        self._receive(source.uri, outcome)
        for inner in opened:
            yield from self._jobs_of(inner)

    # --- what was done ---

    def _account(self, job: Job, result: Outcome | Failure) -> None:
        if isinstance(result, Failure):
            message = f"{result.message}; {_ADVICE[result.kind]}"
            outcome = failed(job.doc_id, result.kind, message, result.seconds, result.peak_mb)
            result = replace(outcome, limits=self.limits.fingerprint())
            if "SIGKILL" not in message:  # else it was killed by another: not the document's doing
                self.store.stage_failure(self.unit, result)
        if job.doc_id is None and result.doc_id is not None and job.source.version is not None:
            self.versions[job.source.uri] = (job.source.version, result.doc_id)
        for uri in self.same.pop(job.doc_id, []) if job.doc_id is not None else [job.source.uri]:
            self._receive(uri, result)
        if result.doc_id is not None:
            self.finished[result.doc_id] = replace(result, counts={})

    def _receive(self, uri: str, outcome: Outcome) -> None:
        row = _receipt_row(self.run_id, uri, outcome)
        outcome = replace(outcome, counts={})  # the row has them; here they would grow with the run
        self.receipts[uri] = outcome
        self.failed += outcome.status == "failed"
        self.unchanged += outcome.unchanged
        if not outcome.unchanged:
            self.pages += outcome.pages or 0
        receipt = Receipt(uri, outcome)
        self.journal.add(row)
        if self.on_receipt is not None:
            self.on_receipt(receipt)
        self._tell()

    def _tell(self) -> None:
        if self.on_progress is not None:
            seconds = time.monotonic() - self.clock
            done = len(self.receipts)
            self.on_progress(Progress(self.total, done, self.pages, self.failed, self.unchanged, seconds))

    def _finish(self) -> RunResult:
        import pyarrow as pa

        receipts = tuple(Receipt(uri, self.receipts[uri]) for uri in sorted(self.receipts))
        result = RunResult(
            self.run_id,
            self.store.folder.url,
            self.started_at,
            self._now(),
            self.executor.name,
            self.executor.workers,
            receipts,
            recovered=len(self.dead_receipts),
        )
        started = time.monotonic()
        published = publish(
            self.store,
            self.unit,
            receipts=pa.concat_tables([to_table("receipts", self.dead_receipts), self.journal.receipts]),
            runs=[*self.dead_runs, self._run_row(result)],
            with_contacts=self.settings.with_contacts,
        )
        index = Index(self.store)
        index.keep_versions(self.versions)
        journal.remove(self.store.folder, [*(run["run_id"] for run in self.dead_runs), self.run_id])
        return replace(
            result,
            finished_at=self._now(),
            rows=published.rows,
            publish_seconds=time.monotonic() - started,
        )

    def _now(self) -> datetime.datetime:
        """The time by the clock that the run began with: setting that clock changes no length."""
        return self.started_at + datetime.timedelta(seconds=time.monotonic() - self.clock)

    def _run_row(self, result: RunResult | None) -> dict[str, Any]:
        statuses = ("ok", "partial", "failed", "not_disclosure")
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "finished_at": result.finished_at if result else None,
            "tool_version": VERSION,
            "patterns_version": patterns.version(),
            "config_hash": self.settings.fingerprint(),
            "inputs": len(result.receipts) if result else 0,
            **{status: result.count(status) if result else 0 for status in statuses},
            "unchanged": result.unchanged if result else 0,
            "engine": self.executor.name,
            "workers": self.executor.workers,
        }


def _receipt_row(run_id: str, uri: str, outcome: Outcome) -> dict[str, Any]:
    return {
        **outcome.to_dict(),
        "run_id": run_id,
        "source_uri": uri,
        "counts": sorted(outcome.counts.items()),
    }


def _identify(source: Source) -> tuple[str, bool]:
    """The doc_id of a source, and whether it begins as an archive. Raises `OSError`, `Refused`."""
    if source.members:
        data = read_member(source)
        return hashlib.sha256(data).hexdigest(), is_archive(data[:_HEAD])
    digest = hashlib.sha256()
    with source.open() as stream:
        head = stream.read(_HEAD)
        digest.update(head)
        while piece := stream.read(_READ_BYTES):
            digest.update(piece)
    return digest.hexdigest(), is_archive(head)


def _said(error: OSError | Refused) -> tuple[str, str]:
    """Kind and message of what cannot be opened."""
    if isinstance(error, Refused):
        return error.kind, error.message
    return "unreachable", f"{error.strerror or error}; check that the file is there and may be read"
