"""What every row shares: ids, places, numbers that columns can hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from pipeline.rows.provenance import NOWHERE, DocumentRows, at
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


@pytest.fixture
def document() -> DocumentRows:
    return DocumentRows(extraction(TEXT))


def test_a_document_knows_whose_it_is(document: DocumentRows) -> None:
    assert document.doc == extraction(TEXT).doc_id
    assert (document.division, document.province) == ("110112", "11")
    assert document.partition == {"fiscal_year": 2023, "province": "11"}
    assert document.entity is not None
    assert document.entity.startswith("110112:")


def test_a_place_has_the_text_of_its_span(document: DocumentRows) -> None:
    place = Place(3, (1.0, 2.0, 3.0, 4.0), 0, 4)
    where = {
        "page": 3,
        "bbox": (1.0, 2.0, 3.0, 4.0),
        "locator": None,
        "char_start": 0,
        "char_end": 4,
        "raw": "2023",
    }
    assert document.where(place) == where
    assert document.where(place, raw="other") == where
    assert document.where(NOWHERE, raw="glyph")["raw"] == "glyph"
    assert document.where(Place(1, None, 3, None))["raw"] is None


def test_provenance_is_sure_unless_it_says_otherwise(document: DocumentRows) -> None:
    assert document.provenance(NOWHERE, "outline") == {
        **document.where(NOWHERE),
        "extractor": "outline",
        "confidence": 1.0,
    }
    assert document.provenance(NOWHERE, "audit", 0.5, raw="x")["raw"] == "x"


@pytest.mark.parametrize(
    ("value", "number", "yuan"),
    [
        (None, None, None),
        ("1.5", "1.5", "1.5"),
        ("0.1234565", "0.123456", "0.12"),
        ("0.125", "0.125", "0.12"),
        ("0.135", "0.135", "0.14"),
        ("123456789012345678", "123456789012345678", "123456789012345678"),
        ("1234567890123456789", None, None),
        ("999999999999999999.995", "999999999999999999.995", None),
        ("Infinity", None, None),
    ],
)
def test_numbers_are_rounded_to_their_column_half_to_even(
    value: str | None, number: str | None, yuan: str | None, document: DocumentRows
) -> None:
    decimal = None if value is None else Decimal(value)
    assert document.number(decimal, NOWHERE) == (None if number is None else Decimal(number))
    assert document.yuan(decimal, NOWHERE) == (None if yuan is None else Decimal(yuan))
    lost = (number is None, yuan is None) if value is not None else (False, False)
    assert len(document.lost) == sum(lost)


def test_what_is_lost_says_why_and_where(document: DocumentRows) -> None:
    place = Place(2, None, 0, 4)
    assert document.number(Decimal(10) ** 18, place) is None
    assert document.lost == [(f"the number {Decimal(10) ** 18} has more than 18 digits", place)]


def test_ids_follow_positions(document: DocumentRows) -> None:
    assert len(document.fact_ids) == 2
    assert document.facts([1, 0]) == [document.fact_ids[1], document.fact_ids[0]]
    assert document.fact_ids is document.fact_ids
    assert (at(document.fact_ids, 1), at(document.fact_ids, None)) == (document.fact_ids[1], None)
    assert document.statement_id(None) is None
    assert document.statement_id(0) != document.statement_id(1)


def test_the_table_of_a_fact_is_part_of_its_id() -> None:
    found = extraction(TEXT)
    loose = replace(found, facts=tuple(replace(f, table=None) for f in found.facts))
    assert DocumentRows(loose).fact_ids[0] != DocumentRows(found).fact_ids[0]
