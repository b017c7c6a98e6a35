"""The glyphs of a page: characters, boxes, and the frame of the page as displayed."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import glyphs as module
from extractors.pdf import pdfium, walk
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.glyphs import (
    REPLACEMENT,
    is_wide,
    make_glyphs,
    no_glyphs,
    plain_character,
    read_glyphs,
)
from extractors.pdf.walk_pure import NOTHING, displayed_sizes
from tests.extractors.pdf.pages import HEIGHT, WIDTH, pdf, text

pytestmark = pytest.mark.usefixtures("walked")

FRAME = Frame(10.0, 20.0, 610.0, 820.0, 0)
"""600 points wide and 800 high."""


@pytest.mark.parametrize(
    ("rotation", "size", "shown"),
    [
        (0, (600.0, 800.0), (100.0, 770.0)),
        (1, (800.0, 600.0), (30.0, 100.0)),
        (2, (600.0, 800.0), (500.0, 30.0)),
        (3, (800.0, 600.0), (770.0, 500.0)),
    ],
)
def test_a_point_of_the_content_is_turned_with_the_page(rotation, size, shown):
    """The point stands 100 points right of the left edge and 30 points above the lower one."""
    frame = Frame(10.0, 20.0, 610.0, 820.0, rotation)
    assert frame.size == size
    assert frame.display(110.0, 50.0) == shown


def test_arrays_are_turned_as_points_are():
    x, y = FRAME.display(np.asarray([10.0, 110.0]), np.asarray([820.0, 50.0]))
    assert (x.tolist(), y.tolist()) == ([0.0, 100.0], [0.0, 770.0])


@pytest.mark.parametrize("char", "⺀明々ア、，！￥“”‘’—…·×÷①⑩⑴⑽≥≤〇")
def test_what_is_set_without_blanks_is_wide(char):
    assert is_wide(char)


@pytest.mark.parametrize("char", "A5.,-%( é−" + chr(0x2E7F))
def test_what_is_set_with_blanks_is_not(char):
    assert not is_wide(char)


@pytest.mark.parametrize(
    ("code", "char"),
    [
        (ord("明"), "明"),
        (0xFFFE, "-"),
        (9, " "),
        (0xA0, " "),
        (0x1FFF, chr(0x1FFF)),
        (0x2000, " "),
        (0x200A, " "),
        (0x200B, ""),
        (0x200F, ""),
        (0x2010, "‐"),
        (0xFEFF, ""),
        (0xFFFF, ""),
        (0, REPLACEMENT),
        (10, ""),
        (13, ""),
        (31, ""),
        (32, " "),
        (0x2ED4, "门"),
        (0x2F00, "一"),
        (0x2FD5, "龠"),
        (0xF900, "豈"),
        (0xFF11, "１"),
    ],
)
def test_codes_become_the_characters_that_they_stand_for(code, char):
    assert plain_character(code) == char


def test_the_middle_of_a_glyph_lies_three_tenths_above_its_baseline():
    glyphs = make_glyphs(
        ["明", "5"], np.asarray([100.0, 100.0]), np.asarray([[10.0, 92, 20, 102], [20, 90, 25, 110]]), [4, 7]
    )
    assert glyphs.middle_x.tolist() == [15.0, 22.5]
    assert glyphs.middle_y.tolist() == [97.0, 94.0]
    assert (glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom) == ([10, 20], [92, 90], [20, 25], [102, 110])
    assert (glyphs.wide, glyphs.source, glyphs.baseline) == ([True, False], [4, 7], [100, 100])
    assert len(glyphs) == 2


def test_no_glyphs_have_boxes_of_four_sides():
    nothing = no_glyphs()
    assert len(nothing) == 0
    assert nothing.boxes.shape == (0, 4)


def test_surrogates_become_one_code_in_the_place_of_the_second():
    """U+20BB7 is D842 DFB7."""
    assert module._whole_codes([0x41, 0xD842, 0xDFB7, 0x42]) == [0x41, NOTHING, 0x20BB7, 0x42]
    assert module._whole_codes([0xD800, 0xDC00]) == [NOTHING, 0x10000]
    assert module._whole_codes([0xDBFF, 0xDFFF]) == [NOTHING, 0x10FFFF]
    assert module._whole_codes([0xDC00, 0xD842]) == [0xFFFD, NOTHING]
    assert module._whole_codes([0xD842, 0xDFB7, 0xDFB7])[2] == 0xFFFD
    assert module._whole_codes([0xE000]) == [0xE000]


def page_of(draw, crop=None):
    """Glyphs and frame of a drawn page."""
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        if crop is not None:
            document[0].set_cropbox(*crop)
        handle = raw.FPDF_LoadPage(document.raw, 0)
        text_page = raw.FPDFText_LoadPage(handle)
        try:
            frame = page_frame(pdfium.address(handle))
            count = raw.FPDFText_CountChars(text_page)
            return read_glyphs(pdfium.address(text_page), count, frame), frame
        finally:
            raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)


def test_glyphs_stand_where_they_are_drawn():
    glyphs, frame = page_of(lambda c: text(c, 100, 700, "收入12"))
    assert frame == Frame(0.0, 0.0, WIDTH, HEIGHT, 0)
    assert "".join(glyphs.chars) == "收入12"
    assert glyphs.baseline == pytest.approx([HEIGHT - 700] * 4)
    assert glyphs.x0[:2] == pytest.approx([100, 112], abs=0.1)
    assert all(top < HEIGHT - 700 < bottom for top, bottom in zip(glyphs.top, glyphs.bottom, strict=True))


def test_a_cropped_page_is_measured_from_its_visible_corner():
    glyphs, frame = page_of(lambda c: text(c, 100, 700, "收入"), crop=(40.0, 100.0, 540.0, 800.0))
    assert frame.size == (500.0, 700.0)
    assert glyphs.x0[0] == pytest.approx(60, abs=0.1)
    assert glyphs.baseline[0] == pytest.approx(100)


def test_blanks_that_pdfium_makes_up_are_left_out_and_those_of_the_file_are_kept():
    def apart(canvas):
        text(canvas, 100, 700, "one two", font="Helvetica")
        text(canvas, 200, 700, "three", font="Helvetica")
        text(canvas, 100, 600, "four", font="Helvetica")

    glyphs, _ = page_of(apart)
    assert "".join(glyphs.chars) == "one twothreefour"


def test_a_page_of_nothing_has_no_glyphs():
    assert len(page_of(lambda c: c.line(0, 0, 10, 10))[0]) == 0
    assert len(page_of(lambda _: None)[0]) == 0


class Declared:
    """A text page of one line at baseline 100 whose font declares an ascent and descent of its own."""

    def __init__(self, monkeypatch, up, down, size=10.0, scale=1.0):
        self.up, self.down = up, down
        self.asked = []
        self.size, self.matrix = size, (scale, 0, 0, scale, 0, 0)
        monkeypatch.setattr(walk, "WALK", self)

    def sizes(self, _page, numbers):
        self.asked += numbers.tolist()
        n = len(numbers)
        return displayed_sizes(np.full(n, self.size), np.asarray([self.matrix] * n, dtype=np.float32))

    def lowered(self, chars, width):
        n = len(chars)
        boxes = np.asarray([(0.0, 100.0 - self.up, width, 100.0 + self.down)] * n)
        wide = np.asarray([is_wide(char) for char in chars])
        module._lower(0, boxes, np.full(n, 100.0), list(chars), wide, np.arange(n))
        return boxes[:, [1, 3]].tolist()


def test_a_font_that_declares_twice_its_size_gets_boxes_as_high_as_the_size(monkeypatch):
    """24 points high boxes of a 12 points font reach into both neighbouring lines."""
    font = Declared(monkeypatch, 17.0, 7.0, size=12.0)
    top, bottom = font.lowered("2", 6.0)[0]
    assert bottom - top == pytest.approx(12.0)
    assert top < 100.0 < bottom


def test_the_size_is_that_of_the_page_as_scaled(monkeypatch):
    top, bottom = Declared(monkeypatch, 17.0, 7.0, size=1.0, scale=12.0).lowered("2", 6.0)[0]
    assert bottom - top == pytest.approx(12.0)


def test_boxes_of_ordinary_height_stay(monkeypatch):
    assert Declared(monkeypatch, 9.0, 3.0, size=10.0).lowered("2明", 5.0) == [[91.0, 103.0]] * 2
    # half as high again is much, and no mistake
    assert Declared(monkeypatch, 12.0, 3.5, size=10.0).lowered("2", 5.0) == [[88.0, 103.5]]


def test_punctuation_alone_asks_for_no_sizes(monkeypatch):
    font = Declared(monkeypatch, 17.0, 7.0)
    assert font.lowered(".,", 2.0) == [[83.0, 107.0]] * 2
    assert font.asked == []
