"""PDF to Document."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph, Place, Reject
from extractors.errors import Unreadable
from extractors.pdf import pdfium
from extractors.pdf.clipping import hidden_glyphs
from extractors.pdf.glyphs import REPLACEMENT, Glyphs, page_frame, read_glyphs
from extractors.pdf.lattice import Lattice, find_lattices
from extractors.pdf.lines import BLANK, WHITE, Line, breaks_word, build_lines, join_cell
from extractors.pdf.open_rows import split_open_rows
from extractors.pdf.paragraphs import PageLines, Run, build_runs
from extractors.pdf.rules import read_rules
from extractors.pdf.spill import mend_spills
from extractors.pdf.unruled import ENGINE as UNRULED
from extractors.pdf.unruled import find_unruled

MIN_GLYPHS_PER_PAGE = 8
"""Fewer solid glyphs a page, on average, are no text layer."""
MAX_UNREADABLE = 0.3
"""A text layer of which more than this part decodes to no character cannot be trusted."""
SAMPLE_PAGES = 3


@dataclass(frozen=True, slots=True)
class _PageContent:
    page: Page
    glyphs: Glyphs
    lattices: list[Lattice]
    cell_glyphs: list[list[list[int]]]
    """Per lattice and cell, the glyphs whose middle lies in it."""
    lines: tuple[Line, ...]
    hidden_lines: tuple[Line, ...]
    """Lines outside of the visible part of the page."""
    truncated: bool
    """The page has more drawn objects than are looked at."""


def read_pdf(data: bytes) -> Document:
    """The Document of a PDF with a text layer.

    Raises `Unreadable` with kind "encrypted", "damaged" or "scan".
    """
    document = pdfium.open_pdf(data)
    try:
        contents, failed = _read_pages(document)
    finally:
        document.close()
    _demand_text(contents, failed)
    return _assemble(contents, failed)


def _read_pages(document: Any) -> tuple[list[_PageContent], list[int]]:
    contents: list[_PageContent] = []
    failed: list[int] = []
    for number in range(1, len(document) + 1):
        handle = raw.FPDF_LoadPage(document.raw, number - 1)
        if not handle:
            failed.append(number)
            continue
        text_page = raw.FPDFText_LoadPage(handle)
        try:
            if not text_page:
                failed.append(number)
                continue
            before = contents[-1].lattices[-1] if contents and contents[-1].lattices else None
            goes_on = before if before is not None and before.engine == UNRULED else None
            contents.append(_read_page(number, pdfium.address(handle), pdfium.address(text_page), goes_on))
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)
    return contents, failed


def _read_page(number: int, handle: int, text_page: int, before: Lattice | None) -> _PageContent:
    frame = page_frame(handle)
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    glyphs = read_glyphs(text_page, count, frame)
    rules = read_rules(handle, frame)
    lattices = find_lattices(rules.horizontal, rules.vertical)
    free = np.ones(len(glyphs), dtype=bool)
    cell_glyphs: list[list[list[int]]] = []
    if len(glyphs):
        for lattice in lattices:
            cols = np.searchsorted(lattice.x_edges, glyphs.middle_x, side="right") - 1
            rows = np.searchsorted(lattice.y_edges, glyphs.middle_y, side="right") - 1
            inside = (
                free
                & (cols >= 0)
                & (cols < len(lattice.x_edges) - 1)
                & (rows >= 0)
                & (rows < len(lattice.y_edges) - 1)
            )
            buckets: list[list[int]] = [[] for _ in lattice.cells]
            found = np.flatnonzero(inside)
            for g, cell in zip(found.tolist(), lattice.owner[rows[found], cols[found]].tolist(), strict=True):
                buckets[cell].append(g)
            free &= ~inside
            cell_glyphs.append(buckets)
    else:
        cell_glyphs = [[[] for _ in lattice.cells] for lattice in lattices]
    width, height = frame.size
    solid = sum(1 for c in glyphs.chars if c and not c.isspace())
    page = Page(number, width, height, frame.rotation, solid, rules.n_images > 0)
    outside = np.flatnonzero(free).tolist()
    for lattice, buckets in zip(lattices, cell_glyphs, strict=True):
        taken = mend_spills(glyphs, lattice, buckets, set(outside))
        outside = [g for g in outside if g not in taken] if taken else outside
    for k, (lattice, buckets) in enumerate(zip(lattices, cell_glyphs, strict=True)):
        opened = split_open_rows(lattice, buckets, glyphs)
        if opened is not None:
            lattices[k], cell_glyphs[k] = opened
    unseen = hidden_glyphs(text_page, glyphs, outside, frame)
    if unseen:
        hidden = set(unseen)
        outside = [g for g in outside if g not in hidden]
    lines, hidden_lines = tuple(build_lines(glyphs, outside)), tuple(build_lines(glyphs, unseen))
    for table in reversed(find_unruled(lines, glyphs, rules.horizontal, before)):
        lattices.append(table.lattice)
        cell_glyphs.append(table.buckets)
        lines = lines[: table.lines.start] + lines[table.lines.stop :]
    return _PageContent(page, glyphs, lattices, cell_glyphs, lines, hidden_lines, rules.truncated)


def _demand_text(contents: list[_PageContent], failed: list[int]) -> None:
    if not contents:
        raise Unreadable("damaged", f"none of the PDF's {len(failed)} pages can be loaded; download it again")
    solid = sum(c.page.n_glyphs for c in contents)
    if solid < MIN_GLYPHS_PER_PAGE * len(contents):
        found = f"{solid} characters on {len(contents)} pages"
        if any(c.page.has_image for c in contents):
            raise Unreadable(
                "scan", f"the PDF has no text layer ({found}; its pages are images): run OCR first"
            )
        raise Unreadable(
            "empty",
            f"the PDF holds neither text nor images ({found}); if a viewer shows text, it is drawn as "
            "outlines: run OCR first",
        )
    unreadable = sum(
        1 for c in contents for char in c.glyphs.chars if char == REPLACEMENT or "\ue000" <= char <= "\uf8ff"
    )
    if unreadable > MAX_UNREADABLE * solid:
        raise Unreadable(
            "scan",
            f"{unreadable} of {solid} characters of the PDF's text layer decode to nothing readable "
            "(its fonts do not say what their glyphs mean): run OCR first",
        )


class _Text:
    """Grows the canonical text, and for each of its characters the page and the glyph that printed it."""

    def __init__(self, contents: list[_PageContent]) -> None:
        self.contents = contents
        self.parts: list[str] = []
        self.length = 0
        self._glyphs: list[int] = []
        self._pages: list[int] = []

    def glyphs(self, sequence: Sequence[int], p: int) -> str:
        """Adds what these glyphs of the p-th page print; gives the text added."""
        chars = self.contents[p].glyphs.chars
        added = "".join([chars[g] if g >= 0 else WHITE[g] for g in sequence])
        self._append(added, sequence, p)
        return added

    def white(self, text: str) -> None:
        self._append(text, [BLANK] * len(text), 0)

    def _append(self, text: str, sequence: Sequence[int], p: int) -> None:
        self.parts.append(text)
        self.length += len(text)
        self._glyphs.extend(sequence)
        self._pages.extend([p] * len(text))

    def provenance(self) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """Page number (n,) and box (n, 4) of each character; 0 and NaN where nothing is printed."""
        counts = [len(c.glyphs) for c in self.contents]
        offsets = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        boxes = np.concatenate([c.glyphs.boxes for c in self.contents] + [np.full((1, 4), np.nan)])
        numbers = np.asarray([c.page.number for c in self.contents], dtype=np.int16)
        glyphs, pages = np.asarray(self._glyphs, dtype=np.intp), np.asarray(self._pages, dtype=np.intp)
        printed = glyphs >= 0
        where = np.where(printed, offsets[pages] + glyphs, len(boxes) - 1)
        return np.where(printed, numbers[pages], 0).astype(np.int16), boxes[where].astype(np.float32)


def _assemble(contents: list[_PageContent], failed: list[int]) -> Document:
    pages = [
        PageLines(c.page.number, c.page.width, c.page.height, c.glyphs, c.lines, bool(c.lattices))
        for c in contents
    ]
    items: list[tuple[int, float, int, Run | int]] = []
    for n, run in enumerate(build_runs(pages)):
        p, line = run.lines[0]
        items.append((p, line.top, n, run))
    for p, content in enumerate(contents):
        items.extend((p, lattice.y_edges[0], k, k) for k, lattice in enumerate(content.lattices))
    items.sort(key=lambda item: item[:3])
    text = _Text(contents)
    blocks: list[Block] = []
    for p, _, _, item in items:
        if isinstance(item, Run):
            blocks.append(_paragraph(text, item))
        else:
            blocks.append(_grid(text, p, item))
        text.white("\n")
    char_page, char_box = text.provenance()
    blank = [c.page.number for c in contents if c.page.n_glyphs == 0 and c.page.has_image]
    notes = []
    if failed:
        notes.append(f"pages that cannot be loaded: {_listed(failed)}")
    if blank:
        notes.append(f"pages without text layer (images): {_listed(blank)}")
    truncated = [c.page.number for c in contents if c.truncated]
    if truncated:
        notes.append(f"pages with more drawn objects than are looked at: {_listed(truncated)}")
    return Document(
        text="".join(text.parts),
        blocks=tuple(blocks),
        media_type="application/pdf",
        text_origin="native",
        pages=tuple(c.page for c in contents),
        char_page=char_page,
        char_box=char_box,
        notes=tuple(notes),
        rejects=tuple(r for c in contents for line in c.hidden_lines for r in _hidden(c, line)),
        partial=bool(notes),
    )


def _hidden(content: _PageContent, line: Line) -> Iterator[Reject]:
    """One reject for each stretch of a hidden line between blanks: the amounts of two columns stay apart."""
    glyphs = content.glyphs
    for printed, stretch in itertools.groupby(line.glyphs, lambda g: g >= 0):
        if not printed:
            continue
        run = list(stretch)
        box = (glyphs.x0[run[0]], line.top, glyphs.x1[run[-1]], line.bottom)
        place = Place(content.page.number, box, None, None)
        yield Reject(
            "read", "outside of the visible part of the page", place, "".join(glyphs.chars[g] for g in run)
        )


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")


def _paragraph(text: _Text, run: Run) -> Paragraph:
    contents = text.contents
    start = text.length
    spans: list[tuple[int, int]] = []
    last = ""
    for p, line in run.lines:
        first = contents[p].glyphs.chars[line.glyphs[0]]
        if last and breaks_word(last, first):
            text.white(" ")
        begin = text.length
        text.glyphs(line.glyphs, p)
        spans.append((begin, text.length))
        last = contents[p].glyphs.chars[line.glyphs[-1]]
    return Paragraph(
        start,
        text.length,
        "furniture" if run.furniture else "body",
        round(run.size, 2),
        run.centred,
        False,
        tuple(spans),
    )


def _grid(text: _Text, p: int, which: int) -> Grid:
    content = text.contents[p]
    lattice, buckets = content.lattices[which], content.cell_glyphs[which]
    start = text.length
    cells: list[GridCell] = []
    for n, (cell, members) in enumerate(zip(lattice.cells, buckets, strict=True)):
        if n:
            text.white("\n" if cell.row != lattice.cells[n - 1].row else "\t")
        begin = text.length
        value = text.glyphs(join_cell(build_lines(content.glyphs, members), content.glyphs), p)
        cells.append(GridCell(cell.row, cell.col, value, begin, text.length, cell.row_span, cell.col_span))
    return Grid(
        start=start,
        end=text.length,
        n_rows=len(lattice.y_edges) - 1,
        n_cols=len(lattice.x_edges) - 1,
        cells=tuple(cells),
        page=content.page.number,
        box=lattice.box,
        engine=lattice.engine,
        x_edges=lattice.x_edges,
        y_edges=lattice.y_edges,
        doubtful=lattice.doubtful,
    )
