"""The first and second levels of performance indicators: official names, slips repaired.

Source: docs/domain.md §4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.forms.rows import squeeze
from patterns import compiled, load

MIN_REPAIRABLE = 4
"""Shorter labels have neighbours at edit distance 1 that mean something else."""
SEPARATORS = " \t\n;；,，:：-－/"
"""What may stand between levels and name in one cell."""
MIN_UNMISTAKABLE = 5
"""服务对象满意度 opens no indicator's name; 质量 does."""
MAX_POLLUTED = 30
"""Longer texts that contain a level's name are something else."""


@cache
def _levels() -> tuple[dict[str, str], dict[str, str]]:
    suffix: str = load("indicators")["words"]["level_suffix"]
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for entry in load("indicators")["level"]:
        for table, names in ((found[0], [entry["name"]]), (found[1], entry["children"])):
            for name in names:
                table[name] = name
                table.setdefault(name.removesuffix(suffix), name)
    return found


@cache
def _parents() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in load("indicators")["level"]:
        for child in entry["children"]:
            found.setdefault(child, set()).add(entry["name"])
    return {child: frozenset(names) for child, names in found.items()}


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
    names = _levels()[depth - 1]
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
    return known_level(raw, depth) is not None and _bare(raw) not in _levels()[depth - 1]


@lru_cache(maxsize=4096)
def _bare(raw: str) -> str:
    found = compiled("indicators")
    text = found["points"].sub("", squeeze(raw))
    return found["numbered_level"].sub("", text)


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


@dataclass(frozen=True, slots=True)
class CombinedName:
    """A cell that prints both levels and the name one after the other.

    `lead` is what stands before the levels: the end of the cell above that did not fit there.
    """

    lead: str
    level1: str
    level2: str
    name: str


def split_combined(raw: str) -> CombinedName | None:
    """The parts of a cell with levels and name; null where the two levels do not follow each other.

    >>> split_combined("产出指标数量指标线路数量")
    CombinedName(lead='', level1='产出指标', level2='数量指标', name='线路数量')
    >>> split_combined("线路数量")
    """
    for first in sorted(set(_levels()[0].values())):
        at = raw.find(first)
        while at >= 0:
            rest = raw[at + len(first) :].lstrip(SEPARATORS)
            second = next((n for n in _longest_first() if rest.startswith(n)), None)
            if second is not None:
                return CombinedName(raw[:at], first, second, rest[len(second) :].lstrip(SEPARATORS))
            at = raw.find(first, at + 1)
    return None


@cache
def _longest_first() -> tuple[str, ...]:
    """Second levels; without their last word only where what is left cannot begin a name."""
    names = _levels()[1]
    found = {key for key, name in names.items() if key == name or len(key) >= MIN_UNMISTAKABLE}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))
