"""What a target demands, what an actual value says, and how much of the target it is.

Source of the rules: DOMAIN.md §4.3 (operators, meaning of the actual value) and S7 of §4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.forms.rows import squeeze
from extractors.narrative.numerals import parse_number
from patterns import compiled, load

_SHARE = Decimal("0.000001")
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Target:
    """What a target demands. `operator` is null where it cannot be told."""

    operator: str | None
    value: Decimal | None
    unit: str | None


@cache
def _relations(group: str) -> tuple[tuple[str, str], ...]:
    content: dict[str, list[str]] = load("indicators")[group]
    pairs = ((squeeze(word), sign) for sign, words in content.items() for word in words)
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


def target_of(value: str | None, nature: str | None, unit: str | None) -> tuple[Target, str | None]:
    """A target and how it reads in print; `nature` and `unit` are columns of their own in some forms.

    >>> target_of("90", "≥", "%")
    (Target(operator='≥', value=Decimal('90'), unit='%'), '≥90%')
    >>> target_of("优", "定性", None)
    (Target(operator='qualitative', value=None, unit=None), '优')
    """
    if nature is None and unit is None:
        return parse_target(value), value
    kind = squeeze(nature or "")
    number = parse_number(squeeze(value or ""))
    if kind in load("indicators")["nature"]["qualitative"]:
        own_unit = unit if number is not None else None
        return Target("qualitative", number, own_unit), f"{value or ''}{own_unit or ''}" or None
    printed = f"{nature or ''}{value or ''}{unit or ''}"
    if number is None:
        return parse_target(printed), printed
    sign = "=" if not kind else next((s for word, s in _relations("relation") if word == kind), None)
    return Target(sign, number, unit), printed


def parse_target(raw: str | None) -> Target:
    """What a target demands.

    >>> parse_target("≥98%"), parse_target("服务水平不低于90%")
    (Target(operator='≥', value=Decimal('98'), unit='%'), Target(operator='≥', value=Decimal('90'), unit='%'))
    >>> parse_target("719个")
    Target(operator='=', value=Decimal('719'), unit='个')
    >>> parse_target("2023年")
    Target(operator='by_date', value=Decimal('2023'), unit='年')
    >>> parse_target("≤预算数").operator
    'relative'
    >>> parse_target("有所提高").operator, parse_target("≤1次；≤1次").operator
    ('qualitative', None)
    """
    text = squeeze(raw or "")
    if not text:
        return Target(None, None, None)
    found = compiled("indicators")
    year = found["bare_year"].search(text)
    if year:
        return Target("by_date", Decimal(year["year"]), year["unit"])
    if found["date"].search(text):
        return Target("by_date", None, None)
    plain = found["quantity"].search(text)
    if plain:
        return _after(plain["number"], plain["unit"])
    for word, sign in _relations("relation"):
        before, _, after = text.partition(word)
        if not after or any(c.isdigit() for c in before):
            continue
        match = found["quantity"].search(after)
        if match:
            return Target(sign, parse_number(match["number"]), match["unit"] or None)
        if not any(c.isdigit() for c in after) and found["relative"].search(after):
            return Target("relative", None, None)
        break
    if any(c.isdigit() for c in text):
        return Target(None, None, None)
    return Target("relative" if found["relative"].search(text) else "qualitative", None, None)


def _after(number: str, unit: str) -> Target:
    for word, sign in _relations("relation_after"):
        if unit.endswith(word):
            return Target(sign, parse_number(number), unit.removesuffix(word) or None)
    return Target("=", parse_number(number), unit or None)


def parse_actual(raw: str | None) -> tuple[Decimal | None, str | None]:
    """Number and unit of an actual value; nulls where it is text.

    >>> parse_actual("实际完成12个"), parse_actual("圆满完成")
    ((Decimal('12'), '个'), (None, None))
    """
    text = squeeze(raw or "")
    for prefix in load("indicators")["actual"]["prefixes"]:
        text = text.removeprefix(prefix)
    for word, _ in _relations("relation"):
        text = text.removeprefix(word)
    match = compiled("indicators")["quantity"].search(text)
    return (parse_number(match["number"]), match["unit"] or None) if match else (None, None)


def semantics_of(target: Target, raw: str | None, value: Decimal | None, unit: str | None) -> str | None:
    """What an actual value is: attainment, measured, qualitative, unknown; null where the cell is blank.

    A percentage against a target that is none says how much of the target was reached.
    """
    if not raw:
        return None
    if value is None:
        return "unknown" if any(c.isdigit() for c in raw) else "qualitative"
    if unit == PERCENT and target.unit != PERCENT:
        return "attainment"
    if target.value is not None and (unit == target.unit or unit is None):
        return "measured"
    return "unknown"


def attainment_of(target: Target, actual: Decimal | None, semantics: str | None) -> Decimal | None:
    """Share of the target that was reached, at most 1 where it was measured."""
    if actual is None:
        return None
    if semantics == "attainment":
        return (actual / 100).quantize(_SHARE)
    if semantics != "measured" or target.value is None or target.operator is None:
        return None
    if target.operator in ("≤", "<"):
        if actual <= target.value:
            return Decimal(1)
        return (target.value / actual).quantize(_SHARE)
    if target.value <= 0:
        return None
    return min(Decimal(1), (actual / target.value).quantize(_SHARE))
