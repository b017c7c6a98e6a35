"""Other engines' readings land in the coordinates of the page as displayed."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.engines import ENGINES, lattice_of
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from tests.extractors.pdf.pages import YS, cell_texts, pdf, strokes

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


def test_boxes_of_merged_cells_become_spans_and_gaps_become_cells() -> None:
    # A merged head over two columns, one body cell missing at the lower left.
    lattice = lattice_of([(0, 0, 200, 20), (0, 20, 100, 40), (100.4, 20, 200, 40), (100, 40.5, 200, 60)], "x")
    assert lattice is not None
    assert [(c.row, c.col, c.row_span, c.col_span) for c in lattice.cells] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
    ]
    assert lattice.owner.tolist() == [[0, 0], [1, 2], [3, 4]]


def test_a_single_column_of_boxes_is_no_table() -> None:
    assert lattice_of([(0, 0, 100, YS[0])], "x") is None
