"""What is computed in C and in Python comes out the same, bit for bit."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import native, painted, pdfium, rules, turned, visibility
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.glyphs import make_glyphs, read_glyphs
from tests.extractors.pdf.pages import pdf, text

pytestmark = pytest.mark.skipif(
    native.LIBRARY is None,
    reason="the C helper is not compiled, or MINGZHANG_PURE is set: python hatch_build.py",
)

SEEDS = range(20)


@pytest.fixture
def both(monkeypatch):
    """Calls a function natively, then in Python."""

    def call(function, *arguments):
        ours = function(*arguments)
        with monkeypatch.context() as patch:
            patch.setattr(native, "LIBRARY", None)
            return ours, function(*arguments)

    return call


def grid(random: np.random.Generator, *shape: int) -> np.ndarray:
    """Numbers of which many are equal, and many differ by just what is allowed."""
    return random.integers(0, 25, shape) / 2.0


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_are_told_alike(both, seed):
    random = np.random.default_rng(seed)
    ends, marks = grid(random, 200, 4) - 1, grid(random, 200, seed % 3)
    ours, theirs = both(rules.straight_rules, ends, marks, Frame(0.5, 1.0, 9.0, 11.0, seed % 4))
    for mine, other in zip(ours, theirs, strict=True):
        assert (mine.shape, mine.tobytes()) == (other.shape, other.tobytes())
        assert len(mine) > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_strokes_are_covered_alike(both, seed):
    random = np.random.default_rng(seed)
    corners, boxes = grid(random, 100, 4), grid(random, 7, 4)
    low, high = np.minimum(corners[:, :2], corners[:, 2:]), np.maximum(corners[:, :2], corners[:, 2:])
    thin = random.integers(0, 2, 100)
    high[range(100), thin] = low[range(100), thin]
    boxes[:, 2:] = boxes[:, :2] + 12
    order = random.random(107)
    nothing = np.zeros(7)
    areas = painted.Painted(boxes, nothing, nothing, order[100:], nothing > 0)
    ours, theirs = both(painted._is_covered, low, high, order[:100], areas, np.arange(7))
    assert ours.tolist() == theirs.tolist()
    assert set(ours.tolist()) == {False, True}


@pytest.mark.parametrize("seed", SEEDS)
def test_glyphs_are_taken_for_turned_alike(both, seed):
    random = np.random.default_rng(seed)
    corners = grid(random, 60, 2) * 3
    boxes = np.column_stack((corners, corners + grid(random, 60, 2) + 1))
    glyphs = make_glyphs(["明"] * 60, boxes[:, 3] - 1, boxes, list(range(60)))
    ours, theirs = both(turned._may_be_turned, glyphs)
    assert ours == theirs
    assert 0 < len(ours) < 60


@pytest.mark.parametrize("rotation", range(4))
def test_clip_paths_are_asked_alike(both, rotation):
    def draw(canvas):
        for right, words in ((140, "看得见看不见"), (500, "看得见"), (10, "看不见")):
            canvas.saveState()
            for low in (650, 690):
                path = canvas.beginPath()
                path.moveTo(90, low)
                path.lineTo(right, low + 5)
                path.lineTo(right + (low - 650) / 80, 720)  # the second path is half a point wider
                canvas.clipPath(path, stroke=0)
            text(canvas, 100, 700, words, 10)
            canvas.restoreState()
        text(canvas, 100, 600, "外面的", 10)

    with pypdfium2.PdfDocument(pdf(draw)) as document:
        document[0].set_rotation(90 * rotation)
        page = raw.FPDF_LoadPage(document.raw, 0)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            frame = page_frame(pdfium.address(page))
            items = [pdfium.address(raw.FPDFPage_GetObject(page, k)) for k in range(4)]
            ours, theirs = both(visibility.clip_boxes, np.asarray([*items, 0]), frame)
            assert ours.tobytes() == theirs.tobytes()
            assert len(set(map(tuple, ours.tolist()))) == 4
            for item in items:
                mine, other = both(visibility._clipped_object, item, frame)
                assert mine == other
            assert mine is None
            glyphs = read_glyphs(pdfium.address(text_page), raw.FPDFText_CountChars(text_page), frame)
            view = visibility.View(pdfium.address(text_page), glyphs, frame)
            mine, other = both(view.unseen, list(range(len(glyphs))))
            assert mine == other
        finally:
            raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(page)
