"""A page read from its picture: the same glyphs, grids and lines as those of print.

What OCR reads are glyphs, what is drawn are rules; both go through `page_of_glyphs` like everything else.
They lie on a leaf, made straight before it was read, and its `Warp` brings them back onto the page as
displayed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.document import Box, Page, Warp
from extractors.ocr.picture import POINTS_PER_INCH, Leaf, Picture, RasterRules, Recognised
from extractors.ocr.resolution import paper_scale
from extractors.pdf import pdfium
from extractors.pdf.clipping import Hidden
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.glyphs import make_glyphs, no_glyphs
from extractors.pdf.lattice import find_lattices
from extractors.pdf.page import PageContent, page_of_glyphs
from extractors.pdf.page_images import images_of
from extractors.pdf.specks import is_writing
from extractors.pdf.straddling import without_straddling
from extractors.pdf.trust import OUTLINES

LEAST_DPI, MOST_DPI = 150.0, 300.0
"""A page is rendered with the pixels that its picture has, so that none is invented and none lost; never with
fewer than make 20 of a line of 10 points, for less is not recognised, nor with more than the models look at:
their lines are 48 pixels high, which a line of 10 points has at 300."""
USUAL_DPI = 200.0
"""Where nothing tells: text drawn as outlines has no pixels."""
EXACT = 1 - 1e-4
"""PDFium renders a started pixel as a whole one; rounding in the file must not start one more."""
PART = 0.05
"""A picture on less than this part of the page says nothing about the resolution of its text."""
MOST_PIXELS = 36_000_000
"""An A3 page at 300 has half of that; a page that would have more is rendered coarser."""
FAILED = "OCR fails"
NO_TEXT = "OCR finds no text"
SEAL = "seal"
"""It was taken out of the picture before this was read: what it says is no part of the text."""
SPECK = "ink that is no writing"
DARK, INK = 128, 0.0005
"""A leaf of which this part is darker than so much has something on it: three characters or more."""
WHITE = (255, 255, 255, 255)


def read_scanned(document: Any, number: int, content: PageContent) -> PageContent:
    """Page `number` (1-based) of an open pypdfium2 document, read from its picture; `content` is PDFium's
    reading of it, which stays, with the reason in `unread`, where the recogniser fails."""
    try:
        picture = picture_of(document, number)
        recognised = page_of_picture(number, picture, (content.page.width, content.page.height))
    except MemoryError:
        raise  # it is the whole document that has too little
    except Exception as error:
        # Whatever a model or its runtime raises costs this page and no other.
        return replace(content, unread=_failure(error))
    if recognised.unread and not content.page.has_image and content.untrusted in ("", OUTLINES):
        return replace(content, untrusted="")  # a drawing without text, or print that is better than nothing
    page = replace(recognised.page, rotation=content.page.rotation, has_image=content.page.has_image)
    return replace(recognised, page=page, truncated=content.truncated)


def picture_of(document: Any, number: int) -> Picture:
    """What page `number` (1-based) of an open pypdfium2 document looks like, without annotations."""
    page = document[number - 1]
    try:
        handle = pdfium.address(page.raw)
        frame = page_frame(handle)
        width, height = frame.size
        dpi = _resolution(handle, frame)
        bitmap = page.render(
            scale=dpi / POINTS_PER_INCH * EXACT,
            may_draw_forms=False,
            draw_annots=False,
            fill_color=WHITE,
            rev_byteorder=True,
            prefer_bgrx=False,
        )
        try:
            pixels = bitmap.to_numpy()
            if pixels.ndim == 2 or pixels.shape[2] == 1:
                pixels = np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
            inches = width * paper_scale(width, height) / POINTS_PER_INCH
            return Picture(np.ascontiguousarray(pixels[:, :, :3]), pixels.shape[1] / inches)
        finally:
            bitmap.close()
    finally:
        page.close()


def _resolution(page: int, frame: Frame) -> float:
    """With how many pixels for an inch of the page as displayed it is rendered."""
    width, height = frame.size
    scale = paper_scale(width, height)
    known = [image.resolution for image in images_of(page, frame) if image.area >= PART * width * height]
    finest = max(known) / scale if known else USUAL_DPI
    bounded = min(max(finest, LEAST_DPI), MOST_DPI) * scale
    inches = max(width * height, 1.0) / POINTS_PER_INCH**2
    return float(min(bounded, (MOST_PIXELS / inches) ** 0.5))


def page_of_picture(number: int, picture: Picture, size: tuple[float, float]) -> PageContent:
    """The page (1-based) that the picture shows, of this size as displayed, in points.

    Two pages on one sheet are two layers in reading order; a blank one has nothing in it. Raises whatever the
    recogniser raises.
    """
    layers: list[PageContent] = []
    for leaf, warp in leaves_on(picture, size):
        recognised, rules = recognised_on(leaf)
        lattices = find_lattices(rules.horizontal, rules.vertical)
        kept = is_writing(recognised, lattices, leaf.seals)
        specks = _specks(recognised, ~kept)
        recognised = _part(recognised, kept)
        n = len(recognised.chars)
        glyphs = no_glyphs()
        if n:
            glyphs = make_glyphs(recognised.chars, recognised.baseline, recognised.boxes, [-1] * n)
        content = page_of_glyphs(
            number,
            Frame(0.0, 0.0, *warp.upright, 0),
            without_straddling(glyphs, recognised.line, lattices),
            lattices,
            rules.horizontal,
            in_file_order=False,
        )
        layers.append(
            replace(
                content,
                turn=warp,
                n_rules=len(rules.horizontal) + len(rules.vertical),
                confidence=recognised.confidence,
                aside=(
                    *((SEAL, warp.displayed(box), "") for box in leaf.seals),
                    *((SPECK, warp.displayed(box), text) for box, text in specks),
                ),
                unread=NO_TEXT if not n and _has_ink(leaf) else "",
            )
        )
    solid = sum(layer.page.n_glyphs for layer in layers)
    page = Page(number, *size, n_glyphs=solid, has_image=True, origin="ocr")
    if not layers:
        return _blank(page)
    unread = "" if solid else next((layer.unread for layer in layers if layer.unread), "")
    rest = tuple(replace(layer, page=page) for layer in layers[1:])
    return replace(layers[0], page=page, layers=rest, unread=unread)


def _part(recognised: Recognised, kept: NDArray[np.bool_]) -> Recognised:
    members = np.flatnonzero(kept)
    return Recognised(
        [recognised.chars[n] for n in members.tolist()],
        recognised.boxes[members],
        recognised.baseline[members],
        recognised.confidence[members],
        recognised.line[members],
    )


def _specks(recognised: Recognised, left_out: NDArray[np.bool_]) -> list[tuple[Box, str]]:
    """Box on the leaf and text of each piece that is left out."""
    specks: list[tuple[Box, str]] = []
    for piece in np.unique(recognised.line[left_out]).tolist():
        members = np.flatnonzero(recognised.line == piece)
        boxes = recognised.boxes[members]
        x0, top = boxes[:, :2].min(axis=0).tolist()
        x1, bottom = boxes[:, 2:].max(axis=0).tolist()
        specks.append(((x0, top, x1, bottom), "".join(recognised.chars[n] for n in members.tolist())))
    return specks


def unread_page(number: int, size: tuple[float, float], error: Exception) -> PageContent:
    """The page of a picture that the recogniser failed on."""
    return replace(_blank(Page(number, *size, has_image=True)), unread=_failure(error))


def _failure(error: Exception) -> str:
    return f"{FAILED} ({type(error).__name__})"


def _blank(page: Page) -> PageContent:
    nothing = np.empty(0, dtype=np.float32)
    return PageContent(page, no_glyphs(), (), (), Hidden(), np.empty((0, 3)), confidence=nothing)


def leaves_on(picture: Picture, size: tuple[float, float]) -> list[tuple[Leaf, Warp]]:
    """The leaves in a picture, in reading order, and how each lies on a page of this size (points)."""
    width, height = picture.size
    stretch = np.diag((size[0] / width, size[1] / height, 1.0))
    return [(leaf, _warp(stretch @ leaf.matrix, leaf.size)) for leaf in leaves_in(picture)]


def leaves_in(picture: Picture) -> list[Leaf]:
    """What `straighten.leaves_of` finds; it is loaded with what it needs when the first scan is met."""
    from extractors.ocr.straighten import leaves_of

    return leaves_of(picture)


def recognised_on(leaf: Leaf) -> tuple[Recognised, RasterRules]:
    """The characters and the rules of a leaf, by the recogniser, which is loaded for it."""
    from extractors.ocr.raster_rules import raster_rules
    from extractors.ocr.recognise import read_leaf

    rules = raster_rules(leaf)
    return read_leaf(leaf, rules), rules


def _warp(matrix: NDArray[np.float64], size: tuple[float, float]) -> Warp:
    return Warp(tuple(matrix.ravel().tolist()), *size)


def _has_ink(leaf: Leaf) -> bool:
    return float((leaf.grey < DARK).mean()) >= INK
