"""The machine a figure was measured on, and records of figures as JSON."""

from __future__ import annotations

import datetime
import json
import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any


def machine() -> str:
    """One line: architecture, cores, memory, system, Python, and how busy it is (load of the last minute)."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


def version(package: str) -> str:
    """Of an installed package; "" where it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def one_core() -> None:
    """Keeps this process and all that it starts on one core: threads of a tool gain nothing."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def record(path: Path | None, figures: dict[str, dict[str, Any]], before: str) -> None:
    """Writes figures with machine and date, for `benchmarks.picture`; nothing where no path is given.

    Figures of other names that the file already holds stay in it. `before` is `machine()` as it was when the
    measuring began: its load is not our own.
    """
    if path is None:
        return
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, values in figures.items():
        found[name] = {"measured_on": datetime.date.today().isoformat(), "machine": before, **values}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
