"""What rules look up: paragraphs, statements, measures, clauses, cells, and what patterns find."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import regex

from extractors.document import Grid, GridCell, Paragraph, Place
from extractors.records import Quantity, Section
from patterns import Pattern
from patterns.rule import SearchedIn
from pipeline.audit.document_records import DocumentRecords
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import Side
from tests.pipeline.audit.drawn import NOWHERE, document, evidence, identity, printed, stated, table

TEXT = "本年支出合计300.00万元，其中：\n基本支出100.00万元\n|项目|200.00|"


def pattern(expression: str, *only_with: str) -> Pattern[SearchedIn]:
    entry = SearchedIn(id="p", regex=expression, only_with=only_with)
    return Pattern("p", "f.toml", regex.compile(expression), entry)


def test_evidence_has_the_records_that_it_is_of() -> None:
    records = DocumentRecords(document(TEXT), identity(), facts=(stated(TEXT, "300.00万元"),))
    found = Evidence.of(records)
    assert (found.facts, found.document, found.identity) == (
        records.facts,
        records.document,
        records.identity,
    )
    assert found.text == TEXT


def test_what_stands_at_a_place() -> None:
    found = evidence(TEXT)
    assert found.raw(Place(None, None, 6, 14)) == "300.00万元"
    assert found.raw(NOWHERE) == ""


def test_a_paragraph_ends_before_its_line_feed() -> None:
    found = evidence("甲乙\n丙")
    first, second = found.paragraphs
    assert [found.paragraph_at(n) for n in range(4)] == [first, first, None, second]
    assert evidence("").paragraph_at(0) is None


def test_furniture_is_no_paragraph_of_the_body() -> None:
    read = document("甲\n乙")
    furniture = Paragraph(0, 1, "furniture")
    blocks = (furniture, read.blocks[1])
    found = evidence("甲\n乙", document=type(read)(read.text, blocks, "text/plain"))
    assert found.paragraphs == (read.blocks[1],)


def test_facts_by_statement_and_by_measure() -> None:
    facts = (
        printed("300.00"),
        stated(TEXT, "300.00万元"),
        stated(TEXT, "100.00万元", statement=1, measure="expenditure.basic"),
        stated(TEXT, "100.00万元", statement=None),
        replace(printed("1.00"), source_kind="derived"),
    )
    found = evidence(TEXT, facts)
    assert found.statements == {0: (1,), 1: (2,)}
    assert found.by_measure == {"expenditure.total": (0, 1, 3), "expenditure.basic": (2,)}


def test_shares_are_those_of_sentences() -> None:
    facts = (
        printed("33.33", role="share"),
        stated("占33.33%", "33.33%", "share"),
        stated("1.00万元", "1.00万元"),
    )
    assert evidence("占33.33%", facts).shares == (1,)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("其中：基本支出", "基本支出"),
        ("甲，乙。丙；丁", "丁"),
        ("（一）办公费", "办公费"),
        ("办公费、邮电费", "邮电费"),
        ("基本支出", "基本支出"),
    ],
)
def test_the_clause_before_a_figure(before: str, words: str) -> None:
    assert evidence(f"{before}1.00万元").clause_before(len(before)) == words


def test_no_clause_outside_of_paragraphs() -> None:
    assert evidence("甲\n\n乙").clause_before(1) == ""


def test_quantities_that_begin_in_a_span() -> None:
    quantities = tuple(
        Quantity(Place(None, None, n, n + 2), None, "amount", "1", "元", 0, Decimal(1), Decimal(1), "body")
        for n in (2, 5, 9)
    )
    found = evidence("0123456789", quantities=quantities)
    assert found.quantities_in(2, 9) == quantities[:2]
    assert found.quantities_in(3, 10) == quantities[1:]


def test_totals_are_uncoded_facts_of_tables_that_are_something() -> None:
    facts = (
        printed("3.00"),
        printed("3.00", function_code="201"),
        printed("3.00", economic_code="301"),
        printed("3.00", item_label="合计"),
        stated("3.00万元", "3.00万元"),
        printed("0.00"),
    )
    found = evidence("3.00万元", facts)
    assert list(found.totals_of(Decimal(30000))) == [0]
    assert list(found.totals_of(Decimal(0))) == []


def test_cells_behind_an_offset() -> None:
    cells = tuple(GridCell(0, n, str(n), start, start + 1) for n, start in enumerate((10, 20, 30)))
    grid = Grid(10, 31, 1, 3, cells)
    found = evidence("x" * 40, document=document("", grid))
    assert [c.text for c in found.cells_after(10, 20)] == ["0", "1"]
    assert [c.text for c in found.cells_after(11, 20)] == ["1", "2"]


def test_a_glossary_begins_and_ends_with_its_section() -> None:
    section = Section(NOWHERE, None, 0, 1, "none", None, "名词解释", "heading", 5, 8, "glossary")
    other = Section(NOWHERE, None, 0, 1, "none", None, "支出", "heading", 0, 5, "expenditure")
    found = evidence("0123456789", sections=(other, section))
    assert [found.is_glossary(n) for n in (4, 5, 7, 8)] == [False, True, True, False]


def test_hits_have_their_places_in_the_document() -> None:
    found = evidence("支出1元\n收入2元，收入3元")
    hits = list(found.hits(pattern("收入(?P<n>\\d)(?P<unit>元)(?P<more>x)?")))
    assert [hit["n"] for hit in hits] == ["2", "3"]
    hit = hits[1]
    assert (hit.start, hit.start_of("n"), hit.end_of("n"), hit.before) == (10, 12, 13, "收入2元，")
    assert found.raw(hit.place()) == "收入3元"
    assert found.raw(hit.place("n")) == "3"
    assert found.raw(hit.place_from("n")) == "3元"
    assert found.raw(hit.place_from(0, "n")) == "收入3"
    assert hit["more"] is None


def test_a_pattern_is_searched_only_where_one_of_its_words_stands() -> None:
    found = evidence("支出1元\n收入2元")
    assert [h[0] for h in found.hits(pattern("\\d"))] == ["1", "2"]
    assert [h[0] for h in found.hits(pattern("\\d", "收入"))] == ["2"]
    assert [h[0] for h in found.hits(pattern("\\d", "收入", "支出"))] == ["1", "2"]


def test_the_side_of_a_fact() -> None:
    found = evidence(TEXT, [printed("0.00"), stated(TEXT, "300.00万元")], [table()])
    assert [found.side(n) for n in (0, 1)] == [
        Side(Decimal(0), Decimal(50)),
        Side(Decimal(3000000), Decimal(50)),
    ]


def test_a_quantity_at_the_very_beginning() -> None:
    first = Quantity(Place(None, None, 0, 1), None, "amount", "1", "元", 0, Decimal(1), Decimal(1), "body")
    found = evidence("0123456789", quantities=(first,))
    assert (found.quantities_in(0, 1), found.quantities_in(1, 9)) == ((first,), ())
