"""Sums of printed figures, and what their rounding can explain.

Every printed figure stands for an interval of half a printed unit to either side. Two sides of an identity
agree when their intervals meet (docs/domain.md §2.4); all of it is exact `Decimal` arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from extractors.frozen import frozen

HALF = Decimal("0.5")


@frozen
class Side:
    """A printed figure or a sum of them: `value` give or take `slack`."""

    value: Decimal
    slack: Decimal

    @property
    def low(self) -> Decimal:
        """The least that it can stand for."""
        return self.value - self.slack

    @property
    def high(self) -> Decimal:
        """The most that it can stand for."""
        return self.value + self.slack


def printed(value: Decimal, decimals: int | None, unit: Decimal) -> Side:
    """A figure in yuan that was printed with `decimals` decimals of a unit of `unit` yuan.

    >>> printed(Decimal(3605000), 1, Decimal(10000))
    Side(value=Decimal('3605000'), slack=Decimal('500.00'))
    """
    return Side(value, _half(decimals or 0) * unit)


@lru_cache(maxsize=64)
def _half(decimals: int) -> Decimal:
    """Half a unit of the last of so many decimals."""
    return HALF * Decimal(10) ** -decimals


def total(terms: Iterable[Side]) -> Side:
    """The sum of several figures.

    >>> total([Side(Decimal(1), Decimal("0.5")), Side(Decimal(2), Decimal("0.5"))])
    Side(value=Decimal('3'), slack=Decimal('1.0'))
    """
    value = slack = Decimal(0)
    for term in terms:
        value, slack = value + term.value, slack + term.slack
    return Side(value, slack)


def equality_result(lhs: Side, rhs: Side) -> str:
    """`pass`, `pass_rounding` where rounding explains the difference, or `fail`.

    >>> one = Side(Decimal("1.00"), Decimal("0.005"))
    >>> [equality_result(one, Side(Decimal(v), Decimal("0.01"))) for v in ("1.00", "1.01", "1.02")]
    ['pass', 'pass_rounding', 'fail']
    """
    difference = abs(lhs.value - rhs.value)
    if difference == 0:
        return "pass"
    return "pass_rounding" if difference <= lhs.slack + rhs.slack else "fail"


def printing_result(one: Side, other: Side) -> str:
    """As `equality_result`, of two printings of one figure: `pass_truncated` where one of them was cut off.

    What is cut off is less than a unit of its last digit away: twice the slack.

    >>> yuan = Side(Decimal("873680.00"), Decimal("0.005"))
    >>> [printing_result(yuan, Side(Decimal(v), Decimal(50))) for v in ("873600", "873500")]
    ['pass_truncated', 'fail']
    """
    result = equality_result(one, other)
    cut = abs(one.value - other.value) < 2 * max(one.slack, other.slack)
    return "pass_truncated" if result == "fail" and cut else result


def at_most_result(part: Side, whole: Side) -> str:
    """`pass` where a part is no more than its whole, rounding allowed, or `fail`."""
    return "pass" if part.value - whole.value <= part.slack + whole.slack else "fail"
