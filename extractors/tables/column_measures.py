"""What the columns and rows of statutory tables mean: measure, scope, role.

The knowledge is `patterns/column_measures.toml`; this module only asks it. output/README.md, "Which measure a
table's column carries".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractors.tables.cell_values import code_in_label, squeeze
from patterns import Pattern, compiled, load, load_csv
from patterns.codes import LISTS

PATTERN_FILE = "column_measures"
_BRACKETS = re.compile(r"\([^()]*\)")
_QUOTES = str.maketrans("", "", "\"'“”‘’「」")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """How a kind of table is read."""

    name: str
    axis: str
    """code, items, labels"""
    scope: str | None


@cache
def _groups() -> dict[str, Group]:
    return {
        table: Group(entry["name"], entry["axis"], entry.get("scope"))
        for entry in load(PATTERN_FILE)["group"]
        for table in entry["tables"]
    }


def group_of(canonical_table: str | None) -> Group | None:
    """How tables with this id are read; null for those that give no facts."""
    return _groups().get(canonical_table or "")


def code_tables() -> frozenset[str]:
    """Ids of the tables whose rows are classification codes."""
    return frozenset(table for table, group in _groups().items() if group.axis == "code")


@cache
def _patterns(prefix: str) -> tuple[Pattern[Any], ...]:
    return tuple(p for i, p in compiled(PATTERN_FILE).items() if i.startswith(prefix + "."))


@lru_cache(maxsize=1 << 13)
def entry_of(prefix: str, text: str) -> dict[str, Any] | None:
    """The first entry of a group of patterns that matches a squeezed text; null for none."""
    return next((p.entry for p in _patterns(prefix) if p.search(text)), None)


@lru_cache(maxsize=1 << 12)
def join_path(path: tuple[str, ...]) -> str:
    """A column path as one squeezed text, levels joined by a slash; units in brackets left out.

    >>> join_path(("基本支出", "小 计（万元）"))
    '基本支出/小计'
    """
    unit = compiled("tables")["unit_in_header"]
    return "/".join(unit.sub("", squeeze(level)) for level in path)


@lru_cache(maxsize=1 << 13)
def bare_label(label: str) -> str:
    """A row label without ordinals, 其中:, brackets, quotation marks and code.

    >>> bare_label("其中：（一）因公出国（境）支出"), bare_label("1.一般公共预算资金"), bare_label("A-货物")
    ('因公出国支出', '一般公共预算资金', 'A-货物')
    """
    plain = squeeze(label).translate(_QUOTES)
    code = code_in_label(plain)
    if code is not None:
        plain = plain.lstrip("[").removeprefix(code).lstrip("]-－—_")
    previous = None
    numbered = compiled("cells")["numbered_label"]
    while plain != previous:
        previous = plain
        plain = numbered.sub("", plain)
    return _BRACKETS.sub("", plain)


@cache
def _class_names() -> dict[str, str]:
    """Name of a functional 类, with and without 支出 at its end → code; names of all years."""
    names: dict[str, str] = {}
    suffix = load(PATTERN_FILE)["class_suffix"]
    for row in load_csv("codes_functional"):
        if len(row["code"]) == 3:
            for name in (row["name"], row["name"].removesuffix(suffix)):
                names.setdefault(name, row["code"])
    return names


@lru_cache(maxsize=1 << 12)
def function_class(label: str) -> str | None:
    """The 3-digit functional code of a 类 named by a row label.

    >>> function_class("二十、住房保障支出"), function_class("七、文化体育与传媒支出"), function_class("总计")
    ('221', '207', None)
    """
    bare = bare_label(label)
    names = _class_names()
    suffix = load(PATTERN_FILE)["class_suffix"]
    return names.get(bare) or (names.get(bare.removesuffix(suffix)) if bare.endswith(suffix) else None)


@cache
def _names() -> frozenset[str]:
    return frozenset(bare_label(row["name"]) for file in LISTS for row in load_csv(file))


def is_known_label(label: str) -> bool:
    """Whether a row label is one that statutory tables print: a class, a subject, a fixed row."""
    bare = bare_label(label)
    return bare in _names() or function_class(label) is not None or entry_of("label", bare) is not None


def years_in(texts: Sequence[str]) -> list[int]:
    """Years that these texts name, in order.

    >>> years_in(["2025年执行数", "2026年预算数"])
    [2025, 2026]
    """
    return [int(y) for t in texts for y in _YEAR.findall(t)]


@lru_cache(maxsize=1 << 12)
def role_of(
    text: str, kind: str, fiscal_year: int | None, basis: str | None
) -> tuple[str, int | None] | None:
    """Role and year of a column (or of a row that names a year); null for changes and rates.

    `text` is the squeezed path; `kind` is `bd` or `fa`; `basis` is what a note says that 预算数 are.
    """
    patterns = compiled(PATTERN_FILE)

    def says(which: str) -> bool:
        return patterns[f"role.{which}"].search(text) is not None

    if says("change"):
        return None
    years = years_in([text])
    year = years[-1] if years else None
    executed = says("executed")
    is_prior = says("prior") or (year is not None and fiscal_year is not None and year < fiscal_year)
    if year is None and is_prior and fiscal_year is not None:
        year = fiscal_year - 1
    if kind == "bd":
        if executed or is_prior:
            return ("prior_final" if executed else "prior_budget"), year
        return "initial_budget", year
    if is_prior:
        return ("prior_final" if executed or not says("budget") else "prior_budget"), year
    if says("initial"):
        return "initial_budget", year
    if says("full_year"):
        return "full_year_budget", year
    if says("budget") and not executed:
        return (basis or "full_year_budget"), year
    return "final", year
