"""What is boxed on a page: the places of what an address names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.explorer.edition import Edition, Row

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is asked for: one of them."""

    fact: str | None = None
    finding: str | None = None
    quantity: str | None = None
    table: str | None = None
    """The id of a table, with `row` and `col` of a cell; alone for the table as a whole."""
    row: int | None = None
    col: int | None = None


def boxes_of(edition: Edition, document: Row, page: int, marks: Marks) -> list[Box]:
    """Their boxes on that page, x0, top, x1, bottom in points; none where they stand elsewhere."""
    if marks.finding is not None:
        found = edition.rows(
            "select e.bbox as bbox from (select unnest(evidence) as e from findings where finding_id = ?) "
            "where e.doc_id = ? and e.page = ?",
            [marks.finding, document["doc_id"], page],
        )
    else:
        found = _printed(edition, document, page, marks)
    boxes = dict.fromkeys(tuple(float(side) for side in row["bbox"]) for row in found if row["bbox"])
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in boxes]


def _printed(edition: Edition, document: Row, page: int, marks: Marks) -> list[Row]:
    values: dict[str, Any]
    if marks.fact is not None:
        dataset, where, values = "facts", "fact_id = $fact", {"fact": marks.fact}
    elif marks.quantity is not None:
        dataset, where, values = "quantities", "quantity_id = $quantity", {"quantity": marks.quantity}
    elif marks.table is not None and marks.row is not None and marks.col is not None:
        dataset, where = "table_cells", 'table_id = $table and "row" = $row and col = $col'
        values = {"table": marks.table, "row": marks.row, "col": marks.col}
    elif marks.table is not None:
        dataset, where, values = "tables", "table_id = $table", {"table": marks.table}
    else:
        return []
    return edition.of_document(dataset, document, ["bbox"], page=page, where=where, values=values)
