"""PDF to Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Block, Document, Grid, GridCell, Paragraph, Place, Reject
from extractors.errors import Unreadable
from extractors.pdf import pdfium
from extractors.pdf.cell_text import cell_sequences
from extractors.pdf.clipping import repeated_cells
from extractors.pdf.doubts import Doubts
from extractors.pdf.glyphs import REPLACEMENT
from extractors.pdf.lines import BLANK, WHITE, breaks_word, build_lines, join_cell
from extractors.pdf.omitted import Omitted
from extractors.pdf.page import PageContent, read_page, unruled_edges
from extractors.pdf.paragraphs import PageLines, Run, build_runs
from extractors.pdf.unruled.tables import ENGINE as WHITESPACE

MIN_GLYPHS_PER_PAGE = 8
"""Fewer solid glyphs a page, on average, are no text layer."""
MAX_PAGES = 20_000
"""More are no disclosure but a mistake or an attack; the largest that we know has a thousand."""
END_MARK, END_WINDOW = b"%%EOF", 2048
"""The mark ends every whole file (ISO 32000-1, 7.5.5); some servers add a few bytes behind it."""
MAX_UNREADABLE = 0.3
"""A text layer of which more than this part decodes to no character cannot be trusted."""


def read_pdf(data: bytes) -> Document:
    """The Document of a PDF with a text layer.

    Raises `Unreadable` with kind "encrypted", "damaged", "too_large", "empty" or "scan".
    """
    document = pdfium.open_pdf(data)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                "too_large", f"the PDF says it has {len(document)} pages; the most is {MAX_PAGES}: split it"
            )
        contents, failed = read_pages(document, Omitted(data))
        modified_at = pdfium.modified_at(document)
    finally:
        document.close()
    _demand_text(contents, failed)
    found = replace(assemble(contents, failed), modified_at=modified_at)
    if END_MARK not in data[-END_WINDOW:]:
        note = "the file has no end: it is cut off, and what PDFium could mend of it was read; fetch it again"
        found = replace(found, notes=(*found.notes, note), partial=True)
    return found


def read_pages(
    document: Any,
    omitted: Omitted,
    numbers: Iterable[int] | None = None,
    before: tuple[float, ...] | None = None,
) -> tuple[list[PageContent], list[int]]:
    """PDFium's reading of these pages (1-based; null: all) of an open pypdfium2 document, and the numbers of
    those that it cannot load. What PDFium leaves out comes from `omitted`; `before` are the `unruled_edges`
    of the page before the first."""
    contents: list[PageContent] = []
    failed: list[int] = []
    for number in numbers or range(1, len(document) + 1):
        handle = raw.FPDF_LoadPage(document.raw, number - 1)
        if not handle:
            failed.append(number)
            continue
        text_page = raw.FPDFText_LoadPage(handle)
        try:
            if not text_page:
                failed.append(number)
                continue
            contents.append(
                read_page(
                    number,
                    pdfium.address(handle),
                    pdfium.address(text_page),
                    omitted,
                    unruled_edges(contents[-1]) if contents else before,
                )
            )
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)
    return contents, failed


def _demand_text(contents: list[PageContent], failed: list[int]) -> None:
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


def _without_repeats(contents: list[PageContent]) -> list[PageContent]:
    """The pages without what cells print once more that go on from the page before; that is set aside."""
    found = contents[:1]
    for page in contents[1:]:
        content = page
        before = found[-1]
        cells = list(zip(before.lattices, before.cell_glyphs, strict=True))
        again = repeated_cells(before.glyphs, cells, before.hidden, content.hidden)
        if again:
            kept = [list(buckets) for buckets in content.cell_glyphs]
            repeats = tuple(tuple(kept[cell.grid][cell.cell]) for cell in again)
            for cell in again:
                kept[cell.grid][cell.cell] = []
            content = replace(content, cell_glyphs=kept, repeats=repeats)
        found.append(content)
    return found


class _Text:
    """Grows the canonical text, and for each of its characters the page and the glyph that printed it."""

    def __init__(self, contents: list[PageContent]) -> None:
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


def assemble(contents: list[PageContent], failed: list[int]) -> Document:
    """The Document of these pages; `failed` are the numbers of pages that are missing among them."""
    contents = _without_repeats(contents)
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
    incomplete = [c.page.number for c in contents if c.incomplete]
    if incomplete:
        notes.append(
            f"pages with text in fonts that are not embedded, not read in full: {_listed(incomplete)}"
        )
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
        rejects=tuple(r for c in contents for r in _rejects(c)),
        partial=bool(notes),
    )


def _rejects(content: PageContent) -> Iterator[Reject]:
    glyphs = content.glyphs
    reasons = {
        "repeats what the page before prints of this cell": content.repeats,
        "outside of the visible part of the page": content.hidden.stretches,
    }
    for reason, texts in reasons.items():
        for members in texts:
            run = join_cell(build_lines(glyphs, list(members)), glyphs)
            solid = [g for g in run if g >= 0]
            if solid:
                sides = (glyphs.boxes[solid, :2].min(axis=0), glyphs.boxes[solid, 2:].max(axis=0))
                x0, top, x1, bottom = np.concatenate(sides).tolist()
                raw_text = "".join(glyphs.chars[g] if g >= 0 else WHITE[g] for g in run)
                yield Reject(
                    "read", reason, Place(content.page.number, (x0, top, x1, bottom), None, None), raw_text
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
    doubts = Doubts(content.glyphs)
    sequences = cell_sequences(content.glyphs, buckets)
    for n, (cell, sequence) in enumerate(zip(lattice.cells, sequences, strict=True)):
        if n:
            text.white("\n" if cell.row != lattice.cells[n - 1].row else "\t")
        begin = text.length
        value = text.glyphs(sequence, p)
        doubts.see(value, sequence, cell.col)
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
        ruled=lattice.engine != WHITESPACE,
        x_edges=lattice.x_edges,
        y_edges=lattice.y_edges,
        open_above=lattice.open_above,
        doubtful=(*lattice.doubtful, *doubts.reasons()),
    )
