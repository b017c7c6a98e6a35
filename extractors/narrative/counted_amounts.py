"""What counted things cost: 新购置车辆2台,共计30.5万元 (docs/domain.md §3.2 P13, P17)."""

from __future__ import annotations

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.setting import Basis
from extractors.narrative.tally import Tally
from extractors.records import Quantity
from patterns import compiled
from patterns.shapes.counted import Counted

_AMOUNTS = tuple(p for p in compiled(Counted).values() if p.id.startswith("amount."))


def read_counted_amount(quantity: Quantity, words: str, tally: Tally, basis: Basis) -> Aspects | None:
    """How an amount behind a count is read; null for other figures, and where the words say something else.

    No figure but a count is followed by what it counts: the tally forgets its measure.
    """
    counted, tally.measure = tally.measure, None
    if quantity.kind != "amount" or quantity.where == "reason":
        return None
    for pattern in _AMOUNTS:
        entry = pattern.entry
        if not (counted or "").startswith(entry.family):
            continue
        measure = entry.measure or counted
        if measure and pattern.search(words):
            label = tally.label if measure == counted else None
            role = ("initial_budget" if basis.is_budget else "final") if entry.value else "amount"
            return Aspects(role, Subject(measure, label=label, by="counted"))
    return None
