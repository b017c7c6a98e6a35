"""C and Python ask PDFium for the same: the same arrays for every page of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import native, pdfium, walk_native, walk_pure
from extractors.pdf.frame import Frame, page_frame
from tests.extractors.pdf.pages import pdf, text

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


def compare(document: pypdfium2.PdfDocument) -> int:
    """How many characters were compared."""
    compared = 0
    for index in range(len(document)):
        with opened(document, index) as (page, text_page, count):
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
