"""Which sources need work: the others get their receipt at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from pipeline.intake.archives import members_of
from pipeline.intake.digest import digest
from pipeline.intake.source import UNREACHABLE, Refused, Source, check_size
from pipeline.running.job import Job
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.run_ledger import Ledger
from pipeline.storage.outcome import failed


class Planner:
    """Takes one source after the other, as far as jobs are asked for."""

    def __init__(self, documents: KnownDocuments, ledger: Ledger) -> None:
        self.documents = documents
        self.ledger = ledger

    def jobs(self, sources: Iterable[Source]) -> Iterator[Job]:
        """The jobs of the sources that need work; the others are entered into the ledger on the way."""
        for source in sources:
            yield from self._jobs_of(source)

    def _jobs_of(self, source: Source) -> Iterator[Job]:
        started = time.perf_counter()
        if source.problem is not None:
            self.ledger.enter(source.uri, failed(None, source.problem_kind, source.problem))
            return
        is_for_worker = source.is_remote and not source.uri.lower().endswith(".zip") and not source.members
        try:
            check_size(source, self.documents.options.limits.source_mb)
            known = None if is_for_worker else digest(source)
        except (OSError, Refused) as error:
            self.ledger.enter(source.uri, failed(None, *_kind_and_message(error)))
            return
        if known is None:
            yield from self._remote(source, started)
        elif known.may_be_archive:
            yield from self._archive(source, known.doc_id)
        else:
            yield from self._document(source, known.doc_id, started)

    def _remote(self, source: Source, started: float) -> Iterator[Job]:
        """What a store calls by the same version as last time is not read to be known; the rest is, by a
        worker.
        """
        doc_id = self.documents.same_as_before(source)
        if doc_id is not None:
            yield from self._document(source, doc_id, started)
        else:
            yield self._job(source, None)

    def _document(self, source: Source, doc_id: str, started: float) -> Iterator[Job]:
        if self.documents.is_being_read(doc_id):
            self.documents.wait(doc_id, source.uri)
            return
        known = self.documents.of_this_run(doc_id)
        if known is not None:
            self.ledger.enter(source.uri, known)
            return
        known = self.documents.of_earlier_runs(doc_id)
        if known is not None:
            self.ledger.enter(source.uri, known.as_unchanged(time.perf_counter() - started))
            return
        self.documents.wait(doc_id, source.uri)
        yield self._job(source, doc_id)

    def _archive(self, source: Source, doc_id: str) -> Iterator[Job]:
        """The archive gets a receipt of its own, and each of its members one."""
        try:
            members = members_of(source)
        except (OSError, Refused) as error:
            self.ledger.enter(source.uri, failed(doc_id, *_kind_and_message(error)))
            return
        if members is None:
            yield from self._document(source, doc_id, time.perf_counter())
            return
        count = len(members)
        message = f"an archive of {count} file{'' if count == 1 else 's'}, each with a receipt of its own"
        self.ledger.expect(count)
        self.ledger.enter(source.uri, self.documents.remember(failed(doc_id, "archive", message)))
        for member in members:
            yield from self._jobs_of(member)

    def _job(self, source: Source, doc_id: str | None) -> Job:
        store, unit = self.documents.store, self.documents.unit
        return self.documents.options.job(source, doc_id, output=store.folder.url, unit=unit)


def _kind_and_message(error: OSError | Refused) -> tuple[str, str]:
    """Of what cannot be opened."""
    if isinstance(error, Refused):
        return error.kind, error.message
    return UNREACHABLE, f"{error.strerror or error}; check that the file is there and may be read"
