"""Amounts behind the mere name of a code against the rows of that name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Quantity
from pipeline.audit.item_amounts import item_amounts
from tests.pipeline.audit.drawn import UNIT, cell, evidence, stated, table

NAME = "机关事业单位基本养老保险缴费支出"
TEXT = f"3.{NAME}30.00万元，主要用于缴费。"
NAMES = (NAME, "行政运行", "事业运行", "住房公积金", "购房补贴")
TABLE = table(*(cell("30.00", n, 1, row_code=f"20{n}", row_label=name) for n, name in enumerate(NAMES)))


def quantity(raw: str = "30.00", **more: object) -> Quantity:
    start = TEXT.index("30.00")
    plain = Quantity(
        Place(1, None, start, start + 7),
        None,
        "amount",
        raw,
        "万元",
        2,
        Decimal(raw),
        Decimal(raw) * UNIT,
        "body",
    )
    return replace(plain, **more)


def run(of: Quantity, *facts: object, on: object = TABLE) -> list[Check]:
    return list(item_amounts(evidence(TEXT, facts, [on], quantities=(of,))))  # type: ignore[arg-type,list-item]


@pytest.mark.parametrize(
    ("raw", "result"), [("30.00", "pass"), ("30.01", "pass_rounding"), ("30.02", "fail")]
)
def test_an_amount_behind_a_name(raw: str, result: str) -> None:
    (check,) = run(quantity(raw))
    assert (check.code, check.result) == ("N01", result)
    assert check.formula == f"{NAME} in text = {NAME} in table"
    assert (check.lhs, check.rhs, check.tolerance) == (Decimal(raw) * UNIT, Decimal(300000), Decimal(100))
    assert check.severity == ("warning" if result == "fail" else "info")
    assert [p.start for p in check.places] == [TEXT.index("30.00"), 1001]


def test_the_nearest_row_of_the_name_is_meant() -> None:
    more = table(*TABLE.cells, cell("29.00", 9, 1, row_code="208", row_label=NAME))
    (check,) = run(quantity("29.20"), on=more)
    assert check.rhs == Decimal(290000)


def test_what_is_no_amount_of_the_body_says_nothing() -> None:
    assert run(quantity(kind="percent")) == []
    assert run(quantity(value_yuan=None)) == []
    assert run(quantity(where="glossary")) == []
    assert run(quantity(place=Place(None, None, None, None))) == []


def test_what_is_a_fact_is_judged_as_one() -> None:
    assert run(quantity(), stated(TEXT, "30.00万元")) == []


def test_a_printed_zero_has_the_slack_of_its_unit() -> None:
    (check,) = run(quantity("0.00"))
    assert (check.result, check.tolerance) == ("fail", Decimal(100))


def test_few_names_or_short_ones_say_nothing() -> None:
    assert run(quantity(), on=table(*TABLE.cells[:4])) == []
    short = table(
        *(replace(c, row_label="基本养老缴费" if c.row_label == NAME else c.row_label) for c in TABLE.cells)
    )
    assert run(quantity(), on=short) == []
    headers = table(*(replace(c, is_header=True) for c in TABLE.cells))
    assert run(quantity(), on=headers) == []


def test_the_nearest_row_may_be_the_larger_one() -> None:
    more = table(*TABLE.cells, cell("29.00", 9, 1, row_code="208", row_label=NAME))
    (check,) = run(quantity("29.80"), on=more)
    assert check.rhs == Decimal(300000)


def test_what_is_no_amount_does_not_hide_the_next() -> None:
    others = [quantity(kind="percent"), quantity(where="glossary"), quantity()]
    assert len(list(item_amounts(evidence(TEXT, (), [TABLE], quantities=tuple(others))))) == 1


def test_a_table_without_a_unit_prints_yuan() -> None:
    bare = table(*TABLE.cells, unit_multiplier=None)
    (check,) = run(quantity(), on=bare)
    assert check.tolerance == Decimal("50.005")


@pytest.mark.parametrize(("name", "found"), [("甲乙丙丁戊己庚辛壬癸", 1), ("甲乙丙丁戊己庚辛壬", 0)])
def test_names_of_ten_characters_are_long_enough(name: str, found: int) -> None:
    text = f"3.{name}30.00万元"
    cells = tuple(replace(c, row_label=name if c.row_label == NAME else c.row_label) for c in TABLE.cells)
    start = text.index("30.00")
    of = quantity(place=Place(1, None, start, start + 7))
    whole = evidence(text, (), [table(*cells)], quantities=(of,))
    assert len(list(item_amounts(whole))) == found
