"""What people said of findings: a CSV file beside the datasets that survives every run.

Findings keep their id as long as document, rule and evidence are the same. Editing the file by hand and
`mingzhang audit --mark` do the same. Rows whose finding is gone are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.ask.safe_csv import safe_cell
from pipeline.storage.folders import Folder, open_folder

OPEN, FALSE_POSITIVE = "open", "false_positive"
STATUSES = (OPEN, "confirmed", FALSE_POSITIVE, "explained")
COLUMNS = ("finding_id", "status", "note", "by", "date", "doc_id", "page", "code", "printed")
FILE_NAME = "findings_status.csv"


class StatusError(ValueError):
    """A status file that cannot be used; the message names the line and what to change."""


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


def read_statuses(output: Path | str) -> dict[str, Status]:
    """The statuses of an output folder by finding; none where there is no file.

    Raises `StatusError` for a file with missing columns, an unknown status or a finding named twice.
    """
    folder = open_folder(output)
    path = _place(folder)
    try:
        text = folder.read(FILE_NAME).decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise StatusError(f"{path} is not UTF-8 ({error}); save it as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise StatusError(
            f"{path}, line 1: no column {', '.join(missing)}; the first line must name the columns"
        )
    found: dict[str, Status] = {}
    for row in reader:
        finding_id, status = (row["finding_id"] or "").strip(), (row["status"] or "").strip()
        where = f"{path}, line {reader.line_num}"
        if not finding_id and not status:
            continue
        if status not in STATUSES:
            raise StatusError(f"{where}: unknown status {status!r}; use one of {', '.join(STATUSES)}")
        if finding_id in found:
            raise StatusError(f"{where}: finding {finding_id} is named twice; keep one of the rows")
        found[finding_id] = Status(
            finding_id, status, *((row.get(name) or "").strip() for name in COLUMNS[2:])
        )
    return found


def write_statuses(output: Path | str, statuses: Iterable[Status]) -> str:
    """Writes the file in one step: it is there whole or as it was. Gives its path or URL."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for status in sorted(statuses, key=lambda s: s.finding_id):
        writer.writerow([safe_cell(getattr(status, name)) for name in COLUMNS])
    folder = open_folder(output)
    folder.put_bytes(FILE_NAME, ("\ufeff" + stream.getvalue()).encode())
    return _place(folder)


def _place(folder: Folder) -> str:
    return f"{folder.url}/{FILE_NAME}"


def marked(statuses: Mapping[str, Status], status: Status) -> dict[str, Status]:
    """The statuses with one of them set. Raises `StatusError` for one that there is not."""
    if status.status not in STATUSES:
        raise StatusError(f"unknown status {status.status!r}; use one of {', '.join(STATUSES)}")
    return {**statuses, status.finding_id: status}
