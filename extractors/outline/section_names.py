"""What a section title means: `canonical_section` and `scope` (docs/domain.md §2.1, §3.5)."""

from __future__ import annotations

from functools import lru_cache

from patterns import compiled
from patterns.shapes.section_names import SectionNames

_QUOTES = "“”\"'‘’「」『』〝〞＂"
_NORMAL = str.maketrans({"（": "(", "）": ")", **dict.fromkeys(_QUOTES, "")})


@lru_cache(maxsize=4096)
def canonical_section(title: str, is_part: bool = False) -> str | None:
    """The canonical name of a section with this title, or null for a title that names no standard section.
    `is_part` says that the title is that of 第一部分 and the like, which names contents, not one table.

    >>> canonical_section("机关运行经费支出情况")
    'agency_operating'
    >>> canonical_section("部门预算收支情况说明", is_part=True)
    'narrative'
    """
    normal = _normalise(title)
    return (_first("part.", normal) if is_part else None) or _first("canonical.", normal)


@lru_cache(maxsize=4096)
def scope_of(title: str) -> str | None:
    """The scope of money that a title names: all_funds, fiscal, gpb, gov_fund, state_capital, or null.

    >>> scope_of("一般公共预算财政拨款支出决算情况说明")
    'gpb'
    """
    return _first("scope.", _normalise(title))


def _first(kind: str, title: str) -> str | None:
    """The answer of the first pattern of a kind (`canonical.`) that finds something in a title."""
    for name, pattern in compiled(SectionNames).items():
        if name.startswith(kind) and pattern.search(title):
            return pattern.entry.value or name.removeprefix(kind)
    return None


def _normalise(title: str) -> str:
    return "".join(title.split()).translate(_NORMAL)
