"""What else a document may mean where two of its figures seem to contradict each other.

Before a contradiction is stated, other readings are tried: what the tables print under another name, a
difference that is a figure of its own, another base of a rate. One that holds to the printed digit explains
the figure; then the document does not contradict itself, we misread it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from extractors.records import Check, Fact
from pipeline.audit.evidence import Evidence
from pipeline.audit.percentage import agrees, is_one_digit_off
from pipeline.audit.repeats import FACTORS, digits_of, one_digit_apart
from pipeline.figures.intervals import Interval, growth, growth_between, ratio, rounded_cell
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import HALF, Side, printed

TELLING, SOME = 4, 3
"""So many significant digits are no accident among the thousands of figures of a document; fewer say
something, but no more."""
_TELLING_RATE = 3
_TELLING_UNIT = 2
"""Digits that are the same ten thousand times greater."""
_UNITS = (Decimal(10) ** 4, Decimal(10) ** 8)
_MOST_AMOUNTS = 14
"""Of so many amounts of a paragraph, those nearest to a rate, other bases are tried."""
_NEARLY = Decimal("0.03")
"""The share of a rate by which it may be off so that its figures were meant: others are further off."""
_LAST_UNITS = 10
"""A difference of fewer units of the last printed digit is one of rounding or copying, not of meaning."""


class Explanations:
    """Other readings of the figures of one document."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    def is_printed_as_another(self, n: int, than: int) -> bool:
        """Do the tables print the amount of fact `n` for something else than fact `than`, to its digits?"""
        side = side_of(self.evidence.facts[n], self.evidence.tables)
        if side is None or significant_digits(self.evidence.facts[n]) < TELLING:
            return False
        return side.value != 0 and self._is_in_tables(side) and not self._agrees(side, than)

    def is_total_of_another(self, n: int, than: int) -> bool:
        """Do the tables print the amount of fact `n` as the total of another measure than that of `than`?"""
        facts = self.evidence.facts
        side = side_of(facts[n], self.evidence.tables)
        return side is not None and any(
            f.table is not None
            and f.value_yuan
            and f.measure != facts[than].measure
            and f.role == facts[n].role
            and not (f.function_code or f.economic_code or f.item_label)
            and abs(f.value_yuan - side.value) <= side.slack
            for f in facts
        )

    def differs_by_a_figure(self, n: int, m: int) -> bool:
        """Is the difference of two facts a total of its own, a carry-over that is left out, say?"""
        one, other = (side_of(self.evidence.facts[k], self.evidence.tables) for k in (n, m))
        if one is None or other is None or not (one.value and other.value):
            return False
        difference = Side(abs(one.value - other.value), one.slack + other.slack)
        if difference.value < _LAST_UNITS * 2 * max(one.slack, other.slack):
            return False
        totals = (t for t in self._plain_totals if abs(t) not in (abs(one.value), abs(other.value)))
        return any(abs(total - difference.value) <= difference.slack for total in totals)

    def has_another_base(self, check: Check) -> bool:
        """Do other figures of the paragraph, or other totals, give a rate or a change as it is printed?"""
        n = check.lhs_facts[0]
        rate = self.evidence.facts[n]
        amounts = self._amounts_near(n)
        known = {self.evidence.facts[m].value_yuan for m in check.rhs_facts}
        match check.code:
            case "P01":
                return self._is_growth(rate, amounts, known)
            case "P02" | "P03":
                return self._is_share(rate, check, amounts, known)
            case "P06":
                return self._is_difference(n, amounts, known)
        return False

    def is_of_other_direction(self, check: Check) -> bool:
        """Would a growth be right if it, or its change, went the other way? They contradict each other."""
        if check.code != "P01" or len(check.rhs_facts) < 2:
            return False
        rate, (value, change) = self.evidence.facts[check.lhs_facts[0]], check.rhs_facts[:2]
        if not self.evidence.facts[change].role.startswith("change") or not rate.value:
            return False
        side, apart = self.evidence.side(value), self.evidence.side(change)
        turned = replace(rate, value=-rate.value)
        return agrees(turned, growth(side, apart)) or agrees(
            rate, growth(side, Side(-apart.value, apart.slack))
        )

    def is_known_slip(self, check: Check) -> bool:
        """Is a rate wrong by one digit, or right for this year's figure instead of last year's?

        A change in yuan is wrong by one digit where its two figures are the printed ones of it.
        """
        n, operands = check.lhs_facts[0], check.rhs_facts
        fact = self.evidence.facts[n]
        if check.code == "P06":
            if check.lhs is None or check.rhs is None or significant_digits(fact) < _TELLING_RATE:
                return False
            step = 2 * self.evidence.side(n).slack
            return one_digit_apart(digits_of(check.lhs, step), digits_of(check.rhs, step))
        if check.code == "P01" and self.evidence.facts[operands[1]].role.startswith("change"):
            value, change = (self.evidence.side(m) for m in operands)
            if agrees(fact, ratio(change, value)):
                return True
        telling = significant_digits(fact) >= _TELLING_RATE
        return _is_nearly_right(fact, check) or (telling and is_one_digit_off(fact, check))

    def _is_growth(self, rate: Fact, amounts: Sequence[Side], known: set[Decimal | None]) -> bool:
        if significant_digits(rate) < _TELLING_RATE:
            return False
        return any(
            agrees(rate, growth(value, other)) or agrees(rate, growth_between(value, other))
            for value, other in permutations(amounts, 2)
            if {abs(value.value), abs(other.value)} != {abs(k) for k in known if k is not None}
        )

    def _is_share(
        self, share: Fact, check: Check, amounts: Sequence[Side], known: set[Decimal | None]
    ) -> bool:
        """Is a share one of another total, or of another part of its total?"""
        part, total = (self.evidence.side(m) for m in check.rhs_facts)
        others = [side for side in amounts if side.value not in known]
        if any(agrees(share, ratio(part, whole)) for whole in others if whole.value > part.value):
            return True
        if significant_digits(share) < _TELLING_RATE:
            return False
        wholes = [*(Side(amount, HALF) for amount in self._plain_totals), *self._above(check.rhs_facts[0])]
        return any(agrees(share, ratio(part, w)) for w in wholes if w.value not in known) or any(
            agrees(share, ratio(other, total)) for other in others
        )

    def _above(self, n: int) -> Iterator[Side]:
        """What is printed for the codes above that of a fact."""
        fact = self.evidence.facts[n]
        code = fact.function_code or fact.economic_code or ""
        for other in self.evidence.facts:
            above = other.function_code or other.economic_code or ""
            if above and above != code and code.startswith(above) and other.role == fact.role:
                side = side_of(other, self.evidence.tables)
                if side is not None and side.value:
                    yield side

    def _is_difference(self, n: int, amounts: Sequence[Side], known: set[Decimal | None]) -> bool:
        change = self.evidence.side(n)
        if significant_digits(self.evidence.facts[n]) < _TELLING_RATE:
            return False
        return any(
            abs(abs(one.value - other.value) - abs(change.value)) <= min(one.slack, other.slack, change.slack)
            for one, other in permutations(amounts, 2)
            if one.value > other.value and change.value not in (one.value, other.value)
            if {one.value, other.value} != known
        )

    def _amounts_near(self, n: int) -> list[Side]:
        """The amounts of the paragraph of a fact, the nearest ones, and those of its item elsewhere."""
        start = self.evidence.facts[n].place.start
        paragraph = self.evidence.paragraph_at(start) if start is not None else None
        if paragraph is None or start is None:
            return []
        amounts = [
            q for q in self.evidence.quantities_in(paragraph.start, paragraph.end) if q.value_yuan and q.value
        ]
        amounts.sort(key=lambda q: abs((q.place.start or 0) - start))
        sides = [
            printed(q.value_yuan, q.decimals, abs(q.value_yuan / q.value))
            for q in amounts[:_MOST_AMOUNTS]
            if q.value_yuan is not None
        ]
        return [*sides, *self._of_item(n)]

    def _of_item(self, n: int) -> Iterator[Side]:
        """What tables print for the item of a fact in other years and roles."""
        fact = self.evidence.facts[n]
        for m in self.evidence.by_measure.get(fact.measure, ()):
            other = self.evidence.facts[m]
            alike = (other.function_code, other.economic_code, other.item_label) == (
                fact.function_code,
                fact.economic_code,
                fact.item_label,
            )
            if alike and other.table is not None and other.value_yuan:
                yield self.evidence.side(m)

    def _agrees(self, side: Side, m: int) -> bool:
        other = side_of(self.evidence.facts[m], self.evidence.tables)
        return other is not None and abs(side.value - other.value) <= side.slack + other.slack

    def _is_in_tables(self, side: Side) -> bool:
        at = bisect_left(self._cells, side.low)
        return at < len(self._cells) and self._cells[at] <= side.high

    @cached_property
    def _cells(self) -> list[Decimal]:
        """The amounts of all cells, in order."""
        cells = (c for t in self.evidence.tables for c in t.cells if not c.is_header)
        return sorted({c.value_yuan for c in cells if c.value_yuan})

    @cached_property
    def _plain_totals(self) -> tuple[Decimal, ...]:
        """The amounts that tables print without code or label."""
        return tuple(
            dict.fromkeys(
                f.value_yuan
                for f in self.evidence.facts
                if f.table is not None
                and f.value_yuan
                and not (f.function_code or f.economic_code or f.item_label)
            )
        )


def _is_nearly_right(rate: Fact, check: Check) -> bool:
    """Is a rate off by little, or by the factor of hundred of a quotient that was printed as percent?"""
    if check.lhs is None or check.rhs is None or rate.decimals is None:
        return False
    if significant_digits(rate) >= _TELLING_RATE and abs(check.lhs - check.rhs) <= _NEARLY * abs(check.rhs):
        return True
    low, high = check.interval_low, check.interval_high
    if low is None or high is None:
        return False
    return rounded_cell(check.lhs * 100, rate.decimals - 2).meets(Interval(low, high))


def significant_digits(fact: Fact) -> int:
    """How many digits of a printed number say something: zeros at either end do not.

    >>> from extractors.document import Place
    >>> significant_digits(Fact(Place(None, None, None, None), "m", "final", "table", value_raw="1,230.00"))
    3
    """
    digits = "".join(sign for sign in fact.value_raw or "" if sign.isdigit())
    return len(digits.strip("0"))


def is_near(one: Fact, other: Fact, sides: tuple[Side, Side], digits: int = TELLING) -> bool:
    """Are two figures one and the same but for a slip: another unit, one digit, or the last digits?

    Figures of other things are seldom so near, where they have enough digits.
    """
    left, right = sides
    if max(significant_digits(one), significant_digits(other)) < digits or not (left.value and right.value):
        return False
    step = 2 * max(left.slack, right.slack) or Decimal(1)
    if abs(left.value - right.value) < _LAST_UNITS * step:
        return True
    small, large = sorted((abs(left.value), abs(right.value)))
    if any(abs(small * factor - large) <= step * factor for factor in FACTORS):
        return True
    return one_digit_apart(digits_of(left.value, step), digits_of(right.value, step))


def is_in_other_unit(one: Fact, other: Fact, sides: tuple[Side, Side]) -> bool:
    """Are two figures one and the same, printed in 元 instead of 万元, or in 亿元?"""
    left, right = sides
    if min(significant_digits(one), significant_digits(other)) < _TELLING_UNIT:
        return False
    small, large = sorted((left, right), key=lambda side: abs(side.value))
    return any(
        abs(small.value * factor - large.value) <= small.slack * factor + large.slack
        for factor in _UNITS
        if small.value
    )


def is_slip_of_sum(check: Check, evidence: Evidence) -> bool:
    """Do whole and parts of a sum differ by one digit?"""
    if not check.lhs or not check.rhs:
        return False
    step = 2 * evidence.side(check.lhs_facts[0]).slack
    one, other = (digits_of(value, step) for value in (check.lhs, check.rhs))
    return min(len(one), len(other)) >= TELLING and one_digit_apart(one, other)
