"""Identities as equations over numbers: what a change of one of them does to the others.

An equation is what a check of the audit compares (`pipeline.audit`), or two printings of one figure. Terms
that cancel are left out; what is print has its value and cannot be changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.records import Check, Fact, Table
from extractors.tables.cell_values import read_cell
from pipeline.audit.recognition import span_of
from pipeline.figures.tolerance import Side, printed
from pipeline.reading.repair.second_look import Span
from pipeline.reading.tie_out import TiedOut

NOTHING = Side(Decimal(0), Decimal(0))
HOLDS, NEARLY, FAILS = "holds", "nearly", "fails"
"""Exactly; within what rounding explains; not."""
MANY_TIMES = 10
"""A change that is so many times what rounding leaves open is seen through the rounding."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number in an equation: `factor` times its value is in yuan."""

    number: int
    factor: Decimal

    def side(self, text: str) -> Side:
        """What it adds where it says `text`."""
        cell = read_cell(text)
        if cell.value is None:
            return NOTHING
        return printed(cell.value * self.factor, cell.decimals, abs(self.factor))


@dataclass(frozen=True, slots=True)
class Equation:
    """Terms that come to nothing."""

    code: str
    terms: tuple[Term, ...]
    constant: Side = NOTHING
    is_soft: bool = False
    """Two printings that may be of two things: it may speak for a change and never against one."""

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers in it."""
        return frozenset(term.number for term in self.terms)

    def gap(self, texts: Mapping[int, str]) -> Side:
        """What is left over."""
        value, slack = self.constant.value, self.constant.slack
        for term in self.terms:
            side = term.side(texts[term.number])
            value, slack = value + side.value, slack + side.slack
        return Side(value, slack)

    def state(self, texts: Mapping[int, str]) -> str:
        """Whether it holds."""
        gap = self.gap(texts)
        if not gap.value:
            return HOLDS
        return NEARLY if abs(gap.value) <= gap.slack else FAILS

    def others(self, without: Container[int], texts: Mapping[int, str]) -> frozenset[int]:
        """The other numbers in it that are not nought; what is print counts as one."""
        found = {t.number for t in self.terms if t.number not in without and t.side(texts[t.number]).value}
        return frozenset(found | ({-1} if self.constant.value else set()))


def equations_of(tied: TiedOut, numbers: Mapping[Span, int]) -> list[Equation]:
    """The equations over these numbers (by their spans), each set of terms once."""
    ledger = _Terms(tied, numbers)
    found: dict[object, Equation] = {}
    for check in tied.checks:
        equation = ledger.of_check(check)
        if equation is not None:
            found.setdefault((equation.terms, equation.constant.value), equation)
    for equation in ledger.printings():
        found.setdefault((equation.terms, equation.constant.value), equation)
    return list(found.values())


class _Terms:
    """Facts as terms."""

    def __init__(self, tied: TiedOut, numbers: Mapping[Span, int]) -> None:
        self.tied = tied
        self.numbers = numbers

    def number(self, fact: Fact) -> int | None:
        span = span_of(fact)
        return None if span is None else self.numbers.get(span)

    def of_check(self, check: Check) -> Equation | None:
        if check.diff is None:
            return None
        return self._equation(check.code, check.lhs_facts, check.rhs_facts)

    def _equation(
        self, code: str, lhs: Sequence[int], rhs: Sequence[int], is_soft: bool = False
    ) -> Equation | None:
        factors: dict[int, Decimal] = defaultdict(Decimal)
        value = slack = Decimal(0)
        for sign, positions in ((1, lhs), (-1, rhs)):
            for n in positions:
                fact = self.tied.facts[n]
                number, factor = self.number(fact), sign * _factor(fact, self.tied.tables)
                if number is None:
                    side = printed(fact.value_yuan or Decimal(0), fact.decimals, abs(factor))
                    value, slack = value + sign * side.value, slack + side.slack
                else:
                    factors[number] += factor
        terms = tuple(Term(number, factor) for number, factor in sorted(factors.items()) if factor)
        if len(terms) + bool(value) < 2:
            return None
        if terms and terms[0].factor < 0:  # either side may come first
            terms, value = tuple(Term(t.number, -t.factor) for t in terms), -value
        return Equation(code, terms, Side(value, slack), is_soft)

    def printings(self) -> Iterator[Equation]:
        """Figures that are printed several times, wherever the audit does not compare them."""
        groups: dict[object, dict[object, int]] = defaultdict(dict)
        for n, fact in enumerate(self.tied.facts):
            if fact.value_yuan is None or fact.item_label is not None or fact.unit is not None:
                continue
            figure = (fact.measure, fact.role, fact.value_year, fact.scope)
            code = (fact.function_code, fact.economic_code)
            groups[figure, code].setdefault((fact.place.start, fact.place.end), n)
        for by_place in groups.values():
            positions = list(by_place.values())
            for i, one in enumerate(positions[:MOST_PRINTINGS]):
                for other in positions[i + 1 : MOST_PRINTINGS]:
                    equation = self._equation("printed", [one], [other], is_soft=True)
                    if equation is not None:
                        yield equation


MOST_PRINTINGS = 6
"""So many printings of a figure are compared each with each."""


def _factor(fact: Fact, tables: Sequence[Table]) -> Decimal:
    """Yuan for each unit that is printed: less than nothing where words turn the sign of a number."""
    printed_value = read_cell(fact.value_raw or "").value
    is_turned = bool(fact.value) and printed_value is not None and fact.value == -printed_value
    return -unit_of(fact, tables) if is_turned else unit_of(fact, tables)


def unit_of(fact: Fact, tables: Sequence[Table]) -> Decimal:
    """Yuan for each printed unit of a fact."""
    if fact.value and fact.value_yuan:
        return fact.value_yuan / fact.value
    multiplier = tables[fact.table].unit_multiplier if fact.table is not None else None
    return multiplier if multiplier is not None else Decimal(1)
