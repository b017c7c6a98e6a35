"""Names of administrative divisions by their code (GB/T 2260), with what they lie in."""

from __future__ import annotations

from functools import cache

from patterns import load_rows
from patterns.shapes.code_lists import DivisionRow

CENTRAL = "000000"


def full_name(code: str) -> str | None:
    """The name of a division with those of the province and city around it; null for an unknown code.

    >>> full_name("310107"), full_name("320500"), full_name("999999")
    ('上海市普陀区', '江苏省苏州市', None)
    """
    names = _names()
    if code not in names:
        return None
    return "".join(names[c] for c in dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code)) if c in names)


@cache
def _names() -> dict[str, str]:
    """The latest name of each code."""
    return {row.code: row.name for row in sorted(load_rows(DivisionRow), key=lambda row: row.valid_from)}
