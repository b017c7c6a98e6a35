"""Amounts that are printed and of which nothing came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Place
from extractors.records import Cell, Fact, Table
from extractors.tables.logical import FEWER_COLUMNS
from pipeline.reading.extract import extract
from pipeline.reading.losses import (
    LEFT_OUT,
    LOOSE,
    LOST_AMOUNTS,
    LOST_TABLES,
    NO_FACT,
    NO_FACT_HERE,
    NO_HEAD,
    UNKNOWN,
    UNTITLED,
    Loss,
    find_losses,
    is_amount,
    lost_counts,
    notes_of,
)
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.tables.drawn import document as drawn
from tests.pipeline.audit.drawn import cell, document, printed, table

FOUR = tuple(cell("1.00", row=row, column_path=("合计",)) for row in range(4))


def fact(row: int, col: int = 0, in_table: int = 0) -> Fact:
    return replace(printed("1.00", table=in_table), row=row, col=col)


def reasons(made: Table, *facts: Fact) -> list[tuple[str, int]]:
    return [(loss.reason, loss.n_amounts) for loss in find_losses(document(""), [made], facts)]


def statutory(*cells: Cell, **fields: object) -> Table:
    return table(*cells, canonical_table="bd_expenditure", title_raw="支出总表", **fields)


def test_a_statutory_table_that_gives_no_fact_is_a_loss_and_one_with_facts_is_none() -> None:
    assert reasons(statutory(*FOUR)) == [(NO_FACT, 4)]
    assert reasons(statutory(*FOUR), fact(0)) == []
    assert reasons(statutory(cell("合计"))) == []


def test_forms_and_lists_of_projects_give_no_facts_by_nature() -> None:
    assert reasons(table(*FOUR, canonical_table="bd_project", title_raw="项目支出表")) == []


def test_tables_of_no_known_kind_with_four_amounts() -> None:
    assert reasons(table(*FOUR)) == [(UNTITLED, 4)]
    assert reasons(table(*FOUR, title_raw="会议费表")) == [(UNKNOWN, 4)]
    assert reasons(table(*FOUR[:3])) == []
    assert reasons(table(*FOUR, moved_placeholders=(0,))) == []


def test_a_page_of_a_code_table_without_a_fact() -> None:
    second = [replace(c, row=c.row + 4, place=Place(2, None, 1, 2)) for c in FOUR]
    assert reasons(statutory(*FOUR, *second), fact(0)) == [(NO_FACT_HERE, 4)]
    assert reasons(statutory(*FOUR, *second), fact(0), fact(5)) == []
    assert reasons(statutory(*FOUR, *second[:3]), fact(0)) == []


def test_amounts_under_no_head() -> None:
    bare = [replace(c, col=1, column_path=()) for c in FOUR]
    assert reasons(statutory(*FOUR, *bare), fact(0)) == [(NO_HEAD, 4)]
    assert reasons(statutory(*FOUR, *bare), fact(0), fact(0, col=1)) == []  # three are left


def test_columns_that_a_page_leaves_out_are_a_loss_unless_the_table_adds_up() -> None:
    narrowed = statutory(*FOUR, doubtful=(FEWER_COLUMNS,))
    assert reasons(narrowed, fact(0)) == [(LEFT_OUT, 4)]
    assert reasons(replace(narrowed, ties_out=False), fact(0)) == [(LEFT_OUT, 4)]
    assert reasons(replace(narrowed, ties_out=True), fact(0)) == []


@pytest.mark.parametrize(
    ("of", "is_one"),
    [
        (cell("1.00"), True),
        (cell("合计"), False),
        (replace(cell("1.00"), is_header=True), False),
        (replace(cell("0.00"), value_state="printed_zero"), False),
        (replace(cell("12.00"), text="12", decimals=0), False),
        (replace(cell("1200.00"), text="1,200", decimals=0), True),
        (replace(cell("1200.00"), text="1200", decimals=0), True),
        (replace(cell("20101.00"), text="20101", decimals=0), False),
    ],
)
def test_amounts_are_neither_codes_nor_numbers_of_rows(of: Cell, is_one: bool) -> None:
    assert is_amount(of) is is_one


def test_three_lines_of_amounts_outside_of_any_table() -> None:
    line = "其他\t1.00\t2.00"
    lost = find_losses(drawn(line, line, line), [], [])
    assert [(loss.reason, loss.n_amounts, loss.place.page) for loss in lost] == [(LOOSE, 6, 1)]
    assert find_losses(drawn(line, line), [], []) == []
    assert find_losses(drawn(*["其他\t1.00"] * 3), [], []) == []
    assert find_losses(document("\n".join([line] * 3)), [], []) == []  # a text file has no columns


def test_a_loss_says_where_and_of_what() -> None:
    place = Place(3, None, 10, 20)
    assert str(Loss(NO_FACT, 5, place, "支出总表")) == (
        "page 3: 5 amounts in a statutory table that gives no fact (支出总表)"
    )
    loss = Loss(UNKNOWN, 4, Place(None, None, 10, 20))
    assert (str(loss), loss.is_grave) == ("4 amounts in a table of no known kind", False)
    assert loss.is_of(table(place=Place(1, None, 10, 30)))
    assert not loss.is_of(table(place=Place(1, None, 11, 30)))
    reject = Loss(NO_FACT, 5, place, "支出总表").as_reject()
    assert (reject.stage, reject.place, reject.raw) == ("tables", place, "支出总表")


def test_eight_losses_are_named_and_the_others_counted() -> None:
    losses = [Loss(NO_FACT, 5, Place(n, None, None, None)) for n in range(1, 11)]
    assert len(notes_of(losses[:8])) == 8
    assert notes_of(losses)[8:] == ["2 more tables with amounts of which nothing came"]
    assert lost_counts(losses) == {LOST_TABLES: 10, LOST_AMOUNTS: 50}
    assert lost_counts([]) == {}


def test_a_document_with_a_table_that_is_not_known_says_so_and_was_read_in_part() -> None:
    """A list of amounts without title: nothing says what they are."""

    def cover(canvas):
        text(canvas, 200, 600, "云溪县水务局", 22)
        text(canvas, 200, 560, "2024年部门预算", 22)
        text(canvas, 60, 400, "第一部分部门概况：云溪县水务局主管全县水务工作。", 12)

    def amounts(canvas):
        xs, ys = (60, 260, 400), tuple(700 - 20 * k for k in range(6))
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        for k in range(5):
            text(canvas, 64, ys[k] - 15, f"甲乙丙{'一二三四五'[k]}号", 10)
            text(canvas, 264, ys[k] - 15, f"{k + 1}.25", 10)

    found = extract(pdf(cover, amounts))
    assert found.identity.is_disclosure
    assert found.status == "partial"
    assert found.document.notes == ("page 2: 5 amounts in a table without title, of no known kind",)
    assert [r.reason for r in found.rejects if r.stage == "tables"] == [
        "5 amounts in a table without title, of no known kind"
    ]
