"""Codes by names."""

from __future__ import annotations

import pytest

from extractors.narrative.item_codes import class_codes, code_below, economic_code, functional_code


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ((("类", "教育支出"),), "205"),
        ((("类", "教育"),), "205"),  # 支出 may be left out
        ((("类", "住房保障支出"), ("款", "住房改革支出"), ("项", "住房公积金")), "2210201"),
        ((("款", "住房改革支出"), ("项", "住房公积金")), "2210201"),
        ((("类", "住房改革支出"),), None),  # no class of that name
        ((("类", "教育支出"), ("款", "住房改革支出")), None),  # not below it
        ((("项", "行政运行"),), None),  # below every 款
        ((("类", "某某支出"),), None),
        ((), None),
    ],
)
def test_the_code_of_a_path(path: tuple[tuple[str, str], ...], code: str | None) -> None:
    assert functional_code(path) == code


def test_items_that_repeat_below_every_division() -> None:
    assert code_below("20108", "行政运行") == "2010801"
    assert code_below("20108", "一般行政事务管理") == "2010802"  # another spelling of the same
    assert code_below("201", "行政运行") is None  # only below five digits
    assert code_below("20108", "某某") is None


def test_names_of_the_economic_classification() -> None:
    assert economic_code("基本工资") == "30101"
    assert economic_code("某某") is None


def test_classes_of_both_classifications_and_their_other_names() -> None:
    codes = class_codes()
    assert codes["教育支出"] == "205"
    assert codes["工资福利支出"] == "301"
    assert codes["社会保障与就业支出"] == "208"
    assert "基本工资" not in codes
