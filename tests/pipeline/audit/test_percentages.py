"""Growth, completion, shares and directions: what is right, what is wrong, what cannot be said."""

from __future__ import annotations

import pytest

from tests.pipeline.audit.sentences import codes, only, raws, results

TOTALS = "二、收入支出决算总体情况说明\n\n2024年度收、支总计{v}万元，比上年增加{c}万元，增长{p}%。\n"


@pytest.mark.parametrize(
    ("value", "change", "percent", "result"),
    [
        ("110.00", "10.00", "10.00", "pass"),
        ("22066.59", "5834.37", "35.94", "pass"),
        ("22066.59", "5834.37", "35.74", "fail"),
        ("110.07", "10.00", "9.99", "pass"),
        ("110.09", "10.00", "9.99", "pass"),
        ("103.00", "3.00", "3.1", "fail"),
        ("31699.90", "11699.90", "58.49", "pass_truncated"),
    ],
)
def test_growth(value: str, change: str, percent: str, result: str) -> None:
    assert results(TOTALS.format(v=value, c=change, p=percent), "P01") == [result]


def test_growth_that_is_wrong_shows_all_three_figures() -> None:
    text = TOTALS.format(v="22066.59", c="5834.37", p="35.74")
    assert raws(text, "GROWTH_MISMATCH") == ["35.74%", "22066.59万元", "5834.37万元"]
    found = only(text, "GROWTH_MISMATCH")
    assert found.severity == "error"
    assert "35.94" in found.message_zh
    assert found.computed == "35.943%"


def test_a_rate_of_this_years_figure_is_called_so() -> None:
    found = only(TOTALS.format(v="80.77", c="74.97", p="92.82"), "GROWTH_MISMATCH")
    assert "以本年数为基数" in found.message_zh


def test_a_base_of_nothing() -> None:
    text = TOTALS.format(v="307.82", c="307.82", p="100.00")
    assert results(text, "P01") == ["not_applicable"]
    assert codes(text, "warning") == ["ZERO_BASE_GROWTH"]


def test_nothing_of_nothing_is_a_note() -> None:
    text = TOTALS.format(v="0.00", c="0.00", p="0.00")
    assert codes(text, "warning") == []
    assert codes(text, "info") == ["ZERO_BASE_GROWTH"]


def test_a_decline_of_more_than_everything() -> None:
    text = TOTALS.replace("增加", "减少").replace("增长", "下降").format(v="10.00", c="20.00", p="200.00")
    assert "DECLINE_OVER_100" in codes(text)


EXPENDITURE = (
    "四、支出决算情况说明\n\n2024年度本年支出合计{w}万元，其中：基本支出{a}万元，占支出合计的{p}%；"
    "项目支出{b}万元，占支出合计的{q}%。\n"
)


@pytest.mark.parametrize(
    ("figures", "results_", "found"),
    [
        (("300.00", "100.00", "33.33", "200.00", "66.67"), ["pass", "pass"], []),
        (("4987.68", "2018.13", "40.46", "2969.55", "59.54"), ["pass", "pass"], []),
        (("4987.68", "2018.13", "40.46", "2969.55", "59.53"), ["pass", "pass_truncated"], ["SHARE_MISMATCH"]),
        (
            ("307.82", "29.42", "9.55", "278.40", "90.45"),
            ["pass_plugged", "pass"],
            ["SHARE_PLUGGED"],
        ),
        (("300.00", "100.00", "34.33", "200.00", "66.67"), ["fail", "pass"], ["SHARE_MISMATCH", "SHARE_SUM"]),
    ],
)
def test_shares(figures: tuple[str, ...], results_: list[str], found: list[str]) -> None:
    text = EXPENDITURE.format(**dict(zip("wapbq", figures, strict=True)))
    assert results(text, "P02") == results_
    assert sorted(codes(text)) == found


def test_shares_of_what_is_listed_are_called_so() -> None:
    text = EXPENDITURE.format(w="400.00", a="100.00", p="33.33", b="200.00", q="66.67")
    assert codes(text, "info") == ["SHARE_MISMATCH", "SHARE_MISMATCH"]
    assert codes(text, "error") == []


def test_rounded_amounts_may_take_the_sum_of_shares_from_100() -> None:
    text = (
        "七、“三公”经费支出决算情况说明\n\n2024年度“三公”经费支出决算46.21万元，其中：因公出国（境）费支出决算4.69万元，"
        "占10.15%；公务用车购置及运行费支出决算40.61万元，占87.88%；公务接待费支出决算0.9万元，占1.95%。\n"
    )
    assert codes(text) == ["SUM_ROUNDING"]


BUDGET = (
    "五、一般公共预算财政拨款支出决算情况说明\n\n1、教育支出（类）普通教育（款）小学教育（项）。年初预算为{b}万元，"
    "支出决算为{v}万元，完成年初预算的{p}%。决算数{word}预算数的主要原因是人员变化。\n"
)


@pytest.mark.parametrize(
    ("budget", "value", "percent", "word", "found"),
    [
        ("100.00", "95.89", "95.89", "小于", []),
        ("100.00", "95.89", "98.59", "小于", ["COMPLETION_MISMATCH"]),
        ("0.00", "95.89", "95.89", "大于", ["ZERO_BASE_COMPLETION"]),
        ("100.00", "95.89", "95.89", "大于", ["SIGN_WORDING"]),
        ("100.00", "100.00", "100", "等于", []),
    ],
)
def test_completion_and_direction(budget: str, value: str, percent: str, word: str, found: list[str]) -> None:
    assert codes(BUDGET.format(b=budget, v=value, p=percent, word=word)) == found


def test_shares_of_different_totals_that_add_to_100() -> None:
    text = (
        "九、政府采购支出情况说明\n\n2024年度政府采购支出总额100.00万元，其中：政府采购货物支出40.00万元、"
        "政府采购服务支出60.00万元。货物采购授予中小企业合同金额占货物支出金额的{a}%，"
        "服务采购授予中小企业合同金额占服务支出金额的{b}%。\n"
    )
    assert "DENOMINATOR_SLIP" in codes(text.format(a="9.16", b="90.84"))
    assert "DENOMINATOR_SLIP" not in codes(text.format(a="9.16", b="80.84"))
    assert "DENOMINATOR_SLIP" not in codes(text.format(a="0", b="100"))


PUBLIC = (
    "七、“三公”经费支出决算情况说明\n\n2024年度“三公”经费支出年初预算数{total}万元，其中：公务接待费年初预算数0.95万元。\n\n"
    "因公出国（境）费支出决算为0.00万元，完成年初预算的0%。\n"
)


def test_a_completion_rate_of_what_was_not_planned() -> None:
    assert codes(PUBLIC.format(total="0.95"), "info") == ["ZERO_BASE_COMPLETION"]
    assert "ZERO_BASE_COMPLETION" not in codes(PUBLIC.format(total="1.95"))
