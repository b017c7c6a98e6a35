"""Names, levels and purposes of codes in sentences against the tables."""

from __future__ import annotations

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
