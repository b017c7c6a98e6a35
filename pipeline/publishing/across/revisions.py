"""What a corrected document changed, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Fact
from pipeline.datasets.ids import short_id
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.across.printed import Figures, Printed

Row = dict[str, Any]


def revision_rows(pair: Pair, figures: Figures) -> Iterator[Row]:
    """Rows of `revisions`: every figure that the second document prints otherwise, adds or leaves out."""
    before = figures.best(pair.first["doc_id"])
    after = figures.best(pair.second["doc_id"])
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            yield _row(pair, old.fact, "removed", old, None)
        elif old.fact.value_yuan != new.fact.value_yuan:
            yield _row(pair, new.fact, "changed", old, new)
    for key, new in after.items():
        if key not in before:
            yield _row(pair, new.fact, "added", None, new)


def _row(pair: Pair, fact: Fact, change: str, old: Printed | None, new: Printed | None) -> Row:
    previous, current = pair.first["doc_id"], pair.second["doc_id"]
    before, after = (p.fact.value_yuan if p is not None else None for p in (old, new))
    ids = tuple(p.row["fact_id"] if p is not None else None for p in (old, new))
    return {
        "revision_id": short_id("revision", current, previous, *ids),
        "doc_id": current,
        "previous_doc_id": previous,
        "change": change,
        "measure": fact.measure,
        "role": fact.role,
        "scope": fact.scope,
        "value_year": fact.value_year,
        "function_code": fact.function_code,
        "economic_code": fact.economic_code,
        "item_label": fact.item_label,
        "unit_name": fact.unit,
        "value_before": before,
        "value_after": after,
        "difference": None if before is None or after is None else after - before,
        "fact_id_before": ids[0],
        "fact_id_after": ids[1],
    }
