"""One figure that a document prints several times: do the printings agree, and if not, what happened?

Which facts print one figure is known (`pipeline.figures.printings`); here the pairs are judged. A
difference that a factor of ten, one digit or another scope explains is called so (patterns/repeats.toml).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from extractors.records import Check, Fact
from patterns import han, load
from patterns.rule import CheckRule
from patterns.shapes.repeats import Hint, Repeats
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side, printing_result

FACTORS = tuple(Decimal(10) ** n for n in (4, 8, 3, 2, 1))
NEAR = Decimal("0.001")
"""Two totals that are nearer than this are alike by rounding, not by another scope."""
_LAST_DIGIT = 10
"""A difference of less in the last printed digit is no slip of a digit but of rounding."""
DOUBTED, NARROWED, PLAIN_NAME = 0.5, 0.8, 4
"""Confidence where words before a figure may narrow it, and where a slip explains the difference all the
same; so many characters do not narrow it."""
_OF_SLIPS = ("UNIT_SLIP", "DIGIT_SLIP")
_NARROWED = ("change_", "growth_", "share", "completion", "reason", "count")


def repeats(evidence: Evidence) -> Iterator[Check]:
    """A check for every printing of an amount in a sentence against the best printing of the same figure.

    Tables among themselves are for the identities. What differs from a table need not be told again where it
    differs from a sentence that agrees with the table.
    """
    wrong: set[int] = set()
    for check in (*_in_sentences(evidence, "table"), *_same_money(evidence)):
        if check.result == "fail":
            wrong.update(check.lhs_facts)
        yield check
    for check in _in_sentences(evidence, "narrative"):
        if check.result != "fail" or wrong.isdisjoint((*check.lhs_facts, *check.rhs_facts)):
            yield check


def _in_sentences(evidence: Evidence, kind: Literal["table", "narrative"]) -> Iterator[Check]:
    """Amounts of sentences against the best printing, where that stands in a table or in a sentence."""
    repeats = load(Repeats)
    rule = repeats.against_table if kind == "table" else repeats.against_sentence
    for n, fact in enumerate(evidence.facts):
        if fact.duplicate_of is None or fact.source_kind != "narrative" or fact.value_yuan is None:
            continue
        best = evidence.facts[fact.duplicate_of]
        if best.source_kind == kind and best.value_yuan is not None and not fact.role.startswith(_NARROWED):
            yield from _compared(evidence, rule, n, fact.duplicate_of)


@dataclass(frozen=True, slots=True)
class _Printings:
    """Two printings of one figure: positions of facts, and amounts."""

    positions: tuple[int, int]
    sides: tuple[Side, Side]

    @property
    def difference(self) -> Decimal:
        return abs(self.sides[0].value - self.sides[1].value)

    @property
    def coarser(self) -> Decimal:
        """The coarser of the two printed units."""
        return 2 * max(side.slack for side in self.sides)


def _compared(evidence: Evidence, rule: CheckRule, n: int, of: int) -> Iterator[Check]:
    fact, best = evidence.facts[n], evidence.facts[of]
    one, other = side_of(fact, evidence.tables), side_of(best, evidence.tables)
    if one is None or other is None:
        return
    both = _Printings((n, of), (one, other))
    result = printing_result(one, other)
    hint, confidence = None, 1.0
    if result == "fail":
        if any(_is_explained(evidence, m, both.difference) for m in both.positions):
            result = "not_applicable"
        hint = _why(evidence, both)
        slip = hint is not None and hint.finding in _OF_SLIPS
        confidence = min(_certainty(evidence, m, slip) for m in both.positions)
    best_figure = words.figure(best) or words.shown_state(best)
    values = {
        "item": words.item(fact),
        "printed": words.figure(fact) or words.shown_state(fact),
        "other": best_figure,
        "page": words.page(fact.place),
        "other_page": words.page(best.place),
        "computed": best_figure,
        "hint_zh": "" if hint is None else hint.zh,
        "hint_en": "" if hint is None else hint.en,
    }
    sides = Comparison(f"{fact.measure} = {best.measure}", [n], [of], one, other, result)
    yield evaluated(
        rule, sides, values, confidence=confidence, finding=rule.finding if hint is None else hint.finding
    )


def _same_money(evidence: Evidence) -> Iterator[Check]:
    """Items of fiscal money in sentences against tables of general public money, if no fund has the code."""
    rule, facts = load(Repeats).same_money, evidence.facts
    funds = {facts[n].function_code for m in rule.unless for n in evidence.by_measure.get(m, ())}
    tables: dict[object, list[int]] = defaultdict(list)
    for n in evidence.by_measure.get(rule.table, ()):
        fact = facts[n]
        if fact.source_kind == "table" and fact.function_code and not fact.economic_code:
            tables[_item(fact)].append(n)
    for n in evidence.by_measure.get(rule.narrative, ()):
        fact = facts[n]
        if not _is_item_of_prose(fact) or fact.function_code in funds:
            continue
        if fact.duplicate_of is not None and facts[fact.duplicate_of].source_kind == "table":
            continue
        printed = tables.get(_item(fact), [])
        if len({facts[m].value_yuan for m in printed}) == 1:
            yield from _compared(evidence, load(Repeats).against_table, n, printed[0])


def _is_item_of_prose(fact: Fact) -> bool:
    return fact.source_kind == "narrative" and fact.value_yuan is not None and fact.part_of is None


def _item(fact: Fact) -> tuple[object, ...]:
    return (fact.function_code, fact.role, fact.value_year, fact.unit)


def _why(evidence: Evidence, both: _Printings) -> Hint | None:
    """What explains a difference; null where nothing does."""
    hints, (one, other) = load(Repeats).hint, both.sides
    for factor in FACTORS:
        if _is_multiple(one, other, factor) or _is_multiple(other, one, factor):
            return _filled(hints.unit, factor=f"{factor:f}")
    step = both.coarser or Decimal(1)
    digits = [digits_of(side.value, step) for side in both.sides]
    if both.difference >= _LAST_DIGIT * step and one_digit_apart(*digits):
        return hints.digit
    another = _figure_of_another(evidence, *both.positions)
    if another is not None and both.difference > abs(other.value) * NEAR:
        printed = words.figure(evidence.facts[both.positions[0]])
        return _filled(hints.scope, printed=printed, whole=words.item(another))
    return None


def _is_multiple(small: Side, large: Side, factor: Decimal) -> bool:
    near = abs(small.value * factor - large.value) <= small.slack * factor + large.slack
    return bool(small.value) and near


def _filled(hint: Hint, **values: str) -> Hint:
    return Hint(finding=hint.finding, zh=hint.zh.format(**values), en=hint.en.format(**values))


def digits_of(value: Decimal, step: Decimal) -> str:
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


def _figure_of_another(evidence: Evidence, n: int, of: int) -> Fact | None:
    """The total of another measure that the document prints in a table with exactly this figure."""
    fact = evidence.facts[n]
    if fact.function_code or fact.economic_code or not fact.value_yuan:
        return None
    for m in evidence.totals_of(fact.value_yuan):
        total = evidence.facts[m]
        if total.measure not in (fact.measure, evidence.facts[of].measure) and total.role == fact.role:
            return total
    return None


def _is_explained(evidence: Evidence, n: int, difference: Decimal) -> bool:
    """Does the sentence itself name the difference: a carry-over that is added, say?"""
    start = evidence.facts[n].place.start
    paragraph = evidence.paragraph_at(start) if start is not None else None
    if paragraph is None:
        return False
    return any(
        q.value_yuan == difference
        for q in evidence.quantities_in(paragraph.start, paragraph.end)
        if q.value_yuan and q.place.start != start
    )


def _certainty(evidence: Evidence, n: int, is_slip: bool) -> float:
    """How sure it is that nothing in the words before a figure narrows what it is of.

    A figure that a slip explains is hardly one of something else: words that say nothing of its basis are not
    held against it.
    """
    fact = evidence.facts[n]
    if fact.source_kind != "narrative" or fact.place.start is None:
        return 1.0
    clause = evidence.clause_before(fact.place.start)
    if _has_another_basis(fact, clause):
        return DOUBTED
    if fact.function_code or fact.economic_code:
        return 1.0
    known = filter(None, (evidence.identity.entity_name, fact.item_label))
    for name in (*known, *words.names_of(fact.measure), *load(Repeats).plain.words):
        clause = clause.replace(name, "")
    plain = sum(map(han.is_han, clause)) <= PLAIN_NAME
    return 1.0 if plain else NARROWED if is_slip else DOUBTED


def _has_another_basis(fact: Fact, clause: str) -> bool:
    """Do words give a figure another basis than the rest of the document, not just name its measure?"""
    basis = load(Repeats).basis
    return any(
        word in clause and not (word in basis.but and fact.measure.startswith(basis.but[word]))
        for word in basis.words
    )
