"""Sums over the figures of sentences."""

from __future__ import annotations

import pytest

from tests.pipeline.audit.sentences import codes, only, raws, results

VEHICLES = (
    "七、“三公”经费支出决算情况说明\n\n公务用车购置及运行维护费2024年年初预算数{total}万元。其中，公务用车购置费2024年年初预算数"
    "{purchase}万元。公务用车运行维护费2024年年初预算数{operation}万元。\n"
)
PROCUREMENT = (
    "九、政府采购支出情况\n\n2024年度政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出"
    "{works}万元、政府采购服务支出{services}万元。授予中小企业合同金额{sme}万元，其中：授予小微企业合同金额{micro}万元。\n"
)


def vehicles(total: str, purchase: str, operation: str) -> str:
    return VEHICLES.format(total=total, purchase=purchase, operation=operation)


def procurement(*figures: str) -> str:
    return PROCUREMENT.format(
        **dict(zip(("total", "goods", "works", "services", "sme", "micro"), figures, strict=True))
    )


def test_a_total_of_0_over_a_part_that_is_something() -> None:
    text = vehicles("0", "0", "1.85")
    assert codes(text, "error") == ["PARENT_CHILD"]
    assert raws(text, "PARENT_CHILD") == ["0万元", "0万元", "1.85万元"]
    assert only(text, "PARENT_CHILD").computed == "1.85万元"


def test_a_total_of_its_parts_holds() -> None:
    assert results(vehicles("1.85", "0", "1.85"), "I16") == ["pass"]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (("1777.79", "240.51", "0", "1537.29", "100.00", "50.00"), []),
        (("1777.79", "240.51", "0", "1573.29", "100.00", "50.00"), ["PARENT_CHILD"]),
        (("1777.80", "240.51", "0", "1537.29", "1800.00", "50.00"), ["PART_EXCEEDS"]),
        (("1777.80", "240.51", "0", "1537.29", "100.00", "150.00"), ["PART_EXCEEDS"]),
    ],
)
def test_procurement(figures: tuple[str, ...], found: list[str]) -> None:
    whole = procurement(*figures)
    assert [c for c in codes(whole) if c != "SUM_ROUNDING"] == found


def test_a_sum_that_only_rounding_explains_is_a_note() -> None:
    whole = procurement("1777.79", "240.51", "0", "1537.29", "100.00", "50.00")
    assert only(whole, "SUM_ROUNDING").severity == "info"


def test_changes_add_up_where_the_parts_are_all() -> None:
    text = (
        "三、支出预算情况说明\n\n2024年度本年支出合计300.00万元，较上年增加{c}万元，其中：基本支出100.00万元，"
        "较上年减少10.00万元；项目支出200.00万元，较上年增加30.00万元。\n"
    )
    assert "PARENT_CHILD" not in codes(text.format(c="20.00"))
    assert "PARENT_CHILD" in codes(text.format(c="25.00"))
