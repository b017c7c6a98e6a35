"""Units that siblings print."""

from __future__ import annotations

import pytest

from extractors.narrative.lost_units import with_lost_units
from extractors.narrative.number_tokens import number_tokens


def units(text: str) -> list[tuple[str | None, str | None]]:
    """(kind, unit) of every number."""
    return [(t.kind, t.unit) for t in with_lost_units(text, list(number_tokens(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为5万元、4万元", [("amount", "万元"), ("amount", "万元")]),
        ("分别为5、4万元", [("amount", "万元"), ("amount", "万元")]),
        ("为3、5、4万元", [("amount", "万元")] * 3),
        ("为5至4%", [("percent", "%"), ("percent", "%")]),
        ("为5某4万元", [(None, None), ("amount", "万元")]),
    ],
)
def test_members_of_a_list_have_the_unit_of_the_last(
    text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert units(text) == expected


def test_a_rate_is_a_percentage() -> None:
    assert units("覆盖率≥95，") == [("percent", None)]


def test_a_decimal_has_the_unit_of_an_amount_with_as_many_decimals() -> None:
    assert units("收入5.20万元，支出4.10。") == [("amount", "万元"), ("amount", "万元")]
    assert units("收入5.2万元，支出4.10。") == [("amount", "万元"), (None, None)]
    assert units("支出4.10，收入5.20万元") == [("amount", "万元"), ("amount", "万元")]
    assert units("支出4.10，其他。收入5.20万元") == [(None, None), ("amount", "万元")]  # another sentence
    assert units("收入5.20万元。支出4.10。") == [("amount", "万元"), (None, None)]


def test_a_decimal_behind_growth_is_a_percentage_where_something_stands_before() -> None:
    assert units("收入5.20万元，增长4.10。")[1] == ("percent", None)
    assert units("增长4.10。") == [(None, None)]


def test_a_whole_number_needs_two_counted_siblings_of_one_unit() -> None:
    assert units("甲2个，乙3个，丙4，") == [("count", "个")] * 3
    assert units("甲2个，丙4，") == [("count", "个"), (None, None)]
    assert units("甲2个，乙3台，丙4，") == [("count", "个"), ("count", "台"), (None, None)]
    assert units("甲2个，乙3个。丙4，")[2] == (None, None)


def test_a_number_without_a_label_or_a_stop_stays_bare() -> None:
    assert units("甲2个，乙3个，丙4表")[2] == (None, None)
    assert units("甲2个，乙3个，（4，")[2] == (None, None)


def test_a_label_may_be_the_first_character_of_a_paragraph() -> None:
    assert units("率为95，") == [("percent", None)]
    assert units("甲5.20，支出4.10万元") == [("amount", "万元")] * 2


def test_money_makes_no_whole_number_money_behind_it() -> None:
    assert units("甲2万元，乙3万元，丙4，")[2] == (None, None)


def test_the_last_two_siblings_tell_the_unit() -> None:
    assert units("甲2台，乙3个，丙4个，丁5，")[3] == ("count", "个")
    assert units("甲2个，乙3个，丙4台，丁5，")[3] == (None, None)


def test_the_nearest_amount_with_as_many_decimals_gives_the_unit() -> None:
    assert units("收入5.20万元，支出6.10元，结余4.10。")[2] == ("amount", "元")
    assert units("收入5.20万元，支出6.1元，结余4.10。")[2] == ("amount", "万元")
    assert units("结余4.10，收入5.20万元，支出6.10元")[0] == ("amount", "万元")
    assert units("结余4.10，共3台，支出6.10元")[0] == ("amount", "元")


def test_a_number_takes_nothing_from_the_sentences_around_its_own() -> None:
    assert units("甲2个。乙3个，丙4，")[2] == (None, None)
    assert units("收入5.20万元。其他3台，增长4.10。")[2] == ("percent", None)
    assert units("收入5.20万元。增长4.10。")[1] == (None, None)
    assert units("甲2台。乙2个，丙3个，丁4，")[3] == ("count", "个")


def test_only_units_are_lost_not_labels() -> None:
    assert units("收入5.20万元，“4.10。")[1] == (None, None)
    assert units("收入5.20万元，版本4.10版。")[1] == (None, None)
