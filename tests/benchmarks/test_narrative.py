"""The narrative benchmark: what it counts, and that its hand-made answers hold together."""

from __future__ import annotations

import csv
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.narrative import GOLD, assign, differences, read_gold, score, slips, unprinted

ROOT = Path(__file__).parents[2]
DOCUMENTS = dict(read_gold(GOLD.glob("*.json")))
ROLES = {
    "final",
    "initial_budget",
    "full_year_budget",
    "prior_budget",
    "prior_final",
    "change_yoy",
    "growth_yoy",
    "change_vs_initial_budget",
    "growth_vs_initial_budget",
    "completion_rate",
    "share",
    "reason_amount",
    "count",
    "amount",
}


def answer(printed: str = "12.5", **fields: Any) -> dict[str, Any]:
    """Reception of 12.5 万元 on page 3, but for the fields named."""
    value = printed.replace(",", "")
    return {
        "measure": "three_public.reception",
        "role": "initial_budget",
        "scope": "fiscal",
        "function_code": None,
        "economic_code": None,
        "comparator": None,
        "denominator": None,
        "printed": printed,
        "unit": "万元",
        "value": value,
        "value_yuan": f"{Decimal(value) * 10_000:.2f}",
        "page": 3,
        "clause": f"公务接待费{printed}万元",
        "value_state": "printed",
        **fields,
    }


def fact(printed: str = "12.5", **fields: Any) -> dict[str, Any]:
    return {"item_label": None, "direction": None, "value_year": 2031, "raw": "", **answer(printed), **fields}


def test_a_fact_answers_one_figure_only() -> None:
    """A figure printed twice needs two facts."""
    twice = [answer(), answer()]
    assert (score("d", twice, [fact()]).exact, score("d", twice, [fact(), fact()]).exact) == (1, 2)


def test_the_fact_that_agrees_best_is_taken_whatever_the_order() -> None:
    schools, culture = (
        answer(measure="gpb.expenditure", function_code="205"),
        answer(measure="gpb.expenditure", function_code="207"),
    )
    got = [fact(measure="gpb.expenditure", function_code=code) for code in ("207", "205")]
    assert assign([schools, culture], got) == [got[1], got[0]]


def test_a_figure_under_another_name_is_present_but_neither_exact_nor_precise() -> None:
    result = score("d", [answer()], [fact(measure="three_public.total")])
    assert (result.present, result.exact, result.total, result.precision) == (1, 0, 1, 0.0)


def test_a_wrong_code_or_sign_is_exact_but_not_strict() -> None:
    asked = answer(measure="gpb.expenditure", role="change_yoy", direction=-1, comparator="prior_final")
    got = fact(measure="gpb.expenditure", role="change_yoy", direction=1, function_code="205")
    assert differences(asked, got) == ("function_code", "comparator", "direction")
    result = score("d", [asked], [got])
    assert (result.exact, result.strict) == (1, 0)


def test_scope_of_three_public_spending_is_not_held_against_a_fact() -> None:
    assert differences(answer(), fact(scope="gpb")) == ()
    assert differences(answer(measure="gpb.expenditure", scope="gpb"), fact()) == ("scope",)


def test_a_part_may_carry_the_measure_of_its_whole_only_with_a_label() -> None:
    of_police = answer("3", measure=None, unit="辆", value_yuan=None, labelled_measure="assets.vehicles")
    bare = fact("3", measure="assets.vehicles", role="count", value_yuan=None)
    assert score("d", [of_police], [bare]).extra == (bare,)
    assert score("d", [of_police], [{**bare, "item_label": "执法执勤用车"}]).extra == ()


def test_a_part_without_a_measure_may_carry_any_under_the_name_before_its_figure() -> None:
    part = answer(measure=None, clause="增人增资12.5万元")
    named = fact(measure="expenditure.total", item_label="某中心：增人增资")
    assert score("x", [part], [named]).extra == ()
    assert score("x", [part], [{**named, "item_label": "在职人员经费"}]).extra != ()
    assert score("x", [part], [{**named, "item_label": None}]).extra != ()


def test_a_statement_without_a_number_is_counted_apart_and_may_be_said_of_the_growth_too() -> None:
    level = answer("0", role="change_yoy", statement=True, direction=0)
    change, growth = fact("0", role="change_yoy"), fact("0", role="growth_yoy", value_yuan=None)
    result = score("d", [level], [change, growth])
    assert (result.total, result.statements, result.statements_total, result.extra) == (0, 1, 1, ())


def test_an_optional_answer_is_not_asked_for_and_excuses_its_fact() -> None:
    repeated = answer(optional=True)
    assert score("d", [repeated], []).missed == ()
    assert score("d", [repeated], [fact()]).extra == ()


def test_a_wrong_amount_and_a_decline_without_direction_are_slips() -> None:
    wrong = answer(value_yuan="12.50")
    decline = answer(value="-12.5", value_yuan="-125000.00")
    found = slips({"facts": [answer(), wrong, decline]})
    assert found == ["p. 3 12.5万元: 12.50 yuan", "p. 3 12.5万元: a decline without direction"]


def test_an_answer_that_its_page_does_not_print_is_named() -> None:
    path = sorted((ROOT / "samples").rglob("*.pdf"))[0]
    document = {"facts": [answer("99.99", page=1)]}
    assert unprinted(document, path) == ["p. 1 99.99万元"]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_answers_hold_together(name: str) -> None:
    assert slips(DOCUMENTS[name]) == []


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_answers_use_the_words_of_the_catalogue(name: str) -> None:
    with (ROOT / "patterns" / "measures.toml").open("rb") as stream:
        measures = {m["id"] for m in tomllib.load(stream)["measure"]}
    codes: set[str] = set()
    for file in ("codes_functional.csv", "codes_economic.csv"):
        with (ROOT / "patterns" / file).open(encoding="utf-8", newline="") as rows:
            codes |= {row["code"] for row in csv.DictReader(rows)}
    for a in DOCUMENTS[name]["facts"]:
        used = {a["measure"], *a.get("also_measure", ()), a.get("labelled_measure")} - {None}
        assert used <= measures, a
        assert {a["role"], *a.get("also_role", ())} <= ROLES, a
        assert {a["function_code"], a["economic_code"]} - {None} <= codes, a
        assert a["measure"] is not None or a.get("item_label"), a


def test_documents_of_nine_regions_are_answered() -> None:
    assert {name.split("-")[0] for name in DOCUMENTS} == {
        "beijing",
        "foshan",
        "guangzhou",
        "putuo",
        "shanghai",
        "shenzhen",
        "wuxi",
        "xian",
        "yantai",
    }
    assert all(name.split("-")[1] == document["sha256"][:12] for name, document in DOCUMENTS.items())
