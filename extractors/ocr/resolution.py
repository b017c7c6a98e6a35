"""How large the paper is that a picture shows: what files say of it is often only a default."""

from __future__ import annotations

from extractors.ocr.picture import POINTS_PER_INCH

A4_SHORT, A4_LONG = 595.0, 842.0
"""Points. Paper of unknown size is taken for it: everything behind measures characters in points."""
SMALLEST, LARGEST = 400.0, 1_450.0
"""Points of the longer side of paper as scanners take it, from A6 to A3 and a margin; a file that says less
or more gives pixels for points, or guesses."""
DEFAULTS = (72.0, 96.0)
"""Pixels per inch that programs write where they do not know."""
DEFAULT_WITHIN = 0.5
LEAST_DPI, MOST_DPI = 50.0, 1_200.0
"""What scanners and faxes give."""


def is_paper(width: float, height: float) -> bool:
    """Whether paper has such a size, in points.

    >>> is_paper(595, 842), is_paper(1654, 2339), is_paper(60, 80)
    (True, False, False)
    """
    return SMALLEST <= max(width, height) <= LARGEST


def paper_scale(width: float, height: float) -> float:
    """By how much a page of this size is to be shrunk to be paper: 1 where it is.

    A page upright is as wide as A4 then, one that lies as wide as A4 lying.

    >>> paper_scale(595, 842), paper_scale(1190, 2380), paper_scale(1684, 1600)
    (1.0, 0.5, 0.5)
    """
    if is_paper(width, height) or min(width, height) <= 0:
        return 1.0
    return (A4_SHORT if width <= height else A4_LONG) / width


def paper_dpi(width: int, height: int, told: float | None) -> float:
    """Pixels per inch of a picture of so many pixels, `told` by its file (null: by nothing).

    >>> paper_dpi(1654, 2339, 200.0), round(paper_dpi(1654, 2339, 72.0)), round(paper_dpi(1654, 2339, None))
    (200.0, 200, 200)
    """
    if told is not None and LEAST_DPI <= told <= MOST_DPI:
        points = POINTS_PER_INCH / told
        is_default = any(abs(told - default) <= DEFAULT_WITHIN for default in DEFAULTS)
        if not is_default and is_paper(width * points, height * points):
            return told
    return width * POINTS_PER_INCH / (A4_SHORT if width <= height else A4_LONG)
