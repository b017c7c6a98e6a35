"""Tables as text with delimiters (RFC 4180, and with tabs or semicolons): told from prose by evidence.

A text is a table, or several, where most lines have as many fields as their neighbours, these are short,
and no commas are those of sentences or of thousands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.errors import Unreadable
from extractors.written.sheet_words import is_number, plain
from extractors.written.worksheet import MAX_CELLS

DELIMITERS = ("\t", ",", ";")
MIN_SHARE = 0.75
"""So many of the lines with something on them are of tables: lines of one width that follow each other. The
others are titles and notes."""
MIN_ROWS = 3
LONG_FIELD = 60
MAX_LONG = 0.1
"""So many fields may be as long as sentences are."""
MAX_LINE_FEEDS = 500
"""More lines in one quoted field are a quotation mark that was never closed."""
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_SENTENCE = re.compile(r"[。；！？]")
_DECLARED = re.compile(r'\s*"?sep=(.)"?\s*\n', re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Delimited:
    """The records of a text, as they were parted."""

    delimiter: str
    rows: tuple[tuple[str, ...], ...]


def read_delimited(text: str) -> Delimited | None:
    """The records of a text that is a table; null for prose.

    Raises `Unreadable` for one with more than `MAX_CELLS` fields.

    >>> read_delimited("科目,金额\\n合计,12.5\\n行政运行,12.5\\n").delimiter
    ','
    >>> read_delimited("本年收入12.5万元,比上年增加。\\n本年支出12.5万元,比上年增加。\\n一,二\\n") is None
    True
    """
    declared = _DECLARED.match(text)
    if declared is not None:
        rows = _records(text[declared.end() :], declared[1])
        return None if rows is None else Delimited(declared[1], ((), *rows))
    for delimiter in DELIMITERS:
        if text.count(delimiter) < MIN_ROWS:
            continue
        rows = _records(text, delimiter)
        if rows is not None and _is_table(rows, text, delimiter):
            return Delimited(delimiter, tuple(rows))
    return None


def _records(text: str, delimiter: str) -> list[tuple[str, ...]] | None:
    """The records of a text; null where quotation marks do not close."""
    rows: list[tuple[str, ...]] = []
    left = MAX_CELLS
    try:
        for record in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            left -= len(record)
            if left < 0:
                raise Unreadable("too_large", f"a table of more than {MAX_CELLS} fields; give it in parts")
            if any(field.count("\n") > MAX_LINE_FEEDS for field in record):
                return None
            rows.append(tuple(_AS_TEXT.sub(r"\1", field) for field in record))
    except csv.Error:
        return None
    return rows


def _is_table(rows: Sequence[tuple[str, ...]], text: str, delimiter: str) -> bool:
    filled = [row for row in rows if any(field.strip() for field in row)]
    runs = [list(run) for width, run in groupby(filled, key=len) if width > 1]
    of_table = [row for run in runs if len(run) >= MIN_ROWS for row in run]
    if not of_table or len(of_table) < MIN_SHARE * len(filled):
        return False
    several = [[field.strip() for field in row if field.strip()] for row in of_table]
    several = [row for row in several if len(row) > 1]
    if len(several) < MIN_ROWS - 1:
        return False
    fields = [field for row in several for field in row]
    long = sum(len(field) > LONG_FIELD or _SENTENCE.search(field) is not None for field in fields)
    if long > MAX_LONG * len(fields):
        return False
    if delimiter == "," and _commas_are_of_thousands(text):
        return False
    return len(of_table[0]) > 2 or any(is_number(plain(field)) for field in fields)


def _commas_are_of_thousands(text: str) -> bool:
    """Whether most lines with a comma have none but those inside of numbers."""
    lines = [line for line in text.splitlines() if "," in line and '"' not in line]
    inside = sum("," not in _THOUSANDS.sub("", line) for line in lines)
    return inside * 2 > len(lines)
