"""One run: find the sources, extract what is new, publish, account for every input."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import patterns
from pipeline.ids import short_id
from pipeline.job import EXTRACT, Job
from pipeline.outcome import Outcome, failed
from pipeline.publish import publish
from pipeline.settings import Limits, Settings
from pipeline.sources import Source, find_sources
from pipeline.store import Store, unit_hash
from pipeline.version import VERSION
from pipeline.workers import Failure, run_tasks

_READ_BYTES = 1 << 20
_ADVICE = {
    "timeout": "look at the document by itself with `mingzhang show`",
    "memory": "the document may be a decompression bomb; look at it by itself",
    "crashed": "please report it with the document",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one input."""

    source_uri: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    total: int
    done: int
    pages: int
    failed: int
    unchanged: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: a receipt for every input, and how many rows each dataset now has."""

    run_id: str
    output: Path
    started_at: datetime.datetime
    finished_at: datetime.datetime
    workers: int
    receipts: tuple[Receipt, ...]
    rows: dict[str, int] = field(default_factory=dict)

    def count(self, status: str) -> int:
        return sum(r.outcome.status == status for r in self.receipts)

    @property
    def unchanged(self) -> int:
        return sum(r.outcome.unchanged for r in self.receipts)

    @property
    def pages(self) -> int:
        """Pages extracted by this run."""
        return sum(r.outcome.pages or 0 for r in self.receipts if not r.outcome.unchanged)

    @property
    def seconds(self) -> float:
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def exit_status(self) -> int:
        """0 when every input could be read, 1 when some could not. What is no disclosure is no failure."""
        return 1 if self.count("failed") else 0


def run(
    paths: Sequence[str],
    output: Path,
    *,
    workers: int = 1,
    settings: Settings | None = None,
    limits: Limits | None = None,
    function: str = EXTRACT,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """Extracts every source below `paths` into the datasets of `output`.

    Raises `NoSuchSource` for a path that names nothing and `OutputLocked` when another run writes there;
    whatever is wrong with a single source is in its receipt. An interrupt keeps what is staged: the next
    run goes on from there.
    """
    settings, limits = settings or Settings(), limits or Limits()
    sources = find_sources(paths, output)
    store = Store(output)
    with store.lock():
        store.clear_aside()
        return _Run(sources, store, workers, settings, limits, function, on_progress).go()


class _Run:
    def __init__(
        self,
        sources: list[Source],
        store: Store,
        workers: int,
        settings: Settings,
        limits: Limits,
        function: str,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.sources = sources
        self.store = store
        self.workers = workers
        self.settings = settings
        self.limits = limits
        self.function = function
        self.on_progress = on_progress
        self.unit = unit_hash(settings)
        self.started_at = datetime.datetime.now(datetime.UTC)
        self.outcomes: dict[str, Outcome] = {}
        self.unopened: dict[str, Outcome] = {}
        self.uris: dict[str, list[str]] = {}
        self.done = self.pages = self.failed = self.unchanged = 0

    def go(self) -> RunResult:
        self._tell()
        for done in run_tasks(
            "pipeline.job:do",
            self._jobs(),
            workers=max(1, min(self.workers, len(self.sources))),
            limits=self.limits,
            seconds_for=lambda job: self.limits.time_for(job.byte_size),
        ):
            self._account(done.task, done.result)
        return self._finish()

    def _jobs(self) -> Iterator[Job]:
        """The sources that need work; the others get their outcome on the way."""
        for source in self.sources:
            started = time.perf_counter()
            doc_id, problem = (None, source.problem) if source.problem else _hash(source.path)
            if doc_id is None:
                message = f"{problem}; check that the file is there and may be read"
                self.unopened[source.uri] = failed(None, "unreachable", message)
                self._count(self.unopened[source.uri])
                continue
            self.uris.setdefault(doc_id, []).append(source.uri)
            if len(self.uris[doc_id]) > 1:  # the same bytes under another name
                self.done += 1
                self._tell()
                continue
            known = self.store.find(doc_id, self.unit)
            if known is not None:
                self.outcomes[doc_id] = known.as_unchanged(time.perf_counter() - started)
                self._count(self.outcomes[doc_id])
                continue
            yield Job(
                source.path,
                doc_id,
                source.byte_size,
                self.store.output,
                self.unit,
                self.settings,
                self.function,
            )

    def _account(self, job: Job, result: Outcome | Failure) -> None:
        if isinstance(result, Failure):
            message = f"{result.message}; {_ADVICE[result.kind]}"
            result = failed(job.doc_id, result.kind, message, result.seconds, result.peak_mb)
        if result.status == "failed":
            self.store.forget_others(job.doc_id, self.unit)
        self.outcomes[job.doc_id] = result
        self._count(result)

    def _count(self, outcome: Outcome) -> None:
        self.done += 1
        self.failed += outcome.status == "failed"
        self.unchanged += outcome.unchanged
        if not outcome.unchanged:
            self.pages += outcome.pages or 0
        self._tell()

    def _tell(self) -> None:
        if self.on_progress is not None:
            seconds = (datetime.datetime.now(datetime.UTC) - self.started_at).total_seconds()
            self.on_progress(
                Progress(len(self.sources), self.done, self.pages, self.failed, self.unchanged, seconds)
            )

    def _finish(self) -> RunResult:
        by_uri = {uri: self.outcomes[doc_id] for doc_id, uris in self.uris.items() for uri in uris}
        by_uri |= self.unopened
        receipts = tuple(Receipt(source.uri, by_uri[source.uri]) for source in self.sources)
        started = self.started_at.isoformat()
        run_id = short_id("run", started, time.monotonic_ns(), self.unit)
        finished_at = max(datetime.datetime.now(datetime.UTC), self.started_at)
        result = RunResult(run_id, self.store.output, self.started_at, finished_at, self.workers, receipts)
        rows = publish(
            self.store,
            self.unit,
            receipts=[_receipt_row(run_id, r) for r in receipts],
            run=self._run_row(result),
            with_contacts=self.settings.with_contacts,
        )
        finished_at = max(datetime.datetime.now(datetime.UTC), self.started_at)
        return RunResult(
            run_id, self.store.output, self.started_at, finished_at, self.workers, receipts, rows
        )

    def _run_row(self, result: RunResult) -> dict[str, Any]:
        return {
            "run_id": result.run_id,
            "started_at": result.started_at,
            "finished_at": result.finished_at,
            "tool_version": VERSION,
            "patterns_version": patterns.version(),
            "config_hash": self.settings.fingerprint(),
            "inputs": len(result.receipts),
            "ok": result.count("ok"),
            "partial": result.count("partial"),
            "failed": result.count("failed"),
            "not_disclosure": result.count("not_disclosure"),
            "unchanged": result.unchanged,
            "engine": "local",
            "workers": result.workers,
        }


def _receipt_row(run_id: str, receipt: Receipt) -> dict[str, Any]:
    outcome = receipt.outcome
    return {
        **outcome.to_dict(),
        "run_id": run_id,
        "source_uri": receipt.source_uri,
        "counts": sorted(outcome.counts.items()),
    }


def _hash(path: Path) -> tuple[str | None, str | None]:
    """The doc_id of a file, or why it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_READ_BYTES):
                digest.update(piece)
    except OSError as error:
        return None, error.strerror or str(error)
    return digest.hexdigest(), None


def failures_by_kind(result: RunResult) -> Counter[str]:
    """How many inputs failed for which reason."""
    return Counter(r.outcome.error_kind or "" for r in result.receipts if r.outcome.status == "failed")
