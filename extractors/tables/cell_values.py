"""What one table cell says: a number with its printed decimals, a blank, a dash, a word.

Blank, zero and absent stay apart (docs/domain.md §0 rule 4). Numbers are exact; nothing here knows of units.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from patterns import compiled
from patterns.shapes.cells import Cells

ValueState = Literal["printed", "printed_zero", "blank", "dash", "not_applicable", "template_residue"]
_WORDLESS: tuple[ValueState, ...] = ("dash", "not_applicable", "template_residue")
"""States of cells that hold neither number nor word, each with a pattern of its name."""


@dataclass(frozen=True, slots=True)
class CellValue:
    """`value` and `decimals` are null unless the cell is a number; a percentage is as printed (8.06)."""

    value: Decimal | None
    decimals: int | None
    state: ValueState
    is_percent: bool = False

    @property
    def is_word(self) -> bool:
        """Whether something is printed that is no number."""
        return self.value is None and self.state == "printed"


BLANK = CellValue(None, None, "blank")
WORD = CellValue(None, None, "printed")


@lru_cache(maxsize=1 << 15)
def squeeze(text: str) -> str:
    """NFKC without any white space: the comparable form of a cell.

    >>> squeeze("因公出国 （境） 费")
    '因公出国(境)费'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=1 << 15)
def read_cell(text: str) -> CellValue:
    """The value and the state of a cell's text.

    >>> read_cell("2,946.25").value, read_cell("0.00").state, read_cell("--").state
    (Decimal('2946.25'), 'printed_zero', 'dash')
    """
    plain = squeeze(text)
    if not plain:
        return BLANK
    patterns = compiled(Cells)
    found = patterns["number"].match(plain)
    if found is not None:
        fraction = found["fraction"] or ""
        value = Decimal(found["digits"].replace(",", "") + ("." + fraction if fraction else ""))
        if found["open"] or found["sign"] in ("-", "−"):
            value = -value
        return CellValue(value, len(fraction), "printed" if value else "printed_zero", bool(found["percent"]))
    for state in _WORDLESS:
        if patterns[state].match(plain):
            return CellValue(None, None, state)
    return WORD


@lru_cache(maxsize=1 << 15)
def is_code(text: str) -> bool:
    """Whether the cell is nothing but a classification code of 3, 5 or 7 digits."""
    return compiled(Cells)["code"].match(squeeze(text)) is not None


@lru_cache(maxsize=1 << 15)
def whole_code(text: str) -> str | None:
    """The digits of a cell that is nothing but a code, however its levels are set apart; null for others.

    >>> whole_code("208-05-01"), whole_code("208.05"), whole_code("301001"), whole_code("行政运行")
    ('2080501', '20805', '301001', None)
    """
    plain = squeeze(text)
    if plain.isdigit():
        return plain
    found = compiled(Cells)["parted_code"].match(plain)
    return None if found is None else found["class"] + found["subject"] + (found["item"] or "")


@lru_cache(maxsize=1 << 15)
def code_in_label(text: str) -> str | None:
    """The code that stands before a name in one cell.

    >>> code_in_label("[201]一般公共服务支出"), code_in_label("30101-基本工资"), code_in_label("基本工资")
    ('201', '30101', None)
    """
    found = compiled(Cells)["code_and_name"].match(squeeze(text))
    return None if found is None else found["bracketed"] or found["plain"]


@lru_cache(maxsize=1 << 15)
def is_measured(text: str) -> bool:
    """Whether the cell is a date or a count with its measure word: `2026-3-26`, `260人`."""
    return compiled(Cells)["measured"].match(squeeze(text)) is not None


@lru_cache(maxsize=1 << 15)
def is_ordinal(text: str) -> bool:
    """Whether the cell can be a row or column number: `3`, `(12)`, `1=2+3`."""
    return compiled(Cells)["ordinal"].match(squeeze(text)) is not None


@lru_cache(maxsize=1 << 15)
def is_numbered_label(text: str) -> bool:
    """Whether the cell begins as the labels of fixed rows do: 一、 (一) 1. 其中："""
    return compiled(Cells)["numbered_label"].match(squeeze(text)) is not None
