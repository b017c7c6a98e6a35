"""Goals below a header."""

from __future__ import annotations

import pytest

from extractors.forms.goal_rows import goal_columns, goal_texts
from tests.extractors.forms.builders import form_row


@pytest.mark.parametrize(
    ("drawing", "fields"),
    [
        ("年度总体目标 | 预期目标 | 实际完成情况", ["expected", "actual"]),
        ("年初绩效目标 | 全年（调整）绩效目标 | 全年目标实际完成情况", ["expected", "adjusted", "actual"]),
        ("总体情况 | 实施期总目标 | 年度目标", ["period", "expected"]),
        ("总体情况 | 年度目标", []),  # a text, or a label, stands beside it
        ("年度目标 | 总体目标", ["expected"]),
        ("年度目标 | 完成监测。", []),
        ("预期目标 | 说明 | 备注", []),
        ("项目名称 | 河流监测", []),
        ("预期目标", []),
    ],
)
def test_columns_of_goals(drawing: str, fields: list[str]) -> None:
    assert [field for field, _ in goal_columns(form_row(drawing))] == fields


def test_in_a_text_form_one_label_is_a_header_alone() -> None:
    assert [field for field, _ in goal_columns(form_row("预期目标", ordered=True))] == ["expected"]


def texts(head: str, row: str, ordered: bool = False) -> dict[str, str]:
    columns = goal_columns(form_row(head))
    return {f: c.text for f, c in goal_texts(columns, form_row(row, ordered=ordered)).items()}


HEAD = "年度总体目标 | 预期目标 | 实际完成情况"


@pytest.mark.parametrize(
    ("row", "ordered", "expected"),
    [
        ("^ | 建成平台。 | 已建成。", False, {"expected": "建成平台。", "actual": "已建成。"}),
        ("^ | | 已建成。", False, {"actual": "已建成。"}),
        ("^ | | ", False, {}),
        ("建成平台。 | 已建成。", True, {"expected": "建成平台。", "actual": "已建成。"}),
        ("年度目标 | 建成平台。 | 已建成。", True, {"expected": "建成平台。", "actual": "已建成。"}),
        ("项目名称 | 建成平台。 | 已建成。", False, {}),
        ("其他说明 | 建成平台。 | 已建成。", False, {}),
        ("^ | 建成平台。 | 得分", False, {}),
    ],
)
def test_texts_below_their_heads(row: str, ordered: bool, expected: dict[str, str]) -> None:
    assert texts(HEAD, row, ordered) == expected
