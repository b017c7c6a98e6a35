"""What an actual value says, and how much of the target it is.

Source of the rules: docs/domain.md §4.3 (meaning of the actual value) and S7 of §4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.forms.relation_words import relations
from extractors.forms.targets import UNKNOWN, Target
from extractors.narrative.numerals import parse_number
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.indicators import Indicators

Semantics = Literal["attainment", "measured", "qualitative", "unknown"]

_SHARE = Decimal("0.000001")
"""Shares of a target have six decimals."""
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class ActualValue:
    """The number that was reached, with its unit; both null where words say it."""

    value: Decimal | None
    unit: str | None


NO_NUMBER = ActualValue(None, None)


def parse_actual(raw: str | None, target: Target = UNKNOWN) -> ActualValue:
    """Number and unit of an actual value; nulls where it is text.

    Of words that end in a quantity only one in the target's own unit is taken.

    >>> from extractors.forms.targets import parse_target
    >>> parse_actual("实际完成12个"), parse_actual("圆满完成")
    (ActualValue(value=Decimal('12'), unit='个'), ActualValue(value=None, unit=None))
    >>> parse_actual("全年举办培训4次", parse_target("≥3次"))
    ActualValue(value=Decimal('4'), unit='次')
    """
    if not raw:
        return NO_NUMBER
    text = squeeze(raw)
    for prefix in load(Indicators).actual.prefixes:
        text = text.removeprefix(prefix)
    for word, _ in relations():
        text = text.removeprefix(word)
    match = compiled(Indicators)["quantity"].search(text)
    if match is None:
        match = compiled(Indicators)["worded_quantity"].search(text)
        if match is None or not target.unit or match["unit"] != target.unit:
            return NO_NUMBER
    return ActualValue(parse_number(match["number"]), match["unit"] or None)


def semantics_of(target: Target, raw: str | None, actual: ActualValue) -> Semantics | None:
    """What an actual value is: attainment, measured, qualitative, unknown; null where the cell is blank.

    A percentage against a target that is none says how much of the target was reached. A time against a
    deadline is measured, though it is no number.
    """
    if not raw:
        return None
    if actual.value is None:
        if target.operator == "by_date" and compiled(Indicators)["stated_time"].search(squeeze(raw)):
            return "measured"
        return "unknown" if any(c.isdigit() for c in raw) else "qualitative"
    if actual.unit == PERCENT and target.unit != PERCENT:
        return "attainment"
    if target.value is not None and actual.unit in (target.unit, None):
        return "measured"
    return "unknown"


def attainment_of(target: Target, actual: Decimal | None, semantics: Semantics | None) -> Decimal | None:
    """Share of the target that was reached, at most 1 where it was measured (S7 of docs/domain.md §4.4).

    Actual over target for ≥, > and =, target over actual for ≤ and <; of a range, 1 within it and over it
    the upper end over actual. Null where the meaning of the actual value is not known.
    """
    if actual is None:
        return None
    if semantics == "attainment":
        return (actual / 100).quantize(_SHARE)
    if semantics != "measured" or target.value is None or target.operator not in ("≥", ">", "=", "≤", "<"):
        return None
    most = target.value if target.operator in ("≤", "<") else target.upper
    if most is not None and actual > most:
        return (most / actual).quantize(_SHARE) if most >= 0 else None
    if target.operator in ("≤", "<"):
        return Decimal(1)
    if target.value <= 0:
        return None
    return min(Decimal(1), actual / target.value).quantize(_SHARE)
