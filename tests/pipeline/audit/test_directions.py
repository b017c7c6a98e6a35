"""Whether words of more and less agree with the figures before them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check, Fact
from pipeline.audit.directions import directions
from tests.pipeline.audit.drawn import evidence, stated

TEXT = "教育支出年初预算100.00万元，支出决算90.00万元，决算数小于预算数的原因是节约。"


def run(word: str, *facts: Fact) -> list[Check]:
    return list(directions(evidence(TEXT.replace("小于预算数", word), facts)))


def figures(final: str, budget: str = "100.00") -> tuple[Fact, Fact]:
    facts = stated(TEXT, "100.00万元", "initial_budget"), stated(TEXT, "90.00万元")
    return tuple(
        replace(f, value=Decimal(v), value_yuan=Decimal(v) * 10000, value_raw=v)
        for f, v in zip(facts, (budget, final), strict=True)
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("word", "final", "result"),
    [
        ("小于预算数", "90.00", "pass"),
        ("小于预算数", "110.00", "fail"),
        ("小于预算数", "100.00", "fail"),
        ("低于年初预算数", "90.00", "pass"),
        ("大于预算数", "110.00", "pass"),
        ("高于预算数", "90.00", "fail"),
        ("等于预算数", "100.00", "pass"),
        ("等于预算数", "100.01", "pass"),
        ("等于预算数", "100.02", "fail"),
        ("与预算数持平", "105.00", "pass"),
        ("与预算数持平", "105.01", "fail"),
        ("与预算数基本持平", "95.00", "pass"),
        ("大于预算数", "99.99", "pass"),
    ],
)
def test_a_word_against_final_figure_and_budget(word: str, final: str, result: str) -> None:
    (check,) = run(word, *figures(final))
    severity = "error" if result == "fail" else "info"
    assert (check.code, check.result, check.severity) == ("N04", result, severity)
    assert (check.lhs_facts, check.rhs_facts, check.finding) == ((1,), (0,), "SIGN_WORDING")
    assert check.computed == f"{final}万元 / 100.00万元"


@pytest.mark.parametrize(("word", "sign"), [("小于预算数", "<"), ("大于预算数", ">"), ("与预算数一致", "=")])
def test_the_formula_says_what_the_word_says(word: str, sign: str) -> None:
    (check,) = run(word, *figures("90.00"))
    assert check.formula == f"final {sign} budget"
    assert check.printed == f"决算数{word}"
    assert check.places[0].start == TEXT.index("决算数小")


def test_figures_of_several_items_cannot_be_told_apart() -> None:
    budget, final = figures("90.00")
    assert run("小于预算数", budget, final, replace(final, function_code="201")) == []
    assert run("小于预算数", budget, final, replace(final, value_yuan=Decimal(1))) == []
    assert run("小于预算数", final) == []
    assert run("小于预算数", budget) == []


def test_the_full_years_budget_goes_before_the_initial_one() -> None:
    budget, final = figures("90.00")
    full = replace(budget, role="full_year_budget", value=Decimal(80), value_yuan=Decimal(800000))
    (check,) = run("大于预算数", budget, full, final)
    assert (check.result, check.rhs_facts) == ("pass", (1,))


def test_only_what_stands_before_the_word_in_its_paragraph_counts() -> None:
    text = "支出决算90.00万元。\n年初预算100.00万元，决算数小于预算数。支出决算80.00万元"
    facts = (
        stated(text, "90.00万元"),
        stated(text, "100.00万元", "initial_budget"),
        stated(text, "80.00万元"),
    )
    assert list(directions(evidence(text, facts))) == []


def test_what_is_no_amount_of_a_sentence_does_not_count() -> None:
    budget, final = figures("90.00")
    in_table = replace(final, source_kind="table", value_yuan=Decimal(1))
    (check,) = run("小于预算数", budget, final, in_table)
    assert check.lhs_facts == (1,)
    silent = replace(final, value_yuan=None)
    assert run("小于预算数", budget, silent) == []
    nowhere = replace(final, place=replace(final.place, start=None))
    assert run("小于预算数", budget, nowhere) == []


def test_a_difference_of_less_than_a_yuan_is_a_difference() -> None:
    text = "教育支出年初预算100.00元，支出决算99.50元，决算数小于预算数的原因是节约。"
    facts = (stated(text, "100.00元", "initial_budget"), stated(text, "99.50元"))
    (check,) = directions(evidence(text, facts))
    assert check.result == "pass"


def test_the_words_are_shown_whole() -> None:
    (check,) = run("大于预算数", *figures("90.00"))
    assert "“决算数大于预算数”" in check.message_zh
