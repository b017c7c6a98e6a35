"""A whole PDF: pages as displayed, provenance, what is said of pages that are not read."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pypdfium2
import pytest

from extractors.pdf.omitted import Omitted
from extractors.pdf.reader import CUT_OFF, read_pages, read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.shown import body, grid_texts


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


def test_clipped_text_of_a_cell_that_goes_on_over_pages_is_a_reject_and_no_paragraph():
    """Beijing's lists draw a merged cell in full on each of its pages and clip it: what is not seen here
    stands above the table and even above the page."""

    def page(canvas):
        canvas.saveState()
        visible = canvas.beginPath()
        visible.rect(50, 600, 480, 110)
        canvas.clipPath(visible, stroke=0)
        pages.strokes(canvas)
        pages.cell_texts(canvas, pages.ROWS)
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


def test_a_document_with_one_scanned_page_is_partial_and_says_which_page():
    data = pdf(lambda c: text(c, 60, 700, "这一页有完整的文字层，可以读取。"), pages.scan)
    document = read_pdf(data, ocr="never")
    assert document.partial
    assert document.notes == ("pages without text layer (images): 2",)


def sentence(canvas):
    text(canvas, 60, 700, "这一页有完整的文字层，可以读取。")


def test_a_file_without_its_end_is_read_in_part_and_says_so():
    whole = pdf(sentence)
    document = read_pdf(whole[: whole.rindex(b"%%EOF")])
    assert body(document) == ["这一页有完整的文字层，可以读取。"]
    assert document.notes == (CUT_OFF,)
    assert document.partial
    assert read_pdf(whole).notes == ()
    assert not read_pdf(whole).partial


def test_a_document_says_when_it_was_changed():
    assert read_pdf(pdf(sentence)).modified_at == datetime(2000, 1, 1, tzinfo=UTC)  # reportlab's, invariant


def test_pages_are_read_by_number_and_those_that_cannot_be_loaded_are_named():
    data = pdf(sentence, lambda c: text(c, 60, 700, "第二页的正文。"))
    with pypdfium2.PdfDocument(data) as document:
        contents, failed = read_pages(document, Omitted(data), [2, 9])
        every, _ = read_pages(document, Omitted(data))
    assert [c.page.number for c in contents] == [2]
    assert failed == [9]
    assert [c.page.number for c in every] == [1, 2]
    assert "".join(contents[0].glyphs.chars) == "第二页的正文。"
