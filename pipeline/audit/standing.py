"""What a document itself says of the reading of a fact: who bears it out, and how its like fare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from extractors.records import Check, Fact
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit.confirmation import SENTENCE, SUM, TABLE, Witnesses
from pipeline.audit.evidence import Evidence
from pipeline.audit.explanations import is_in_other_unit, is_near, significant_digits
from pipeline.figures.printings import same_figure, side_of

REPEATED = "N01"
"""A printing of a figure in a sentence against another one."""
RATES = ("P01", "P02", "P03", "P06")
SHARES = "P04"
"""All shares of a total whose amounts are known to make it."""


class Standing:
    """The facts of one document, its checks, and what confirms each fact."""

    def __init__(self, evidence: Evidence, checks: Sequence[Check], found: Witnesses) -> None:
        self.evidence = evidence
        self.checks = checks
        self.witnesses = found

    def has_witness(self, n: int) -> bool:
        """Does anything confirm a fact?"""
        return bool(self.witnesses.get(n))

    def is_borne_out(self, n: int) -> bool:
        """Does a table, a sum or another sentence agree with a fact: more than the rate beside it?"""
        table = self.evidence.facts[n].table is not None
        return table or any(w.by in (TABLE, SUM, SENTENCE) for w in self.witnesses.get(n, ()))

    def is_near(self, n: int, m: int, digits: int) -> bool:
        """Are two printings of so many digits the same but for a slip (`explanations.is_near`)?"""
        facts = self.evidence.facts
        one, other = (side_of(facts[k], self.evidence.tables) for k in (n, m))
        return one is not None and other is not None and is_near(facts[n], facts[m], (one, other), digits)

    def is_in_other_unit(self, n: int, m: int) -> bool:
        """Are two printings the same figure in units of which one is wrong?"""
        facts = self.evidence.facts
        one, other = (side_of(facts[k], self.evidence.tables) for k in (n, m))
        return one is not None and other is not None and is_in_other_unit(facts[n], facts[m], (one, other))

    def is_one_digit_of_nothing(self, n: int, m: int) -> bool:
        """Is one of two figures nothing, and the other a single digit?"""
        one, other = (self.evidence.facts[k] for k in (n, m))
        return bool(one.value) != bool(other.value) and significant_digits(one if one.value else other) == 1

    def is_said_elsewhere(self, n: int, m: int) -> bool:
        """Does another sentence than that of fact `n` print what fact `m` of a table prints?"""
        return self.evidence.facts[m].table is not None and any(
            w.by == SENTENCE and n not in w.others and self.checks[w.check].code == REPEATED
            for w in self.witnesses.get(m, ())
        )

    def heals(self, n: int, m: int) -> bool:
        """Would a sum of its section that fails with fact `n` hold with the figure of fact `m`?"""
        wrong, right = self.evidence.facts[n].value_yuan, self.evidence.facts[m].value_yuan
        if wrong is None or right is None:
            return False
        for check in self._failed_with.get(n, ()):
            if check.code in (REPEATED, *RATES) or check.diff is None or check.tolerance is None:
                continue
            operands = (*check.lhs_facts, *check.rhs_facts)
            if len({self.evidence.facts[k].section for k in operands}) > 1:
                continue
            moved = right - wrong if n in check.lhs_facts else wrong - right
            if abs(check.diff + moved) <= check.tolerance:
                return True
        return False

    def is_listed(self, n: int, m: int) -> bool:
        """Is a figure against a table that of a code, in a list whose other figures agree with the tables?"""
        fact = self.evidence.facts[n]
        if self.evidence.facts[m].table is None or not (fact.function_code or fact.economic_code):
            return False
        held = len(self._held_by_construction.get(fact.construction or "", ()))
        failed = len(self._failed_by_construction.get(fact.construction or "", ()))
        return _holds(held, failed)

    def rates_hold(self, check: Check) -> bool:
        """Do other rates of the construction come out in this document?"""
        construction = self.evidence.facts[check.lhs_facts[0]].construction
        alike = [
            c
            for c in self.checks
            if c.code == check.code
            and c.lhs_facts
            and self.evidence.facts[c.lhs_facts[0]].construction == construction
        ]
        held = sum(c.result.startswith("pass") and bool(c.lhs) for c in alike)
        return _holds(held, sum(c.result == "fail" for c in alike))

    def divides_all(self, check: Check) -> bool:
        """Is a share one of several whose amounts make their total, so that it is known what they are of?"""
        return check.lhs_facts[0] in self._shares_of_all

    @cached_property
    def _shares_of_all(self) -> frozenset[int]:
        return frozenset(n for c in self.checks if c.code == SHARES for n in c.lhs_facts)

    def has_its_rate(self, check: Check) -> bool:
        """Has the figure of a rate another one already, of the same role, that comes out?"""
        role = self.evidence.facts[check.lhs_facts[0]].role
        return any(
            c.code == check.code and self.evidence.facts[c.lhs_facts[0]].role == role
            for w in self.witnesses.get(check.rhs_facts[0], ())
            for c in (self.checks[w.check],)
        )

    def is_table_sure(self, n: int) -> bool:
        """Is it confirmed what a cell is of, by itself or by another cell of its column?"""
        fact = self.evidence.facts[n]
        return self.has_witness(n) or (fact.table, fact.col) in self._confirmed_columns

    def holds_in_table(self, check: Check) -> bool:
        """Does an identity hold elsewhere in its table, so that columns and rows are what they seem?"""
        table = self.evidence.facts[check.lhs_facts[0]].table
        return len(self._held_in_table.get((check.code, table), ())) >= load(Earned).in_document.held

    def paragraph(self, n: int) -> int | None:
        """Where the paragraph of a fact begins; null in tables."""
        start = self.evidence.facts[n].place.start
        paragraph = self.evidence.paragraph_at(start) if start is not None else None
        return None if paragraph is None else paragraph.start

    def values_of(self, n: int) -> int:
        """How many different values sentences give the figure of a fact."""
        return len(self._values.get(same_figure(self.evidence.facts[n]), ()))

    @cached_property
    def _held_by_construction(self) -> Mapping[str, set[object]]:
        """The figures of each construction that tables bear out."""
        return self._by_construction(lambda n: any(w.by == TABLE for w in self.witnesses.get(n, ())))

    @cached_property
    def _failed_by_construction(self) -> Mapping[str, set[object]]:
        failed = {
            c.lhs_facts[0] for c in self.checks if c.code == REPEATED and c.result == "fail" and c.lhs_facts
        }
        return self._by_construction(failed.__contains__)

    def _by_construction(self, counts: Callable[[int], bool]) -> Mapping[str, set[object]]:
        found: dict[str, set[object]] = defaultdict(set)
        for n, fact in enumerate(self.evidence.facts):
            if fact.construction and counts(n):
                found[fact.construction].add(fact.value_yuan)
        return found

    @cached_property
    def _confirmed_columns(self) -> frozenset[tuple[int | None, int | None]]:
        facts = (self.evidence.facts[n] for n in self.witnesses)
        return frozenset((f.table, f.col) for f in facts if f.table is not None)

    @cached_property
    def _held_in_table(self) -> Mapping[tuple[str, int | None], set[int]]:
        found: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        for several in self.witnesses.values():
            for w in several:
                check = self.checks[w.check]
                if check.lhs_facts:
                    found[check.code, self.evidence.facts[check.lhs_facts[0]].table].add(w.check)
        return found

    @cached_property
    def _values(self) -> Mapping[object, set[object]]:
        found: dict[object, set[object]] = defaultdict(set)
        for fact in self.evidence.facts:
            if fact.source_kind == "narrative" and fact.value_yuan is not None:
                found[same_figure(fact)].add(_rounded(fact))
        return found

    @cached_property
    def _failed_with(self) -> Mapping[int, Sequence[Check]]:
        found: dict[int, list[Check]] = defaultdict(list)
        for check in self.checks:
            if check.result == "fail":
                for n in (*check.lhs_facts, *check.rhs_facts):
                    found[n].append(check)
        return found


def _holds(held: int, failed: int) -> bool:
    """Do figures that hold, beside some that fail, one of them the accused, speak for a reading?"""
    rules = load(Earned).in_document
    return held >= max(rules.held, rules.times * (failed - 1))


def _rounded(fact: Fact) -> object:
    """A value to four digits: printings that differ by rounding are one."""
    return None if fact.value_yuan is None else f"{fact.value_yuan:.3e}"
