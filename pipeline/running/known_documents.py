"""What is known of the documents of a run: by its store, by earlier runs, and by the run itself."""

from __future__ import annotations

from dataclasses import replace

from pipeline.intake.source import Source
from pipeline.running.job import Job
from pipeline.running.options import RunOptions
from pipeline.running.tasks import Failure
from pipeline.storage.outcome import OVER_LIMIT, QUARANTINED, Outcome, failed
from pipeline.storage.store import Store

_ADVICE = {
    "timeout": "look at the document by itself with `mingzhang show`",
    "memory": "the document may be a decompression bomb; look at it by itself",
    "crashed": "please report it with the document",
}


class KnownDocuments:
    """Outcomes by document, and the sources that wait for one."""

    def __init__(
        self, store: Store, unit: str, options: RunOptions, versions: dict[str, tuple[str, str]]
    ) -> None:
        """`versions` has, by uri, what a remote store called a source last time, and its document."""
        self.store = store
        self.unit = unit
        self.options = options
        self.versions = versions
        self._waiting: dict[str, list[str]] = {}
        """The uris of each document that is being read; all of them get its outcome."""
        self._finished: dict[str, Outcome] = {}
        """What this run made of each document."""

    def same_as_before(self, source: Source) -> str | None:
        """The document of a remote source that its store calls by the same version as last time."""
        version, doc_id = self.versions.get(source.uri, (None, None))
        return doc_id if version is not None and version == source.version else None

    def is_being_read(self, doc_id: str) -> bool:
        """Whether the document is given out, under this name or another."""
        return doc_id in self._waiting

    def wait(self, doc_id: str, uri: str) -> None:
        """This source gets the outcome of the document when it has been read."""
        self._waiting.setdefault(doc_id, []).append(uri)

    def of_this_run(self, doc_id: str) -> Outcome | None:
        """What this run has made of the document, under another name."""
        known = self._finished.get(doc_id)
        return None if known is None else self.store.find_now(doc_id, self.unit) or known

    def of_earlier_runs(self, doc_id: str) -> Outcome | None:
        """What an earlier run made of the document, unless it is to be tried again."""
        known = self.store.find(doc_id, self.unit)
        if known is None or known.error_kind not in QUARANTINED:
            return known
        other_limits = known.error_kind in OVER_LIMIT and known.limits != self.options.limits.fingerprint()
        return None if self.options.retry or other_limits else known

    def remember(self, outcome: Outcome) -> Outcome:
        """Stages that a document is none of ours, unless it is staged: then gives it as unchanged."""
        if outcome.doc_id is not None and self.store.find(outcome.doc_id, self.unit) is not None:
            return outcome.as_unchanged(0.0)
        self.store.stage_failure(self.unit, outcome)
        return outcome

    def failure(self, job: Job, failure: Failure) -> Outcome:
        """The outcome of a document whose worker ended. It goes into quarantine, but for a worker that was
        killed by another: that is not the document's doing.
        """
        message = f"{failure.message}; {_ADVICE[failure.kind]}"
        outcome = replace(
            failed(job.doc_id, failure.kind, message, failure.seconds, failure.peak_mb),
            limits=self.options.limits.fingerprint(),
        )
        if not failure.killed_by_another:
            self.store.stage_failure(self.unit, outcome)
        return outcome

    def settle(self, job: Job, outcome: Outcome) -> list[str]:
        """Keeps what became of a job; gives the uris of all inputs that have this outcome."""
        source = job.source
        if job.doc_id is None and outcome.doc_id is not None and source.version is not None:
            self.versions[source.uri] = (source.version, outcome.doc_id)
        if outcome.doc_id is not None:
            self._finished[outcome.doc_id] = replace(outcome, counts={})
        return [source.uri] if job.doc_id is None else self._waiting.pop(job.doc_id, [])
