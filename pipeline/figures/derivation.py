"""Figures that a document does not print and that its printed figures give.

Derived facts have `source_kind` "derived", say how they come about (`derivation`) and from which facts
(`derived_from`); they have the place of the first of these. Rules: patterns/derived.toml; docs/domain.md
§7.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import chain
from typing import Any

from extractors.records import Fact
from patterns import load
from patterns.shapes.derived import Derived, Ratio
from pipeline.figures.printings import Key, Printing, same_figure
from pipeline.figures.tolerance import equality_result

_LEVEL = "stated_equal"
_CENT = Decimal("0.01")
_CODE_LENGTHS = {"function_code": (3, 5), "economic_code": (3,)}
_CURRENT = ("final", "initial_budget")
_DERIVED = "derived"
_SUM = "sum_of_rows"


def sums_of_rows(
    facts: Sequence[Fact], figures: Collection[Key], printed: Mapping[Key, Sequence[Printing]]
) -> list[Fact]:
    """The figures of codes that tables print in several rows only, and of the codes above those printed.

    A code stands in one table once for each unit or each government class, or only its items are printed: the
    sum is what other documents print. Nothing is added where the document prints the sum itself. `figures`
    are the figures that are printed, `printed` the printings of those that several facts print.
    """
    sums: list[Fact] = []
    with_total: set[int] = set()
    for found in printed.values():
        singles = [p for p in found if not p.is_sum]
        for parts in (p for p in found if p.is_sum):
            table = facts[parts.positions[0]].table
            if any(facts[p.positions[0]].table == table for p in singles):
                with_total.update(parts.positions)
            elif _has_one_code(facts[parts.positions[0]]) and not any(_agrees(s, parts) for s in singles):
                singles.append(parts)
                sums.append(_sum(facts, parts.positions))
    return sums + _codes_above(facts, set(figures), with_total)


def _has_one_code(fact: Fact) -> bool:
    return (fact.function_code is None) != (fact.economic_code is None)


def _agrees(single: Printing, parts: Printing) -> bool:
    return equality_result(single.side, parts.side) != "fail"


def _codes_above(facts: Sequence[Fact], known: set[Key], left_out: set[int]) -> list[Fact]:
    """Sums for the codes that no table prints: 3 and 5 digits of items, and either code of rows with both.

    `left_out` are rows whose total the table prints beside them.
    """
    sums: list[Fact] = []
    for column in _columns(facts).values():
        positions = [n for n in column if n not in left_out]
        for axis, lengths in _CODE_LENGTHS.items():
            other = "economic_code" if axis == "function_code" else "function_code"
            alone = [n for n in positions if getattr(facts[n], axis) and not getattr(facts[n], other)]
            rows = alone or [n for n in positions if getattr(facts[n], axis)]
            leaves = _leaves(facts, rows, axis)
            groups: dict[str, list[int]] = defaultdict(list)
            for n in leaves:
                code = getattr(facts[n], axis)
                for length in {*lengths, len(code)}:
                    if length < len(code) or (length == len(code) and not alone):
                        groups[code[:length]].append(n)
            for code, inside in sorted(groups.items()):
                fact = _sum(facts, inside, **{axis: code, other: None})
                key = same_figure(fact)
                if key is not None and key not in known:
                    known.add(key)
                    sums.append(fact)
    return sums


def _columns(facts: Sequence[Fact]) -> dict[Key, list[int]]:
    """Coded facts of tables by what stands over them: table, measure, role and year."""
    found: dict[Key, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        coded = fact.function_code is not None or fact.economic_code is not None
        if fact.source_kind == "table" and coded and fact.value_yuan is not None:
            found[fact.table, fact.measure, fact.role, fact.scope, fact.value_year].append(n)
    return found


def _leaves(facts: Sequence[Fact], rows: Sequence[int], axis: str) -> list[int]:
    """Rows whose code no other row of them divides."""
    codes = [getattr(facts[n], axis) for n in rows]
    divided = {code[:length] for code in codes for length in range(3, len(code), 2)}
    return [n for n, code in zip(rows, codes, strict=True) if code not in divided]


def _sum(facts: Sequence[Fact], positions: Sequence[int], **codes: str | None) -> Fact:
    first = facts[positions[0]]
    code = {"function_code": first.function_code, "economic_code": first.economic_code, **codes}
    return derived(
        first,
        _SUM,
        positions,
        value_yuan=sum((facts[n].value_yuan or Decimal(0) for n in positions), Decimal(0)),
        **code,
    )


def implied_values(facts: Sequence[Fact]) -> list[Fact]:
    """What sentences imply of last year and of the initial budget: value less change, where none is printed.

    >>> implied_values([])
    []
    """
    printed_figures = {(_subject(f), f.role, f.value_year) for f in facts if f.value_yuan is not None}
    level = _exactly_level(facts)
    found: list[Fact] = []
    for group in _statements(facts).values():
        for rule in load(Derived).implied:
            for change in group:
                fact = facts[change]
                if fact.role != rule.change or fact.comparator != rule.comparator:
                    continue
                if (
                    fact.value_state == _LEVEL
                    and (fact.statement, _subject(fact), fact.comparator) not in level
                ):
                    continue
                values = [n for n in group if facts[n].role == rule.value and _same_item(facts[n], fact)]
                if not values or len({facts[n].value_yuan for n in values}) > 1:
                    continue
                base = facts[values[0]]
                year = None if base.value_year is None else base.value_year - rule.years_back
                key = (_subject(base), rule.gives, year)
                if key not in printed_figures and base.value_yuan is not None and fact.value_yuan is not None:
                    printed_figures.add(key)
                    found.append(
                        derived(
                            base,
                            rule.derivation,
                            (values[0], change),
                            value_yuan=base.value_yuan - fact.value_yuan,
                            role=rule.gives,
                            value_year=year,
                            decimals=max(base.decimals or 0, fact.decimals or 0),
                        )
                    )
    return found


def _exactly_level(facts: Sequence[Fact]) -> set[Key]:
    """Items of statements that say 持平 of a rate too; of 基本持平, about level, only a change is told."""
    return {
        (f.statement, _subject(f), f.comparator)
        for f in facts
        if f.value_state == _LEVEL and f.role.startswith("growth_")
    }


def ratios(facts: Sequence[Fact]) -> list[Fact]:
    """Costs for each person, vehicle or head of the body itself, in yuan with two decimals."""
    best: dict[tuple[object, ...], int] = {}
    divided = {f.measure for f in facts if f.role == "count" and (f.item_label, f.unit) != (None, None)}
    for n, fact in enumerate(facts):
        plain = fact.function_code is None and (fact.item_label, fact.unit) == (None, None)
        if plain and fact.value is not None and fact.duplicate_of is None and fact.part_of is None:
            best.setdefault((fact.measure, fact.economic_code, fact.role, fact.value_year), n)
    found: list[Fact] = []
    for rule in load(Derived).ratio:
        if divided.intersection(chain.from_iterable(rule.per)):
            continue  # persons of several bodies are counted one by one: whose the money is, nobody says
        for amount, counts in _pairs(rule, facts, best):
            heads = sum((facts[n].value or Decimal(0) for n in counts), Decimal(0))
            value = facts[amount].value_yuan
            if value is not None and heads > 0:
                found.append(
                    derived(
                        facts[amount],
                        "ratio",
                        (amount, *counts),
                        value_yuan=(value / heads).quantize(_CENT, ROUND_HALF_EVEN),
                        measure=rule.measure,
                        economic_code=None,
                        decimals=2,
                    )
                )
    return found


def _pairs(
    rule: Ratio, facts: Sequence[Fact], best: Mapping[tuple[object, ...], int]
) -> Iterable[tuple[int, list[int]]]:
    """The first amount of a rule and the first set of its counts; planned ones where none is final."""
    for role in _CURRENT:
        amounts = (
            n
            for (measure, code, its_role, _), n in best.items()
            if its_role == role
            for of in rule.of
            if (measure, code) == (of.measure, of.economic_code)
        )
        order = {of.measure: rank for rank, of in reversed(list(enumerate(rule.of)))}
        amount = min(amounts, key=lambda n: (order[facts[n].measure], n), default=None)
        if amount is None:
            continue
        year = facts[amount].value_year
        years = [year]
        if year is not None and rule.stock and role == _CURRENT[1]:
            years.append(year - 1)  # a budget tells the heads and vehicles that it begins with
        for measures, held in ((m, y) for m in rule.per for y in years):
            counts = [best[key] for m in measures if (key := (m, None, "count", held)) in best]
            if counts:
                yield amount, counts
                break
        return


def _statements(facts: Sequence[Fact]) -> dict[int, list[int]]:
    """Amounts of sentences by statement."""
    found: dict[int, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.source_kind == "narrative" and fact.statement is not None and fact.value_yuan is not None:
            found[fact.statement].append(n)
    return found


def _subject(fact: Fact) -> Key:
    coded = fact.function_code is not None or fact.economic_code is not None
    label = None if coded else fact.item_label
    return (fact.measure, fact.function_code, fact.economic_code, label, fact.unit)


def _same_item(one: Fact, other: Fact) -> bool:
    return _subject(one) == _subject(other) and one.scope == other.scope


def derived(base: Fact, derivation: str, positions: Sequence[int], **changes: Any) -> Fact:
    """A derived fact with the place and the item of `base`; its value is in yuan, or a count (`value`)."""
    settings = {
        "value": changes["value_yuan"],
        "unit_raw": None,
        "confidence": base.confidence,
        "place": base.place,
        "measure": base.measure,
        "role": base.role,
        "scope": base.scope,
        "section": base.section,
        "statement": base.statement,
        "value_year": base.value_year,
        "function_code": base.function_code,
        "economic_code": base.economic_code,
        "item_label": None if derivation == _SUM else base.item_label,
        "unit": base.unit,
        "decimals": base.decimals,
        **changes,
    }
    return Fact(
        source_kind=_DERIVED,
        value_state=_DERIVED,
        extractor="derive",
        derivation=derivation,
        derived_from=tuple(positions),
        **settings,
    )
