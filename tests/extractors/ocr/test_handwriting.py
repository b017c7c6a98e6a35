"""Signatures go, print stays, however large it is."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.handwriting import without_handwriting
from tests.extractors.ocr.drawn_pages import SCALE, Bytes, figures, leaf, paper, rule, table, write

XS, YS = [40.0, 120.0, 200.0, 280.0], [40.0, 60.0, 80.0, 100.0]


def signature(pixels: Bytes, x: float, y: float) -> None:
    """A wavy line, 60 points long and 24 high, that begins at a point."""
    along = np.linspace(0, 1, 80)
    line = np.column_stack((x + 60 * along + 6 * np.sin(21 * along), y + 12 * np.sin(14 * along)))
    cv2.polylines(pixels, [np.rint(line * SCALE).astype(np.int32)], False, (30, 40, 110), 3, cv2.LINE_AA)


def test_signature_goes_and_print_beside_it_stays() -> None:
    page = paper(320, 220)
    table(page, XS, YS)
    figures(page, XS, YS)
    write(page, 60, 150, "Signed")
    printed = leaf(page).grey < 150
    signature(page, 110, 148)
    found, boxes = without_handwriting(leaf(page).grey, SCALE)
    assert (found[printed] < 150).all()
    assert (found[~printed] >= 150).all()
    (box,) = boxes
    assert np.allclose(box, (110, 136, 170, 160), atol=8)


def test_headline_and_frame_are_print() -> None:
    page = paper(320, 220)
    write(page, 30, 60, "8508 SOS", size=2.4)  # 24 points high, and round
    table(page, [40, 90], [120, 160])
    found, boxes = without_handwriting(leaf(page).grey, SCALE)
    assert boxes == ()
    assert np.array_equal(found, leaf(page).grey)


def test_what_stands_in_a_line_of_print_as_high_is_a_character() -> None:
    page = paper(320, 220)
    for x in (70, 180):
        for start, end in (((x, 52), (x + 24, 52)), ((x + 12, 48), (x + 12, 73)), ((x, 73), (x + 24, 73))):
            rule(page, *start, *end, width=5)
    signature(page, 108, 61)
    assert without_handwriting(leaf(page).grey, SCALE)[1] == ()
