"""How messages call facts and their figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from extractors.document import Place
from extractors.records import Fact
from patterns import load
from patterns.shapes.marks import Marks
from patterns.shapes.measures import Measures
from patterns.shapes.percentages import Percentages
from pipeline.audit.entries import shown
from pipeline.audit.formulas import measure_text
from pipeline.audit.named import Named


@cache
def measure_names() -> dict[str, str]:
    """Chinese names of the measures."""
    return {m.id: m.name_zh for m in load(Measures).measure}


def item(fact: Fact) -> Named:
    """What a fact is about: its measure, with its label or code."""
    name = measure_text(fact.measure)
    label = fact.item_label or fact.function_code or fact.economic_code
    return Named(*(f"{text}·{label}" if label else text for text in (name.zh, name.en)))


def figure(fact: Fact) -> str:
    """A figure as printed, with its unit; negative where words made it so."""
    raw = fact.value_raw or ""
    if fact.value is not None and fact.value < 0 and not raw.startswith(load(Marks).negative):
        raw = f"-{raw}"
    return raw + (fact.unit_raw or "")


def printed_figure(fact: Fact) -> str:
    """A figure with its unit, exactly as printed."""
    return (fact.value_raw or "") + (fact.unit_raw or "")


def percent(low: Decimal, high: Decimal, decimals: int) -> str:
    """A computed percentage with one digit more than the printed one; both ends where they differ.

    >>> percent(Decimal("40.4612"), Decimal("40.4614"), 2)
    '40.461%'
    """
    unit = Decimal(10) ** -(decimals + 1)
    lower, upper = (v.quantize(unit, ROUND_HALF_EVEN) for v in (low, high))
    if lower == upper:
        return f"{lower}%"
    return load(Marks).message.range.format(low=f"{lower}%", high=f"{upper}%")


def yuan(amount: Decimal) -> str:
    """An amount in yuan.

    >>> yuan(Decimal("1200.50"))
    '1200.5元'
    """
    return shown(amount) + load(Marks).message.yuan


def ten_thousand_yuan(amount: Decimal) -> str:
    """An amount in yuan, in units of ten thousand.

    >>> ten_thousand_yuan(Decimal(12000))
    '1.2万元'
    """
    return shown(amount / 10000) + load(Marks).message.ten_thousand_yuan


def in_unit_of(fact: Fact, amount: Decimal) -> str:
    """An amount in yuan, in the unit that a fact is printed in; in 万元 where it has none."""
    unit = abs(fact.value_yuan / fact.value) if fact.value and fact.value_yuan else Decimal(10000)
    return shown(amount / unit) + (fact.unit_raw or load(Marks).message.ten_thousand_yuan)


def joined(names: Iterable[str]) -> str:
    """A list of names.

    >>> joined(["办公费", "邮电费"])
    '办公费、邮电费'
    """
    return load(Marks).message.join.join(names)


def remarked(text: str | None, remark: str | None) -> str:
    """A text with a remark beside it.

    >>> remarked("100%", "≥95%")
    '100%（≥95%）'
    """
    return load(Marks).message.remark.format(text=text, remark=remark)


def page(place: Place) -> str:
    """The page of a place; a dash where it has none."""
    return str(place.page or load(Marks).message.no_page)


def shown_state(fact: Fact) -> str:
    """A figure that is stated without digits, in words."""
    return load(Percentages).states.get(fact.value_state, "") or "0"


@cache
def names_of(measure: str) -> tuple[str, ...]:
    """Chinese names and aliases of a measure, the longest first."""
    found = [n for m in load(Measures).measure if m.id == measure for n in (m.name_zh, *m.aliases)]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _parents() -> dict[str, str]:
    return {m.id: m.parent for m in load(Measures).measure if m.parent is not None}


def parent_of(measure: str) -> str | None:
    """The total that a measure is part of."""
    return _parents().get(measure)


@cache
def children_of(measure: str) -> tuple[str, ...]:
    """The measures that are parts of a total."""
    return tuple(child for child, parent in _parents().items() if parent == measure)
