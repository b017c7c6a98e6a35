"""How fast a whole run is, and how much memory it takes.

    python -m benchmarks.throughput FOLDER [--workers 1 2] [--runs 3]

Runs the installed `mingzhang run` on FOLDER into a fresh output folder, as often as asked, in turn for each
number of workers, and prints the medians with the machine. Memory is sampled every 0.2 s over the whole
process tree (/proc, so Linux only): the peak of the sum, and the peak of the largest single process.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: wall seconds, peak memory in MB of the whole tree and of its largest process."""

    seconds: float
    tree_mb: float
    process_mb: float


def children(root: int) -> list[int]:
    """The process and everything below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo.extend(parents.get(pid, []))
    return found


def resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except OSError:
        return 0.0


def measure(folder: Path, workers: int) -> Measured:
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "mingzhang", "run", str(folder)]
        command += ["--output", output, "--workers", str(workers)]
        start = time.perf_counter()
        tree = process = 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            while run.poll() is None:
                sizes = [resident_mb(pid) for pid in children(run.pid)]
                tree, process = max(tree, sum(sizes)), max(process, *sizes)
                time.sleep(SAMPLE_SECONDS)
        return Measured(time.perf_counter() - start, tree, process)


def page_count(folder: Path) -> int:
    import pypdfium2

    pages = 0
    for path in folder.rglob("*.pdf"):
        try:
            pages += len(pypdfium2.PdfDocument(path))
        except pypdfium2.PdfiumError:
            continue
    return pages


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    pages = page_count(arguments.folder)
    results: dict[int, list[Measured]] = {n: [] for n in arguments.workers}
    for _ in range(arguments.runs):
        for workers in arguments.workers:
            results[workers].append(measure(arguments.folder, workers))
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
    print(f"{pages} pages; medians of {arguments.runs} runs")
    print("workers  seconds  pages/s  peak MB, all processes  peak MB, largest process")
    for workers, runs in results.items():
        seconds = statistics.median(r.seconds for r in runs)
        tree = statistics.median(r.tree_mb for r in runs)
        process = statistics.median(r.process_mb for r in runs)
        print(f"{workers:7}  {seconds:7.1f}  {pages / seconds:7.0f}  {tree:22.0f}  {process:24.0f}")


if __name__ == "__main__":
    main()
