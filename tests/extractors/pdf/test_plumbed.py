"""Pages as pdfplumber takes them, against pdfplumber's own way."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
import pytest
from pdfminer.pdfinterp import PDFResourceManager
from pdfplumber.page import Page
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.fonts import Fonts
from extractors.pdf.plumbed import Character, find_tables, read_characters
from tests.extractors.pdf.pages import ROWS, XS, YS, cell_texts, pdf

EDGES = ("object_type", "orientation", "x0", "x1", "top", "bottom", "doctop", "width", "height")


def draw(canvas: Canvas) -> None:
    canvas.grid(list(XS), list(YS))
    cell_texts(canvas, ROWS)
    canvas.rect(70, 500, 100, 40)
    path = canvas.beginPath()
    path.moveTo(70, 400)
    path.lineTo(170, 400)
    path.lineTo(170, 450)
    path.curveTo(180, 460, 190, 450, 200, 400)
    canvas.drawPath(path)
    lines = canvas.beginText(70, 700)
    lines.setFont("Helvetica", 9)
    lines.setCharSpace(1.5)
    lines.setWordSpace(4)
    lines.textLine("two words")
    lines.setHorizScale(80)
    lines.setRise(3)
    lines.textLine("narrow and above")
    lines.setTextTransform(1, 0.2, 0, 1, 70, 640)
    lines.textOut("slanted")
    lines.setTextTransform(-1, 0, 0, 1, 300, 640)
    lines.textOut("seen in a mirror")
    lines.setTextTransform(1, 0, 0, -1, 300, 620)
    lines.textOut("upside down")
    canvas.drawText(lines)
    canvas._code.append("BT /F1 9 Tf 300 600 Td [(a) -120 (b c) 40] TJ ET")
    canvas.beginForm("form")
    canvas.drawString(70, 310, "in a form")
    canvas.line(70, 300, 170, 300)
    canvas.endForm()
    canvas.doForm("form")


@pytest.fixture(params=[(0, 0), (20, 30)], ids=["box at the origin", "box elsewhere"])
def pages(request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """The same page twice."""
    data = pdf(draw)
    is_elsewhere = request.param != (0, 0)
    if is_elsewhere:
        assert data.count(b"/MediaBox [ 0 0 595 842 ]") == 1
        data = data.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [20 30 575 812]")
    with pdfplumber.open(io.BytesIO(data)) as one, pdfplumber.open(io.BytesIO(data)) as other:
        yield one.pages[0], other.pages[0]


def test_characters_are_those_of_pdfplumber(pages: tuple[Page, Page]) -> None:
    ours, theirs = pages
    found = read_characters(ours, Fonts().resources())
    assert len(found) > 20
    assert found == [
        (c["text"], (c["x0"], c["top"], c["x1"], c["bottom"]), c["matrix"][5]) for c in theirs.chars
    ]


def test_edges_and_tables_are_those_of_pdfplumber(pages: tuple[Page, Page]) -> None:
    ours, theirs = pages
    read_characters(ours, Fonts().resources())
    edges = [[{k: e[k] for k in EDGES} for e in page.edges] for page in (ours, theirs)]
    assert edges[0] == edges[1]
    assert {e["object_type"] for e in edges[0]} == {"line", "rect_edge", "curve_edge"}
    tables = find_tables(ours)
    assert tables == [t.cells for t in theirs.find_tables()]
    assert len(tables) > 0


def test_fonts_of_one_file_are_made_once_for_the_pages_cut_out_of_it() -> None:
    fonts = Fonts()
    read = [characters_of(pdf(draw), fonts.resources()) for _ in range(2)]
    made = dict(fonts._made)
    assert read[0] == read[1]
    assert len(made) > 1
    characters_of(pdf(draw), fonts.resources())
    assert fonts._made == made


def characters_of(data: bytes, resources: PDFResourceManager) -> list[Character]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return read_characters(opened.pages[0], resources)
