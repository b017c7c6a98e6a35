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


def test_texts_of_a_cut_name_are_put_together() -> None:
    name = SharedName()
    assert name.text == ""
    name.take([part("政府公报", 0, 40, 20)])
    name.take([part("", 0, 40, 20)])
    name.take([part("编辑", 0, 40, 20), part("管理", 0, 40, 20)])
    assert name.text == "政府公报编辑管理"


@pytest.mark.parametrize(
    ("first", "second"), [("11000026T000003807937-标", "11000026T000003807937-标准"), ("标准", "标")]
)
def test_a_whole_name_printed_again_counts_once(first: str, second: str) -> None:
    name = SharedName()
    name.take([part(first, 0, 40, 20)])
    name.take([part(second, 0, 40, 20)])
    assert name.text == max(first, second, key=len)


@pytest.mark.parametrize(
    ("before", "text", "closed"),
    [
        ("11000022T000000391739-培训", "11000022T000000391751-咨询", True),
        ("11000022T000000391739-培训", "咨询", False),  # no code where names have one: the rest
        ("11000022T000000391739-培", "11000022T000000391739-培训", False),  # the same, whole
        ("11000022T00000039", "1739-培训", False),  # a cut code goes on
        ("培训", "咨询", True),
        ("培训", "11000022T000000391751-咨询", True),
    ],
)
def test_another_text_is_another_name_where_codes_say_so(before: str, text: str, closed: bool) -> None:
    name = SharedName()
    name.take([part(before, 0, 40, 20)])
    assert name.is_closed_by(part(text, 0, 40, 20)) is closed


def test_a_name_without_text_is_not_closed() -> None:
    name = SharedName()
    name.take([part("", 0, 40, 20)])
    assert not name.is_closed_by(part("培训", 0, 40, 20))


def test_the_middle_is_that_of_all_parts_together() -> None:
    """Sixty points above the text's part and twenty in it: as much must stand below."""
    name = SharedName()
    name.take([part("", 0, 60, 30)])
    name.take([part("培训", 0, 100, 20)])
    blank = part("", 0, 100, 50)
    assert name.is_closed_by(blank)
    early = SharedName()
    early.take([part("", 0, 60, 30)])
    early.take([part("培训", 0, 100, 50)])
    assert not early.is_closed_by(blank)


def test_parts_below_the_text_use_up_what_should_follow() -> None:
    name = SharedName()
    name.take([part("培训", 0, 100, 90)])  # eighty points should follow
    blank = part("", 0, 80, 40)
    assert not name.is_closed_by(blank)
    name.take([blank])
    assert name.is_closed_by(part("", 0, 80, 40))


@pytest.mark.parametrize(
    ("bottom", "middle", "next_bottom", "closed"),
    [
        (100, 56, 100, True),  # twelve points should follow: within the slack of a line
        (100, 56.5, 100, False),
        (100, 44, 100, True),
        (100, 43.5, 100, False),
        (400, 210, 400, True),  # of a high cell a twentieth is slack
        (400, 210.5, 400, False),
        (100, 56, 24, False),  # the blank part is as near to the middle
        (100, 56, 25, True),
        (34, 17, 100, False),  # a line above and below the text is no room
        (35, 17.5, 100, True),
    ],
)
def test_how_far_the_text_may_miss_the_middle(
    bottom: float, middle: float, next_bottom: float, closed: bool
) -> None:
    name = SharedName()
    name.take([part("甲项目", 0, bottom, middle)])
    assert name.is_closed_by(part("", 0, next_bottom, next_bottom / 2)) is closed
