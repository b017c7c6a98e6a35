"""What a sum over cells may lack, or count twice, where it fails: then parts are misread, not misprinted."""

from __future__ import annotations

from functools import cached_property

from extractors.records import Check
from pipeline.audit.evidence import Evidence
from pipeline.audit.ledger import Ledger


class Lacking:
    """The cells beside the operands of failed sums."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    def lacks_a_part(self, check: Check) -> bool:
        """Where the parts fall short: are there amounts beside them of which nobody knows what they are?"""
        if check.diff is None or check.diff <= 0:
            return False
        whole, several = check.lhs_facts[0], len({self.evidence.facts[n].row for n in check.rhs_facts}) > 1
        beside = self._ledger.unknown_in_column(whole) if several else self._ledger.unknown_in_row(whole)
        if several and check.rhs_facts:
            beside = [*beside, *self._ledger.unknown_in_column(check.rhs_facts[0])]
        return any(0 < side.value <= check.diff for side in beside)

    def lacks_a_row(self, check: Check) -> bool:
        """Is what the rows of codes lack an amount in their column that belongs to no known row?"""
        if check.diff is None or check.diff <= 0 or check.tolerance is None:
            return False
        beside = self._ledger.unknown_in_column(check.lhs_facts[0])
        return any(abs(side.value - check.diff) <= check.tolerance + side.slack for side in beside)

    def counts_twice(self, check: Check) -> bool:
        """Do the parts exceed the whole by one of them: is it an “of which” of another?"""
        if check.diff is None or check.diff >= 0 or check.tolerance is None:
            return False
        amounts = [a for n in check.rhs_facts if (a := self.evidence.facts[n].value_yuan)]
        return len(amounts) > 1 and any(abs(a + check.diff) <= check.tolerance for a in amounts)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.evidence.facts, self.evidence.tables)
