"""What a figure is about, by its noun, its fund and its section."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Subject
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import squeeze
from extractors.narrative.subjects import find_subject, match_subject, named_measure, names_unknown
from patterns import compiled, load
from patterns.shapes.clauses import Clauses, Scope
from patterns.shapes.counted import Counted
from patterns.shapes.measures import Measures
from tests.extractors.narrative.paragraphs import BUDGET, read, stated


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
    assert stated("其中:基本支出20万元", scope=scope) == [(measure, "final", "20")]


def test_a_fund_prefix_is_stronger_than_the_section() -> None:
    text = "使用一般公共预算财政拨款安排基本支出20万元,使用政府性基金财政拨款安排基本支出3万元"
    assert [m for m, _, _ in stated(text, scope="fiscal")] == [
        "gpb.basic_expenditure",
        "gov_fund.basic_expenditure",
    ]


def test_the_fiscal_total_of_its_own_section_is_no_income() -> None:
    assert stated("2023年度财政拨款收入总计9万元，支出总计9万元。", scope="fiscal") == [
        ("fiscal.income_expenditure_total", "final", "9"),
        ("fiscal.income_expenditure_total", "final", "9"),
    ]


def test_the_section_narrows_what_fiscal_means() -> None:
    assert stated("2023年度财政拨款基本支出9万元", scope="gpb") == [("gpb.basic_expenditure", "final", "9")]


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
    assert stated("主要用于会议费1.3万元、培训费2万元。") == []


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
    assert stated(text, canonical="expenditure", identity=BUDGET) == [
        ("expenditure.total", "initial_budget", "20"),
        ("expenditure.public", "initial_budget", "3"),
        ("expenditure.project", "initial_budget", "17"),
    ]
    assert stated("某某项目预算20万元", canonical="expenditure", identity=BUDGET) == []


def test_entrusted_services_are_an_economic_class_of_the_fund() -> None:
    text = "2026年本部门委托业务费财政拨款预算为647.5万元，比上年预算增加222.6万元。"
    facts, _ = read(text, canonical="entrusted_services", identity=BUDGET)
    assert [(f.measure, f.economic_code) for f in facts] == [("fiscal.expenditure", "30227")] * 2


def test_entries_name_the_clause_patterns_that_they_read() -> None:
    named = {number for p in compiled(Clauses).values() for number in p.entry.clause}
    assert named == {f"P{n}" for n in range(1, 21)} - {"P15", "P16", "P17"} | {"P12s"}


def test_bare_income_and_expenditure_are_those_of_the_fund_of_the_section() -> None:
    text = "政府性基金预算财政拨款收入50万元，支出40万元，年末结转和结余10万元。"
    assert [m for m, _, _ in stated(text, scope="gov_fund", canonical="gov_fund")] == [
        "gov_fund.income",
        "gov_fund.expenditure",
        "gov_fund.closing",
    ]
    assert stated("支出40万元") == []


@pytest.mark.parametrize(("filling", "found"), [(68, True), (69, False)])
def test_a_subject_begins_within_72_characters_before_its_number(filling: int, found: bool) -> None:
    subject = find_subject("基本支出" + "总" * filling, Setting("all_funds"))
    assert subject == (Subject("expenditure.basic") if found else None)
    assert names_unknown("会议费" + "总" * (filling + 1), Setting("all_funds")) == found


def test_all_of_a_text_or_only_its_end_may_name_a_subject() -> None:
    setting = Setting("gpb")
    assert match_subject("基本支出", setting) == find_subject("本年基本支出", setting)
    assert match_subject("本局基本支出", setting) is None
    assert match_subject("教育支出", setting) == Subject(
        "gpb.expenditure", function_code="205", label="教育支出"
    )
    assert match_subject("本局教育支出", setting) is None
    assert match_subject("某某", setting) is None


def test_a_noun_that_means_no_measure_here_is_unknown() -> None:
    assert names_unknown("会议费", Setting("all_funds"))
    assert not names_unknown("会议费", Setting("all_funds", canonical=frozenset({"three_public"})))
    assert not names_unknown("某某", Setting("all_funds"))
    assert not names_unknown("基本支出", Setting("all_funds"))


MEASURES = {
    "gpb@three_public": "a",
    "@income": "b",
    "gpb:fiscal": "c",
    ":gpb|income": "d",
    ":gpb": "e",
    "gpb": "f",
    "": "g",
}


@pytest.mark.parametrize(
    ("scope", "canonical", "prefix", "side", "measure"),
    [
        ("gpb", ("three_public", "income"), "fiscal", None, "a"),
        ("fiscal", ("three_public", "income"), "gpb", None, "b"),
        ("fiscal", ("three_public",), None, None, "g"),  # the section, but not its scope
        ("gpb", (), "fiscal", None, "c"),
        ("fiscal", (), "gpb", "income", "d"),
        ("fiscal", (), "gpb", "expenditure", "e"),
        ("gpb", (), None, "income", "f"),
        ("gov_fund", (), "gov_fund", "income", "g"),
    ],
)
def test_the_most_explicit_place_decides_what_a_noun_means(
    scope: Scope, canonical: tuple[str, ...], prefix: str | None, side: str | None, measure: str
) -> None:
    setting = Setting(scope, canonical=frozenset(canonical))
    assert named_measure(MEASURES, setting, prefix, side) == measure
    assert named_measure({**MEASURES, "": ""}, setting, prefix, side) == (measure if measure != "g" else None)


def test_a_noun_names_the_fund_before_it_or_in_it() -> None:
    setting = Setting("all_funds", canonical=frozenset({"three_public"}))
    before = find_subject("政府性基金预算财政拨款安排的会议费", setting)
    assert before is not None
    assert (before.measure, before.fund, before.scope) == ("gov_fund.expenditure", "gov_fund", None)
    inside = find_subject("上年结转结余的政府性基金", Setting("all_funds"))
    assert inside is not None
    assert (inside.fund, inside.scope) == (None, "gov_fund")
    reception = find_subject("公务接待费", setting)
    assert reception is not None
    assert (reception.fund, reception.scope) == (None, None)
