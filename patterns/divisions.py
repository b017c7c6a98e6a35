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


def path_of(code: str) -> list[tuple[str, str]]:
    """The division and those around it, the outermost first: codes and names; empty for an unknown code.

    >>> path_of("310107"), path_of("999999")
    ([('310000', '上海市'), ('310107', '普陀区')], [])
    """
    names = _names()
    if code not in names:
        return []
    around = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return [(each, names[each]) for each in around if each in names]


def divisions_called(name: str) -> list[str]:
    """The codes of the divisions of a name: in full (with what they lie in or not), or short.

    A name in full means its division alone, though it be the short one of another.

    >>> divisions_called("北京"), divisions_called("上海市普陀区"), divisions_called("nowhere")
    (['110000'], ['310107'], [])
    """
    rows = load_rows(DivisionRow)
    whole = {row.code for row in rows if name in (row.name, full_name(row.code))}
    return sorted(whole or {row.code for row in rows if row.short == name})


def division_names() -> list[str]:
    """All names of divisions, past ones too."""
    return sorted({row.name for row in load_rows(DivisionRow)})


@cache
def _names() -> dict[str, str]:
    """The latest name of each code."""
    return {row.code: row.name for row in sorted(load_rows(DivisionRow), key=lambda row: row.valid_from)}
