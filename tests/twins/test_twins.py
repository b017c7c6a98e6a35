"""Twins of one disclosure give the same datasets: a few here, all of them with `python -m tests.twins`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.reading.extract import extract
from tests.twins import locate
from tests.twins.catalogue import catalogue
from tests.twins.compare import compared, content, told
from tests.twins.disclosure import Disclosure, Heading, Prose, Table
from tests.twins.docx import as_docx
from tests.twins.drawn import drawn
from tests.twins.formats import FORMATS
from tests.twins.pdf import as_pdf
from tests.twins.styles import evaluations
from tests.twins.workbooks import as_xlsx

NAME = "tables_unit_1"


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    """A small one: four tables."""
    return catalogue(aside=False)[NAME]()


@pytest.fixture(scope="module")
def printed(disclosure):
    """What the printed twin says."""
    found = extract(as_pdf(disclosure))
    return {kind: list(content(found, kind)) for kind in ("facts", "table facts", "body cells")}


def test_there_are_more_than_sixty_layouts_and_a_third_is_set_aside():
    ours, aside = catalogue(aside=False), catalogue(aside=True)
    assert not set(ours) & set(aside)
    assert len(ours) > 60
    assert len(aside) * 3 >= len(ours)


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
    one = FORMATS[name]
    data = one.write(disclosure)
    found = extract(data)
    for kind in {"facts", "table facts"} & set(one.kinds):
        difference = compared(printed[kind], content(found, kind))
        assert (difference.missing, difference.further) == ((), ())
    assert compared(printed["body cells"], content(found, "body cells")).share >= 0.97
    places = [fact.place for fact in found.facts if fact.source_kind == "table"]
    assert all(place.locator or place.box for place in places)
    assert all(place.page is None for place in places) or all(place.page for place in places)
    if one.finder is not None:
        led = locate.led_back(found, one.finder(data))
        assert led.lost == ()
        assert led.found == led.placed == led.values > 100


def test_a_wrong_place_does_not_lead_back(disclosure):
    data = as_xlsx(disclosure)
    found = extract(data)
    finder = locate.in_xlsx(data)
    moved = locate.led_back(found, lambda locator: finder(locator.replace("!C", "!D").replace("!B", "!A")))
    assert moved.found < moved.placed


def test_a_drawn_table_says_what_its_author_knows():
    disclosure = drawn("two_on_a_page")
    difference = told(disclosure, extract(as_pdf(disclosure)), "facts")
    assert (difference.equal, difference.missing, difference.further) == (174, (), ())


def test_a_figure_that_was_changed_is_told(disclosure, printed):
    data = as_xlsx(replace(disclosure, blocks=disclosure.blocks[:-1]))
    difference = compared(printed["table facts"], content(extract(data), "table facts"))
    assert {row[0] for row in difference.missing} >= {"three_public.total"}
    assert difference.share < 1


@pytest.mark.parametrize("flavour", ["word", "wps"])
def test_forms_and_numbered_headings_of_a_word_document_are_those_of_print(flavour):
    """Two forms with cells merged both ways; in Word the numbers of headings are not in the text."""
    disclosure = evaluations(0)
    prose = (
        Heading("其他事项", 2, "一、"),
        Prose("本部门2021年度机关运行经费支出84.60万元。"),
        Heading("采购情况", 3, "（一）"),
    )
    disclosure = replace(disclosure, blocks=(*disclosure.blocks, *prose))
    print_twin = extract(as_pdf(disclosure))
    twin = extract(as_docx(disclosure, flavour))
    for kind in ("facts", "forms", "sections", "quantities"):
        difference = compared(content(print_twin, kind), content(twin, kind))
        assert (kind, difference.missing, difference.further) == (kind, (), ())
    assert len(content(twin, "forms")) == 26  # each a head, four kinds of money, a goal, seven indicators
    assert (2, "一", "其他事项") in [row[:3] for row in content(twin, "sections")]


def test_rows_that_print_names_alone_get_their_codes_where_there_are_no_pages():
    """Nothing says how far names are indented; names and sums decide (docs/domain.md §2.2)."""
    disclosure = drawn("names_indented")
    title = "一般公共预算财政拨款支出决算表"
    blocks = [b for b in disclosure.blocks if not isinstance(b, Table) or b.title == title]
    disclosure = replace(disclosure, blocks=tuple(blocks))
    coded = {
        kind: [f.function_code for f in extract(write(disclosure)).facts if f.measure == "gpb.expenditure"]
        for kind, write in (("print", as_pdf), ("word", as_docx))
    }
    assert coded["word"] == coded["print"]
    assert None in coded["word"]  # the total
    assert {len(code) for code in coded["word"] if code} == {3, 5, 7}
