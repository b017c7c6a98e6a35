"""PDF to Document: every page is read, then the pages are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pypdfium2 import raw

from extractors.document import Document, OcrMode
from extractors.ocr import progress
from extractors.ocr.models import recogniser_available
from extractors.pdf import pdfium
from extractors.pdf.blocks import assemble
from extractors.pdf.frame import page_frame
from extractors.pdf.guards import demand_bounded, demand_text, is_cut_off
from extractors.pdf.omitted import Omitted
from extractors.pdf.page import PageContent, read_page, unruled_edges
from extractors.pdf.scanned import read_scanned
from extractors.pdf.trust import distrust

CUT_OFF = "the file has no end: it is cut off, and what PDFium could mend of it was read; fetch it again"


MOST_KEPT = 400_000
"""A document with more glyphs is read again page by page, where it comes to that: what is kept of a glyph
takes about a hundred bytes."""


def read_pdf(data: bytes, kept: list[PageContent] | None = None, ocr: OcrMode = "auto") -> Document:
    """The Document of a PDF; `kept` takes its pages, for whoever reads some of them again.

    Where they hold more than `MOST_KEPT` glyphs, or one of them could not be loaded, it takes only those that
    PDFium alone does not read: nobody is to recognise a page twice. `ocr` says which pages are recognised.

    Raises `Unreadable` with kind "encrypted", "damaged", "too_large", "empty" or "scan".
    """
    document = pdfium.open_pdf(data)
    try:
        demand_bounded(len(document))
        contents, failed = read_pages(document, Omitted(data))
        modified_at = pdfium.modified_at(document)
        contents = _with_scanned(document, contents, ocr)
    finally:
        document.close()
    demand_text(contents, failed, ocr)
    if kept is not None:
        all_kept = not failed and sum(len(content.glyphs) for content in contents) <= MOST_KEPT
        kept += [c for c in contents if all_kept or c.untrusted or c.page.origin == "ocr"]
    assembled = replace(assemble(contents, failed), modified_at=modified_at)
    if is_cut_off(data):
        return replace(assembled, notes=(*assembled.notes, CUT_OFF), partial=True)
    return assembled


def _with_scanned(document: Any, contents: list[PageContent], ocr: OcrMode) -> list[PageContent]:
    """The pages, those read from their pictures whose text layer is not to be trusted; or all, or none."""
    asked = [n for n, content in enumerate(contents) if ocr == "always" or content.untrusted]
    if not asked:
        return contents
    progress.report(0, len(asked))  # also where nobody is to recognise them: the document waits for somebody
    if ocr == "never" or not recogniser_available():
        return contents
    read = list(contents)
    for done, n in enumerate(asked, start=1):
        read[n] = read_scanned(document, contents[n].page.number, contents[n])
        progress.report(done, len(asked))
    return read


def read_pages(
    document: Any,
    omitted: Omitted,
    numbers: Iterable[int] | None = None,
    edges_before: tuple[float, ...] | None = None,
) -> tuple[list[PageContent], list[int]]:
    """PDFium's reading of these pages (1-based; null: all) of an open pypdfium2 document, and the numbers of
    those that it cannot load. What PDFium leaves out comes from `omitted`; `edges_before` are the
    `unruled_edges` of the page before the first."""
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
            page, text = pdfium.address(handle), pdfium.address(text_page)
            before = unruled_edges(contents[-1]) if contents else edges_before
            content = read_page(number, page, text, omitted, before)
            why = distrust(document.raw, content, page, text, page_frame(page))
            contents.append(replace(content, untrusted=why) if why else content)
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)
    return contents, failed
