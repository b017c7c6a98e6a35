"""Rows of `key_facts`: the facts of a document that questions over all documents ask for.

They are a quarter of its facts or less. A view over them alone gives the same rows as over all facts, where
it asks for no others: what it chooses among (the printings of one figure in the parts of a disclosure) has
one measure, one code and one label, and by these a figure is here with all its best printings or with none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.rows.provenance import Row

CLASS_LENGTH = 3
"""Digits of a functional class."""
_THREE_PUBLIC = "three_public."
"""Its figures are asked for with any code (`v_three_public`)."""
_OF_ITEMS_TOO = ("procurement.micro", "procurement.reserved_micro")
"""Measures that are asked for with any code and item (the question `procurement_micro_share`)."""
_INCONSISTENT = "inconsistent"
_SUM_OF_ROWS = "sum_of_rows"


def key_facts(facts: Sequence[Row]) -> list[Row]:
    """Those of the rows of `facts` of one document that stand in `key_facts` too, in the same order.

    These are the best printings of figures of the whole body and its functional classes (`is_key_figure`);
    derived figures that are no sums of rows, and their operands; and what is printed twice and differently.
    """
    needed: set[str] = set()
    for row in facts:
        if _is_derived(row):
            needed.update(row["derived_from"])
        if row["duplicate_kind"] == _INCONSISTENT:
            needed.add(row["duplicate_of"])
    return [
        row
        for row in facts
        if row["fact_id"] in needed
        or _is_derived(row)
        or row["duplicate_kind"] == _INCONSISTENT
        or (row["duplicate_of"] is None and row["part_of"] is None and is_key_figure(row))
    ]


def is_key_figure(row: Row) -> bool:
    """Whether a row of `facts` is of the whole body or a functional class, not of an item or a single unit.

    It depends only on what printings of one figure share; `v_key_facts` says the same in SQL.
    """
    if row["unit_name"] is not None:
        return False
    if row["measure"] in _OF_ITEMS_TOO:
        return True
    if row["item_label"] is None and row["measure"].startswith(_THREE_PUBLIC):
        return True
    if row["economic_code"] is not None:
        return False
    function = row["function_code"]
    return row["item_label"] is None if function is None else len(function) == CLASS_LENGTH


def _is_derived(row: Row) -> bool:
    return row["source_kind"] == "derived" and row["derivation"] != _SUM_OF_ROWS
