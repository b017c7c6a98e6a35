"""Facts from sentences; the sentences are invented in the wordings that docs/domain.md §3.2 lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Identity
from tests.extractors.narrative.paragraphs import BUDGET, read, stated


def test_p1_p2_a_total_with_its_change() -> None:
    facts, _ = read("2023年度收、支总计4987.68万元,比上年减少372.23万元,下降8.06%。")
    assert [(f.measure, f.role, f.value, f.direction, f.comparator) for f in facts] == [
        ("income_expenditure_total", "final", Decimal("4987.68"), None, None),
        ("income_expenditure_total", "change_yoy", Decimal("-372.23"), -1, "prior_final"),
        ("income_expenditure_total", "growth_yoy", Decimal("-8.06"), -1, "prior_final"),
    ]
    assert facts[0].value_yuan == Decimal("49876800.00")
    assert len({f.statement for f in facts}) == 1
    assert facts[0].place == Place(None, None, 16, 25)


def test_p3_income_lines_with_shares() -> None:
    assert stated(
        "1.财政拨款收入90万元,占收入合计的90%。其中:一般公共预算财政拨款收入90万元,占90%;", "6.其他收入10万元"
    ) == [
        ("income.fiscal", "final", "90"),
        ("income.fiscal", "share", "90"),
        ("income.gpb", "final", "90"),
        ("income.gpb", "share", "90"),
        ("income.other", "final", "10"),
    ]
    facts, _ = read("其他收入10万元,占本年收入合计的10%。")
    assert facts[1].denominator == "income.total"


def test_p10_three_public_with_values_in_line() -> None:
    text = "“三公”经费财政拨款决算数0.26万元,比2023年度年初预算3.1万元减少2.84万元。其中:"
    assert stated(text, scope="fiscal", canonical="three_public") == [
        ("three_public.total", "final", "0.26"),
        ("three_public.total", "initial_budget", "3.1"),
        ("three_public.total", "change_vs_initial_budget", "-2.84"),
    ]


def test_p11_agency_operating() -> None:
    text = "2023年度使用财政拨款安排的基本支出中的日常公用经费支出,合计8万元,比上年增加1万元"
    assert stated(text, scope="fiscal", canonical="agency_operating") == [
        ("agency_operating", "final", "8"),
        ("agency_operating", "change_yoy", "1"),
    ]


def test_p12_procurement() -> None:
    text = (
        "政府采购支出总额10万元,其中:政府采购货物支出4万元,政府采购工程支出0万元,政府采购服务支出6万元。"
        "授予中小企业合同金额7万元,占政府采购支出总额的70%,其中:授予小微企业合同金额1万元。"
    )
    facts, _ = read(text, canonical="procurement")
    assert [(f.measure, f.value_state) for f in facts] == [
        ("procurement.total", "printed"),
        ("procurement.goods", "printed"),
        ("procurement.works", "printed_zero"),
        ("procurement.services", "printed"),
        ("procurement.sme", "printed"),
        ("procurement.sme", "printed"),
        ("procurement.micro", "printed"),
    ]
    assert facts[5].denominator == "procurement.total"


def test_p13_p14_p15_counts() -> None:
    assert stated("新购置车辆1台,共计20万元;新购置单位价值100万元(含)以上的设备0台(套)") == [
        ("assets.new_vehicles", "count", "1"),
        ("assets.new_vehicles", "amount", "20"),
        ("assets.new_large_equipment", "count", "0"),
    ]
    assert stated("2023年度政府购买服务决算9万元。") == [("gov_service_purchase", "final", "9")]
    assert stated("行政编制16人,实有人数15人;事业编制44人,实有人数41人。") == [
        ("staff.admin_quota", "count", "16"),
        ("staff.admin_actual", "count", "15"),
        ("staff.institution_quota", "count", "44"),
        ("staff.institution_actual", "count", "41"),
    ]
    assert stated("包括1个行政单位、2个事业单位。") == [
        ("org.admin_units", "count", "1"),
        ("org.institutions", "count", "2"),
    ]


def test_p18_split_totals() -> None:
    text = (
        "收入总计434.71万元，其中：本年收入合计434.16万元，使用非财政拨款结余0万元，年初结转和结余0.55万元。"
    )
    assert [m for m, _, _ in stated(text)] == [
        "income_expenditure_total",
        "income.total",
        "balance.nonfiscal_used",
        "balance.opening",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "某某专项经费20万元，占总投资的10%",
        "拟安排该项目一般公共预算支出20万元",
        "上级专项转移支付支出预算20万元",
        "单位价值100万元以上",
        "增长5%",
    ],
)
def test_what_the_catalogue_does_not_know_gives_no_fact(text: str) -> None:
    assert stated(text) == []


def test_an_unknown_subject_is_not_given_the_figures_behind_it() -> None:
    assert stated("其他收入5万元；某某专项经费20万元，占10%") == [("income.other", "final", "5")]


def test_reasons_go_to_the_change_before_them() -> None:
    facts, reasons = read(
        "本年收入合计9万元,比上年增加3万元,增长50%。主要原因:追加经费2.5万元、其他。",
        "其他收入5万元，比上年减少1万元，主要是利息减少。",
    )
    assert [f.role for f in facts if 0 in f.reasons] == ["change_yoy", "growth_yoy"]
    assert [f.reasons for f in facts[:3]] == [(), (0,), (0,)]
    assert reasons[0].text == "主要原因:追加经费2.5万元、其他"
    assert (facts[3].measure, facts[3].role) == ("income.total", "reason_amount")
    assert [f.measure for f in facts if 1 in f.reasons] == ["income.other"]


def test_p8_the_whole_income_of_the_year_as_a_numbered_statement() -> None:
    assert stated("（一）2023年度收入9万元，比2022年决算数增加1万元，增长12.5%，具体情况如下：") == [
        ("income.total", "final", "9"),
        ("income.total", "change_yoy", "1"),
        ("income.total", "growth_yoy", "12.5"),
    ]


def test_p19_two_totals_side_by_side() -> None:
    text = "2023年度收、支总计各是41.49,41.49万元。与2022年相比，收、支总计各减少2,2万元，各下降4.6%、4.6%。"
    assert stated(text) == [
        ("income_expenditure_total", "final", "41.49"),
        ("income_expenditure_total", "final", "41.49"),
        ("income_expenditure_total", "change_yoy", "-2"),
        ("income_expenditure_total", "change_yoy", "-2"),
        ("income_expenditure_total", "growth_yoy", "-4.6"),
        ("income_expenditure_total", "growth_yoy", "-4.6"),
    ]


def test_a_date_of_the_books_ends_a_reason() -> None:
    text = "公务用车运行维护费2万元，主要是燃油支出，截止2023年12月31日，公务用车保有量为1辆。"
    assert stated(text, canonical="three_public")[1:] == [("three_public.vehicle_stock", "count", "1")]


def test_documents_that_are_neither_account_nor_budget_give_nothing() -> None:
    other = Identity(None, "other", 2023, None, "unknown", None)
    assert read("收、支总计5万元", identity=other) == ([], [])


def test_sections_about_evaluation_give_only_its_roll_up() -> None:
    text = "编报绩效目标的2023年度项目4个，涉及基本支出预算5万元，平均得分95.5分"
    assert stated(text, canonical="performance") == [
        ("perf.projects_with_goals", "count", "4"),
        ("perf.mean_score", "count", "95.5"),
    ]


def test_p12_what_small_firms_have_won() -> None:
    text = (
        "面向中小企业预留政府采购项目预算金额21万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或"
        "成交的，采购金额20万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额3万元。"
    )
    facts, _ = read(text, canonical="procurement")
    assert [(f.measure, f.item_label) for f in facts] == [
        ("procurement.reserved_sme", None),
        ("procurement.sme", "面向中小企业预留的政府采购项目"),
        ("procurement.sme", "其他政府采购项目"),
    ]


def test_fixed_assets_are_amounts_of_a_day() -> None:
    text = "截至2026年1月31日，本部门固定资产金额4,220.75万元。本年度拟购置固定资产19.3万元。"
    assert stated(text, canonical="state_assets", identity=BUDGET) == [
        ("assets.fixed", "amount", "4220.75"),
        ("assets.new_fixed", "initial_budget", "19.3"),
    ]


@pytest.mark.parametrize("canonical", ["tasks", "duties"])
def test_money_of_the_whole_area_is_not_that_of_the_body(canonical: str) -> None:
    assert stated("一般公共预算收入50亿元，增长5%。", canonical=canonical) == []


def test_a_zero_in_words_is_a_figure_without_decimals_of_the_section() -> None:
    facts, _ = read("公务接待费为0，比上年减少2万元。", scope="fiscal")
    zero, change = facts
    assert (zero.measure, zero.role, zero.value, zero.decimals) == ("three_public.reception", "final", 0, 0)
    assert (zero.value_yuan, zero.value_raw, zero.section, zero.value_state) == (0, "0", 0, "printed_zero")
    assert (change.measure, change.statement) == (zero.measure, zero.statement)


def test_the_words_of_a_heading_are_no_part_of_the_sentence_below_it() -> None:
    facts, _ = read("增加5万元。", title="与上年相比其他收入")
    assert facts == []
    facts, _ = read("与上年相比其他收入", "增加5万元。")
    assert [(f.measure, f.role) for f in facts] == [("income.other", "change_yoy")]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "基本支出、项目支出分别为5万元、4万元，其他收入3万元。",
            [("expenditure.basic", "5"), ("expenditure.project", "4"), ("income.other", "3")],
        ),
        (
            "其他收入3万元，基本支出、项目支出分别为5万元、4万元。",
            [("income.other", "3"), ("expenditure.basic", "5"), ("expenditure.project", "4")],
        ),
        (
            "基本支出、项目支出分别为5万元、4万元、3%。",
            [("expenditure.basic", "5"), ("expenditure.project", "4")],
        ),
    ],
)
def test_a_divided_list_ends_with_its_last_figure(text: str, facts: list[tuple[str, str]]) -> None:
    assert [(m, v) for m, _, v in stated(text)] == facts


def test_a_list_in_a_reason_or_on_projects_is_not_divided() -> None:
    text = "其他收入5万元，比上年减少1万元，主要原因是基本支出、项目支出分别为5万元、4万元。"
    assert [m for m, r, _ in stated(text) if r == "final"] == ["income.other"]
    text = "基本支出、项目支出分别为5万元、4万元。"
    assert stated(text, canonical="performance") == []
    assert len(stated(text)) == 2


def test_statements_are_numbered_over_paragraphs_and_sentences() -> None:
    facts, _ = read("其他收入5万元，比上年增加1万元。", "其他收入4万元。事业收入3万元，占30%。")
    assert [f.measure for f in facts] == ["income.other"] * 3 + ["income.undertaking"] * 2
    numbers = [f.statement for f in facts]
    assert numbers[0] == numbers[1] < numbers[2] < numbers[3] == numbers[4]


def test_glossaries_and_contents_state_nothing() -> None:
    for title in ("名词解释", "情况说明"):
        facts, _ = read("其他收入5万元，公务接待费与上年持平。", title=title)
        assert bool(facts) == (title == "情况说明")


def test_a_change_behind_a_figure_that_follows_a_divided_list_is_of_that_figure() -> None:
    text = "基本支出、项目支出分别为5万元、4万元，其他收入3万元，比上年增加1万元。"
    assert stated(text)[-1] == ("income.other", "change_yoy", "1")


def test_nothing_is_a_share_of_nothing() -> None:
    """0 is 0.00 % of both totals: the first that fits counts."""
    facts, _ = read("收入总计120万元，本年收入合计100万元，无其他收入，占0.00%。")
    assert [(f.measure, f.role) for f in facts][-2:] == [("income.other", "final"), ("income.other", "share")]
    assert facts[-1].denominator == "income_expenditure_total"
