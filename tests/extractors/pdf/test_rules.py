"""Rules, however they were drawn."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pdf import pdfium, rules
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.reader import read_pdf
from extractors.pdf.rules import Rules, read_rules, straight_rules
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import ROWS, pdf
from tests.extractors.pdf.shown import grid_texts

pytestmark = pytest.mark.usefixtures("walked")


@pytest.mark.parametrize(
    "rules",
    [
        pages.strokes,
        pages.heavy_strokes,
        pages.thin_rectangles,
        pages.cell_rectangles,
        pages.one_path,
        pages.form_xobject,
        pages.scaled_form_xobject,
    ],
)
def test_a_ruled_table_is_the_same_grid_however_its_rules_are_drawn(rules):
    def page(canvas):
        rules(canvas)
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]
    assert grid.x_edges == pytest.approx(pages.XS, abs=1)
    assert grid.y_edges == pytest.approx([pages.HEIGHT - y for y in pages.YS], abs=1)


def test_a_border_between_two_thin_fills_is_one_edge():
    """Word writes white fills right above and below a border: three rules, 1.4 points apart each, and a row
    of 2.8 points between the outer two."""

    def page(canvas):
        pages.strokes(canvas)
        for y in pages.YS[1:-1]:
            for shift in (1.4, -1.4):
                canvas.rect(pages.XS[0], y + shift - 0.2, pages.XS[-1] - pages.XS[0], 0.4, stroke=0, fill=1)
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]


def rules_of(draw) -> Rules:
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        handle = raw.FPDF_LoadPage(document.raw, 0)
        try:
            address = pdfium.address(handle)
            return read_rules(address, page_frame(address))
        finally:
            raw.FPDF_ClosePage(handle)


def straight(segments, frame):
    return straight_rules(np.asarray(segments).reshape(-1, 4), np.empty((len(segments), 0)), frame)


PAGE = Frame(0.0, 0.0, 600.0, 800.0, 0)


def test_a_segment_is_a_rule_by_its_slant_and_its_length():
    horizontal, vertical = straight(
        [
            (10.0, 700.0, 50.0, 701.0),  # one point of slant is straight
            (10.0, 600.0, 50.0, 601.5),
            (10.0, 500.0, 12.0, 500.0),  # two points are long enough
            (10.0, 400.0, 11.9, 400.0),
            (300.0, 100.0, 301.0, 90.0),
            (400.0, 100.0, 401.5, 90.0),
            (500.0, 90.0, 500.0, 92.0),
            (500.0, 80.0, 500.0, 81.9),
        ],
        PAGE,
    )
    assert horizontal.tolist() == [[99.5, 10.0, 50.0], [300.0, 10.0, 12.0]]
    assert vertical.tolist() == [[300.5, 700.0, 710.0], [500.0, 708.0, 710.0]]


def test_rules_have_their_low_end_first_whichever_way_they_were_drawn():
    horizontal, vertical = straight([(50.0, 700.0, 10.0, 700.0), (20.0, 100.0, 20.0, 300.0)], PAGE)
    assert horizontal.tolist() == [[100.0, 10.0, 50.0]]
    assert vertical.tolist() == [[20.0, 500.0, 700.0]]


def test_no_segments_are_no_rules_of_either_kind():
    horizontal, vertical = straight([], PAGE)
    assert horizontal.shape == vertical.shape == (0, 3)


def test_rules_outside_of_the_page_are_not_displayed_and_those_on_its_edge_are():
    horizontal, vertical = straight(
        [
            (0.0, 801.0, 100.0, 801.0),
            (0.0, 801.5, 100.0, 801.5),
            (0.0, -1.0, 100.0, -1.0),
            (0.0, -1.5, 100.0, -1.5),
            (-50.0, 400.0, 0.0, 400.0),
            (-50.0, 300.0, -1.0, 300.0),
            (600.0, 200.0, 700.0, 200.0),
            (601.0, 100.0, 700.0, 100.0),
            (601.0, 10.0, 601.0, 100.0),
            (601.5, 10.0, 601.5, 100.0),
        ],
        PAGE,
    )
    assert horizontal[:, 0].tolist() == [-1.0, 801.0, 400.0, 600.0]
    assert vertical[:, 0].tolist() == [601.0]


def test_a_rotated_frame_turns_horizontal_rules_to_vertical_ones():
    horizontal, vertical = straight([(10.0, 700.0, 50.0, 700.0)], Frame(0.0, 0.0, 600.0, 800.0, 1))
    assert horizontal.shape == (0, 3)
    assert vertical.tolist() == [[700.0, 10.0, 50.0]]


def test_a_filled_rectangle_of_three_points_is_a_rule_and_a_thicker_one_is_shading():
    found = rules_of(lambda c: c.rect(100, 500, 200, 3, stroke=0, fill=1))
    assert found.horizontal.tolist() == [[pages.HEIGHT - 501.5, 100.0, 300.0]]
    assert len(found.vertical) == 0
    shading = rules_of(lambda c: c.rect(100, 500, 200, 3.5, stroke=0, fill=1))
    assert len(shading.horizontal) == len(shading.vertical) == 0


def test_a_filled_polygon_of_many_points_that_is_thin_is_a_rule_too():
    def bar(canvas):
        path = canvas.beginPath()
        path.moveTo(100, 500)
        for x, y in ((200, 500), (300, 500), (300, 502), (200, 502), (100, 502)):
            path.lineTo(x, y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    assert rules_of(bar).horizontal.tolist() == [[pages.HEIGHT - 501.0, 100.0, 300.0]]


def test_curves_are_no_rules_nor_is_what_hangs_on_them_closed():
    def curve(canvas):
        path = canvas.beginPath()
        path.moveTo(100, 500)
        path.lineTo(200, 500)
        path.curveTo(250, 500, 250, 520, 250, 540)
        path.lineTo(250, 600)
        canvas.drawPath(path)

    found = rules_of(curve)
    assert found.horizontal.tolist() == [[pages.HEIGHT - 500.0, 100.0, 200.0]]
    assert len(found.vertical) == 0


def test_a_closed_stroked_path_has_the_side_that_closes_it():
    def triangle(canvas):
        path = canvas.beginPath()
        path.moveTo(100, 500)
        path.lineTo(200, 500)
        path.lineTo(200, 600)
        path.lineTo(100, 600)
        path.close()
        canvas.drawPath(path)

    found = rules_of(triangle)
    assert sorted(found.vertical[:, 0].tolist()) == [100.0, 200.0]
    assert sorted(found.horizontal[:, 0].tolist()) == [pages.HEIGHT - 600.0, pages.HEIGHT - 500.0]


def test_what_is_not_drawn_is_no_rule():
    def unpainted(canvas):
        path = canvas.beginPath()
        path.moveTo(100, 500)
        path.lineTo(200, 500)
        canvas.drawPath(path, stroke=0, fill=0)

    assert len(rules_of(unpainted).horizontal) == 0


def test_images_and_drawn_points_are_counted():
    found = rules_of(pages.scan)
    assert found.n_images == 1
    plain = rules_of(lambda c: c.line(10, 10, 60, 10))
    assert (plain.n_images, plain.truncated) == (0, False)
    assert plain.n_drawn == 1 + 2  # an object with two points


def test_a_page_of_more_objects_than_are_looked_at_is_truncated(monkeypatch):
    def many(canvas):
        for k in range(4):
            canvas.line(10, 100 + 50 * k, 60, 100 + 50 * k)

    monkeypatch.setattr(rules, "MAX_OBJECTS", 12)
    assert not rules_of(many).truncated
    assert len(rules_of(many).horizontal) == 4
    monkeypatch.setattr(rules, "MAX_OBJECTS", 11)  # the points of the last line are beyond
    found = rules_of(many)
    assert found.truncated
    assert len(found.horizontal) == 3
    monkeypatch.setattr(rules, "MAX_OBJECTS", 3)
    assert rules_of(many).truncated
    assert len(rules_of(many).horizontal) == 0


def test_forms_in_forms_are_followed_so_far(monkeypatch):
    def nested(canvas):
        canvas.beginForm("inner")
        canvas.line(10, 100, 60, 100)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(100, 0)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.doForm("outer")

    found = rules_of(nested)
    assert found.horizontal.tolist() == [pytest.approx([pages.HEIGHT - 100.0, 110.0, 160.0], abs=1)]
    monkeypatch.setattr(rules, "MAX_FORM_DEPTH", 1)
    assert len(rules_of(nested).horizontal) == 0


def test_matrices_are_applied_from_the_inside_out():
    shift, double = (1.0, 0.0, 0.0, 1.0, 5.0, 7.0), (2.0, 0.0, 0.0, 2.0, 0.0, 0.0)
    assert rules._product(shift, double) == (2.0, 0.0, 0.0, 2.0, 10.0, 14.0)
    assert rules._product(double, shift) == (2.0, 0.0, 0.0, 2.0, 5.0, 7.0)
    turn = (0.0, 1.0, -1.0, 0.0, 3.0, 0.0)
    assert rules._product((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), turn) == (-2.0, 1.0, -4.0, 3.0, -3.0, 5.0)


def test_rules_are_arrays_of_three_numbers():
    found = rules_of(pages.strokes)
    assert found.horizontal.dtype == found.vertical.dtype == np.float64
    assert found.horizontal.shape == (4, 3)
    assert found.vertical.shape == (5, 3)
    assert found.unmeasured == frozenset()
