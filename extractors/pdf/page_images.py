"""The pictures on a page, and what of its text they hide: asked only of pages that have pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Box
from extractors.pdf import drawn, pdfium
from extractors.pdf.frame import Frame

GRID = 32
"""Into so many rows and columns a page is parted to tell how much of it pictures cover."""
OPAQUE = 0.9
"""A picture hides what lies under it where its mask lets at least this part of it be painted."""
COVERS = 0.5
"""A picture on at least this part of the page can hide its text."""
INVISIBLE = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
"""Text that is neither filled nor stroked (ISO 32000-1, 9.3.6)."""
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture as it lies on the page as displayed."""

    box: Box
    pixels: tuple[int, int]
    """Its width and height."""
    address: int
    before: frozenset[int]
    """The addresses of the text objects that are painted before it."""

    @property
    def area(self) -> float:
        """In square points."""
        x0, top, x1, bottom = self.box
        return max(x1 - x0, 0.0) * max(bottom - top, 0.0)

    @property
    def resolution(self) -> float:
        """Pixels per inch of the page; those of the longer side, for a picture can be turned."""
        x0, top, x1, bottom = self.box
        longer = max(x1 - x0, bottom - top)
        return drawn_dpi(max(self.pixels), longer)


def drawn_dpi(pixels: int, points: float) -> float:
    """Pixels per inch of so many pixels on so many points; 0 where there are none of either."""
    return pixels * 72.0 / points if points > 0 else 0.0


def images_of(page: int, frame: Frame) -> list[PageImage]:
    """The pictures of the page at this handle address, those in forms too, in the order of painting."""
    walk = _Walk(frame)
    count = max(raw.FPDFPage_CountObjects(ctypes.cast(page, raw.FPDF_PAGE)), 0)
    walk.visit((pdfium.object_at(page, k) for k in range(min(count, drawn.MAX_OBJECTS))), _IDENTITY, 0)
    return walk.images


class _Walk:
    """Goes through the objects of a page as they are painted."""

    def __init__(self, frame: Frame) -> None:
        self.images: list[PageImage] = []
        self._frame = frame
        self._left = drawn.MAX_OBJECTS
        self._texts: list[int] = []

    def visit(self, items: Iterator[int], outer: _Matrix, depth: int) -> None:
        """Looks at these objects, whose coordinates the matrix brings into the page's content."""
        for item in items:
            self._left -= 1
            if self._left < 0:
                return
            kind = pdfium.object_type(item)
            if kind == pdfium.TEXT:
                self._texts.append(item)
            elif kind == pdfium.IMAGE:
                self._take(item, outer)
            elif kind == pdfium.FORM and depth < drawn.MAX_FORM_DEPTH:
                count = max(pdfium.form_object_count(item), 0)
                parts = (pdfium.form_object_at(item, k) for k in range(min(count, drawn.MAX_OBJECTS)))
                self.visit(parts, _product(_matrix_of(item), outer), depth + 1)

    def _take(self, item: int, outer: _Matrix) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        handle = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
        if not raw.FPDFImageObj_GetImagePixelSize(handle, ctypes.byref(width), ctypes.byref(height)):
            return
        a, b, c, d, e, f = _product(_matrix_of(item), outer)  # a picture is the unit square of its matrix
        xs, ys = np.asarray((e, e + a, e + c, e + a + c)), np.asarray((f, f + b, f + d, f + b + d))
        shown_x, shown_y = self._frame.display(xs, ys)
        box = (float(shown_x.min()), float(shown_y.min()), float(shown_x.max()), float(shown_y.max()))
        self.images.append(PageImage(box, (width.value, height.value), item, frozenset(self._texts)))


def _matrix_of(item: int) -> _Matrix:
    matrix = (ctypes.c_float * 6)()
    if not pdfium.object_matrix(item, ctypes.addressof(matrix)):
        return _IDENTITY
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e, f)


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def covered(images: list[PageImage], frame: Frame) -> float:
    """Which part of the page as displayed lies under pictures, 0 to 1."""
    width, height = frame.size
    if not images or width <= 0 or height <= 0:
        return 0.0
    xs, ys = (np.arange(GRID) + 0.5) * width / GRID, (np.arange(GRID) + 0.5) * height / GRID
    under = np.zeros((GRID, GRID), dtype=bool)
    for image in images:
        x0, top, x1, bottom = image.box
        under |= ((ys >= top) & (ys <= bottom))[:, None] & ((xs >= x0) & (xs <= x1))[None, :]
    return float(under.mean())


def hidden_glyphs(
    document: object, page: int, text_page: int, source: list[int], images: list[PageImage], frame: Frame
) -> NDArray[np.bool_]:
    """Which characters of the text page, by number, nobody sees: drawn invisibly, or under a picture that
    covers the page; shape (n,). A number below 0 is of a glyph that PDFium does not know, and is seen."""
    area = frame.size[0] * frame.size[1]
    under: set[int] = set()
    for image in images:
        if image.before - under and image.area >= COVERS * area and _is_opaque(document, page, image):
            under |= image.before
    known: dict[int, bool] = {0: False}
    hidden = np.zeros(len(source), dtype=bool)
    for n, number in enumerate(source):
        item = (pdfium.text_object(text_page, number) or 0) if number >= 0 else 0
        if item not in known:
            mode = raw.FPDFTextObj_GetTextRenderMode(ctypes.cast(item, raw.FPDF_PAGEOBJECT))
            known[item] = mode in INVISIBLE or item in under
        hidden[n] = known[item]
    return hidden


def _is_opaque(document: object, page: int, image: PageImage) -> bool:
    """Whether a picture hides what was painted before it: its mask, and how it is blended."""
    handle = ctypes.cast(image.address, raw.FPDF_PAGEOBJECT)
    if raw.FPDFPageObj_HasTransparency(handle):
        return False
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(document, ctypes.cast(page, raw.FPDF_PAGE), handle)
    if not bitmap:
        return False
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return True
        height, stride = raw.FPDFBitmap_GetHeight(bitmap), raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), height * stride)
        alpha = np.frombuffer(buffer, dtype=np.uint8)[3::4]
        return bool(alpha.mean() >= OPAQUE * 255)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
