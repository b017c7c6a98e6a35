"""One figure that a document prints several times: do the printings agree, and if not, what happened?

Which facts print one figure is known (`pipeline.figures.printings`); here the pairs are judged. A
difference that a factor of ten, one digit or another scope explains is called so (patterns/repeats.toml).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractors.records import Check, Fact
from patterns import load
from pipeline.audit import words
from pipeline.audit.entries import evaluated
from pipeline.audit.reading import Reading
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side

FACTORS = tuple(Decimal(10) ** n for n in (4, 8, 3, 2, 1))
NEAR = Decimal("0.001")
"""Two totals that are nearer than this are alike by rounding, not by another scope."""
_LAST_DIGIT = 10
"""A difference of less in the last printed digit is no slip of a digit but of rounding."""
DOUBTED, PLAIN_NAME = 0.5, 4
"""Confidence where words before a figure may narrow it; so many characters do not."""
_NARROWED = ("change_", "growth_", "share", "completion", "reason", "count")


def repeats(reading: Reading) -> Iterator[Check]:
    """A check for every printing of an amount in a sentence against the best printing of the same figure.

    Tables among themselves are for the identities. What differs from a table need not be told again where it
    differs from a sentence that agrees with the table.
    """
    wrong: set[int] = set()
    for check in (*_told_and_printed(reading, "told"), *_same_money(reading)):
        if check.result == "fail":
            wrong.update(check.lhs_facts)
        yield check
    for check in _told_and_printed(reading, "repeated"):
        if check.result != "fail" or wrong.isdisjoint((*check.lhs_facts, *check.rhs_facts)):
            yield check


def _told_and_printed(reading: Reading, name: str) -> Iterator[Check]:
    """Sentences against tables (`told`) or against sentences (`repeated`)."""
    kind = "table" if name == "told" else "narrative"
    for n, fact in enumerate(reading.facts):
        if fact.duplicate_of is None or fact.source_kind != "narrative" or fact.value_yuan is None:
            continue
        best = reading.facts[fact.duplicate_of]
        if best.source_kind != kind or best.value_yuan is None or fact.role.startswith(_NARROWED):
            continue
        yield from _compared(reading, load("repeats")[name], n, fact.duplicate_of)


def _compared(reading: Reading, entry: Mapping[str, Any], n: int, of: int) -> Iterator[Check]:
    fact, best = reading.facts[n], reading.facts[of]
    one, other = side_of(fact, reading.tables), side_of(best, reading.tables)
    if one is None or other is None:
        return
    difference, slack = one.value - other.value, one.slack + other.slack
    truncated = abs(difference) < 2 * max(one.slack, other.slack)
    result = "pass" if difference == 0 else "pass_rounding" if abs(difference) <= slack else "fail"
    if result == "fail" and truncated:
        result = "pass_truncated"
    finding, hint = entry["finding"], ("", "")
    confidence = 1.0
    if result == "fail":
        if _is_explained(reading, n, abs(difference)) or _is_explained(reading, of, abs(difference)):
            result = "not_applicable"
        confidence = min(_certainty(reading, n), _certainty(reading, of))
        finding, hint = _why(reading, entry, n, of, one, other)
    said = {
        "item": words.item(fact),
        "printed": words.figure(fact) or words.shown_state(fact),
        "other": words.figure(best) or words.shown_state(best),
        "page": str(fact.place.page or "—"),
        "other_page": str(best.place.page or "—"),
    }
    yield evaluated(
        entry,
        f"{fact.measure} = {best.measure}",
        [n],
        [of],
        one,
        other,
        result,
        {**said, "computed": said["other"], "hint_zh": hint[0], "hint_en": hint[1]},
        confidence=confidence,
        finding=finding,
    )


def _same_money(reading: Reading) -> Iterator[Check]:
    """Items of fiscal money in sentences against tables of general public money, if no fund has the code."""
    rule = load("repeats")["same_money"]
    funds = {
        f.function_code
        for m in rule["unless"]
        for n in reading.by_measure.get(m, ())
        if (f := reading.facts[n])
    }
    tables: dict[object, list[int]] = defaultdict(list)
    for n in reading.by_measure.get(rule["table"], ()):
        fact = reading.facts[n]
        if fact.source_kind == "table" and fact.function_code and not fact.economic_code:
            tables[fact.function_code, fact.role, fact.value_year, fact.unit].append(n)
    for n in reading.by_measure.get(rule["told"], ()):
        fact = reading.facts[n]
        if fact.source_kind != "narrative" or fact.value_yuan is None or fact.function_code in funds:
            continue
        of_best = fact.duplicate_of
        if of_best is not None and reading.facts[of_best].source_kind == "table":
            continue
        found = tables.get((fact.function_code, fact.role, fact.value_year, fact.unit), [])
        if found and len({reading.facts[m].value_yuan for m in found}) == 1:
            yield from _compared(reading, load("repeats")["told"], n, found[0])


def _why(
    reading: Reading, entry: Mapping[str, Any], n: int, of: int, one: Side, other: Side
) -> tuple[str, tuple[str, str]]:
    """The code of the finding, and what explains the difference."""
    hints, fact = load("repeats")["hint"], reading.facts[n]
    for factor in FACTORS:
        for small, large in ((one, other), (other, one)):
            if small.value and abs(small.value * factor - large.value) <= small.slack * factor + large.slack:
                said = {"factor": f"{factor:f}"}
                return hints["unit"]["finding"], _told(hints["unit"], said)
    step = 2 * max(one.slack, other.slack) or Decimal(1)
    alike = [_digits(side.value, step) for side in (one, other)]
    if abs(one.value - other.value) >= _LAST_DIGIT * step and one_digit_apart(*alike):
        return hints["digit"]["finding"], _told(hints["digit"], {})
    whole = _figure_of_another(reading, n, of)
    if whole is not None and abs(one.value - other.value) > abs(other.value) * NEAR:
        said = {"printed": words.figure(fact), "whole": words.item(whole)}
        return hints["scope"]["finding"], _told(hints["scope"], said)
    return entry["finding"], ("", "")


def _told(hint: Mapping[str, str], said: Mapping[str, str]) -> tuple[str, str]:
    return hint["zh"].format(**said), hint["en"].format(**said)


def _digits(value: Decimal, step: Decimal) -> str:
    """The digits of a value in the coarser of two printed units."""
    return str(abs(int((value / step).to_integral_value(ROUND_HALF_UP))))


def one_digit_apart(one: str, other: str) -> bool:
    """Is one number the other with a digit changed, added, left out, or two neighbours swapped?

    >>> [one_digit_apart(*p) for p in (("88736", "8736"), ("87593", "85793"), ("12", "98"), ("5", "7"))]
    [True, True, False, False]
    """
    if min(len(one), len(other)) < 3 or one == other:
        return False
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(apart) == 2 and apart[1] - apart[0] == 1 and one[apart[0]] == other[apart[1]]
        return len(apart) == 1 or (swapped and one[apart[1]] == other[apart[0]])
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _figure_of_another(reading: Reading, n: int, of: int) -> Fact | None:
    """The total of another measure that the document prints in a table with exactly this figure."""
    fact = reading.facts[n]
    if fact.function_code or fact.economic_code or not fact.value_yuan:
        return None
    for m in reading.totals_of(fact.value_yuan):
        total = reading.facts[m]
        if total.measure not in (fact.measure, reading.facts[of].measure) and total.role == fact.role:
            return total
    return None


def _is_explained(reading: Reading, n: int, difference: Decimal) -> bool:
    """Does the sentence itself name the difference: a carry-over that is added, say?"""
    start = reading.facts[n].place.start
    paragraph = reading.paragraph_at(start) if start is not None else None
    if paragraph is None:
        return False
    return any(
        q.value_yuan == difference
        for q in reading.quantities_in(paragraph.start, paragraph.end)
        if q.value_yuan and q.place.start != start
    )


def _certainty(reading: Reading, n: int) -> float:
    """How sure it is that nothing in the words before a figure narrows what it is of."""
    fact = reading.facts[n]
    if fact.source_kind != "narrative" or fact.place.start is None:
        return 1.0
    clause = reading.clause_before(fact.place.start)
    rules = load("repeats")
    named = rules["basis"]["but"]
    if any(
        word in clause and not fact.measure.startswith(named.get(word, "\0"))
        for word in rules["basis"]["words"]
    ):
        return DOUBTED
    if fact.function_code or fact.economic_code:
        return 1.0
    rest = clause.replace(reading.identity.entity_name or "\0", "").replace(fact.item_label or "\0", "")
    for name in (*words.names_of(fact.measure), *rules["plain"]["words"]):
        rest = rest.replace(name, "")
    han = sum("一" <= sign <= "鿿" for sign in rest)
    return 1.0 if han <= PLAIN_NAME else DOUBTED
