"""Cells that print both levels and the name of an indicator."""

from __future__ import annotations

import pytest

from extractors.forms.combined_names import CombinedName, split_combined


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("产出指标数量指标评审项目", ("", "产出指标", "数量指标", "评审项目")),
        ("数效益指标社会效益指标节约资金", ("数", "效益指标", "社会效益指标", "节约资金")),
        ("产出指标：质量指标；合格率", ("", "产出指标", "质量指标", "合格率")),
        ("满意度指标服务对象满意度申请人满意率", ("", "满意度指标", "服务对象满意度", "申请人满意率")),
        # the first print of a level leads to none below it, the second does
        ("产出指标的产出指标时效指标及时率", ("产出指标的", "产出指标", "时效指标", "及时率")),
    ],
)
def test_levels_that_follow_each_other_are_told_from_the_name(
    raw: str, parts: tuple[str, str, str, str]
) -> None:
    assert split_combined(raw) == CombinedName(*parts)


@pytest.mark.parametrize(
    "raw", ["产出指标线路数量", "产出指标质量合格率", "数量指标产出指标", "线路数量", ""]
)
def test_what_could_begin_a_name_is_no_level(raw: str) -> None:
    """质量 without 指标 opens names of indicators: 质量合格率."""
    assert split_combined(raw) is None
