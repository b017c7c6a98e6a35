"""Twins of one disclosure give the same datasets: a few here, all of them with `python -m tests.twins`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.reading.extract import extract
from tests.twins.__main__ import FORMATS
from tests.twins.compare import compared, content
from tests.twins.disclosure import Disclosure
from tests.twins.layouts import FAMILIES, Drawing
from tests.twins.pdf import as_pdf

NAME, SEED = "tables_unit", 1


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    """A small one: four tables."""
    return FAMILIES[NAME](Drawing(NAME, SEED))


@pytest.fixture(scope="module")
def printed(disclosure: Disclosure) -> dict[str, list[object]]:
    """What the printed twin says."""
    found = extract(as_pdf(disclosure))
    return {kind: list(content(found, kind)) for kind in ("facts", "cells")}


def test_the_printed_twin_says_what_its_author_wrote(disclosure, printed):
    """The truth does not come from any reader: it is the figures that the layout was drawn from."""
    summary = disclosure.tables[0]
    total = next(
        cell.number
        for row in summary.rows
        for cell, label in zip(row[1:], row, strict=False)
        if label.text == "总计"
    )
    unit = Decimal(10_000) if summary.unit == "万元" else Decimal(1)
    totals = {f[8] for f in printed["facts"] if f[0] == "income_expenditure_total"}
    assert totals == {(total * unit).quantize(Decimal("0.01"))} or totals == {round(total, 2) * unit}


@pytest.mark.parametrize("name", FORMATS)
def test_every_twin_has_the_facts_of_the_printed_one_each_with_a_place(disclosure, printed, name):
    found = extract(FORMATS[name](disclosure))
    difference = compared(printed["facts"], content(found, "facts"))
    assert (difference.missing, difference.further) == ((), ())
    assert compared(printed["cells"], content(found, "cells")).share >= 0.98
    places = [fact.place for fact in found.facts if fact.source_kind == "table"]
    assert all(place.locator or place.box for place in places)
    assert all(place.page is None for place in places) or all(place.page for place in places)
