"""Which figures of scanned pages are right: read, confirmed, repaired or unproven.

A recogniser is not believed for its own sake. A figure is *confirmed* where an identity holds exactly with it
that could have failed, and nothing else explains that: not rounding, not a zero, not one cell counted twice,
and not a second misreading that makes up for the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from extractors.document import Document, Reading
from extractors.frozen import replaced
from extractors.records import Check, Fact
from extractors.tables.cell_values import read_cell

READ, CONFIRMED, REPAIRED, UNPROVEN = "read", "confirmed", "repaired", "unproven"
PROVEN = (CONFIRMED, REPAIRED)
PROBABLE = 0.9
"""A number with a character that is less probable is doubted, where no second look settled it."""
PRINTINGS = 2
"""So many other printings of a figure, one of them in another table or sentence, confirm it without a sum."""
VOTES = frozenset({"second_look", "grammar"})
"""What chose a reading without proving it (`pipeline.reading.repair`)."""
_UNCOMPARED = ("P", "N04")
"""Checks that hold within an interval, or between words: beginnings of their codes."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure it is that a figure of a scanned page is read right."""

    status: str
    proof: tuple[str, ...] = ()
    """Codes of the checks that confirm it, or that chose its reading."""


class Recognised:
    """The recognised text of a document."""

    def __init__(self, document: Document) -> None:
        self.confidence = document.char_confidence
        self.readings: Mapping[Span, Reading] = {(r.start, r.end): r for r in document.readings}

    def least(self, start: int | None, end: int | None) -> float | None:
        """The least probability of the characters of a span; null where none of them was recognised."""
        if self.confidence is None or start is None or end is None:
            return None
        own = self.confidence[start:end]
        own = own[~np.isnan(own)]
        return float(own.min()) if len(own) else None

    def is_doubted(self, span: Span) -> bool:
        """Do the readings of a span leave open what stands there?"""
        reading = self.readings.get(span)
        if reading is not None:
            return reading.doubtful
        least = self.least(*span)
        return least is not None and least < PROBABLE

    def plain(self, span: Span) -> Standing:
        """What is to be said where no identity says anything."""
        reading = self.readings.get(span)
        by = () if reading is None else reading.repaired_by
        if by and VOTES.isdisjoint(by):
            return Standing(REPAIRED, by)
        return Standing(UNPROVEN if by or self.is_doubted(span) else READ, by)


def with_standing(document: Document, facts: Sequence[Fact], checks: Iterable[Check]) -> tuple[Fact, ...]:
    """The facts with `ocr_status` and `proof`, where they stand on recognised pages."""
    if document.char_confidence is None:
        return tuple(facts)
    court = _Court(Recognised(document), facts, checks)
    return tuple(
        fact
        if (standing := court.standing(n)) is None
        else replaced(fact, ocr_status=standing.status, proof=standing.proof)
        for n, fact in enumerate(facts)
    )


@dataclass(frozen=True, slots=True)
class _Holding:
    """An identity that holds exactly; operands that are nought are left out."""

    code: str
    sides: tuple[Mapping[Span, Decimal], Mapping[Span, Decimal]]
    """Where the operands of either side stand, what is print among them, and their amounts in yuan."""
    tolerance: Decimal

    @property
    def spans(self) -> frozenset[Span]:
        """Where all of its operands stand."""
        return frozenset(self.sides[0]) | frozenset(self.sides[1])

    @property
    def is_sum(self) -> bool:
        """Has it more than two figures? Two are printings of one."""
        return len(self.spans) > 2

    def is_mirrored(self, span: Span) -> bool:
        """Stands the same amount on its other side as well? Then one misreading, made twice, cancels out."""
        one, other = self.sides if span in self.sides[0] else self.sides[::-1]
        return self.is_sum and one.get(span) in other.values()


class _Court:
    def __init__(self, recognised: Recognised, facts: Sequence[Fact], checks: Iterable[Check]) -> None:
        self.recognised = recognised
        self.facts = facts
        self.holding: dict[Span, list[_Holding]] = defaultdict(list)
        self._summed: dict[Span, bool] = {}
        self._units: dict[Span, Decimal] = {}
        self.failing: set[Span] = set()
        self.rounded: set[Span] = set()
        """Where figures stand whose last digit another figure does not bear out."""
        self._tables: dict[Span, int | None] = {}
        for fact in facts:
            if (own := span_of(fact)) is not None:
                self._tables.setdefault(own, fact.table)
            if (own := span_of(fact)) is not None and fact.value and fact.value_yuan:
                self._units[own] = fact.value_yuan / fact.value
        for check in checks:
            operands = dict.fromkeys((*check.lhs_facts, *check.rhs_facts))
            spans = [span for n in operands if (span := span_of(facts[n])) is not None]
            if check.result == "fail":
                self.failing.update(spans)
            elif check.result == "pass_rounding" and len({facts[n].unit_raw for n in operands}) == 1:
                self.rounded.update(spans)
            elif (holding := self._holding(check)) is not None:
                for span in spans:
                    if not holding.is_mirrored(span) and not self._is_open_in(holding, span):
                        self.holding[span].append(holding)

    def _holding(self, check: Check) -> _Holding | None:
        if check.result != "pass" or check.diff != 0 or "≤" in check.formula:
            return None
        if check.code.startswith(_UNCOMPARED):
            return None
        sides = tuple(
            {
                span: fact.value_yuan
                for n in side
                if (fact := self.facts[n]).value_yuan and (span := span_of(fact)) is not None
            }
            for side in (check.lhs_facts, check.rhs_facts)
        )
        operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if self.facts[n].value]
        found = _Holding(check.code, (sides[0], sides[1]), check.tolerance or Decimal(0))
        if len(found.spans) < 2 or len(found.spans) < len(set(operands)):
            return None  # one cell is compared with itself, or is in it twice
        return found

    def _is_open_in(self, holding: _Holding, span: Span) -> bool:
        """Would an identity hold, rounding allowed, with another reading of a figure as well?"""
        reading = self.recognised.readings.get(span)
        if reading is None or span not in self._units:
            return False
        standing = next((side[span] for side in holding.sides if span in side), None)
        if standing is None:
            return False
        others = (read_cell(candidate.text).value for candidate in reading.candidates)
        amounts = [value * self._units[span] for value in others if value is not None]
        return any(amount != standing and abs(amount - standing) <= holding.tolerance for amount in amounts)

    def standing(self, n: int) -> Standing | None:
        """How sure a fact is; null for print and for what is printed nowhere."""
        span = span_of(self.facts[n])
        if span is None or self.recognised.least(*span) is None:
            return None
        proof = self._proof(span)
        reading = self.recognised.readings.get(span)
        by = () if reading is None else tuple(dict.fromkeys(reading.repaired_by))
        if proof:
            return Standing(REPAIRED if by else CONFIRMED, tuple(dict.fromkeys((*by, *proof))))
        if by and not VOTES.issuperset(by):
            return Standing(REPAIRED if self._bears_repair(span) else UNPROVEN, by)
        if span in self.failing:
            return Standing(UNPROVEN, by)
        return self.recognised.plain(span)

    def _proof(self, span: Span) -> tuple[str, ...]:
        """The codes of the identities that confirm a figure; empty where they do not."""
        found = self.holding.get(span, ())
        printings = [h for h in found if not h.is_sum]
        as_summed = any(self._is_summed(other) for h in printings for other in h.spans if other != span)
        copies = not self.is_open(span) and self._is_printed_often(span)
        settled = span not in self.failing and span not in self.rounded
        if self._is_summed(span) or (settled and (as_summed or copies)):
            return tuple(dict.fromkeys(h.code for h in found))
        return ()

    def _is_printed_often(self, span: Span) -> bool:
        """Do other places print the same figure, read without doubt, and not all in one table?"""
        alike, open_ends = {span}, [span]
        while open_ends:
            for holding in self.holding.get(open_ends.pop(), ()):
                new = set() if holding.is_sum else holding.spans - alike
                new = {other for other in new if not self.is_open(other)}
                alike |= new
                open_ends += sorted(new)
        tables = {self._tables.get(other) for other in alike}
        return len(alike) > PRINTINGS and len(tables) > 1

    def _is_summed(self, span: Span) -> bool:
        """Do sums, and no second misreading in them, say what a figure is?"""
        if span not in self._summed:
            found = self.holding.get(span, ())
            independent = _independent(span, found)
            sums = sum(h.is_sum for h in independent)
            twice = len(independent) >= 2 and sums >= (2 if self.recognised.is_doubted(span) else 1)
            settled = span not in self.failing and span not in self.rounded
            once = settled and any(h.is_sum and self._others_are_sure(h, span) for h in found)
            self._summed[span] = twice or once
        return self._summed[span]

    def _bears_repair(self, span: Span) -> bool:
        """Does an identity hold with a repaired figure whose other figures are sure?"""
        return span not in self.failing and any(
            self._others_are_sure(h, span) for h in self.holding.get(span, ())
        )

    def _others_are_sure(self, holding: _Holding, span: Span) -> bool:
        return not any(self.is_open(other) for other in holding.spans if other != span)

    def is_open(self, span: Span) -> bool:
        """Is a figure doubted, or in an identity that fails, or repaired for the sake of one identity?"""
        if span in self.failing or self.recognised.is_doubted(span):
            return True
        reading = self.recognised.readings.get(span)
        return reading is not None and len(reading.repaired_by) == 1


def span_of(fact: Fact) -> Span | None:
    """Where the number of a fact is printed, in sentences without its unit; null for what is derived."""
    start, end = fact.place.start, fact.place.end
    if fact.source_kind == "derived" or start is None or end is None:
        return None
    return start, start + len(fact.value_raw) if fact.source_kind == "narrative" and fact.value_raw else end


def _independent(span: Span, holding: Sequence[_Holding]) -> list[_Holding]:
    """Identities that share no other figure: one misreading cannot make up for another in two of them."""
    taken: set[Span] = set()
    found = []
    for one in sorted(holding, key=lambda h: (not h.is_sum, len(h.spans), sorted(h.spans))):
        others = one.spans - {span}
        if others and taken.isdisjoint(others):
            taken |= others
            found.append(one)
    return found
