"""Tables without vertical rules, and without rules between rows, drawn as office software sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from extractors.document import Document, Grid
from extractors.outline.sections import outline
from extractors.pdf.reader import read_pdf
from extractors.pdf.unruled.heads import Head as FoundHead
from extractors.pdf.unruled.stretches import Stretch
from extractors.tables.logical import logical_tables
from tests.extractors.pdf.pages import FONT, pdf, text

SIZE, LINE, PITCH = 9.0, 12.0, 20.0


@dataclass(frozen=True)
class Head:
    """A header cell: its text (lines parted by a line feed), columns and levels, ends exclusive."""

    text: str
    first: int
    last: int
    top: int = 0
    bottom: int = 1


def centred(canvas, x: float, y: float, value: str) -> None:
    """Lines centred both ways about a point."""
    lines = value.split("\n")
    canvas.setFont(FONT, SIZE)
    for k, line in enumerate(lines):
        canvas.drawCentredString(x, y - 0.36 * SIZE + LINE * ((len(lines) - 1) / 2 - k), line)


def draw(
    canvas,
    xs: Sequence[float],
    heads: Sequence[Head],
    rows: Sequence[Sequence[str]],
    *,
    top: float = 760,
    pitch: float = PITCH,
    labels: Sequence[int] = (0,),
    heights: Sequence[int] = (),
) -> None:
    """A table with columns between `xs`: heads centred over theirs, labels at the left, amounts at the right
    edge and half way down the row. `heights` are the rows' heights in lines."""
    for head in heads:
        y = top - pitch * (head.top + head.bottom) / 2
        centred(canvas, (xs[head.first] + xs[head.last]) / 2, y, head.text)
    y = top - pitch * max((h.bottom for h in heads), default=0)
    for r, row in enumerate(rows):
        height = pitch + LINE * ((heights[r] if heights else 1) - 1)
        middle = y - height / 2
        for c, value in enumerate(row):
            if not value:
                continue
            lines = value.split("\n")
            for k, line in enumerate(lines):
                at = middle - 0.36 * SIZE + LINE * ((len(lines) - 1) / 2 - k)
                canvas.setFont(FONT, SIZE)
                if c in labels:
                    canvas.drawString(xs[c] + 2, at, line)
                else:
                    canvas.drawRightString(xs[c + 1] - 2, at, line)
        y -= height


def cells(grid: Grid) -> list[list[object]]:
    """Rows of texts; where a cell spans, its text with columns and rows."""
    return [
        [c.text if c.col_span == c.row_span == 1 else (c.text, c.col_span, c.row_span) for c in grid.row(r)]
        for r in range(grid.n_rows)
    ]


def only_grid(document: Document) -> Grid:
    (grid,) = document.grids
    return grid


FUND_XS = (40, 110, 200, 270, 340, 400, 460, 540)
FUND_HEADS = (
    Head("科目编码", 0, 1, 0, 2),
    Head("科目名称", 1, 2, 0, 2),
    Head("年初结转", 2, 3, 0, 2),
    Head("本年收入", 3, 4, 0, 2),
    Head("本年支出", 4, 7),
    Head("小计", 4, 5, 1, 2),
    Head("基本支出", 5, 6, 1, 2),
    Head("项目支出", 6, 7, 1, 2),
)
FUND_ROWS = (
    ("212", "城乡社区支出", "", "712.03", "712.03", "", "712.03"),
    ("21208", "土地出让支出", "", "712.03", "712.03", "", "712.03"),
    ("2120801", "征地补偿支出", "", "574.73", "574.73", "", "574.73"),
)


def test_a_head_over_several_columns_spans_them_and_heads_of_one_column_span_the_levels():
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, FUND_XS, FUND_HEADS, FUND_ROWS, labels=(0, 1)))))
    assert cells(grid) == [
        [*((h.text, 1, 2) for h in FUND_HEADS[:4]), ("本年支出", 3, 1)],
        ["小计", "基本支出", "项目支出"],
        *(list(row) for row in FUND_ROWS),
    ]
    assert grid.engine == "whitespace"
    assert grid.doubtful == ("no vertical rules",)


def test_heads_of_three_levels_give_every_amount_its_path():
    xs = (30, 90, 190, 260, 330, 410, 490, 550)
    heads = (
        Head("科目编码", 0, 1, 0, 3),
        Head("科目名称", 1, 2, 0, 3),
        Head("本年收入", 2, 7, 0, 1),
        Head("合计", 2, 3, 1, 3),
        Head("财政拨款收入", 3, 6, 1, 2),
        Head("小计", 3, 4, 2, 3),
        Head("一般公共预算", 4, 5, 2, 3),
        Head("政府性基金预算", 5, 6, 2, 3),
        Head("其他收入", 6, 7, 1, 3),
    )
    rows = (
        ("208", "社会保障和就业支出", "472.30", "472.30", "472.30", "", ""),
        ("212", "城乡社区支出", "731.93", "712.03", "", "712.03", "19.90"),
        ("221", "住房保障支出", "77.47", "77.47", "77.47", "", ""),
    )

    def page(canvas):
        text(canvas, 220, 800, "2025年部门收入预算总表", 15)
        text(canvas, 480, 775, "单位：万元", 9)
        draw(canvas, xs, heads, rows, labels=(0, 1))

    document = read_pdf(pdf(page))
    (table,) = logical_tables(document, outline(document))
    found = [
        (c.row_code, "/".join(c.column_path), c.text)
        for c in table.cells
        if c.value is not None and c.row == 4
    ]
    assert found == [
        ("212", "本年收入/合计", "731.93"),
        ("212", "本年收入/财政拨款收入/小计", "712.03"),
        ("212", "本年收入/财政拨款收入/政府性基金预算", "712.03"),
        ("212", "本年收入/其他收入", "19.90"),
    ]
    assert (table.canonical_table, table.unit_raw) == ("bd_income", "万元")


@pytest.mark.parametrize("printed", ["every", "changed"])
def test_codes_in_three_columns_below_one_head_make_one_code(printed):
    xs = (40, 70, 95, 120, 280, 370, 460)
    levels = (Head("科目编码", 0, 3), *(Head(t, k, k + 1, 1, 2) for k, t in enumerate("类款项")))
    heads = (*levels, *(Head(t, k, k + 1, 0, 2) for k, t in enumerate(("科目名称", "合计", "基本支出"), 3)))
    rows = [
        ("208", "", "", "社会保障和就业支出", "10.50", "10.50"),
        ("208", "05", "", "行政事业单位养老支出", "10.50", "10.50"),
        ("208", "05", "01", "行政单位离退休", "4.25", "4.25"),
        ("208", "05", "05", "基本养老保险缴费支出", "6.25", "6.25"),
    ]
    if printed == "changed":
        rows[1:] = [("", "05", "", *rows[1][3:]), ("", "", "01", *rows[2][3:]), ("", "", "05", *rows[3][3:])]

    def page(canvas):
        draw(canvas, xs, heads, rows, labels=(0, 1, 2, 3))
        for y in (760, 720, 640):
            canvas.line(40, y, 460, y)

    document = read_pdf(pdf(page))
    (table,) = logical_tables(document, outline(document))
    codes = [
        c.row_code for c in table.cells if c.text in ("10.50", "4.25", "6.25") and c.column_path == ("合计",)
    ]
    assert codes == ["208", "20805", "2080501", "2080505"]


def test_a_head_that_is_wrapped_is_one_head_also_beside_heads_of_one_line():
    xs = (40, 160, 220, 275, 335)
    heads = (
        Head("单位名称", 0, 1, 0, 2),
        Head("因公出国\n（境）费", 1, 2, 0, 2),
        Head("公务接\n待费用", 2, 3, 0, 2),
        Head("合计", 3, 4, 0, 2),
    )
    rows = (
        ("某某中心", "1.20", "0.30", "1.50"),
        ("某某大队", "0.00", "2.30", "2.30"),
        ("某某所", "5.00", "1.00", "6.00"),
    )
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows))))
    assert cells(grid)[0] == ["单位名称", "因公出国（境）费", "公务接待费用", "合计"]


def test_a_long_head_over_three_columns_does_not_swallow_the_middle_one():
    xs = (40, 110, 240, 370, 500)
    heads = (
        Head("合计", 0, 1, 0, 2),
        Head("公务用车购置及运行维护费", 1, 4),
        Head("小计", 1, 2, 1, 2),
        Head("公务用车购置费", 2, 3, 1, 2),
        Head("公务用车运行维护费", 3, 4, 1, 2),
    )
    rows = (("9.00", "9.00", "4.00", "5.00"),)
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows, labels=(), pitch=15))))
    assert cells(grid) == [
        [("合计", 1, 2), ("公务用车购置及运行维护费", 3, 1)],
        ["小计", "公务用车购置费", "公务用车运行维护费"],
        list(rows[0]),
    ]


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


def test_rows_that_no_rule_separates_are_told_by_their_texts_inside_ruled_columns():
    xs = (40, 90, 190, 280, 370)
    names = ("科目编码", "科目名称", "合计", "项目支出")
    heads = [Head(name, k, k + 1) for k, name in enumerate(names)]
    rows = (
        ("208", "社会保障和就业支出", "9.75", "9.75"),
        ("2080505", "机关事业单位基本养老\n保险缴费支出", "4.25", ""),
        ("2080599", "其他养老支出", "0.50", "0.50"),
    )

    def page(canvas):
        draw(canvas, xs, heads, rows, labels=(0, 1), heights=(1, 2, 1))
        for y in (760, 740, 668):
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, 760, x, 668)

    grid = only_grid(read_pdf(pdf(page)))
    assert cells(grid) == [list(names), *([t.replace("\n", "") for t in row] for row in rows)]
    assert grid.engine == "pdfium"
    assert grid.doubtful == ("no rules between rows",)


def test_a_tall_cell_of_text_beside_one_amount_stays_one_row():
    def page(canvas):
        for y in (700, 620, 560):
            canvas.line(60, y, 460, y)
        for x in (60, 160, 360, 460):
            canvas.line(x, 700, x, 560)
        for k in range(4):
            text(canvas, 164, 685 - 16 * k, f"第{k + 1}项工作已按计划完成", 9)
        text(canvas, 64, 655, "年度总体目标", 9)
        text(canvas, 364, 655, "118.60", 9)

    assert only_grid(read_pdf(pdf(page))).n_rows == 2


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


def test_a_head_whose_last_line_runs_over_the_rule_below_the_header_is_one_head():
    """Spreadsheets print a wrapped head in full though its row is too low for it."""
    xs = (40, 130, 190, 250, 310)
    names = ("单位名称", "合计", "公务接待费")
    rows = (
        ("某某中心", "1.50", "0.30", "1.20"),
        ("某某大队", "2.30", "2.30", "0.00"),
        ("某某所", "6.00", "1.00", "5.00"),
    )

    def page(canvas):
        for k, name in enumerate(names):
            centred(canvas, (xs[k] + xs[k + 1]) / 2, 750, name)
        centred(canvas, (xs[3] + xs[4]) / 2, 745, "公务用车运\n行维护费")
        draw(canvas, xs, (), rows, top=728)
        for y in (760, 744, 668):
            canvas.line(xs[0], y, xs[-1], y)

    assert cells(only_grid(read_pdf(pdf(page))))[0] == [*names, "公务用车运行维护费"]


def test_heads_at_the_bottom_of_their_cells_leave_the_head_over_some_of_them_its_own():
    xs = FUND_XS
    low = [Head(h.text, h.first, h.last, h.bottom - 1, h.bottom) for h in FUND_HEADS]
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, low, FUND_ROWS, labels=(0, 1)))))
    document = read_pdf(pdf(lambda c: draw(c, xs, low, FUND_ROWS, labels=(0, 1))))
    (table,) = logical_tables(document, outline(document))
    paths = {c.column_path for c in table.cells if c.text == "574.73"}
    assert paths == {("本年收入",), ("本年支出", "小计"), ("本年支出", "项目支出")}
    assert "heads beside their columns" not in grid.doubtful


def found_head(x0: float, x1: float, *below: FoundHead) -> FoundHead:
    last = Stretch((0,), x0, x1, "支出", 700.0)
    return FoundHead((0,), x0, x1, 690.0, 700.0, 9.0, last, "支出", (x0, x1), below=below)


def test_a_head_far_from_the_middle_of_what_stands_below_it_is_not_trusted():
    columns = [found_head(x, x + 40) for x in (100, 200, 300, 400)]
    assert found_head(250, 290, *columns).is_centred
    assert found_head(200, 240, *columns[:3], found_head(380, 420, *columns[3:])).is_centred
    assert not found_head(120, 160, *columns).is_centred
    assert not found_head(250, 290, found_head(120, 160, *columns)).is_centred


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


def test_levels_of_codes_that_stand_as_close_as_letters_are_heads_of_their_own():
    xs = (40, 64, 80, 96, 240, 330)
    heads = (
        Head("科目编码", 0, 3),
        *(Head(t, k, k + 1, 1, 2) for k, t in enumerate("类款项")),
        Head("科目名称", 3, 4, 0, 2),
        Head("合计", 4, 5, 0, 2),
    )
    rows = (
        ("208", "05", "01", "行政单位离退休", "4.25"),
        ("208", "05", "05", "基本养老保险缴费支出", "6.25"),
        ("221", "02", "01", "住房公积金", "3.00"),
    )
    grid = only_grid(read_pdf(pdf(lambda c: draw(c, xs, heads, rows, labels=(0, 1, 2, 3)))))
    assert cells(grid)[:2] == [[("科目编码", 3, 1), ("科目名称", 1, 2), ("合计", 1, 2)], ["类", "款", "项"]]


def test_a_column_rule_that_begins_below_a_spanning_cell_parts_the_rows_that_no_rule_separates():
    """Chromium draws the borders of cells: the rule between code and name begins below 合计, away from any
    horizontal rule, and may end at a page's edge."""
    xs = (40, 100, 220, 310)

    def page(canvas):
        rows = (
            ("合计", "", "9.75"),
            ("208", "社会保障支出", "9.00"),
            ("221", "住房保障支出", "0.50"),
            ("229", "其他支出", "0.25"),
        )
        draw(
            canvas,
            xs,
            [Head(t, k, k + 1) for k, t in enumerate(("科目编码", "科目名称", "合计"))],
            rows,
            labels=(0, 1),
        )
        for y in (760, 740):
            canvas.line(xs[0], y, xs[-1], y)
        for x in (xs[0], xs[2], xs[3]):
            canvas.line(x, 760, x, 660)
        canvas.line(xs[1], 760, xs[1], 740)
        canvas.line(xs[1], 720, xs[1], 660)

    grid = only_grid(read_pdf(pdf(page)))
    assert cells(grid)[1:] == [
        ["合计", "", "9.75"],
        ["208", "社会保障支出", "9.00"],
        ["221", "住房保障支出", "0.50"],
        ["229", "其他支出", "0.25"],
    ]
