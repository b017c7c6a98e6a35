"""Grids that are one table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.locators import Locators
from extractors.tables.drafts import Draft, draft_tables
from tests.extractors.tables.drawn import Drawn, document

HEADER = ["科目编码", "科目名称", "合计"]
FIRST = Drawn([HEADER, ["201", "一般公共服务支出", "8.00"]], 1)
MORE = Drawn([["208", "社会保障和就业支出", "2.00"]], 2)
AGAIN = Drawn([HEADER, ["208", "社会保障和就业支出", "2.00"]], 2)


def pages(doc: Document) -> list[list[int | None]]:
    return [[grid.page for grid in draft.grids] for draft in draft_tables(doc)]


def test_a_draft_has_what_stands_around_its_grids() -> None:
    (draft, other) = draft_tables(
        document(
            "支出决算表",
            "单位：元",
            FIRST,
            MORE,
            "注：略",
            "收入决算表",
            Drawn([["项目", "金额"]], 3),
            "说明",
        )
    )
    assert (draft.caption.title, draft.caption.unit) == ("支出决算表", "元")
    assert draft.first_texts == tuple(HEADER)
    assert draft.edges == (50.0, 110.0, 170.0, 230.0)
    assert draft.below == ("注：略", "收入决算表")
    assert other.below == ("说明",)


@pytest.mark.parametrize(
    ("between", "parts"),
    [
        ([], 1),
        (["业支出"], 1),
        (["某某支出"], 1),
        (["某某某支出"], 2),
        (["- 7 -"], 1),
        (["支", "出", "合", "计", "类"], 2),
    ],
)
def test_up_to_four_characters_may_have_run_over_the_last_rule(between: list[str], parts: int) -> None:
    assert len(draft_tables(document("支出决算表", FIRST, *between, MORE))) == parts


def test_the_next_page_goes_on_but_not_the_same_or_a_later_one() -> None:
    assert pages(document("支出决算表", FIRST, MORE)) == [[1, 2]]
    assert pages(document("支出决算表", FIRST, replace(MORE, page=3))) == [[1], [3]]
    assert pages(document("支出决算表", FIRST, replace(MORE, page=1))) == [[1], [1]]


def test_a_table_goes_on_over_many_pages() -> None:
    more = [replace(MORE, page=page) for page in range(2, 6)]
    assert pages(document("支出决算表", FIRST, *more)) == [[1, 2, 3, 4, 5]]


def test_other_columns_with_the_same_header_are_the_same_table() -> None:
    wider = replace(AGAIN, x_edges=(50.0, 90.0, 200.0, 300.0))
    assert pages(document("支出决算表", FIRST, wider)) == [[1, 2]]
    assert pages(document("支出决算表", FIRST, replace(MORE, x_edges=wider.x_edges))) == [[1], [2]]


def test_a_header_of_another_table_begins_one() -> None:
    other = Drawn([["单位名称", "项目名称", "合计"], ["某局", "甲", "2.00"]], 2)
    assert pages(document("支出决算表", FIRST, other)) == [[1], [2]]


def test_a_repeated_caption_goes_on_where_title_and_header_are_the_same() -> None:
    assert pages(document("支出决算表", FIRST, "支出决算表（续）", AGAIN)) == [[1, 2]]
    assert pages(document("支出决算表", FIRST, "支出决算表", MORE)) == [[1], [2]]
    assert pages(document("支出决算表", FIRST, "收入决算表", AGAIN)) == [[1], [2]]
    assert pages(document("单位：元", FIRST, "单位：元", AGAIN)) == [[1], [2]]


def test_more_than_six_lines_between_part_tables_with_the_same_caption() -> None:
    caption = ["支出决算表", *["单位：元"] * 5]
    assert pages(document("支出决算表", FIRST, *caption, AGAIN)) == [[1, 2]]
    assert pages(document("支出决算表", FIRST, *caption, "单位：元", AGAIN)) == [[1], [2]]


def test_rows_of_numbers_are_no_repeated_header() -> None:
    numbers = Drawn([["201", "", "8.00"]], 1)
    other = Drawn([["201", "", "8.00"]], 2, (50.0, 90.0, 200.0, 300.0))
    assert pages(document(numbers, other)) == [[1], [2]]


def test_furniture_is_not_between_tables() -> None:
    doc = document("支出决算表", FIRST, "某市水务局2024年度部门决算", MORE)
    assert pages(doc) == [[1], [2]]
    blocks = [
        replace(b, role="furniture") if isinstance(b, Paragraph) and n > 0 else b
        for n, b in enumerate(doc.blocks)
    ]
    assert pages(replace(doc, blocks=tuple(blocks))) == [[1, 2]]


def test_text_exports_and_grids_without_layout_stay_apart() -> None:
    doc = document("支出决算表", FIRST, MORE)

    def with_grids(**changes: object) -> list[Draft]:
        blocks = [replace(b, **changes) if isinstance(b, Grid) else b for b in doc.blocks]  # type: ignore[arg-type]
        return draft_tables(replace(doc, blocks=tuple(blocks)))

    assert len(with_grids()) == 1
    assert len(with_grids(moved_placeholders=(1, 0))) == 2
    assert len(with_grids(page=None)) == 1
    assert len(with_grids(page=None, x_edges=())) == 2


def test_a_document_without_grids_has_no_tables() -> None:
    assert draft_tables(document("说明")) == []


def test_a_caption_and_header_printed_twice_on_one_page_are_of_one_table() -> None:
    assert pages(document("支出决算表", FIRST, "支出决算表", replace(AGAIN, page=1))) == [[1, 1]]


def test_one_grid_with_moved_placeholders_is_enough_to_stay_apart() -> None:
    doc = document("支出决算表", FIRST, MORE)
    for moved in (1, 2):
        blocks = [
            replace(b, moved_placeholders=(1, 0)) if isinstance(b, Grid) and b.page == moved else b
            for b in doc.blocks
        ]
        assert len(draft_tables(replace(doc, blocks=tuple(blocks)))) == 2


def test_an_earlier_page_is_no_continuation() -> None:
    assert pages(document("支出决算表", replace(FIRST, page=2), replace(MORE, page=1))) == [[2], [1]]


OTHER_EDGES = (50.0, 90.0, 200.0, 300.0)


def test_a_header_drawn_with_other_widths_is_known_by_two_texts_not_by_one() -> None:
    for head, expected in ((["项目", "", "金额"], [[1, 2]]), (["项目", "", ""], [[1], [2]])):
        rows = [head, ["甲", "", ""]]
        assert pages(document(Drawn(rows, 1), Drawn(rows, 2, OTHER_EDGES))) == expected


def test_the_same_header_over_other_columns_of_another_number_begins_a_table() -> None:
    wider = Drawn(
        [[*HEADER, ""], ["208", "社会保障和就业支出", "2.00", ""]], 2, (50.0, 90.0, 200.0, 250.0, 300.0)
    )
    assert pages(document("支出决算表", FIRST, wider)) == [[1], [2]]


def test_the_first_row_with_texts_below_the_caption_is_the_header() -> None:
    blank = ["", "", ""]
    title: list[str | tuple[str, int, int] | None] = [("支出决算表", 1, 3), None, None]
    (draft,) = draft_tables(document(Drawn([title, blank, HEADER])))
    assert draft.first_texts == tuple(HEADER)
    (empty,) = draft_tables(document(Drawn([blank])))
    assert empty.first_texts == ()


def test_the_second_of_two_tables_goes_on_under_its_own_title() -> None:
    doc = document(
        "收入决算表", replace(FIRST, page=1), "支出决算表", replace(FIRST, page=2), replace(MORE, page=3)
    )
    assert [d.caption.title for d in draft_tables(doc)] == ["收入决算表", "支出决算表"]
    assert pages(doc) == [[1], [2, 3]]


TOTAL = ["", "合计", "10.00"]
UNPAGED_FIRST = Drawn([HEADER, ["201", "一般公共服务支出", "8.00"]])
UNPAGED_AGAIN = Drawn([HEADER, ["208", "社会保障和就业支出", "2.00"]])


def unpaged(*blocks: str | Drawn) -> int:
    """How many tables there are in a document without pages."""
    doc = document(*blocks)
    grids = (replace(b, page=None, box=None) if isinstance(b, Grid) else b for b in doc.blocks)
    return len(draft_tables(replace(doc, blocks=tuple(grids), pages=(), char_page=None, char_box=None)))


@pytest.mark.parametrize(
    "between",
    [[], ["续表"], ["续表1"], ["（续）"], ["支出决算表（续）", "单位：元"], ["支出决算表", "单位：元"]],
)
def test_without_pages_a_table_goes_on_behind_marks_of_that(between: list[str]) -> None:
    assert unpaged("支出决算表", "单位：元", UNPAGED_FIRST, *between, UNPAGED_AGAIN) == 1


@pytest.mark.parametrize(
    "between", [["政府性基金预算支出表"], ["单位：万元"], ["说明：以上为本年数。"], ["二、收入情况"]]
)
def test_without_pages_words_between_part_tables(between: list[str]) -> None:
    assert unpaged("支出决算表", "单位：元", UNPAGED_FIRST, *between, UNPAGED_AGAIN) == 2


def test_without_pages_a_table_with_a_total_of_its_own_is_another() -> None:
    total_first = Drawn([HEADER, TOTAL, ["208", "社会保障和就业支出", "10.00"]])
    total_last = Drawn([HEADER, ["201", "一般公共服务支出", "10.00"], TOTAL])
    assert unpaged(UNPAGED_FIRST, total_first) == 2
    assert unpaged(total_last, UNPAGED_AGAIN) == 2
    assert unpaged(UNPAGED_FIRST, total_last) == 1
    assert unpaged(total_first, UNPAGED_AGAIN) == 1
    assert unpaged(total_last, "续表", UNPAGED_AGAIN) == 1
    assert unpaged("支出决算表", total_last, "支出决算表", UNPAGED_AGAIN) == 2


def test_without_pages_rows_without_a_header_go_on_in_the_same_columns() -> None:
    rows = [["208", "社会保障和就业支出", "2.00"]]
    assert unpaged(UNPAGED_FIRST, Drawn(rows)) == 1
    assert unpaged(UNPAGED_FIRST, Drawn(rows, 1, OTHER_EDGES)) == 2
    assert unpaged(UNPAGED_FIRST, Drawn([TOTAL])) == 1
    assert unpaged(UNPAGED_FIRST, Drawn([["单位名称", "项目名称", "合计"], ["某局", "甲", "2.00"]])) == 2


def test_sheets_of_a_workbook_stay_apart_unless_they_say_that_they_go_on() -> None:
    doc = document("支出决算表", UNPAGED_FIRST, UNPAGED_AGAIN)
    first, second = doc.grids
    blocks = tuple(replace(b, page=None, box=None) if isinstance(b, Grid) else b for b in doc.blocks)
    for names, expected in ((("甲!A1:C2", "甲!A4:C5"), 1), (("甲!A1:C2", "乙!A1:C2"), 2)):
        places = Locators("xlsx", (first.start, second.start), (first.end, second.end), names)
        assert len(draft_tables(replace(doc, blocks=blocks, locators=places))) == expected
