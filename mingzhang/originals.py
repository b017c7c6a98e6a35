"""The documents behind an output: where their files are now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mingzhang.page import OriginalMissing
from pipeline.language.spoken import tr


class Originals:
    """Finds the bytes of a document: at its source, then below folders that were named."""

    def __init__(self, sources: str | Path | Sequence[str | Path] = ()) -> None:
        self._folders = [Path(one) for one in ([sources] if isinstance(sources, str | Path) else sources)]

    def read(self, row: dict[str, Any]) -> bytes:
        """The bytes whose hash is the doc_id of a row of `documents`. Raises `OriginalMissing`."""
        places = [Path(row["source_uri"])] if row["source_uri"] and "://" not in row["source_uri"] else []
        for folder in self._folders:
            places += sorted(folder.rglob(str(row["file_name"])))
        for place in places:
            try:
                data = place.read_bytes()
            except OSError:
                continue
            if hashlib.sha256(data).hexdigest() == row["doc_id"]:
                return data
        raise OriginalMissing(
            tr(
                "{file} is not at {source}, or is another file by now; name the folder that has it: "
                "mingzhang.open(…, sources=FOLDER)",
                file=row["file_name"],
                source=row["source_uri"],
            )
        )
