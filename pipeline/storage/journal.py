"""Receipts of a run on their way: on disk while the run goes on, so that none is lost with it.

A run that ends publishes its receipts and removes its journal. What a run that was killed leaves behind the
next one publishes, in the name of the dead. Inputs that were simply as they were are not noted here, for
there may be hundreds of thousands: of a run that is killed they have no receipt, and get theirs from the
next.
"""

from __future__ import annotations

import json
import time
from datetime import date, datetime
from typing import Any

from pipeline.datasets.parquet import read_parquet
from pipeline.storage.commits import published_names
from pipeline.storage.folders import Folder
from pipeline.storage.outcome import STATUSES

Row = dict[str, Any]
_FOLDER = "state/journal"
_AT_ONCE = 200
"""Receipts that are noted in memory before they are brought to disk."""
_SECONDS = 5.0
"""The longest that a receipt waits for others."""


class Journal:
    """The journal of one run."""

    def __init__(self, folder: Folder, run: Row) -> None:
        self.folder = folder
        self.run_id = run["run_id"]
        self._waiting: list[Row] = []
        self._written = 0
        self._since = time.monotonic()
        self.folder.put_bytes(f"{self._place}/run.json", _packed([run]))

    @property
    def _place(self) -> str:
        return f"{_FOLDER}/{self.run_id}"

    def add(self, receipt: Row) -> None:
        """Notes a receipt; on disk after some seconds or some more of them."""
        self._waiting.append(receipt)
        if len(self._waiting) >= _AT_ONCE or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Brings what was noted to disk."""
        if self._waiting:
            self.folder.put_bytes(f"{self._place}/{self._written:08}.jsonl", _packed(self._waiting))
            self._written += 1
        self._waiting, self._since = [], time.monotonic()

    def remove(self) -> None:
        """Forgets the run: its receipts are published."""
        remove(self.folder, [self.run_id])


def leftovers(folder: Folder) -> tuple[list[Row], list[Row]]:
    """Rows of `runs` and of `receipts` of the runs that did not end, oldest first.

    A run that died after it had published them has none left: its journal is removed.
    """
    runs: list[Row] = []
    receipts: list[Row] = []
    for name in folder.names(_FOLDER):
        try:
            rows = _unpacked(folder.read(name))
        except (OSError, ValueError):
            continue  # damaged by a disk; its inputs get receipts again when they are met
        if name.endswith("/run.json"):
            runs += rows
        else:
            receipts += rows
    done = _published(folder) if runs else frozenset()
    if done:
        remove(folder, [run["run_id"] for run in runs if run["run_id"] in done])
    runs = [run for run in runs if run["run_id"] not in done]
    for run in runs:
        own = [r for r in receipts if r["run_id"] == run["run_id"]]
        run["inputs"] = len(own)
        for status in STATUSES:
            run[status] = sum(r["status"] == status for r in own)
        run["unchanged"] = sum(bool(r["unchanged"]) for r in own)
        run["started_at"] = datetime.fromisoformat(run["started_at"])
    for receipt in receipts:
        receipt["counts"] = [(name, count) for name, count in receipt["counts"]]
        day = receipt.setdefault("source_date", None)  # an earlier version wrote none
        receipt["source_date"] = None if day is None else date.fromisoformat(day)
        receipt.setdefault("source_url", None)
    known = {run["run_id"] for run in runs}
    return sorted(runs, key=lambda r: r["started_at"]), [r for r in receipts if r["run_id"] in known]


def remove(folder: Folder, run_ids: list[str]) -> None:
    """Forgets runs whose receipts are published."""
    for run_id in run_ids:
        for name in folder.names(f"{_FOLDER}/{run_id}"):
            folder.remove(name)


def _published(folder: Folder) -> frozenset[str]:
    """The runs whose receipts are published."""
    tables = [read_parquet(folder.read(name), ["run_id"]) for name in published_names(folder, "runs")]
    return frozenset(run_id for table in tables for run_id in table["run_id"].to_pylist())


def _packed(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows).encode()


def _unpacked(content: bytes) -> list[Row]:
    return [json.loads(line) for line in content.splitlines()]
