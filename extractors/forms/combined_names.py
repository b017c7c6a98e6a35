"""Cells that print both levels of an indicator and its name one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.forms.levels import official_names

SEPARATORS = " \t\n;；,，:：-－/"
"""What may stand between levels and name in one cell."""
MIN_UNMISTAKABLE = 5
"""服务对象满意度 opens no indicator's name; 质量 does."""


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
    for first in sorted(set(official_names(1).values())):
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
    names = {key for key, name in official_names(2).items() if key == name or len(key) >= MIN_UNMISTAKABLE}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
