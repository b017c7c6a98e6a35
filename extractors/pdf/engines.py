"""Second and third opinions on a page: pdfplumber and camelot.

pdfplumber's reading is independent of ours in glyphs (pdfminer decodes the text) and in rules. camelot finds
rules in the rendered picture of a page and is asked for them only; the glyphs in its cells are PDFium's.
Both get a PDF of the one page, so that neither depends on the rest of the file.
"""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2
from pypdfium2 import raw

from extractors.document import Box, Turn
from extractors.pdf import pdfium
from extractors.pdf.box_lattice import lattice_of
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.glyphs import REPLACEMENT, Glyphs, make_glyphs, no_glyphs
from extractors.pdf.page import PageContent, page_of_glyphs

if TYPE_CHECKING:
    from extractors.pdf.fonts import Fonts
    from extractors.pdf.plumbed import Character

_CamelotCell = tuple[float, float, float, float, bool, bool]
"""x1, y1, x2, y2 from the lower left corner; is there a rule at the right, at the bottom?"""
_RIGHT, _BOTTOM = 4, 5

QUARTER = 90
"""Degrees."""
MAX_RULES = 4_000
"""A page with more rules costs these engines minutes: they cross every rule with every other."""
MAX_GLYPHS = 20_000
"""The same for glyphs,"""
MAX_DRAWN = 40_000
"""and for objects and path points."""
MESSAGE_END = 200
"""So many characters of what camelot says when it fails, from the end: the error stands there."""
CAMELOT_SECONDS = 60
"""A page takes a second or two; the bound is for the one that would never end."""


class NoOpinion(Exception):
    """An engine cannot read a page, or finds no table on it; the text says why."""


def read_with(
    engine: str, document: Any, number: int, content: PageContent, fonts: Fonts | None = None
) -> PageContent:
    """What `engine` sees on page `number` (1-based) of an open pypdfium2 document.

    `engine` is one of `ENGINES`, `content` is PDFium's reading of the page, `fonts` are those made for other
    pages of the document. Raises `NoOpinion` where the
    engine fails, finds no grid, or is not asked because the page would cost it too much.
    """
    if content.page.origin == "ocr":
        raise NoOpinion(f"{engine} is not asked: the page was read by OCR and has no text of its own")
    if content.layers:
        raise NoOpinion(f"{engine} is not asked: content stands in several directions")
    size = (content.n_rules, len(content.glyphs), content.n_drawn)
    if any(n > most for n, most in zip(size, (MAX_RULES, MAX_GLYPHS, MAX_DRAWN), strict=True)):
        raise NoOpinion("{} is not asked: {} rules, {} glyphs, {} objects and points".format(engine, *size))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = _ENGINES[engine](document, number, content, fonts)
    except NoOpinion:
        raise
    except Exception as error:
        # Whatever another library raises on a page that we have read is its lack of an opinion, no loss.
        raise NoOpinion(f"{engine} fails: {type(error).__name__}: {error}") from error
    # What is known of the page itself stays; its glyphs, cells and lines are theirs.
    return replace(
        theirs,
        page=content.page,
        turn=content.turn,
        n_rules=content.n_rules,
        n_drawn=content.n_drawn,
        truncated=content.truncated,
        incomplete=content.incomplete,
    )


def _single_page(document: Any, number: int, content: PageContent) -> bytes:
    """A PDF of the page, its media box cut down to what is displayed: not every engine knows crop boxes.

    A page whose content is turned is turned so that it stands upright.
    """
    with pypdfium2.PdfDocument.new() as single:
        single.import_pages(document, [number - 1])
        page = single[0]
        shown = page.get_bbox()
        page.set_mediabox(*shown)
        page.set_cropbox(*shown)
        if isinstance(content.turn, Turn):
            page.set_rotation((page.get_rotation() + QUARTER * content.turn.quarters) % (4 * QUARTER))
        target = io.BytesIO()
        single.save(target)
    return target.getvalue()


def _pdfplumber(document: Any, number: int, content: PageContent, fonts: Fonts | None) -> PageContent:
    import pdfplumber

    from extractors.pdf.fonts import Fonts
    from extractors.pdf.plumbed import find_tables, read_characters

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(_single_page(document, number, content))) as opened:
        page: Any = opened.pages[0]
        left, top, right, bottom = page.bbox
        characters = read_characters(page, (fonts or Fonts()).resources())
        lattices = [
            lattice
            for table in find_tables(page)
            if (lattice := lattice_of([_shifted(c, left, top) for c in table], "pdfplumber"))
        ]
        glyphs = _pdfminer_glyphs(characters, left, top, bottom)
    if not lattices:
        raise NoOpinion("pdfplumber finds no table")
    frame = Frame(0.0, 0.0, float(right - left), float(bottom - top), 0)
    return page_of_glyphs(number, frame, glyphs, lattices, content.rules)


def _shifted(box: Sequence[float], left: float, top: float) -> Box:
    x0, y0, x1, y1 = box
    return x0 - left, y0 - top, x1 - left, y1 - top


def _pdfminer_glyphs(chars: Iterable[Character], left: float, top: float, height: float) -> Glyphs:
    texts: list[str] = []
    baselines: list[float] = []
    boxes: list[Box] = []
    for printed, place, baseline in chars:
        decoded = REPLACEMENT if printed.startswith("(cid:") else printed
        box = _shifted(place, left, top)
        step = (box[2] - box[0]) / max(len(decoded), 1)
        for n, text in enumerate(decoded):  # a ligature is several characters in one glyph
            texts.append(" " if text.isspace() else text)
            baselines.append(height - baseline - top)
            boxes.append((box[0] + n * step, box[1], box[0] + (n + 1) * step, box[3]))
    if not texts:
        return no_glyphs()
    return make_glyphs(texts, np.asarray(baselines), np.asarray(boxes), list(range(len(texts))))


def _camelot(document: Any, number: int, content: PageContent, _: Fonts | None) -> PageContent:
    height = content.size[1]
    lattices = [
        lattice
        for table in _camelot_cells(_single_page(document, number, content))
        if (lattice := lattice_of(_camelot_boxes(table, height), "camelot")) is not None
    ]
    if not lattices:
        raise NoOpinion("camelot finds no table")
    handle = raw.FPDF_LoadPage(document.raw, number - 1)
    text_page = raw.FPDFText_LoadPage(handle)
    try:
        frame = page_frame(pdfium.address(handle))
        if isinstance(content.turn, Turn):
            frame = frame.turned(content.turn.quarters)
        return page_of_glyphs(
            number, frame, content.glyphs, lattices, content.rules, pdfium.address(text_page)
        )
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(handle)


def _camelot_cells(page: bytes) -> list[list[list[_CamelotCell]]]:
    """Cells by table and row. A process of its own: what it needs of memory goes with it."""
    # -P: the folder of the program is no place to import from
    command = [sys.executable, "-P", str(Path(__file__).with_name("camelot_cells.py"))]
    try:
        done = subprocess.run(command, input=page, capture_output=True, timeout=CAMELOT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise NoOpinion(f"camelot takes more than {CAMELOT_SECONDS} s") from None
    if done.returncode:
        raise NoOpinion(f"camelot fails: {done.stderr.decode(errors='replace').strip()[-MESSAGE_END:]}")
    tables: list[list[list[_CamelotCell]]] = json.loads(done.stdout)
    return tables


def _camelot_boxes(cells: Sequence[Sequence[_CamelotCell]], height: float) -> list[Box]:
    """The merged cells: neighbours without a side between them are one, if together they are a rectangle."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(cells):
        for c, (x1, _, _, y2, *_) in enumerate(row):
            if (r, c) in taken:
                continue
            right = c
            while right + 1 < len(row) and not row[right][_RIGHT] and (r, right + 1) not in taken:
                right += 1
            below = r
            while below + 1 < len(cells) and not any(cells[below][k][_BOTTOM] for k in range(c, right + 1)):
                if any(cells[below + 1][k][_RIGHT] for k in range(c, right)):
                    break
                below += 1
            taken.update((y, x) for y in range(r, below + 1) for x in range(c, right + 1))
            last = cells[below][right]
            boxes.append((x1, height - y2, last[2], height - last[1]))
    return boxes


_ENGINES: dict[str, Callable[[Any, int, PageContent, Fonts | None], PageContent]] = {
    "pdfplumber": _pdfplumber,
    "camelot": _camelot,
}
ENGINES = tuple(_ENGINES)
"""In the order in which they are asked: each costs several times what the one before it costs."""
