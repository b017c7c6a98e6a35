"""A PDF that opens at a page, read back by pdfminer, and by PDFium as the same PDF."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from reportlab.pdfgen.canvas import Canvas

from pipeline.reports.opening import opening_at


def written(pages: int = 3, outlined: bool = False) -> bytes:
    """A PDF as PDFium writes it."""
    drawn, stream = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, pagesize=(200, 300), invariant=1)
    for number in range(pages):
        canvas.drawString(20, 20, f"page {number + 1}")
        if outlined:
            canvas.bookmarkPage(f"p{number}")
            canvas.addOutlineEntry(f"page {number + 1}", f"p{number}")
        canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(drawn.getvalue()) as pdf:
        pdf.save(stream)
    return stream.getvalue()


def opens_at(pdf: bytes) -> int | None:
    """The page that the catalogue names; null where it names none."""
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    action: Any = document.catalog.get("OpenAction")
    if action is None:
        return None
    return [page.pageid for page in PDFPage.create_pages(document)].index(action["D"][0].objid) + 1


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_bounded().strip() for page in opened]


@pytest.mark.parametrize("outlined", [False, True])
def test_it_opens_there_and_is_otherwise_the_same(outlined: bool) -> None:
    before = written(outlined=outlined)
    assert opens_at(before) is None
    for page in (3, 1):
        after = opening_at(before, page)
        assert after.startswith(before), "what was written stays as it is"
        assert opens_at(after) == page
        assert texts(after) == ["page 1", "page 2", "page 3"]
        assert (b"/Outlines" in before) == outlined
        document = PDFDocument(PDFParser(io.BytesIO(after)))
        assert ("Outlines" in document.catalog) == outlined


def test_where_it_opened_before_is_replaced() -> None:
    once = opening_at(written(), 3)
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(once) as pdf:
        pdf.save(stream)
    assert opens_at(stream.getvalue()) == 3
    assert opens_at(opening_at(stream.getvalue(), 2)) == 2


@pytest.mark.parametrize("page", [0, 4])
@pytest.mark.parametrize("pdf", [b"no PDF at all", written()[:-200]])
def test_what_cannot_be_read_so_far_stays_as_it_is(pdf: bytes, page: int) -> None:
    assert opening_at(pdf, page) == pdf
