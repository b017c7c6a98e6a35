"""What shares are shares of (docs/domain.md §3.5 d)."""

from __future__ import annotations

from tests.extractors.narrative.paragraphs import read


def test_a_share_is_of_the_total_that_it_fits() -> None:
    """Suzhou: 收入预算合计 is the whole although 本年收入 stands between."""
    text = "2023年收入决算总计95万元，包括本年收入90万元，年初结转和结余5万元。其中："
    facts, _ = read(text, "财政拨款收入85.5万元，占90%；", "其他收入4.5万元，占4.74%。")
    shares = [(f.measure, f.denominator) for f in facts if f.role == "share"]
    assert shares == [
        ("income.fiscal", "income_expenditure_total"),
        ("income.other", "income_expenditure_total"),
    ]
    facts, _ = read("本年收入90万元，其中：财政拨款收入85.5万元，占95%。")
    assert facts[2].denominator == "income.total"


def test_a_share_whose_whole_nothing_names_has_none() -> None:
    facts, _ = read("其他收入10万元，占10%。")
    assert [f.denominator for f in facts] == [None, None]
    facts, _ = read("其他收入10万元，占10%。", canonical="income")
    assert facts[1].denominator == "income.total"


def test_expenditure_of_a_fund_is_a_share_of_the_expenditure_of_all() -> None:
    text = "一般公共预算财政拨款支出90万元，占本年支出合计的94.24%。"
    facts, _ = read(text, scope="gpb", canonical="gpb_expenditure")
    assert facts[1].denominator == "expenditure.total"
