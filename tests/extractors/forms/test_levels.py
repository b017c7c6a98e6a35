"""The official names of levels, and slips in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.combined_names import split_combined
from extractors.forms.levels import MAX_POLLUTED, is_slip, known_level, level, official_names, parents_of


@given(st.data())
def test_one_lost_character_of_a_long_level_is_repaired(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["服务对象满意度指标", "可持续影响指标", "生态环境成本指标"]))
    at = data.draw(st.integers(0, len(name) - 1))
    assert known_level(name[:at] + name[at + 1 :], 2) == name


def test_levels_that_are_near_two_names_stay_as_printed() -> None:
    assert level("X量指标", 2) == "X量指标"
    assert level("质量指标", 2) == "质量指标"
    assert split_combined("产出指标线路数量") is None
    assert split_combined("产出指标质量合格率") is None
    parts = split_combined("满意度指标服务对象满意度申请人满意率")
    assert parts is not None
    assert (parts.level2, parts.name) == ("服务对象满意度", "申请人满意率")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("服务对象满意度指票", "服务对象满意度指标"),  # the last character
        ("眼务对象满意度指标", "服务对象满意度指标"),  # the first
        ("服务对象的满意度指标", "服务对象满意度指标"),  # one too many
        ("服务对象满意度指标的", "服务对象满意度指标"),
        ("的服务对象满意度指标", "服务对象满意度指标"),
        ("务对象满意度指标", "服务对象满意度指标"),
        ("服务对家满意度指票", None),  # two slips
        ("服务对满意度指", None),
        ("质里指标", "质量指标"),
        ("质里", None),  # too short to be told from its neighbours
        ("质量", "质量指标"),
        ("11-数量指标", "数量指标"),
        ("数量指标（20分）", "数量指标"),
        ("抽检批次数量指标", "数量指标"),  # the neighbour's text was printed over it
        ("数量指标质量指标", None),  # which of them?
        ("", None),
    ],
)
def test_one_slip_of_a_second_level_is_repaired(printed: str, name: str | None) -> None:
    assert known_level(printed, 2) == name


@pytest.mark.parametrize(("length", "name"), [(MAX_POLLUTED, "产出指标"), (MAX_POLLUTED + 1, None)])
def test_a_sentence_that_speaks_of_a_level_is_none(length: int, name: str | None) -> None:
    assert known_level("产出指标" + "甲" * (length - 4), 1) == name


def test_first_and_second_levels_are_apart() -> None:
    assert (known_level("产出指标", 2), known_level("数量指标", 1)) == (None, None)
    assert official_names(1)["成本"] == "成本指标"
    assert official_names(2)["经济成本"] == "经济成本指标"


def test_unknown_levels_stay_as_printed_without_number_and_points() -> None:
    assert level("3-过程管理（20分）", 1) == "过程管理"
    assert level("（20分）", 1) is None
    assert level(None, 1) is None


@pytest.mark.parametrize(
    ("printed", "depth", "slip"),
    [
        ("产岀指标", 1, True),
        ("产出", 1, False),
        ("产出指标（50分）", 1, False),
        ("过程", 1, False),
        (None, 1, False),
    ],
)
def test_what_is_printed_otherwise_is_a_slip(printed: str | None, depth: int, slip: bool) -> None:
    assert is_slip(printed, depth) is slip


@pytest.mark.parametrize(
    ("second", "parents"),
    [
        ("数量", {"产出指标"}),
        ("社会成本指标", {"成本指标"}),
        ("可持续发展指标", {"效益指标"}),
        ("成本指标", {"产出指标"}),
        ("过程", set()),
        (None, set()),
    ],
)
def test_the_first_levels_of_a_second(second: str | None, parents: set[str]) -> None:
    assert parents_of(second) == parents
