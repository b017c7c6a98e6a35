"""The memory of a worker itself: how much a document took at most, and giving it back now and then."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

DOCUMENTS = 16
"""After so many memory is given back in any case."""
GROWN_MB = 40
"""By so much a worker may have grown before it is."""
MODELS = "extractors.ocr.models"
"""Loading them again for every document would cost more than they take."""
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def reset_peak() -> None:
    """Starts measuring peak memory afresh, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_mb() -> float:
    """Peak resident memory since `reset_peak`; of the process's life where the system cannot reset it."""
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
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def after_document() -> None:
    """Gives memory back now and then: to do it after every document costs more than it gives, and what one
    document prints the next one often prints again.
    """
    _since.documents += 1
    resident = _resident_mb()
    if _since.documents >= DOCUMENTS or resident > _since.resident_mb + GROWN_MB:
        give_back()
        _since.documents, _since.resident_mb = 0, _resident_mb()


@dataclass(slots=True)
class _Since:
    """What has been since memory was last given back."""

    documents: int = 0
    resident_mb: float = 0.0
    """As it was then."""


_since = _Since()


def _resident_mb() -> float:
    """Of this process now; 0 where the system does not say: then only documents are counted."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


def give_back() -> None:
    """Returns freed memory to the system: a worker keeps the size of its last document, not its largest."""
    import pyarrow as pa

    for of_documents in _bounded_caches(len(sys.modules)):
        of_documents.cache_clear()  # small things that a large document left between its own keep its pages
    _set_imports_apart()
    gc.collect()  # what refers to itself would otherwise wait for some later document
    pa.default_memory_pool().release_unused()
    trim = getattr(_c_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _bounded_caches(_modules: int) -> tuple[Any, ...]:
    """Our caches of what documents print; those without a bound hold what pattern files say, and stay, as do
    the models that recognise pages.

    Sought anew when modules have been imported since.
    """
    ours = [
        m for name, m in list(sys.modules.items()) if name.partition(".")[0] in ("extractors", "pipeline")
    ]
    by_id = {id(value): value for module in ours for value in vars(module).values()}
    caches = [value for value in by_id.values() if hasattr(value, "cache_clear")]
    bounded = (c for c in caches if c.cache_info().maxsize and c is not _bounded_caches)
    return tuple(c for c in bounded if c.__module__ != MODELS)


@cache
def _set_imports_apart() -> None:
    """Once: what has been imported is here to stay and need not be looked through after every document."""
    gc.collect()
    gc.freeze()


@cache
def _c_library() -> Any:
    """The C library of this process; null where it cannot be loaded by name."""
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
