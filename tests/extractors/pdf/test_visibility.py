"""What of a page can be seen."""

from __future__ import annotations

import contextlib

import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import pdfium
from extractors.pdf.frame import page_frame
from extractors.pdf.glyphs import read_glyphs
from extractors.pdf.visibility import View
from tests.extractors.pdf.pages import HEIGHT, pdf, text
from tests.extractors.pdf.printed import printed

pytestmark = pytest.mark.usefixtures("walked")


@contextlib.contextmanager
def view_of(draw):
    """The view of a drawn page, and its glyphs."""
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        handle = raw.FPDF_LoadPage(document.raw, 0)
        text_page = raw.FPDFText_LoadPage(handle)
        try:
            frame = page_frame(pdfium.address(handle))
            glyphs = read_glyphs(pdfium.address(text_page), raw.FPDFText_CountChars(text_page), frame)
            yield View(pdfium.address(text_page), glyphs, frame), glyphs
        finally:
            raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)


def clipped(canvas, box, draw):
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*box)
    canvas.clipPath(path, stroke=0)
    draw()
    canvas.restoreState()


def unseen(draw, edge=0.0):
    with view_of(draw) as (view, glyphs):
        return "".join(glyphs.chars[g] for g in view.unseen(list(range(len(glyphs))), edge))


def test_a_middle_on_the_edge_of_a_box_lies_inside():
    """「甲」 has its middle at (5, 97)."""
    view = View(0, printed((0, 100, "甲")), None)
    inside = (5.0, 97.0, 5.0, 97.0)
    assert not view.is_outside(0, inside)
    for k, shift in ((0, 0.1), (1, 0.1), (2, -0.1), (3, -0.1)):
        box = tuple(side + shift if n == k else side for n, side in enumerate(inside))
        assert view.is_outside(0, box)
    assert not view.is_outside(0, (0.0, 0.0, 10.0, 96.0), edge=1.0)
    assert view.is_outside(0, (0.0, 0.0, 10.0, 95.9), edge=1.0)


def test_what_a_clip_path_cuts_off_is_not_seen():
    def page(canvas):
        clipped(canvas, (90, 690, 50, 20), lambda: text(canvas, 100, 700, "看得见看不见", 10))
        text(canvas, 100, 600, "外面的", 10)

    # to 140: the fourth character ends there
    assert unseen(page) == "不见"


def test_several_clip_paths_are_intersected():
    """One from 90 to 140, the other from 120 to 220."""

    def strings(canvas):
        text(canvas, 120, 720, "丙丁戊", 10)
        text(canvas, 100, 700, "甲乙丙丁", 10)

    def page(canvas):
        clipped(
            canvas,
            (90, 690, 50, 50),
            lambda: clipped(canvas, (120, 690, 100, 50), lambda: strings(canvas)),
        )

    assert unseen(page) == "戊甲乙"


def test_a_line_of_which_neither_end_is_seen_is_not_seen():
    """Only its ends are looked at."""

    def page(canvas):
        clipped(canvas, (110, 690, 20, 20), lambda: text(canvas, 100, 700, "甲乙丙丁", 10))

    assert unseen(page) == "甲乙丙丁"


def test_what_lies_outside_of_the_page_is_not_seen():
    def page(canvas):
        text(canvas, 100, HEIGHT + 20, "页外上", 10)
        text(canvas, 100, -20, "页外下", 10)
        text(canvas, 100, 700, "页内", 10)

    assert unseen(page) == "页外上页外下"


def test_a_line_cut_through_at_the_foot_counts_as_seen_within_the_edge():
    """The middle of its glyphs lies half a point below the clip."""

    def page(canvas):
        clipped(canvas, (90, 703.5, 100, 20), lambda: text(canvas, 100, 700, "甲乙", 10))

    with view_of(page) as (_, glyphs):
        assert HEIGHT - 703.5 < glyphs.middle_y[0] < HEIGHT - 703.5 + 1
    assert unseen(page) == "甲乙"
    assert unseen(page, edge=1.0) == ""


def test_a_page_without_clips_is_seen():
    assert unseen(lambda c: text(c, 100, 700, "全部看得见", 10)) == ""


@pytest.mark.parametrize("width", [10, 20, 30])
def test_where_the_ends_of_a_line_differ_every_glyph_is_asked(width):
    def page(canvas):
        clipped(canvas, (100, 690, width, 20), lambda: text(canvas, 100, 700, "甲乙丙丁戊", 10))

    assert unseen(page) == "甲乙丙丁戊"[width // 10 :]
