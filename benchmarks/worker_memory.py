"""Whether a worker grows with the documents that it has read.

    python -m benchmarks.worker_memory FOLDER [--documents 1000] [--json FILE]

One worker, never replaced, reads the documents of a folder again and again, mixed, each time with other bytes
behind their end, so that each is a document of its own. Printed is its resident memory between two documents,
after every hundredth: the median of the ten documents up to there; and its peak over all of them. What it
shares with the server that it was forked from counts as its own; how much that is stands beside. Linux only.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.machine import machine, record
from pipeline.intake.source import Source
from pipeline.running.job import Job
from pipeline.running.limits import Limits
from pipeline.running.pool import Pool
from pipeline.running.processes import resident_mb
from pipeline.storage.unit_of_work import Settings, unit_hash

_STEP = 100
_AROUND = 10


def jobs(folder: Path, count: int, scratch: Path) -> Iterator[Job]:
    """So many documents, one file at a time on disk."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    random.Random(1).shuffle(files)
    unit, output = unit_hash(Settings()), str(scratch / "out")
    for number, path in enumerate(itertools.islice(itertools.cycle(files), count)):
        copy = scratch / f"{number % 4}-{path.name}"
        copy.write_bytes(path.read_bytes() + b"\n% " + str(number).encode() + b"\n")
        yield Job(Source(str(copy), str(copy), copy.stat().st_size), None, output, unit, Settings())


def shared_mb(pid: int) -> float:
    """MB of a process that others map too, its server above all."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Shared_")) * 1024 / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    before, after = machine(), {}
    with tempfile.TemporaryDirectory(prefix="mingzhang-memory-") as scratch:
        limits = Limits(documents_per_worker=sys.maxsize)
        pool = Pool("pipeline.running.job:do", workers=1, limits=limits)
        seen: list[float] = []
        failed = 0
        peak = shared = 0.0
        for done in pool.run(jobs(options.folder, options.documents, Path(scratch))):
            peak = max(peak, getattr(done.result, "peak_mb", 0.0))
            failed += getattr(done.result, "status", "failed") == "failed"
            if not shared and pool.workers:
                shared = shared_mb(pool.workers[0].pid)
            seen.append(resident_mb(pool.workers[0].pid) if pool.workers else 0.0)
            if len(seen) % _STEP == 0:
                after[len(seen)] = round(statistics.median(seen[-_AROUND:]), 1)
                print(f"after {len(seen)} documents: {after[len(seen)]:.1f} MB", flush=True)
        pool.close()
    first, last = after[min(after)], after[max(after)]
    print(f"{failed} of {len(seen)} could not be read; last to first: {last / first:.3f}; {before}")
    print(
        f"peak {peak:.0f} MB, of which {shared:.0f} MB were shared with the server after the first document"
    )
    figures = {"resident_mb": after, "ratio": round(last / first, 4), "peak_mb": peak, "shared_mb": shared}
    record(options.json, {"worker_memory": figures}, before)
    return 0


if __name__ == "__main__":
    sys.exit(main())
