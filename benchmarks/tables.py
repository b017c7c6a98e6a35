"""Speed and exactness of table tools, in one run on the same pages: ours, PDFium's bare text, and the others.

    python -m benchmarks.tables PDF_OR_FOLDER ... [--gold GOLD.json ...] [--gold-pages 30] [--pages 20]
                                [--runs 3] [--seed 1] [--without NAME ...] [--json FILE]

With --gold, pages are drawn from the table pages of gold files (their documents are found among the PDFs by
hash; 0 takes all): time and cells right. With --pages, from all pages: time only. The same pages for the same
seed and files. Every tool gets the same PDF of one page, one page after the other, the tools in turn, on one
core; opening the file is part of its time. A page's time is the median of the runs (the first, cold, call of
each tool is not counted). Printed are the mean over pages, in ms, by the clock and by the processor (which
other work on the machine touches less), and the ratio of processor time to that of the bare text.

A tool that starts slowly (a JVM) is called over one document of all pages: its time, divided by the pages, is
given with the start, and without it, which is the time of a call over one empty page. It is counted as it is
used: a JVM still compiles while it reads the first pages.

How cells are scored: `benchmarks.scoring`. A page on which a tool raised counts as failed, its cells as not
found. Tools that are not installed are named.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import statistics
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.engines import BARE_TEXT, BATCH_ENGINES, ENGINES, BatchEngine, Engine, in_folder, missing
from benchmarks.machine import machine, one_core, record, version
from benchmarks.pages import DrawnPage, blank, draw, draw_gold, gold_pages, joined, pdf_files
from benchmarks.scoring import Score, score_sheets


@dataclass(slots=True)
class Timer:
    """Seconds that a block took, by the clock and by the processor (children included)."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            self.wall, self.cpu = time.perf_counter() - wall, _cpu() - cpu


@dataclass(frozen=True, slots=True)
class Row:
    """What is printed of one tool: ms a page (mean over pages), cells, pages on which it raised."""

    name: str
    version: str
    pages: int
    ms: float
    cpu_ms: float
    ratio: float
    failed: int
    errors: tuple[str, ...]
    score: Score | None


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(engines: Sequence[Engine], pages: Sequence[DrawnPage], runs: int) -> list[Row]:
    """Every tool on every page, in turn; the page's last result is the one that is scored."""
    times: dict[str, list[list[Timer]]] = {e.name: [[] for _ in pages] for e in engines}
    scores = {e.name: Score() for e in engines}
    errors: dict[str, dict[int, str]] = {e.name: {} for e in engines}
    for engine in engines:
        with contextlib.suppress(Exception):
            engine.read(pages[0].data)
    for run in range(runs):
        for n, page in enumerate(pages):
            for engine in engines:
                timer, found = Timer(), None
                try:
                    with timer.running():
                        found = engine.read(page.data)
                except Exception as error:  # a tool's failure is a figure here
                    errors[engine.name][n] = f"{page.origin}: {type(error).__name__}: {error}"[:200]
                times[engine.name][n].append(timer)
                if run == runs - 1 and engine.score and page.gold:
                    lost = Score(total=len(page.gold))
                    scores[engine.name] += lost if found is None else engine.score(found, page.gold)
        print(f"run {run + 1} of {runs}", file=sys.stderr, flush=True)
    rows = []
    for engine in engines:
        wall = statistics.fmean(statistics.median(t.wall for t in of_page) for of_page in times[engine.name])
        cpu = statistics.fmean(statistics.median(t.cpu for t in of_page) for of_page in times[engine.name])
        failed = errors[engine.name]
        score = scores[engine.name] if scores[engine.name].total else None
        rows.append(
            Row(
                engine.name,
                version(engine.package),
                len(pages),
                wall * 1000,
                cpu * 1000,
                0.0,
                len(failed),
                tuple(failed.values()),
                score,
            )
        )
    return rows


def measure_batch(engine: BatchEngine, pages: Sequence[DrawnPage], runs: int) -> list[Row]:
    """Two rows: with and without the tool's start."""
    document, empty = joined(pages), blank()
    whole, start = [], []
    sheets = {}
    failure = ""
    for _ in range(runs):
        for data, timers in ((empty, start), (document, whole)):
            timer = Timer()
            try:
                with timer.running():
                    sheets = in_folder(engine, data)
            except Exception as error:
                failure, sheets = f"{type(error).__name__}: {error}"[:200], {}
            timers.append(timer)
    wall, cpu = (statistics.median(getattr(t, kind) for t in whole) for kind in ("wall", "cpu"))
    wall0, cpu0 = (statistics.median(getattr(t, kind) for t in start) for kind in ("wall", "cpu"))
    score = Score()
    for n, page in enumerate(pages, start=1):
        score += score_sheets(sheets.get(n, []), page.gold)
    rows = []
    for what, less_wall, less_cpu in (("with start", 0.0, 0.0), ("without start", wall0, cpu0)):
        rows.append(
            Row(
                f"{engine.name}, {what}",
                version(engine.package),
                len(pages),
                (wall - less_wall) / len(pages) * 1000,
                (cpu - less_cpu) / len(pages) * 1000,
                0.0,
                len(pages) if failure else 0,
                (failure,) if failure else (),
                score if score.total else None,
            )
        )
    return rows


def compare(
    engines: Sequence[Engine], batch: Sequence[BatchEngine], pages: Sequence[DrawnPage], runs: int
) -> list[Row]:
    """All tools on all pages, with their ratios to the bare text."""
    rows = measure(engines, pages, runs)
    for engine in batch:
        rows += measure_batch(engine, pages, runs)
    bare = next(row.cpu_ms for row in rows if row.name == BARE_TEXT.name)
    return [Row(**{**_fields(row), "ratio": row.cpu_ms / bare}) for row in rows]


def _fields(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__slots__}


def show(title: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}")
    print(f"{'tool':36}  {'ms/page':>8}  {'CPU ms':>8}  {'ratio':>7}  {'cells right':>20}  failed pages")
    for row in rows:
        cells = "–"
        if row.score:
            cells = f"{row.score.right}/{row.score.total} = {row.score.right / row.score.total:.4f}"
        name = f"{row.name} ({row.version})" if row.version else row.name
        print(f"{name:36}  {row.ms:8.1f}  {row.cpu_ms:8.1f}  {row.ratio:7.1f}  {cells:>20}  {row.failed:12}")
    for row in rows:
        for error in row.errors[:3]:
            print(f"failed: {row.name}: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="PDF_OR_FOLDER")
    parser.add_argument("--gold", type=Path, nargs="+", default=[], metavar="GOLD.json")
    parser.add_argument("--gold-pages", type=int, default=30, help="drawn from the gold files; 0 takes all")
    parser.add_argument(
        "--pages", type=int, default=20, help="drawn from all pages, for time only; 0 for none"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME", help="tools to leave out")
    parser.add_argument("--json", type=Path, help="writes the figures here, for benchmarks.picture")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    before = machine()
    one_core()
    wanted = [
        e
        for e in (*ENGINES, *BATCH_ENGINES)
        if not any(w.lower() in e.name.lower() for w in arguments.without)
    ]
    engines = [e for e in wanted if isinstance(e, Engine) and not missing(e)]
    batch = [e for e in wanted if isinstance(e, BatchEngine) and not missing(e)]
    left_out = [f"{e.name} ({missing(e)})" for e in wanted if missing(e)]
    left_out += [f"{name} (on request)" for name in arguments.without]
    print(before)
    print(f"seed {arguments.seed}, medians of {arguments.runs} runs, one core")
    print(f"left out: {', '.join(left_out) or 'none'}")
    files = pdf_files(arguments.paths)
    how = {"seed": arguments.seed, "runs": arguments.runs, "left_out": left_out}
    if arguments.gold:
        golds = [gold_pages(path) for path in arguments.gold]
        pages = draw_gold(files, [p for g, _ in golds for p in g], arguments.gold_pages, arguments.seed)
        if not pages:
            parser.error("none of the gold documents is among the files")
        rows = compare(engines, batch, pages, arguments.runs)
        passed_over = sum(n for _, n in golds)
        show(
            f"{len(pages)} gold pages (of {sum(len(g) for g, _ in golds)}; {passed_over} more whose header "
            "stands on a page before are passed over)",
            rows,
        )
        record(arguments.json, {"gold": {**how, "rows": [asdict(row) for row in rows]}}, before)
    if arguments.pages:
        pages = draw(files, arguments.pages, arguments.seed)
        if not pages:
            parser.error("no readable page")
        rows = compare(engines, batch, pages, arguments.runs)
        show(f"{len(pages)} pages drawn from {len(files)} files", rows)
        record(arguments.json, {"drawn": {**how, "rows": [asdict(row) for row in rows]}}, before)


if __name__ == "__main__":
    main()
