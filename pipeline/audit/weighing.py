"""What a failed check has earned: may it accuse the document, or is one of its figures misread?

Misreadings are commoner than slips, so a check that fails is first evidence against its own reading. It is an
error where something else confirms what every operand is of, a warning where the record of the operands'
constructions is good, a note else (patterns/earned.toml). Guards come first: they tell figures that only look
as if they contradicted each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractors.records import Check, Fact
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit.confirmation import SENTENCE, SUM, TABLE, Witnesses
from pipeline.audit.construction_records import is_proven
from pipeline.audit.evidence import Evidence
from pipeline.audit.explanations import Explanations, is_near
from pipeline.audit.ledger import Ledger
from pipeline.figures.printings import same_figure, side_of

ERROR, WARNING, NOTE = "error", "warning", "info"
REPEATED = "N01"
RATES = ("P01", "P02", "P03", "P06")
ACROSS = ("I04", "I08", "I09", "I11")
"""One figure in several tables, or on both sides of one."""
_OPEN_SUMS = ("I01", "I02", "I03", "I06", "I10", "I12", "I16")
"""Sums of parts by name: a part under a name that nobody knows is missing in them. Codes tell their level."""


_NEARLY = Decimal("0.01")
"""The share of a sum by which it may miss so that its parts were meant."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How grave a failure may be at most, and why not more (`reason` of patterns/earned.toml)."""

    severity: str
    reason: str | None = None

    @property
    def is_misread(self) -> bool:
        """Does a guard say that the figure is of something else than it was taken for?"""
        return self.severity == NOTE and self.reason not in (None, "unconfirmed")


UNCONFIRMED = Verdict(NOTE, "unconfirmed")
EARNED = Verdict(ERROR)


class Scales:
    """The failed checks of one document, weighed."""

    def __init__(self, evidence: Evidence, checks: Sequence[Check], found: Witnesses) -> None:
        self.evidence = evidence
        self.checks = checks
        self.witnesses = found
        self.explanations = Explanations(evidence)

    def verdict(self, check: Check) -> Verdict:
        """What a failed check may say."""
        operands = (*check.lhs_facts, *check.rhs_facts)
        if not operands:
            return EARNED
        if all(self.evidence.facts[n].table is not None for n in operands):
            return self._of_tables(check)
        if check.code == REPEATED:
            return self._of_printings(*operands)
        if not self.misread.isdisjoint(operands):
            return Verdict(NOTE, "misread")
        if check.code in RATES:
            return self._of_rate(check)
        return self._of_sentences(check)

    @cached_property
    def misread(self) -> frozenset[int]:
        """Facts that a guard says are of something else: whatever fails with them says nothing."""
        return frozenset(
            c.lhs_facts[0]
            for c in self.checks
            if c.result == "fail" and c.code == REPEATED and c.lhs_facts and self.verdict(c).is_misread
        )

    def _of_printings(self, n: int, m: int) -> Verdict:
        """A sentence against a table, or against another sentence."""
        facts = self.evidence.facts
        near = self._is_near(n, m)
        if self._values_of(n) >= load(Earned).several.values:
            return Verdict(NOTE, "several")
        if facts[m].table is None and self._paragraph(n) == self._paragraph(m) and not near:
            return Verdict(NOTE, "breakdown")
        if self.explanations.is_printed_as_another(n, m):
            return Verdict(NOTE, "another")
        if self.explanations.differs_by_a_figure(n, m):
            return Verdict(NOTE, "difference")
        listed = self._is_listed(n, m)
        if self._is_said_elsewhere(n, m):
            return Verdict(WARNING if near or listed else NOTE, "elsewhere")
        if near or listed or self._heals(n, m):
            sure = facts[m].table is None or self._is_table_sure(m)
            return EARNED if sure else Verdict(WARNING, "unconfirmed")
        if facts[m].table is not None and self._is_known_table(m) and is_proven(facts[n].construction):
            return Verdict(WARNING, "unconfirmed")
        return UNCONFIRMED

    def _of_rate(self, check: Check) -> Verdict:
        """A printed percentage, or change, against the figures that it is made of."""
        facts, n = self.evidence.facts, check.lhs_facts[0]
        if self.explanations.has_another_base(check):
            return Verdict(NOTE, "other_base")
        if self.explanations.is_known_slip(check):
            return EARNED
        if all(self._is_borne_out(m, check) for m in check.rhs_facts) or self._rates_hold_here(check):
            return EARNED
        if is_proven(facts[n].construction):
            return Verdict(WARNING, "unconfirmed")
        return UNCONFIRMED

    def _of_sentences(self, check: Check) -> Verdict:
        """Sums of sentences, and figures of them that bound each other."""
        operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if self.evidence.facts[n].value]
        together = len({self._paragraph(n) for n in operands}) == 1
        open_ones = [n for n in operands if not self.witnesses.get(n)]
        if together and self._is_gap_in_paragraph(check):
            return Verdict(NOTE, "misread")
        if len(open_ones) <= 1:
            return EARNED if together else Verdict(WARNING, "unconfirmed")
        proven = all(is_proven(self.evidence.facts[n].construction) for n in open_ones)
        return Verdict(WARNING, "unconfirmed") if together and (proven or _nearly_holds(check)) else UNCONFIRMED

    def _of_tables(self, check: Check) -> Verdict:
        """An identity over cells."""
        operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if self.evidence.facts[n].value]
        if check.code in _OPEN_SUMS and self._may_lack_a_part(check):
            return Verdict(NOTE, "unknown_cells")
        open_ones = [n for n in operands if not self.witnesses.get(n)]
        if check.code in ACROSS:
            if len(open_ones) < len(operands) and all(self._is_table_sure(n) for n in open_ones):
                return EARNED
            return Verdict(WARNING, "unconfirmed")
        if len(open_ones) <= 1 or self._holds_in_table(check):
            return EARNED
        return Verdict(WARNING, "unconfirmed")

    # What the document itself says of the reading of a fact.

    def _is_listed(self, n: int, m: int) -> bool:
        """Is a figure against a table one of an item by its code, in a list whose other figures agree?"""
        fact = self.evidence.facts[n]
        coded = fact.function_code or fact.economic_code
        return bool(coded) and self.evidence.facts[m].table is not None and self._holds_here(n)

    def _is_known_table(self, m: int) -> bool:
        """Is the table of a fact one of the catalogue, that nothing speaks against?"""
        number = self.evidence.facts[m].table
        table = None if number is None else self.evidence.tables[number]
        return table is not None and bool(table.canonical_table) and table.ties_out is not False

    def _is_near(self, n: int, m: int) -> bool:
        facts = self.evidence.facts
        one, other = (side_of(facts[k], self.evidence.tables) for k in (n, m))
        return one is not None and other is not None and is_near(facts[n], facts[m], (one, other))

    def _is_said_elsewhere(self, n: int, m: int) -> bool:
        """Does another sentence print what fact `m` of a table prints?"""
        return any(
            w.by == SENTENCE and n not in w.others and self.checks[w.check].code == REPEATED
            for w in self.witnesses.get(m, ())
            if self.evidence.facts[m].table is not None
        )

    def _heals(self, n: int, m: int) -> bool:
        """Would another check that fails with fact `n` hold with the figure of fact `m`?"""
        wrong, right = self.evidence.facts[n].value_yuan, self.evidence.facts[m].value_yuan
        if wrong is None or right is None:
            return False
        for check in self._failed_with.get(n, ()):
            if check.code == REPEATED or check.code in RATES or check.diff is None or check.tolerance is None:
                continue
            moved = right - wrong if n in check.lhs_facts else wrong - right
            if abs(check.diff + moved) <= check.tolerance:
                return True
        return False

    def _holds_here(self, n: int) -> bool:
        """Do other figures of the fact's construction agree with the tables of this document?"""
        rules, construction = load(Earned).in_document, self.evidence.facts[n].construction
        held = len(self.held_by_construction.get(construction or "", ()))
        failed = len(self._failed_by_construction.get(construction or "", ()))
        return held >= max(rules.held, rules.times * (failed - 1))

    @cached_property
    def held_by_construction(self) -> Mapping[str, set[object]]:
        """The figures of each construction that tables bear out."""
        return self._by_construction(lambda n: any(w.by == TABLE for w in self.witnesses.get(n, ())))

    @cached_property
    def _failed_by_construction(self) -> Mapping[str, set[object]]:
        failed = {c.lhs_facts[0] for c in self.checks if c.code == REPEATED and c.result == "fail"}
        return self._by_construction(failed.__contains__)

    def _by_construction(self, counts: Callable[[int], bool]) -> Mapping[str, set[object]]:
        found: dict[str, set[object]] = defaultdict(set)
        for n, fact in enumerate(self.evidence.facts):
            if fact.construction and counts(n):
                found[fact.construction].add(fact.value_yuan)
        return found

    def _is_borne_out(self, n: int, but: Check) -> bool:
        """Does a table, or a sum, agree with a fact: more than the sentence that it stands in?"""
        table = self.evidence.facts[n].table is not None
        return table or any(w.by in (TABLE, SUM, SENTENCE) for w in self.witnesses.get(n, ()))

    def _rates_hold_here(self, check: Check) -> bool:
        """Do other rates of this construction come out in this document?"""
        rules, construction = load(Earned).in_document, self.evidence.facts[check.lhs_facts[0]].construction
        alike = [
            c
            for c in self.checks
            if c.code == check.code
            and c.lhs_facts
            and self.evidence.facts[c.lhs_facts[0]].construction == construction
        ]
        held = sum(c.result.startswith("pass") and bool(c.lhs) for c in alike)
        failed = sum(c.result == "fail" for c in alike)
        return held >= max(rules.held, rules.times * (failed - 1))

    def _is_table_sure(self, n: int) -> bool:
        """Is it confirmed what a cell is of, by itself or by another cell of its column?"""
        if self.witnesses.get(n):
            return True
        fact = self.evidence.facts[n]
        return (fact.table, fact.col) in self._confirmed_columns

    @cached_property
    def _confirmed_columns(self) -> frozenset[tuple[int | None, int | None]]:
        return frozenset(
            (f.table, f.col) for n in self.witnesses if (f := self.evidence.facts[n]).table is not None
        )

    def _holds_in_table(self, check: Check) -> bool:
        """Does the identity hold elsewhere in the table, so that its columns and rows are what they seem?"""
        rules, table = load(Earned).in_document, self.evidence.facts[check.lhs_facts[0]].table
        return len(self._held_in_table.get((check.code, table), ())) >= rules.held

    @cached_property
    def _held_in_table(self) -> Mapping[tuple[str, int | None], set[int]]:
        found: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        for several in self.witnesses.values():
            for w in several:
                check = self.checks[w.check]
                if check.lhs_facts:
                    found[check.code, self.evidence.facts[check.lhs_facts[0]].table].add(w.check)
        return found

    def _may_lack_a_part(self, check: Check) -> bool:
        """Are there amounts beside the parts, of which nobody knows what they are, where the parts fall short?"""
        if check.diff is None or check.diff <= 0 or not check.lhs_facts:
            return False
        whole = check.lhs_facts[0]
        several = len({self.evidence.facts[n].row for n in check.rhs_facts}) > 1
        beside = self._ledger.unknown_in_column(whole) if several else self._ledger.unknown_in_row(whole)
        if several and check.rhs_facts:
            beside = [*beside, *self._ledger.unknown_in_column(check.rhs_facts[0])]
        return any(0 < side.value <= check.diff for side in beside)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.evidence.facts, self.evidence.tables)

    # What the sentences say.

    def _paragraph(self, n: int) -> int | None:
        start = self.evidence.facts[n].place.start
        paragraph = self.evidence.paragraph_at(start) if start is not None else None
        return None if paragraph is None else paragraph.start

    def _values_of(self, n: int) -> int:
        """How many different values sentences give the figure of a fact."""
        return len(self._values.get(same_figure(self.evidence.facts[n]), ()))

    @cached_property
    def _values(self) -> Mapping[object, set[object]]:
        found: dict[object, set[object]] = defaultdict(set)
        for fact in self.evidence.facts:
            if fact.source_kind == "narrative" and fact.value_yuan is not None:
                found[same_figure(fact)].add(_rounded(fact))
        return found

    def _is_gap_in_paragraph(self, check: Check) -> bool:
        """Does the paragraph print the amount that a sum lacks?"""
        start = self.evidence.facts[check.lhs_facts[0]].place.start
        paragraph = self.evidence.paragraph_at(start) if start is not None else None
        if paragraph is None or not check.diff:
            return False
        known = {self.evidence.facts[n].place.start for n in (*check.lhs_facts, *check.rhs_facts)}
        return any(
            q.value_yuan is not None and abs(q.value_yuan - abs(check.diff)) <= (check.tolerance or 0)
            for q in self.evidence.quantities_in(paragraph.start, paragraph.end)
            if q.place.start not in known
        )

    @cached_property
    def _failed_with(self) -> Mapping[int, Sequence[Check]]:
        found: dict[int, list[Check]] = defaultdict(list)
        for check in self.checks:
            if check.result == "fail":
                for n in (*check.lhs_facts, *check.rhs_facts):
                    found[n].append(check)
        return found


def _nearly_holds(check: Check) -> bool:
    """Does a sum miss by so little that its parts are no accident?"""
    if check.lhs is None or check.rhs is None or not check.rhs:
        return False
    return abs(check.lhs - check.rhs) <= _NEARLY * abs(check.rhs)


def _rounded(fact: Fact) -> object:
    """A value to four digits: printings that differ by rounding are one."""
    return None if fact.value_yuan is None else f"{fact.value_yuan:.3e}"
