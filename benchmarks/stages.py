"""What one core spends on a document on its way through a worker, by stage, beside PDFium's bare text of it.

The chain is `pipeline.running.job.do`, what a worker does for each document, and the stages are the functions
that it and `pipeline.reading.extract` call: each is timed where these modules call it, so a stage that is
added there shows up here by itself. What one stage calls of another is the other's. Bare text is timed in the
same run, document by document in turn with ours: it tells a slow machine from slow code.
"""

from __future__ import annotations

import functools
import inspect
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import pypdfium2

import pipeline.reading.extract as flow
from pipeline.datasets.ids import doc_id
from pipeline.intake.source import Source
from pipeline.running import job, memory
from pipeline.storage import bundles
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

PROJECT = ("extractors", "pipeline", "patterns")
EXTRACT_ITSELF = "(extract, between its stages)"
CHAIN_ITSELF = "(chain, between its stages)"
_BEHIND_EXTRACT: tuple[tuple[Any, str, str], ...] = (
    (job, "read_source", "source"),
    (job, "doc_id", "source"),
    (job, "to_rows", "rows"),
    (job, "search_entries", "search entries"),
    (bundles, "to_table", "arrow"),
    (Store, "stage", "bundle"),
    (memory, "reset_peak", "memory asked"),
    (memory, "peak_mb", "memory asked"),
    (memory, "give_back", "memory given back"),
)
"""Where a function of the chain is called, its name there, and the stage that it is."""


@dataclass(slots=True)
class Run:
    """One run over all documents: seconds by the processor, `wall` by the clock."""

    bare: float = 0.0
    """PDFium's bare text."""
    extract: float = 0.0
    chain: float = 0.0
    wall: float = 0.0
    """Of the chain."""
    stages: dict[str, float] = field(default_factory=dict)
    """Of the chain, in the order of the first call; they add up to it."""


@dataclass(slots=True)
class Spent:
    """What the readable documents took; files that are none are counted, and not part of the figures."""

    pages: int = 0
    documents: int = 0
    unreadable: int = 0
    unreadable_wall: float = 0.0
    runs: list[Run] = field(default_factory=list)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    """Processor ms a page of extract(), pages and name of each document, in the last run."""

    def ms(self, of: Callable[[Run], float]) -> float:
        """Median over the runs, in ms a page."""
        return statistics.median(of(run) for run in self.runs) * 1000 / self.pages

    def ratio(self, of: Callable[[Run], float]) -> float:
        """Median over the runs of the ratio to the bare text of the same run."""
        return statistics.median(of(run) / run.bare for run in self.runs)

    @property
    def middle(self) -> Run:
        """The run with the median chain."""
        return sorted(self.runs, key=lambda run: run.chain)[len(self.runs) // 2]


def spend(files: Sequence[Path], runs: int = 1) -> Spent:
    """Takes the files one after the other through a worker's chain, in this process, so often.

    The first file is read once beforehand: what is compiled or loaded once is not a cost of its pages.
    """
    spent = Spent()
    with tempfile.TemporaryDirectory(prefix="mingzhang-stages-") as output:
        _through_chain(files[0], files[0].read_bytes(), output)
        for number in range(runs):
            run = Run()
            spent.runs.append(run)
            spent.slowest = []
            for file in files:
                _one(file, output, spent, run, is_first=number == 0)
    spent.slowest.sort(reverse=True)
    return spent


def _one(file: Path, output: str, spent: Spent, run: Run, *, is_first: bool) -> None:
    data = file.read_bytes()
    bare = _bare_text(data)
    clock = _Clock()
    wall = time.perf_counter()
    with clock.on_everything():
        pages = _through_chain(file, data, output)
    wall = time.perf_counter() - wall
    if pages is None:
        spent.unreadable += is_first
        spent.unreadable_wall += wall if is_first else 0.0
        return
    if is_first:
        spent.documents += 1
        spent.pages += pages
    run.bare += bare
    run.wall += wall
    run.chain += clock.whole["chain"]
    run.extract += clock.whole["extract"]
    for name, seconds in clock.own.items():
        run.stages[name] = run.stages.get(name, 0.0) + seconds
    spent.slowest.append((clock.whole["extract"] * 1000 / pages, pages, file.name))


def _through_chain(file: Path, data: bytes, output: str) -> int | None:
    """Pages read; null for what is no readable document."""
    source = Source(str(file), str(file), len(data))
    outcome = job.do(job.Job(source, doc_id(data), output, unit_hash(Settings()), Settings()))
    return None if outcome.status == "failed" else outcome.pages or 1


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


class _Clock:
    """Processor seconds of functions: `whole` with what they call, `own` without what is timed itself."""

    def __init__(self) -> None:
        self.whole: dict[str, float] = {}
        self.own: dict[str, float] = {}
        self._within: list[float] = []

    @contextmanager
    def on_everything(self) -> Iterator[None]:
        """While this is open the chain and all its stages are timed where they are called."""
        with ExitStack() as stack:
            for name, value in list(vars(flow).items()):
                if inspect.isfunction(value) and _is_stage(value):
                    stack.enter_context(mock.patch.object(flow, name, self._timing(name, value)))
            for place, name, stage in _BEHIND_EXTRACT:
                timed = self._timing(stage, getattr(place, name))
                stack.enter_context(mock.patch.object(place, name, timed))
            extract = self._timing(EXTRACT_ITSELF, flow.extract, "extract")
            stack.enter_context(mock.patch.object(flow, "extract", extract))
            stack.enter_context(mock.patch.object(job, "do", self._timing(CHAIN_ITSELF, job.do, "chain")))
            yield

    def _timing(self, stage: str, function: Callable[..., Any], whole: str = "") -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*args: Any, **keywords: Any) -> Any:
            start = time.process_time()
            self._within.append(0.0)
            try:
                return function(*args, **keywords)
            finally:
                seconds = time.process_time() - start
                self.own[stage] = self.own.get(stage, 0.0) + seconds - self._within.pop()
                if self._within:
                    self._within[-1] += seconds
                if whole:
                    self.whole[whole] = self.whole.get(whole, 0.0) + seconds

        return timed


def _is_stage(function: Callable[..., Any]) -> bool:
    """Whether a function that `extract` calls by a name of its module is one of ours, from elsewhere."""
    module = function.__module__
    return module.partition(".")[0] in PROJECT and module != flow.__name__
