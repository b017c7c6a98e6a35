"""What is known of the documents of a run: by its catalogue, by earlier runs, and by the run itself."""

from __future__ import annotations

from dataclasses import replace

from pipeline.intake.source import Source
from pipeline.running.address_book import AddressBook
from pipeline.running.job import Job
from pipeline.running.keeping import Keeper
from pipeline.running.options import RunOptions
from pipeline.running.readers import is_read_as_here
from pipeline.running.scratch import Scratch
from pipeline.running.tasks import Failure
from pipeline.storage.catalog import Catalog, Known
from pipeline.storage.outcome import FORGOTTEN, OVER_LIMIT, QUARANTINED, READ, Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import unit_of

_ADVICE = {
    "timeout": "look at the document by itself with `mingzhang show`",
    "memory": "the document may be a decompression bomb; look at it by itself",
    "crashed": "please report it with the document",
}

_OF_SCANS = {
    "timeout": "give it more time (--seconds, --cpu-seconds; [limits] cpu_seconds_per_scanned_page)",
    "memory": "give it more memory (--memory; [limits] scan_memory_mb)",
    "crashed": "please report it with the document",
}
"""Advice for documents whose scanned pages were being recognised."""
_WITHOUT = "or read it without its scanned pages (--ocr never)"


class KnownDocuments:
    """Outcomes by document, and the sources that wait for one."""

    def __init__(
        self, store: Store, catalog: Catalog, scratch: Scratch, unit: str, options: RunOptions
    ) -> None:
        """The catalogue is told what is read and where it was met."""
        self.store = store
        self.catalog = catalog
        self.scratch = scratch
        self.unit = unit
        self.options = options
        self.book = AddressBook(scratch)
        """Where the inputs of this run are published."""
        self.recogniser = options.recogniser
        self.keeper = Keeper(store.folder, options.keep_sources)
        """What keeps their sources, where that is wanted."""
        self._waiting: dict[str, list[Source]] = {}
        """The sources of each document that is being read; all of them get its outcome."""
        self.forgotten: set[str] = set()
        """Documents that were taken out and are met nevertheless."""

    def same_as_before(self, source: Source) -> str | None:
        """The document of a source that is called by the same version as last time."""
        if source.version is None or self.options.verify:
            return None
        row = self.catalog.db.execute(
            "select doc_id from sources where uri = ? and stamp = ?", (source.uri, source.version)
        ).fetchone()
        return None if row is None else str(row[0])

    def is_current(self, unit: str | None) -> bool:
        """Whether a document of this unit is as this run would read it; see `Recogniser`, `readers`."""
        return unit is not None and self.recogniser.is_current(unit, self.unit) and is_read_as_here(unit)

    def is_being_read(self, doc_id: str) -> bool:
        """Whether the document is given out, under this name or another."""
        return doc_id in self._waiting

    def wait(self, doc_id: str, source: Source) -> None:
        """This source gets the outcome of the document when it has been read."""
        self._waiting.setdefault(doc_id, []).append(source)

    def of_this_run(self, doc_id: str) -> Outcome | None:
        """What this run has made of the document, under another name."""
        return self.scratch.finished(doc_id)

    def of_earlier_runs(self, doc_id: str) -> Outcome | None:
        """What an earlier run made of the document, unless it is to be tried again."""
        known = self.catalog.document(doc_id)
        if known is None or not self.is_current(known.unit):
            return None
        outcome = known.outcome
        if outcome.error_kind not in QUARANTINED:
            return outcome
        other_limits = (
            outcome.error_kind in OVER_LIMIT and outcome.limits != self.options.limits.fingerprint()
        )
        return None if self.options.retry or other_limits else outcome

    def of_earlier_versions(self, doc_id: str) -> Known | None:
        """The document as an earlier version read it, other settings or another recogniser, whose rows are
        published.
        """
        known = self.catalog.document(doc_id)
        return known if known is not None and known.is_bundle and not self.is_current(known.unit) else None

    def meet(self, source: Source, outcome: Outcome) -> None:
        """Notes which document stands at a source, where that is known; of what was taken out it is not."""
        if outcome.error_kind == FORGOTTEN:
            self.catalog.leave(source.uri)
            self.forgotten.add(outcome.doc_id or "")
        elif outcome.doc_id is not None:
            self.catalog.meet(source.uri, outcome.doc_id, source.version)
            if outcome.status in READ:
                self.keeper.keep(source, outcome.doc_id)
            address = self.scratch.told(source.uri)
            if address is not None:
                self.catalog.note_address(source.uri, outcome.doc_id, address)

    def stood_there(self, source: Source) -> str | None:
        """The document that stood at a source when it was met last."""
        row = self.catalog.db.execute("select doc_id from sources where uri = ?", (source.uri,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, outcome: Outcome) -> Outcome:
        """Stages that a document is none of ours, unless it is staged: then gives it as unchanged."""
        known = None if outcome.doc_id is None else self.catalog.document(outcome.doc_id)
        if known is not None and known.unit == self.unit:
            return outcome.as_unchanged(0.0)
        self.store.stage_failure(self.unit, outcome)
        self._keep(outcome)
        return outcome

    def failure(self, job: Job, failure: Failure) -> Outcome:
        """The outcome of a document whose worker ended. It goes into quarantine, but for a worker that was
        killed by another: that is not the document's doing.
        """
        unit, pages = self.unit, failure.pages
        if pages is None:
            message = f"{failure.message}; {_ADVICE[failure.kind]}"
        else:
            unit = unit_of(unit, self.recogniser.name)
            at = f"{pages.done} of {pages.of} scanned pages were recognised"
            message = f"{failure.message}; {at}: {_OF_SCANS[failure.kind]}, {_WITHOUT}"
        outcome = replace(
            failed(job.doc_id, failure.kind, message, failure.seconds, failure.peak_mb),
            limits=self.options.limits.fingerprint(),
        )
        if not failure.killed_by_another:
            self.store.stage_failure(unit, outcome)
        return outcome

    def settle(self, job: Job, outcome: Outcome) -> list[str]:
        """Keeps what became of a job; gives the uris of all inputs that have this outcome."""
        if outcome.doc_id is not None:
            self.scratch.finish(outcome.doc_id, outcome)
            if outcome.status in READ:
                self.keeper.note(outcome.doc_id)
            self._keep(outcome)
        sources = [job.source] if job.doc_id is None else self._waiting.pop(job.doc_id, [])
        for source in sources:
            self.meet(source, outcome)
        return [source.uri for source in sources]

    def _keep(self, outcome: Outcome) -> None:
        """Tells the catalogue of a document, if anything is staged of it that it does not know.

        What says nothing of the document (a full disk, a source that is away) is not staged.
        """
        doc_id = outcome.doc_id or ""
        if outcome.unchanged:
            before = self.catalog.document(doc_id)
            if before is not None and self.is_current(before.unit):
                return
        staged = self.store.known_now(doc_id, self.unit, replace(outcome, unchanged=False))
        if staged is not None:
            self.catalog.put_document(staged)
