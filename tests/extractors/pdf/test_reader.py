"""What the PDF reader makes of the ways in which these documents are drawn."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.errors import Unreadable
from extractors.pdf.reader import read_pdf
from extractors.read import read
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf, text

ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("2010301", "行政运行", "2,946.25", "1,000.05"),
    ("2080505", "养老保险", "0.00", ""),
)


def grid_texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.row(r)] for r in range(grid.n_rows)]


def body(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


@pytest.mark.parametrize(
    "rules",
    [
        pages.strokes,
        pages.heavy_strokes,
        pages.thin_rectangles,
        pages.cell_rectangles,
        pages.one_path,
        pages.form_xobject,
        pages.scaled_form_xobject,
    ],
)
def test_a_ruled_table_is_the_same_grid_however_its_rules_are_drawn(rules):
    def page(canvas):
        rules(canvas)
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]
    assert grid.x_edges == pytest.approx(pages.XS, abs=1)
    assert grid.y_edges == pytest.approx([pages.HEIGHT - y for y in pages.YS], abs=1)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(rotation):
    """Yantai pages carry /Rotate 90: the content is drawn sideways and the viewer turns it back.

    (Latin text: PDFium leaves sideways Chinese out when, as here, its font is not embedded.)
    """
    rows = [
        ["code", "name", "total", "basic"],
        ["2010301", "pay", "2,946.25", "1.5"],
        ["208", "old", "0.00", ""],
    ]
    width, height = pages.WIDTH, pages.HEIGHT

    def page(canvas):
        canvas.setPageRotation(rotation)
        if rotation == 90:
            canvas.translate(height, 0)
            canvas.rotate(90)
        elif rotation == 180:
            canvas.translate(width, height)
            canvas.rotate(180)
        else:
            canvas.translate(0, width)
            canvas.rotate(270)
        pages.strokes(canvas)
        pages.cell_texts(canvas, rows, font="Helvetica")

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert grid_texts(grid) == rows
    shown = document.pages[0]
    assert shown.rotation == rotation // 90
    assert (shown.width, shown.height) == pytest.approx((width, height))
    assert grid.x_edges == pytest.approx(pages.XS, abs=1)
    number = grid.row(1)[2]
    place = document.place(number.start, number.end)
    left, _, right, _ = place.box
    assert grid.x_edges[2] < left < right < grid.x_edges[3]


def test_every_character_knows_its_page_and_box():
    def page(canvas):
        text(canvas, 100, 700, "收入合计1,234.56万元")

    document = read_pdf(pdf(lambda c: text(c, 60, 700, "第一页的正文在这里。"), page))
    start = document.text.index("1,234.56")
    place = document.place(start, start + len("1,234.56"))
    assert place.page == 2
    x0, top, x1, bottom = place.box
    assert x0 == pytest.approx(100 + 4 * 12, abs=1)
    assert top < pages.HEIGHT - 700 < bottom
    assert 30 < x1 - x0 < 8 * 12
    line_feed = document.text.index("\n")
    assert document.char_page[line_feed] == 0
    assert np.isnan(document.char_box[line_feed]).all()


def test_cells_that_span_rows_and_columns_are_one_cell():
    def page(canvas):
        for y in (700, 610):
            canvas.line(60, y, 520, y)
        canvas.line(160, 670, 520, 670)  # not under the first column
        canvas.line(160, 640, 520, 640)
        for x in (60, 160, 520):
            canvas.line(x, 700, x, 610)
        canvas.line(300, 670, 300, 610)  # not in the first row
        text(canvas, 80, 650, "项目")
        text(canvas, 200, 680, "本年支出")
        text(canvas, 170, 650, "基本支出")
        text(canvas, 310, 650, "项目支出")
        text(canvas, 170, 620, "12.50")
        text(canvas, 310, 620, "0.40")

    (grid,) = read_pdf(pdf(page)).grids
    spans = {c.text: (c.row, c.col, c.row_span, c.col_span) for c in grid.cells}
    assert spans == {
        "项目": (0, 0, 3, 1),
        "本年支出": (0, 1, 1, 2),
        "基本支出": (1, 1, 1, 1),
        "项目支出": (1, 2, 1, 1),
        "12.50": (2, 1, 1, 1),
        "0.40": (2, 2, 1, 1),
    }


def test_a_border_between_two_thin_fills_is_one_edge():
    """Word writes white fills right above and below a border: three rules, 1.4 points apart each, and a row
    of 2.8 points between the outer two."""

    def page(canvas):
        pages.strokes(canvas)
        for y in pages.YS[1:-1]:
            for shift in (1.4, -1.4):
                canvas.rect(pages.XS[0], y + shift - 0.2, pages.XS[-1] - pages.XS[0], 0.4, stroke=0, fill=1)
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]


def test_a_continuation_whose_first_row_has_no_top_rule_keeps_that_row():
    def page(canvas):
        for y in pages.YS[1:]:
            canvas.line(pages.XS[0], y, pages.XS[-1], y)
        for x in pages.XS:
            canvas.line(x, pages.YS[0], x, pages.YS[-1])
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]


def test_wrapped_and_letter_spaced_labels_and_broken_numbers_are_mended():
    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 658, "其他商品和服", 10, spacing=10)
        text(canvas, 164, 645, "务支出", 10)
        text(canvas, 310, 658, "12,345,678,9", 10)
        text(canvas, 340, 645, "01.50", 10)
        text(canvas, 170, 685, "合计", 10, spacing=50)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid.row(1)[1].text == "其他商品和服务支出"
    assert grid.row(1)[2].text == "12,345,678,901.50"
    assert grid.row(0)[1].text == "合计"


def test_a_label_that_spills_over_the_rule_below_goes_back_to_its_cell():
    """Beijing's rows are one line high; the second line of a label runs into the next row's cell."""

    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, (ROWS[0], ("", "", "630.00", ""), ("", "", "54.51", "")))
        text(canvas, 164, 645, "其他对个人和家庭的补助支出", 10)
        text(canvas, 164, 633, "等", 10)
        text(canvas, 310, 646, "630.00", 10)
        text(canvas, 164, 617, "委托业务费", 10)

    (grid,) = read_pdf(pdf(page)).grids
    assert [grid.row(r)[1].text for r in (1, 2)] == ["其他对个人和家庭的补助支出等", "委托业务费"]


def test_a_head_that_spills_into_a_blank_cell_goes_back_where_the_file_goes_on_with_the_row_above():
    """Jiangsu's list of purchases has a row for one line of 「采购组织形式」; the total below has no form."""

    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 64, 679, "采购品目大类", 12)
        text(canvas, 164, 674, "采购物品名称及其采购组织形", 10)
        text(canvas, 164, 662, "式等", 10)
        text(canvas, 304, 679, "总计", 12)
        text(canvas, 64, 649, "合计", 10)
        text(canvas, 304, 649, "1,422.50", 10)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid)[:2] == [
        ["采购品目大类", "采购物品名称及其采购组织形式等", "总计", ""],
        ["合计", "", "1,422.50", ""],
    ]


def test_a_full_label_and_the_one_below_it_stay_apart_where_the_file_writes_column_by_column():
    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 672, "采购物品名称及其采购组织形", 10)
        text(canvas, 164, 659, "会议服务", 10)
        text(canvas, 164, 619, "物业管理服务", 10)
        text(canvas, 304, 679, "总计", 12)

    (grid,) = read_pdf(pdf(page)).grids
    assert [grid.row(r)[1].text for r in (0, 1)] == ["采购物品名称及其采购组织形", "会议服务"]


def test_a_label_that_spills_out_of_the_last_row_is_no_paragraph():
    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS[:1])
        text(canvas, 164, 612, "水利工程运行与维护及其他支", 10)
        text(canvas, 164, 600, "出", 10)
        text(canvas, 60, 560, "注：本表反映支出情况。", 10)

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert grid.row(2)[1].text == "水利工程运行与维护及其他支出"
    assert body(document) == ["注：本表反映支出情况。"]


def test_a_label_that_runs_over_the_rule_beside_it_does_not_join_the_amount():
    """xian/5d77663c3523 page 22 printed a label over its amount's cell: 「出1090.22」."""

    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 645, "机关事业单位基本养老保险缴费支出", 9)
        text(canvas, 370, 645, "1090.22", 9)

    (grid,) = read_pdf(pdf(page)).grids
    assert [c.text for c in grid.row(1)][1:3] == ["机关事业单位基本养老保险缴费支出", "1090.22"]


def unruled_rows(canvas, rows, top=680):
    """Label at the left, amounts right-aligned under one another."""
    for k, (label, *amounts) in enumerate(rows):
        text(canvas, 60, top - 20 * k, label, 10)
        for c, amount in enumerate(amounts):
            canvas.drawRightString(300 + 90 * c, top - 20 * k, amount)


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
    assert grid_texts(grid) == [list(row) for row in rows]
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


def test_a_framed_text_and_an_underlined_heading_are_no_tables():
    def page(canvas):
        canvas.rect(60, 600, 400, 100)
        text(canvas, 80, 650, "框中的文字不是表格。")
        canvas.line(60, 580, 460, 580)

    document = read_pdf(pdf(page))
    assert list(document.grids) == []
    assert body(document) == ["框中的文字不是表格。"]


def prose(canvas, lines, top=700.0):
    for k, line in enumerate(lines):
        indent = 24 if line.startswith("  ") else 0
        text(canvas, 60 + indent, top - 20 * k, line.strip())


FULL = "本单位二〇二四年度收入支出均按照规定执行并按时公开全部信息接受社会监督"  # 35 characters


def test_wrapped_lines_are_one_paragraph_and_indented_lines_begin_one():
    def page(canvas):
        prose(canvas, ["  " + FULL, "共计12.5万元。", "  第二段从这里开始，" + FULL[:26], "到此为止。"])

    assert body(read_pdf(pdf(page))) == [
        FULL + "共计12.5万元。",
        "第二段从这里开始，" + FULL[:26] + "到此为止。",
    ]


def test_a_paragraph_goes_on_over_the_page_break_around_page_number_and_running_head():
    def page(canvas, lines, number):
        text(canvas, 60, 810, "某市某局2024年度部门决算", 9)
        prose(canvas, lines)
        text(canvas, 280, 30, f"- {number} -", 9)

    document = read_pdf(
        pdf(
            partial(page, lines=["  甲" + FULL, "  乙" + FULL], number=1),
            partial(page, lines=["共计12.5万元。", "  丙" + FULL], number=2),
            partial(page, lines=["结束。"], number=3),
        )
    )
    assert body(document) == ["甲" + FULL, "乙" + FULL + "共计12.5万元。", "丙" + FULL + "结束。"]
    furniture = [
        document.text[b.start : b.end]
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role == "furniture"
    ]
    assert sorted(f.replace(" ", "") for f in furniture) == [
        "-1-",
        "-2-",
        "-3-",
        *["某市某局2024年度部门决算"] * 3,
    ]


def test_letter_spaced_digits_and_titles_are_joined():
    def page(canvas):
        text(canvas, 60, 700, "2026年", spacing=8)
        text(canvas, 250, 650, "目录", spacing=24)
        text(canvas, 60, 600, "第一部分　部门概况")

    assert body(read_pdf(pdf(page))) == ["2026年", "目录", "第一部分 部门概况"]


def test_labels_of_a_chart_that_stand_close_are_numbers_of_their_own():
    """xian/627c16eab5a5 page 11: 「653.23 1457.68 476.56」 a fifth of a digit apart, above one axis."""

    def page(canvas):
        x = 60.0
        for k, label in enumerate(("46.16", "653.23", "1457.68", "476.56")):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x, 700, label)
            x += canvas.stringWidth(label, "Helvetica", 10) + (12, 1.6, 1.6, 0)[k]

    assert body(read_pdf(pdf(page))) == ["46.16 653.23 1457.68 476.56"]


def test_the_heading_of_a_part_does_not_read_on_into_the_title_of_its_first_table():
    """A part's heading reached the margin at the foot of its page; 「一、收支预算总表」 began the next."""

    def first(canvas):
        for y in range(760, 100, -20):
            text(
                canvas, 60, y, "江苏省级单位预算编制的依据主要包括工作任务和发展规划以及公用支出综合定额标准"
            )
        text(canvas, 72, 80, "第二部分　省级单位二〇一七年度部门预算公开表以及部门预算情况的说明和解释")

    def second(canvas):
        text(canvas, 60, 780, "一、收支预算总表")
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS)

    assert body(read_pdf(pdf(first, second)))[-2:] == [
        "第二部分 省级单位二〇一七年度部门预算公开表以及部门预算情况的说明和解释",
        "一、收支预算总表",
    ]


def test_text_printed_twice_for_a_bold_look_is_read_once():
    def page(canvas):
        for shift in (0, 0.3):
            text(canvas, 60 + shift, 700, "预算05表合计100.05万元")

    assert body(read_pdf(pdf(page))) == ["预算05表合计100.05万元"]


def test_clipped_text_of_a_cell_that_goes_on_over_pages_is_a_reject_and_no_paragraph():
    """Beijing's lists draw a merged cell in full on each of its pages and clip it: what is not seen here
    stands above the table and even above the page."""

    def page(canvas):
        canvas.saveState()
        visible = canvas.beginPath()
        visible.rect(50, 600, 480, 110)
        canvas.clipPath(visible, stroke=0)
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS)
        text(canvas, 62, 900, "不可见的上一页内容96.93", 10)
        text(canvas, 62, 750, "12.34", 10)
        text(canvas, 100, 750, "1,000.05", 10)
        canvas.restoreState()
        text(canvas, 62, 770, "看得见的表名", 10)

    document = read_pdf(pdf(page))
    assert body(document) == ["看得见的表名"]
    assert [(r.raw, r.place.page) for r in document.rejects] == [
        ("不可见的上一页内容96.93", 1),
        ("12.34", 1),
        ("1,000.05", 1),
    ]


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value


def test_a_page_image_without_text_is_a_scan():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def page(canvas):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 60, 60, 400, 600)

    error = refusal(pdf(page))
    assert error.kind == "scan"
    assert "no text layer" in error.message


def test_a_page_of_nothing_is_empty():
    error = refusal(pdf(lambda c: c.rect(60, 60, 100, 100)))
    assert error.kind == "empty"
    assert "neither text nor images" in error.message


def test_a_document_with_one_scanned_page_is_partial_and_says_which_page():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scanned(canvas):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 60, 60, 400, 600)

    document = read_pdf(pdf(lambda c: text(c, 60, 700, "这一页有完整的文字层，可以读取。"), scanned))
    assert document.partial
    assert document.notes == ("pages without text layer (images): 2",)


def test_an_encrypted_pdf_says_so():
    error = refusal(pdf(lambda c: text(c, 60, 700, "需要密码才能打开"), password="secret"))
    assert error.kind == "encrypted"


def test_a_damaged_pdf_says_so():
    assert refusal(b"%PDF-1.7\nthis is not a pdf").kind == "damaged"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\n <!DOCTYPE html><html><body>404</body></html>", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'/>", "html"),
        (b"PK\x03\x04rest", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "unsupported"),
        ('{"部门": "决算"}'.encode(), "unsupported"),
        (b"\x89PNG\r\n\x1a\n", "unsupported"),
    ],
)
def test_what_is_no_disclosure_format_is_named(data, kind):
    assert refusal(data).kind == kind


def _amounts_over_a_rule(canvas):
    """Right-aligned numbers in a narrow column, one of them wider than it (beijing/4b5e9abd2b49 p. 47)."""
    pages.strokes(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 2, pages.YS[1] + 9, "107.000000")
    canvas.drawRightString(pages.XS[3] - 2, pages.YS[1] + 9, "57123456789012.000000")
    canvas.drawString(pages.XS[0] + 2, pages.YS[2] + 9, "12345678901234567.50")


def test_a_number_that_runs_over_a_rule_stays_whole_in_the_cell_that_it_is_aligned_to():
    (grid,) = read_pdf(pdf(_amounts_over_a_rule)).grids
    assert [c.text for c in grid.row(0)] == ["", "107.000000", "57123456789012.000000", ""]
    assert [c.text for c in grid.row(1)] == ["12345678901234567.50", "", "", ""]


def _amounts_in_one_cell(canvas):
    pages.strokes(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(pages.XS[1] + 4, pages.YS[1] + 9, "1,107.00")
    canvas.drawString(pages.XS[1] + 80, pages.YS[1] + 9, "57.00")


def test_several_amounts_in_one_cell_make_a_grid_doubtful():
    (grid,) = read_pdf(pdf(_amounts_in_one_cell)).grids
    assert grid.doubtful == ("several amounts in one cell",)


def _label_that_reaches_the_amount(canvas):
    """A label wider than its cell, written on under the amount beside it (xian/5d77663c3523 p. 22)."""
    pages.strokes(canvas)
    text(canvas, pages.XS[0] + 4, pages.YS[1] + 9, "机关事业单位职业年金缴费支出", size=10)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 90, pages.YS[1] + 9, "43608.96")


def test_a_label_that_runs_up_to_the_amount_of_the_next_cell_stays_whole():
    (grid,) = read_pdf(pdf(_label_that_reaches_the_amount)).grids
    assert [c.text for c in grid.row(0)] == ["机关事业单位职业年金缴费支出", "43608.96", "", ""]


def _amounts_that_touch_at_a_rule(canvas):
    """Amounts that fill their cells (xian/5dc7fde06c35 p. 50)."""
    pages.strokes(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 0.4, pages.YS[1] + 9, "57,232,550.00")
    canvas.drawString(pages.XS[2] + 0.4, pages.YS[1] + 9, "39,358,500.00")


def test_amounts_that_touch_at_a_rule_stay_in_their_cells():
    (grid,) = read_pdf(pdf(_amounts_that_touch_at_a_rule)).grids
    assert [c.text for c in grid.row(0)] == ["", "57,232,550.00", "39,358,500.00", ""]


def test_what_fonts_the_machine_has_changes_nothing():
    """A Chinese font that is installed gives other boxes than PDFium's own: it must not be asked for."""
    from pypdfium2 import raw

    from extractors.pdf.pdfium import NO_SYSTEM_FONTS

    def page(canvas):
        text(canvas, 60, 700, "一般公共服务支出行政运行", 10)

    def height() -> float:
        document = read_pdf(pdf(page))
        _, top, _, bottom = document.place(0, 1).box
        return bottom - top

    own = height()
    asked = []
    fonts = raw.FPDF_SYSFONTINFO(version=1)
    map_font = type(fonts.MapFont)(lambda *_: asked.append(1))
    fonts.MapFont = map_font
    raw.FPDF_SetSystemFontInfo(fonts)
    try:
        height()
    finally:
        raw.FPDF_SetSystemFontInfo(NO_SYSTEM_FONTS)
    assert asked, "the font is not embedded, so an installed one would be looked for"
    asked.clear()
    assert height() == own
    assert not asked
