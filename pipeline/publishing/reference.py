"""What is published besides what documents say: the classification codes and the administrative divisions.

With them a query needs nothing but the datasets to name a code in the year of a document.
"""

from __future__ import annotations

import re
from typing import Any

from patterns import load_rows
from patterns.codes import LISTS
from patterns.divisions import full_name
from patterns.shapes.code_lists import DivisionRow

Row = dict[str, Any]
_PRINTED = re.compile(r"printed: (\d+) document")
_CLASSIFICATIONS = dict(zip(LISTS, ("function", "economic"), strict=True))
_LEVELS = {3: 1, 5: 2, 7: 3}


def code_rows() -> list[Row]:
    """The rows of `codes`: one for each name that a code has had."""
    rows = []
    for shape, classification in _CLASSIFICATIONS.items():
        for entry in load_rows(shape):
            printed = _PRINTED.match(entry.source)
            rows.append(
                {
                    "code": entry.code,
                    "classification": classification,
                    "name": entry.name,
                    "level": _LEVELS[len(entry.code)],
                    "parent": entry.parent or None,
                    "valid_from": _year(entry.valid_from),
                    "valid_to": _year(entry.valid_to),
                    "printed_in": int(printed[1]) if printed else 0,
                    "source": entry.source,
                }
            )
    return rows


def division_rows() -> list[Row]:
    """The rows of `divisions`: one for each code, name and span of years of GB/T 2260."""
    return [
        {
            "code": entry.code,
            "name": entry.name,
            "full_name": full_name(entry.code),
            "level": entry.level,
            "parent": entry.parent or None,
            "valid_from": _year(entry.valid_from),
            "valid_to": _year(entry.valid_to),
        }
        for entry in load_rows(DivisionRow)
    ]


def _year(text: str) -> int | None:
    return int(text) if text else None
