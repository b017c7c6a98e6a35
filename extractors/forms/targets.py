"""What a target demands: its operator, number and unit.

Source of the rules: docs/domain.md §4.3.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractors.forms.relation_words import relations, relations_after
from extractors.frozen import frozen
from extractors.narrative.numerals import parse_number
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.indicators import Indicators, Relation

Operator = Relation | Literal["qualitative", "relative", "by_date"]
PERCENTS = ("%", "‰")


@frozen
class Target:
    """What a target demands. `operator` is null where it cannot be told."""

    operator: Operator | None
    value: Decimal | None
    unit: str | None
    upper: Decimal | None = None
    """The upper end of a range; `value` is the lower end, and the operator ≥."""


UNKNOWN = Target(None, None, None)


def target_of(value: str | None, nature: str | None, unit: str | None) -> tuple[Target, str | None]:
    """A target and how it reads in print; `nature` and `unit` are columns of their own in some forms.

    A form whose column 指标性质 offers nothing for dates has them as 定性: they are dates all the same.

    >>> target_of("90", "≥", "%")
    (Target(operator='≥', value=Decimal('90'), unit='%', upper=None), '≥90%')
    >>> target_of("优", "定性", None)
    (Target(operator='qualitative', value=None, unit=None, upper=None), '优')
    >>> target_of("2026年11月底前", "定性", None)[0].operator
    'by_date'
    """
    if nature is None and unit is None:
        return parse_target(value), value
    kind = squeeze(nature or "")
    number = parse_number(squeeze(value or ""))
    if kind in load(Indicators).nature.qualitative:
        own_unit = unit if number is not None else None
        printed = f"{value or ''}{own_unit or ''}" or None
        read = parse_target(value)
        if number is None and read.operator in ("by_date", "relative"):
            return read, printed
        return Target("qualitative", number, own_unit), printed
    if value and unit and squeeze(value).endswith(squeeze(unit)):
        unit = None  # printed in both columns
    printed = f"{nature or ''}{value or ''}{unit or ''}"
    if number is None:
        return parse_target(printed), printed or None
    sign: Relation | None = "=" if not kind else next((s for word, s in relations() if word == kind), None)
    return Target(sign, number, unit), printed


@lru_cache(maxsize=4096)
def parse_target(raw: str | None) -> Target:
    """What a target demands.

    >>> parse_target("≥98%").value, parse_target("服务水平不低于90%").operator
    (Decimal('98'), '≥')
    >>> parse_target("719个")
    Target(operator='=', value=Decimal('719'), unit='个', upper=None)
    >>> parse_target("30-60平方米")
    Target(operator='≥', value=Decimal('30'), unit='平方米', upper=Decimal('60'))
    >>> parse_target("2023年").operator, parse_target("≤预算数").operator
    ('by_date', 'relative')
    >>> parse_target("有所提高").operator, parse_target("≤1次；≤1次").operator
    ('qualitative', None)
    """
    text = squeeze(raw or "")
    patterns = compiled(Indicators)
    wrapped = patterns["bracketed"].search(text)
    if wrapped:
        text = wrapped["inner"] or wrapped["closed"]
    explained = patterns["explained"].search(text)
    if explained:
        text = explained["stated"]
    if not text:
        return UNKNOWN
    year = patterns["bare_year"].search(text)
    if year:
        return Target("by_date", Decimal(year["year"]), year["unit"])
    if patterns["date"].search(text):
        return Target("by_date", None, None)
    plain = patterns["quantity"].search(text)
    if plain:
        return _quantity(plain["number"], plain["unit"])
    span = patterns["range"].search(text)
    if span:
        return _range(span["low"], span["low_unit"], span["sign"], span["high"], span["unit"])
    if patterns["relative"].search(text):
        return Target("relative", None, None)
    return _related(text) or _worded(text) or _without_number(text)


def _related(text: str) -> Target | None:
    """A target with a relation; null where its words and numbers do not make one."""
    patterns = compiled(Indicators)
    for word, sign in relations():
        before, _, after = text.partition(word)
        if not after or any(c.isdigit() for c in before):
            continue
        if patterns["date"].search(after) or patterns["bare_year"].search(after):
            return Target("by_date", None, None)
        match = patterns["quantity"].search(after) or patterns["worded_quantity"].search(after)
        if match:
            bounded = _quantity(match["number"], match["unit"])
            return Target(sign, bounded.value, bounded.unit)
        span = patterns["range"].search(after)
        if span and sign == "=":
            return _range(span["low"], span["low_unit"], span["sign"], span["high"], span["unit"])
        return None
    return None


def _worded(text: str) -> Target | None:
    """A target of words that end in a quantity; without relation where it is called approximate."""
    match = compiled(Indicators)["worded_quantity"].search(text)
    if match is None:
        return None
    target = _quantity(match["number"], match["unit"])
    about = load(Indicators).approximate.before
    return Target(None, target.value, target.unit) if match["words"].endswith(about) else target


def _without_number(text: str) -> Target:
    return UNKNOWN if any(c.isdigit() for c in text) else Target("qualitative", None, None)


def _range(low: str, low_unit: str, sign: str, high: str, unit: str) -> Target:
    first, second = parse_number(low), parse_number(high)
    if first is None or second is None or (low_unit and low_unit != unit):
        return UNKNOWN
    if sign == "±":
        first, second = first - second, first + second
    return Target("≥", first, unit or None, second) if first < second else UNKNOWN


def _quantity(number: str, unit: str) -> Target:
    """A quantity, with the relation that its last word states."""
    for word in load(Indicators).approximate.after:
        if unit.endswith(word):
            return Target(None, parse_number(number), unit.removesuffix(word) or None)
    sign: Relation = "="
    for word, relation in relations_after():
        if unit.endswith(word):
            sign, unit = relation, unit.removesuffix(word)
            break
    within = compiled(Indicators)["within_time"].search(unit)
    if within and sign == "=":
        sign, unit = "≤", within["unit"]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1]
    if unit[:1] in PERCENTS:
        unit = unit[0]  # 100%全覆盖
    return Target(sign, parse_number(number), unit or None)
