"""Numbers that spreadsheets keep in the cells of pages that they save, where they show others."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extractors.html.elements import Element

_ATTRIBUTES = ("x:num", "sdval")
"""What Excel and LibreOffice write."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")


def stored_number(cell: Element, text: str) -> str | None:
    """The number kept in a cell, in full; null where the cell keeps none or shows it whole.

    >>> cell = Element("td", {"x:num": "1234.5678"}, None, 1)
    >>> stored_number(cell, "1,234.57"), stored_number(cell, "1,234.5678")
    ('1234.5678', None)
    """
    for name in _ATTRIBUTES:
        kept = cell.attribute(name).strip()
        if _NUMBER.fullmatch(kept):
            try:
                value = Decimal(kept)
                seen = Decimal(text.replace(",", "").strip())
            except InvalidOperation:
                return kept
            return None if value == seen else kept
    return None
