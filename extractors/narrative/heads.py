"""Heads: figures whose parts a sentence lists behind them (docs/domain.md §3.5).

What stands behind 其中 is a part of the figure before it: of its fund and of its item, and together not more
than it. What is printed decides how far a list goes: a part fits into what its head has left, or belongs to
the head around.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import get_args

from extractors.frozen import replaced
from extractors.narrative.aspects import Subject
from extractors.narrative.setting import ALL_FUNDS, Setting
from extractors.narrative.sides import side_of
from patterns import compiled, load
from patterns.shapes.clauses import Clauses, Scope

_PATTERNS = compiled(Clauses)
_CONTENT = load(Clauses)
_FUNDS: tuple[Scope, ...] = tuple(s for s in get_args(Scope) if s != "all_funds")
_INCOME = "income"
_ROUNDED = Decimal("1.001")
"""Head and parts may be rounded to different digits."""


def _measures(part: bool) -> frozenset[str]:
    """What the nouns mean that are parts by nature, or those that are not."""
    nouns = (p.entry for p in _PATTERNS.values() if p.entry.part == part)
    return frozenset(measure for noun in nouns for measure in noun.measures.values() if measure)


PART_MEASURES = _measures(part=True) - _measures(part=False)
"""What any figure of expenditure is divided into, an item of a classification as well as a total."""
_DIVIDED = {
    measure: scope
    for table in (_CONTENT.item_measure, _CONTENT.item_basic_measure, _CONTENT.item_project_measure)
    for scope, measure in table.items()
}
"""Measures that are divided by the classifications, with their funds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that a sentence has stated."""

    subject: Subject
    value: Decimal
    """Yuan."""


@dataclass(slots=True)
class Head:
    """A figure and what its parts have left of it."""

    figure: Figure
    scope: Scope | None
    """The fund that its parts are of; null where the section says it."""
    around: Head | None
    """The head that it is a part of itself."""
    left: Decimal
    listed: bool = True
    """Head and parts are of one sentence; null behind the full stop, where new totals may follow."""
    kinds: set[str] = field(default_factory=set)
    """What the parts read so far are: function, economic."""
    parts: set[Subject] = field(default_factory=set)
    """The parts read so far."""
    is_refuted: bool = False
    """The first figure behind it was larger: A 20万元、B 0万元,其中:甲15万元 is no list of B."""

    @property
    def subject(self) -> Subject:
        """What the parts are parts of."""
        return self.figure.subject

    def chain(self) -> Iterator[Head]:
        """This head and those around it, innermost first."""
        head: Head | None = self
        while head is not None:
            yield head
            head = head.around

    def with_room(self, value: Decimal) -> Head | None:
        """The innermost head into which a part of so many yuan fits."""
        return next((head for head in self.chain() if value <= head.left), None)

    def holding(self, value: Decimal | None) -> Head | None:
        """The innermost head that a figure of so many yuan is not larger than; this one for a change."""
        if value is None:
            return self
        found = next((head for head in self.chain() if value <= head.figure.value * _ROUNDED), None)
        if found is None and self.listed and not self.parts:
            self.is_refuted = True
        return found

    def setting(self, setting: Setting) -> Setting:
        """The setting of the parts."""
        return replaced(setting, scope=self.scope or setting.scope, headed=True)

    def take(self, value: Decimal, subject: Subject) -> None:
        """Counts a part that has been read."""
        self.left -= value
        self.parts.add(subject)
        if subject.function_code:
            self.kinds.add("function")
        if subject.economic_code:
            self.kinds.add("economic")


def head_of(figure: Figure, around: Head | None) -> Head:
    """A figure as the head of a list."""
    within = next((h for h in around.chain() if figure.value <= h.figure.value), None) if around else None
    if within is not None and within.subject == figure.subject:
        within = within.around
    return Head(figure, _fund_of(figure.subject) or (within.scope if within else None), within, figure.value)


def is_part_of(subject: Subject, head: Head) -> bool:
    """Whether a subject behind the full stop of a list is still one of its parts, by what it is."""
    if subject.is_item:
        return head.listed or not head.subject.is_item
    return subject.measure in PART_MEASURES


def placed(subject: Subject, head: Head, value: Decimal | None) -> Subject:
    """The subject as a part of a head: of its item, of its fund. `value` is in yuan, null of a change."""
    room = head if value is None else head.with_room(value)
    of = room.subject if room is not None else head.subject
    if room is not None and of.is_item and not subject.is_item and _divides(subject.measure, room):
        by = f"{subject.by}+item"
        return replaced(
            subject,
            function_code=of.function_code,
            economic_code=of.economic_code,
            label=of.label,
            fund=subject.fund or head.scope,
            by=by,
        )
    if subject.is_item and value is not None and head.listed:
        measure = divided_measure(of.measure) if room is not None and not of.is_item else None
        if measure is not None and _DIVIDED.get(subject.measure) == _DIVIDED[measure]:
            return replaced(subject, measure=measure)
    if head.scope is not None and subject.fund is None and subject.measure not in _DIVIDED:
        return replaced(subject, fund=head.scope)
    return subject


def _divides(measure: str, head: Head) -> bool:
    """Whether an item is told by the parts that a measure is of, or by the funds that pay for it."""
    if measure in PART_MEASURES:
        return True
    of_fund = measure in _CONTENT.item_measure.values() and _DIVIDED.get(measure) in _FUNDS
    return of_fund and head.listed and _DIVIDED.get(head.subject.measure) in (ALL_FUNDS, "fiscal")


def divided_measure(measure: str) -> str | None:
    """The measure that the items of a measure have: its own; that of basic expenditure for its halves."""
    if measure in _DIVIDED:
        return measure
    if measure in PART_MEASURES:
        fund: Scope = next((s for s in _FUNDS if measure.startswith(f"{s}.")), ALL_FUNDS)
        return _CONTENT.item_basic_measure[fund]
    return None


def _fund_of(subject: Subject) -> Scope | None:
    """The fund that the parts of a figure are of, if it says one."""
    if side_of(subject.measure) == _INCOME:
        return None
    of_measure = next((s for s in _FUNDS if subject.measure.startswith(f"{s}.")), None)
    return of_measure or next((s for s in _FUNDS if s == subject.fund), None)
