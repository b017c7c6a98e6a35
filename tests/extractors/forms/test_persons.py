"""Persons and telephone numbers in running text (docs/domain.md §7)."""

from __future__ import annotations

import pytest

from extractors.forms.persons import MAX_PERSON, Labelled, labelled, name_and_phone


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("项目负责人：张三", [("leader", "张三")]),
        ("负责人：张三 联系电话：0571-88888888", [("leader", "张三"), ("phone", "0571-88888888")]),
        ("单位负责人（签字）：李四", [("person", "李四")]),
        ("填报人：王五  填报日期：2024年1月", [("person", "王五")]),
        ("联系电话：详见附件", []),  # no number
        ("填报人：", []),
        ("填报人：王五\n审核意见同意", [("person", "王五")]),  # up to the end of its line
        ("填表人：，王五；", [("person", "王五")]),
        ("完成情况：良好", []),
    ],
)
def test_values_behind_labels(text: str, values: list[tuple[str, str]]) -> None:
    assert labelled(text) == [Labelled(*value) for value in values]


def test_what_is_longer_than_a_person_is_a_sentence() -> None:
    assert labelled("填报人：" + "甲" * MAX_PERSON) == [Labelled("person", "甲" * MAX_PERSON)]
    assert labelled("填报人：" + "甲" * (MAX_PERSON + 1)) == []


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("张三", "张三", None),
        ("13800000000", None, "13800000000"),
        ("张三（13800000000）", "张三", "13800000000"),
        ("张三 13800000000、88881234", "张三", "13800000000、88881234"),
        ("联系电话：88881234", None, "88881234"),
        ("", None, None),
    ],
)
def test_name_and_number_in_either_order(text: str, name: str | None, phone: str | None) -> None:
    assert name_and_phone(text) == (name, phone)
