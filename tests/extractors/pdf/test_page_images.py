"""Pictures on pages: where they lie, how fine they are, what they cover."""

from __future__ import annotations

from contextlib import contextmanager

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.pdf import pdfium
from extractors.pdf.frame import page_frame
from extractors.pdf.page_images import PageImage, covered, images_of
from tests.extractors.pdf.pages import HEIGHT, WIDTH, pdf, text


@contextmanager
def first_page(*drawers):
    """Handle address and frame of the first page of a PDF."""
    with pypdfium2.PdfDocument(pdf(*drawers)) as document:
        page = document[0]
        handle = pdfium.address(page.raw)
        yield handle, page_frame(handle)
        page.close()


def grey(width, height):
    return ImageReader(Image.new("L", (width, height), 200))


def test_a_picture_has_a_place_and_a_resolution():
    with first_page(lambda c: c.drawImage(grey(200, 400), 100, 142, 72, 144)) as (page, frame):
        (found,) = images_of(page, frame)
    assert found.pixels == (200, 400)
    assert found.box == pytest.approx((100, HEIGHT - 286, 172, HEIGHT - 142), abs=0.01)
    assert found.resolution == pytest.approx(200)
    assert found.area == pytest.approx(72 * 144, abs=1)


def test_a_picture_in_a_scaled_form_lies_where_the_form_puts_it():
    def page(canvas):
        canvas.beginForm("held")
        canvas.drawImage(grey(100, 100), 10, 10, 50, 50)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(100, 100)
        canvas.scale(2, 2)
        canvas.doForm("held")
        canvas.restoreState()

    with first_page(page) as (handle, frame):
        (found,) = images_of(handle, frame)
    assert found.box == pytest.approx((120, HEIGHT - 220, 220, HEIGHT - 120), abs=0.01)


def test_a_picture_knows_which_texts_are_painted_before_it():
    def page(canvas):
        text(canvas, 60, 700, "先写的字")
        canvas.drawImage(grey(20, 20), 60, 60, 50, 50)
        text(canvas, 60, 600, "后写的字")
        canvas.drawImage(grey(30, 30), 60, 60, 50, 50)

    with first_page(page) as (handle, frame):
        assert [len(image.before) for image in images_of(handle, frame)] == [1, 2]


def test_what_pictures_cover_is_counted_once():
    def image(*box):
        return PageImage(box, (10, 10), 0, frozenset())

    with first_page(lambda _: None) as (_, frame):
        upper, left = image(0, 0, WIDTH, HEIGHT / 2), image(0, 0, WIDTH / 2, HEIGHT)
        assert covered([], frame) == 0
        assert covered([upper], frame) == 0.5
        assert covered([upper, upper], frame) == 0.5
        assert covered([upper, left], frame) == 0.75
        assert covered([image(-50, -50, WIDTH + 50, HEIGHT + 50)], frame) == 1


def test_a_picture_without_width_has_no_resolution():
    assert PageImage((5, 5, 5, 5), (10, 10), 0, frozenset()).resolution == 0
