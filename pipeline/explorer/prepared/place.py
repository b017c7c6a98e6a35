"""Where the prepared answers of an output are kept, and which file is of which generation."""

from __future__ import annotations

import contextlib
import os
import tempfile
from importlib import metadata
from pathlib import Path

from pipeline.ask.query import Held
from pipeline.ask.remote import cache_folder
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import schema_version
from pipeline.datasets.views import VIEWS, quoted
from pipeline.explorer.prepared.making import SCHEMA
from pipeline.explorer.prepared.tables import FACTS, FIGURES, TABLES, VERSION
from pipeline.storage.folders import is_url

FOLDER = Path("state") / "explorer"
"""Below an output that is a folder and can be written to; else the machine's own cache holds them."""
_ENDING = ".duckdb"


class Place:
    """Of one generation of an output."""

    def __init__(self, held: Held) -> None:
        self.held = held
        parts = (schema_version(), VERSION, metadata.version("duckdb"), VIEWS.read_text(encoding="utf-8"))
        self.key = short_id("prepared", held.mark, *parts, *map(repr, TABLES))
        self.path = _folder(str(held.output)) / f"{self.key}{_ENDING}"

    def is_there(self) -> bool:
        """Whether the answers are prepared, whole; what is damaged goes."""
        import duckdb

        if not self.path.is_file():
            return False
        try:
            with duckdb.connect() as connection:
                connection.execute(f"attach {quoted(self.path.as_posix())} as {SCHEMA} (read_only)")
                found = connection.execute("select table_name from duckdb_tables()").fetchall()
        except duckdb.Error:
            self.discard()
            return False
        if {name for (name,) in found} >= {FACTS, FIGURES, *(table.name for table in TABLES)}:
            return True
        self.discard()
        return False

    def discard(self) -> None:
        """It goes; who has it open goes on with it."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def forget_others(self) -> None:
        """Those of other generations go."""
        for path in self.path.parent.glob(f"*{_ENDING}"):
            if path != self.path:
                with contextlib.suppress(OSError):  # Windows: another explorer has it open
                    path.unlink()


def _folder(output: str) -> Path:
    own = short_id("explorer", output if is_url(output) else str(Path(output).absolute()))
    folders = [] if is_url(output) else [Path(output) / FOLDER]
    for folder in (*folders, cache_folder() / own):
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.gettempdir()) / f"mingzhang-{own}"
