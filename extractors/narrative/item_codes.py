"""Codes of the classifications by the names that sentences print (docs/domain.md §5.2, §5.3).

A name alone is one of several codes' as often as not: it counts with its level, with what stands above it, or
where the catalogue has it once.
"""

from __future__ import annotations

from functools import cache

from extractors.narrative.squeezed import squeeze
from patterns import load, load_rows
from patterns.codes import listed_codes
from patterns.shapes.clauses import Clauses
from patterns.shapes.code_lists import EconomicCode, FunctionalCode

_WORDS = load(Clauses).words
_SUFFIXES = load(Clauses).item_suffix
Path = tuple[tuple[str, str], ...]
"""An item as printed: (level, name) from the outermost on; the levels are 类, 款, 项."""


def functional_code(path: Path) -> str | None:
    """The code of 类 – 款 – 项 names as far as the catalogue knows them; null for an unknown name.

    >>> functional_code((("类", "一般公共服务支出"), ("款", "审计事务"), ("项", "行政运行")))
    '2010801'
    """
    by_name, _ = _functional()
    code: str | None = None
    for position, (level, name) in enumerate(path):
        if position == 0:
            known = by_name.get((level, _plain(name)), ()) if name not in _SUFFIXES else ()
            code = known[0] if len(known) == 1 else None
        elif code is not None:
            code = code_below(code, name)
        if code is None:
            return None
    return code


def code_below(code: str, name: str) -> str | None:
    """The code of the item of a name below another."""
    _, by_parent = _functional()
    repeated = _SUFFIXES.get(name)
    return by_parent.get((code, _plain(name))) or (code + repeated if repeated and len(code) == 5 else None)


def economic_code(name: str, year: int | None = None) -> str | None:
    """The code of the departments' economic classification by its name, in a year if one is given; null for
    none or several.

    >>> economic_code("住房公积金"), economic_code("住房公积金", 2026)
    (None, '30113')
    """
    return economic_names(year).get(name)


@cache
def class_codes() -> dict[str, str]:
    """Codes of the classes that prose names without a mark; names of several classes are left out."""
    codes: dict[str, str] = {}
    ambiguous: set[str] = set()
    for row in listed_codes():
        if len(row.code) == 3:
            name = squeeze(row.name)
            if codes.get(name, row.code) != row.code:
                ambiguous.add(name)
            codes[name] = row.code
    codes = {name: code for name, code in codes.items() if name not in ambiguous}
    codes.update(load(Clauses).class_alias)
    return codes


def _plain(name: str) -> str:
    return name.removesuffix(_WORDS.expenditure_suffix)


@cache
def _functional() -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[tuple[str, str], str]]:
    """Codes by level and name, where it is no class's name too (援助其他地区 is divided as the whole is), and
    by parent and name."""
    rows = [(row, _plain(squeeze(row.name))) for row in load_rows(FunctionalCode)]
    classes = {key for row, key in rows if not row.parent}
    by_name: dict[tuple[str, str], tuple[str, ...]] = {}
    by_parent: dict[tuple[str, str], str] = {}
    for row, key in rows:
        known = by_name.get((row.level, key), ())
        if row.code not in known and not (row.parent and key in classes):
            by_name[row.level, key] = (*known, row.code)
        by_parent[row.parent, key] = row.code
    return by_name, by_parent


@cache
def economic_names(year: int | None) -> dict[str, str]:
    """Codes of the economic classification of departments by name, where a name stands for one only in a
    year; null is any year."""
    codes: dict[str, str | None] = {}
    for row in load_rows(EconomicCode):
        valid = year is None or int(row.valid_from or year) <= year <= int(row.valid_to or year)
        if valid and row.code[0] == "3" and len(row.code) <= 5:
            name = squeeze(row.name)
            codes[name] = row.code if codes.get(name, row.code) == row.code else None
    return {name: code for name, code in codes.items() if code is not None}
