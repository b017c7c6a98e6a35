"""What a run shows while it goes on, and what it did."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.intake.sidecar import Problem
from pipeline.reading.losses import LOST_AMOUNTS, LOST_TABLES
from pipeline.running.recogniser import OF_SCANS, PAGES_RECOGNISED, PAGES_WAITING
from pipeline.storage.outcome import ADDRESSES, STATUSES, WAITING, Outcome

NO_FILES = ("archive", ADDRESSES)
"""Kinds of inputs that are not counted where files are."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one input."""

    source_uri: str
    outcome: Outcome
    source_url: str | None = None
    """Where it is published; null where that is not known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    total: int
    done: int
    pages: int
    failed: int
    unchanged: int
    seconds: float
    scans: tuple[tuple[str, int, int], ...] = ()
    """Inputs whose scanned pages are being recognised: uri, pages done, of how many."""


class Receipts(Protocol):
    """The receipts of a run by their sources, on a disk or in memory: each walk reads them anew."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Receipt]: ...


class _Counted(Protocol):
    """What a receipt is counted by; see `Outcome`."""

    @property
    def status(self) -> str: ...
    @property
    def unchanged(self) -> bool: ...
    @property
    def error_kind(self) -> str | None: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def peak_mb(self) -> float: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


@dataclass(slots=True)
class Tally:
    """The numbers of a run."""

    inputs: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """By status, and whether an earlier run had read it."""
    failures: Counter[str] = field(default_factory=Counter)
    """What could not be read, by kind of error."""
    pages: int = 0
    """Extracted by this run."""
    peak_mb: float = 0.0
    lost: Counter[str] = field(default_factory=Counter)
    """What came to nothing, as receipts count it, and of how many `documents`."""
    scans: Counter[str] = field(default_factory=Counter)
    """Pages that were recognised or wait for it and what became of their numbers, as receipts count them, and
    of how many `documents`, whether read by this run or an earlier one."""

    def add(self, outcome: _Counted) -> None:
        """Counts an input."""
        self.inputs[outcome.status, outcome.unchanged] += 1
        if outcome.status == "failed":
            self.failures[outcome.error_kind or ""] += 1
        if not outcome.unchanged:
            self.pages += outcome.pages or 0
        self.peak_mb = max(self.peak_mb, outcome.peak_mb)
        if PAGES_RECOGNISED in outcome.counts or PAGES_WAITING in outcome.counts:
            self.scans["documents"] += 1
            self.scans.update({name: n for name, n in outcome.counts.items() if name in OF_SCANS})
        if LOST_TABLES in outcome.counts:
            self.lost["documents"] += 1
            for name in (LOST_TABLES, LOST_AMOUNTS):
                self.lost[name] += outcome.counts.get(name, 0)

    def update(self, other: Tally) -> None:
        """Counts what another has counted."""
        self.inputs.update(other.inputs)
        self.failures.update(other.failures)
        self.pages += other.pages
        self.peak_mb = max(self.peak_mb, other.peak_mb)
        self.lost.update(other.lost)
        self.scans.update(other.scans)

    def count(self, statuses: Collection[str] = STATUSES, unchanged: bool | None = None) -> int:
        """How many inputs have one of these statuses, and are unchanged or not; null means either."""
        return sum(
            number
            for (status, same), number in self.inputs.items()
            if status in statuses and unchanged in (None, same)
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Some receipts of a run, by status and by whether an earlier run had read them."""

    receipts: Receipts
    size: int
    statuses: Collection[str]
    unchanged: bool | None = None

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Receipt]:
        picked = getattr(self.receipts, "picked", None)
        if picked is not None:
            yield from picked(self.statuses, self.unchanged)
            return
        for receipt in self.receipts:
            outcome = receipt.outcome
            if outcome.status in self.statuses and self.unchanged in (None, outcome.unchanged):
                yield receipt


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: a receipt for every input, and how many rows each dataset now has.

    The receipts of a run are read from a disk; who wants numbers asks for these.
    """

    run_id: str
    output: str
    started_at: datetime.datetime
    finished_at: datetime.datetime
    engine: str
    workers: int
    receipts: Receipts
    rows: dict[str, int] = field(default_factory=dict)
    publish_seconds: float = 0.0
    mended: tuple[str, ...] = ()
    """What was published or staged, was missing or damaged when this run began, and is made anew."""
    recovered: int = 0
    """Receipts of runs that were cut off, published by this one."""
    tally: Tally | None = None
    """The numbers of the receipts; without one they are counted each time."""
    earlier_before: int = 0
    """Documents that were staged by an earlier version, or with other settings, when the run began."""
    earlier: int = 0
    """Those of them that still are: they are published as that version read them."""
    address_problems: tuple[Problem, ...] = ()
    """What of the lists of addresses cannot be used."""
    kept_sources: tuple[int, int] | None = None
    """How many sources this run kept beside the data, and how many it could not; null where none are kept."""

    @property
    def addressed(self) -> tuple[int, int]:
        """How many files have an address where they are published, of how many; archives and lists of
        addresses are none.
        """
        counted = getattr(self.receipts, "addressed", None)
        if counted is not None:
            found: tuple[int, int] = counted()
            return found
        files = [r for r in self.receipts if r.outcome.error_kind not in NO_FILES]
        return sum(r.source_url is not None for r in files), len(files)

    @property
    def counted(self) -> Tally:
        """The numbers of the receipts."""
        if self.tally is not None:
            return self.tally
        tally = Tally()
        for receipt in self.receipts:
            tally.add(receipt.outcome)
        return tally

    def select(self, statuses: Collection[str] = STATUSES, unchanged: bool | None = None) -> Selection:
        """The receipts with one of these statuses, and unchanged or not; null means either."""
        size = self.counted.count(statuses, unchanged)
        return Selection(self.receipts, size, statuses, unchanged)

    def count(self, status: str) -> int:
        """How many inputs have this status."""
        return self.counted.count((status,))

    @property
    def unchanged(self) -> int:
        """How many inputs an earlier run had read with the same versions."""
        return self.counted.count(unchanged=True)

    @property
    def waiting(self) -> int:
        """How many inputs no run has read yet, because each had reached what it was allowed to read."""
        return self.count(WAITING)

    @property
    def pages(self) -> int:
        """Pages extracted by this run."""
        return self.counted.pages

    @property
    def seconds(self) -> float:
        """Wall-clock time from beginning to end, publishing included."""
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def exit_status(self) -> int:
        """0 when every input could be read, 1 when some could not. What is no disclosure is no failure, nor
        is what waits for another run.
        """
        return 1 if self.count("failed") else 0
