"""What a target demands, what an actual value says, and how much of the target it is.

Source of the rules: docs/domain.md §4.3 (operators, meaning of the actual value) and S7 of §4.4.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from extractors.forms.rows import squeeze
from extractors.narrative.numerals import parse_number
from patterns import compiled, load

_SHARE = Decimal("0.000001")
PERCENT = "%"
PERCENTS = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Target:
    """What a target demands. `operator` is null where it cannot be told."""

    operator: str | None
    value: Decimal | None
    unit: str | None
    upper: Decimal | None = None
    """The upper end of a range; `value` is the lower end, and the operator ≥."""


UNKNOWN = Target(None, None, None)


@cache
def _relations(group: str) -> tuple[tuple[str, str], ...]:
    content: dict[str, list[str]] = load("indicators")[group]
    pairs = ((squeeze(word), sign) for sign, words in content.items() for word in words)
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def _every_relation() -> frozenset[str]:
    return frozenset(word for word, _ in _relations("relation"))


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
    if kind in load("indicators")["nature"]["qualitative"]:
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
    sign = "=" if not kind else next((s for word, s in _relations("relation") if word == kind), None)
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
    found = compiled("indicators")
    wrapped = found["bracketed"].search(text)
    if wrapped:
        text = wrapped["inner"] or wrapped["closed"]
    explained = found["explained"].search(text)
    if explained:
        text = explained["stated"]
    if not text:
        return UNKNOWN
    year = found["bare_year"].search(text)
    if year:
        return Target("by_date", Decimal(year["year"]), year["unit"])
    if found["date"].search(text):
        return Target("by_date", None, None)
    plain = found["quantity"].search(text)
    if plain:
        return _after(plain["number"], plain["unit"])
    span = found["range"].search(text)
    if span:
        return _range(span["low"], span["low_unit"], span["sign"], span["high"], span["unit"])
    if found["relative"].search(text):
        return Target("relative", None, None)
    return _related(text) or _said(text) or _wordy(text)


def _related(text: str) -> Target | None:
    """A target with a relation; null where its words and numbers do not make one."""
    found = compiled("indicators")
    for word, sign in _relations("relation"):
        before, _, after = text.partition(word)
        if not after or any(c.isdigit() for c in before):
            continue
        if found["date"].search(after) or found["bare_year"].search(after):
            return Target("by_date", None, None)
        match = found["quantity"].search(after) or found["said_quantity"].search(after)
        if match:
            bounded = _after(match["number"], match["unit"])
            return Target(sign, bounded.value, bounded.unit)
        span = found["range"].search(after)
        if span and sign == "=":
            return _range(span["low"], span["low_unit"], span["sign"], span["high"], span["unit"])
        return None
    return None


def _said(text: str) -> Target | None:
    """A target of words that end in a quantity; without relation where it is called approximate."""
    match = compiled("indicators")["said_quantity"].search(text)
    if match is None:
        return None
    target = _after(match["number"], match["unit"])
    about = load("indicators")["approximate"]["before"]
    return Target(None, target.value, target.unit) if match["words"].endswith(tuple(about)) else target


def _wordy(text: str) -> Target:
    return UNKNOWN if any(c.isdigit() for c in text) else Target("qualitative", None, None)


def _range(low: str, low_unit: str, sign: str, high: str, unit: str) -> Target:
    first, second = parse_number(low), parse_number(high)
    if first is None or second is None or (low_unit and low_unit != unit):
        return UNKNOWN
    if sign == "±":
        first, second = first - second, first + second
    return Target("≥", first, unit or None, second) if first < second else UNKNOWN


def _after(number: str, unit: str) -> Target:
    """A quantity, with the relation that its last word states."""
    for word in load("indicators")["approximate"]["after"]:
        if unit.endswith(word):
            return Target(None, parse_number(number), unit.removesuffix(word) or None)
    sign = "="
    for word, relation in _relations("relation_after"):
        if unit.endswith(word):
            sign, unit = relation, unit.removesuffix(word)
            break
    within = compiled("indicators")["within_time"].search(unit)
    if within and sign == "=":
        sign, unit = "≤", within["unit"]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1]
    if unit[:1] in PERCENTS:
        unit = unit[0]  # 100%全覆盖
    return Target(sign, parse_number(number), unit or None)


def completed_by_name(target: Target, raw: str | None, name: str | None) -> Target:
    """The target with what only the indicator's name prints of it: the unit in brackets, the relation.

    >>> completed_by_name(parse_target("≤2"), "≤2", "清查表登记成本（元/户）").unit
    '元/户'
    >>> completed_by_name(parse_target("100次"), "100次", "培训次数不小于100次").operator
    '≥'
    """
    value = target.value
    if value is None or not raw or not name or target.operator in ("by_date", "qualitative"):
        return target
    text = squeeze(name)
    if target.unit is None:
        noted = compiled("indicators")["noted_unit"].search(text)
        if noted:
            target = replace(target, unit=noted["unit"])
    if target.operator == "=" and not any(word in squeeze(raw) for word in _every_relation()):
        named = _named_relation(text, value)
        if named is not None:
            target = replace(target, operator=named)
    return target


def _named_relation(name: str, value: Decimal) -> str | None:
    """The relation that a name states of the target's own number, or of the budget at its end."""
    found = compiled("indicators")
    bare = compiled("forms")["label_note"].sub("", name)
    for word, sign in _relations("relation"):
        _, _, after = bare.partition(word)
        if not after:
            continue
        match = found["quantity"].search(after)
        if match is not None and parse_number(match["number"]) == value:
            return sign
        if match is None and not any(c.isdigit() for c in after) and found["relative"].search(after):
            return sign
        return None
    return None


def parse_actual(raw: str | None, target: Target = UNKNOWN) -> tuple[Decimal | None, str | None]:
    """Number and unit of an actual value; nulls where it is text.

    Of words that end in a quantity only one in the target's own unit is taken.

    >>> parse_actual("实际完成12个"), parse_actual("圆满完成")
    ((Decimal('12'), '个'), (None, None))
    >>> parse_actual("全年举办培训4次", parse_target("≥3次"))
    (Decimal('4'), '次')
    """
    if not raw:
        return None, None
    text = squeeze(raw)
    for prefix in load("indicators")["actual"]["prefixes"]:
        text = text.removeprefix(prefix)
    for word, _ in _relations("relation"):
        text = text.removeprefix(word)
    match = compiled("indicators")["quantity"].search(text)
    if match is None:
        match = compiled("indicators")["said_quantity"].search(text)
        if match is None or not target.unit or match["unit"] != target.unit:
            return None, None
    return parse_number(match["number"]), match["unit"] or None


def semantics_of(target: Target, raw: str | None, value: Decimal | None, unit: str | None) -> str | None:
    """What an actual value is: attainment, measured, qualitative, unknown; null where the cell is blank.

    A percentage against a target that is none says how much of the target was reached. A time against a
    deadline is measured, though it is no number.
    """
    if not raw:
        return None
    if value is None:
        if target.operator == "by_date" and compiled("indicators")["time_told"].search(squeeze(raw)):
            return "measured"
        return "unknown" if any(c.isdigit() for c in raw) else "qualitative"
    if unit == PERCENT and target.unit != PERCENT:
        return "attainment"
    if target.value is not None and (unit == target.unit or unit is None):
        return "measured"
    return "unknown"


def attainment_of(target: Target, actual: Decimal | None, semantics: str | None) -> Decimal | None:
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
