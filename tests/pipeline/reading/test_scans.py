"""A scanned budget gives the facts of the printed one: the real recogniser, one page each."""

from __future__ import annotations

import pytest

from extractors.ocr.picture import RasterRules
from extractors.pdf import scanned
from pipeline.reading import arbitration
from pipeline.reading.extract import extract
from tests.pipeline.drawn_budget import XS
from tests.pipeline.reading.test_arbitration import drawn_facts, read_facts
from tests.pipeline.scanned_budget import scanned_pdf, scanned_png


@pytest.mark.parametrize("turned", [0.0, 1.5])
def test_a_scanned_budget_gives_the_facts_of_the_printed_one(turned: float) -> None:
    found = extract(scanned_pdf(turned))
    assert read_facts(found) == drawn_facts()
    (table,) = found.tables
    assert (table.canonical_table, table.ties_out) == ("bd_expenditure", True)
    assert (found.document.text_origin, found.document.partial) == ("ocr", False)
    assert found.identity.fiscal_year == 2026


def test_its_values_lead_to_the_place_on_the_page() -> None:
    found = extract(scanned_pdf())
    place = next(f for f in found.facts if f.value_raw == "1,234.50").place
    assert (place.page, found.document.text[place.start : place.end]) == (1, "1,234.50")
    assert place.box is not None
    x0, top, x1, bottom = place.box
    assert XS[3] - 55 < x0 < x1 < XS[3] - 3  # its right edge lies 6 points before the rule
    assert (top, bottom) == pytest.approx((157, 168), abs=5)


def test_a_picture_gives_the_same() -> None:
    found = extract(scanned_png())
    assert (read_facts(found), found.document.media_type) == (drawn_facts(), "image/png")


def test_no_engine_is_asked_about_a_page_that_was_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = scanned.recognised_on

    def without_a_rule(leaf: scanned.Leaf) -> tuple[scanned.Recognised, RasterRules]:
        recognised, rules = plain(leaf)
        kept = abs(rules.vertical[:, 0] - XS[4]) > 3  # two amounts stand in one cell
        return recognised, RasterRules(rules.horizontal, rules.vertical[kept])

    def read_again(*_: object) -> None:
        raise AssertionError("nobody else can read a picture")

    monkeypatch.setattr(scanned, "recognised_on", without_a_rule)
    monkeypatch.setattr(arbitration, "read_again", read_again)
    found = extract(scanned_pdf())
    assert (found.ruling.asked, found.ruling.document) == ({}, None)
    assert any(table.doubtful for table in found.tables)
