"""Which sources need work: the others get their receipt at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from pipeline.intake.archives import is_named_archive, members_of
from pipeline.intake.digest import digest
from pipeline.intake.sidecar import is_sidecar
from pipeline.intake.source import UNREACHABLE, Refused, Source, check_size
from pipeline.running.budget import Budget
from pipeline.running.job import Job
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.run_ledger import Ledger
from pipeline.running.scratch import Waiting
from pipeline.storage.outcome import ADDRESSES, WAITING, Outcome, failed

ARCHIVE = "archive"
_NOT_YET = "not read yet: this run had read as much as it was allowed to (--at-most, --minutes); run again"
_KEPT = (
    "published as an earlier version, other settings or another recogniser read it: this run had read as "
    "much as it was allowed to (--at-most, --minutes); run again"
)


class Planner:
    """Takes one source after the other, as far as jobs are asked for."""

    def __init__(self, documents: KnownDocuments, ledger: Ledger, budget: Budget | None = None) -> None:
        self.documents = documents
        self.ledger = ledger
        self.budget = budget or Budget()
        self._puts_off = self.budget.is_bounded
        """What is published as an earlier version read it comes after everything else, where not all may be
        read: tonight's documents first."""

    def jobs(self) -> Iterator[Job]:
        """The jobs of the sources that wait; the others are entered into the ledger on the way."""
        for waiting in self.documents.scratch.waiting():
            yield from self._jobs_of(waiting)

    def _jobs_of(self, waiting: Waiting) -> Iterator[Job]:
        started = time.perf_counter()
        source, doc_id = waiting.source, waiting.doc_id
        if source.problem is not None:
            self._enter(source, failed(None, source.problem_kind, source.problem))
            return
        if is_sidecar(source.uri):
            self._list(source)
            return
        if waiting.is_open:
            yield from self._document(source, doc_id or "", started)
            return
        is_late = waiting.is_late
        is_for_worker = source.is_remote and not is_named_archive(source.uri) and not source.members
        try:
            check_size(source, self.documents.options.limits.source_mb)
            if doc_id is not None and self._is_no_archive(doc_id):
                yield from self._document(source, doc_id, started, is_late=is_late)
                return
            known = None if is_for_worker else digest(source)
        except (OSError, Refused) as error:
            self._enter(source, failed(None, *_kind_and_message(error)))
            return
        if known is None:
            yield from self._read(source, None, is_late=is_late)
        elif known.may_be_archive:
            yield from self._archive(source, known.doc_id)
        else:
            yield from self._document(source, known.doc_id, started, is_late=is_late)

    def _is_no_archive(self, doc_id: str) -> bool:
        """Whether a document is known to be read by itself."""
        known = self.documents.catalog.document(doc_id)
        return known is not None and (
            known.is_bundle or (self.documents.is_current(known.unit) and known.outcome.error_kind != ARCHIVE)
        )

    def _document(
        self, source: Source, doc_id: str, started: float, *, is_late: bool = False
    ) -> Iterator[Job]:
        if self.documents.is_being_read(doc_id):
            self.documents.wait(doc_id, source)
            return
        known = self.documents.of_this_run(doc_id)
        if known is not None:
            self._enter(source, known)
            return
        known = self.documents.of_earlier_runs(doc_id)
        if known is not None:
            self._enter(source, known.as_unchanged(time.perf_counter() - started))
            return
        yield from self._read(source, doc_id, is_late=is_late)

    def _read(self, source: Source, doc_id: str | None, *, is_late: bool) -> Iterator[Job]:
        """Has a document read, if that may be."""
        earlier = None if doc_id is None else self.documents.of_earlier_versions(doc_id)
        if earlier is not None and doc_id is not None and self._puts_off and not is_late:
            self.documents.scratch.put_off(source, doc_id)
        elif not self.budget.is_spent:
            self.budget.take()
            if doc_id is not None:
                self.documents.wait(doc_id, source)
            yield self._job(source, doc_id)
        elif earlier is not None:
            self._enter(source, replace(earlier.outcome.as_unchanged(0.0), message=_KEPT))
        else:  # which document it is, is not said: what stood there before is not replaced yet
            self._enter(source, Outcome(None, WAITING, message=_NOT_YET))

    def _archive(self, source: Source, doc_id: str) -> Iterator[Job]:
        """The archive gets a receipt of its own, and each of its members one."""
        try:
            members = members_of(source)
        except (OSError, Refused) as error:
            self._enter(source, failed(doc_id, *_kind_and_message(error)))
            return
        if members is None:
            yield from self._document(source, doc_id, time.perf_counter())
            return
        count = len(members)
        message = f"an archive of {count} file{'' if count == 1 else 's'}, each with a receipt of its own"
        self.documents.book.open_archive(source, members)
        self.ledger.expect(count)
        self._enter(source, self.documents.remember(failed(doc_id, ARCHIVE, message)))
        for member in members:
            yield from self._jobs_of(Waiting(member, self.documents.same_as_before(member)))

    def _list(self, source: Source) -> None:
        """A list of addresses gets a receipt that says so: it is no document, and not lost either."""
        try:
            doc_id = digest(source).doc_id
        except (OSError, Refused) as error:
            self._enter(source, failed(None, *_kind_and_message(error)))
            return
        if self.documents.catalog.place(doc_id) is not None:  # an earlier version took it for a document
            self.documents.catalog.forget(doc_id)
        usable = self.documents.book.entries.get(source.uri, 0)
        message = f"a list of addresses for {usable} file{'' if usable == 1 else 's'}, no disclosure"
        outcome = failed(doc_id, ADDRESSES, message)
        is_known = self.documents.stood_there(source) == doc_id
        self._enter(source, outcome.as_unchanged(0.0) if is_known else outcome)

    def _enter(self, source: Source, outcome: Outcome) -> None:
        self.documents.meet(source, outcome)
        self.ledger.enter(source.uri, outcome)

    def _job(self, source: Source, doc_id: str | None) -> Job:
        store, unit = self.documents.store, self.documents.unit
        return self.documents.options.job(source, doc_id, output=store.folder.url, unit=unit)


def _kind_and_message(error: OSError | Refused) -> tuple[str, str]:
    """Of what cannot be opened."""
    if isinstance(error, Refused):
        return error.kind, error.message
    return UNREACHABLE, f"{error.strerror or error}; check that the file is there and may be read"
