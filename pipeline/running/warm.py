"""What a worker has before its first task: modules, the dictionary, the patterns that all documents ask for.

On Linux the server that workers are forked from warms up once: they start in hundredths of a second and share
its memory. Elsewhere each worker, started afresh, does it for itself. A process must have a single thread
when it is forked, so libraries are told to start none.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from types import ModuleType

SERVER_MODULE = "pipeline.running.warm_server"
"""Imported by the server of workers, and by nothing else: it warms up as it is imported."""
ALONE = {
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OPENCV_FOR_THREADS_NUM": "1",
}
"""Settings of libraries that would start threads of their own. Workers are as many as cores.

onnxruntime cannot be told: it starts a thread as it is imported. So a worker imports what recognises scanned
pages itself, when it meets the first of them, and keeps it as long as it lives.
"""
YOUNG_OBJECTS = 10_000
"""How many objects are made between two looks for cycles; Python's 700 are for programs that keep little."""
_MODULES = (
    *("pipeline.running.job", "pipeline.reading.extract", "pipeline.language.themes"),
    *("pyarrow", "pyarrow.ipc", "fsspec"),
)
_LITTLE = b"1 1\n\n|1|2|\n|-|-|\n|1|2|\n"
"""A document that says nothing: reading it asks for what every document asks for."""


@cache
def warm_up() -> None:
    """Once in a process: imports, reads the dictionary and a document, sets the heap apart for good."""
    os.environ.update(ALONE)
    gc.disable()
    for name in _MODULES:
        importlib.import_module(name)
    _have_arrow_do_without_pandas()
    from extractors.errors import Unreadable
    from pipeline.language.tokens import load_dictionary
    from pipeline.reading.extract import extract

    load_dictionary()
    with suppress(Unreadable):
        extract(_LITTLE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
    gc.enable()


def threads() -> int:
    """How many threads this process has; 1 where the system does not say."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def _have_arrow_do_without_pandas() -> None:
    """Arrow imports pandas, 41 MB, to ask whether a list is a Series, until it is told that there is none."""
    import pyarrow as pa

    with _nowhere("pandas"):
        pa.array([None], pa.null())


@contextmanager
def _nowhere(name: str) -> Iterator[None]:
    """While this is open no module of that name is found, unless it is imported already."""
    finder = _Nowhere(name)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Nowhere:
    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raises `ModuleNotFoundError` for the one name."""
        if name == self._name:
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)
