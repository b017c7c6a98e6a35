"""C and Python ask PDFium for the same: the same arrays for every page of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import drawn, native, pdfium, walk_native, walk_pure
from extractors.pdf.drawn import Drawn
from extractors.pdf.frame import Frame, page_frame
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf, text

ALL = drawn.MAX_OBJECTS
SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "documents").rglob("*.pdf"))

pytestmark = pytest.mark.skipif(
    native.LIBRARY is None,
    reason="the C helper is not compiled, or MINGZHANG_PURE is set: python hatch_build.py",
)


@contextmanager
def opened(document: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[int, int, int]]:
    """The addresses of a page and its text page, and how many characters it has."""
    handle = raw.FPDF_LoadPage(document.raw, index)
    text_page = raw.FPDFText_LoadPage(handle)
    try:
        yield pdfium.address(handle), pdfium.address(text_page), raw.FPDFText_CountChars(text_page)
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(handle)


def alike(first: np.ndarray, second: np.ndarray) -> bool:
    return (first.dtype, first.shape, first.tobytes()) == (second.dtype, second.shape, second.tobytes())


def compare_drawn(page: int) -> Drawn:
    ours, theirs = walk_native.read_drawn(page), walk_pure.read_drawn(page)
    for name in ("strokes", "owners", "paint", "addresses"):
        assert alike(getattr(ours, name), getattr(theirs, name)), name
    for name in ("n_images", "n_looked_at", "truncated", "unmeasured"):
        assert getattr(ours, name) == getattr(theirs, name)
    return ours


def compare(document: pypdfium2.PdfDocument) -> int:
    """How many characters were compared."""
    compared = 0
    for index in range(len(document)):
        with opened(document, index) as (page, text_page, count):
            compare_drawn(page)
            assert alike(walk_native.codes(text_page, count), walk_pure.codes(text_page, count))
            numbers = np.arange(0, count, 2)  # no neighbours: a step that is taken wrongly shows
            own = page_frame(page)
            for rotation in range(4):
                frame = Frame(own.left, own.bottom, own.right, own.top, rotation)
                for ours, theirs in zip(
                    walk_native.places(text_page, numbers, frame),
                    walk_pure.places(text_page, numbers, frame),
                    strict=True,
                ):
                    assert alike(ours, theirs)
            assert alike(walk_native.sizes(text_page, numbers), walk_pure.sizes(text_page, numbers))
            assert alike(walk_native.angles(text_page, numbers), walk_pure.angles(text_page, numbers))
            compared += count
    return compared


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_asked_alike(sample):
    with pypdfium2.PdfDocument(sample) as document:
        assert compare(document) > 100


def test_turned_scaled_and_missing_characters_are_asked_alike():
    def draw(canvas):
        text(canvas, 100, 700, "one two", font="Helvetica")
        canvas.rotate(90)
        canvas.scale(0.5, 2)
        text(canvas, 100, -300, "收入12")

    with pypdfium2.PdfDocument(pdf(draw)) as document:
        assert compare(document) == len("one two") + len("收入12") + 2  # a line end, as PDFium writes it
        with opened(document, 0) as (_, text_page, count):
            angles = walk_native.angles(text_page, np.arange(count))
            assert angles[0] != angles[-1]
            beyond = np.asarray([count + 5])
            frame = Frame(0.0, 0.0, 10.0, 10.0, 0)
            assert walk_native.places(text_page, beyond, frame)[0].tolist() == [[0.0, 10.0, 0.0, 10.0]]
            assert walk_pure.places(text_page, beyond, frame)[0].tolist() == [[0.0, 10.0, 0.0, 10.0]]


def drawing(canvas):
    """Strokes, fills, curves, closed and broken paths, forms in forms, pictures, strings without width."""
    pages.strokes(canvas)
    canvas.setFillColorRGB(1, 0.5, 0.25, alpha=0.5)
    canvas.rect(50, 50, 100, 0.5, stroke=0, fill=1)
    canvas.rect(50, 60, 0.5, 100, stroke=0, fill=1)
    canvas.rect(50, 200, 100, 100, stroke=0, fill=1)
    canvas.rect(50, 320, 100, 100, stroke=1, fill=1)
    canvas.line(10, 10, 200, 150)
    for filled in (0, 1):
        path = canvas.beginPath()
        path.moveTo(300, 100)
        path.lineTo(400, 100)
        path.lineTo(400, 102)
        path.close()
        path.lineTo(310, 90)
        path.curveTo(310, 90, 330, 120, 350, 90)
        path.lineTo(380, 90)
        path.lineTo(380, 91)
        path.moveTo(500, 500)
        path.moveTo(500, 510)
        path.lineTo(501, 600)
        path.lineTo(500.5, 620)
        path.close()
        canvas.drawPath(path, stroke=1 - filled, fill=filled)
    canvas.beginForm("inner")
    canvas.line(10, 100, 60, 100)
    canvas.rect(10, 110, 50, 1, stroke=0, fill=1)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.rotate(30)
    canvas.translate(100, 0)
    canvas.doForm("inner")
    canvas.line(0, 0, 0, 90)
    canvas.endForm()
    canvas.doForm("inner")
    canvas.scale(2, 0.5)
    canvas.doForm("outer")
    canvas.line(300, 100, 360, 100)
    text(canvas, 100, 700, "一")


@pytest.mark.parametrize("most", [ALL, 105, 90, 75, 60, 45, 30, 12, 1])
@pytest.mark.parametrize("depth", [0, 1, 8])
def test_all_that_can_be_drawn_is_asked_alike(monkeypatch, most, depth):
    monkeypatch.setattr(drawn, "MAX_OBJECTS", most)
    monkeypatch.setattr(drawn, "MAX_FORM_DEPTH", depth)
    with pypdfium2.PdfDocument(pdf(drawing)) as document, opened(document, 0) as (page, _, _):
        found = compare_drawn(page)
    assert found.n_looked_at <= most
    if most <= 60:
        assert found.truncated
    if most == ALL and depth == 8:
        assert not found.truncated
        assert found.unmeasured == {b"STSong-Light"}
        assert 0 in found.addresses
        assert len(found.strokes) > 25


def test_a_page_of_nothing_is_asked_alike():
    with pypdfium2.PdfDocument(pdf(lambda _: None)) as document, opened(document, 0) as (page, _, _):
        found = compare_drawn(page)
    assert found.strokes.shape == (0, 4)
    assert found.paint.shape == (0, drawn.PAINT_COLUMNS)
