"""Whether two documents agree in a figure, and what is published of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from patterns import load
from patterns.shapes.across import Across, Rule
from pipeline.audit import words
from pipeline.figures.tolerance import Side, printing_result
from pipeline.publishing.across.check_rows import Match, check_row, finding_row
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.across.printed import Printed

Row = dict[str, Any]
NOTE = "info"
"""The severity of what is only worth knowing."""
_NO_PAGE = "—"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row of `checks`, and of `findings` where it fails."""

    check: Row
    finding: Row | None = None

    def as_note(self) -> Judgement:
        """The same, as a note only."""
        if self.finding is None:
            return self
        return Judgement({**self.check, "severity": NOTE}, {**self.finding, "severity": NOTE})


def judge(
    rule: Rule, pair: Pair, match: Match, holds: Callable[[Side, Side], str] = printing_result
) -> Judgement:
    """Holds the figure of the first document against that of the second."""
    first, second = match.first.amount, match.second.amount
    result = holds(first, second)
    apart = Side(first.value - second.value, first.slack + second.slack)
    check = check_row(rule, pair, match, result, apart)
    if result != "fail":
        return Judgement(check)
    texts = {
        "item": words.item(match.first.fact),
        "printed": _figure(match.first),
        "other": _figure(match.second),
        "page": str(match.first.row["page"] or _NO_PAGE),
        "other_page": str(match.second.row["page"] or _NO_PAGE),
    }
    return Judgement(check, finding_row(rule, check, pair, [match], texts))


def _figure(printed: Printed) -> str:
    """A figure as printed; in yuan where it is not printed but implied."""
    return words.figure(printed.fact) or load(Across).yuan.format(amount=printed.fact.value_yuan)
