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
            "select e.page as page, e.bbox as bbox from (select unnest(evidence) as e from findings "
            "where finding_id = ?) where e.doc_id = ? and e.page = ?",
            [marks.finding, document["doc_id"], page],
        )
    elif marks.fact is not None:
        found = _of(edition, document, page, "facts", "fact_id = ?", [marks.fact])
    elif marks.quantity is not None:
        found = _of(edition, document, page, "quantities", "quantity_id = ?", [marks.quantity])
    elif marks.table is not None and marks.row is not None and marks.col is not None:
        cell = [marks.table, marks.row, marks.col]
        found = _of(edition, document, page, "table_cells", 'table_id = ? and "row" = ? and col = ?', cell)
    elif marks.table is not None:
        found = edition.rows(
            "select bbox from tables where doc_id = ? and page = ? and table_id = ?",
            [document["doc_id"], page, marks.table],
        )
    else:
        found = []
    boxes = dict.fromkeys(tuple(float(side) for side in row["bbox"]) for row in found if row["bbox"])
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in boxes]


def _of(
    edition: Edition, document: Row, page: int, dataset: str, condition: str, values: list[Any]
) -> list[Row]:
    """The rows of a dataset that is parted by year and province."""
    parted = ""
    for name in ("fiscal_year", "province"):
        if document[name] is not None:
            parted += f" and {name} = ?"
            values = [*values, document[name]]
    return edition.rows(
        f"select bbox from {dataset} where {condition}{parted} and doc_id = ? and page = ?",
        [*values, document["doc_id"], page],
    )
