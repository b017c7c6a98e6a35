"""Statements without a number (docs/domain.md §3.3), in wordings of real documents and of §1.3."""

from decimal import Decimal

import pytest

from extractors.narrative.squeezed import squeeze
from extractors.narrative.unnumbered import find_unnumbered
from extractors.records import Fact
from tests.extractors.narrative.paragraphs import BUDGET, read


def told(*lines: str, **where: object) -> list[tuple[str, str, str | None, str]]:
    """(measure, role, value, state) of every fact."""
    facts, _ = read(*lines, **where)  # type: ignore[arg-type]
    return [(f.measure, f.role, None if f.value is None else str(f.value), f.value_state) for f in facts]


def test_as_much_as_last_year_is_a_change_and_a_growth_of_nothing() -> None:
    facts, _ = read("公务接待费支出决算3万元，与上年决算数持平。", scope="fiscal")
    assert [(f.role, f.value, f.value_yuan, f.direction, f.comparator, f.value_state) for f in facts[1:]] == [
        ("change_yoy", 0, Decimal("0.00"), 0, "prior_final", "stated_equal"),
        ("growth_yoy", 0, None, 0, "prior_final", "stated_equal"),
    ]
    assert (facts[1].value_raw, facts[1].unit_raw) == (None, None)
    assert len({f.statement for f in facts}) == 1


def span(text: str, fact: Fact) -> str:
    return ("情况说明\n" + text)[fact.place.start or 0 : fact.place.end]


def test_the_span_is_the_words_that_say_it() -> None:
    text = "三公经费预算数为0.70万元，与 2025年\n预算持平。"
    facts, _ = read(text, identity=BUDGET)
    assert span(text, facts[1]) == "与 2025年\n预算持平"
    text = "一般说明。某局2023年度没有使用政府性基金预算拨款安排的支出。"
    facts, _ = read(text)
    assert [(f.measure, span(text, f)) for f in facts] == [
        ("gov_fund.expenditure", "某局2023年度没有使用政府性基金预算拨款安排的支出")
    ]


@pytest.mark.parametrize(
    ("text", "comparator", "roles"),
    [
        ("事业收入0万元，与上年预算数相同", "prior_budget", ("change_yoy", "growth_yoy")),
        (
            "机关服务（项）2026年预算数为9万元，与2025年执行数相同",
            "prior_execution",
            ("change_yoy", "growth_yoy"),
        ),
        ("公务接待费2万元，较上年无增减变化", "prior_budget", ("change_yoy", "growth_yoy")),
        ("公务接待费2万元。与2025年预算持平，主要原因是无变化", "prior_budget", ("change_yoy", "growth_yoy")),
        ("公务接待费2万元，与上年基本持平", "prior_budget", ("change_yoy",)),
        ("公务接待费2万元，比上年减少0.1万元，与上年基本持平", "prior_budget", ("change_yoy",)),
        (
            "公务接待费2万元，比上年增加0万元，增长0%，主要原因是与上年持平",
            "prior_budget",
            ("change_yoy", "growth_yoy"),
        ),
        ("公务接待费2万元，用车数量与上年一致", None, ()),
        ("收入预算90万元，统计口径与上年不一致", None, ()),
    ],
)
def test_what_it_is_as_much_as(text: str, comparator: str | None, roles: tuple[str, ...]) -> None:
    facts, _ = read(text, scope="gpb", identity=BUDGET)
    assert tuple(f.role for f in facts[1:]) == roles
    assert {f.comparator for f in facts[1:]} == ({comparator} if roles else set())


def test_as_much_as_the_budget() -> None:
    text = "年初预算为54.53万元，支出决算为54.53万元，完成年初预算的100.00%。决算数同预算数持平。"
    assert told("1.住房公积金（项）。" + text, scope="gpb")[3:] == [
        ("gpb.expenditure", "change_vs_initial_budget", "0", "stated_equal"),
        ("gpb.expenditure", "growth_vs_initial_budget", "0", "stated_equal"),
    ]
    # no role says a change against the budget of the whole year
    text = "“三公”经费全年预算为2万元，支出决算为2万元。决算数与全年预算数持平。"
    assert [role for _, role, _, _ in told(text)] == ["full_year_budget", "final"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("某局2023年度无政府性基金预算财政拨款收入和支出。", ["gov_fund.income", "gov_fund.expenditure"]),
        ("本部门无国有资本经营预算收支。", ["state_capital.income", "state_capital.expenditure"]),
        ("本单位为事业单位，无机关运行经费。", ["agency_operating"]),
        ("2023年度未发生公务接待费。", ["three_public.reception"]),
        ("2023年度未安排因公出国（境）费用。", ["three_public.abroad"]),
        ("因公出国（境）费未安排。", ["three_public.abroad"]),
        ("某局2023年度无“三公”经费财政拨款支出。", ["three_public.total"]),
    ],
)
def test_what_there_is_none_of(text: str, measures: list[str]) -> None:
    scope = measures[0].rpartition(".")[0] if len(measures) == 2 else "all_funds"
    assert told(text, scope=scope) == [(m, "final", "0", "stated_none") for m in measures]


def test_what_there_is_none_of_may_be_a_list() -> None:
    text = "本单位无政府性基金预算支出、国有资本经营预算支出和上级专项转移支付支出预算。"
    assert told(text, identity=BUDGET) == [
        ("gov_fund.expenditure", "initial_budget", "0", "stated_none"),
        ("state_capital.expenditure", "initial_budget", "0", "stated_none"),
    ]


def test_this_item_is_the_one_of_the_heading() -> None:
    assert told("公务接待费。2023年度无此项支出。") == [
        ("three_public.reception", "final", "0", "stated_none")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "其他收入5万元，比上年减少1万元，主要原因是本年未安排公务接待费。",
        "上年度无公务接待费。",
        "如无公务接待费，请说明。",
        "本部门无2022年结转的政府采购资金支出。",
        "本年未安排此项目预算。",
        "无锡市人力资源和社会保障局的重点工作。",
    ],
)
def test_what_is_no_statement_of_the_year(text: str) -> None:
    assert [state for _, _, _, state in told(text) if state == "stated_none"] == []


def test_a_value_that_is_printed_is_not_stated_again() -> None:
    text = "政府性基金收入预算0万元，与上年数一致，本部门无此项收入。"
    states = [state for _, _, _, state in told(text, identity=BUDGET)]
    assert states == ["printed_zero", "stated_equal", "stated_equal"]


def test_a_note_below_the_table_of_another_fund_says_nothing() -> None:
    note = "注：本单位无政府性基金预算支出，故本表无数据。"
    assert told(note, canonical="state_capital") == []
    assert [m for m, _, _, _ in told(note, canonical="gov_fund")] == ["gov_fund.expenditure"]


def test_a_zero_that_has_lost_its_unit() -> None:
    facts, _ = read("事业收入为0；其他收入为0。")
    assert [(f.measure, f.value_raw, f.value_yuan, f.value_state) for f in facts] == [
        ("income.undertaking", "0", Decimal("0.00"), "printed_zero"),
        ("income.other", "0", Decimal("0.00"), "printed_zero"),
    ]


def test_growth_that_cannot_be_compared() -> None:
    facts, _ = read("其他收入5万元，比上年增加5万元，增长--（基数为0，不可比）。")
    assert [(f.role, f.value, f.comparator, f.value_state) for f in facts[2:]] == [
        ("growth_yoy", None, "prior_final", "not_comparable")
    ]


def test_a_glossary_states_nothing() -> None:
    assert told("事业收入：指无财政拨款收入。", canonical="glossary") == []


def test_a_rate_that_cannot_be_computed_is_said_behind_the_change() -> None:
    """Wuxi: 与上年相比增加…（去年预算数为0万元，无法计算增减比率）"""
    text = "其他收入9万元，与上年相比增加9万元（去年预算数为0万元，无法计算增减比率）。"
    assert told(text, identity=BUDGET)[1:] == [
        ("income.other", "change_yoy", "9", "printed"),
        ("income.other", "prior_budget", "0", "printed_zero"),
        ("income.other", "growth_yoy", None, "not_comparable"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words", "against"),
    [
        ("公务接待费3万元，与上年预算数相同。", "level", "与上年预算数相同", "与上年预算数"),
        ("决算数等于预算数。", "level", "等于预算数", "预算数"),
        ("因公出国（境）费为0，", "zero", "0", ""),
        ("增长--（基数为0，不可比）", "incomparable", "--", ""),
    ],
)
def test_where_statements_stand(text: str, kind: str, words: str, against: str) -> None:
    first = next(find_unnumbered("说明" + text, 2, 2 + len(text)))
    assert (first.kind, first.words, first.against) == (kind, words, against)
    assert squeeze(("说明" + text)[first.start : first.end]) == words


def test_the_words_around_a_negation() -> None:
    text = "2024年度无公务接待费支出，其他"
    (none,) = find_unnumbered(text, 0, len(text))
    assert (none.kind, none.head, none.objects) == ("none", "2024年度", "公务接待费支出")
    assert (none.start, none.end, none.behind) == (0, 14, ",其他")


def test_about_as_much_is_told_apart() -> None:
    assert [s.about for s in find_unnumbered("与上年基本持平。", 0, 8)] == [True]
    assert [s.about for s in find_unnumbered("与上年持平。", 0, 6)] == [False]


def test_statements_stand_in_reading_order_and_not_in_reasons() -> None:
    text = "无公务接待费支出，与上年持平。"
    assert [s.kind for s in find_unnumbered(text, 0, len(text))] == ["none", "level"]
    text = "增加2万元，主要原因是上年无此项支出。"
    assert list(find_unnumbered(text, 0, len(text))) == []
    assert list(find_unnumbered("公务接待费3万元", 0, 8)) == []


def test_as_before_directly_before_its_reason() -> None:
    states = [state for _, _, _, state in told("公务接待费3万元，与上年持平主要是因为厉行节约。")]
    assert states == ["printed", "stated_equal", "stated_equal"]
    facts, _ = read("公务接待费3万元，比上年减少1万元，主要原因是与上年持平。其他收入2万元，与上年持平。")
    assert [f.measure for f in facts if f.value_state == "stated_equal"] == ["income.other"] * 2


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("公务接待费 与上年 持平。", "level", "与上年 持平"),
        ("公务接待费为 0 ，其他", "zero", "0"),
        ("比上年增长 -- 。", "incomparable", "--"),
        ("其他说明。本单位无 公务接待费支出 。", "none", "本单位无 公务接待费支出"),
    ],
)
def test_where_a_statement_begins_and_ends(text: str, kind: str, said: str) -> None:
    for before in ("", "前文。\n"):
        whole = f"{before}{text}后文与上年持平"
        (found,) = find_unnumbered(whole, len(before), len(before) + len(text))
        assert (found.kind, whole[found.start : found.end]) == (kind, said)


def test_what_is_compared_with_and_what_stands_behind() -> None:
    (found,) = find_unnumbered("决算数等于预算数。其他", 0, 11)
    assert (found.against, found.behind, found.about) == ("预算数", "。其他", False)
    (found,) = find_unnumbered("与上年基本持平，其他", 0, 10)
    assert (found.against, found.behind, found.about, found.head, found.objects) == (
        "与上年",
        ",其他",
        True,
        "",
        "",
    )
    (found,) = find_unnumbered("本单位无公务接待费支出。", 0, 12)
    assert (found.head, found.objects, found.against) == ("本单位", "公务接待费支出", "")


def test_what_says_two_things_at_once_says_the_level() -> None:
    found = list(find_unnumbered("未安排公务接待费与上年持平，无其他收入。", 0, 20))
    assert [f.kind for f in found] == ["level", "none"]
