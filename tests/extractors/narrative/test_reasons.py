"""Reasons and what they explain; sentences in the wordings of published budgets and final accounts."""

import pytest

from extractors.narrative.quantities import find_quantities
from extractors.narrative.reason_clauses import reason_spans
from extractors.narrative.statements import facts_from_narrative
from tests.extractors.narrative.paragraphs import BUDGET, FINAL, document, read


def causes(*lines: str, **where: str) -> list[str]:
    return [r.cause for r in read(*lines, **where)[1]]  # type: ignore[arg-type]


def explained(*lines: str, **where: object) -> list[tuple[str, str | None, list[tuple[str, str, str]]]]:
    """(cause, what is explained, [(measure, role, value)]) of every reason."""
    facts, reasons = read(*lines, **where)  # type: ignore[arg-type]
    return [
        (r.cause, r.explains, [(f.measure, f.role, str(f.value)) for f in facts if number in f.reasons])
        for number, r in enumerate(reasons)
    ]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("主要原因:受人员变动影响", "受人员变动影响"),
        ("主要原因是人员增加", "人员增加"),
        ("主要原因：人员增加", "人员增加"),
        ("主要原因，人员增加", "人员增加"),
        ("主要原因按规定统一压减10%", "按规定统一压减10%"),
        ("主要原因一是人员增加", "一是人员增加"),
        ("增加原因：按需支出", "按需支出"),
        ("增长的主要原因是：人员增加", "人员增加"),
        ("变动原因厉行节约", "厉行节约"),
        ("其原因是委托业务增加", "委托业务增加"),
        ("原因是汇缴基数提高", "汇缴基数提高"),
        ("原因绩效工资预算减少", "绩效工资预算减少"),
        ("主要是人员增加", "人员增加"),
        ("主要是因为人员增加", "人员增加"),
        ("主要由于人员增加", "人员增加"),
        ("主要系人员增加", "人员增加"),
        ("系由于人员增加", "人员增加"),
        ("由于人员增加", "人员增加"),
    ],
)
def test_every_way_to_open_a_reason(words: str, cause: str) -> None:
    assert causes(f"本年收入合计9万元，比上年增加3万元，{words}。其他收入5万元。") == [cause]


@pytest.mark.parametrize(
    "sentence",
    [
        "公务接待费2万元，主要用于接待来访。",
        "公务接待费2万元，主要是用于接待来访。",
        "设备调试等原因，延期支付2万元。",
        "总结经验，剖析原因，提出2条建议。",
        "因公出国（境）费2万元。",
    ],
)
def test_what_is_no_reason(sentence: str) -> None:
    assert causes(sentence) == []


def test_a_reason_explains_the_last_statement_of_its_sentence() -> None:
    found = explained("本年收入合计9万元,比上年增加3万元,增长50%。主要原因:追加经费2.5万元。其他收入5万元。")
    assert found == [
        (
            "追加经费2.5万元",
            "change",
            [("income.total", "change_yoy", "3"), ("income.total", "growth_yoy", "50")],
        )
    ]


def test_one_reason_behind_two_statements_explains_both() -> None:
    [(_, what, facts)] = explained(
        "本年收入合计9万元，比上年增加3万元，本年支出合计8万元，比上年增加2万元，主要原因是人员增加。"
    )
    assert what == "change"
    assert [measure for measure, _, _ in facts] == ["income.total", "expenditure.total"]


def test_behind_a_breakdown_only_the_part_is_explained() -> None:
    [(_, _, facts)] = explained(
        "“三公”经费支出9万元，比上年增加3万元，其中：公务接待费1万元，比上年减少2万元，主要原因是厉行节约。"
    )
    assert facts == [("three_public.reception", "change_yoy", "-2")]


def test_figures_in_closed_brackets_are_not_what_is_explained() -> None:
    [(_, _, facts)] = explained(
        "公务用车购置及运行维护费74万元（公务用车购置费0万元，比上年减少18万元）比上年增加39万元，主要原因是租车。"
    )
    assert [value for _, _, value in facts] == ["39"]


def test_the_head_of_a_reason_names_what_it_explains() -> None:
    found = explained(
        "一般公共预算财政拨款支出9万元，比上年增加1万元，其中基本支出减少2万元，项目支出增加3万元。"
        "基本支出减少的原因是人员退休；项目支出增加的主要原因是新增项目。",
        scope="gpb",
    )
    assert [(cause, facts) for cause, _, facts in found] == [
        ("人员退休", [("gpb.basic_expenditure", "change_yoy", "-2")]),
        ("新增项目", [("gpb.project_expenditure", "change_yoy", "3")]),
    ]


def test_a_reason_in_a_paragraph_of_its_own_explains_all_before_that_go_its_way() -> None:
    found = explained(
        "2026年部门预算收入9万元，较2025年年初预算增加3万元，增长50%。部门预算支出9万元，较2025年年初预算增加3万元。",
        "其他收入1万元，较2025年年初预算减少1万元。",
        "预算收支增加主要原因说明：1.新招录人员，增加经费2万元；2.新建用房投入使用。",
        identity=BUDGET,
    )
    [(cause, what, facts)] = found
    assert (cause, what) == ("1.新招录人员，增加经费2万元；2.新建用房投入使用", "change")
    assert [(measure, value) for measure, _, value in facts] == [
        ("income_expenditure_total", "3"),
        ("income_expenditure_total", "50"),
        ("expenditure.total", "3"),
    ]


def test_a_difference_from_the_budget_in_words() -> None:
    [(cause, what, facts)] = explained(
        "公务接待费年初预算为2万元，支出决算为1万元，完成年初预算的50%。决算数小于预算数的主要原因：厉行节约。"
    )
    assert (cause, what) == ("厉行节约", "budget_gap")
    assert [(role, value) for _, role, value in facts] == [("final", "1"), ("completion_rate", "50")]


def test_what_a_figure_consists_of_is_a_reason_of_its_level() -> None:
    assert explained("其他收入5万元，主要是存款利息。") == [
        ("存款利息", "level", [("income.other", "final", "5")])
    ]


def test_a_change_of_something_unknown_is_not_given_to_the_figure_before() -> None:
    found = explained("其他收入5万元；某某专项经费比上年减少2万元，主要原因是压减。")
    assert found == [("压减", None, [])]


def test_a_cause_in_front_of_its_figure() -> None:
    found = explained("公务接待费1万元。受疫情影响，比上年减少2万元，下降66.67%。")
    assert found == [
        (
            "疫情影响",
            "change",
            [
                ("three_public.reception", "change_yoy", "-2"),
                ("three_public.reception", "growth_yoy", "-66.67"),
            ],
        )
    ]


def test_a_second_reason_does_not_take_the_figures_of_the_first() -> None:
    found = explained("公务接待费1万元，比上年减少2万元，主要是批次减少。主要原因是厉行节约。")
    assert [len(facts) for _, _, facts in found] == [1, 0]


def test_a_list_of_reasons_over_paragraphs() -> None:
    facts, reasons = read(
        "其他收入5万元，比上年减少2万元，主要原因是：", "1.利息减少；", "2.租金减少。", "其他情况。"
    )
    assert reasons[0].text == "主要原因是：1.利息减少；2.租金减少"
    assert [f.value for f in facts if 0 in f.reasons] == [-2]


def test_items_of_a_list_belong_to_one_reason() -> None:
    text = "其他收入5万元，比上年减少2万元，主要原因：（一）利息减少。（二）租金减少。下年另行安排。"
    assert causes(text) == ["（一）利息减少。（二）租金减少"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("增加2万元，主要原因是追加；本部门当年支出3万元", ["主要原因是追加"]),
        ("购置0辆，主要是无购置计划；设备0台，主要是无购置计划。", ["主要是无购置计划", "主要是无购置计划"]),
        ("减少2万元，主要原因是压减；一是会议，二是培训。", ["主要原因是压减；一是会议，二是培训"]),
        ("主要是燃油支出，截止2023年12月31日，保有量为1辆。", []),
    ],
)
def test_where_a_reason_ends(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in reason_spans(text)] == spans


@pytest.mark.parametrize(("distance", "explained"), [(1500, True), (1501, False)])
def test_a_reason_in_a_paragraph_of_its_own_looks_1500_characters_back(
    distance: int, explained: bool
) -> None:
    """The figure 1 of the change stands so many characters before the reason."""
    change = "其他收入5万元，比上年增加1万元。"
    filler = "某" * (distance - len("1万元。") - 2)
    facts, reasons = read(change, filler, "主要原因：人员增加。")
    assert reasons[0].place.start is not None
    assert reasons[0].place.start - (facts[1].place.start or 0) == distance
    assert [f.reasons for f in facts] == [(), (0,) if explained else ()]


def test_two_causes_of_one_change_are_both_kept() -> None:
    facts, reasons = read("由于人员增加，比上年增加2万元，由于物价上涨，增长5%。", title="其他收入情况")
    assert [r.cause for r in reasons] == ["人员增加", "物价上涨"]
    assert [(f.role, f.reasons) for f in facts] == [("change_yoy", (0,)), ("growth_yoy", (0, 1))]


def test_a_head_that_contradicts_the_figure_is_a_slip() -> None:
    facts, _ = read("其他收入5万元，比上年减少1万元，增加的主要原因是人员增加。")
    assert [(f.role, f.reasons) for f in facts] == [("final", ()), ("change_yoy", (0,))]


def test_a_head_with_a_direction_explains_the_changes_that_go_there() -> None:
    facts, _ = read("其他收入比上年减少1万元，事业收入比上年增加1万元，减少的主要原因是人员减少。")
    assert [(f.measure, f.role) for f in facts if f.reasons] == [("income.other", "change_yoy")]


def test_a_reason_that_may_be_none_is_one_only_where_it_explains() -> None:
    assert read("安排会议，由于任务增加。")[1] == []
    _, reasons = read("其他收入5万元，比上年增加1万元，由于任务增加。")
    assert [r.explains for r in reasons] == ["change"]


RECEPTION, OTHER = "three_public.reception", "income.other"


@pytest.mark.parametrize(
    ("text", "what", "facts"),
    [
        # the figure before the change is of something else
        (
            "其他收入5万元，公务接待费比上年减少2万元，主要是压减会议。",
            "change",
            [(RECEPTION, "change_yoy", "-2")],
        ),
        # the figure behind the change is of something else
        ("公务接待费比上年减少2万元，其他收入5万元，主要是存款利息。", "level", [(OTHER, "final", "5")]),
        # the figure behind the change is what it came to
        ("其他收入比上年增加1万元，共计5万元，主要是存款利息。", "change", [(OTHER, "change_yoy", "1")]),
        # a change without a figure
        ("其他收入5万元，某某专项经费比上年减少2万元，主要原因是压减。", None, []),
        ("其他收入5万元，增加的主要原因是存款利息。", None, []),
        ("其他收入5万元，略有变化，主要是存款利息。", None, []),
    ],
)
def test_what_stands_last_before_a_reason_is_explained(
    text: str, what: str | None, facts: list[tuple[str, str, str]]
) -> None:
    [(_, explains, found)] = explained(text)
    assert (explains, found) == (what, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "公务接待费年初预算为2万元，支出决算为1万元，完成年初预算的50%，主要原因是厉行节约。",
            [("final", "1"), ("completion_rate", "50")],
        ),
        ("公务接待费完成年初预算的50%，主要原因是厉行节约。", [("completion_rate", "50")]),
        ("公务接待费年初预算为2万元，决算数小于预算数，支出决算为1万元，主要是厉行节约。", [("final", "1")]),
    ],
)
def test_what_became_of_a_budget_is_explained_against_it(text: str, facts: list[tuple[str, str]]) -> None:
    [(_, what, found)] = explained(text)
    assert what == "budget_gap"
    assert [(role, value) for _, role, value in found] == facts


def test_a_level_is_explained_once() -> None:
    found = explained("其他收入5万元，主要是存款利息。主要原因是利率提高。")
    assert [(what, len(facts)) for _, what, facts in found] == [("level", 1), (None, 0)]


def test_a_cause_in_front_explains_the_first_change_of_its_sentence() -> None:
    text = "受疫情影响，公务接待费比上年减少2万元，其他收入比上年减少1万元。"
    [(_, _, facts)] = explained(text)
    assert facts == [(RECEPTION, "change_yoy", "-2")]
    facts_found, _ = read("受疫情影响，公务接待费比上年持平；其他收入比上年减少1万元。")
    assert [f.reasons for f in facts_found if f.measure == OTHER] == [()]


def test_the_shortest_head_that_names_a_subject_is_one_side() -> None:
    text = "政府性基金预算财政拨款收入9万元，比上年增加1万元，支出8万元，比上年增加2万元。"
    [(_, what, facts)] = explained(text + "收入增加的主要原因是新增项目。", scope="gov_fund")
    assert (what, facts) == ("change", [("gov_fund.income", "change_yoy", "1")])


def test_a_head_explains_the_nearest_statement_of_its_subject() -> None:
    facts, _ = read(
        "其他收入比上年增加1万元。", "其他收入比上年增加2万元，增长3%。", "其他收入增加的主要原因是利息增加。"
    )
    assert [f.reasons for f in facts] == [(), (0,), (0,)]


def test_a_head_passes_what_has_a_reason_already() -> None:
    facts, _ = read(
        "其他收入比上年增加1万元。",
        "其他收入比上年增加2万元，主要是租金增加。",
        "其他收入增加的主要原因是利息增加。",
    )
    assert [f.reasons for f in facts] == [(1,), (0,)]


def test_a_reason_in_a_paragraph_of_its_own_goes_back_to_the_last_reason() -> None:
    facts, _ = read(
        "其他收入比上年增加1万元。",
        "事业收入比上年增加2万元，主要是任务增加。",
        "经营收入比上年增加3万元。",
        "预算收支增加主要原因说明：人员增加。",
    )
    assert [f.reasons for f in facts] == [(), (0,), (1,)]


@pytest.mark.parametrize("opening", ["", "  ", "1.", "1." + " " * 31])
def test_a_bare_reason_in_a_paragraph_of_its_own_goes_with_the_last_statement(opening: str) -> None:
    facts, _ = read("其他收入比上年增加1万元，事业收入比上年增加2万元。", f"{opening}主要原因：人员增加。")
    assert [f.reasons for f in facts][-1] == (0,)


def test_a_reason_behind_other_words_of_its_paragraph_looks_into_its_sentence_only() -> None:
    facts, reasons = read("其他收入比上年增加1万元。", "现说明如下，主要原因是人员增加。")
    assert [f.reasons for f in facts] == [()]
    assert [r.explains for r in reasons] == [None]


def test_a_sentence_runs_on_over_paragraphs_up_to_its_reason() -> None:
    lines = ("其他收入5万元，比上年增加1万元，", "详见附表，", "主要原因是利息增加。")
    facts, _ = read(*lines)
    assert [f.reasons for f in facts] == [(), (0,)]
    facts, _ = read("其他收入5万元，比上年增加1万元。", "详见附表，主要原因是利息增加。")
    assert [f.reasons for f in facts] == [(), ()]


@pytest.mark.parametrize(
    ("lead", "explained_changes"),
    [
        ("增加的主要原因是", [1]),
        ("减少的主要原因是", [0]),
        ("增减的主要原因是", [0, 1]),
        ("主要原因是", [0, 1]),
        ("变动的主要原因是", [0, 1]),
    ],
)
def test_the_words_before_a_cause_say_which_way(lead: str, explained_changes: list[int]) -> None:
    facts, _ = read(f"其他收入比上年减少1万元，事业收入比上年增加1万元，{lead}业务调整。")
    assert [n for n, f in enumerate(facts) if f.reasons] == explained_changes


def test_a_reason_as_a_sentence_of_its_own_is_about_all_of_the_one_before() -> None:
    text = "三公经费9万元，比上年减少3万元；其中：公务接待费1万元，比上年减少2万元。主要原因是厉行节约。"
    [(_, _, facts)] = explained(text)
    assert [value for _, _, value in facts] == ["-3", "-2"]


def test_sentences_without_figures_are_passed() -> None:
    text = "其他收入比上年增加1万元。详见附表。主要原因是利息增加。"
    facts, _ = read("公务接待费比上年减少2万元。" + text)
    assert [f.reasons for f in facts] == [(), (0,)]


def test_a_clause_that_is_no_reason_does_not_hide_the_next() -> None:
    text = "安排会议，由于任务增加。其他收入5万元，比上年增加1万元，主要原因是利息增加。"
    assert causes(text) == ["利息增加"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("其他收入比上年增加2万元，事业收入比上年增加1万元。", [(0,), ()]),
        ("其他收入比上年增加2万元，决算数9万元。", [(0,), ()]),
        ("其他收入9万元，比上年增加2万元，增长3%。事业收入1万元。", [(), (0,), (0,), ()]),
    ],
)
def test_a_head_passes_other_subjects_and_what_is_no_change(
    text: str, reasons: list[tuple[int, ...]]
) -> None:
    facts, _ = read(text + "其他收入增加的主要原因是利息增加。")
    assert [f.reasons for f in facts] == reasons


@pytest.mark.parametrize(
    ("text", "what", "values"),
    [
        ("事业收入3万元，其他收入5万元，主要是存款利息。", "level", ["5"]),
        ("经营收入2万元，事业收入3万元，其他收入5万元，主要是存款利息。", "level", ["5"]),
        (
            "公务接待费比上年减少2万元，事业收入5万元，其他收入比上年增加1万元，主要原因是调整。",
            "change",
            ["-2", "1"],
        ),
        (
            "公务接待费比上年减少2万元，其他收入比上年增加1万元，决算数5万元，主要原因是调整。",
            "change",
            ["-2", "1"],
        ),
        ("事业收入3万元，其他收入比上年增加1万元，决算数5万元，主要原因是利息。", "change", ["1"]),
        ("事业收入3万元，公务接待费比上年减少2万元，其他收入5万元，主要是利息。", "level", ["5"]),
    ],
)
def test_of_several_figures_the_last_ones_are_explained(text: str, what: str, values: list[str]) -> None:
    [(_, explains, facts)] = explained(text)
    assert (explains, [value for _, _, value in facts]) == (what, values)


def test_a_sentence_begins_behind_the_colon_of_the_paragraph_before() -> None:
    lines = ("其他收入比上年增加4万元：", "公务接待费比上年减少1万元，", "主要原因是厉行节约。")
    facts, _ = read(*lines)
    assert [f.reasons for f in facts] == [(), (0,)]


def test_outside_all_sections_no_figure_stands_further_back() -> None:
    doc = document("其他收入比上年增加1万元。", "主要原因：利息增加。")
    facts, reasons = facts_from_narrative(doc, [], find_quantities(doc, []), FINAL)
    assert [f.reasons for f in facts] == [()]
    assert [r.explains for r in reasons] == [None]
