"""What stands above a form."""

from __future__ import annotations

from tests.extractors.forms.grids import find, ruled
from tests.extractors.forms.layouts import TWO_ROW_HEADER


def test_a_unit_of_money_above_a_form_is_no_department() -> None:
    (project,) = find(ruled(TWO_ROW_HEADER), above="单位：万元")
    assert project.competent_department is None
