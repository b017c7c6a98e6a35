"""What is asked of a page that was read: whether it states amounts, and whether one of them is broken."""

from __future__ import annotations

import re

from extractors.document import Document, Grid
from extractors.html.article import is_amount
from patterns import compiled
from patterns.shapes.web_pages import WebPages

_BROKEN_NUMBER = re.compile("[0-9.,]\N{REPLACEMENT CHARACTER}|\N{REPLACEMENT CHARACTER}[0-9.,]")
FEW_CELLS = 2
"""Cells with numbers that a record of an article may have: its number, a telephone."""


def states_no_amount(document: Document) -> bool:
    """Whether no sentence of a page names money, and no table of it holds amounts."""
    text, money = document.text, compiled(WebPages)["amount"]
    cells = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            cells += sum(is_amount(cell.text) or money.search(cell.text) is not None for cell in block.cells)
        elif money.search(text, block.start, block.end):
            return False
    return cells <= FEW_CELLS


def broken_numbers(document: Document) -> int:
    """How many numbers of a page have a broken character beside them, which may have been a digit."""
    return len(_BROKEN_NUMBER.findall(document.text))
