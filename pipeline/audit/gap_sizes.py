"""How great the difference is that a finding tells of: in yuan, and as a share of what is printed.

The sides are those of the failed check, or, where there is none, the two figures that the finding names, if
they are single figures of one unit. `findings.gap_yuan` and `findings.gap_share` say what it comes to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.narrative.numerals import yuan_per_unit
from extractors.records import Check, Fact, Finding

_FIGURE = re.compile(r"(-?[\d,]+(?:\.\d+)?)([^\d.]*)")
_CENT, _PLACES = Decimal("0.01"), Decimal("0.000001")
_LARGEST_SHARE = Decimal(10) ** 12
"""A share that is greater says nothing: the printed figure is next to zero."""
_Sides = tuple[Decimal, Decimal, bool]
"""Printed and computed, and whether they are yuan."""


def sized(finding: Finding, checks: Sequence[Check], facts: Sequence[Fact]) -> Finding:
    """The finding with the size of its gap; both fields stay null where it is not one of figures."""
    check = None if finding.check is None else checks[finding.check]
    sides = _named(finding) if check is None else _of_check(check, facts) or _named(finding)
    if sides is None:
        return finding
    first, second, is_money = sides
    return replace(
        finding,
        gap_yuan=gap_yuan(first, second) if is_money else None,
        gap_share=gap_share(first, second),
    )


def gap_yuan(printed: Decimal, computed: Decimal) -> Decimal:
    """The absolute difference of two amounts in yuan.

    >>> gap_yuan(Decimal("873617"), Decimal("8873600"))
    Decimal('7999983.00')
    """
    return abs(printed - computed).quantize(_CENT)


def gap_share(printed: Decimal, computed: Decimal) -> Decimal | None:
    """The difference as a share of the printed figure; null where that is zero, or next to it.

    >>> gap_share(Decimal("80"), Decimal("90")), gap_share(Decimal(0), Decimal(1))
    (Decimal('0.125000'), None)
    """
    if not printed:
        return None
    share = abs((printed - computed) / printed)
    return share.quantize(_PLACES) if share < _LARGEST_SHARE else None


def _of_check(check: Check, facts: Sequence[Fact]) -> _Sides | None:
    """The sides of a check; yuan where all of its operands are facts in yuan."""
    operands = [facts[n] for n in (*check.lhs_facts, *check.rhs_facts)]
    if check.lhs is None or check.rhs is None or not operands:
        return None
    return check.lhs, check.rhs, all(fact.value_yuan is not None for fact in operands)


def _named(finding: Finding) -> _Sides | None:
    """The figures that a finding names: each one number, both of one unit or both of money; else null."""
    printed = _FIGURE.fullmatch(finding.printed or "")
    computed = _FIGURE.fullmatch(finding.computed or "")
    if printed is None or computed is None:
        return None
    first, second = (_yuan_of(m[1], m[2]) for m in (printed, computed))
    if first is not None and second is not None:
        return first, second, True
    if printed[2] != computed[2]:
        return None
    return _number(printed[1]), _number(computed[1]), False


def _yuan_of(number: str, unit: str) -> Decimal | None:
    """Yuan; null for what is no unit of money, or one below the yuan: marks are counted by the same word."""
    per_unit = yuan_per_unit(unit) if unit else None
    return None if per_unit is None or per_unit < 1 else _number(number) * per_unit


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or "0")
