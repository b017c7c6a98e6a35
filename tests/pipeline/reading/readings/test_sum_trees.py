"""Which amounts are parts of which."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.figures.tolerance import Side
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.sum_trees import sum_trees

SLACK = Decimal("0.005")


def amount(value: str, words: str = "、", section: int = 1) -> Amount:
    return Amount(0, 0, Side(Decimal(value), SLACK), None, section, "gpb", words, words)


def parents(*amounts: Amount | str) -> dict[int, int]:
    return sum_trees([amount(a) if isinstance(a, str) else a for a in amounts])


def test_what_adds_up_to_a_figure_before_it_is_its_parts() -> None:
    assert parents("10.00", "6.00", "4.00") == {1: 0, 2: 0}
    assert parents("10.00", "6.00", "3.00") == {}


def test_parts_have_parts() -> None:
    assert parents("10.00", "6.00", "5.00", "1.00", "4.00") == {1: 0, 2: 1, 3: 1, 4: 0}


def test_two_lists_may_follow_one_head() -> None:
    assert parents("10.00", "6.00", "4.00", "7.00", "3.00") == {1: 0, 2: 0, 3: 0, 4: 0}


def test_siblings_are_no_parts_of_a_sibling_that_they_happen_to_make_up() -> None:
    assert parents("9.00", "4.50", "2.50", "2.00") == {1: 0, 2: 0, 3: 0}


def test_some_of_the_parts_of_a_part_may_be_told() -> None:
    told = amount("1.00", "其中:")
    assert parents("10.00", "6.00", told, "4.00") == {1: 0, 3: 0}


def test_members_of_a_numbered_list_are_found_over_what_stands_between() -> None:
    between = [amount("1.10", ",主要包括甲"), amount("2.20", ",乙")]
    found = parents("10.00", amount("6.00", "1.甲项"), *between, amount("4.00", "。2.乙项"))
    assert found == {1: 0, 4: 0}


def test_one_part_is_a_list_only_where_words_open_it() -> None:
    assert parents("10.00", "10.00") == {}
    assert parents("10.00", amount("10.00", ",其中:财政拨款"), "0.00") == {1: 0, 2: 0}


def test_lists_end_with_their_section() -> None:
    assert parents("10.00", "6.00", amount("4.00", section=2)) == {}


@pytest.mark.parametrize(("part", "found"), [("0.01", {}), ("0.02", {1: 0, 2: 0})])
def test_less_than_a_digit_of_the_head_proves_nothing(part: str, found: dict[int, int]) -> None:
    rest = str(Decimal("10.00") - Decimal(part))
    assert parents("10.00", rest, part) == found


def test_rounding_may_leave_a_sum_a_digit_apart_and_no_more() -> None:
    assert parents("10.01", "6.00", "4.00") == {1: 0, 2: 0}
    assert parents("10.05", "6.00", "4.00") == {}
