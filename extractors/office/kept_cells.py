"""What workbooks keep in cells, and what the cells show of it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from extractors.frozen import frozen
from extractors.office.cell_styles import CellStyle
from extractors.office.format_codes import parse_code
from extractors.office.shown_numbers import kept_number, show_number, show_text
from extractors.written.worksheet import SheetCell

LARGEST = 1e308
"""Doubles end there; files that say more are taken at their word as text."""
_SET_OUT = str.maketrans("", "", ", ¥￥$()\u00a0")
ZERO = Decimal(0)


@frozen
class KeptCell:
    """A cell as a file keeps it: a number, a text, or nothing."""

    value: Decimal | str | None
    style: CellStyle
    formula: str | None = None
    """Without its equals sign; null for what was written by hand."""
    is_counted: bool = True
    """Whether what it keeps is the result of its formula; not where nobody has evaluated that yet."""


def number_of(text: str) -> Decimal | None:
    """The number that a file writes; null for what is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return kept_number(value) if -LARGEST < value < LARGEST else None


def shown_cell(cell: KeptCell, *, is_1904: bool = False, shows_zeros: bool = True) -> SheetCell:
    """What a cell shows, and the number beside it where it shows another."""
    style = cell.style
    text, stored = "", None
    if isinstance(cell.value, str):
        text = show_text(cell.value, style.code)
    elif cell.value is not None:
        text, stored = _shown(cell.value, style.code, is_1904)
        if not shows_zeros and cell.value == ZERO:
            text, stored = "", "0"
    return SheetCell(text, stored, style.boxed, style.centred, style.bold, style.size)


@lru_cache(maxsize=1 << 16)
def _shown(value: Decimal, code: str, is_1904: bool) -> tuple[str, str | None]:
    text = show_number(value, code, is_1904)
    return text, None if _reads_as(text, code) == value else f"{value:f}"


def _reads_as(text: str, code: str) -> Decimal | None:
    """The number that a shown text reads as by itself; null for one that is none, or a date."""
    if any(section.is_date for section in parse_code(code)):
        return None
    plain = text.translate(_SET_OUT)
    percent = plain.endswith("%")
    try:
        value = Decimal(plain.removesuffix("%"))
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    value = value / 100 if percent else value
    return -value if "(" in text else value
