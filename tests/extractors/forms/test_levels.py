"""The official names of levels, and slips in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.combined_names import split_combined
from extractors.forms.levels import known_level, level


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
