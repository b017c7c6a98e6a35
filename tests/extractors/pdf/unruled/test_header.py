"""Headers of tables without rules between their columns: which texts are one head."""

from __future__ import annotations

import pytest

from extractors.outline.sections import outline
from extractors.pdf.lines import Line
from extractors.pdf.reader import read_pdf
from extractors.pdf.unruled.header import _first_unit, read_heads
from extractors.pdf.unruled.stretches import Stretch
from extractors.tables.logical import logical_tables
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.shown import only_grid
from tests.extractors.pdf.unruled.drawn import Head, cells, centred, draw

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


def stretch(x0, text, baseline, first=0):
    """A text of ten points a character, whose glyphs are numbered from `first`."""
    return Stretch(tuple(range(first, first + len(text))), x0, x0 + 10.0 * len(text), text, baseline)


def heads(*rows, edges=(), columns=(), rules=()):
    """Texts of the top-level heads, those below in brackets; each row is one line of (x0, text)."""
    lines, texts, first = [], [], 0
    for baseline, *strings in rows:
        texts.append([])
        for x0, text_ in strings:
            texts[-1].append(stretch(x0, text_, float(baseline), first))
            first += len(text_) + 1  # written in pieces
        lines.append(Line((), 0.0, baseline - 8.0, 0.0, baseline + 2.0, float(baseline), 10.0, ""))
    return [shown(h) for h in read_heads(lines, texts, edges, columns, rules)]


def shown(head):
    return f"{head.text}({','.join(shown(h) for h in head.below)})" if head.below else head.text


@pytest.mark.parametrize(("pitch", "is_one"), [(8, False), (8.1, True), (18, True), (18.1, False)])
def test_lines_of_one_head_stand_close_below_one_another(pitch, is_one):
    """Farther than eight tenths of an em, and at most one and eight tenths."""
    found = heads((100, (50, "公务接待")), (100 + pitch, (50, "费用合计")))
    assert (found == ["公务接待费用合计"]) is is_one


@pytest.mark.parametrize(("pitch", "is_one"), [(23, True), (23.1, False)])
def test_a_line_that_fills_its_column_goes_on_farther_below(pitch, is_one):
    """Its column is 40 points wide, from 50 to 90: no other character fits."""
    found = heads((100, (50, "公务接待")), (100 + pitch, (60, "费用")), edges=(48, 92))
    assert (found == ["公务接待费用"]) is is_one
    wide = heads((100, (50, "公务接待")), (120, (60, "费用")), edges=(38, 102))
    assert wide != ["公务接待费用"]


@pytest.mark.parametrize(
    ("x0", "text_", "is_one"),
    [
        (72.5, "费", True),  # centred at 77.5, the line above at 70
        (72.6, "费", False),
        (50.9, "费", True),  # begins less than a point further in
        (51.1, "费", False),
        (49.1, "费", True),
        (48.9, "费", False),
    ],
)
def test_lines_of_one_head_are_centred_or_begin_alike(x0, text_, is_one):
    found = heads((100, (50, "公务接待")), (112, (x0, text_)))
    assert (found == ["公务接待" + text_]) is is_one


def test_a_much_wider_line_below_is_another_head():
    assert heads((100, (50, "公务")), (112, (41.5, "公务接"))) == ["公务公务接"]
    assert heads((100, (50, "公务")), (112, (40, "公务接待"))) == ["公务(公务接待)"]


def test_no_rule_runs_through_a_head_unless_it_is_written_in_one_piece():
    lines = ((100, (50, "公务")), (112, (50, "费用")))
    assert heads(*lines, rules=((106, 40, 80),)) == ["公务(费用)"]
    assert heads(*lines, rules=((106, 70, 80),)) == ["公务费用"]
    assert heads(*lines, rules=((99, 40, 80),)) == ["公务费用"]
    upper, lower = stretch(50, "公务", 100.0, 0), stretch(50, "费用", 112.0, 2)
    line = Line((), 0.0, 92.0, 0.0, 102.0, 100.0, 10.0, "")
    (head,) = read_heads([line, line], [[upper], [lower]], (), (), ((106, 40, 80),))
    assert head.text == "公务费用"


def test_a_text_between_two_of_its_line_is_a_head_below_the_one_above():
    """基本支出 stands between 小计 and 项目支出, below a head over all three."""
    columns = ((40, 90), (100, 150), (160, 210))
    found = heads(
        (100, (105, "本年支出")), (116, (55, "小计"), (105, "基本支出"), (165, "项目支出")), columns=columns
    )
    assert found == ["本年支出(小计,基本支出,项目支出)"]


@pytest.mark.parametrize(
    ("text_", "length"),
    [("费用", 1), ("（元）", 3), ("费）", 2), ("“（元", 3), ("，费", 1), ("费，）用", 3), ("费", 1)],
)
def test_brackets_are_not_parted_from_what_they_enclose(text_, length):
    assert _first_unit(text_) == length


def test_a_text_beside_one_that_goes_on_is_not_between_two_heads_of_their_own():
    """All three lines of heads are wrapped: each goes on the text above it."""
    found = heads(
        (100, (50, "单位"), (105, "本年"), (165, "项目")), (112, (50, "名称"), (105, "支出"), (165, "合计"))
    )
    assert found == ["单位名称", "本年支出", "项目合计"]
    right = heads((100, (105, "本年"), (165, "项目")), (112, (50, "名称"), (105, "支出"), (165, "合计")))
    assert "项目合计" in right
