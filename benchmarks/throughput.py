"""How fast a whole run is, what it costs as documents grow, and how much memory it takes.

    python -m benchmarks.throughput FOLDER [--workers 1 2] [--runs 3]
    python -m benchmarks.throughput --stages FOLDER [--documents 40] [--seed 1] [--runs 3]
    python -m benchmarks.throughput --growth FILE [--runs 3] [--limit 120]
    python -m benchmarks.throughput --memory FILE [--runs 3]
    … [--json FILE]

FOLDER alone runs the installed `mingzhang run` into a fresh output folder, as often as asked, in turn for
each number of workers: medians of seconds and of the peak memory of all its processes. --stages takes the
PDFs of a folder (some, drawn at random, with --documents) through what a worker does for each document, in one
process on one core: CPU ms a page, what each stage takes of it, and the ratios of extract() and of the whole
chain to PDFium's bare text, which is read in turn with ours; medians of --runs. --growth cuts a document into
PDFs of 1, 2, 4, … pages up to the whole and gives seconds and peak memory of a fresh process for each, ours
and others, on one core; a tool that took longer than --limit at one size gets no larger one. --memory runs
one document with one worker and gives the worker's peak.

Several may be asked for at once; --json puts the figures of each beside those that the file already holds.
Memory is read from /proc, so Linux only.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.growth import TOOLS, Grown, measure_growth, sizes, spread
from benchmarks.machine import machine, one_core, record
from benchmarks.pages import cut, pdf_files
from benchmarks.processes import Measured, watch
from benchmarks.stages import Run, spend


def whole_run(source: Path, workers: int) -> Measured:
    """One `mingzhang run` into a fresh folder."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "mingzhang", "run", str(source)]
        return watch([*command, "--output", output, "--workers", str(workers)])


def page_count(files: Sequence[Path]) -> int:
    pages = 0
    for path in files:
        try:
            with pypdfium2.PdfDocument(path) as document:
                pages += len(document)
        except pypdfium2.PdfiumError:
            continue
    return pages


def runs_of(folder: Path, workers: Sequence[int], runs: int) -> dict[str, Any]:
    pages = page_count(pdf_files([folder]))
    results: dict[int, list[Measured]] = {n: [] for n in workers}
    for _ in range(runs):
        for n in workers:
            results[n].append(whole_run(folder, n))
    print(f"\nwhole runs: {pages} pages; medians of {runs} runs")
    print("workers  seconds  pages/s  peak MB, all processes  peak MB, largest process  largest worker")
    figures = []
    for n, measured in results.items():
        middle = _median(measured)
        print(
            f"{n:7}  {middle.seconds:7.1f}  {pages / middle.seconds:7.0f}  {middle.tree_mb:22.0f}  "
            f"{middle.process_mb:24.0f}  {middle.worker_mb:14.0f}"
        )
        figures.append({"workers": n, "pages": pages, **asdict(middle)})
    return {"runs": {"rows": figures}}


def _median(runs: Sequence[Measured]) -> Measured:
    return Measured(
        *(
            statistics.median(getattr(r, name) for r in runs)
            for name in ("seconds", "tree_mb", "process_mb", "worker_mb")
        )
    )


def stages_of(folder: Path, documents: int, seed: int, runs: int) -> dict[str, Any]:
    files = pdf_files([folder])
    if documents:
        files = sorted(random.Random(seed).sample(files, min(documents, len(files))))
    spent = spend(files, runs)
    if not spent.pages:
        raise SystemExit(f"no readable document in {folder}")
    print(
        f"\nwhat a worker does, one core, one process: {spent.documents} documents, {spent.pages} pages; "
        f"medians of {runs} runs, bare text and ours in turn; {spent.unreadable} files that are no readable "
        f"documents took {spent.unreadable_wall:.1f} s beside that"
    )
    print(f"{'':28}  CPU ms/page  x bare text")
    figures: dict[str, Any] = {"pages": spent.pages, "documents": spent.documents}
    figures |= {"unreadable": spent.unreadable, "runs": runs, "ms": spent.ms(lambda run: run.wall)}
    for name, key, of in _WHOLES:
        ms, ratio = spent.ms(of), spent.ratio(of)
        print(f"{name:28}  {ms:11.2f}  {ratio:11.2f}")
        figures |= {f"{key}_cpu_ms": ms, f"{key}_by_bare_text": ratio}
    run = spent.middle
    print(f"{'stage (run of median chain)':28}  CPU ms/page   part")
    per_page = {name: seconds * 1000 / spent.pages for name, seconds in run.stages.items()}
    for name, ms in per_page.items():
        print(f"{name:28}  {ms:11.3f}  {run.stages[name] / run.chain:5.1%}")
    print("slowest documents, CPU ms/page of extract():")
    for ms, pages, name in spent.slowest[:5]:
        print(f"  {ms:6.1f}  {pages:4} pages  {name}")
    return {"stages": {**figures, "stages_cpu_ms": per_page}}


_WHOLES: tuple[tuple[str, str, Callable[[Run], float]], ...] = (
    ("PDFium's bare text", "bare_text", lambda run: run.bare),
    ("extract()", "extract", lambda run: run.extract),
    ("the whole chain", "chain", lambda run: run.chain),
)


def growth_of(file: Path, tools: Sequence[str], runs: int, limit: float) -> dict[str, Any]:
    n_pages = page_count([file])
    if not n_pages:
        raise SystemExit(f"{file} has no pages that PDFium can read")
    installed = [tool for tool in tools if importlib.util.find_spec(TOOLS[tool][1])]
    documents = [(size, cut(file, spread(size, n_pages))) for size in sizes(n_pages)]
    grown = measure_growth(installed, documents, runs, limit)
    print(
        f"\ngrowth: {file.name}, {n_pages} pages, fresh process each, medians of up to {runs} runs; "
        f"left out: {', '.join(t for t in tools if t not in installed) or 'none'}"
    )
    names = list(dict.fromkeys(g.tool for g in grown))
    for what, of in (
        ("seconds", lambda g: g.seconds),
        ("CPU seconds", lambda g: g.cpu_seconds),
        ("peak MB", lambda g: g.peak_mb),
    ):
        print(f"{what:>12}" + "".join(f"  {name:>27}" for name in names))
        for size, _ in documents:
            by_tool = {g.tool: g for g in grown if g.pages == size}
            print(f"{size:6} pages" + "".join(f"  {_shown(by_tool.get(name), of):>27}" for name in names))
    for g in grown:
        if g.error:
            print(f"failed: {g.tool} on {g.pages} pages: {g.error}")
    return {"growth": {"pages": n_pages, "rows": [asdict(g) for g in grown]}}


def _shown(grown: Grown | None, of: Any) -> str:
    if grown is None:
        return "–"
    return "failed" if of(grown) is None else f"{of(grown):.1f}"


def memory_of(file: Path, runs: int) -> dict[str, Any]:
    middle = _median([whole_run(file, 1) for _ in range(runs)])
    print(
        f"\nmemory: one worker on {page_count([file])} pages, medians of {runs} runs: peak "
        f"{middle.worker_mb:.0f} MB in the worker, {middle.tree_mb:.0f} MB in all processes, "
        f"{middle.seconds:.1f} s for the whole run"
    )
    return {"memory": {"pages": page_count([file]), **asdict(middle)}}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--stages", type=Path, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=0, help="for --stages; 0 takes all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", type=Path, metavar="FILE")
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS), default=list(TOOLS), help="for --growth")
    parser.add_argument("--limit", type=float, default=120.0, metavar="SECONDS", help="for --growth")
    parser.add_argument("--memory", type=Path, metavar="FILE")
    parser.add_argument("--json", type=Path, help="writes the figures here, for benchmarks.picture")
    arguments = parser.parse_args()
    asked = (arguments.folder, arguments.stages, arguments.growth, arguments.memory)
    for path in asked:
        if path is not None and not path.exists():
            parser.error(f"{path} does not exist")
    if not any(asked):
        parser.error("name a FOLDER, --stages, --growth or --memory")
    before = machine()
    print(before)
    if arguments.folder:
        record(arguments.json, runs_of(arguments.folder, arguments.workers, arguments.runs), before)
    if arguments.memory:
        record(arguments.json, memory_of(arguments.memory, arguments.runs), before)
    if arguments.stages or arguments.growth:
        one_core()
    if arguments.stages:
        record(
            arguments.json,
            stages_of(arguments.stages, arguments.documents, arguments.seed, arguments.runs),
            before,
        )
    if arguments.growth:
        grown = growth_of(arguments.growth, arguments.tools, arguments.runs, arguments.limit)
        record(arguments.json, grown, before)


if __name__ == "__main__":
    main()
