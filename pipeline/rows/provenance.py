"""What every row of one document shares: its ids, its partition, how places and numbers are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cached_property
from typing import Any

from extractors.document import Place
from extractors.records import Cell, Fact
from pipeline.datasets.columns import Row
from pipeline.datasets.ids import IdMaker, short_id
from pipeline.figures import normalise
from pipeline.reading.extraction import Extraction
from pipeline.rows.recognised import CellStandings

Rows = dict[str, list[Row]]
"""Rows by dataset."""
Kept = Mapping[str, Sequence[Row]]
"""Rows by dataset, those of large ones as `Columns`."""
NOWHERE = Place(None, None, None, None)
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
NUMBER_DECIMALS, YUAN_DECIMALS = 6, 2
_WHOLE_DIGITS = 18
"""Of decimal128(20,2) and decimal128(24,6) alike."""
_SHORT = _WHOLE_DIGITS + 1
"""A number of fewer characters has no more digits than that."""


class DocumentRows:
    """What the rows of one document are made with; functions `…_rows(document)` make them.

    Ids are hashes of natural keys (document, span, what it is); two records with one natural key are told
    apart by their order.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.doc = extraction.doc_id
        self.text = extraction.document.text
        self.id = IdMaker(self.doc)
        identity = extraction.identity
        self.division = normalise.division_code(identity)
        self.entity = normalise.entity_id(identity.entity_name, self.division, self.doc)
        self.province = normalise.province_of(self.division)
        self.partition = {"fiscal_year": extraction.identity.fiscal_year, "province": self.province}
        self.lost: list[tuple[str, Place]] = []
        """Numbers that no column can hold: reason and place, in the order in which they were asked for."""

    @cached_property
    def recognised(self) -> CellStandings:
        """What is known of the recognised numbers."""
        return CellStandings(self.extraction)

    @cached_property
    def section_ids(self) -> Sequence[str]:
        """The ids of the sections, by position."""
        return [
            self.id("section", s.place.start, s.place.end, s.kind, s.title) for s in self.extraction.sections
        ]

    @cached_property
    def table_ids(self) -> Sequence[str]:
        """The ids of the tables, by position."""
        return [
            self.id("table", t.place.page, t.place.start, t.place.end, t.canonical_table)
            for t in self.extraction.tables
        ]

    @cached_property
    def fact_ids(self) -> Sequence[str]:
        """The ids of the facts, by position."""
        return [self._fact_id(f) for f in self.extraction.facts]

    def _fact_id(self, f: Fact) -> str:
        where = (at(self.table_ids, f.table), f.row, f.col) if f.table is not None else ()
        what = (f.measure, f.role, f.scope, f.value_year, f.function_code, f.economic_code, f.item_label)
        return self.id("fact", f.source_kind, f.place.start, f.place.end, *where, *what)

    @cached_property
    def reason_ids(self) -> Sequence[str]:
        """The ids of the reasons, by position."""
        return [self.id("reason", r.place.start, r.place.end, r.text) for r in self.extraction.reasons]

    def statement_id(self, statement: int | None) -> str | None:
        """The id of a statement of the narrative, by its number."""
        return None if statement is None else short_id(self.doc, "statement", statement)

    def facts(self, positions: Iterable[int]) -> list[str]:
        """The ids of the facts at these positions."""
        return [self.fact_ids[n] for n in positions]

    def where(self, place: Place, raw: str | None = None) -> Row:
        """Page, box and span; `raw` is the text of the span wherever there is one."""
        if place.start is not None and place.end is not None:
            raw = self.text[place.start : place.end]
        return {
            "page": place.page,
            "bbox": place.box,
            "locator": place.locator,
            "char_start": place.start,
            "char_end": place.end,
            "raw": raw,
        }

    def provenance(
        self, place: Place, extractor: str, confidence: float = 1.0, raw: str | None = None
    ) -> Row:
        """Place, extractor and confidence, as most datasets end."""
        return {**self.where(place, raw), "extractor": extractor, "confidence": confidence}

    def provenance_columns(
        self, places: Sequence[Place], extractors: list[str], confidences: list[float]
    ) -> dict[str, list[Any]]:
        """As `provenance`, for many rows."""
        text = self.text
        return {
            "page": [p.page for p in places],
            "bbox": [p.box for p in places],
            "locator": [p.locator for p in places],
            "char_start": [p.start for p in places],
            "char_end": [p.end for p in places],
            "raw": [
                text[p.start : p.end] if p.start is not None and p.end is not None else None for p in places
            ],
            "extractor": extractors,
            "confidence": confidences,
        }

    def partition_columns(self, count: int) -> dict[str, list[Any]]:
        """The partition, for so many rows."""
        return {name: [value] * count for name, value in self.partition.items()}

    def amounts(self, records: Iterable[Cell | Fact]) -> dict[str, list[Decimal | None]]:
        """The columns `value` and `value_yuan` of records; see `fitted`."""
        values: list[Decimal | None] = []
        yuan: list[Decimal | None] = []
        for record in records:
            value, amount = record.value, record.value_yuan
            values.append(value if value is None else self.number(value, record.place))
            yuan.append(amount if amount is None else self.yuan(amount, record.place))
        return {"value": values, "value_yuan": yuan}

    def number(self, value: Decimal | None, place: Place) -> Decimal | None:
        """A number as columns hold it; see `fitted`."""
        return self.fitted(value, NUMBER_DECIMALS, place)

    def yuan(self, value: Decimal | None, place: Place) -> Decimal | None:
        """An amount in yuan as columns hold it; see `fitted`."""
        return self.fitted(value, YUAN_DECIMALS, place)

    def fitted(self, value: Decimal | None, decimals: int, place: Place) -> Decimal | None:
        """The value with at most so many decimals; what no column can hold becomes null and a reject."""
        if value is None:
            return None
        printed = str(value)
        if len(printed) < _SHORT and "E" not in printed and value.is_finite():
            point = printed.find(".")
            if point < 0 or len(printed) - point <= decimals + 1:
                return value  # nearly all; the parts of a Decimal cost more than its text
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and value.adjusted() < _WHOLE_DIGITS:
            if exponent >= -decimals:
                return value
            rounded = value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
            if rounded.adjusted() < _WHOLE_DIGITS:
                return rounded
        self.lost.append((f"the number {value} has more than {_WHOLE_DIGITS} digits", place))
        return None


def at(ids: Sequence[str], position: int | None) -> str | None:
    """The id at a position; null for null."""
    return None if position is None else ids[position]
