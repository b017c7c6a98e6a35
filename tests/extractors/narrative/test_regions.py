"""Sentences in the wordings of regions and years that docs/domain.md §1.3 names; amounts are invented."""

from extractors.records import Fact
from tests.extractors.narrative.paragraphs import BUDGET, read


def line(fact: Fact) -> str:
    """Measure with its item, role, value, what a share or rate is of, and a state that is not printed."""
    item = fact.function_code or fact.item_label
    words = [fact.measure + (f"#{item}" if item else ""), fact.role, str(fact.value)]
    if fact.role in ("share", "completion_rate"):
        words.append(f"of {fact.denominator}")
    if fact.value_state not in ("printed", "printed_zero"):
        words.append(f"({fact.value_state})")
    return " ".join(words)


def test_sichuan_totals_of_both_sides_with_one_change() -> None:
    facts, _ = read(
        "2023年度收入总计1000.00万元、支出总计1000.00万元。与2022年度相比，收、支总计各增加100.00万元，增长11.11%。主要变动原因是人员增加。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000.00",
        "income_expenditure_total final 1000.00",
        "income_expenditure_total change_yoy 100.00",
        "income_expenditure_total growth_yoy 11.11",
    ]


def test_sichuan_classes_with_shares_of_the_fund() -> None:
    facts, _ = read(
        "2023年度一般公共预算财政拨款支出980万元，主要用于以下方面：一般公共服务（类）支出700万元，占71.43%；教育支出（类）80万元，占8.16%；社会保障和就业（类）支出200万元，占20.41%。",
        scope="gpb",
        canonical="gpb_expenditure",
    )
    assert [line(f) for f in facts] == [
        "gpb.expenditure final 980",
        "gpb.expenditure#201 final 700",
        "gpb.expenditure#201 share 71.43 of gpb.expenditure",
        "gpb.expenditure#205 final 80",
        "gpb.expenditure#205 share 8.16 of gpb.expenditure",
        "gpb.expenditure#208 final 200",
        "gpb.expenditure#208 share 20.41 of gpb.expenditure",
    ]


def test_sichuan_an_item_that_equals_its_budget() -> None:
    facts, _ = read(
        "1.一般公共服务支出（类）财政事务（款）行政运行（项）：支出决算为700万元，完成预算100%，决算数等于预算数。",
        scope="gpb",
        canonical="gpb_expenditure",
    )
    assert [line(f) for f in facts] == [
        "gpb.expenditure#2010601 final 700",
        "gpb.expenditure#2010601 completion_rate 100 of initial_budget",
        "gpb.expenditure#2010601 change_vs_initial_budget 0 (stated_equal)",
        "gpb.expenditure#2010601 growth_vs_initial_budget 0 (stated_equal)",
    ]


def test_sichuan_parts_of_three_public_with_shares() -> None:
    facts, _ = read(
        "2023年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算4万元，占80%；公务接待费支出决算1万元，占20%。具体情况如下：",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.abroad final 0",
        "three_public.abroad share 0 of three_public.total",
        "three_public.vehicle final 4",
        "three_public.vehicle share 80 of three_public.total",
        "three_public.reception final 1",
        "three_public.reception share 20 of three_public.total",
    ]


def test_sichuan_both_directions_with_a_slash() -> None:
    facts, _ = read(
        "1.因公出国（境）经费支出0万元，完成预算0%。因公出国（境）支出决算比2022年度增加/减少0万元，增长/下降0%。",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.abroad final 0",
        "three_public.abroad completion_rate 0 of initial_budget",
        "three_public.abroad change_yoy 0 (template_residue)",
        "three_public.abroad growth_yoy 0 (template_residue)",
    ]


def test_sichuan_domestic_and_foreign_reception() -> None:
    facts, _ = read(
        "公务接待费支出1万元，完成预算50%。公务接待费支出决算比2022年度增加0.2万元，增长25%。其中：国内公务接待支出1万元，主要用于接待。外事接待支出0万元。",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.reception final 1",
        "three_public.reception completion_rate 50 of initial_budget",
        "three_public.reception change_yoy 0.2",
        "three_public.reception growth_yoy 25",
        "three_public.reception_domestic final 1",
        "three_public.reception_foreign final 0",
    ]


def test_sichuan_an_institution_without_agency_operating_cost() -> None:
    facts, _ = read(
        "本单位为事业单位，按规定未使用机关运行经费。",
        canonical="agency_operating",
    )
    assert [line(f) for f in facts] == [
        "agency_operating final 0 (stated_none)",
    ]


def test_dazhou_pairs_of_totals() -> None:
    facts, _ = read(
        "2023年收、支总计各是4125.49,4143.91万元。与2022年相比，收、支总计各减少1268.37、2570.5万元，各下降23.51%、38.28%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 4125.49",
        "income_expenditure_total final 4143.91",
        "income_expenditure_total change_yoy -1268.37",
        "income_expenditure_total change_yoy -2570.5",
        "income_expenditure_total growth_yoy -23.51",
        "income_expenditure_total growth_yoy -38.28",
    ]


def test_hunan_an_item_inside_a_sentence_takes_over() -> None:
    facts, _ = read(
        "2023年度财政拨款支出年初预算数为900万元，支出决算数为980万元，完成年初预算的108.89%，其中：1、一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为600万元，支出决算为700万元，完成年初预算的116.67%，决算数大于年初预算数的主要原因是：人员增加。",
        scope="fiscal",
        canonical="gpb_expenditure",
    )
    assert [line(f) for f in facts] == [
        "fiscal.expenditure initial_budget 900",
        "fiscal.expenditure final 980",
        "fiscal.expenditure completion_rate 108.89 of initial_budget",
        "fiscal.expenditure#2010601 initial_budget 600",
        "fiscal.expenditure#2010601 final 700",
        "fiscal.expenditure#2010601 completion_rate 116.67 of initial_budget",
    ]


def test_hunan_shares_of_basic_expenditure() -> None:
    facts, _ = read(
        "2023年度财政拨款基本支出700万元，其中：人员经费600万元，占基本支出的85.71%,主要包括基本工资；公用经费100万元，占基本支出的14.29%，主要包括办公费。",
        scope="gpb",
        canonical="gpb_basic",
    )
    assert [line(f) for f in facts] == [
        "gpb.basic_expenditure final 700",
        "gpb.personnel final 600",
        "gpb.personnel share 85.71 of gpb.basic_expenditure",
        "gpb.public final 100",
        "gpb.public share 14.29 of gpb.basic_expenditure",
    ]


def test_hunan_three_public_with_budget_account_and_completion() -> None:
    facts, _ = read(
        "2023年度“三公”经费财政拨款支出预算为6万元，支出决算为5万元，完成预算的83.33%，其中：因公出国（境）费支出预算为0万元，支出决算为0万元，完成预算的0%，与上年相比持平。公务接待费支出预算为2万元，支出决算为1万元，完成预算的50%，决算数小于预算数的主要原因是节约，与上年相比减少0.5万元，减少33.33%。",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.total initial_budget 6",
        "three_public.total final 5",
        "three_public.total completion_rate 83.33 of initial_budget",
        "three_public.abroad initial_budget 0",
        "three_public.abroad final 0",
        "three_public.abroad completion_rate 0 of initial_budget",
        "three_public.abroad change_yoy 0 (stated_equal)",
        "three_public.abroad growth_yoy 0 (stated_equal)",
        "three_public.reception initial_budget 2",
        "three_public.reception final 1",
        "three_public.reception completion_rate 50 of initial_budget",
        "three_public.reception change_yoy -0.5",
        "three_public.reception growth_yoy -33.33",
    ]


def test_guangdong_growth_on_a_base_of_nothing() -> None:
    facts, _ = read(
        "2023年度总收入1055.4万元，其中：本年收入1000.0万元，比上年增加100.0万元，增长11.1%；使用非财政拨款结余5.4万元，比上年增加5.4万元，增长--（基数为0，不可比）；年初结转和结余50.0万元，比上年减少10.0万元，下降16.7%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1055.4",
        "income.total final 1000.0",
        "income.total change_yoy 100.0",
        "income.total growth_yoy 11.1",
        "balance.nonfiscal_used final 5.4",
        "balance.nonfiscal_used change_yoy 5.4",
        "balance.nonfiscal_used growth_yoy None (not_comparable)",
        "balance.opening final 50.0",
        "balance.opening change_yoy -10.0",
        "balance.opening growth_yoy -16.7",
    ]


def test_guangdong_a_third_comparator_has_no_role() -> None:
    facts, _ = read(
        "2023年“三公”经费支出决算5.0万元，完成全年预算6.0万元的83.3%，比上年减少1.0万元，下降16.7%，比2019年减少3.0万元，下降37.5%。",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.total final 5.0",
        "three_public.total full_year_budget 6.0",
        "three_public.total completion_rate 83.3 of full_year_budget",
        "three_public.total change_yoy -1.0",
        "three_public.total growth_yoy -16.7",
    ]


def test_hubei_both_totals_are_the_same() -> None:
    facts, _ = read(
        "2023年度收、支总计均为1000万元。与2022年度相比，收、支总计各增加100万元，增长11.1%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total growth_yoy 11.1",
    ]


def test_jiangsu_numbered_parts_of_income() -> None:
    facts, _ = read(
        "（一）收入决算总计1000万元。包括：",
        "1．本年收入决算合计950万元。与上年相比，增加90万元，增长10.47%，变动原因：人员增加。",
        "2．使用非财政拨款结余和专用结余0万元，与上年决算数相同。",
        "3．年初结转和结余50万元。与上年相比，增加10万元，增长25%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000",
        "income.total final 950",
        "income.total change_yoy 90",
        "income.total growth_yoy 10.47",
        "balance.nonfiscal_used final 0",
        "balance.nonfiscal_used change_yoy 0 (stated_equal)",
        "balance.nonfiscal_used growth_yoy 0 (stated_equal)",
        "balance.opening final 50",
        "balance.opening change_yoy 10",
        "balance.opening growth_yoy 25",
    ]


def test_zhejiang_a_change_without_a_subject_of_its_own() -> None:
    facts, _ = read(
        "2023年度收、支总计1000万元，与2022年度相比，各增加100万元，增长11.1%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total growth_yoy 11.1",
    ]


def test_yunnan_total_income_means_the_income_stated() -> None:
    facts, _ = read(
        "某局2023年度收入合计10,000,000.00元。其中：财政拨款收入9,999,000.00元，占总收入的99.99%；其他收入1,000.00元，占总收入的0.01%。与上年相比，收入合计增加1,000,000.00元，增长11.11%。其中：财政拨款收入增加999,000.00元，增长11.10%；其他收入增加1,000.00元，上年无其他收入。",
        canonical="income",
    )
    assert [line(f) for f in facts] == [
        "income.total final 10000000.00",
        "income.fiscal final 9999000.00",
        "income.fiscal share 99.99 of income.total",
        "income.other final 1000.00",
        "income.other share 0.01 of income.total",
        "income.total change_yoy 1000000.00",
        "income.total growth_yoy 11.11",
        "income.fiscal change_yoy 999000.00",
        "income.fiscal growth_yoy 11.10",
        "income.other change_yoy 1000.00",
    ]


def test_yunnan_in_yuan_with_a_completion_called_share() -> None:
    facts, _ = read(
        "某局2023年度一般公共预算财政拨款“三公”经费支出年初预算为60,000.00元，支出决算为50,000.00元，完成年初预算的83.33%。其中：因公出国（境）费支出年初预算为0.00元，决算为0.00元；公务用车运行维护费支出年初预算为40,000.00元，决算为40,000.00元，占年初预算的100.00%。",
        scope="gpb",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.total initial_budget 60000.00",
        "three_public.total final 50000.00",
        "three_public.total completion_rate 83.33 of initial_budget",
        "three_public.abroad initial_budget 0.00",
        "three_public.abroad final 0.00",
        "three_public.vehicle_operation initial_budget 40000.00",
        "three_public.vehicle_operation final 40000.00",
        "three_public.vehicle_operation completion_rate 100.00 of initial_budget",
    ]


def test_chongqing_income_and_expenditure_in_two_words() -> None:
    facts, _ = read(
        "2023年度收入总计1000.0万元，支出总计1000.0万元。收支较上年决算数增加100.0万元，增长11.1%，主要原因是人员增加。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000.0",
        "income_expenditure_total final 1000.0",
        "income_expenditure_total change_yoy 100.0",
        "income_expenditure_total growth_yoy 11.1",
    ]


def test_chongqing_balances_beside_income() -> None:
    facts, _ = read(
        "2023年度收入合计950.0万元，较上年决算数增加90.0万元，增长10.5%。其中：财政拨款收入940.0万元，占98.9%；其他收入10.0万元，占1.1%。此外，使用非财政拨款结余0.0万元，年初结转和结余50.0万元。",
        canonical="income",
    )
    assert [line(f) for f in facts] == [
        "income.total final 950.0",
        "income.total change_yoy 90.0",
        "income.total growth_yoy 10.5",
        "income.fiscal final 940.0",
        "income.fiscal share 98.9 of income.total",
        "income.other final 10.0",
        "income.other share 1.1 of income.total",
        "balance.nonfiscal_used final 0.0",
        "balance.opening final 50.0",
    ]


def test_xinjiang_split_totals() -> None:
    facts, _ = read(
        "2023年度收入总计434.72万元，其中：本年收入合计434.16万元，使用非财政拨款结余0.00万元，年初结转和结余0.55万元。2023年度支出总计434.72万元，其中：本年支出合计434.72万元，结余分配0.00万元，年末结转和结余0.00万元。收入支出总体与上年相比，增加34.72万元，增长8.68%，主要原因是：人员增加。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 434.72",
        "income.total final 434.16",
        "balance.nonfiscal_used final 0.00",
        "balance.opening final 0.55",
        "income_expenditure_total final 434.72",
        "expenditure.total final 434.72",
        "balance.distribution final 0.00",
        "balance.closing final 0.00",
        "income_expenditure_total change_yoy 34.72",
        "income_expenditure_total growth_yoy 8.68",
    ]


def test_anhui_completion_without_the_word_budget() -> None:
    facts, _ = read(
        "“三公”经费支出预算为3万元，支出决算为1.71万元，完成43%。其中：公务用车运行维护费支出决算1.18万元，占69%。",
        scope="fiscal",
        canonical="three_public",
    )
    assert [line(f) for f in facts] == [
        "three_public.total initial_budget 3",
        "three_public.total final 1.71",
        "three_public.total completion_rate 43 of initial_budget",
        "three_public.vehicle_operation final 1.18",
        "three_public.vehicle_operation share 69 of three_public.total",
    ]


def test_tongzhou_two_years_and_signed_differences() -> None:
    facts, _ = read(
        "收入总计本年28521.28万元，上年24634.58万元，同比增减额3886.71万元，同比增减率15.78%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 28521.28",
        "income_expenditure_total prior_final 24634.58",
        "income_expenditure_total change_yoy 3886.71",
        "income_expenditure_total growth_yoy 15.78",
    ]


def test_guizhou_two_growths_behind_two_changes() -> None:
    facts, _ = read(
        "某局2023年度收入总计为1000万元，支出总计为1000万元，与2022年相比收入、支出总计分别增加100万元、100万元，增长11.1%、11.1%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000",
        "income_expenditure_total final 1000",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total growth_yoy 11.1",
        "income_expenditure_total growth_yoy 11.1",
    ]


def test_liaoning_income_of_this_year_beside_the_total() -> None:
    facts, _ = read(
        "2023年度收入总计1000万元，与上年相比，今年收入增加100万元，增长11.1%。支出总计1000万元，与上年相比，今年支出增加100万元，增长11.1%。",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total final 1000",
        "income.total change_yoy 100",
        "income.total growth_yoy 11.1",
        "income_expenditure_total final 1000",
        "expenditure.total change_yoy 100",
        "expenditure.total growth_yoy 11.1",
    ]


def test_a_budget_of_income_with_carry_over() -> None:
    facts, _ = read(
        "某局2026年收入预算1000万元，其中：一般公共预算拨款收入980万元，占98%；上年结转20万元，占2%。",
        identity=BUDGET,
        canonical="income",
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total initial_budget 1000",
        "income.gpb initial_budget 980",
        "income.gpb share 98 of income_expenditure_total",
        "balance.opening initial_budget 20",
        "balance.opening share 2 of income_expenditure_total",
    ]


def test_a_budget_of_classes_without_a_total() -> None:
    facts, _ = read(
        "一般公共服务（类）支出700万元，占71.43%；社会保障和就业（类）支出200万元，占20.41%；住房保障（类）支出80万元，占8.16%。",
        identity=BUDGET,
        scope="gpb",
        canonical="gpb_expenditure",
    )
    assert [line(f) for f in facts] == [
        "gpb.expenditure#201 initial_budget 700",
        "gpb.expenditure#201 share 71.43 of gpb.expenditure",
        "gpb.expenditure#208 initial_budget 200",
        "gpb.expenditure#208 share 20.41 of gpb.expenditure",
        "gpb.expenditure#221 initial_budget 80",
        "gpb.expenditure#221 share 8.16 of gpb.expenditure",
    ]


def test_a_budget_of_three_public_with_a_part_as_before() -> None:
    facts, _ = read(
        "某局2026年“三公”经费预算数为6万元，其中：因公出国（境）费0万元，公务用车购置及运行费4万元，公务接待费2万元。2026年“三公”经费预算比2025年减少1万元，其中因公出国（境）费与2025年持平；公务接待费减少1万元，主要原因是节约。",
        identity=BUDGET,
        canonical="three_public",
        scope="fiscal",
    )
    assert [line(f) for f in facts] == [
        "three_public.total initial_budget 6",
        "three_public.abroad initial_budget 0",
        "three_public.vehicle initial_budget 4",
        "three_public.reception initial_budget 2",
        "three_public.total change_yoy -1",
        "three_public.abroad change_yoy 0 (stated_equal)",
        "three_public.abroad growth_yoy 0 (stated_equal)",
        "three_public.reception change_yoy -1",
    ]


def test_a_budget_of_both_sides_in_one_sentence() -> None:
    facts, _ = read(
        "2026年预算收入1000万元，较上年增加100万元，增幅11.1%；预算支出1000万元，较上年增加100万元，增幅11.1%。",
        identity=BUDGET,
    )
    assert [line(f) for f in facts] == [
        "income_expenditure_total initial_budget 1000",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total growth_yoy 11.1",
        "income_expenditure_total initial_budget 1000",
        "income_expenditure_total change_yoy 100",
        "income_expenditure_total growth_yoy 11.1",
    ]


def test_a_negative_increase_is_a_decrease() -> None:
    facts, _ = read(
        "其他收入20万元，比上年增加-5万元，增长-20%。",
    )
    assert [line(f) for f in facts] == [
        "income.other final 20",
        "income.other change_yoy -5",
        "income.other growth_yoy -20",
    ]
