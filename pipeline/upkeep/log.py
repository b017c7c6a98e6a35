"""The night's log: one JSON object a line, in files that are turned over by size and count."""

from __future__ import annotations

import json
import logging
import logging.handlers
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.running.receipts import Receipt

FILE = "mingzhang.jsonl"


class NightLog:
    """Writes `mingzhang.jsonl` in a folder, which is made where it is missing."""

    def __init__(self, folder: Path, most_bytes: int, files: int) -> None:
        """A file is turned over before it is larger than `most_bytes`; `files` older ones are kept."""
        folder.mkdir(parents=True, exist_ok=True)
        self.handler = logging.handlers.RotatingFileHandler(
            folder / FILE, maxBytes=most_bytes, backupCount=files, encoding="utf-8"
        )

    def write(self, event: str, level: int = logging.INFO, **more: Any) -> None:
        """Writes a line: time, level and event, then what belongs to the event."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": logging.getLevelName(level).lower(), "event": event, **more}
        text = json.dumps(line, ensure_ascii=False, default=str)
        self.handler.emit(logging.makeLogRecord({"msg": "%s", "args": (text,), "levelno": level}))

    def receipt(self, receipt: Receipt) -> None:
        """Writes what became of an input, but not of one that an earlier run had read."""
        outcome = receipt.outcome
        if outcome.unchanged:
            return
        level = logging.WARNING if outcome.status in ("failed", "partial") else logging.INFO
        self.write(
            "document",
            level,
            source_uri=receipt.source_uri,
            doc_id=outcome.doc_id,
            status=outcome.status,
            error_kind=outcome.error_kind,
            message=outcome.message,
            seconds=round(outcome.seconds, 3),
            peak_mb=round(outcome.peak_mb, 1),
        )

    def close(self) -> None:
        """Closes the file; nothing can be written after that."""
        self.handler.close()
