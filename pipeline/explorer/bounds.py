"""What questions may take of the machine: memory, threads, and so much of the disk as they put aside."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one DuckDB, all questions that it answers at a time together."""

    memory_mb: int = 2048
    threads: int = 4
    aside_mb: int = 4096
    """What does not fit into memory may take so much of the disk."""
    aside: str = field(default_factory=tempfile.gettempdir)
    """The folder for it."""


PAGES = Bounds()
"""Of the pages."""
ASKED = Bounds(memory_mb=1024, threads=2, aside_mb=2048)
"""Of SQL that people write."""


def bind(connection: duckdb.DuckDBPyConnection, bounds: Bounds) -> None:
    """Holds a DuckDB within bounds; nothing of Python is in its reach."""
    aside = f"{bounds.aside}/mingzhang-duckdb".replace("'", "''")
    for setting in (
        f"memory_limit = '{bounds.memory_mb}MB'",
        f"threads = {bounds.threads}",
        f"temp_directory = '{aside}'",
        f"max_temp_directory_size = '{bounds.aside_mb}MB'",
        "python_enable_replacements = false",
    ):
        connection.execute(f"set {setting}")
