"""The classification codes of government expenditure, with the names and years in which they are valid.

`codes_functional.csv` (类, 款, 项: 3, 5, 7 digits) and `codes_economic.csv` (the departments' classification
301–399 and the governments' 501–599) hold one row for each name that a code has had. `valid_from` and
`valid_to` are years of the yearly 政府收支分类科目, both inclusive; empty is open or not known. `source` says
how it is known: `domain_knowledge`, and `printed: N documents of R regions, Y–Y` where published tables print
code and name so (`mingzhang patterns learn` counts them). docs/domain.md §5.2, §5.3.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from patterns import load_rows
from patterns.shapes.code_lists import CodeRow, EconomicCode, FunctionalCode

LISTS: tuple[type[CodeRow], ...] = (FunctionalCode, EconomicCode)
"""The shapes of both lists."""
LEVELS = {3: "类", 5: "款", 7: "项"}
_DROPPED = {ord(c): None for c in "\"'“”‘’「」『』"}


@dataclass(frozen=True, slots=True)
class CodeName:
    """A name of a code and the years (inclusive) in which it is valid; null is open."""

    code: str
    name: str
    valid_from: int | None
    valid_to: int | None
    source: str

    def holds_in(self, year: int | None) -> bool:
        """Whether the name is valid in a year; of an unknown year it may be."""
        return year is None or (self.valid_from or year) <= year <= (self.valid_to or year)


def listed_codes() -> tuple[CodeRow, ...]:
    """The rows of both lists, the functional one first."""
    return tuple(row for shape in LISTS for row in load_rows(shape))


@cache
def code_names() -> dict[str, tuple[CodeName, ...]]:
    """Every listed code with all its names."""
    found: dict[str, list[CodeName]] = {}
    for row in listed_codes():
        first, last = (int(year) if year else None for year in (row.valid_from, row.valid_to))
        found.setdefault(row.code, []).append(CodeName(row.code, row.name, first, last, row.source))
    return {code: tuple(names) for code, names in found.items()}


def names_in(code: str, year: int | None) -> tuple[str, ...]:
    """The names that a code has in a year; none where it is in no list or not valid in that year.

    >>> names_in("207", 2018), names_in("207", 2024), names_in("20139", 2023)
    (('文化体育与传媒支出',), ('文化旅游体育与传媒支出',), ())
    """
    return tuple(n.name for n in code_names().get(code, ()) if n.holds_in(year))


def plain_name(label: str, code: str = "") -> str:
    """A printed name in the form in which names are compared: half-width, no space or quotation marks, no
    code before it.

    >>> plain_name("[20103]政府办公厅（室）及 相关机构事务", "20103"), plain_name("30101-基本工资", "30101")
    ('政府办公厅(室)及相关机构事务', '基本工资')
    """
    plain = "".join(unicodedata.normalize("NFKC", label).split()).translate(_DROPPED)
    if code:
        bare = plain.lstrip("[(【")
        if bare.startswith(code):
            plain = bare.removeprefix(code).lstrip("])】-－—_.")
    return plain
