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


def test_names_of_several_items_have_no_code() -> None:
    assert "其他支出" not in class_codes()  # 229 and 399
    assert "转移性支出" not in class_codes()
    assert economic_code("住房公积金") is None  # 30113 and 30311
    assert economic_code("其他支出") is None  # 399 and 39999


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("工资福利支出", "301"),
        ("办公费", "30201"),
        ("办公经费", None),  # of the classification of governments: 50201
    ],
)
def test_items_of_departments_have_three_or_five_digits(name: str, code: str | None) -> None:
    assert economic_code(name) == code


def test_other_names_of_a_class_stand_beside_its_own() -> None:
    codes = class_codes()
    assert (codes["商品和服务支出"], codes["商品服务支出"]) == ("302", "302")
    assert (codes["对个人和家庭的补助"], codes["机关工资福利支出"]) == ("303", "501")  # else 303 and 509
    assert set(map(len, codes.values())) == {3}


def test_a_division_with_the_name_of_a_class_is_not_found_by_it_alone() -> None:
    assert functional_code((("款", "援助其他地区支出"),)) is None
    assert functional_code((("类", "援助其他地区支出"),)) == "219"
    assert functional_code((("类", "援助其他地区支出"), ("款", "一般公共服务"))) == "21901"


def test_a_name_that_repeats_needs_what_stands_above_it() -> None:
    assert functional_code((("项", "行政运行"), ("项", "行政运行"))) is None
    assert functional_code((("类", "公共安全支出"), ("款", "法院"), ("项", "行政运行"))) == "2040501"
    assert functional_code((("类", "公共安全支出"), ("款", "某某"), ("项", "行政运行"))) is None
