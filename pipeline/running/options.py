"""What a run is asked for beside its sources and its output."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.intake.source import Source
from pipeline.running.budget import Budget
from pipeline.running.costs import Allowance
from pipeline.running.job import EXTRACT, Job
from pipeline.running.limits import Limits
from pipeline.running.recogniser import Recogniser
from pipeline.storage.unit_of_work import Settings


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How documents are read, what each may cost, and what is tried again."""

    settings: Settings
    limits: Limits
    function: str = EXTRACT
    """Import name of the extraction."""
    retry: bool = False
    """Whether what is in quarantine is tried again."""
    verify: bool = False
    """Whether sources are read through although nothing shows that they changed since last time."""
    at_most: int | None = None
    """So many documents are read anew; the others wait for another run. Null: all."""
    minutes: float | None = None
    """So long documents are given out to be read; the others wait for another run. Null: without end."""

    keep_sources: bool = False
    """Whether each source of a document is kept once beside the data."""

    def budget(self, since: float) -> Budget:
        """What may be read anew by a run that began at this `time.monotonic()`."""
        return Budget(self.at_most, self.minutes, since)

    def allowance(self, job: Job) -> Allowance:
        """What a document may cost by its size, and by the pages of it that are recognised."""
        limits, size = self.limits, job.source.byte_size
        return Allowance(
            *limits.time_for(size),
            limits.seconds_per_scanned_page,
            limits.cpu_seconds_per_scanned_page,
            limits.scanned_pages if self.settings.ocr == "always" else limits.pages_for(size),
            limits.scan_memory_mb,
        )

    @property
    def recogniser(self) -> Recogniser:
        """Who recognises scanned pages in this run."""
        return Recogniser.of(self.settings.ocr)

    def job(self, source: Source, doc_id: str | None, *, output: str, unit: str) -> Job:
        """The work that a source needs; `doc_id` is null where the worker is to learn it."""
        return Job(
            source=source,
            doc_id=doc_id,
            output=output,
            unit=unit,
            settings=self.settings,
            source_mb=self.limits.source_mb,
            retry=self.retry,
            keeps_source=self.keep_sources,
            function=self.function,
        )
