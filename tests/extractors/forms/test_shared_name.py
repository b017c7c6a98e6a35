"""The name of projects of a list, in a cell that page breaks cut."""

from __future__ import annotations

import pytest

from extractors.document import Place
from extractors.forms.row_stream import FormCell
from extractors.forms.shared_name import SharedName


def part(text: str, top: float, bottom: float, middle: float) -> FormCell:
    return FormCell(text, Place(1, (0, middle - 5, 9, middle + 5), 0, len(text)), 0, 50, 1, top, bottom, True)


@pytest.mark.parametrize(
    ("bottom", "middle", "next_bottom", "closed"),
    [
        (100.0, 50.0, 100.0, True),  # centred in its one part: nothing follows
        (100.0, 90.0, 100.0, False),  # as much again must follow
        (100.0, 10.0, 100.0, False),  # printed at the top: tells nothing
        (12.0, 6.0, 100.0, False),  # fills its part: tells nothing
        (100.0, 54.0, 9.0, False),  # centred in its part and one row more
    ],
)
def test_where_a_name_stands_tells_whether_its_cell_goes_on(
    bottom: float, middle: float, next_bottom: float, closed: bool
) -> None:
    name = SharedName()
    name.take([part("甲项目", 0, bottom, middle)])
    assert name.is_closed_by(part("", 0, next_bottom, next_bottom / 2)) is closed
