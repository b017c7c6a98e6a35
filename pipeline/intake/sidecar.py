"""`sources.csv`: where the files beside it and below it are published, as whoever put them there says.

    file,address,date
    2024/a.pdf,https://example.gov.cn/2024/a.pdf,2024-08-30
    b.zip!/c.pdf,https://example.gov.cn/c.pdf,

UTF-8 or GB18030, as spreadsheets save it; the columns in any order, others are left alone, `date` may be
absent. A file without an address says that none is known: what an earlier run was told is taken back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.intake.addresses import written
from pipeline.storage.catalog import Address

NAME = "sources.csv"
COLUMNS = ("file", "address")
"""Columns that must be there."""
DATE = "date"
_DELIMITERS = ",\t;"
_DAY = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|\D(\d{1,2})\D(\d{1,2}))(?:\D.*)?", re.DOTALL)
"""2024-08-30, 2024/8/30 (as Excel saves it), 20240830; a time behind it counts for nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a list cannot be used; a line (0: the whole of it), and what is the matter there."""

    uri: str
    line: int
    what: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.uri}: {self.what}"
        return f"{self.uri}, line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: a file, relative to the folder of the list, and where it is published."""

    line: int
    file: str
    address: Address


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a list says, and what of it cannot be used."""

    entries: Sequence[Entry]
    problems: Sequence[Problem]


def is_sidecar(uri: str) -> bool:
    """Whether an input is a list of addresses, by its name.

    >>> is_sidecar("in/sources.csv"), is_sidecar("in/a.zip!/sources.csv"), is_sidecar("in/resources.csv")
    (True, True, False)
    """
    return uri.rpartition("/")[2].lower() == NAME


def read_sidecar(uri: str, data: bytes) -> Sidecar:
    """The entries of a list, and its problems. Never raises."""
    text = _decoded(data)
    if text is None:
        what = "it is neither UTF-8 nor GB18030; save it as CSV UTF-8"
        return Sidecar((), [Problem(uri, 0, what)])
    rows = _rows(text)
    try:
        line, head = next(rows, (1, []))
    except csv.Error as error:
        return Sidecar((), [Problem(uri, 1, _not_csv(error))])
    names = [name.strip().lower() for name in head]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        what = f"there is no column {', '.join(missing)}; the first line must be file,address,date"
        return Sidecar((), [Problem(uri, line, what)])
    return _read(uri, names, rows)


def _read(uri: str, names: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> Sidecar:
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    try:
        for line, row in rows:
            values = dict(zip(names, (value.strip() for value in row), strict=False))
            if not any(values.values()):
                continue
            try:
                entry, dateless = _entry(line, values)
            except ValueError as error:
                problems.append(Problem(uri, line, str(error)))
                continue
            if dateless:
                problems.append(Problem(uri, line, dateless))
            first = entries.setdefault(entry.file, entry)
            if first.address != entry.address:
                what = f"{entry.file} has another address on line {first.line}"
                problems.append(Problem(uri, line, what))
    except csv.Error as error:
        problems.append(Problem(uri, 0, _not_csv(error)))
    return Sidecar(tuple(entries.values()), problems)


def _entry(line: int, values: dict[str, str]) -> tuple[Entry, str]:
    """A row, and what is wrong with its date. Raises `ValueError` for one that cannot be used."""
    file, address = (values.get(name, "") for name in COLUMNS)
    if not file:
        raise ValueError("it names no file")
    if file.startswith(("/", "\\")) or file[1:2] == ":" or ".." in re.split(r"[/\\]", file):
        raise ValueError(f"{file} leads out of the folder of the list; give the path from there")
    url = written(address) if address else None
    told = values.get(DATE, "")
    day = _day(told)
    wrong = ""
    if told and day is None:
        wrong = f"{told} is no date; write it as 2024-08-30"
    return Entry(line, file, Address(url, day if url else None)), wrong


def _day(told: str) -> str | None:
    """A date as yyyy-mm-dd; null for what is none.

    >>> _day("2024/8/30"), _day("20240830"), _day("2024-08-30 10:15"), _day("2024-13-01"), _day("8/30/2024")
    ('2024-08-30', '2024-08-30', '2024-08-30', None, None)
    """
    found = _DAY.fullmatch(told)
    if found is None:
        return None
    year, *rest = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, *rest).isoformat()
    except ValueError:
        return None


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line that each begins on, parted by what parts the first line."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begun = 1
    for row in reader:
        if row:
            yield begun, row
        begun = reader.line_num + 1


def _not_csv(error: csv.Error) -> str:
    return f"it is no CSV file ({error}); save it again"
