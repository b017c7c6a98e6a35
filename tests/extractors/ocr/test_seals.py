"""Seals go, print stays, whatever its colour."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.seals import without_seals
from tests.extractors.ocr.drawn_pages import SCALE, figures, noisy, paper, rule, seal, write

XS, YS = [40.0, 120.0, 200.0, 280.0], [40.0, 60.0, 80.0, 100.0, 120.0, 140.0, 160.0]


@pytest.mark.parametrize("ink", [(215, 40, 45), (40, 50, 200), (150, 50, 170)], ids=["red", "blue", "purple"])
def test_seal_is_taken_out_and_print_under_it_stays(ink: tuple[int, int, int]) -> None:
    page = paper(320, 220)
    figures(page, XS, YS)
    printed = page[:, :, 0] < 100
    seal(page, 160, 100, 58, ink)
    only_seal = (page.max(axis=2).astype(int) - page.min(axis=2) > 100) & ~printed
    found = without_seals(page, SCALE)
    assert (found.grey[printed] < 150).mean() > 0.95
    assert (found.grey[only_seal] < 150).mean() < 0.02
    (box,) = found.boxes
    assert np.asarray(box) / SCALE == pytest.approx([101, 41, 219, 159], abs=4)
    assert found.seals is not None
    assert (found.seals[only_seal] < 200).mean() > 0.9


def test_seal_goes_from_a_noisy_picture() -> None:
    page = paper(320, 220)
    seal(page, 160, 100, 58)
    found = without_seals(noisy(page), SCALE)
    assert len(found.boxes) == 1
    assert (found.grey < 150).mean() < 0.0005


def test_two_seals_that_touch_both_go() -> None:
    page = paper(400, 260)
    seal(page, 120, 120, 58)
    seal(page, 232, 120, 58)
    found = without_seals(page, SCALE)
    assert (found.grey < 150).mean() < 0.001


def test_seal_across_the_edge_goes() -> None:
    page = paper(320, 220)
    seal(page, 318, 100, 58)
    found = without_seals(page, SCALE)
    assert len(found.boxes) == 1
    assert (found.grey < 150).mean() < 0.001


def test_red_print_is_no_seal() -> None:
    page = paper(320, 220)
    write(page, 30, 40, "RED HEADLINE", (220, 20, 20), 1.8)
    figures(page, XS, YS[1:], "8.5")
    for y in range(70, 160, 12):
        write(page, 60, y, "1,234.56", (220, 20, 20))
    found = without_seals(page, SCALE)
    assert found.boxes == ()
    assert found.seals is None
    assert (found.grey[page[:, :, 1] < 60] < 150).all()


def test_grey_picture_keeps_its_seal() -> None:
    page = paper(320, 220)
    seal(page, 160, 100, 58, (90, 90, 90))
    found = without_seals(page, SCALE)
    assert found.boxes == ()
    assert np.array_equal(found.grey, page[:, :, 0])


def test_sharp_edges_of_a_seal_go_though_colour_was_kept_blurred() -> None:
    page = paper(320, 220)
    figures(page, XS, YS)
    print_ = page[:, :, 0] < 120
    seal(page, 160, 100, 58)
    found = without_seals(noisy(page), SCALE)
    bare = cv2.dilate(print_.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    on_seal = (page[:, :, 0].astype(int) - page[:, :, 1] > 60) & bare
    near = (cv2.dilate(on_seal.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0) & bare
    assert (found.grey[near] < 215).mean() < 0.04  # noise has a deviation of 10, and paper is 250
    under = cv2.erode(print_.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    assert (found.grey[under] < 170).mean() > 0.95


def test_pale_seal_that_print_and_rules_cut_to_pieces_is_found() -> None:
    page = paper(320, 220)
    seal(page, 160, 100, 58, (240, 165, 170))
    for y in range(30, 180, 18):
        rule(page, 20, y, 300, y, width=6)
    found = without_seals(page, SCALE)
    (box,) = found.boxes
    assert np.asarray(box) / SCALE == pytest.approx([101, 41, 219, 159], abs=5)


def test_framed_stamp_of_one_line_set_askew_goes() -> None:
    page = paper(320, 220)
    figures(page, XS, YS[:3])
    printed = page[:, :, 0] < 150
    corners = cv2.boxPoints(((160 * SCALE, 140 * SCALE), (110 * SCALE, 24 * SCALE), -5.0))
    cv2.polylines(page, [np.rint(corners).astype(np.int32)], True, (200, 40, 50), 5, cv2.LINE_AA)
    write(page, 116, 144, "RECEIVED 0317", (200, 40, 50))
    found = without_seals(page, SCALE)
    (box,) = found.boxes
    assert np.asarray(box) / SCALE == pytest.approx([104, 123, 216, 157], abs=4)
    assert (found.grey[printed] < 150).all()
    assert (found.grey[~printed] < 150).mean() < 0.0002  # the stamp inks 0.011 of the page


def test_coloured_rules_of_a_table_are_no_frame() -> None:
    page = paper(320, 220)
    for y in YS:
        cv2.line(page, (111, round(y * SCALE)), (778, round(y * SCALE)), (40, 60, 200), 2)
    for x in XS:
        cv2.line(page, (round(x * SCALE), 111), (round(x * SCALE), 444), (40, 60, 200), 2)
    figures(page, XS, YS)
    assert without_seals(page, SCALE).boxes == ()
