"""How large the paper is that a picture shows."""

from __future__ import annotations

import pytest

from extractors.ocr.resolution import is_paper, paper_dpi, paper_scale


def test_paper_is_between_a6_and_a3():
    assert is_paper(298, 420)  # A6
    assert is_paper(842, 1191)  # A3
    assert is_paper(1191, 842)
    assert not is_paper(210, 298)  # A7
    assert not is_paper(1240, 1754)  # pixels of A4 at 150


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(595, 842, 1), (1654, 2339, 595 / 1654), (2339, 1654, 842 / 2339), (60, 80, 595 / 60), (0, 0, 1)],
)
def test_a_page_that_is_no_paper_becomes_as_wide_as_a4(width, height, scale):
    assert paper_scale(width, height) == pytest.approx(scale)


def test_a_resolution_is_believed_where_it_makes_paper_and_is_no_default():
    assert paper_dpi(2480, 3508, 300) == 300
    assert paper_dpi(1240, 1754, 150.0) == 150
    assert paper_dpi(595, 842, 72.0) == pytest.approx(72, abs=0.1)  # a default, and right
    assert paper_dpi(2480, 3508, 96.012) == pytest.approx(300, abs=0.2)
    assert paper_dpi(2480, 3508, 40) == pytest.approx(300, abs=0.2)
    assert paper_dpi(2480, 3508, 1_300) == pytest.approx(300, abs=0.2)
    assert paper_dpi(2480, 3508, 1_000) == pytest.approx(300, abs=0.2)  # paper of 18 by 25 mm
    assert paper_dpi(3508, 2480, None) == pytest.approx(300, abs=0.2)
