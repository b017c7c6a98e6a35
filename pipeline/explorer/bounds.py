"""What questions may take of the machine: memory, threads, and so much of the disk as they put aside."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.views import quoted

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one DuckDB, all questions that it answers at a time together."""

    memory_mb: int = 2048
    threads: int = 4
    aside_mb: int = 4096
    """What does not fit into memory may take so much of the disk."""


PAGES = Bounds()
"""Of the pages."""
ASKED = Bounds(memory_mb=1024, threads=2, aside_mb=2048)
"""Of SQL that people write."""


def bind(connection: duckdb.DuckDBPyConnection, bounds: Bounds, aside: Path | None = None) -> None:
    """Holds a DuckDB within bounds; nothing of Python is in its reach.

    `aside` is the folder for what does not fit into memory, one in that of the system where none is given.
    """
    folder = aside or Path(tempfile.gettempdir()) / f"mingzhang-duckdb-{os.getpid()}"
    for setting in (
        f"memory_limit = '{bounds.memory_mb}MB'",
        f"threads = {bounds.threads}",
        f"temp_directory = {quoted(folder.as_posix())}",
        f"max_temp_directory_size = '{bounds.aside_mb}MB'",
        "python_enable_replacements = false",
    ):
        connection.execute(f"set {setting}")
