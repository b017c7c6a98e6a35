"""PDF to Document: every page is read, then the pages are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pypdfium2 import raw

from extractors.document import Document
from extractors.pdf import pdfium
from extractors.pdf.blocks import assemble
from extractors.pdf.guards import demand_bounded, demand_text, is_cut_off
from extractors.pdf.omitted import Omitted
from extractors.pdf.page import PageContent, read_page, unruled_edges

CUT_OFF = "the file has no end: it is cut off, and what PDFium could mend of it was read; fetch it again"


MOST_KEPT = 400_000
"""A document with more glyphs is read again page by page, where it comes to that: what is kept of a glyph
takes about a hundred bytes."""


def read_pdf(data: bytes, kept: list[PageContent] | None = None, ocr: str = "auto") -> Document:  # noqa: ARG001
    """The Document of a PDF with a text layer; `kept` takes its pages, for whoever reads some of them again.

    It stays empty where they hold more than `MOST_KEPT` glyphs, or one of them could not be loaded.

    Raises `Unreadable` with kind "encrypted", "damaged", "too_large", "empty" or "scan".
    """
    document = pdfium.open_pdf(data)
    try:
        demand_bounded(len(document))
        contents, failed = read_pages(document, Omitted(data))
        modified_at = pdfium.modified_at(document)
    finally:
        document.close()
    demand_text(contents, failed)
    if kept is not None and not failed and sum(len(content.glyphs) for content in contents) <= MOST_KEPT:
        kept += contents
    assembled = replace(assemble(contents, failed), modified_at=modified_at)
    if is_cut_off(data):
        return replace(assembled, notes=(*assembled.notes, CUT_OFF), partial=True)
    return assembled


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
            contents.append(
                read_page(
                    number,
                    pdfium.address(handle),
                    pdfium.address(text_page),
                    omitted,
                    unruled_edges(contents[-1]) if contents else edges_before,
                )
            )
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)
    return contents, failed
