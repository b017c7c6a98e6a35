"""What a text says of money, counts and units, against forms, totals and itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Grid, GridCell, Place
from extractors.records import Fact, Finding, Goal, Project, ProjectFund
from pipeline.audit.claims import claims
from tests.pipeline.audit.drawn import NOWHERE, evidence, identity, stated
from tests.pipeline.audit.drawn import document as drawn_document
from tests.pipeline.audit.form_texts import document
from tests.pipeline.audit.sentences import codes, raws


def test_a_project_that_was_added_during_the_year_has_no_initial_budget() -> None:
    sentence = "支出增加，主要是追加社区图书服务点建设与运行项目80.00万元。"
    assert raws(document(sentence), "SUPPLEMENT_BUDGETED")[0] == "80"
    assert "SUPPLEMENT_BUDGETED" not in codes(document(sentence, initial="0"))


def test_one_item_with_two_amounts() -> None:
    name = "社区图书服务点建设与运行项目"
    text = f"四、说明\n\n支出增加，主要是追加{name}80.00万元。\n\n收入增加，主要是追加{name}经费80.50万元。\n"
    assert raws(text, "ITEM_AMOUNT") == ["80.00万元", "80.50万元"]
    assert "ITEM_AMOUNT" not in codes(text.replace("80.50", "80.00"))


@pytest.mark.parametrize(("other", "found"), [("645", True), ("631", False), ("318", False)])
def test_places_that_are_counted_differently(other: str, found: bool) -> None:
    text = f"四、绩效\n\n为631个社区图书服务网点配备设备。\n\n在{other}个社区图书服务网点开展培训。\n"
    assert ("COUNT_REPEATED" in codes(text)) is found


CARRIED = (
    "二、收入支出决算总体情况说明\n\n2024年度收、支总计{total}万元。\n\n三、收入决算情况说明\n\n2024年度本年收入合计"
    "100.00万元。\n\n五、支出说明\n\n支出增加的主要原因是使用上年度结转项目资金8.58万元。\n"
)


def test_money_carried_over_that_the_totals_have_no_room_for() -> None:
    text = CARRIED.format(total="100.00")
    assert raws(text, "CARRYOVER_WITHOUT_ROOM")[0] == "上年度结转项目资金8.58万元"
    assert "CARRYOVER_WITHOUT_ROOM" not in codes(CARRIED.format(total="108.58"))


NAME = "社区图书服务点建设与运行项目"


@pytest.mark.parametrize(
    ("numbers", "found"), [(("90", "100"), True), (("89", "100"), False), (("18", "20"), False)]
)
def test_counts_within_a_tenth_of_each_other(numbers: tuple[str, str], found: bool) -> None:
    text = "\n\n".join(f"为{n}个社区图书服务网点配备设备。" for n in numbers)
    notes = [f for f in claims(evidence(text)) if f.code == "COUNT_REPEATED"]
    assert [(f.printed, f.computed) for f in notes] == ([numbers] if found else [])


def test_other_units_and_nouns_are_counted_apart() -> None:
    other_unit = "为90个社区图书服务网点配备。\n有100家社区图书服务网点。"
    other_noun = "为90个社区图书服务网点配备。\n有100个社区图书阅览网点。"
    short_noun = "为90个社区图书点配备。\n有100个社区图书点。"
    assert list(claims(evidence(other_unit))) == []
    assert list(claims(evidence(other_noun))) == []
    assert list(claims(evidence(short_noun))) == []


def unit_facts(kinds: tuple[str, ...], subordinate: str, apart: bool = True) -> list[Fact]:
    text = "".join(kinds) + subordinate
    measures = ("org.admin_units", "org.institutions")
    facts = [stated(text, raw, "count", m) for raw, m in zip(kinds, measures, strict=False)]
    section = 1 if apart else 0
    return [*facts, stated(text, subordinate, "count", "org.subordinate_budget_units", section=section)]


@pytest.mark.parametrize(
    ("kinds", "subordinate", "apart", "found"),
    [
        (("2个", "3个"), "4个", True, False),
        (("2个", "4个"), "5个", True, False),
        (("2个", "5个"), "6个", True, False),
        (("3个", "5个"), "6个", True, True),
        (("3个", "5个"), "6个", False, False),
        (("8个",), "6个", True, False),
    ],
)
def test_kinds_of_units_are_no_more_than_the_body_and_its_units(
    kinds: tuple[str, ...], subordinate: str, apart: bool, found: bool
) -> None:
    facts = unit_facts(kinds, subordinate, apart)
    notes = list(claims(evidence("".join(kinds) + subordinate, facts)))
    assert [(f.code, f.printed, f.computed) for f in notes] == ([("UNIT_COUNT", "8", "7")] if found else [])


def test_units_that_differ_or_are_of_an_item_say_nothing() -> None:
    facts = unit_facts(("3个", "5个"), "6个")
    again = replace(facts[-1], value=Decimal(9))
    text = "3个5个6个"
    assert list(claims(evidence(text, [*facts, again]))) == []
    assert list(claims(evidence(text, [*facts[:2], replace(facts[2], item_label="甲")]))) == []
    assert list(claims(evidence(text, [replace(facts[0], role="final"), *facts[1:]]))) == []


CARRY = "收支总计100.00万元，本年收入合计100.00万元，使用上年度结转项目资金8.58万元"


def carried(*facts: Fact, text: str = CARRY, kind: str = "final_account") -> list[str]:
    found = evidence(text, facts, identity=identity(doc_kind=kind))
    return [f.printed or "" for f in claims(found) if f.code == "CARRYOVER_WITHOUT_ROOM"]


def test_money_carried_over_needs_room() -> None:
    total, income = (
        stated(CARRY, "100.00万元", measure=m) for m in ("income_expenditure_total", "income.total")
    )
    assert carried(total, income) == ["8.58万元"]
    assert carried(total, income, text=CARRY.replace("8.58", "0.00")) == []
    assert carried(total, income, kind="budget") == []
    assert carried(total) == []
    assert carried(total, replace(income, value_yuan=Decimal(1))) == []
    assert carried(total, replace(income, item_label="甲")) == []
    assert carried(total, replace(income, role="initial_budget")) == []
    opening = stated(CARRY, "8.58万元", measure="balance.opening")
    assert carried(total, income, opening) == []
    assert carried(total, income, replace(opening, value=Decimal(0))) == ["8.58万元"]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (f"追加{NAME}80.00万元。", f"减少{NAME}经费80.50万元。追加", True),
        (f"追加{NAME}80.00万元。", f"{NAME}80.50万元。", False),
        ("追加社区图书服务点建80.00万元。", "追加社区图书服务点建80.50万元。", False),
        ("追加社区图书服务点建设项80.00万元。", "追加社区图书服务点建设项80.50万元。", True),
        (f"追加{NAME}80.00万元。", f"追加{NAME}（二期）80.50万元。", False),
    ],
)
def test_long_names_in_what_explains_changes(first: str, second: str, found: bool) -> None:
    notes = [f for f in claims(evidence(f"{first}\n{second}")) if f.code == "ITEM_AMOUNT"]
    assert [(f.printed, f.computed) for f in notes] == ([("80.00万元", "80.50万元")] if found else [])


def added(
    name: str | None, text: str = f"追加{NAME}经费。", norm: str | None = None, **more: object
) -> list[Finding]:
    money = {"fund_type": "total", "initial_budget": Decimal(800000), "initial_budget_raw": "80", **more}
    kind = money.pop("form_kind", "pf_project_self_eval")
    fund = ProjectFund(NOWHERE, **money)
    project = Project(NOWHERE, kind, name_raw=name, name_norm=norm, funds=(fund,))
    return list(claims(evidence(text, projects=(project,))))


def test_an_added_project_is_shown_with_its_initial_budget() -> None:
    (found,) = added(NAME)
    assert (found.code, found.printed, len(found.places)) == ("SUPPLEMENT_BUDGETED", "80", 2)
    assert f"“{NAME}”为年中追加" in found.message_zh
    (found,) = added(NAME, initial_budget_raw=None)
    assert found.printed == ""
    (found,) = added(None, norm=NAME)
    assert found.message_zh.startswith("正文称“”")
    (found,) = added("简称", norm=NAME)
    assert "“简称”" in found.message_zh


def test_what_is_no_initial_budget_of_an_added_project() -> None:
    assert added(NAME, fund_type="carryover") == []
    assert added(NAME, initial_budget=Decimal(0)) == added(NAME, initial_budget=None) == []
    assert added(NAME, form_kind="pf_project_goal") == []
    assert added(NAME, text="追加其他项目经费。") == added(None) == []


@pytest.mark.parametrize(("name", "found"), [("一二三四五六七八九十", 1), ("一二三四五六七八九", 0)])
def test_names_of_ten_characters_are_long_enough(name: str, found: int) -> None:
    assert len(added(name, text=f"追加{name}经费。")) == found


def test_of_three_amounts_the_first_that_differs_is_shown() -> None:
    text = "\n".join(f"追加{NAME}{amount}万元。" for amount in ("80.00", "81.00", "82.00"))
    (found,) = (f for f in claims(evidence(text)) if f.code == "ITEM_AMOUNT")
    assert (found.printed, found.computed, len(found.places)) == ("80.00万元", "81.00万元", 3)


@pytest.mark.parametrize(("first", "found"), [("20", 1), ("19", 0)])
def test_counts_below_twenty_say_nothing(first: str, found: int) -> None:
    text = f"为{first}个社区图书服务网点配备。\n有21个社区图书服务网点。"
    notes = list(claims(evidence(text)))
    assert len(notes) == found
    for note in notes:
        assert [text[p.start : p.end] for p in note.places] == [f"{first}个", "21个"]


def test_three_counts_are_of_several_places() -> None:
    text = "\n".join(f"为{n}个社区图书服务网点配备。" for n in ("96", "98", "100"))
    assert list(claims(evidence(text))) == []


@pytest.mark.parametrize(("last", "whose", "found"), [(3, 0, 1), (4, 0, 0), (0, 1, 0)])
def test_four_goals_of_the_first_form_are_counted_too(last: int, whose: int, found: int) -> None:
    """A paragraph counts 100 places, one of the goals of a document with several forms 90."""
    told = ["已办好"] * 5
    told[last] = "90个社区图书服务网点"
    text, goals, cells = "有100个社区图书服务网点。\n", list[Goal](), list[GridCell]()
    paragraph = drawn_document(text).blocks
    for n, cell_text in enumerate(f"{n}{words}" if n != last else words for n, words in enumerate(told)):
        goals.append(Goal(Place(1, None, len(text), len(text) + 1), None, cell_text))
        text += "目"
        cells.append(GridCell(n, 0, cell_text, len(text), len(text) + len(cell_text)))
        text += cell_text
    grid = Grid(cells[0].start, len(text), 5, 1, tuple(cells))
    project = Project(NOWHERE, "pf_project_self_eval", goals=tuple(goals))
    forms = [Project(NOWHERE, "pf_project_self_eval")] * 2
    forms[whose] = project
    read = Document(text, (*paragraph, grid), "text/plain")
    notes = list(claims(evidence(text, document=read, projects=tuple(forms))))
    assert [f.code for f in notes] == ["COUNT_REPEATED"] * found


def test_a_kind_of_which_there_is_none_counts_nothing() -> None:
    text = "0个8个7个"
    facts = unit_facts(("0个", "8个"), "7个")
    assert list(claims(evidence(text, facts))) == []
    (found,) = claims(evidence("0个8个6个", unit_facts(("0个", "8个"), "6个")))
    assert (found.printed, found.computed, found.facts) == ("8", "7", (0, 1, 2))


def test_units_of_a_section_with_one_kind_do_not_hide_the_next() -> None:
    facts = unit_facts(("3个", "5个"), "6个")
    alone = replace(facts[0], section=7)
    assert len(list(claims(evidence("3个5个6个", [alone, *facts])))) == 1
    twice = replace(facts[0], value=Decimal(3))
    assert list(claims(evidence("3个5个6个", [twice, *facts]))) == []


def test_the_first_count_of_subordinate_units_tells_its_section() -> None:
    facts = unit_facts(("3个", "5个"), "6个")
    here = replace(facts[-1], section=0)
    assert len(list(claims(evidence("3个5个6个", [*facts, here])))) == 1
    assert list(claims(evidence("3个5个6个", [*facts[:2], here, facts[-1]]))) == []


def test_totals_that_differ_have_no_final_figure() -> None:
    total, income = (
        stated(CARRY, "100.00万元", measure=m) for m in ("income_expenditure_total", "income.total")
    )
    assert carried(total, replace(total, value_yuan=Decimal(1)), income) == []
    (found,) = claims(evidence(CARRY, [total, total, income, income]))
    assert (found.facts, found.computed) == ((0, 2), "100.00万元")
    assert carried(replace(total, value_yuan=None), income) == []
    assert carried(total, replace(total, function_code="201", value_yuan=Decimal(1)), income) == ["8.58万元"]
