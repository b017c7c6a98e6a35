"""Figures of different tables that bound or repeat each other, and funds that balance (sums.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.records import Check
from patterns import load
from pipeline.audit import words
from pipeline.audit.entries import evaluated, shown
from pipeline.audit.reading import Reading
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side, total, verdict

_CURRENT = ("final", "initial_budget")


def pairs(reading: Reading) -> Iterator[Check]:
    """I14, I17, I20: soft checks between classifications and tables. I15: funds balance."""
    rules = load("sums")
    for entry in rules["pair"]:
        yield from _pair(reading, entry)
    for entry in rules["balance"]:
        yield from _balance(reading, entry)


def _pair(reading: Reading, entry: Mapping[str, Any]) -> Iterator[Check]:
    for role in _CURRENT:
        one, other = (_figure(reading, entry[key], role) for key in ("of", "to"))
        if one is None or other is None:
            continue
        left, right = _side(reading, one), _side(reading, other)
        result = verdict(left, right)
        if entry["kind"] == "at_most":
            result = "pass" if left.value - right.value <= left.slack + right.slack else "fail"
        said = {"printed": _shown(reading, one), "computed": _shown(reading, other)}
        sign = "≤" if entry["kind"] == "at_most" else "="
        formula = f"{_name(entry['of'])} {sign} {_name(entry['to'])}"
        yield _check(entry, formula, [one], [other], left, right, result, said)


def _figure(reading: Reading, of: Mapping[str, str], role: str) -> int | None:
    """The one figure that is meant; null where there is none, or several that differ."""
    found = [
        n
        for n in reading.by_measure.get(of["measure"], ())
        if (f := reading.facts[n]).role == role
        and f.value_yuan is not None
        and f.function_code == of.get("function_code")
        and f.economic_code == of.get("economic_code")
        and f.part_of is None
        and (f.function_code or f.economic_code or f.item_label is None)
        and f.unit is None
    ]
    return found[0] if len({reading.facts[n].value_yuan for n in found}) == 1 else None


def _name(of: Mapping[str, str]) -> str:
    code = of.get("function_code") or of.get("economic_code")
    return f"{of['measure']} {code}" if code else of["measure"]


def _balance(reading: Reading, entry: Mapping[str, Any]) -> Iterator[Check]:
    """In each row of a table that has both sides."""
    rows: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for measure in (*entry["left"], *entry["right"]):
        for n in reading.by_measure.get(measure, ()):
            f = reading.facts[n]
            if f.table is not None and f.value_yuan is not None:
                rows[f.table, f.row, f.role, f.function_code].setdefault(measure, n)
    for found in rows.values():
        left = [found[m] for m in entry["left"] if m in found]
        right = [found[m] for m in entry["right"] if m in found]
        if not left or not right or len(left) + len(right) < 3:
            continue
        one, other = (total(_side(reading, n) for n in side) for side in (left, right))
        fact = reading.facts[left[0]]
        said = {
            "item": words.item(fact),
            "printed": f"{shown(one.value)}元",
            "computed": f"{shown(other.value)}元",
        }
        formula = f"{' + '.join(entry['left'])} = {' + '.join(entry['right'])}"
        yield _check(entry, formula, left, right, one, other, verdict(one, other), said)


def _side(reading: Reading, n: int) -> Side:
    side = side_of(reading.facts[n], reading.tables)
    assert side is not None
    return side


def _shown(reading: Reading, n: int) -> str:
    fact = reading.facts[n]
    return words.figure(fact) or f"{shown(fact.value_yuan or Decimal(0))}元"


def _check(
    entry: Mapping[str, Any],
    formula: str,
    left: Sequence[int],
    right: Sequence[int],
    one: Side,
    other: Side,
    result: str,
    said: Mapping[str, str],
) -> Check:
    return evaluated(entry, formula, left, right, one, other, result, said)
