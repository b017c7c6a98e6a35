"""Rows of `key_facts`: the facts of a document that questions over all documents ask for.

They are about a quarter of all facts. A view over them alone gives the same rows as over all facts, where
it asks for no others: what it chooses among (the printings of one figure in the parts of a disclosure) has
one measure, one code and one label, and by these a figure is here with all its best printings or with none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.datasets.columns import Columns, Row, column

CLASS_LENGTH = 3
"""Digits of a functional class."""
_THREE_PUBLIC = "three_public."
"""Its figures are asked for with any code (`v_three_public`)."""
_OF_ITEMS_TOO = ("procurement.micro", "procurement.reserved_micro")
"""Measures that are asked for with any code and item (the question `procurement_micro_share`)."""
_OF_FIGURES = ("measure", "function_code", "economic_code", "item_label", "unit_name")
"""What says of what a figure is."""
_INCONSISTENT = "inconsistent"
_SUM_OF_ROWS = "sum_of_rows"


def key_facts(facts: Sequence[Row]) -> Sequence[Row]:
    """Those of the rows of `facts` of one document that stand in `key_facts` too, in the same order.

    These are the best printings of figures of the whole body and its functional classes (`is_key_figure`);
    derived figures that are no sums of rows, and their operands; and what is printed twice and differently.
    """
    if not facts:
        return []
    ids, best, kinds = (column(facts, name) for name in ("fact_id", "duplicate_of", "duplicate_kind"))
    derived = [
        source == "derived" and derivation != _SUM_OF_ROWS
        for source, derivation in zip(column(facts, "source_kind"), column(facts, "derivation"), strict=True)
    ]
    needed = {fact_id for fact_id, kind in zip(best, kinds, strict=True) if kind == _INCONSISTENT}
    for operands, is_derived in zip(column(facts, "derived_from"), derived, strict=True):
        if is_derived:
            needed.update(operands)
    parts = column(facts, "part_of")
    figures = zip(*(column(facts, name) for name in _OF_FIGURES), strict=True)
    kept = [
        at
        for at, figure in enumerate(figures)
        if ids[at] in needed
        or derived[at]
        or kinds[at] == _INCONSISTENT
        or (best[at] is None and parts[at] is None and _is_key_figure(*figure))
    ]
    return facts.only(kept) if isinstance(facts, Columns) else [facts[at] for at in kept]


def is_key_figure(row: Row) -> bool:
    """Whether a row of `facts` is of the whole body or a functional class, not of an item or a single unit.

    It depends only on what printings of one figure share; `v_key_facts` says the same in SQL.
    """
    return _is_key_figure(*(row[name] for name in _OF_FIGURES))


def _is_key_figure(
    measure: str, function: str | None, economic: str | None, item: str | None, unit: str | None
) -> bool:
    if unit is not None:
        return False
    if measure in _OF_ITEMS_TOO:
        return True
    if item is None and measure.startswith(_THREE_PUBLIC):
        return True
    if economic is not None:
        return False
    return item is None if function is None else len(function) == CLASS_LENGTH
