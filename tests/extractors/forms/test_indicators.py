"""Records of indicators, from their printed cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.indicators import indicator, indicator_name, is_numbered, is_residue
from tests.extractors.forms.builders import PLACE, raw


def test_printed_cells_stand_beside_what_they_mean() -> None:
    record = indicator(
        raw("产岀指标", "数量", "指标1：终端数量", target="≥8个", actual="6个", weight="20分", score="15")
    )
    assert (record.level1_raw, record.level2_raw, record.level3_raw) == (
        "产岀指标",
        "数量",
        "指标1：终端数量",
    )
    assert (record.level1, record.level2, record.level3) == ("产出指标", "数量指标", "终端数量")
    assert record.level_repairs == ("level1",)
    assert (record.target_operator, record.target_value, record.target_unit) == ("≥", Decimal(8), "个")
    assert (record.actual_value, record.actual_unit, record.actual_semantics) == (
        Decimal(6),
        "个",
        "measured",
    )
    assert (record.attainment, record.weight, record.score) == (Decimal("0.75"), Decimal(20), Decimal(15))
    assert (record.place, record.target_raw, record.actual_raw) == (PLACE, "≥8个", "6个")


def test_the_relation_may_stand_in_a_column_and_the_unit_in_the_name() -> None:
    record = indicator(raw(name="登记成本（元/户）", target="2", nature="≤"))
    assert (record.target_raw, record.target_operator, record.target_unit) == ("≤2", "≤", "元/户")


@pytest.mark.parametrize(
    ("level1", "level2", "name", "repairs"),
    [
        (None, "数量指标", "产出指标", ("level1_of_level2",)),
        (None, "成本指标", "产出指标", ("level1_of_level2",)),
        (None, "过程", None, ()),  # of no first level
        ("效益指标", "数量指标", "效益指标", ()),  # printed: as it stands
        (None, "服务对象满意度标", "满意度指标", ("level2", "level1_of_level2")),
    ],
)
def test_a_first_level_that_is_not_printed_follows_from_the_second(
    level1: str | None, level2: str, name: str | None, repairs: tuple[str, ...]
) -> None:
    record = indicator(raw(level1, level2))
    assert (record.level1, record.level_repairs) == (name, repairs)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("指标12：：项目数", "项目数"),
        ("1.培训次数", "培训次数"),
        ("（2）、发行量", "发行量"),
        ("1.5万人参与", "1.5万人参与"),
        ("指标2：", None),
        ("", None),
        (None, None),
    ],
)
def test_a_counting_label_is_no_part_of_the_name(text: str | None, name: str | None) -> None:
    assert indicator_name(text) == name


@pytest.mark.parametrize(("text", "numbered"), [("指标1：养", True), ("1.5万人", False), ("养", False)])
def test_names_with_a_counting_label_are_numbered(text: str, numbered: bool) -> None:
    assert is_numbered(text) is numbered


@pytest.mark.parametrize(
    ("text", "residue"), [(None, True), ("", True), ("...", True), ("指标3：", True), ("指标3：养护", False)]
)
def test_what_a_blank_form_offers_is_no_indicator(text: str | None, residue: bool) -> None:
    assert is_residue(text) is residue
