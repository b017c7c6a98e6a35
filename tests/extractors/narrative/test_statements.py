"""Facts from sentences; the sentences are invented in the wordings that docs/domain.md §3.2 lists."""

from decimal import Decimal

import pytest

from extractors.document import Document, Paragraph, Place
from extractors.narrative.aspects import Subject
from extractors.narrative.quantities import find_quantities
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import squeeze
from extractors.narrative.statements import facts_from_narrative
from extractors.narrative.subjects import find_subject
from extractors.records import Fact, Identity, Reason, Section
from patterns import compiled, load
from patterns.shapes.clauses import Clauses
from patterns.shapes.counted import Counted
from patterns.shapes.measures import Measures

FINAL = Identity("某局2023年度部门决算", "final_account", 2023, "某局", "unknown", None)
BUDGET = Identity("某局2026年部门预算", "budget", 2026, "某局", "unknown", None)


def read(
    *lines: str, scope: str = "all_funds", canonical: str | None = None, identity: Identity = FINAL
) -> tuple[list[Fact], list[Reason]]:
    """Facts of paragraphs below one heading, 情况说明, of the given scope."""
    lines = ("情况说明", *lines)
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    doc = Document(text, tuple(blocks), "text/plain")
    place = Place(None, None, 0, 4)
    section = Section(place, None, 0, 1, "cn_dun", None, lines[0], "heading", 5, len(text), canonical, scope)
    return facts_from_narrative(doc, [section], find_quantities(doc, [section]), identity)


def said(*lines: str, **where: str) -> list[tuple[str, str, str]]:
    """(measure, role, signed value) of every fact."""
    facts, _ = read(*lines, **where)  # type: ignore[arg-type]
    return [(f.measure, f.role, str(f.value)) for f in facts]


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
    assert said(
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


def test_a_completion_rate_is_of_its_budget() -> None:
    facts, _ = read("三公经费支出全年预算为10万元，支出决算为5万元，完成全年预算的50%")
    assert (facts[2].denominator, facts[2].budget_basis) == ("full_year_budget", "full_year_budget")


def test_a_change_that_stands_before_what_it_is_compared_with() -> None:
    text = "公务接待费预算支出9万元，本年数小于上年预算数3万元。"
    assert said(text, identity=BUDGET)[1:] == [("three_public.reception", "change_yoy", "-3")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "measure"),
    [
        ("all_funds", "expenditure.basic"),
        ("fiscal", "fiscal.basic_expenditure"),
        ("gpb", "gpb.basic_expenditure"),
        ("gov_fund", "gov_fund.basic_expenditure"),
    ],
)
def test_p4_the_scope_of_the_section_decides_the_measure(scope: str, measure: str) -> None:
    assert said("其中:基本支出20万元", scope=scope) == [(measure, "final", "20")]


def test_a_fund_prefix_is_stronger_than_the_section() -> None:
    text = "使用一般公共预算财政拨款安排基本支出20万元,使用政府性基金财政拨款安排基本支出3万元"
    assert [m for m, _, _ in said(text, scope="fiscal")] == [
        "gpb.basic_expenditure",
        "gov_fund.basic_expenditure",
    ]


def test_p5_classes_of_the_functional_classification() -> None:
    facts, _ = read("主要用于:教育支出7万元,占70%;住房保障支出（类）3万元,占30%。", scope="gpb")
    assert [(f.measure, f.role, f.function_code) for f in facts] == [
        ("gpb.expenditure", "final", "205"),
        ("gpb.expenditure", "share", "205"),
        ("gpb.expenditure", "final", "221"),
        ("gpb.expenditure", "share", "221"),
    ]


def test_p6_a_quoted_item_against_its_initial_budget() -> None:
    facts, _ = read("1、“教育支出”(类)2023年度决算20万元,比2023年年初预算增加5万元,增长33.33%。", scope="gpb")
    assert [(f.role, f.function_code, f.comparator) for f in facts] == [
        ("final", "205", None),
        ("change_vs_initial_budget", "205", "initial_budget"),
        ("growth_vs_initial_budget", "205", "initial_budget"),
    ]


def test_p7_an_item_with_budget_account_and_completion() -> None:
    text = "1.住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴存。"
    text += "年初预算为4万元，支出决算为3万元，完成年初预算的75%。"
    facts, _ = read(text, scope="gpb")
    assert [(f.role, str(f.value), f.function_code) for f in facts] == [
        ("initial_budget", "4", "2210201"),
        ("final", "3", "2210201"),
        ("completion_rate", "75", "2210201"),
    ]
    assert facts[2].budget_basis == "initial_budget"


def test_the_full_year_budget_is_another_role() -> None:
    assert said("一般公共预算财政拨款支出全年预算为4万元，支出决算为3万元。", scope="gpb") == [
        ("gpb.expenditure", "full_year_budget", "4"),
        ("gpb.expenditure", "final", "3"),
    ]


def test_an_item_that_the_catalogue_does_not_know_keeps_its_name() -> None:
    facts, _ = read("某某事务（款）某某管理（项）支出3万元", scope="fiscal")
    assert [(f.measure, f.function_code, f.item_label) for f in facts] == [
        ("fiscal.expenditure", None, "某某管理")
    ]


def test_codes_that_are_printed_are_used() -> None:
    facts, _ = read(
        "1.行政运行（2014001）12万元", "（2）工资福利支出（301）5万元", scope="gpb", identity=BUDGET
    )
    assert [(f.function_code, f.economic_code) for f in facts] == [("2014001", None), (None, "301")]
    facts, _ = read("公共安全支出（204类）司法（06款）公共法律服务（07项）9万元", scope="gpb")
    assert facts[0].function_code == "2040607"


def test_p10_three_public_with_values_in_line() -> None:
    text = "“三公”经费财政拨款决算数0.26万元,比2023年度年初预算3.1万元减少2.84万元。其中:"
    assert said(text, scope="fiscal", canonical="three_public") == [
        ("three_public.total", "final", "0.26"),
        ("three_public.total", "initial_budget", "3.1"),
        ("three_public.total", "change_vs_initial_budget", "-2.84"),
    ]


def test_a_sentence_that_is_only_a_subject_carries_on() -> None:
    text = "2.公务接待费。2023年度决算数2万元。公务接待6批次、64人次。"
    assert said(text, scope="fiscal", canonical="three_public") == [
        ("three_public.reception", "final", "2"),
        ("three_public.reception_batches", "count", "6"),
        ("three_public.reception_persons", "count", "64"),
    ]


def test_completion_of_a_budget_that_is_printed() -> None:
    text = "“三公”经费支出决算为5万元，完成预算10万元的50%"
    assert said(text, scope="fiscal") == [
        ("three_public.total", "final", "5"),
        ("three_public.total", "initial_budget", "10"),
        ("three_public.total", "completion_rate", "50"),
    ]


def test_figures_in_brackets_do_not_change_the_subject() -> None:
    text = (
        "公务用车购置及运行维护费9万元（公务用车购置费5万元，比上年增加1万元。）比上年增加2万元，增长28.57%"
    )
    facts = said(text, scope="fiscal", identity=BUDGET)
    assert facts[-2:] == [
        ("three_public.vehicle", "change_yoy", "2"),
        ("three_public.vehicle", "growth_yoy", "28.57"),
    ]


def test_p11_agency_operating() -> None:
    text = "2023年度使用财政拨款安排的基本支出中的日常公用经费支出,合计8万元,比上年增加1万元"
    assert said(text, scope="fiscal", canonical="agency_operating") == [
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
    assert said("新购置车辆1台,共计20万元;新购置单位价值100万元(含)以上的设备0台(套)") == [
        ("assets.new_vehicles", "count", "1"),
        ("assets.new_vehicles", "amount", "20"),
        ("assets.new_large_equipment", "count", "0"),
    ]
    assert said("2023年度政府购买服务决算9万元。") == [("gov_service_purchase", "final", "9")]
    assert said("行政编制16人,实有人数15人;事业编制44人,实有人数41人。") == [
        ("staff.admin_quota", "count", "16"),
        ("staff.admin_actual", "count", "15"),
        ("staff.institution_quota", "count", "44"),
        ("staff.institution_actual", "count", "41"),
    ]
    assert said("包括1个行政单位、2个事业单位。") == [
        ("org.admin_units", "count", "1"),
        ("org.institutions", "count", "2"),
    ]


def test_p18_split_totals() -> None:
    text = (
        "收入总计434.71万元，其中：本年收入合计434.16万元，使用非财政拨款结余0万元，年初结转和结余0.55万元。"
    )
    assert [m for m, _, _ in said(text)] == [
        "income_expenditure_total",
        "income.total",
        "balance.nonfiscal_used",
        "balance.opening",
    ]


def test_a_budget_states_budgets() -> None:
    text = "2026年度收入预算100万元，比2025年年初预算数80万元增加20万元，增长25%。"
    assert said(text, identity=BUDGET) == [  # type: ignore[arg-type]
        ("income_expenditure_total", "initial_budget", "100"),
        ("income_expenditure_total", "prior_budget", "80"),
        ("income_expenditure_total", "change_yoy", "20"),
        ("income_expenditure_total", "growth_yoy", "25"),
    ]
    facts, _ = read(text, identity=BUDGET)
    assert [f.value_year for f in facts] == [2026, 2025, 2026, 2026]


def test_compared_with_the_execution_of_the_year_before() -> None:
    facts, _ = read(
        "住房公积金（项）2026年预算数为9万元，比2025年执行数减少1万元", scope="gpb", identity=BUDGET
    )
    assert (facts[1].role, facts[1].comparator) == ("change_yoy", "prior_execution")


def test_a_comparator_reaches_the_members_of_a_list() -> None:
    facts = said("与上年相比，收入预算增加5万元，其中：", "一般公共预算收入减少2万元；", identity=BUDGET)  # type: ignore[arg-type]
    assert facts[-1] == ("income.gpb", "change_yoy", "-2")


def test_a_sentence_cut_by_a_page_is_read_on() -> None:
    assert said("本年支出合计9万元，其中：基本支出5万元，占55.56%；项目支出", "4万元，占44.44%。")[-2:] == [
        ("expenditure.project", "final", "4"),
        ("expenditure.project", "share", "44.44"),
    ]


def test_words_of_a_template_leave_the_sign_open() -> None:
    facts, _ = read("其他收入5万元，与上年相比增加（减少）0万元，增长（下降）27.78%")
    assert [(f.value_state, f.direction) for f in facts[1:]] == [
        ("template_residue", 0),
        ("template_residue", None),
    ]


def test_a_double_negative_is_an_increase() -> None:
    facts, _ = read("其他收入5万元，比上年减少-2万元")
    assert (facts[1].value, facts[1].direction) == (Decimal(2), 1)


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
    assert said(text) == []


def test_an_unknown_subject_is_not_given_the_figures_behind_it() -> None:
    assert said("其他收入5万元；某某专项经费20万元，占10%") == [("income.other", "final", "5")]


def test_a_change_of_a_whole_list_is_not_given_to_its_last_member() -> None:
    text = "其中：一般公共预算财政拨款收入90万元、其他收入10万元，比上年增加5万元"
    assert [role for _, role, _ in said(text)] == ["final", "final"]


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


def test_p8_an_item_whose_code_stands_before_its_name() -> None:
    facts, _ = read("（一）2070101-行政运行40.2万元，较2022年决算数增加3.1万元，增长8.36%。", scope="gpb")
    assert [(f.measure, f.role, f.function_code, f.item_label) for f in facts] == [
        ("gpb.expenditure", "final", "2070101", "行政运行"),
        ("gpb.expenditure", "change_yoy", "2070101", "行政运行"),
        ("gpb.expenditure", "growth_yoy", "2070101", "行政运行"),
    ]


def test_p8_the_whole_income_of_the_year_as_a_numbered_statement() -> None:
    assert said("（一）2023年度收入9万元，比2022年决算数增加1万元，增长12.5%，具体情况如下：") == [
        ("income.total", "final", "9"),
        ("income.total", "change_yoy", "1"),
        ("income.total", "growth_yoy", "12.5"),
    ]


def test_p19_two_totals_side_by_side() -> None:
    text = "2023年度收、支总计各是41.49,41.49万元。与2022年相比，收、支总计各减少2,2万元，各下降4.6%、4.6%。"
    assert said(text) == [
        ("income_expenditure_total", "final", "41.49"),
        ("income_expenditure_total", "final", "41.49"),
        ("income_expenditure_total", "change_yoy", "-2"),
        ("income_expenditure_total", "change_yoy", "-2"),
        ("income_expenditure_total", "growth_yoy", "-4.6"),
        ("income_expenditure_total", "growth_yoy", "-4.6"),
    ]


def test_p20_the_sign_is_in_the_number() -> None:
    text = "财政拨款收、支总计本年20万元，上年25万元，同比增减额-5万元，同比增减率-20%。"
    facts, _ = read(text, scope="fiscal")
    assert [(f.role, str(f.value), f.direction, f.value_year) for f in facts] == [
        ("final", "20", None, 2023),
        ("prior_final", "25", None, 2022),
        ("change_yoy", "-5", -1, 2023),
        ("growth_yoy", "-20", -1, 2023),
    ]


def test_what_is_compared_with_another_year_has_no_role() -> None:
    text = "三公经费支出决算为5万元，比上年增加1万元，增长25%；比2019年减少3万元，下降37.5%。"
    assert [r for _, r, _ in said(text)] == ["final", "change_yoy", "growth_yoy"]


def test_the_fiscal_total_of_its_own_section_is_no_income() -> None:
    assert said("2023年度财政拨款收入总计9万元，支出总计9万元。", scope="fiscal") == [
        ("fiscal.income_expenditure_total", "final", "9"),
        ("fiscal.income_expenditure_total", "final", "9"),
    ]


def test_the_section_narrows_what_fiscal_means() -> None:
    assert said("2023年度财政拨款基本支出9万元", scope="gpb") == [("gpb.basic_expenditure", "final", "9")]


def test_a_change_of_something_unknown_is_not_about_the_figure_before() -> None:
    text = "收入总计90万元，比上年增加5万元。保障房专项经费较上年增加8万元，增长2%。"
    assert [r for _, r, _ in said(text)] == ["final", "change_yoy"]


def test_a_change_of_the_other_side_is_not_about_the_figure_before() -> None:
    assert said("本年收入9万元，比上年减少1万元，支出减少2万元，下降20%。") == [
        ("income.total", "final", "9"),
        ("income.total", "change_yoy", "-1"),
    ]


def test_the_sum_of_several_items_is_none_of_them() -> None:
    assert said("上缴上级支出、经营支出、对附属单位补助支出共0元，占总支出的0%。") == []


def test_a_share_of_something_else_is_not_that_of_the_figure_before() -> None:
    text = "授予小微企业合同金额3万元，占授予中小企业合同金额的30%；"
    text += "货物采购授予中小企业合同金额占货物支出金额的70%。"
    assert said(text, canonical="procurement") == [
        ("procurement.micro", "final", "3"),
        ("procurement.micro", "share", "30"),
        ("procurement.goods_sme", "share", "70"),
    ]
    assert said("授予中小企业合同金额3万元，某某采购合同金额占货物支出金额的70%。")[1:] == []


def test_each_part_has_its_own_rate_of_completion() -> None:
    text = "财政拨款支出完成年初预算的108%，其中：基本支出完成年初预算的99%，项目支出完成年初预算的111%。"
    assert said(text, scope="fiscal") == [
        ("fiscal.expenditure", "completion_rate", "108"),
        ("fiscal.basic_expenditure", "completion_rate", "99"),
        ("fiscal.project_expenditure", "completion_rate", "111"),
    ]


def test_parts_behind_a_full_stop_keep_what_is_compared_with() -> None:
    text = "与上年相比，收入合计增加5万元，增长1.5%。其中：财政拨款收入增加6万元，其他收入减少1万元。"
    assert said(text)[2:] == [("income.fiscal", "change_yoy", "6"), ("income.other", "change_yoy", "-1")]


def test_a_change_behind_a_list_of_parts_has_no_sure_subject() -> None:
    text = "三公经费预算12万元，其中：公务用车运行维护费10万元，公务接待费2万元。比上年预算减少1万元。"
    assert [r for _, r, _ in said(text, identity=BUDGET)] == ["initial_budget"] * 3


def test_counts_of_receptions_apart_from_those_of_foreigners_and_abroad() -> None:
    text = "国内公务接待4批次（其中：外事接待1批次），接待20人次；国（境）外公务接待3批次。"
    assert said(text, canonical="three_public") == [
        ("three_public.reception_batches", "count", "4"),
        ("three_public.reception_foreign_batches", "count", "1"),
        ("three_public.reception_persons", "count", "20"),
        ("three_public.reception_abroad_batches", "count", "3"),
    ]


def test_a_count_before_its_noun() -> None:
    text = "因公出国（境）共计2个团组，7人；公务用车购置1辆。"
    assert said(text, canonical="three_public") == [
        ("three_public.abroad_groups", "count", "2"),
        ("three_public.abroad_persons", "count", "7"),
        ("three_public.vehicles_purchased", "count", "1"),
    ]


def test_a_date_of_the_books_ends_a_reason() -> None:
    text = "公务用车运行维护费2万元，主要是燃油支出，截止2023年12月31日，公务用车保有量为1辆。"
    assert said(text, canonical="three_public")[1:] == [("three_public.vehicle_stock", "count", "1")]


def test_the_money_of_one_project_among_others_is_not_the_income_of_the_body() -> None:
    text = "改造项目预算50万元，其中一般公共预算拨款30万元，政府性基金20万元。"
    assert said("收入合计90万元。" + text, canonical="project_expenditure", identity=BUDGET)[1:] == []


def test_documents_that_are_neither_account_nor_budget_give_nothing() -> None:
    other = Identity(None, "other", 2023, None, "unknown", None)
    assert read("收、支总计5万元", identity=other) == ([], [])


def test_sections_about_evaluation_give_only_its_roll_up() -> None:
    text = "编报绩效目标的2023年度项目4个，涉及基本支出预算5万元，平均得分95.5分"
    assert said(text, canonical="performance") == [
        ("perf.projects_with_goals", "count", "4"),
        ("perf.mean_score", "count", "95.5"),
    ]


def test_a_subject_stands_directly_before_its_number() -> None:
    setting = Setting("gpb")
    assert find_subject("一般公共预算财政拨款支出决算数为", setting) == Subject("gpb.expenditure")
    assert find_subject("基本支出主要用于发放", setting) is None
    assert squeeze("“三公” 经费（境）：") == "三公经费(境):"


def test_every_measure_that_sentences_can_have_is_in_the_catalogue() -> None:
    catalogue = {m.id: m for m in load(Measures).measure}
    entries = [p.entry for shape in (Clauses, Counted) for p in compiled(shape).values()]
    keys = ("measures", "after", "paired", "within", "under")
    named = {m for entry in entries for key in keys for m in getattr(entry, key, {}).values()}
    for table in ("item_measure", "item_basic_measure"):
        named |= set(getattr(load(Clauses), table).values())
    named -= {"", "item"}  # item: the expenditure of the fund
    assert sorted(named - catalogue.keys()) == []
    assert sorted({m.parent for m in catalogue.values() if m.parent is not None} - catalogue.keys()) == []
    assert len(catalogue) == len(load(Measures).measure)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("住房保障支出(类)住房改革支出(款)住房公积金(项)", "2210201"),
        ("公共安全支出(类)法院(款)案件审判(项)", "2040504"),
        ("行政事业单位医疗(款)事业单位医疗(项)", "2101102"),
        # a class that is called a 款 by mistake is not the 款 of that name below 援助其他地区支出
        ("住房保障支出(款)", None),
        ("教育支出(款)", None),
        # the name stands below several classes
        ("超长期特别国债安排的支出(款)", None),
        ("社会保障和就业支出(类)行政事业单位离退休(款)事业单位离退休(项)", "2080502"),
    ],
)
def test_an_item_has_the_code_that_its_names_leave_no_doubt_about(words: str, code: str | None) -> None:
    found = find_subject(f"{words}支出决算为", Setting("gpb"))
    assert found is not None
    assert found.function_code == code


def test_the_line_before_a_list_says_which_fund_its_items_are_of() -> None:
    """Shanghai budgets: numbered items below a heading that names no fund."""
    lines = (
        "单位预算编制说明",
        "财政拨款支出主要内容如下：",
        "1.“教育支出”科目9万元，主要用于人员。",
        "其他收入5万元",
    )
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    doc = Document(
        text, tuple(Paragraph(a, a + len(b)) for a, b in zip(starts, lines, strict=True)), "text/plain"
    )
    place = Place(None, None, 0, len(lines[0]))
    heading = Section(place, None, 0, 1, "cn_dun", None, lines[0], "heading", len(lines[0]), len(text))
    place = Place(None, None, starts[2], starts[2] + 8)
    item = Section(
        place, 0, 1, 2, "arabic_dot", "1", "“教育支出”科目", "data_item", starts[2] + 8, starts[3] - 1
    )
    sections = [heading, item]
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)
    assert [(f.measure, f.scope, f.function_code) for f in facts] == [
        ("fiscal.expenditure", "fiscal", "205"),
        ("income.other", "all_funds", None),
    ]


def test_items_that_are_no_sections_are_of_the_fund_of_the_line_before_them_too() -> None:
    lines = (
        "财政拨款支出主要内容如下：",
        "1、公共安全支出（204类）司法（06款）普法宣传（05项）9万元。",
        "其他收入5万元",
    )
    facts, _ = read(*lines, identity=BUDGET)
    assert [(f.measure, f.function_code) for f in facts] == [
        ("fiscal.expenditure", "2040605"),
        ("income.other", None),
    ]


@pytest.mark.parametrize(
    ("words", "titles", "code"),
    [
        # 款 called 类
        ("住房改革支出(类)住房公积金(项)", (), "2210201"),
        # the titles around it name what the path leaves out
        ("行政运行(项)", ("(一)法院(款)", "公共安全支出(类)"), "2040501"),
        ("一般行政管理事务(项)", ("公共安全支出(类)法院(款)",), "2040502"),
        ("行政运行(项)", (), None),
        ("1.一般公共服务支出-政府办公厅(室)及相关机构事务-行政运行科目", (), "2010301"),
        ("上级下达资金-某某资金科目", (), None),
    ],
)
def test_a_path_is_completed_where_that_is_sure(
    words: str, titles: tuple[str, ...], code: str | None
) -> None:
    found = find_subject(f"{words}支出决算为", Setting("gpb", titles=titles))
    assert (found.function_code if found else None) == code


def test_economic_items_of_basic_expenditure_by_name() -> None:
    found = find_subject("(1)办公费(款)支出", Setting("gpb", basic=True))
    assert (found and found.economic_code, found and found.measure) == ("30201", "gpb.basic_expenditure")


def test_meetings_and_training_beside_three_public() -> None:
    text = "一般公共预算拨款安排的会议费预算支出1.3万元，比上年预算减少6.48万元；"
    text += "培训费8.98万元，与上年预算数相同。"
    facts, _ = read(text, canonical="three_public", identity=BUDGET)
    assert [(f.measure, f.role, f.scope, f.economic_code) for f in facts] == [
        ("gpb.expenditure", "initial_budget", "gpb", "30215"),
        ("gpb.expenditure", "change_yoy", "gpb", "30215"),
        ("expenditure.total", "initial_budget", "all_funds", "30216"),
        ("expenditure.total", "change_yoy", "all_funds", "30216"),
        ("expenditure.total", "growth_yoy", "all_funds", "30216"),
    ]
    assert said("主要用于会议费1.3万元、培训费2万元。") == []


def test_what_is_executed_of_the_year_before_is_its_account() -> None:
    text = "住房公积金（项）30万元。2025年当年预算执行数为28万元，2026年预算安排30万元。"
    facts, _ = read(text, scope="gpb", identity=BUDGET)
    assert [(f.role, f.value_year) for f in facts] == [
        ("initial_budget", 2026),
        ("prior_final", 2025),
        ("initial_budget", 2026),
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


def test_carry_over_of_one_fund_has_its_scope() -> None:
    facts, _ = read(
        "上年结转结余的政府性基金预算收入3万元，上年结转结余的单位资金2万元。", canonical="income"
    )
    assert [(f.measure, f.scope) for f in facts] == [
        ("balance.opening", "gov_fund"),
        ("balance.opening", "all_funds"),
    ]


def test_the_budget_of_a_body_is_its_expenditure() -> None:
    """Shenzhen: 某局（本级）预算…万元，包括…"""
    text = "某市医疗保障局（本级）预算20万元，包括公用经费3万元、项目支出17万元。"
    assert said(text, canonical="expenditure", identity=BUDGET) == [  # type: ignore[arg-type]
        ("expenditure.total", "initial_budget", "20"),
        ("expenditure.public", "initial_budget", "3"),
        ("expenditure.project", "initial_budget", "17"),
    ]
    assert said("某某项目预算20万元", canonical="expenditure", identity=BUDGET) == []  # type: ignore[arg-type]


def test_entrusted_services_are_an_economic_class_of_the_fund() -> None:
    text = "2026年本部门委托业务费财政拨款预算为647.5万元，比上年预算增加222.6万元。"
    facts, _ = read(text, canonical="entrusted_services", identity=BUDGET)
    assert [(f.measure, f.economic_code) for f in facts] == [("fiscal.expenditure", "30227")] * 2


def test_fixed_assets_are_amounts_of_a_day() -> None:
    text = "截至2026年1月31日，本部门固定资产金额4,220.75万元。本年度拟购置固定资产19.3万元。"
    assert said(text, canonical="state_assets", identity=BUDGET) == [  # type: ignore[arg-type]
        ("assets.fixed", "amount", "4220.75"),
        ("assets.new_fixed", "initial_budget", "19.3"),
    ]


def outline_of(*parts: tuple[str, str]) -> tuple[Document, list[Section]]:
    """Paragraphs, of which those called heading or data_item begin a section; items are below the heading."""
    text = "\n".join(line for line, _ in parts)
    blocks: list[Paragraph] = []
    sections: list[Section] = []
    start = 0
    for line, kind in parts:
        end = start + len(line)
        blocks.append(Paragraph(start, end))
        if kind:
            parent = 0 if kind == "data_item" else None
            stop = start + min(len(line), 8)
            place = Place(None, None, start, stop)
            last = len(text) if parent is None else end
            sections.append(
                Section(
                    place, parent, len(sections), 1, "cn_dun", None, line[:8], kind, stop, last, None, None
                )
            )
        start = end + 1
    return Document(text, tuple(blocks), "text/plain"), sections


def test_numbered_parts_are_compared_with_what_the_line_before_them_says() -> None:
    """Yantai budgets: 比上年减少…，其中：1.收入预算减少… 2.支出预算减少…"""
    doc, sections = outline_of(
        ("（三）增减变化情况：2026年收支预算90万元，比上年减少15万元，其中：", "heading"),
        ("1.收入预算减少15万元，其中一般公共预算收入减少14万元，其他收入减少1万元。", "data_item"),
        ("2.支出预算减少15万元，其中基本支出增加2万元，项目支出减少17万元。", "data_item"),
    )
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("income_expenditure_total", "initial_budget", "90"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income.gpb", "change_yoy", "-14"),
        ("income.other", "change_yoy", "-1"),
        ("expenditure.total", "change_yoy", "-15"),
        ("expenditure.basic", "change_yoy", "2"),
        ("expenditure.project", "change_yoy", "-17"),
    ]


def test_a_sentence_goes_on_behind_a_figure_that_ends_a_page() -> None:
    facts, _ = read("其他收入9万元，与上年相比增加4万元", "，增长80%。", identity=BUDGET)
    assert [(f.measure, f.role) for f in facts][-1:] == [("income.other", "growth_yoy")]


def test_entries_name_the_clause_patterns_that_they_read() -> None:
    named = {number for p in compiled(Clauses).values() for number in p.entry.clause}
    assert named == {f"P{n}" for n in range(1, 21)} - {"P15", "P16", "P17"} | {"P12s"}


def test_the_value_of_the_year_before_stands_between_comparator_and_change() -> None:
    text = "2023年度收入总计1,000万元，较2022年度的900万元增加100万元，增长11.1%。"
    assert [(r, v) for _, r, v in said(text)] == [
        ("final", "1000"),
        ("prior_final", "900"),
        ("change_yoy", "100"),
        ("growth_yoy", "11.1"),
    ]


def test_bare_income_and_expenditure_are_those_of_the_fund_of_the_section() -> None:
    text = "政府性基金预算财政拨款收入50万元，支出40万元，年末结转和结余10万元。"
    assert [m for m, _, _ in said(text, scope="gov_fund", canonical="gov_fund")] == [
        "gov_fund.income",
        "gov_fund.expenditure",
        "gov_fund.closing",
    ]
    assert said("支出40万元") == []


@pytest.mark.parametrize("canonical", ["tasks", "duties"])
def test_money_of_the_whole_area_is_not_that_of_the_body(canonical: str) -> None:
    assert said("一般公共预算收入50亿元，增长5%。", canonical=canonical) == []
