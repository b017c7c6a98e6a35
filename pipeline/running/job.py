"""One document's work, as a worker process does it: read, extract, stage, say what came of it."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import sys
import time
import traceback
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.errors import Unreadable
from patterns import PatternTimeout
from pipeline.datasets.ids import doc_id
from pipeline.intake.archives import Refused, read_bytes
from pipeline.intake.source import Source
from pipeline.rows.assembly import to_rows
from pipeline.rows.search_entries import search_entries
from pipeline.storage.outcome import QUARANTINED, Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings

EXTRACT = "pipeline.reading.extract:extract"


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


def do(job: Job) -> Outcome:
    """Extracts and stages one document. Never raises: what goes wrong is the outcome."""
    started = time.perf_counter()
    _reset_peak()
    outcome = _guarded(job)
    peak_mb = _peak_mb()
    _give_back()
    return replace(outcome, seconds=time.perf_counter() - started, peak_mb=peak_mb)


def _guarded(job: Job) -> Outcome:
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
    found = doc_id(data)
    if job.doc_id is not None and found != job.doc_id:
        return failed(job.doc_id, "changed", "the file changed while the run was reading it; run again")
    store = Store(job.output)
    if job.doc_id is None:
        known = store.find_now(found, job.unit)
        if known is not None and not (job.retry and known.error_kind in QUARANTINED):
            return known.as_unchanged(0.0)
    try:
        outcome = _attempt(job, found, data, store)
    except Unreadable as error:
        outcome = failed(found, error.kind, error.message)
    except PatternTimeout as error:
        outcome = failed(found, "pattern_timeout", str(error))
    except MemoryError:
        return failed(found, "memory", "memory ran out; raise the limit or split the document")
    except RecursionError:
        outcome = failed(found, "damaged", "nested deeper than any document is; a hostile or damaged file")
    except StagingError as error:
        return failed(found, "unreachable", f"{error}; check the output folder, its disk and its permissions")
    except Exception as error:
        outcome = failed(found, "internal", _where(error))
    if outcome.status in ("failed", "not_disclosure") and outcome.error_kind is not None:
        try:
            store.stage_failure(job.unit, outcome)
        except OSError as error:
            message = f"{error}; check the output folder, its disk and its permissions"
            return failed(found, "unreachable", message)
    return outcome


class StagingError(Exception):
    """A document was read and its rows cannot be written."""


def read_source(source: Source, most_mb: int) -> bytes:
    """The bytes of a source. Raises `Refused` for what is too large, `OSError` for what cannot be read."""
    if source.byte_size > most_mb * 1_000_000:
        size = source.byte_size / 1e6
        raise Refused("too_large", f"{size:.0f} MB, the limit is {most_mb} MB; split it or raise the limit")
    return read_bytes(source)


def _attempt(job: Job, ident: str, data: bytes, store: Store) -> Outcome:
    module, name = job.function.split(":")
    extraction = getattr(importlib.import_module(module), name)(data, job.settings.reader)
    rows = to_rows(extraction, with_contacts=job.settings.with_contacts)
    outcome = Outcome(
        ident,
        extraction.status,
        message="; ".join(extraction.document.notes) or None,
        pages=len(extraction.document.pages) or None,
        counts={
            **{dataset: len(found) for dataset, found in rows.items() if found},
            **{f"pages_read_again_by_{engine}": n for engine, n in extraction.ruling.asked.items()},
            **({"pages_won_by_second_opinion": n} if (n := len(extraction.ruling.choice)) else {}),
        },
    )
    rows["search_entries"] = search_entries(extraction, rows)
    try:
        store.stage(job.unit, rows, outcome)
    except OSError as error:
        raise StagingError(str(error)) from error
    return outcome


def _where(error: Exception) -> str:
    """Type, text, module and line of an error that no one expected: what a bug report needs."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).stem}.{last.name}, line {last.lineno}" if last else "unknown place"
    return f"{type(error).__name__} in {place}: {error}; please report it with the document"


def _reset_peak() -> None:
    """Starts measuring peak memory afresh, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _give_back() -> None:
    """Returns freed memory to the system: a worker keeps the size of its last document, not its largest."""
    import pyarrow as pa

    for remembered in _bounded_caches(len(sys.modules)):
        remembered.cache_clear()  # small things that a large document left between its own keep its pages
    _set_imports_apart()
    gc.collect()  # what refers to itself would otherwise wait for some later document
    pa.default_memory_pool().release_unused()
    trim = getattr(_process(), "malloc_trim", None)
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _bounded_caches(_modules: int) -> tuple[Any, ...]:
    """Our caches of what documents print; those without a bound hold what pattern files say, and stay.

    Sought anew when modules have been imported since.
    """
    ours = [
        m for name, m in list(sys.modules.items()) if name.partition(".")[0] in ("extractors", "pipeline")
    ]
    found = {id(value): value for module in ours for value in vars(module).values()}
    caches = [value for value in found.values() if hasattr(value, "cache_clear")]
    return tuple(c for c in caches if c.cache_info().maxsize and c is not _bounded_caches)


@cache
def _set_imports_apart() -> None:
    """Once: what has been imported is here to stay and need not be looked through after every document."""
    gc.collect()
    gc.freeze()


@cache
def _process() -> Any:
    """The C library of this process; null where it cannot be loaded by name."""
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):
        return None


def _peak_mb() -> float:
    """Peak resident memory since `_reset_peak`; of the process's life where the system cannot reset it."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
