"""How messages call facts and their figures."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from extractors.records import Fact
from patterns import load
from patterns.shapes.measures import Measures


@cache
def measure_names() -> dict[str, str]:
    """Chinese names of the measures."""
    return {m.id: m.name_zh for m in load(Measures).measure}


def item(fact: Fact) -> str:
    """What a fact is about: its label, or code, or measure."""
    name = measure_names().get(fact.measure, fact.measure)
    label = fact.item_label or fact.function_code or fact.economic_code
    return f"{name}·{label}" if label else name


def figure(fact: Fact) -> str:
    """A figure as printed, with its unit; negative where words made it so."""
    raw = fact.value_raw or ""
    if fact.value is not None and fact.value < 0 and not raw.startswith(("-", "－", "−", "(", "（")):
        raw = f"-{raw}"
    return raw + (fact.unit_raw or "")


def percent(low: Decimal, high: Decimal, decimals: int) -> str:
    """A computed percentage with one digit more than the printed one; both ends where they differ.

    >>> percent(Decimal("40.4612"), Decimal("40.4614"), 2)
    '40.461%'
    """
    unit = Decimal(10) ** -(decimals + 1)
    one, other = (v.quantize(unit, ROUND_HALF_EVEN) for v in (low, high))
    return f"{one}%" if one == other else f"{one}%～{other}%"


def shown_state(fact: Fact) -> str:
    """A figure that is stated without digits, in words."""
    return load("percentages")["states"].get(fact.value_state, "") or "0"


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
