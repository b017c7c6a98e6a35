"""What people said of findings: a CSV file beside the datasets that survives every run.

Findings keep their id as long as document, rule and evidence are the same. Editing the file by hand,
`mingzhang audit --mark` and the explorer do the same. Rows whose finding is gone are kept.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.ask.safe_csv import FORMULA_STARTS, safe_cell
from pipeline.datasets.ids import short_id
from pipeline.storage.folders import Folder, open_folder

OPEN, FALSE_POSITIVE = "open", "false_positive"
STATUSES = (OPEN, "confirmed", FALSE_POSITIVE, "explained")
COLUMNS = (
    *("finding_id", "status", "note", "by", "date", "doc_id", "page", "code", "printed"),
    *("recurrence", "earlier"),
)
FILE_NAME = "findings_status.csv"
_WRITTEN = COLUMNS[2:-1]
"""Columns of text."""


class StatusError(ValueError):
    """A status file that cannot be used; the message names the line and what to change."""

    def __init__(self, message: str, place: str = FILE_NAME) -> None:
        """`place` is the path of the file within the message: `problem` says the same without it."""
        super().__init__(message)
        self.problem = message.replace(place, FILE_NAME)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said at some time."""

    status: str
    note: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """One row of the file."""

    finding_id: str
    status: str
    note: str = ""
    by: str = ""
    date: str = ""
    doc_id: str = ""
    page: str = ""
    code: str = ""
    printed: str = ""
    recurrence: str = ""
    """By it a finding is known again in another version of its document (`standing.recurrence`)."""
    earlier: tuple[Said, ...] = ()
    """What was said before, the oldest first."""

    @property
    def said(self) -> Said:
        """What was said last."""
        return Said(self.status, self.note, self.by, self.date)

    @property
    def stamp(self) -> str:
        """Another when somebody says something else."""
        return short_id(self.status, self.note, self.by, self.date, len(self.earlier))

    def taken_back(self) -> Status | None:
        """The row as it was before the last was said; null where nothing was."""
        if not self.earlier:
            return None
        *rest, last = self.earlier
        return replace(
            self, status=last.status, note=last.note, by=last.by, date=last.date, earlier=tuple(rest)
        )


def read_statuses(output: Path | str) -> dict[str, Status]:
    """The statuses of an output folder by finding; none where there is no file.

    Raises `StatusError` for a file with missing columns, an unknown status or a finding named twice.
    """
    folder = open_folder(output)
    content = content_of(folder)
    return {} if content is None else parsed(content, place_of(folder))


def content_of(folder: Folder) -> bytes | None:
    """The file as it is; null where there is none. Raises `OSError`."""
    try:
        return folder.read(FILE_NAME)
    except FileNotFoundError:
        return None


def parsed(content: bytes, place: str = FILE_NAME) -> dict[str, Status]:
    """The rows of the file by finding. Raises as `read_statuses`; `place` is named in its messages."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StatusError(f"{place} is not UTF-8 ({error}); save it as CSV in UTF-8", place) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise StatusError(
            f"{place}, line 1: no column {', '.join(missing)}; the first line must name the columns", place
        )
    found: dict[str, Status] = {}
    try:
        for row in reader:
            status = _status(row, reader.line_num, place)
            if status is None:
                continue
            if status.finding_id in found:
                where, finding_id = f"{place}, line {reader.line_num}", status.finding_id
                raise StatusError(
                    f"{where}: finding {finding_id} is named twice; keep one of the rows", place
                )
            found[status.finding_id] = status
    except csv.Error as error:
        where = f"{place}, line {reader.line_num}"
        raise StatusError(f"{where}: this is no CSV ({error}); save it as CSV in UTF-8", place) from error
    return found


def _status(row: dict[str, Any], line: int, place: str) -> Status | None:
    """A row of the file; null of a blank one."""
    finding_id, status = (row["finding_id"] or "").strip(), (row["status"] or "").strip()
    if not finding_id and not status:
        return None
    where = f"{place}, line {line}"
    if status not in STATUSES:
        raise StatusError(f"{where}: unknown status {status!r}; use one of {', '.join(STATUSES)}", place)
    try:
        earlier = tuple(Said(*map(str, each)) for each in json.loads(row.get("earlier") or "[]"))
    except (ValueError, TypeError) as error:
        raise StatusError(
            f"{where}: the column earlier cannot be understood; empty it there", place
        ) from error
    texts = {name: _plain(row.get(name)) for name in _WRITTEN}
    return Status(finding_id, status, earlier=earlier, **texts)


def _plain(cell: str | None) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    text = (cell or "").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def written(statuses: Iterable[Status]) -> bytes:
    """The file with these rows, sorted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for status in sorted(statuses, key=lambda s: s.finding_id):
        earlier = [[e.status, e.note, e.by, e.date] for e in status.earlier]
        told = json.dumps(earlier, ensure_ascii=False) if earlier else ""
        writer.writerow([*(safe_cell(getattr(status, name)) for name in COLUMNS[:-1]), told])
    return ("\ufeff" + stream.getvalue()).encode()


def place_of(folder: Folder) -> str:
    """The path or URL of the file."""
    return f"{folder.url}/{FILE_NAME}"
