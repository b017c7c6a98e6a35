"""One document's work, as a worker process does it: read, extract, stage, say what came of it."""

from __future__ import annotations

import importlib
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import Unreadable
from extractors.ocr import progress
from patterns import PatternTimeout
from pipeline.datasets.ids import doc_id
from pipeline.intake.archives import read_bytes
from pipeline.intake.source import Refused, Source, check_size
from pipeline.reading.losses import lost_counts
from pipeline.rows.assembly import to_columns
from pipeline.rows.search_entries import search_entries
from pipeline.running import memory
from pipeline.running.readers import is_read_as_here, read_with, refused_by
from pipeline.running.recogniser import Heard, Recogniser, number_counts, page_counts
from pipeline.storage.kept_sources import KeptSources
from pipeline.storage.outcome import QUARANTINED, READ, UNWRITABLE, Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_of

EXTRACT = "pipeline.reading.extract:extract"
_CHECK_OUTPUT = "check the output folder, its disk and its permissions"


@dataclass(frozen=True, slots=True)
class Job:
    """A document to extract: where it is, what it must hash to, where its bundle goes."""

    source: Source
    doc_id: str | None
    """Null where only the worker reads the source, to learn it."""
    output: str
    unit: str
    settings: Settings
    source_mb: int = 512
    """The largest source that is read."""
    retry: bool = False
    """Whether what is in quarantine is tried again, where only the worker learns which document it is."""
    function: str = EXTRACT
    """Import name of the extraction, so that tests can put a misbehaving one in its place."""
    keeps_source: bool = False
    """Whether what was read is kept beside the data."""


class StagingError(Exception):
    """A document was read and its rows cannot be written."""


def do(job: Job) -> Outcome:
    """Extracts and stages one document. Never raises: what goes wrong is the outcome."""
    started = time.perf_counter()
    memory.reset_peak()
    outcome = _outcome(job)
    peak_mb = memory.peak_mb()
    memory.after_document()
    return replace(outcome, seconds=time.perf_counter() - started, peak_mb=peak_mb)


def read_source(source: Source, most_mb: int) -> bytes:
    """The bytes of a source. Raises `Refused` for what is too large, `OSError` for what cannot be read."""
    check_size(source, most_mb)
    return read_bytes(source)


def _outcome(job: Job) -> Outcome:
    """The outcome of reading, and then of extracting: each goes wrong in ways of its own."""
    try:
        data = read_source(job.source, job.source_mb)
    except Refused as error:
        return failed(job.doc_id, error.kind, error.message)
    except MemoryError:
        return failed(job.doc_id, "memory", "memory ran out while the source was read; raise the limit")
    except Exception as error:  # remote stores have errors of their own
        message = f"{error or type(error).__name__}; check the source, the network and the permissions"
        return failed(job.doc_id, "unreachable", message)
    document = doc_id(data)
    if job.doc_id is not None and document != job.doc_id:
        return failed(job.doc_id, "changed", "the file changed while the run was reading it; run again")
    store = Store(job.output)
    recogniser = Recogniser.of(job.settings.ocr)
    if job.doc_id is None:
        known = store.find_now(document, job.unit)
        if (
            known is not None
            and recogniser.is_current(known.unit, job.unit)
            and is_read_as_here(known.unit)
            and not (job.retry and known.outcome.error_kind in QUARANTINED)
        ):
            try:
                _keep_source(job, store, data, known.outcome.status)
            except OSError as error:
                return failed(document, UNWRITABLE, f"{error}; {_CHECK_OUTPUT}")
            return known.outcome.as_unchanged(0.0)
    heard = Heard(progress.listener)
    with progress.heard_by(heard):
        return _outcome_of(job, document, data, store, recogniser, heard)


def _outcome_of(
    job: Job, document: str, data: bytes, store: Store, recogniser: Recogniser, heard: Heard
) -> Outcome:
    """The outcome of extracting and staging; what says that the document cannot be read is staged, too."""
    try:
        outcome = _extract_and_stage(job, document, data, store, recogniser, heard)
    except Unreadable as error:
        outcome = failed(document, error.kind, error.message)
    except PatternTimeout as error:
        outcome = failed(document, "pattern_timeout", str(error))
    except MemoryError:
        return failed(document, "memory", "memory ran out; raise the limit or split the document")
    except RecursionError:
        outcome = failed(document, "damaged", "nested deeper than any document is; a hostile or damaged file")
    except StagingError as error:
        return failed(document, UNWRITABLE, f"{error}; {_CHECK_OUTPUT}")
    except Exception as error:
        outcome = failed(document, "internal", _bug_report(error))
    if outcome.status in ("failed", "not_disclosure") and outcome.error_kind is not None:
        read_by = recogniser.refused_by(heard, outcome.error_kind)
        outcome = replace(outcome, counts=page_counts((), heard, read_by))
        try:
            store.stage_failure(unit_of(job.unit, read_by, refused_by(data, outcome.error_kind)), outcome)
        except OSError as error:
            return failed(document, UNWRITABLE, f"{error}; {_CHECK_OUTPUT}")
    return outcome


def _extract_and_stage(
    job: Job, document: str, data: bytes, store: Store, recogniser: Recogniser, heard: Heard
) -> Outcome:
    module, name = job.function.split(":")
    extract = getattr(importlib.import_module(module), name)
    extraction = extract(data, job.settings.reader, job.settings.ocr)
    read_by = recogniser.read_by(heard, extraction.document)
    rows = to_columns(extraction, with_contacts=job.settings.with_contacts)
    outcome = Outcome(
        document,
        extraction.status,
        message="; ".join(extraction.document.notes) or None,
        pages=len(extraction.document.pages) or None,
        counts={
            **{dataset: len(of_dataset) for dataset, of_dataset in rows.items() if of_dataset},
            **{f"pages_read_again_by_{engine}": n for engine, n in extraction.ruling.asked.items()},
            **lost_counts(extraction.losses),
            **page_counts(extraction.document.pages, heard, read_by),
            **number_counts(rows),
            **({"pages_won_by_second_opinion": n} if (n := len(extraction.ruling.choice)) else {}),
        },
    )
    entries = search_entries(extraction, rows)
    try:
        _keep_source(job, store, data, outcome.status)
        unit = unit_of(job.unit, read_by, read_with(extraction.document))
        store.stage(unit, {**rows, "search_entries": entries}, outcome)
    except OSError as error:
        raise StagingError(str(error)) from error
    return outcome


def _keep_source(job: Job, store: Store, data: bytes, status: str) -> None:
    if job.keeps_source and status in READ:
        KeptSources(store.folder).put(data)


def _bug_report(error: Exception) -> str:
    """Type, text, module and line of an error that no one expected: what a bug report needs."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).stem}.{last.name}, line {last.lineno}" if last else "unknown place"
    return f"{type(error).__name__} in {place}: {error}; please report it with the document"
