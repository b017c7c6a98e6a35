"""Other engines' readings land in the coordinates of the page as displayed."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf import engines
from extractors.pdf.engines import ENGINES, NoOpinion, read_with
from extractors.pdf.glyphs import REPLACEMENT
from extractors.pdf.page import PageContent
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from tests.extractors.pdf.pages import cell_texts, pdf, strokes
from tests.extractors.pdf.printed import content, printed

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


def cell(x1: float, y1: float, x2: float, y2: float, *, right: bool = True, bottom: bool = True):
    """As camelot gives it: from the lower left corner of a page of 100 points."""
    return (x1, y1, x2, y2, right, bottom)


def test_cells_of_camelot_without_a_side_between_them_are_one() -> None:
    rows = [
        [cell(0, 80, 10, 100, right=False), cell(10, 80, 20, 100), cell(20, 80, 30, 100, bottom=False)],
        [cell(0, 60, 10, 80), cell(10, 60, 20, 80), cell(20, 60, 30, 80)],
    ]
    assert engines._camelot_boxes(rows, 100.0) == [
        (0, 0, 20, 20),
        (20, 0, 30, 40),
        (0, 20, 10, 40),
        (10, 20, 20, 40),
    ]


def test_cells_that_are_no_rectangle_together_stay_apart() -> None:
    """The upper two are one; below them a side stands in the way."""
    rows = [
        [cell(0, 80, 10, 100, right=False, bottom=False), cell(10, 80, 20, 100, bottom=False)],
        [cell(0, 60, 10, 80), cell(10, 60, 20, 80)],
    ]
    assert engines._camelot_boxes(rows, 100.0) == [(0, 0, 20, 20), (0, 20, 10, 40), (10, 20, 20, 40)]
    open_below = [rows[0], [cell(0, 60, 10, 80, right=False), cell(10, 60, 20, 80)]]
    assert engines._camelot_boxes(open_below, 100.0) == [(0, 0, 20, 40)]
    half = [[cell(0, 80, 10, 100, right=False, bottom=False), cell(10, 80, 20, 100)], rows[1]]
    assert engines._camelot_boxes(half, 100.0)[0] == (0, 0, 20, 20)


def test_glyphs_of_pdfminer_stand_on_the_page_as_displayed() -> None:
    chars = [
        ("明", (30.0, 50.0, 40.0, 60.0), 42.0),
        ("fi", (40.0, 50.0, 48.0, 60.0), 42.0),
        ("(cid:7)", (50.0, 50.0, 60.0, 60.0), 42.0),
        ("\xa0", (60.0, 50.0, 65.0, 60.0), 42.0),
    ]
    glyphs = engines._pdfminer_glyphs(chars, left=10.0, top=5.0, height=100.0)
    assert glyphs.chars == ["明", "f", "i", REPLACEMENT, " "]
    assert glyphs.x0 == [20.0, 30.0, 34.0, 40.0, 50.0]
    assert glyphs.x1 == [30.0, 34.0, 38.0, 50.0, 55.0]
    assert (glyphs.top[0], glyphs.bottom[0]) == (45.0, 55.0)
    assert glyphs.baseline == [53.0] * 5
    assert len(engines._pdfminer_glyphs([], 0.0, 0.0, 100.0)) == 0


def ours(**sizes: int) -> PageContent:
    return replace(content(printed((0, 100, "甲" * 3))), **sizes)


@pytest.mark.parametrize("size", [{"n_rules": 4_001}, {"n_drawn": 40_001}])
def test_a_page_that_would_cost_too_much_is_not_given_to_other_engines(size: dict[str, int]) -> None:
    with pytest.raises(
        NoOpinion, match=r"pdfplumber is not asked: \d+ rules, 3 glyphs, \d+ objects and points"
    ):
        read_with("pdfplumber", None, 1, ours(**size))


def test_a_page_at_the_bounds_is_given_and_what_an_engine_raises_is_no_opinion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> PageContent:
        raise KeyError("x")

    monkeypatch.setitem(engines._ENGINES, "pdfplumber", fail)
    with pytest.raises(NoOpinion, match="pdfplumber fails: KeyError: 'x'"):
        read_with("pdfplumber", None, 1, ours(n_rules=4_000, n_drawn=40_000))


def test_what_is_known_of_the_page_itself_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = content(printed((0, 50, "乙")), number=9)
    monkeypatch.setitem(engines._ENGINES, "camelot", lambda *_: theirs)
    known = ours(n_rules=7, n_drawn=8, truncated=True, incomplete=True)
    found = read_with("camelot", None, 1, known)
    assert found.glyphs is theirs.glyphs
    assert (found.page, found.n_rules, found.n_drawn) == (known.page, 7, 8)
    assert found.truncated
    assert found.incomplete
