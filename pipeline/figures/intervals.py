"""Printed percentages against the figures that they are made of: exact intervals, no magic tolerance.

Every printed figure stands for an interval of half a printed unit to either side
(`pipeline.figures.tolerance`). A growth rate or share of such figures is an interval too; a printed
percentage agrees when what may have been rounded, or cut off, to it meets that interval. Source:
docs/domain.md §3.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pipeline.figures.tolerance import HALF, Side

HUNDRED = Decimal(100)
PASS, TRUNCATED, FAIL = "pass", "pass_truncated", "fail"


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        """How much it leaves open."""
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Have the two a value in common?"""
        return self.low <= other.high and other.low <= self.high


def ratio(part: Side, whole: Side) -> Interval | None:
    """What 100 × part / whole can be; null where the whole may be nothing.

    >>> found = ratio(Side(Decimal(1), Decimal(0)), Side(Decimal(4), Decimal(0)))
    >>> (str(found.low), str(found.high))
    ('25', '25')
    """
    if whole.low <= 0 <= whole.high:
        return None
    corners = [HUNDRED * p / w for p, w in product((part.low, part.high), (whole.low, whole.high))]
    return Interval(min(corners), max(corners))


def growth(value: Side, change: Side) -> Interval | None:
    """What 100 × change / (value − change) can be; null where the base may be nothing.

    The base is the value less the change: both printings are in it, and the quotient is monotone in each.
    """
    base = Side(value.value - change.value, value.slack + change.slack)
    if base.low <= 0 <= base.high:
        return None
    corners = [HUNDRED * c / (v - c) for v, c in product((value.low, value.high), (change.low, change.high))]
    return Interval(min(corners), max(corners))


def growth_between(value: Side, before: Side) -> Interval | None:
    """What 100 × (value − before) / before can be; null where the base may be nothing."""
    found = ratio(value, before)
    return None if found is None else Interval(found.low - HUNDRED, found.high - HUNDRED)


def rounded_cell(percent: Decimal, decimals: int) -> Interval:
    """What is rounded to the printed percentage.

    >>> cell = rounded_cell(Decimal("59.53"), 2)
    >>> (str(cell.low), str(cell.high))
    ('59.525', '59.535')
    """
    half = HALF * Decimal(10) ** -decimals
    return Interval(percent - half, percent + half)


def percentage_result(percent: Decimal, decimals: int, exact: Interval) -> str:
    """`pass`, `pass_truncated` where the digits behind were cut off instead of rounded, or `fail`.

    >>> exact = Interval(Decimal("59.5375"), Decimal("59.5379"))
    >>> [percentage_result(Decimal(p), 2, exact) for p in ("59.54", "59.53", "59.52")]
    ['pass', 'pass_truncated', 'fail']
    """
    if rounded_cell(percent, decimals).meets(exact):
        return PASS
    unit = Decimal(10) ** -decimals
    low, high = (percent, percent + unit) if percent >= 0 else (percent - unit, percent)
    # The far end of what is cut off to the percentage does not belong to it.
    cut = exact.low < high and low <= exact.high if percent >= 0 else low < exact.high and exact.low <= high
    return TRUNCATED if cut else FAIL


def is_low_precision(decimals: int, exact: Interval) -> bool:
    """Do the figures leave more than one printed unit open? Then the percentage says more than they do."""
    return exact.width > Decimal(10) ** -decimals


def shares_add_up(shares: Iterable[tuple[Decimal, int]]) -> tuple[Decimal, Decimal]:
    """The sum of printed shares, and how far rounding can take it from 100.

    >>> total, slack = shares_add_up([(Decimal("33.33"), 2)] * 3)
    >>> (str(total), str(slack))
    ('99.99', '0.015')
    """
    total = slack = Decimal(0)
    for share, decimals in shares:
        total += share
        slack += HALF * Decimal(10) ** -decimals
    return total, slack


def is_plugged(number: int, shares: Sequence[tuple[Decimal, int]], exact: Interval) -> bool:
    """Was share `number` made to fit? All add to exactly 100, and it is one printed unit off."""
    share, decimals = shares[number]
    unit = Decimal(10) ** -decimals
    near = any(rounded_cell(share + step, decimals).meets(exact) for step in (unit, -unit))
    return near and sum((s for s, _ in shares), Decimal(0)) == HUNDRED


def one_digit_away(printed: str, exact: Interval, decimals: int) -> str | None:
    """The printed percentage with one digit changed, or two neighbours swapped, so that it agrees.

    Separators of thousands are left out.

    >>> one_digit_away("1312.56", Interval(Decimal("1212.556"), Decimal("1212.564")), 2)
    '1212.56'
    """
    found = []
    printed = "".join(sign for sign in printed if sign.isdigit() or sign in ".-")
    for i, sign in enumerate(printed):
        if not sign.isdigit():
            continue
        found += [printed[:i] + d + printed[i + 1 :] for d in "0123456789" if d != sign]
        if i + 1 < len(printed) and printed[i + 1].isdigit() and printed[i + 1] != sign:
            found.append(printed[:i] + printed[i + 1] + sign + printed[i + 2 :])
    fits = [f for f in found if rounded_cell(Decimal(f), decimals).meets(exact)]
    return fits[0] if len(fits) == 1 else None
