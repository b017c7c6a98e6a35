"""CSV that no spreadsheet takes for formulas.

Documents are scraped from the net: a cell that begins with `=` would run when a journalist opens the file.
Text that a spreadsheet could read as a formula gets an apostrophe in front, which spreadsheets show as text
(OWASP, CSV Injection). Numbers, dates and truth values are written as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import IO, Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Full-width signs count too: spreadsheets of East Asian locales take them for the half-width ones."""


def safe_cell(value: Any) -> Any:
    """`value` as it may stand in a CSV or spreadsheet cell.

    >>> from decimal import Decimal
    >>> safe_cell("=HYPERLINK(1)"), safe_cell(Decimal("-3.50")), safe_cell("某市财政局")
    ("'=HYPERLINK(1)", Decimal('-3.50'), '某市财政局')
    """
    if not isinstance(value, str):
        return safe_cell(str(value)) if isinstance(value, list | dict | tuple) else value
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def write_csv(stream: IO[str], header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A header and rows, lines ended by a line feed."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([safe_cell(value) for value in row] for row in rows)
