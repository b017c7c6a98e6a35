"""Logical tables: caption, stitching, cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document, Grid, GridCell, Place
from extractors.records import Cell, Section, Table
from extractors.tables.logical import KnownTables, logical_tables
from tests.extractors.tables.drawn import Drawn, document

HEADER = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
FIRST = [HEADER, ["", "合计", "3.00", "2.00", "1.00"], ["208", "社会保障和就业支出", "2.00", "2.00", ""]]
MORE = [["210", "卫生健康支出", "1.00", "", "1.00"]]


def at(table: Table, row: int, col: int) -> Cell:
    return next(c for c in table.cells if (c.row, c.col) == (row, col))


def test_a_continuation_without_title_and_header_belongs_to_its_table() -> None:
    (table,) = logical_tables(document("支出决算表", "单位：万元", Drawn(FIRST, 1), Drawn(MORE, 2)), [])
    assert (table.canonical_table, table.title_raw, table.unit_raw) == (
        "fa_expenditure",
        "支出决算表",
        "万元",
    )
    assert (table.pages, table.n_rows, table.n_cols, table.header_rows) == ((1, 2), 4, 5, 1)
    cell = at(table, 3, 4)
    assert (cell.text, cell.row_label, cell.row_code) == ("1.00", "卫生健康支出", "210")
    assert (cell.column_path, cell.value_yuan, cell.decimals) == (("项目支出",), Decimal("10000.00"), 2)
    assert (cell.place.page, cell.place.box) == (2, (290.0, 100.0, 350.0, 120.0))


def test_a_blank_cell_is_a_cell_with_its_own_box() -> None:
    (table,) = logical_tables(document("支出决算表", Drawn(FIRST, 1)), [])
    cell = at(table, 2, 4)
    assert (cell.text, cell.value, cell.value_state) == ("", None, "blank")
    assert cell.place == Place(1, (290.0, 140.0, 350.0, 160.0), cell.place.start, cell.place.start)


def test_an_empty_remainder_page_belongs_to_its_table() -> None:
    rest = [["", "", "", "", ""]]
    (table,) = logical_tables(document("支出决算表", Drawn(FIRST, 1), Drawn(rest, 2), "注：略"), [])
    assert (table.pages, table.n_rows, table.note_raw) == ((1, 2), 4, "注：略")


def test_a_page_that_prints_title_and_header_again_goes_on() -> None:
    doc = document(
        "支出决算表", "单位：元", Drawn(FIRST, 1), "支出决算表", "单位：元", Drawn([HEADER, *MORE], 2)
    )
    (table,) = logical_tables(doc, [])
    assert table.pages == (1, 2)
    assert [c.is_header for c in table.cells if c.row == 3] == [True] * 5
    assert at(table, 4, 2).value_yuan == Decimal("1.00")


def test_another_title_is_another_table() -> None:
    doc = document("支出决算表", Drawn(FIRST, 1), "一般公共预算财政拨款支出决算表", Drawn([HEADER, *MORE], 2))
    assert [t.canonical_table for t in logical_tables(doc, [])] == ["fa_expenditure", "fa_gpb_expenditure"]


def test_other_columns_are_another_table() -> None:
    other = Drawn([["1", "2.00"]], 2, (50.0, 100.0, 400.0))
    assert len(logical_tables(document("支出决算表", Drawn(FIRST, 1), other), [])) == 2


def test_a_page_number_between_the_pages_does_not_part_a_table() -> None:
    doc = document("支出决算表", Drawn(FIRST, 1), "- 7 -", Drawn(MORE, 2))
    assert len(logical_tables(doc, [])) == 1


def test_prose_between_the_pages_parts_a_table() -> None:
    doc = document("支出决算表", Drawn(FIRST, 1), "二、收入决算情况说明如下。", Drawn(MORE, 2))
    assert len(logical_tables(doc, [])) == 2


def test_the_continuation_lacks_a_narrow_outer_column() -> None:
    first = Drawn([["", *r] for r in FIRST], 1, (50.0, 57.0, 100.0, 200.0, 260.0, 320.0, 380.0))
    more = Drawn(MORE, 2, (57.0, 100.0, 200.0, 260.0, 320.0, 380.0))
    (table,) = logical_tables(document("支出决算表", first, more), [])
    assert at(table, 3, 5).column_path == ("项目支出",)


def test_caption_inside_the_grid() -> None:
    rows = [
        [("预算05表 一般公共预算支出预算表", 1, 5), None, None, None, None],
        [("部门：某市信访局", 1, 3), None, None, ("金额单位：万元", 1, 2), None],
        *FIRST,
    ]
    (table,) = logical_tables(document(Drawn(rows)), [])
    assert (table.canonical_table, table.title_raw) == ("bd_gpb_expenditure", "一般公共预算支出预算表")
    assert (table.unit_raw, table.header_rows) == ("万元", 3)
    assert at(table, 3, 2).column_path == ("本年支出合计",)


def test_a_unit_in_the_header_is_that_columns_unit() -> None:
    rows = [["项目名称", "预算数（单位：万元）", "执行率（%）", "数量"], ["道路养护", "2.50", "98.10", "3"]]
    (table,) = logical_tables(document("重点项目表", Drawn(rows)), [])
    assert [at(table, 1, c).value for c in (1, 2, 3)] == [Decimal("2.50"), Decimal("98.10"), Decimal("3")]
    assert [at(table, 1, c).value_yuan for c in (1, 2, 3)] == [Decimal("25000.00"), None, None]
    assert table.canonical_table is None


def test_no_unit_no_yuan() -> None:
    (table,) = logical_tables(document("支出决算表", Drawn(FIRST)), [])
    assert (table.unit_raw, table.unit_multiplier) == (None, None)
    assert (at(table, 1, 2).value, at(table, 1, 2).value_yuan) == (Decimal("3.00"), None)


def test_codes_and_row_numbers_are_never_amounts() -> None:
    rows = [["序号", "科目编码", "金额"], ["1", "301", "3.00"], ["2", "302", "1.00"]]
    (table,) = logical_tables(document("支出决算表", "单位：万元", Drawn(rows)), [])
    assert [(c.text, c.value, c.is_header) for c in table.cells if c.row == 1] == [
        ("1", None, True),
        ("301", None, False),
        ("3.00", Decimal("3.00"), False),
    ]


def test_a_declared_empty_table() -> None:
    rows = [HEADER, ["", "", "", "", ""]]
    note = "注：本部门没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    (table,) = logical_tables(document("政府性基金预算财政拨款支出决算表", Drawn(rows), note), [])
    assert (table.is_declared_empty, table.note_raw) == (True, note)


def test_a_text_form_with_moved_placeholders_passes_through() -> None:
    cells = (
        GridCell(0, 0, "项目名称", 0, 4),
        GridCell(0, 1, "道路养护", 5, 9),
        GridCell(1, 0, "8.00", 10, 14),
    )
    text = "项目名称\t道路养护\n8.00\n"
    doc = Document(text, (Grid(0, len(text), 2, 2, cells, moved_placeholders=(3, 1)),), "text/plain")
    (table,) = logical_tables(doc, [])
    assert (table.moved_placeholders, table.header_rows) == ((3, 1), 0)
    assert [(c.row, c.col, c.text, c.is_header) for c in table.cells] == [
        (0, 0, "项目名称", False),
        (0, 1, "道路养护", False),
        (1, 0, "8.00", False),
    ]
    assert table.cells[2].place == Place(None, None, 10, 14)


def test_a_table_knows_its_section() -> None:
    doc = document("第二部分 决算表", "支出决算表", Drawn(FIRST))
    section = Section(
        Place(None, None, 0, 8), None, 0, 1, "part", "第二部分", "决算表", "heading", 9, len(doc.text)
    )
    assert [t.section for t in logical_tables(doc, [section])] == [0]


CONTENT = st.sampled_from(
    [
        "",
        "合计",
        "类",
        "款",
        "301",
        "2080505",
        "1",
        "2",
        "3.00",
        "--",
        "一、教育支出",
        "科目编码",
        "预算数",
        "30101-基本工资",
    ]
)


@given(st.lists(st.lists(CONTENT, min_size=3, max_size=3), min_size=1, max_size=7), st.integers(1, 6))
def test_every_grid_keeps_all_its_cells(rows: list[list[str]], cut: int) -> None:
    pages = [Drawn(part, n) for n, part in enumerate((rows[:cut], rows[cut:]), 1) if part]
    doc = document("支出决算表", "单位：万元", *pages)
    tables = logical_tables(doc, [])
    assert [c.text for t in tables for c in t.cells] == [text for row in rows for text in row]
    for cell in (c for t in tables for c in t.cells if c.text):
        assert doc.text[cell.place.start : cell.place.end] == cell.text


def test_a_last_row_of_merged_cells_on_a_page_of_its_own_belongs_to_its_table() -> None:
    edges = tuple(50.0 + 60 * i for i in range(10))
    row = ["301", "工资福利支出", "2.00", "302", "商品和服务支出", "1.00", "310", "资本性支出", ""]
    (table,) = logical_tables(
        document(
            "一般公共预算财政拨款基本支出决算表",
            "单位：万元",
            Drawn([["科目编码", "科目名称", "决算数"] * 3, row], 1, edges),
            Drawn(
                [["人员经费合计", "2.00", "公用经费合计", "1.00"]],
                2,
                (edges[0], edges[2], edges[3], edges[8], edges[9]),
            ),
        ),
        [],
    )
    assert (table.pages, table.n_cols) == ((1, 2), 9)
    assert [(c.row_label, c.value) for c in table.cells if c.row == 2 and c.value is not None] == [
        ("人员经费合计", Decimal("2.00")),
        ("公用经费合计", Decimal("1.00")),
    ]


def test_a_row_that_counts_is_no_money() -> None:
    rows = [["项目", "决算数"], ["公务接待费", "2.00"], ["国内公务接待批次（个）", "12"]]
    (table,) = logical_tables(document("三公经费支出决算表", "单位：元", Drawn(rows)), [])
    assert (at(table, 1, 1).value_yuan, at(table, 2, 1).value_yuan) == (Decimal("2.00"), None)
    assert at(table, 2, 1).value == 12


def test_a_label_cut_by_a_page_break_is_joined_where_the_rest_is_no_row_of_its_own() -> None:
    """suzhou/bfdf55f4c2ff p. 29 and 30: the last row of a page goes on with the ends of its words."""
    first = [["单位", "采购物品名称", "合计"], ["某中心", "车辆加油、添加燃料服", "1.00"]]
    more = [["", "务", ""], ["某学校", "物业管理服务", "2.00"]]
    (table,) = logical_tables(document("政府采购支出表", Drawn(first, 1), Drawn(more, 2)), [])
    labels = {c.text: c.row_label for c in table.cells if c.value is not None}
    assert labels == {"1.00": "车辆加油、添加燃料服务", "2.00": "物业管理服务"}


def test_a_row_of_its_own_below_a_page_break_is_not_joined() -> None:
    first = [["单位", "采购物品名称", "合计"], ["某中心", "印刷服务", "1.00"]]
    more = [["某学校", "物业管理服务", ""], ["某学院", "会议服务", "2.00"]]
    (table,) = logical_tables(document("政府采购支出表", Drawn(first, 1), Drawn(more, 2)), [])
    assert {c.text: c.row_label for c in table.cells if c.value is not None} == {
        "1.00": "印刷服务",
        "2.00": "会议服务",
    }


def test_dates_and_counts_name_no_row() -> None:
    """xian/886914c5e0be p. 16."""
    rows = [
        ["序号", "会议名称", "会议时间", "参会人数", "预算金额"],
        ["1", "系统相关业务会议", "2025年10月23日", "80人", "0.64"],
        ["2", "观摩会", "2025年9月8日", "50人", "1.00"],
    ]
    (table,) = logical_tables(document("会议费明细表", Drawn(rows)), [])
    labels = {
        c.text: (c.row_label, c.row_code) for c in table.cells if c.value_state == "printed" and c.value
    }
    assert labels["0.64"] == ("系统相关业务会议", None)
    assert labels["1.00"] == ("观摩会", None)


def test_a_row_that_declares_its_table_empty_stands_there_with_one_other_text_at_most() -> None:
    def empty(*row: str) -> bool:
        (table,) = logical_tables(document("支出决算表", Drawn([HEADER[:3], list(row), ["", "", ""]])), [])
        return table.is_declared_empty

    assert empty("本表无数据。", "", "")
    assert empty("本表无数据。", "某某", "")
    assert not empty("本表无数据。", "某某", "其他")
    assert not empty("某某", "", "")
    assert not empty("", "", "")


def test_a_table_over_two_pages_begins_on_the_first_and_ends_on_the_second() -> None:
    doc = document("支出决算表", Drawn(FIRST, 1), Drawn(MORE, 2))
    (table,) = logical_tables(doc, [])
    first, second = doc.grids
    assert table.place == Place(1, first.box, first.start, second.end)


def test_the_unit_in_a_header_is_the_tables_where_no_other_is_printed() -> None:
    rows = [["项目名称", "预算数（单位：万元）"], ["道路养护", "2.50"]]
    (table,) = logical_tables(document("重点项目表", Drawn(rows)), [])
    assert (table.unit_raw, table.unit_multiplier) == ("万元", Decimal(10000))
    (table,) = logical_tables(document("重点项目表", "单位：元", Drawn(rows)), [])
    assert (table.unit_raw, table.unit_multiplier) == ("元", Decimal(1))


def test_engines_and_doubts_of_all_pages_are_those_of_the_table_each_once() -> None:
    doc = document("支出决算表", Drawn(FIRST, 1), Drawn(MORE, 2), Drawn(MORE, 3), Drawn(MORE, 4))
    changes: list[dict[str, object]] = [
        {"engine": "pdfium", "doubtful": ("b",), "ruled": True},
        {"engine": "camelot", "doubtful": ("a", "b"), "ruled": False},
        {"engine": "pdfium", "doubtful": (), "ruled": True},
        {"engine": "pdfium", "doubtful": ("b",), "ruled": True},
    ]
    grids = [replace(g, **change) for g, change in zip(doc.grids, changes, strict=True)]  # type: ignore[arg-type]
    (table,) = logical_tables(replace(doc, blocks=(doc.blocks[0], *grids)), [])
    assert (table.engine, table.doubtful, table.doubtful_pages) == ("pdfium+camelot", ("b", "a"), (1, 4))


def unplaced(tables: list[Table]) -> list[Table]:
    """Tables without where in the text they and their cells stand."""

    def bare(place: Place) -> Place:
        return replace(place, start=None, end=None)

    return [
        replace(t, place=bare(t.place), cells=tuple(replace(c, place=bare(c.place)) for c in t.cells))
        for t in tables
    ]


def test_tables_known_of_another_reading_are_those_that_would_be_made() -> None:
    second = ("一般公共预算财政拨款支出决算表", "单位：万元", Drawn([HEADER, *MORE], 2))
    readings = [
        document("支出决算表", "单位：万元", Drawn(FIRST, 1), *second),
        document("支出决算表", "单位：元", Drawn([*FIRST, *MORE], 1), *second),
        document("部门预算", "支出预算表", Drawn(FIRST, 1), *second),
        document("支出决算表", "单位：万元", Drawn(FIRST, 1), *second, "注：本部门无此项支出"),
        document(
            "支出决算表", "单位：万元", Drawn(FIRST, 1, (50.0, 100.0, 200.0, 300.0, 400.0, 500.0)), *second
        ),
        document("支出决算表", Drawn(FIRST, 1), *second),
        document("支出决算表", "单位：万元", Drawn(FIRST, 1), *second),
    ]
    known = KnownTables()
    found = [logical_tables(reading, [], known) for reading in readings]
    assert [unplaced(tables) for tables in found] == [unplaced(logical_tables(r, [])) for r in readings]
    assert found[-1][0] is found[0][0]
    assert found[1][1] is found[0][1]
    assert found[1][0] is not found[0][0]
