"""What a failed check has earned: may it accuse the document, or is one of its figures misread?

Misreadings are commoner than slips, so a check that fails is first evidence against its own reading. It is an
error where something else confirms what every operand is of, a warning where the record of the operands'
constructions is good, a note else (patterns/earned.toml). Guards come first: they tell figures that only look
as if they contradicted each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractors.records import Check, Quantity
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit.confirmation import Witnesses
from pipeline.audit.construction_records import is_known, is_proven
from pipeline.audit.evidence import Evidence
from pipeline.audit.explanations import SOME, TELLING, Explanations, is_slip_of_sum
from pipeline.audit.lacking import Lacking
from pipeline.audit.standing import RATES, REPEATED, SHARES, Standing

ERROR, WARNING, NOTE = "error", "warning", "info"
FEW = 2
"""Digits that say something only of a noun that is known well."""
SAID = "·fund:said·"
"""A construction whose words name the fund (`extractors.narrative.constructions`)."""
SHARE, CHANGE = "P02", "P06"
ACROSS = ("I04", "I08", "I09", "I11")
"""One figure in several tables, or on both sides of one."""
CODES = "I07"
"""Sums down the codes of a column."""
_ROW_SUMS = ("I06", "I12")
_OPEN_SUMS = ("I01", "I02", "I03", "I06", "I10", "I12", "I16")
"""Sums of parts by name: a part under a name that nobody knows is missing in them. Codes tell their level."""
CLOSED = "I16"
"""Sums of parts that law names: there is no other."""
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


EARNED = Verdict(ERROR)
UNSURE = Verdict(WARNING, "unconfirmed")
UNCONFIRMED = Verdict(NOTE, "unconfirmed")


class Scales:
    """The failed checks of one document, weighed."""

    def __init__(self, evidence: Evidence, checks: Sequence[Check], found: Witnesses) -> None:
        self.evidence = evidence
        self.checks = checks
        self.standing = Standing(evidence, checks, found)
        self.explanations = Explanations(evidence)
        self.lacking = Lacking(evidence)

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
        standing = self.standing
        near, listed = standing.is_near(n, m, TELLING), standing.is_listed(n, m)
        if standing.heals(n, m):
            return EARNED
        if standing.is_in_other_unit(n, m):
            return EARNED if standing.is_near(n, m, SOME) else UNSURE
        guard = self._guard_of_printings(n, m, near)
        if guard is not None:
            return guard
        if standing.is_said_elsewhere(n, m):
            return Verdict(WARNING if near or listed else NOTE, "elsewhere")
        if near or listed:
            in_table = self.evidence.facts[m].table is not None
            return EARNED if not in_table or standing.is_table_sure(m) else UNSURE
        slip = standing.is_near(n, m, SOME) or standing.is_one_digit_of_nothing(n, m)
        # Other readings were tried before (`pipeline.reading.readings`), and none of them holds.
        construction = self.evidence.facts[n].construction
        few = standing.is_near(n, m, FEW) and is_known(construction)
        return UNSURE if slip or few or is_proven(construction) else UNCONFIRMED

    def _guard_of_printings(self, n: int, m: int, near: bool) -> Verdict | None:
        """Why two figures are not printings of one; null where nothing says so."""
        standing = self.standing
        if standing.values_of(n) >= load(Earned).several.values:
            return Verdict(NOTE, "several")
        in_table = self.evidence.facts[m].table is not None
        if not in_table and not near and standing.paragraph(n) == standing.paragraph(m):
            return Verdict(NOTE, "breakdown")
        is_said = SAID in (self.evidence.facts[n].construction or "")
        if (near or is_said) and self.explanations.is_total_of_another(n, m):
            # whose words name its fund cannot mean the money of another
            return Verdict(WARNING if is_said else NOTE, "another")
        if not near and self.explanations.is_printed_as_another(n, m):
            return Verdict(NOTE, "another")
        if not standing.is_near(n, m, SOME) and self.explanations.differs_by_a_figure(n, m):
            return Verdict(NOTE, "difference")
        return None

    def _of_rate(self, check: Check) -> Verdict:
        """A printed percentage, or change, against the figures that it is made of."""
        standing, n = self.standing, check.lhs_facts[0]
        if self.explanations.is_of_other_direction(check):
            return EARNED
        if self.explanations.has_another_base(check):
            return Verdict(NOTE, "other_base")
        if check.code != CHANGE and _is_last_digit(self.evidence.facts[n].decimals, check):
            return Verdict(NOTE, "last_digit")
        if standing.has_its_rate(check):
            return Verdict(NOTE, "several")
        if self.explanations.is_known_slip(check) or standing.divides_all(check):
            return EARNED
        beside = check.rhs_facts[:1] if check.code == SHARE else check.rhs_facts  # its total stands anywhere
        stated = [m for m in (n, *beside) if self.evidence.facts[m].table is None]
        if len({standing.paragraph(m) for m in stated}) > 1:
            return UNCONFIRMED
        if standing.rates_hold(check):
            return EARNED
        if all(standing.is_borne_out(m) for m in check.rhs_facts):
            return EARNED
        return UNSURE if is_proven(self.evidence.facts[n].construction) else UNCONFIRMED

    def _of_sentences(self, check: Check) -> Verdict:
        """Sums of sentences, and figures of them that bound each other."""
        facts = self.evidence.facts
        operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if facts[n].value]
        open_ones = [n for n in operands if not self.standing.has_witness(n)]
        if check.code == SHARES:
            return EARNED if len(open_ones) <= 1 else UNSURE
        meant = _nearly_holds(check) or is_slip_of_sum(check, self.evidence)
        if len({facts[n].section for n in operands}) > 1:
            return UNSURE if meant or check.code == CLOSED else UNCONFIRMED
        if self._is_gap_in_paragraph(check):
            return Verdict(NOTE, "misread")
        if len(open_ones) <= 1:
            return EARNED if len({self.standing.paragraph(n) for n in operands}) <= 1 else UNSURE
        proven = all(is_proven(facts[n].construction) for n in open_ones)
        whole = check.code == CLOSED or self._is_whole_list(check)
        return UNSURE if meant or proven or whole else UNCONFIRMED

    def _is_whole_list(self, check: Check) -> bool:
        """Are the operands all amounts of their sentence, from the first on? Changes and budgets beside them
        are no members."""
        operands = (*check.lhs_facts, *check.rhs_facts)
        starts = [s for n in operands if (s := self.evidence.facts[n].place.start) is not None]
        roles = {self.evidence.facts[n].role for n in operands}
        paragraph = self.evidence.paragraph_at(min(starts)) if starts else None
        if paragraph is None:
            return False
        stop = load(Earned).sentence_end
        end = self.evidence.text.find(stop, max(starts), paragraph.end)
        amounts = self.evidence.quantities_in(min(starts), end if end >= 0 else paragraph.end)
        return all(
            q.kind != "amount" or q.place.start in starts or self._is_of_other_role(q, roles) for q in amounts
        )

    def _is_of_other_role(self, quantity: Quantity, roles: Collection[str]) -> bool:
        """Was an amount read as something else than a value of these roles?"""
        read = self._roles_at.get(quantity.place.start or 0, frozenset())
        return bool(read) and read.isdisjoint(roles)

    @cached_property
    def _roles_at(self) -> Mapping[int, frozenset[str]]:
        """The roles of the facts of sentences, by where these begin."""
        found: dict[int, set[str]] = defaultdict(set)
        for fact in self.evidence.facts:
            if fact.source_kind == "narrative" and fact.place.start is not None:
                found[fact.place.start].add(fact.role)
        return {start: frozenset(roles) for start, roles in found.items()}

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

    def _of_tables(self, check: Check) -> Verdict:
        """An identity over cells."""
        standing, lacking = self.standing, self.lacking
        if check.code in _OPEN_SUMS and lacking.lacks_a_part(check):
            return Verdict(NOTE, "unknown_cells")
        if check.code == CODES and lacking.lacks_a_row(check):
            return Verdict(NOTE, "unknown_cells")
        if check.code in _ROW_SUMS and lacking.counts_twice(check):
            return Verdict(NOTE, "misread")
        operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if self.evidence.facts[n].value]
        open_ones = [n for n in operands if not standing.has_witness(n)]
        if check.code in ACROSS:
            some = len(open_ones) < len(operands)
            return EARNED if some and all(standing.is_table_sure(n) for n in open_ones) else UNSURE
        return EARNED if len(open_ones) <= 1 or standing.holds_in_table(check) else UNSURE


def _is_last_digit(decimals: int | None, check: Check) -> bool:
    """Is a percentage off by less than a unit of its last digit?"""
    low, high = check.interval_low, check.interval_high
    if check.lhs is None or low is None or high is None:
        return False
    unit = Decimal(10) ** -(decimals or 0)
    return check.lhs - unit < high and low < check.lhs + unit


def _nearly_holds(check: Check) -> bool:
    """Does a sum miss by so little that its parts are no accident?"""
    if check.lhs is None or check.rhs is None or not check.rhs:
        return False
    return abs(check.lhs - check.rhs) <= _NEARLY * abs(check.rhs)
