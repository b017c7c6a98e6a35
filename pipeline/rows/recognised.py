"""What rows say of recognised numbers: what was read, what else it may be, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractors.document import Place, Reading
from extractors.records import Fact
from extractors.tables.cell_values import read_cell
from pipeline.audit.recognition import CONFIRMED, READ, REPAIRED, UNPROVEN, Recognised, span_of
from pipeline.reading.extraction import Extraction

RAISED = {CONFIRMED: 0.999, REPAIRED: 0.99}
"""The confidence of a number that is proven, whatever the recogniser's was; the extractor's stays a bound."""
_ORDER = (CONFIRMED, REPAIRED, UNPROVEN, READ)
"""Of several facts of one cell the first says what the cell is."""
_NOTHING: dict[str, Any] = {
    "ocr_status": None,
    "ocr_candidates": None,
    "repaired_from": None,
    "proof": [],
}


@dataclass(frozen=True, slots=True)
class CellStanding:
    """What is known of a recognised span; all null for print."""

    status: str | None = None
    proof: tuple[str, ...] = ()
    reading: Reading | None = None
    least: float | None = None
    """The least probability of its characters."""

    @property
    def raw(self) -> str | None:
        """What was read first, where it was replaced."""
        return self.reading.raw if self.reading is not None and self.reading.repaired_by else None

    def value_raw(self, text: str) -> str | None:
        """What was read first where a cell says `text` now; null for print and for what is no number."""
        if self.status is None or (self.raw is None and read_cell(text).value is None):
            return None
        return text if self.raw is None else self.raw

    def confidence(self, extractor: float) -> float:
        """How sure a row is whose extractor is so sure of it."""
        if self.least is None:
            return extractor
        return min(extractor, max(self.least, RAISED.get(self.status or "", 0.0)))

    def columns(self) -> dict[str, Any]:
        """The columns of a row."""
        if self.status is None:
            return _NOTHING
        reading = self.reading
        candidates = None
        if reading is not None:
            candidates = [{"text": c.text, "probability": c.probability} for c in reading.candidates]
        return {
            "ocr_status": self.status,
            "ocr_candidates": candidates,
            "repaired_from": None if self.raw is None else _number(self.raw),
            "proof": list(self.proof),
        }


PRINT = CellStanding()


class CellStandings:
    """The recognised spans of one document."""

    def __init__(self, extraction: Extraction) -> None:
        self.is_recognised = extraction.document.char_confidence is not None
        self._recognised = Recognised(extraction.document)
        self._facts: dict[tuple[int, int], tuple[str, tuple[str, ...]]] = {}
        if not self.is_recognised:
            return
        for fact in extraction.facts:
            span, status = span_of(fact), fact.ocr_status
            if span is None or status is None:
                continue
            known = self._facts.get(span)
            if known is None or _ORDER.index(status) < _ORDER.index(known[0]):
                self._facts[span] = (status, fact.proof)

    def of_span(self, start: int | None, end: int | None) -> CellStanding:
        """What is known of a span."""
        if not self.is_recognised or start is None or end is None:
            return PRINT
        least = self._recognised.least(start, end)
        if least is None:
            return PRINT
        span = (start, end)
        reading = self._recognised.readings.get(span)
        if span in self._facts:
            return CellStanding(*self._facts[span], reading, least)
        plain = self._recognised.plain(span)
        return CellStanding(plain.status, plain.proof, reading, least)

    def of_places(self, places: Sequence[Place]) -> list[CellStanding]:
        """What is known of each of several places."""
        if not self.is_recognised:
            return [PRINT] * len(places)
        return [self.of_span(place.start, place.end) for place in places]

    def of_facts(self, facts: Sequence[Fact]) -> list[CellStanding]:
        """What is known of each of several facts; what is derived is printed nowhere."""
        if not self.is_recognised:
            return [PRINT] * len(facts)
        return list(map(self._of_fact, facts))

    def _of_fact(self, fact: Fact) -> CellStanding:
        span = span_of(fact)
        if span is None or fact.ocr_status is None:
            return PRINT
        standing = self.of_span(*span)
        return replace(standing, status=fact.ocr_status, proof=fact.proof)


def ocr_columns(standings: Iterable[CellStanding]) -> dict[str, list[Any]]:
    """The columns that rows of recognised numbers have beside the others."""
    rows = [standing.columns() for standing in standings]
    return {name: [row[name] for row in rows] for name in _NOTHING}


def _number(text: str) -> Decimal | None:
    return read_cell(text).value
