"""Rows of the outline and of numbers in running text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Place
from extractors.records import Quantity
from pipeline.rows.provenance import DocumentRows
from pipeline.rows.structure_rows import quantity_rows, section_rows
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()
FOUND = extraction(TEXT)


def test_sections_name_their_parents() -> None:
    child = replace(FOUND.sections[0], parent=0, title="下")
    document = DocumentRows(replace(FOUND, sections=(*FOUND.sections, child)))
    top, below = section_rows(document)
    assert (top["parent_section_id"], below["parent_section_id"]) == (None, top["section_id"])
    assert (below["title"], below["extractor"], top["raw"]) == ("下", "outline", "某区财政局")


def test_quantities_name_their_section() -> None:
    place = Place(1, None, 0, 4)
    loose = Quantity(place, None, "count", "3", "人", 0, Decimal(3), None, "reason")
    document = DocumentRows(replace(FOUND, quantities=(FOUND.quantities[0], loose)))
    first, second = quantity_rows(document)
    assert (first["section_id"], second["section_id"]) == (document.section_ids[0], None)
    assert (second["place"], second["value"], second["value_yuan"], second["raw"]) == (
        "reason",
        Decimal(3),
        None,
        "2023",
    )
    assert first["quantity_id"] != second["quantity_id"]
