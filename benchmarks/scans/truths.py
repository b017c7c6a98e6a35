"""What was read of a document, laid out to be compared: by page, by place, by what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from benchmarks.scans.alike import plain
from benchmarks.scans.sheets import Box
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows

FORM_COLUMNS = {
    "projects": ("form_kind", "name_raw", "competent_department", "implementing_unit", "total_score"),
    "project_funds": ("fund_type", "initial_budget", "full_year_budget", "executed", "weight", "score"),
    "goals": ("expected", "actual"),
    "indicators": ("level1", "level2", "level3", "target_raw", "actual_raw", "weight", "score"),
}
"""Datasets of forms, and the columns that a row has to agree in to be right."""
FACT_COLUMNS = ("measure", "role", "scope", "function_code", "economic_code", "item_label")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands somewhere, and what became of its reading."""

    value: Decimal
    page: int
    box: Box
    status: str | None
    """`ocr_status`: read, confirmed, repaired, unproven; null for print."""
    raw: str | None
    """What was read before anything was repaired; null where the dataset does not say."""

    @property
    def before(self) -> Decimal | None:
        """The value before repair."""
        return self.value if self.status != "repaired" else decimal(self.raw)


class Read:
    """The rows of a document with its pages."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.document = extraction.document
        self.rows: dict[str, list[dict[str, Any]]] = to_rows(extraction)

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """The rows of `table_cells`."""
        return self.rows.get("table_cells", [])

    @cached_property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Cells by table, in the order of the tables."""
        found: dict[str, list[dict[str, Any]]] = {t["table_id"]: [] for t in self.rows.get("tables", [])}
        for cell in self.cells:
            found[cell["table_id"]].append(cell)
        return found

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """Facts that are printed."""
        return [f for f in self.rows.get("facts", []) if f["source_kind"] != "derived"]

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers of tables, then those of sentences that stand in no table."""
        found = [n for c in self.cells if (n := _number(c)) is not None]
        return found + [
            n for f in self.facts if f["source_kind"] == "narrative" and (n := _number(f)) is not None
        ]

    def page_text(self, page: int) -> str:
        """What is printed on a page, in reading order, without white space."""
        places = self.document.char_page
        if places is None:
            return plain(self.document.text)
        return plain("".join(self.document.text[n] for n in np.flatnonzero(places == page)))

    def text_in(self, page: int, box: Box, around: float = 1.0) -> str:
        """The characters of a page whose middle lies in a box, in reading order."""
        if self.document.char_page is None or self.document.char_box is None:
            return ""
        numbers, middles = self._page(page)
        inside = (
            (middles[:, 0] >= box[0] - around)
            & (middles[:, 0] <= box[2] + around)
            & (middles[:, 1] >= box[1] - around)
            & (middles[:, 1] <= box[3] + around)
        )
        return plain("".join(self.document.text[n] for n in numbers[inside]))

    def _page(self, page: int) -> tuple[np.ndarray, np.ndarray]:
        if page not in self._pages:
            assert self.document.char_page is not None
            assert self.document.char_box is not None
            numbers = np.flatnonzero(self.document.char_page == page)
            boxes = self.document.char_box[numbers]
            self._pages[page] = (numbers, (boxes[:, :2] + boxes[:, 2:]) / 2)
        return self._pages[page]

    @cached_property
    def _pages(self) -> dict[int, tuple[np.ndarray, np.ndarray]]:
        return {}

    def counted(self, what: str) -> Counter[tuple[Any, ...]]:
        """Things that are compared by what they say alone: "sections", "form_rows", "prose_amounts"."""
        if what == "sections":
            return Counter((plain(s["title"]),) for s in self.rows.get("sections", []))
        if what == "prose_amounts":
            rows = self.rows.get("quantities", [])
            return Counter((q["kind"], q["value"], plain(q["unit_raw"])) for q in rows)
        return Counter(
            (name, *(plain(v) if isinstance(v, str) else v for v in map(row.get, columns)))
            for name, columns in FORM_COLUMNS.items()
            for row in self.rows.get(name, [])
        )

    def fact_keys(self, before: bool = False) -> Counter[tuple[Any, ...]]:
        """Facts by all that tells them apart, with their value: as it stands, or as it was before repair."""
        return Counter(fact_key(f, before) for f in self.facts)

    def lattice(self) -> list[tuple[int, Box]]:
        """Page and drawn box of each cell of each ruled grid."""
        found = []
        for grid in self.document.grids:
            if grid.page is None or not grid.ruled:
                continue
            for c in grid.cells:
                if (box := grid.cell_box(c.row, c.col, c.row_span, c.col_span)) is not None:
                    found.append((grid.page, box))
        return found


def fact_key(fact: dict[str, Any], before: bool = False) -> tuple[Any, ...]:
    """What tells a fact apart, and its value last."""
    value = fact["value"]
    if before and fact.get("ocr_status") == "repaired":
        value = decimal(fact.get("value_raw"))
    columns = (fact[name] for name in FACT_COLUMNS)
    return (*(plain(c) if isinstance(c, str) else c for c in columns), value)


def decimal(text: str | None) -> Decimal | None:
    """The number in a cell as it was read; null where it is none."""
    from benchmarks.scoring import number

    return number(text)


def pages_in(rows: Iterable[dict[str, Any]]) -> set[int]:
    """The pages that rows stand on."""
    return {row["page"] for row in rows if row["page"] is not None}


def _number(row: dict[str, Any]) -> Number | None:
    if row["value"] is None or row["page"] is None or row["bbox"] is None:
        return None
    raw = row.get("value_raw")
    return Number(row["value"], row["page"], tuple(row["bbox"]), row.get("ocr_status"), raw)
