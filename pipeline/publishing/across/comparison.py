"""What the comparison of two documents gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pipeline.publishing.across import comparison_rules as rules
from pipeline.publishing.across.document_pairs import Kind, Pair
from pipeline.publishing.across.judgement import Judgement
from pipeline.publishing.across.printed import Figures
from pipeline.publishing.across.revisions import revision_rows

Row = dict[str, Any]
_RULES: dict[Kind, Callable[[Pair, Figures], Iterator[Judgement]]] = {
    "part": rules.explanation_against_tables,
    "prior": rules.last_year,
    "budget": rules.initial_budget,
    "unit": rules.unit_within_department,
    "revised": rules.correction,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows of `checks`, `findings` and `revisions`, of one pair or of many."""

    checks: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    revisions: tuple[Row, ...] = ()

    @classmethod
    def of_all(cls, comparisons: Iterable[Compared]) -> Compared:
        """The rows of several comparisons, in their order."""
        found = list(comparisons)
        return cls(
            tuple(chain.from_iterable(c.checks for c in found)),
            tuple(chain.from_iterable(c.findings for c in found)),
            tuple(chain.from_iterable(c.revisions for c in found)),
        )


def compare(pair: Pair, figures: Figures) -> Compared:
    """Compares two documents; `figures` are those of documents.

    Checks have `other_doc_id`, and the partition of the first document.
    """
    judgements = list(_RULES[pair.kind](pair, figures))
    return Compared(
        tuple(judgement.check for judgement in judgements),
        tuple(judgement.finding for judgement in judgements if judgement.finding is not None),
        tuple(revision_rows(pair, figures)) if pair.kind == "revised" else (),
    )
