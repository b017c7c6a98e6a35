"""Names, levels and purposes of codes in sentences against the tables."""

from __future__ import annotations

import pytest

from extractors.records import Table
from pipeline.audit.code_names import code_names
from tests.pipeline.audit.drawn import coded, evidence, table
from tests.pipeline.audit.sentences import CODES as TABLE
from tests.pipeline.audit.sentences import codes, only


def test_names_that_the_tables_print() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。支出决算为30.00万元。\n"
    )
    assert codes(text) == []


def test_a_section_that_no_table_prints() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）。支出决算为30.00万元。\n"
    )
    found = only(text, "N03")
    assert (found.printed, found.computed, found.severity) == (
        "行政事业单位离退休",
        "行政事业单位养老支出",
        "warning",
    )


def test_one_other_character_is_a_note() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退职（项）。支出决算为30.00万元。\n"
    )
    assert only(text, "N03").severity == "info"


def test_a_level_that_the_code_denies() -> None:
    found = only(TABLE + "（三）住房改革支出（类）30.00万元。\n", "LEVEL_NAME")
    assert "22102" in found.message_zh


def test_a_purpose_of_another_subject() -> None:
    path = "1、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：{}。支出决算为30.00万元。\n"
    assert "PURPOSE_MISMATCH" in codes(TABLE + path.format("事业单位医疗保险支出"))
    assert "PURPOSE_MISMATCH" not in codes(TABLE + path.format("在职人员住房公积金支出"))
    assert "PURPOSE_MISMATCH" not in codes(TABLE + path.format("人员经费"))


def test_an_item_of_another_section() -> None:
    path = "社会保障和就业支出（类）行政事业单位养老支出（款）住房公积金（项）"
    found = only(f"{TABLE}1、{path}。支出决算为30.00万元。\n", "N03")
    assert (found.printed, found.computed) == ("住房公积金", "行政单位离退休")


def rows(*codes: tuple[str, str]) -> Table:
    return table(*(c for n, (code, name) in enumerate(codes) for c in coded(code, name, "1.00", n)))


SEVERAL = (
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080501", "行政单位离退休"),
    ("221", "住房保障支出"),
)
WRONG = "（三）行政事业单位养老支出（类）30.00万元。"


def found(text: str, *codes: tuple[str, str]) -> list[str]:
    return [f.code for f in code_names(evidence(text, tables=[rows(*codes)]))]


def test_five_names_of_functional_codes_are_enough_to_compare_with() -> None:
    assert found(WRONG, *SEVERAL) == []
    assert found(WRONG, *SEVERAL, ("22102", "住房改革支出")) == ["LEVEL_NAME"]
    for code in ("30101", "302", "20", "2A102", "2210"):
        assert found(WRONG, *SEVERAL, (code, "住房改革支出")) == []


@pytest.mark.parametrize(
    ("item", "purpose", "wrong"),
    [
        ("行政单位医疗", "购房补贴支出", True),
        ("行政单位医疗", "公务员医疗及购房补贴支出", False),
        ("机关事业单位职业年金缴费支出", "单位医疗支出", True),
        ("机关事业单位基本养老保险缴费支出", "提租补贴", True),
        ("行政运行", "提租补贴", False),
    ],
)
def test_every_subject_has_its_own_purposes(item: str, purpose: str, wrong: bool) -> None:
    text = f"{item}（项）。主要用于：{purpose}。"
    assert found(text, *SEVERAL, ("22102", "住房改革支出")) == ["PURPOSE_MISMATCH"] * wrong


def test_the_same_wrong_name_twice_is_one_finding_with_two_places() -> None:
    path = "社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）。"
    text = f"1.{path}\n2.{path}"
    (one,) = code_names(evidence(text, tables=[rows(*SEVERAL, ("22102", "住房改革支出"))]))
    assert [text[p.start : p.end] for p in one.places] == ["行政事业单位离退休"] * 2


def test_a_path_of_an_unknown_class_or_without_sisters_says_nothing() -> None:
    five = (*SEVERAL, ("22102", "住房改革支出"))
    assert found("教育支出（类）行政事业单位离退休（款）行政单位离退休（项）。", *five) == []
    assert found("住房保障支出（类）住房改革支出（款）购房补贴（项）。", *five) == []
