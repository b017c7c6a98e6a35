"""What one core spends on the whole extract(), by stage.

The stages are the functions that `pipeline.reading.extract` calls: each is timed where that module calls
it, so a stage that is added there shows up here by itself, and nothing here has to know it. PDFium's bare
text of the same files is timed in the same run: it tells a slow machine from slow code.
"""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

import pipeline.reading.extract as flow
from extractors.errors import Unreadable

PROJECT = ("extractors", "pipeline", "patterns")
OVERHEAD = "(between the stages)"


@dataclass(slots=True)
class Spent:
    """Sums over documents; seconds by the clock (`wall`) and by the processor (`cpu`)."""

    pages: int = 0
    documents: int = 0
    unreadable: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    unreadable_wall: float = 0.0
    bare_cpu: float = 0.0
    """PDFium's bare text of the readable documents."""
    stages: dict[str, float] = field(default_factory=dict)
    """Processor seconds of each stage, in the order of the first call."""
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    """Processor ms a page, pages and name of each document."""


def spend(files: Sequence[Path]) -> Spent:
    """Runs extract() over the files, one after the other, in this process.

    Files that are no readable documents are counted, and their time is not part of the figures. The first
    file is read once beforehand: what is compiled or loaded once is not a cost of its pages.
    """
    spent = Spent()
    _try(files[0].read_bytes())
    with _timed(spent.stages):
        for file in files:
            data = file.read_bytes()
            before = dict(spent.stages)
            wall, cpu = time.perf_counter(), time.process_time()
            pages = _try(data)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if pages is None:
                spent.unreadable += 1
                spent.unreadable_wall += wall
                spent.stages.clear()
                spent.stages.update(before)
                continue
            spent.bare_cpu += _bare_text(data)
            spent.documents += 1
            spent.pages += pages
            spent.wall += wall
            spent.cpu += cpu
            spent.slowest.append((cpu * 1000 / max(pages, 1), pages, file.name))
    spent.slowest.sort(reverse=True)
    spent.stages[OVERHEAD] = spent.cpu - sum(spent.stages.values())
    return spent


def _try(data: bytes) -> int | None:
    """Pages read; null for what is no readable document."""
    try:
        return len(flow.extract(data).document.pages) or 1
    except Unreadable:
        return None


def _bare_text(data: bytes) -> float:
    """Processor seconds; 0 for what is no PDF."""
    start = time.process_time()
    try:
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return 0.0
    return time.process_time() - start


@contextmanager
def _timed(seconds: dict[str, float]) -> Iterator[None]:
    plain = {
        name: value
        for name, value in vars(flow).items()
        if inspect.isfunction(value)
        and value.__module__.partition(".")[0] in PROJECT
        and value.__module__ != flow.__name__
    }
    for name, function in plain.items():
        setattr(flow, name, _timing(name, function, seconds))
    try:
        yield
    finally:
        for name, function in plain.items():
            setattr(flow, name, function)


def _timing(name: str, function: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*args: Any, **keywords: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **keywords)
        finally:
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - start

    return timed
