"""Tables without vertical rules: which lines are one, and what becomes of them."""

from __future__ import annotations

import pytest

from extractors.outline.sections import outline
from extractors.pdf.reader import read_pdf
from extractors.tables.logical import logical_tables
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.shown import body, only_grid
from tests.extractors.pdf.unruled.drawn import Head, cells, draw, unruled_rows


def test_a_column_without_amounts_keeps_its_place_below_its_head():
    xs = (40, 160, 250, 340, 430, 520)
    names = ("科目名称", "合计", "事业收入", "经营收入", "其他收入")
    heads = [Head(name, k, k + 1) for k, name in enumerate(names)]
    rows = [
        ("行政运行", "10.00", "", "", "10.00"),
        ("事业运行", "5.25", "", "", "5.25"),
        ("住房公积金", "3.00", "", "", "3.00"),
    ]
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows))))
    assert cells(grid) == [list(names), *(list(row) for row in rows)]


def test_lines_of_a_wrapped_label_above_and_below_its_amount_are_one_row():
    xs = (40, 90, 190, 280, 370)
    heads = [Head(name, k, k + 1) for k, name in enumerate(("科目编码", "科目名称", "合计", "项目支出"))]
    rows = (
        ("208", "社会保障和就业支出", "9.75", "9.75"),
        ("2080505", "机关事业单位基本养老\n保险缴费支出", "4.25", "4.25"),
        ("2080506", "机关事业单位职业年金\n缴费支出及其他各项补助\n支出", "5.00", "5.00"),
        ("2080599", "其他养老支出", "0.50", "0.50"),
    )
    document = read_pdf(pdf(lambda c: draw(c, xs, heads, rows, labels=(0, 1), heights=(1, 2, 3, 1))))
    assert cells(only_grid(document))[1:] == [[t.replace("\n", "") for t in row] for row in rows]


def test_rows_of_labels_without_amounts_stay_rows_of_their_own():
    xs = (40, 200, 280, 440, 520)
    heads = (
        Head("收入", 0, 2),
        Head("支出", 2, 4),
        *(Head(t, k, k + 1, 1, 2) for k, t in enumerate(("项目", "决算数", "项目", "决算数"))),
    )
    rows = (
        ("一、财政拨款收入", "9,739.31", "一、教育支出", "4,281.63"),
        ("二、上级补助收入", "", "二、住房保障支出", "5,457.68"),
        ("三、经营收入", "", "", ""),
        ("四、附属单位上缴收入", "", "", ""),
        ("五、其他收入", "19.90", "", ""),
        ("本年收入合计", "9,759.21", "本年支出合计", "9,739.31"),
    )
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows, labels=(0, 2)))))
    assert cells(grid) == [
        [("收入", 2, 1), ("支出", 2, 1)],
        ["项目", "决算数", "项目", "决算数"],
        *(list(row) for row in rows),
    ]


@pytest.mark.parametrize("amounts", [("9,739.31", "712.03", "19.90"), ("97393100", "7120300", "199000")])
def test_a_label_right_behind_the_amount_of_the_other_side_is_a_cell_of_its_own(amounts):
    def page(canvas):
        for k, (amount, label) in enumerate(
            zip(amounts, ("一、教育支出", "二、卫生健康支出", "三、其他支出"), strict=True)
        ):
            y = 700 - 18 * k
            text(canvas, 40, y, f"{'一二三'[k]}、某某收入", 9)
            canvas.drawRightString(278, y, amount)
            canvas.drawString(281, y, label)
            canvas.drawRightString(520, y, amount)

    grid = only_grid(read_pdf(pdf(page)))
    assert [[c.text for c in grid.row(r)][1:3] for r in range(3)] == [
        [amounts[0], "一、教育支出"],
        [amounts[1], "二、卫生健康支出"],
        [amounts[2], "三、其他支出"],
    ]


def test_amounts_in_yuan_without_separators_are_a_table_and_years_and_page_numbers_are_none():
    xs = (40, 200, 300, 400)
    heads = [Head(name, k, k + 1) for k, name in enumerate(("科目名称", "合计", "基本支出"))]
    rows = (
        ("行政运行", "4826000", "4826000"),
        ("机关服务", "35100", "35100"),
        ("合计", "4861100", "4861100"),
    )

    def listed(canvas):
        for k, entry in enumerate(("2022年度决算", "2023年度决算", "2024年度决算")):
            text(canvas, 60, 700 - 20 * k, entry)
            text(canvas, 300, 700 - 20 * k, str(2022 + k))
            text(canvas, 480, 700 - 20 * k, str(3 + k))

    document = read_pdf(pdf(lambda c: draw(c, xs, heads, rows), listed))
    assert cells(only_grid(document)) == [["科目名称", "合计", "基本支出"], *(list(row) for row in rows)]


def test_a_table_goes_on_without_header_also_with_an_amount_where_the_column_was_blank():
    xs = (40, 160, 250, 340, 430)
    heads = [Head(name, k, k + 1) for k, name in enumerate(("科目名称", "合计", "事业收入", "其他收入"))]
    first = (
        ("行政运行", "10.00", "", "10.00"),
        ("事业运行", "5.25", "", "5.25"),
        ("其他支出", "3.00", "", "3.00"),
    )
    second = (("合计", "1,018.25", "1,000.00", "18.25"),)

    def begin(canvas):
        text(canvas, 200, 800, "收入决算表", 15)
        text(canvas, 360, 775, "单位：万元", 9)
        draw(canvas, xs, heads, first)

    document = read_pdf(pdf(begin, lambda c: draw(c, xs, (), second, top=790)))
    (table,) = logical_tables(document, outline(document))
    assert table.pages == (1, 2)
    last = [
        ("/".join(c.column_path), c.text) for c in table.cells if c.place.page == 2 and c.value is not None
    ]
    assert last == [("合计", "1,018.25"), ("事业收入", "1,000.00"), ("其他收入", "18.25")]


def test_numbers_of_columns_stand_below_their_heads_and_are_no_amounts():
    xs = (40, 160, 250, 340, 430)
    names = ("科目名称", "合计", "基本支出", "项目支出")
    heads = [Head(name, k, k + 1) for k, name in enumerate(names)]
    heads += [Head(name, k, k + 1, 1, 2) for k, name in enumerate(("栏次", "1", "2", "3"))]
    rows = (
        ("行政运行", "10.00", "10.00", ""),
        ("事业运行", "5.25", "", "5.25"),
        ("其他", "3.00", "", "3.00"),
    )
    document = read_pdf(pdf(lambda c: draw(c, xs, heads, rows)))
    assert cells(only_grid(document))[:2] == [list(names), ["栏次", "1", "2", "3"]]
    (table,) = logical_tables(document, outline(document))
    assert [c.value for c in table.cells if c.row == 1] == [None] * 4


def test_two_tables_on_one_page_stay_apart():
    xs = (40, 160, 250, 340)
    heads = [Head(name, k, k + 1) for k, name in enumerate(("科目名称", "合计", "基本支出"))]
    rows = (("行政运行", "10.00", "10.00"), ("事业运行", "5.25", "5.25"), ("其他支出", "3.00", "3.00"))

    def page(canvas):
        for top, name in ((740, "支出决算表"), (600, "一般公共预算财政拨款支出决算表")):
            text(canvas, 160, top + 35, name, 14)
            text(canvas, 280, top + 15, "单位：万元", 9)
            draw(canvas, xs, heads, rows, top=top)

    document = read_pdf(pdf(page))
    assert [t.title_raw for t in logical_tables(document, outline(document))] == [
        "支出决算表",
        "一般公共预算财政拨款支出决算表",
    ]


def test_a_table_of_which_an_amount_has_no_head_says_so():
    xs = (40, 160, 250, 340, 430)
    heads = [Head("科目名称", 0, 1), Head("合计", 1, 2)]
    rows = (
        ("行政运行", "10.00", "4.00", "6.00"),
        ("事业运行", "5.25", "5.25", "0.00"),
        ("其他支出", "3.00", "3.00", "0.00"),
    )
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows))))
    assert grid.doubtful == ("no vertical rules", "amounts without a head")


def test_the_lines_of_a_label_on_top_of_the_next_page_are_no_header():
    xs = (40, 90, 190, 280, 370)
    heads = [Head(name, k, k + 1) for k, name in enumerate(("科目编码", "科目名称", "合计", "项目支出"))]
    first = tuple((f"20805{k:02}", "其他养老支出", f"{k}.50", "1.00") for k in range(4))
    second = (
        ("2080505", "机关事业单位基本养老\n保险缴费支出及其他补\n助支出", "4.25", "4.25"),
        ("2080599", "其他养老支出", "0.50", "0.50"),
        ("合计", "", "4.75", "4.75"),
    )

    def begin(canvas):
        text(canvas, 200, 800, "支出决算表", 15)
        draw(canvas, xs, heads, first, labels=(0, 1))

    def go_on(canvas):
        draw(canvas, xs, (), second, top=790, labels=(0, 1), heights=(3, 1, 1))

    grids = list(read_pdf(pdf(begin, go_on)).grids)
    assert cells(grids[1]) == [[t.replace("\n", "") for t in row] for row in second]
    assert grids[1].x_edges == grids[0].x_edges


def test_amounts_set_digit_by_digit_are_amounts():
    def page(canvas):
        for k, (label, amount) in enumerate(
            (("行政运行", "1,873.27"), ("事业运行", "0.00"), ("其他支出", "92.50"))
        ):
            text(canvas, 40, 700 - 20 * k, label, 9)
            text(canvas, 200, 700 - 20 * k, amount, 9, spacing=2.7, font="Helvetica")
            text(canvas, 340, 700 - 20 * k, amount, 9, spacing=2.7, font="Helvetica")

    grid = only_grid(read_pdf(pdf(page)))
    assert cells(grid) == [
        ["行政运行", "1,873.27", "1,873.27"],
        ["事业运行", "0.00", "0.00"],
        ["其他支出", "92.50", "92.50"],
    ]


@pytest.mark.parametrize("three_lines", [True, False])
def test_a_table_without_vertical_rules_has_the_columns_that_stand_one_above_the_other(three_lines):
    rows = [
        ("科目名称", "合计", "基本支出", "项目支出"),
        ("一般公共服务支出", "2,946.25", "1,000.05", "1,946.20"),
        ("社会保障和就业支出", "0.50", "0.50", ""),
        ("合计", "2,946.75", "1,000.55", "1,946.20"),
    ]

    def page(canvas):
        text(canvas, 200, 730, "支出决算表", 16)
        text(canvas, 440, 705, "单位：万元", 10)
        unruled_rows(canvas, rows)
        if three_lines:
            for y in (694, 674, 612):
                canvas.line(60, y, 490, y)
        text(canvas, 60, 560, "本表数字均为四舍五入所得。", 10)

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert cells(grid) == [list(row) for row in rows]
    assert grid.engine == "whitespace"
    assert grid.doubtful == ("no vertical rules",)
    assert body(document) == ["支出决算表", "单位：万元", "本表数字均为四舍五入所得。"]


def test_a_table_of_contents_and_a_list_of_sentences_with_amounts_are_no_tables():
    def page(canvas):
        for k, (entry, number) in enumerate([("收入决算表", "3"), ("支出决算表", "4"), ("名词解释", "12")]):
            text(canvas, 60, 700 - 20 * k, entry)
            text(canvas, 480, 700 - 20 * k, number)
        for k, amount in enumerate(["12.50", "3.10", "0.00"]):
            text(canvas, 60, 600 - 20 * k, f"第{k + 1}项支出{amount}万元。")

    assert list(read_pdf(pdf(page)).grids) == []
