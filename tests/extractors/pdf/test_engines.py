"""Other engines' readings land in the coordinates of the page as displayed."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.engines import ENGINES
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from tests.extractors.pdf.pages import cell_texts, pdf, strokes

Crop = tuple[float, float, float, float]
TEXTS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("201", "一般公共服务", "1,034.50", "800.00"),
    ("208", "社会保障", "200.00", "0.00"),
)


def drawn(rotation: int = 0, crop: Crop | None = None) -> bytes:
    def draw(canvas: Canvas) -> None:
        strokes(canvas)
        cell_texts(canvas, TEXTS)

    document = pypdfium2.PdfDocument(pdf(draw))
    page = document[0]
    page.set_rotation(rotation)
    if crop is not None:
        page.set_cropbox(*crop)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def rereading(data: bytes) -> Rereading:
    return Rereading(data, read_pdf(data))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("rotation", "crop"), [(0, None), (0, (40.0, 400.0, 560.0, 800.0))])
def test_engines_agree_cell_for_cell(engine: str, rotation: int, crop: Crop | None) -> None:
    with rereading(drawn(rotation, crop)) as pages:
        assert pages.agree(1, "pdfium", engine)
        (grid,) = pages.document({1: engine}).grids
        (ours,) = pages.document({}).grids
    assert grid.engine == engine
    assert [[c.text for c in grid.row(r)] for r in range(3)] == [list(row) for row in TEXTS]
    assert grid.y_edges == pytest.approx(ours.y_edges, abs=1.5)


def test_a_page_without_tables_is_no_opinion() -> None:
    with rereading(pdf(lambda canvas: canvas.drawString(60, 600, "No table on this page"))) as pages:
        for engine in ENGINES:
            assert not pages.has_opinion(1, engine)
            assert not pages.agree(1, "pdfium", engine)
