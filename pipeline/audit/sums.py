"""Sums over the figures of sentences, and what of all sums only rounding explains (patterns/sums.toml).

A measure that the text prints with two values in one role is left out: which of them is meant nobody can say,
and `repeats` tells of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Check, Fact, Finding
from patterns import compiled, load
from pipeline.audit import words
from pipeline.audit.entries import evaluated, finding, shown
from pipeline.audit.reading import Reading
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side, printed, total, verdict

Key = tuple[object, ...]
_ROLES = ("final", "initial_budget", "full_year_budget", "prior_final", "prior_budget")
_CHANGES = ("change_yoy", "change_vs_initial_budget")
_EQUALITIES = ("I04", "I08", "I09", "I11", "N01")


def told_sums(reading: Reading) -> Iterator[Check]:
    """Checks over amounts of the narrative without code or label, by role, comparator and year."""
    entries = load("sums")
    groups = _groups(reading)
    for found in groups.values():
        for entry in entries["sum"]:
            yield from _sum(reading, entry, found)
        for entry in entries["at_most"]:
            yield from _at_most(reading, entry, found)
    for entry in entries["disjoint"]:
        yield from _disjoint(reading, entry)


def _groups(reading: Reading) -> dict[Key, dict[str, int]]:
    """The one figure of every measure in each role; measures with several figures left out."""
    found: dict[Key, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, f in enumerate(reading.facts):
        plain = not (f.function_code or f.economic_code or f.item_label or f.unit)
        told = f.source_kind == "narrative" and f.value_yuan is not None
        if plain and told and f.role in (*_ROLES, *_CHANGES):
            comparator = f.comparator if f.role in _CHANGES else None
            found[f.role, comparator, f.value_year][f.measure].append(n)
    kept: dict[Key, dict[str, int]] = {}
    for key, measures in found.items():
        kept[key] = {
            measure: positions[0]
            for measure, positions in measures.items()
            if len({reading.facts[n].value_yuan for n in positions}) == 1
        }
    return kept


def _sum(reading: Reading, entry: Mapping[str, Any], found: Mapping[str, int]) -> Iterator[Check]:
    whole = found.get(entry["whole"])
    parts = [found[m] for m in entry["parts"] if m in found]
    if whole is None or len(parts) < entry["needs"]:
        return
    facts = reading.facts
    if not any(facts[n].value for n in parts):
        return  # a total of which the text tells only what it lacks
    if entry.get("divides") and not (facts[whole].role in _CHANGES and _divides(reading, entry)):
        return
    left = side_of(facts[whole], reading.tables)
    sides = [side_of(facts[n], reading.tables) for n in parts]
    assert left is not None
    right = total(s for s in sides if s is not None)
    result = verdict(left, right)
    said = {
        "whole": _name(facts[whole]),
        "parts": "+".join(words.figure(facts[n]) or "0" for n in parts),
        "printed": words.figure(facts[whole]) or words.shown_state(facts[whole]),
        "computed": _in_unit(right.value, facts[whole]),
    }
    near = _close(reading, whole, parts)
    yield evaluated(
        entry,
        f"{entry['whole']} = {' + '.join(facts[n].measure for n in parts)}",
        [whole],
        parts,
        left,
        right,
        result,
        said,
        confidence=1.0 if near else 0.8,
    )


def _close(reading: Reading, whole: int, parts: Iterable[int]) -> bool:
    """Do whole and parts stand in one section?"""
    return {reading.facts[n].section for n in parts} <= {reading.facts[whole].section}


def _divides(reading: Reading, entry: Mapping[str, Any]) -> bool:
    """Do the parts make the whole in this year's figures, so that nothing else can have changed?"""
    values = []
    for measure in (entry["whole"], *entry["parts"]):
        found = [
            side
            for n in reading.by_measure.get(measure, ())
            if (f := reading.facts[n]).role in _ROLES[:2]
            and f.value_yuan is not None
            and not (f.function_code or f.economic_code or f.item_label or f.unit)
            and (side := side_of(f, reading.tables)) is not None
        ]
        if not found:
            return False
        values.append(found[0])
    return verdict(values[0], total(values[1:])) != "fail"


def _at_most(reading: Reading, entry: Mapping[str, Any], found: Mapping[str, int]) -> Iterator[Check]:
    part, whole = found.get(entry["part"]), found.get(entry["whole"])
    if part is None or whole is None:
        return
    facts = reading.facts
    one, other = side_of(facts[part], reading.tables), side_of(facts[whole], reading.tables)
    assert one is not None
    assert other is not None
    slack = one.slack + other.slack
    holds = one.value - other.value <= slack
    said = {
        "part": _name(facts[part]),
        "whole": _name(facts[whole]),
        "printed": words.figure(facts[part]),
        "computed": words.figure(facts[whole]),
    }
    yield evaluated(
        entry,
        f"{entry['part']} ≤ {entry['whole']}",
        [part],
        [whole],
        one,
        other,
        "pass" if holds else "fail",
        said,
    )


def _disjoint(reading: Reading, entry: Mapping[str, Any]) -> Iterator[Check]:
    """Amounts under labels that exclude each other, against the total of their year."""
    facts = reading.facts
    parts: dict[str, int] = {}
    for n in reading.by_measure.get(entry["measure"], ()):
        f = facts[n]
        if f.item_label and f.role == "final" and f.source_kind == "narrative" and f.value_yuan is not None:
            parts.setdefault(f.item_label, n)
    wholes = [
        n
        for n in reading.by_measure.get(entry["whole"], ())
        if facts[n].role == "final" and not facts[n].item_label and facts[n].value_yuan is not None
    ]
    if len(parts) < 2 or len({facts[n].value_yuan for n in wholes}) != 1:
        return
    sides = [s for n in parts.values() if (s := side_of(facts[n], reading.tables)) is not None]
    left, right = total(sides), side_of(facts[wholes[0]], reading.tables)
    assert right is not None
    holds = left.value - right.value <= left.slack + right.slack
    said = {
        "parts": "、".join(parts),
        "whole": _name(facts[wholes[0]]),
        "printed": _in_unit(left.value, facts[wholes[0]]),
        "computed": words.figure(facts[wholes[0]]),
    }
    yield evaluated(
        entry,
        f"Σ {entry['measure']} ≤ {entry['whole']}",
        list(parts.values()),
        wholes[:1],
        left,
        right,
        "pass" if holds else "fail",
        said,
    )


def lists(reading: Reading) -> Iterator[Check]:
    """Numbered items below a heading that says what they make up."""
    entry, patterns = load("sums")["list"], compiled("sums")
    paragraphs = reading.paragraphs
    for i, paragraph in enumerate(paragraphs):
        text = reading.text[paragraph.start : paragraph.end].rstrip()
        head = patterns["list_head"].search(text)
        if head is None:
            continue
        items: list[tuple[Side, Place]] = []
        for following in paragraphs[i + 1 :]:
            body = reading.text[following.start : following.end]
            item = patterns["list_item"].match(body)
            if item is None:
                if not items or patterns["list_end"].match(body):
                    break
                continue
            if int(item.group("number")) != len(items) + 1:
                break
            place = reading.place(
                following.start + item.start("amount"), following.start + item.end("amount")
            )
            items.append((_amount(item.group("amount")), place))
        if len(items) < 2:
            continue
        left, right = _amount(head.group("amount")), total(side for side, _ in items)
        result = verdict(left, right)
        said = {
            "whole": head.group("name"),
            "printed": head.group("amount"),
            "computed": f"{shown(right.value / 10000)}万元",
            "n": str(len(items)),
        }
        at = paragraph.start
        places = (reading.place(at + head.start("amount"), at + head.end("amount")), *(p for _, p in items))
        yield evaluated(
            entry, f"{head.group('name')} = Σ items", [], [], left, right, result, said, places=places
        )


def _amount(printed_amount: str) -> Side:
    raw = printed_amount.removesuffix("万元").replace(",", "")
    return printed(Decimal(raw) * 10000, len(raw.partition(".")[2]), Decimal(10000))


def vehicles(reading: Reading) -> Iterator[Finding]:
    """Running costs without vehicles, vehicles without running costs."""
    rules = load("sums")
    counts = [
        n
        for measure in rules["vehicles_without"]["counts"]
        for n in reading.by_measure.get(measure, ())
        if reading.facts[n].role == "count"
        and reading.facts[n].value is not None
        and not reading.facts[n].item_label
    ]
    costs = [
        n
        for n in reading.by_measure.get(rules["vehicles_without"]["cost"], ())
        if (f := reading.facts[n]).role in _ROLES[:2]
        and f.value_yuan is not None
        and not f.item_label
        and not f.unit
    ]
    if not counts or not costs:
        return
    some = [n for n in costs if reading.facts[n].value]
    if some and not any(reading.facts[n].value for n in counts):
        said = {"printed": words.figure(reading.facts[some[0]])}
        places = [reading.facts[n].place for n in (*counts[:1], some[0])]
        yield finding(rules["vehicles_without"], places, said, facts=[counts[0], some[0]])
    kept = [
        n for n in counts if reading.facts[n].value and reading.facts[n].measure.startswith("three_public.")
    ]
    if kept and not some:
        said = {"printed": words.figure(reading.facts[kept[0]])}
        places = [reading.facts[n].place for n in (kept[0], costs[0])]
        yield finding(rules["cost_without"], places, said, facts=[kept[0], costs[0]])


def _name(fact: Fact) -> str:
    """What a fact is about, with its role where that is not the plain figure of the year."""
    roles = load("percentages")["roles"]
    return words.item(fact) + (roles.get(fact.role, "") if fact.role != "final" else "")


def _in_unit(yuan: Decimal, fact: Fact) -> str:
    unit = abs(fact.value_yuan / fact.value) if fact.value and fact.value_yuan else Decimal(10000)
    return shown(yuan / unit) + (fact.unit_raw or "万元")


def roundings(reading: Reading, checks: Sequence[Check]) -> Iterator[Finding]:
    """Notes on what only rounding explains: two printings of one figure, and sums of a table."""
    entries, seen = load("sums"), set[Key]()
    by_table: dict[Key, list[Check]] = defaultdict(list)
    for check in checks:
        if (
            check.result not in ("pass_rounding", "pass_plugged")
            or not check.lhs_facts
            or not check.rhs_facts
        ):
            continue
        if check.code in _EQUALITIES:
            first, second = (reading.facts[n] for n in (check.lhs_facts[0], check.rhs_facts[0]))
            alike = first.decimals == second.decimals and _unit(first) == _unit(second)
            key = (words.item(first), first.value, second.value)
            if alike and first.value != second.value and key not in seen:
                seen.add(key)
                said = {
                    "item": words.item(first),
                    "printed": words.figure(first),
                    "computed": words.figure(second),
                }
                yield finding(
                    entries["last_digit"], [first.place, second.place], said, facts=[*check.lhs_facts]
                )
        elif check.code.startswith("I") or check.code == "P06":
            by_table[reading.facts[check.lhs_facts[0]].table, check.code].append(check)
    for several in by_table.values():
        check = several[0]
        whole = reading.facts[check.lhs_facts[0]]
        operands = [reading.facts[n] for n in (*check.lhs_facts, *check.rhs_facts)]
        more = {"n": str(len(several) - 1)}
        said = {
            "item": words.item(whole),
            "printed": words.figure(whole),
            "computed": _in_unit(check.rhs or Decimal(0), whole),
            "formula": check.formula,
            "more": entries["rounding"]["more_zh"].format(**more) if len(several) > 1 else "",
            "more_en": entries["rounding"]["more_en"].format(**more) if len(several) > 1 else "",
        }
        others = [reading.facts[c.lhs_facts[0]].place for c in several[1:6]]
        yield finding(
            entries["rounding"], [*(f.place for f in operands), *others], said, facts=check.lhs_facts
        )


def _unit(fact: Fact) -> Decimal | None:
    return fact.value_yuan / fact.value if fact.value and fact.value_yuan else None
