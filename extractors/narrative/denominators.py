"""The denominators of shares: what a share is of, where its own words leave it open (docs/domain.md §3.5 d).

占90% behind a part is of the total that the section has named before, or of the one that the section is
about. Which totals a measure is part of is data: `share_of` in `patterns/measures.toml`.
"""

from __future__ import annotations

from decimal import Decimal

from extractors.narrative.aspects import Subject
from extractors.narrative.setting import Setting
from extractors.records import Quantity
from patterns import load
from patterns.shapes.clauses import Clauses
from patterns.shapes.measures import Measures

_SHARE_OF = {m.id: m.share_of for m in load(Measures).measure}
_SECTION_TOTAL = load(Clauses).section_total
_LOOSE = frozenset(load(Clauses).words.paired)
"""Totals whose name may also stand for another one."""


class Denominators:
    """The values that a section has stated, in reading order: what later shares can be of."""

    def __init__(self) -> None:
        self._stated: dict[Subject, Decimal] = {}
        self._parts: set[str] = set()
        self._section: int | None = None

    def enter(self, setting: Setting) -> None:
        """Forgets the values of the section before; numbered items belong to the section around them."""
        if setting.around != self._section:
            self._section = setting.around
            self._stated = {}
            self._parts = set()

    def state(self, subject: Subject, value: Decimal) -> None:
        """Remembers a value: the numerator of shares to come, or their denominator."""
        self._stated[subject] = value
        self._parts.discard(subject.measure)

    def of(self, subject: Subject, named: str | None, share: Quantity, setting: Setting) -> str | None:
        """The measure that a share of `subject` is taken of; null where nothing says it.

        `named` is what its words name. They may say 总收入 for 本年收入合计, where the section has stated
        only that and the figures fit. Where they name nothing, of several totals the first counts of which
        the part is so many per cent, else the last. What has a share is a part itself: the parts behind it
        are not its own.
        """
        totals = (subject.measure,) if subject.is_item else _SHARE_OF.get(subject.measure, ())
        if not subject.is_item:
            self._parts.add(subject.measure)
        stated = {
            s.measure: value
            for s, value in self._stated.items()
            if not s.is_item and s.measure in totals and s.measure not in self._parts
        }
        part = self._stated.get(subject)
        fitting = [m for m, total in stated.items() if part is not None and _fits(part, total, share)]
        if named is not None:
            is_loose = named in _LOOSE and named not in stated and fitting
            return fitting[0] if is_loose else named
        if stated:
            return fitting[0] if fitting else list(stated)[-1]
        of_section = [m for c in sorted(setting.canonical) if (m := _SECTION_TOTAL.get(c)) in totals]
        return of_section[0] if len(of_section) == 1 else None


def _fits(part: Decimal, total: Decimal, share: Quantity) -> bool:
    """Whether part / total prints as `share`, rounded or cut."""
    if not total:
        return not part
    return abs(part / total * 100 - share.value) < Decimal(1).scaleb(-share.decimals)
