"""What a text says of money, counts and units, against forms, totals and itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Fact
from pipeline.audit.claims import claims
from tests.pipeline.audit.drawn import evidence, identity, stated
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
