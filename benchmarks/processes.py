"""Time and memory of other processes, read from /proc (Linux only)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: wall seconds; peak resident memory in MB of the whole tree, of its largest process, and of the
    largest process below the first, which is the largest worker."""

    seconds: float
    tree_mb: float
    process_mb: float
    worker_mb: float


def watch(command: Sequence[str]) -> Measured:
    """Runs a command to its end, sampling the memory of all its processes.

    The sum is of what each sample saw; a single process's peak is the system's own count, which misses
    nothing between two samples but a process's last tenth of a second. Raises `RuntimeError` when it cannot
    be started or is killed; a plain exit status is not looked at: a run over damaged files exits with 1.
    """
    start = time.perf_counter()
    tree = process = worker = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            pids = descendants(run.pid)
            tree = max(tree, sum(resident_mb(pid) for pid in pids))
            process = max(process, *(peak_mb(pid) for pid in pids))
            worker = max(worker, *(peak_mb(pid) for pid in pids[1:]), 0.0)
            time.sleep(SAMPLE_SECONDS)
    if run.returncode < 0 or run.returncode > 1:
        raise RuntimeError(
            f"{' '.join(command)} ended with status {run.returncode}; run it by hand to see why"
        )
    return Measured(time.perf_counter() - start, tree, process, worker)


def descendants(root: int) -> list[int]:
    """The process and everything below it, the process first."""
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
    """What a process holds now; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except OSError:
        return 0.0


def peak_mb(pid: int | str) -> float:
    """The most a process has held (VmHWM); 0 when it is gone. Not `ru_maxrss`, which a process inherits."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), 0.0)
