"""The forms in which a measure is compared: values worked out by hand over figures small enough."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.compare import NothingToCompare, Ranking, compare
from pipeline.ask.over_years import over_years
from pipeline.ask.query import connect
from pipeline.ask.rows_behind import columns, rows_of
from tests.pipeline.published import Row, document, fact, publish

TOTAL, RECEPTION, ALL, STAFF = (
    "three_public.total",
    "three_public.reception",
    "expenditure.total",
    "staff.actual",
)
ACCOUNT = {"doc_kind": "final_account"}


def figure(doc: str, measure: str, yuan: str, page: int = 1, **more: Any) -> Row:
    return fact(doc, measure, yuan, page, **{"entity_id": doc, **more})


def people(doc: str, count: int, page: int = 2) -> Row:
    more = {"role": "count", "value": Decimal(count), "unit_raw": "人", "raw": f"{count}人"}
    return fact(doc, STAFF, None, page, entity_id=doc, **more)


def values(ranking: Ranking) -> list[tuple[int, str, str]]:
    return [(place.rank, place.name, str(place.value)) for place in ranking.places]


def left_out(ranking: Ranking) -> list[tuple[str, str]]:
    return [(one.name, one.why) for one in ranking.left_out]


@pytest.fixture
def bureaus(tmp_path: Path) -> Path:
    """Four bureaus: one prints no staff, one has more receptions than all expenditure."""
    facts = [
        figure("a", RECEPTION, "30000", 5), figure("a", ALL, "1000000"), people("a", 12, 3),
        figure("b", RECEPTION, "10000", 6), figure("b", ALL, "200000"), people("b", 3),
        figure("c", RECEPTION, "90000", 7), figure("c", ALL, "9000000"),
        figure("d", RECEPTION, "5000000", 8), figure("d", ALL, "4000000"), people("d", 1),
    ]  # fmt: skip
    return publish(tmp_path, documents=[document(name, name) for name in "abcd"], facts=facts)


def test_what_cannot_be_right_has_no_rank_and_is_told_apart(bureaus: Path) -> None:
    ranking = compare(connect(bureaus), RECEPTION)
    assert values(ranking) == [(1, "c", "90000.00"), (2, "a", "30000.00"), (3, "b", "10000.00")]
    assert left_out(ranking) == [("d", "more than all expenditure")]
    assert {row["doc_id"] for row in ranking.rows} == {"a", "b", "c"}


def test_per_head_divides_by_the_staff_of_the_same_document(bureaus: Path) -> None:
    """30,000 / 12 = 2,500; 10,000 / 3 = 3,333.33."""
    ranking = compare(connect(bureaus), RECEPTION, form="per_head")
    assert values(ranking)[1:] == [(2, "b", "3333.33"), (3, "a", "2500.00")]
    assert left_out(ranking) == [("c", "no staff is printed")]
    last = ranking.places[-1]
    assert (last.figure, last.against, last.page) == (Decimal(30000), Decimal(12), 5)
    assert [(held.measure, held.raw, held.page, held.doc_id) for held in last.held] == [
        (STAFF, "12人", 3, "a")
    ]


def test_a_share_is_of_all_expenditure_or_of_the_total_that_is_named(bureaus: Path) -> None:
    """3 %, 5 %, 1 %; more than the whole is no share."""
    ranking = compare(connect(bureaus), RECEPTION, form="share")
    assert (ranking.unit, ranking.total) == ("%", ALL)
    assert values(ranking) == [(1, "b", "5.00"), (2, "a", "3.00"), (3, "c", "1.00")]
    assert left_out(ranking) == [("d", "more than the whole")]
    with pytest.raises(NothingToCompare, match=r"there is no measure zzz"):
        compare(connect(bureaus), RECEPTION, form="share", total="zzz")
    none = compare(connect(bureaus), RECEPTION, form="share", total=TOTAL)
    assert (none.places, {one.why for one in none.left_out}) == ((), {"no total is printed"})


def test_the_least_may_stand_first(bureaus: Path) -> None:
    ranking = compare(connect(bureaus), RECEPTION, least_first=True)
    assert values(ranking)[0] == (1, "b", "10000.00")


def test_quartiles_are_of_all_places(tmp_path: Path) -> None:
    """Of 1, 2, 3, 4, 100 the middle is 3, a quarter is up to 2, three quarters up to 4."""
    amounts = {"a": "1", "b": "2", "c": "3", "d": "4", "e": "100"}
    facts = [figure(name, TOTAL, yuan) for name, yuan in amounts.items()]
    output = publish(tmp_path, documents=[document(name, name) for name in "abcde"], facts=facts)
    assert compare(connect(output), TOTAL).quartiles == (Decimal(2), Decimal(3), Decimal(4))


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Budgets of 2026 beside 2025: printed beside it, in last year's document, of another part, and none."""
    documents = [document(name, name) for name in "abcn"] + [
        document("b5", "b", entity_id="b", fiscal_year=2025),
        document("c5", "c", entity_id="c", fiscal_year=2025, scope_type="single_unit"),
    ]
    old = {"fiscal_year": 2025, "value_year": 2025}
    facts = [
        figure("a", TOTAL, "80", 4), figure("a", TOTAL, "100", 4, role="prior_budget", value_year=2025),
        figure("b", TOTAL, "60", 5), figure("b5", TOTAL, "40", 9, entity_id="b", **old),
        figure("c", TOTAL, "7", 6), figure("c5", TOTAL, "5", 9, entity_id="c", **old),
        figure("n", TOTAL, "9", 7),
    ]  # fmt: skip
    entities = [{"entity_id": name, "canonical_name": name} for name in "abcn"]
    return publish(tmp_path, documents=documents, facts=facts, entities=entities)


def test_change_and_growth_compare_what_is_comparable_and_say_why_the_rest_is_not(years: Path) -> None:
    change = compare(connect(years), TOTAL, form="change", year=2026)
    assert values(change) == [(1, "b", "20.00"), (2, "a", "-20.00")]
    assert sorted(left_out(change)) == [("c", "scope_type changed"), ("n", "no earlier figure")]
    growth = compare(connect(years), TOTAL, form="growth", year=2026)
    assert (growth.unit, growth.before, values(growth)) == (
        "%",
        2025,
        [(1, "b", "50.00"), (2, "a", "-20.00")],
    )
    held = growth.places[0].held[0]
    assert (held.value, held.page, held.doc_id, held.basis) == (
        Decimal(40),
        9,
        "b5",
        "document of the year before",
    )


def test_an_earlier_year_than_the_one_before_is_taken_from_its_own_document(tmp_path: Path) -> None:
    documents = [
        document(f"{name}{year}", name, entity_id=name, fiscal_year=year, scope_type=scope)
        for name, year, scope in (
            ("a", 2022, "department_rollup"), ("a", 2026, "department_rollup"),
            ("b", 2022, "single_unit"), ("b", 2026, "department_rollup"), ("c", 2026, "department_rollup"),
        )
    ]  # fmt: skip
    facts = [
        fact(
            doc,
            TOTAL,
            yuan,
            3,
            entity_id=doc[0],
            fiscal_year=int(doc[1:]),
            value_year=int(doc[1:]),
            scope="gpb",
        )
        for doc, yuan in (("a2022", "50"), ("a2026", "75"), ("b2022", "1"), ("b2026", "2"), ("c2026", "3"))
    ]
    ranking = compare(
        connect(publish(tmp_path, documents=documents, facts=facts)),
        TOTAL,
        form="growth",
        year=2026,
        before=2022,
    )
    assert (ranking.before, values(ranking)) == (2022, [(1, "a", "50.00")])
    assert sorted(left_out(ranking)) == [("b", "scope_type changed"), ("c", "no earlier figure")]
    assert ranking.places[0].held[0].doc_id == "a2022"


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """Two accounts of different years: one spent beyond its budget, one below; a third has no budget."""
    documents = [
        document(name, name, fiscal_year=year, **ACCOUNT, scope_type=scope)
        for name, year, scope in (
            ("over", 2023, "single_unit"), ("under", 2024, "department_rollup"),
            ("none", 2024, "department_rollup"),
        )
    ]  # fmt: skip

    def both(name: str, year: int, spent: str, planned: str | None) -> list[Row]:
        of = {"fiscal_year": year, "value_year": year, "scope": "gpb", "entity_id": name}
        rows = [fact(name, RECEPTION, spent, 7, role="final", **of)]
        if planned is not None:
            rows.append(fact(name, RECEPTION, planned, 6, role="initial_budget", **of))
        return rows

    facts = [
        *both("over", 2023, "1500", "1000"), *both("under", 2024, "200", "800"),
        *both("none", 2024, "9", None),
    ]  # fmt: skip
    return publish(tmp_path, documents=documents, facts=facts)


def test_accounts_stand_beside_their_budgets_in_every_year_unless_one_is_asked_for(accounts: Path) -> None:
    ranking = compare(connect(accounts), RECEPTION, form="gap")
    assert values(ranking) == [(1, "over 2023", "500.00"), (2, "under 2024", "-600.00")]
    assert (ranking.year, ranking.scope, left_out(ranking)) == (0, None, [("none 2024", "no budget")])
    first = ranking.places[0]
    assert (first.page, first.held[0].page, first.held[0].basis) == (7, 6, "initial_budget")
    rate = compare(connect(accounts), RECEPTION, form="execution_rate", year=2024)
    assert (rate.year, values(rate)) == (2024, [(1, "under", "25.00")])


def test_of_too_many_figures_those_of_one_year_are_ranked_and_it_is_said(
    accounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ask.compare.MOST_TOGETHER", 1)
    ranking = compare(connect(accounts), RECEPTION, form="gap")
    assert (ranking.year, values(ranking)) == (2024, [(1, "under", "-600.00")])
    assert "fiscal_year" in ranking.chosen
    assert compare(connect(accounts), RECEPTION, form="gap", year=0).year == 0


def test_a_class_is_a_share_of_the_totals_of_all_documents(tmp_path: Path) -> None:
    """30 of 100 and 10 of 60 are 25 % of 160, though only both print a total; 70 of 160 is 43.75 %."""
    facts = [
        figure("a", ALL, "100"), figure("a", ALL, "30", 3, function_code="205"),
        figure("a", ALL, "70", 3, function_code="208"),
        figure("b", ALL, "60"), figure("b", ALL, "10", 4, function_code="205"),
    ]  # fmt: skip
    output = publish(tmp_path, documents=[document("a", "a"), document("b", "b")], facts=facts)
    ranking = compare(connect(output), ALL, "function", form="share")
    assert [(place.key, place.value, place.documents) for place in ranking.places] == [
        ("208", Decimal("43.75"), 1),
        ("205", Decimal("25.00"), 2),
    ]
    one = compare(connect(output), ALL, code="205", form="share")
    assert values(one) == [(1, "a", "30.00"), (2, "b", "16.67")]


def test_only_a_division_or_a_class_may_be_asked_for(tmp_path: Path) -> None:
    facts = [
        figure("a", "gpb.basic_expenditure", "100"),
        figure("a", "gpb.basic_expenditure", "7", economic_code="30217"),
        figure("b", "gpb.basic_expenditure", "90", division_code="320500"),
    ]  # fmt: skip
    documents = [document("a", "a"), document("b", "b", division_code="320500", province="32")]
    connection = connect(publish(tmp_path, documents=documents, facts=facts))
    assert values(compare(connection, "gpb.basic_expenditure", division="32")) == [(1, "b", "90.00")]
    assert values(compare(connection, "gpb.basic_expenditure", code="30217")) == [(1, "a", "7.00")]


def test_an_item_that_is_printed_twice_counts_once_and_names_its_body(tmp_path: Path) -> None:
    name = "expenditure.project"
    facts = [
        figure("a", name, "50", 3, item_label="灯塔维护（本级）"),
        figure("a", name, "50", 9, item_label="灯塔维护(本级)", source_kind="narrative"),
        figure("b", name, "20", 4, item_label="航标"),
        figure("b", name, "99", 4),
    ]
    output = publish(tmp_path, documents=[document("a", "甲局"), document("b", "乙局")], facts=facts)
    ranking = compare(connect(output), name, "item")
    assert [(p.name, p.entity_name, p.value, p.page) for p in ranking.places] == [
        ("灯塔维护（本级）", "甲局", Decimal(50), 3),
        ("航标", "乙局", Decimal(20), 4),
    ]


def test_the_rows_behind_a_form_have_both_places(accounts: Path) -> None:
    ranking = compare(connect(accounts), RECEPTION, form="gap")
    rows = [dict(zip(columns(ranking), row, strict=True)) for row in rows_of(ranking)]
    assert [
        (r["rank"], r["result"], r["value_yuan"], r["held_value"], r["page"], r["held_page"]) for r in rows
    ] == [
        (1, 500, 1500, 1000, 7, 6),
        (2, -600, 200, 800, 7, 6),
    ]
    assert not {"source", "held_source"} & set(columns(ranking, links=False))


def test_a_body_over_its_years_says_where_it_became_another_thing(years: Path) -> None:
    found = over_years(connect(years), TOTAL, ["c", "b", "unknown"])
    assert (found.doc_kind, found.unit, found.years) == ("budget", "元", (2025, 2026))
    assert [
        (body.name, [(f.year, f.value, f.doc_id, f.breaks) for f in body.figures]) for body in found.bodies
    ] == [
        ("c", [(2025, Decimal(5), "c5", False), (2026, Decimal(7), "c", True)]),
        ("b", [(2025, Decimal(40), "b5", False), (2026, Decimal(60), "b", False)]),
    ]


def test_forms_that_a_class_does_not_have_are_refused_with_a_reason(bureaus: Path) -> None:
    with pytest.raises(NothingToCompare, match="compared of entities and divisions"):
        compare(connect(bureaus), ALL, "function", form="change")
    with pytest.raises(NothingToCompare, match="held against budgets by entity"):
        compare(connect(bureaus), ALL, "item", form="gap")
    with pytest.raises(
        NothingToCompare, match=r"no figure of three_public\.reception has one of the same thing"
    ):
        compare(connect(bureaus), RECEPTION, form="growth")
