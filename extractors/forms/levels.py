"""The first and second levels of performance indicators: official names, slips repaired.

Source: docs/domain.md §4.3.
"""

from __future__ import annotations

from functools import cache, lru_cache

from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.indicators import Indicators

MIN_REPAIRABLE = 4
"""Shorter labels have neighbours at edit distance 1 that mean something else."""
MAX_POLLUTED = 30
"""Longer texts that contain a level's name are something else."""


def official_names(depth: int) -> dict[str, str]:
    """The official names of first (1) or second (2) levels, by themselves and without their last word.

    >>> official_names(1)["产出"], official_names(2)["数量指标"]
    ('产出指标', '数量指标')
    """
    return _official_names()[depth - 1]


@cache
def _official_names() -> tuple[dict[str, str], dict[str, str]]:
    suffix = load(Indicators).words.level_suffix
    tables: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for level_ in load(Indicators).level:
        for table, names in zip(tables, ((level_.name,), level_.children), strict=True):
            for name in names:
                table[name] = name
                table.setdefault(name.removesuffix(suffix), name)
    return tables


@cache
def _parents() -> dict[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    for level_ in load(Indicators).level:
        for child in level_.children:
            parents.setdefault(child, set()).add(level_.name)
    return {child: frozenset(names) for child, names in parents.items()}


def parents_of(raw: str | None) -> frozenset[str]:
    """The first levels under which the official forms have a second level.

    >>> sorted(parents_of("社会效益")), sorted(parents_of("过程"))
    (['效益指标'], [])
    """
    return _parents().get(known_level(raw or "", 2) or "", frozenset())


def level(raw: str | None, depth: int) -> str | None:
    """The official name of a first or second level, with one slip repaired; unknown names as printed.

    >>> level("服务对象满意度标", 2), level("1－产出指标", 1), level("效益指标（30分）", 1)
    ('服务对象满意度指标', '产出指标', '效益指标')
    >>> level("质里指标", 2), level("过程", 1)
    ('质量指标', '过程')
    """
    if not raw:
        return None
    text = _bare(raw)
    return known_level(text, depth) or text or None


@lru_cache(maxsize=4096)
def known_level(raw: str, depth: int) -> str | None:
    """As `level`, but null for a name that the official forms do not have."""
    names = official_names(depth)
    text = _bare(raw)
    if text in names:
        return names[text]
    if len(text) < MIN_REPAIRABLE:
        return None
    near = {name for key, name in names.items() if key == name and _one_edit(text, key)}
    if not near and len(text) <= MAX_POLLUTED:
        # Text of the neighbouring cell was printed over the level.
        near = {name for key, name in names.items() if len(key) >= MIN_REPAIRABLE and key in text}
    return near.pop() if len(near) == 1 else None


def is_slip(raw: str | None, depth: int) -> bool:
    """True where the printed name is not the official one that it was taken for.

    >>> is_slip("服务对象满意度标", 2), is_slip("数量", 2), is_slip("过程", 1)
    (True, False, False)
    """
    if not raw:
        return False
    return known_level(raw, depth) is not None and _bare(raw) not in official_names(depth)


@lru_cache(maxsize=4096)
def _bare(raw: str) -> str:
    patterns = compiled(Indicators)
    text = patterns["points"].sub("", squeeze(raw))
    return patterns["numbered_level"].sub("", text)


def _one_edit(a: str, b: str) -> bool:
    """True where one insertion, deletion or replacement makes `b` of `a`."""
    if abs(len(a) - len(b)) > 1:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    if len(a) == len(b):
        return a[head + 1 :] == b[head + 1 :]
    short, long = sorted((a, b), key=len)
    return short[head:] == long[head + 1 :]
