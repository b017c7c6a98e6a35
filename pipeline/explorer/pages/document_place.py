"""What an address marks, found in the datasets: characters of the text, with the number that they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_head import Marked, box_of
from pipeline.explorer.pages.document_printed import (
    CELL_COLUMNS,
    FACT_COLUMNS,
    QUANTITY_COLUMNS,
    Printed,
    together,
)

Box = tuple[float, ...]
_PLACE = ("page", "bbox", "locator", "char_start", "char_end", "raw")
_EXACTLY = "char_start = $start and char_end = $end"
_WITH_PLACES = (
    *("sections", "reasons", "indicators", "goals", "project_funds", "projects", "units_listed"),
    *("identity_evidence", "entity_aliases", "tables", "rejects"),
)
"""Datasets whose rows have a place, beside the numbers; the first that has the characters is shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a document that something is marked by."""

    page: int | None
    box: Box | None
    locator: str | None
    """Where it stands in a source without pages."""
    start: int
    end: int
    text: str
    mark: dict[str, Any]
    number: Printed | None
    """The number that stands there."""
    fact_id: str | None
    """The fact that is asked for, or the first that was made of the number."""
    table_id: str | None


def place_of(edition: Edition, document: Row, asked: Marked) -> Place | None:
    """What an address marks, of anything but findings; null where it is not there."""
    row = _row(edition, document, asked)
    if row is None or row["char_start"] is None:
        return None
    numbers = _numbers(edition, document, row["char_start"], row["char_end"])
    number = next(iter(numbers), None)
    fact_id = asked.fact
    if fact_id is None and number is not None:
        fact_id = next((fact.fact_id for fact in number.read if fact.derivation is None), None)
    mark = {"fact": fact_id} if fact_id is not None else _as_asked(asked)
    return Place(
        page=row["page"],
        box=box_of(row),
        locator=row["locator"],
        start=row["char_start"],
        end=row["char_end"],
        text=row["raw"] or "",
        mark=mark,
        number=number,
        fact_id=fact_id,
        table_id=None if number is None else number.table_id,
    )


def _as_asked(asked: Marked) -> dict[str, Any]:
    names = ("table", "row", "col", "quantity", "start", "end")
    return {name: value for name in names if (value := getattr(asked, name)) is not None}


def _row(edition: Edition, document: Row, asked: Marked) -> Row | None:
    """The row that has the place that is asked for."""
    values: Row
    if asked.fact is not None:
        dataset, where, values = "facts", "fact_id = $id", {"id": asked.fact}
    elif asked.quantity is not None:
        dataset, where, values = "quantities", "quantity_id = $id", {"id": asked.quantity}
    elif asked.table is not None:
        dataset, where = "table_cells", "table_id = $id and row = $row and col = $col"
        values = {"id": asked.table, "row": asked.row or 0, "col": asked.col or 0}
    elif asked.start is not None:
        return _of_characters(edition, document, asked.start, asked.end or asked.start + 1)
    else:
        return None
    found = edition.of_document(dataset, document, _PLACE, where=where, values=values)
    return found[0] if found else None


def _of_characters(edition: Edition, document: Row, start: int, end: int) -> Row | None:
    """The row of the first dataset that has a place within these characters."""
    values = {"start": start, "end": end}
    for where in (_EXACTLY, "char_start >= $start and char_end <= $end"):
        for dataset in ("facts", "table_cells", "quantities", *_WITH_PLACES):
            found = edition.of_document(dataset, document, _PLACE, where=where, values=values)
            if found:
                return max(found, key=lambda row: row["char_end"] - row["char_start"])
    return None


def _numbers(edition: Edition, document: Row, start: int, end: int) -> list[Printed]:
    values = {"start": start, "end": end}
    cells = edition.of_document("table_cells", document, CELL_COLUMNS, where=_EXACTLY, values=values)
    ids = sorted({cell["table_id"] for cell in cells})
    tables = []
    if ids:
        tables = edition.of_document(
            "tables", document, ("table_id", "unit_raw"), where="table_id in $ids", values={"ids": ids}
        )
    return together(
        edition.of_document("facts", document, FACT_COLUMNS, where=_EXACTLY, values=values),
        edition.of_document("quantities", document, QUANTITY_COLUMNS, where=_EXACTLY, values=values),
        cells,
        {table["table_id"]: table["unit_raw"] for table in tables},
    )
