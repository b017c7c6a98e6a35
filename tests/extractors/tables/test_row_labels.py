"""Names of rows."""

from __future__ import annotations

import pytest

from extractors.tables.row_labels import bare_label, function_class, is_known_label


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("其中：（一）因公出国（境）支出", "因公出国支出"),
        ("“三公”经费", "三公经费"),
        ("[201]一般公共服务支出", "一般公共服务支出"),
        ("2010301-行政运行", "行政运行"),
        ("一、1.（1）其中：基本工资", "基本工资"),
        ("合 计", "合计"),
        ("", ""),
    ],
)
def test_labels_lose_what_is_printed_around_their_names(label: str, bare: str) -> None:
    assert bare_label(label) == bare


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("（二十）住房保障支出", "221"),
        ("二十四、债务还本支出", "231"),
        ("二十四、抗疫特别国债安排的支出", "234"),
        ("一般公共服务", "201"),
        ("一般公共服务支出", "201"),
        ("行政运行", None),
        ("本年支出合计", None),
    ],
)
def test_classes_are_known_by_name_with_and_without_their_suffix(label: str, code: str | None) -> None:
    assert function_class(label) == code


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("行政运行", True),
        ("30101-基本工资", True),
        ("八、社会保障和就业支出", True),
        ("本年收入合计", True),
        ("八、社会保障和就", False),
        ("某市水务局", False),
    ],
)
def test_known_labels_are_subjects_classes_and_fixed_rows(label: str, known: bool) -> None:
    assert is_known_label(label) is known


def test_a_class_without_its_suffix_in_the_list_is_known_with_it() -> None:
    assert [function_class(label) for label in ("预备费", "预备费支出")] == ["227", "227"]
    assert function_class("某某支出") is None
