"""What every row of one document shares: its ids, its partition, how places and numbers are written."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from extractors.document import Place
from pipeline.datasets.ids import IdMaker
from pipeline.figures import normalise
from pipeline.reading.extraction import Extraction

Row = dict[str, Any]
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_WHOLE_DIGITS = 18  # of decimal128(20,2) and decimal128(24,6) alike


class DocumentRows:
    """The part of making rows that knows the document: base of those who make them."""

    def __init__(self, extraction: Extraction) -> None:
        self.doc = extraction.doc_id
        self.text = extraction.document.text
        self.id = IdMaker(self.doc)
        identity = extraction.identity
        self.division = normalise.division_code(identity)
        self.entity = normalise.entity_id(identity.entity_name, self.division, self.doc)
        self.province = normalise.province_of(self.division)
        self.partition = {"fiscal_year": extraction.identity.fiscal_year, "province": self.province}
        self.lost: list[tuple[str, Place]] = []
        """Numbers that no column can hold: reason and place."""

    def where(self, place: Place, raw: str | None = None) -> Row:
        """Page, box and span; `raw` is the text of the span wherever there is one."""
        if place.start is not None and place.end is not None:
            raw = self.text[place.start : place.end]
        return {
            "page": place.page,
            "bbox": place.box,
            "char_start": place.start,
            "char_end": place.end,
            "raw": raw,
        }

    def provenance(
        self, place: Place, extractor: str, confidence: float = 1.0, raw: str | None = None
    ) -> Row:
        return {**self.where(place, raw), "extractor": extractor, "confidence": confidence}

    def number(self, value: Decimal | None, place: Place) -> Decimal | None:
        return self.fitted(value, 6, place)

    def yuan(self, value: Decimal | None, place: Place) -> Decimal | None:
        return self.fitted(value, 2, place)

    def fitted(self, value: Decimal | None, decimals: int, place: Place) -> Decimal | None:
        """The value with at most so many decimals; what no column can hold becomes null and a reject."""
        if value is None:
            return None
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and value.adjusted() < _WHOLE_DIGITS:
            if exponent >= -decimals:
                return value
            rounded = value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
            if rounded.adjusted() < _WHOLE_DIGITS:
                return rounded
        self.lost.append((f"the number {value} has more than {_WHOLE_DIGITS} digits", place))
        return None
