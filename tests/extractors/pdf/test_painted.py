"""Which strokes of a page are seen."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.painted import Painted, unseen

LINE = (0.0, 50.0, 100.0, 50.0)
BLACK, GREY, WHITE = 0, 200, 255


def seen(line, colour, *areas, alpha=255, order=5):
    """Whether a stroke is seen that is painted fifth; areas are (box, colour, alpha, order)."""
    objects = [((*line[:2], *line[2:]), colour, alpha, order, False)]
    objects += [(box, shade, clear, when, True) for box, shade, clear, when in areas]
    painted = Painted(
        np.asarray([o[0] for o in objects], dtype=float),
        np.asarray([o[1] for o in objects], dtype=float),
        np.asarray([o[2] for o in objects], dtype=float),
        np.asarray([o[3] for o in objects], dtype=float),
        np.asarray([o[4] for o in objects]),
    )
    return not unseen(np.asarray([line]), np.asarray([0]), painted)[0]


def test_black_is_seen_and_white_and_clear_are_not():
    assert seen(LINE, BLACK)
    assert not seen(LINE, WHITE)
    assert not seen(LINE, BLACK, alpha=0)
    assert seen(LINE, BLACK, alpha=1)
    assert not seen(LINE, 250)
    assert seen(LINE, 249)


ROUND = (-10.0, 40.0, 110.0, 60.0)


def test_white_is_seen_on_a_shade_that_is_painted_before_it():
    assert seen(LINE, WHITE, (ROUND, GREY, 255, 1))
    assert not seen(LINE, WHITE, (ROUND, GREY, 255, 9))
    assert not seen(LINE, WHITE, (ROUND, WHITE, 255, 1))
    assert not seen(LINE, WHITE, (ROUND, GREY, 0, 1))
    assert not seen(LINE, WHITE, ((-10.0, 70.0, 110.0, 90.0), GREY, 255, 1))


@pytest.mark.parametrize(("right", "is_seen"), [(50.0, True), (49.0, False)])
def test_half_of_a_white_stroke_must_lie_on_the_shade(right, is_seen):
    assert seen(LINE, WHITE, ((-10.0, 40.0, right, 60.0), GREY, 255, 1)) is is_seen


def test_what_is_painted_over_a_stroke_covers_it_where_it_is_opaque_and_goes_beyond_it():
    assert not seen(LINE, BLACK, (ROUND, WHITE, 255, 9))
    assert seen(LINE, BLACK, (ROUND, WHITE, 255, 1))
    assert seen(LINE, BLACK, (ROUND, WHITE, 254, 9))
    assert seen(LINE, BLACK, ((10.0, 40.0, 110.0, 60.0), WHITE, 255, 9))
    assert seen(LINE, BLACK, ((-10.0, 40.0, 110.0, 50.5), WHITE, 255, 9))  # on the edge of the sheet


def test_upright_strokes_are_covered_in_the_same_way():
    upright = (50.0, 0.0, 50.0, 100.0)
    assert not seen(upright, BLACK, ((40.0, -10.0, 60.0, 110.0), WHITE, 255, 9))
    assert seen(upright, BLACK, ((49.5, -10.0, 60.0, 110.0), WHITE, 255, 9))
