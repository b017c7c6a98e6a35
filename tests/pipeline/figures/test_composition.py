"""Headline figures of which a document prints the items only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.records import Fact
from pipeline.figures.composition import compositions
from pipeline.figures.links import link
from tests.pipeline.audit.drawn import printed, table
from tests.pipeline.figures.test_links import count, fact

BASIC = "gpb.basic_expenditure"


def item(yuan: int, code: str | None = None, measure: str = BASIC, **more: Any) -> Fact:
    return fact(
        str(yuan), measure=measure, economic_code=code, role=more.pop("role", "initial_budget"), **more
    )


def derived(*facts: Fact) -> dict[str, tuple[int, str | None, list[str | None]]]:
    """Value, derivation and the codes (or measures) of the operands, by measure."""
    known = [*facts]
    known += compositions(known, [table()] * 3)
    return {
        f.measure: (
            int(f.value or 0),
            f.derivation,
            [known[n].economic_code or known[n].measure for n in f.derived_from],
        )
        for f in known[len(facts) :]
    }


CLASSES = (item(1000000), item(600000, "301"), item(250000, "302"), item(100000, "303"), item(50000, "310"))


def test_classes_of_basic_expenditure_are_divided() -> None:
    assert derived(*CLASSES) == {
        "gpb.personnel": (700000, "sum_of_classes", ["301", "303"]),
        "gpb.public": (300000, "sum_of_classes", ["302", "310"]),
    }


@pytest.mark.parametrize(
    "facts",
    [
        CLASSES[1:],  # the whole is not printed
        (item(1100000), *CLASSES[1:]),  # a class is missing
        (*CLASSES[:4], item(50000, "313")),  # a class that is on neither side
        tuple(replace(f, economic_code=f.economic_code and f"{f.economic_code}01") for f in CLASSES),
        tuple(replace(f, role="prior_budget") for f in CLASSES),
        tuple(replace(f, unit="某所") for f in CLASSES),
    ],
)
def test_nothing_is_divided_that_is_not_whole_or_not_the_bodys(facts: tuple[Fact, ...]) -> None:
    assert derived(*facts) == {}


def test_a_class_of_neither_side_does_no_harm_where_it_is_zero() -> None:
    assert derived(*CLASSES, item(0, "313"))["gpb.public"][0] == 300000


def test_classes_of_all_fiscal_money_serve_where_they_are_the_same_whole() -> None:
    fiscal = [replace(f, measure="fiscal.basic_expenditure") for f in CLASSES[1:]]
    assert derived(CLASSES[0], *fiscal)["gpb.personnel"][:2] == (700000, "sum_of_classes")
    assert derived(item(900000), *fiscal) == {}


def test_what_is_printed_is_never_derived_and_the_identity_holds() -> None:
    personnel = item(660000, measure="gpb.personnel")
    assert derived(*CLASSES, personnel) == {"gpb.public": (340000, "remainder", [BASIC, "gpb.personnel"])}
    spoken = replace(personnel, source_kind="narrative", table=None)
    assert derived(*CLASSES, spoken) == {}  # 301 and 303 are another figure than the sentence's
    agreeing = replace(item(700000, measure="gpb.personnel"), source_kind="narrative", table=None)
    assert derived(*CLASSES, agreeing) == {"gpb.public": (300000, "sum_of_classes", ["302", "310"])}


def test_a_part_greater_than_the_whole_leaves_no_remainder() -> None:
    assert derived(item(100), item(101, measure="gpb.personnel")) == {}


def test_two_columns_without_a_subtotal_are_added_in_their_row() -> None:
    columns = (
        item(700, measure="gpb.personnel", row=4, col=1),
        item(300, measure="gpb.public", row=4, col=2),
    )
    assert derived(*columns) == {BASIC: (1000, "sum_of_items", ["gpb.personnel", "gpb.public"])}
    assert derived(columns[0], replace(columns[1], row=5)) == {}
    assert derived(columns[0], replace(columns[1], table=1)) == {}


def test_a_derived_figure_has_the_place_of_its_first_operand_and_says_how_sure_it_is() -> None:
    [personnel, _] = compositions(CLASSES, [table()])
    assert (personnel.place, personnel.source_kind, personnel.economic_code) == (
        CLASSES[1].place,
        "derived",
        None,
    )
    assert personnel.confidence < 0.9  # a fifth of the documents that print both divide otherwise
    assert personnel.value_yuan == Decimal(700000)


@pytest.mark.parametrize(
    ("said", "derived_too"),
    [({"income.gov_fund": 0}, True), ({"gov_fund.expenditure": 0, "income.gov_fund": 5}, False), ({}, False)],
)
def test_fiscal_money_is_that_of_the_budget_where_there_are_no_funds(
    said: dict[str, int], derived_too: bool
) -> None:
    spoken = {"source_kind": "narrative", "table": None}
    facts = [
        replace(f, measure="expenditure.basic", item_label=f.economic_code and "某类支出", **spoken)
        for f in CLASSES
    ]
    facts += [replace(CLASSES[0], measure="fiscal.basic_expenditure", **spoken)]
    facts += [replace(item(yuan, measure=measure), **spoken) for measure, yuan in said.items()]
    found = {measure: figure[0] for measure, figure in derived(*facts).items()}
    assert found == ({BASIC: 1000000, "gpb.personnel": 700000, "gpb.public": 300000} if derived_too else {})


def staff(*facts: Fact) -> dict[str, tuple[int, str | None]]:
    return {measure: found[:2] for measure, found in derived(*facts).items()}


def test_kinds_of_staff_are_all_of_it_where_each_quota_has_its_number() -> None:
    admin = (count(16, "staff.admin_quota"), count(15, "staff.admin_actual"))
    institution = (count(44, "staff.institution_quota"), count(41, "staff.institution_actual"))
    assert staff(*admin, *institution) == {"staff.actual": (56, "sum_of_items")}
    assert staff(*admin) == {"staff.actual": (15, "sum_of_items")}
    assert staff(*admin, institution[0]) == {}
    assert staff(admin[1]) == {}
    assert staff(admin[1], institution[1]) == {"staff.actual": (56, "sum_of_items")}


@pytest.mark.parametrize(("quota", "actual"), [(60, 56), (63, 59), (70, None), (None, None)])
def test_whether_workers_count_beside_the_others_the_quotas_tell(
    quota: int | None, actual: int | None
) -> None:
    """行政16（含工勤3）and 事业44 are 60; where workers are a kind of their own, 63."""
    quotas = {"staff.admin_quota": 16, "staff.institution_quota": 44, "staff.worker_quota": 3}
    there = {"staff.admin_actual": 15, "staff.institution_actual": 41, "staff.worker_actual": 3}
    facts = [count(n, measure) for measure, n in (quotas | there).items()]
    facts += [] if quota is None else [count(quota, "staff.quota")]
    assert staff(*facts) == ({} if actual is None else {"staff.actual": (actual, "sum_of_items")})


def test_no_workers_are_no_question() -> None:
    facts = (count(15, "staff.admin_actual"), count(41, "staff.institution_actual"))
    assert staff(*facts, count(0, "staff.worker_actual")) == {"staff.actual": (56, "sum_of_items")}


def test_persons_in_post_stand_for_those_that_are_there() -> None:
    assert staff(count(33, "staff.in_post")) == {"staff.actual": (33, "other_words")}
    assert staff(count(33, "staff.in_post"), count(34, "staff.actual")) == {}
    of_a_unit = replace(count(5, "staff.in_post"), item_label="某所")
    assert staff(count(33, "staff.in_post"), of_a_unit) == {}


def test_the_retired_are_cadres_and_others() -> None:
    cadres, others = count(4, "staff.retired.veteran_cadres"), count(66, "staff.retired.retirees")
    assert staff(cadres, others) == {"staff.retired": (70, "sum_of_items")}
    assert staff(others) == {}


def test_a_count_keeps_its_unit() -> None:
    persons = replace(count(33, "staff.in_post"), unit_raw="人")
    [fact_] = compositions([persons], [])
    assert (fact_.unit_raw, fact_.value, fact_.value_yuan) == ("人", Decimal(33), None)


def test_linked_facts_have_them_at_the_end() -> None:
    rows = [*CLASSES, printed("3.00", "three_public.reception")]
    found = link(rows, [table()])
    assert [f.measure for f in found[len(rows) :]] == ["gpb.personnel", "gpb.public"]
