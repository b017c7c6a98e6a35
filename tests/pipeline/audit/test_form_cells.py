"""Where a number of a form's row stands."""

from __future__ import annotations

import pytest

from extractors.document import Grid, GridCell, Place
from pipeline.audit.form_cells import ROW_REACH, located
from tests.pipeline.audit.drawn import NOWHERE, document, evidence

ROW = Place(1, None, 0, 4)


def at(start: int) -> Place:
    text = " " * 2000
    grid = Grid(4, 2000, 1, 2, (GridCell(0, 0, "10", 4, 6), GridCell(0, 1, "9.5", start, start + 3)))
    return located(evidence(text, document=document(text, grid)), ROW, "9.5")


@pytest.mark.parametrize(("start", "found"), [(10, True), (4 + ROW_REACH - 1, True), (4 + ROW_REACH, False)])
def test_a_number_within_reach_of_the_head_of_its_row(start: int, found: bool) -> None:
    assert at(start) == (Place(None, None, start, start + 3) if found else ROW)


def test_the_head_stands_for_what_is_not_found() -> None:
    nothing = evidence()
    assert located(nothing, ROW, "9.5") == ROW
    assert located(nothing, ROW, None) == ROW
    assert located(nothing, NOWHERE, "9.5") == NOWHERE
