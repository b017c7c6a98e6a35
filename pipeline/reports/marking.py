"""Saying something of findings: several people, tabs and spreadsheets at once, and no row is lost.

Who writes holds a lock of the status file alone (runs go on meanwhile), reads what stands there now, changes
it, and looks once more whether the file is still as it was read before it takes its place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.language.spoken import tr
from pipeline.reports.standing import recurrence
from pipeline.reports.statuses import (
    FILE_NAME,
    OPEN,
    STATUSES,
    Said,
    Status,
    StatusError,
    content_of,
    parsed,
    place_of,
    written,
)
from pipeline.storage.folders import LocalFolder, RemoteFolder, open_folder
from pipeline.storage.locks import OutputLocked, hold

Row = Mapping[str, Any]
LOCK = "state/findings_status.lock"
WAITED = 10.0
"""Seconds that a writer waits for another."""
_AGAIN = 0.05
_TRIES = 20
"""So often a file is read anew that changes while it is changed."""


class Busy(StatusError):
    """Others write to the file all the time."""

    def __init__(self) -> None:
        super().__init__(tr("{file} is being written by somebody else; try again", file=FILE_NAME))


class Conflict(StatusError):
    """Somebody said something of these findings since they were looked at."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Of these findings; nothing was changed."""
        super().__init__(
            tr(
                "somebody else has just said something of {findings}; nothing was changed",
                findings=", ".join(ids),
            )
        )
        self.ids = tuple(ids)


def changed(output: Path | str, change: Callable[[dict[str, Status]], Mapping[str, Status]]) -> str:
    """Changes the file: `change` gets its rows as they are now, and gives those that shall stand there.

    Gives its path or URL. Raises `StatusError` where it cannot be understood, and then leaves it alone;
    `Busy`, and `OSError` where it cannot be written.
    """
    folder = open_folder(output)
    with _held(folder):
        for _ in range(_TRIES):
            before = content_of(folder)
            rows = {} if before is None else parsed(before, place_of(folder))
            after = change(dict(rows))
            if content_of(folder) == before:  # a spreadsheet knows of no lock
                if after != rows:
                    folder.put_bytes(FILE_NAME, written(after.values()))
                return place_of(folder)
    raise Busy


@contextmanager
def _held(folder: LocalFolder | RemoteFolder) -> Iterator[None]:
    end = time.monotonic() + WAITED
    while True:
        try:
            with hold(folder, LOCK):
                yield
                return
        except OutputLocked:
            if time.monotonic() >= end:
                raise Busy from None
            time.sleep(_AGAIN)


def mark(
    output: Path | str,
    findings: Sequence[Row],
    status: str | None,
    note: str | None,
    by: str,
    seen: Mapping[str, str] | None = None,
) -> str:
    """Records what somebody says of findings. Gives the path or URL of the file.

    `findings` are rows with finding_id, doc_id, page, code, printed, evidence and where known
    content_group_id. Null for status or note leaves it as it is. `seen` has the stamps (`Status.stamp`, empty
    for none) of what was looked at: `Conflict` is raised where one is another by now. Raises as `changed`.
    """
    if status is not None and status not in STATUSES:
        raise StatusError(f"unknown status {status!r}; use one of {', '.join(STATUSES)}")
    today = datetime.now(UTC).date().isoformat()

    def marked(rows: dict[str, Status]) -> dict[str, Status]:
        _unless_seen(rows, seen or {})
        for finding in findings:
            old = rows.get(finding["finding_id"])
            said = Said(
                status or (OPEN if old is None else old.status),
                (note if note is not None else "" if old is None else old.note).strip(),
                by.strip(),
                today,
            )
            if old is None:
                rows[finding["finding_id"]] = _first(finding, said)
            elif (old.status, old.note) != (said.status, said.note):
                rows[old.finding_id] = replace(_first(finding, said), earlier=(*old.earlier, old.said))
        return rows

    return changed(output, marked)


def take_back(output: Path | str, ids: Sequence[str], seen: Mapping[str, str] | None = None) -> str:
    """Takes back what was said last of findings. Raises as `mark`."""

    def taken_back(rows: dict[str, Status]) -> dict[str, Status]:
        _unless_seen(rows, seen or {})
        for finding_id in ids:
            if (row := rows.pop(finding_id, None)) is not None and (before := row.taken_back()) is not None:
                rows[finding_id] = before
        return rows

    return changed(output, taken_back)


def _unless_seen(rows: Mapping[str, Status], seen: Mapping[str, str]) -> None:
    other = [name for name, stamp in seen.items() if stamp_of(rows.get(name)) != stamp]
    if other:
        raise Conflict(other)


def stamp_of(status: Status | None) -> str:
    """The stamp of a row; empty for none."""
    return "" if status is None else status.stamp


def _first(finding: Row, said: Said) -> Status:
    return Status(
        finding["finding_id"],
        said.status,
        said.note,
        said.by,
        said.date,
        finding["doc_id"],
        str(finding["page"] or ""),
        finding["code"],
        finding["printed"] or "",
        recurrence(finding),
    )
