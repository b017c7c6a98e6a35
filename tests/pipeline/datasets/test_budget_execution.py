"""`v_budget_execution`: what was spent beside the budget, whatever a document calls it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.query import connect
from tests.pipeline.datasets.test_panel import account, budget, final, initial
from tests.pipeline.published import Row, publish


def allowed(doc: str, yuan: str, page: int = 1, **more: Any) -> Row:
    """The budget of the whole year, with what was added during it."""
    return final(doc, 2024, yuan, page, **{"role": "full_year_budget", **more})


def found(output: Path, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    sql = f"select {columns} from v_budget_execution where {where} order by entity_id, measure, scope"
    return connect(output).execute(sql).fetchall()


RATE = "budget, budget_basis, final, gap_yuan, execution_rate"


def test_the_budget_of_the_whole_year_comes_before_the_initial_one_and_all_are_shown(tmp_path: Path) -> None:
    facts = [
        final("a", 2024, "612500", 9),
        initial("a", 2024, "570000", 11),
        allowed("a", "650000", 9),
        initial("b", 2024, "580000", 4),
    ]
    output = publish(tmp_path, documents=[account("a", 2024), budget("b", 2024)], facts=facts)
    assert found(output, RATE) == [(650000, "full_year_budget", 612500, -37500, Decimal("94.23"))]
    columns = "initial_budget, full_year_budget, published_budget, flags"
    assert found(output, columns) == [(570000, 650000, 580000, ["budgets_differ"])]
    places = "sources.final, sources.initial_budget, sources.full_year_budget, sources.published_budget"
    assert found(output, places) == [
        ("a.pdf#page=9", "a.pdf#page=11", "a.pdf#page=9", "b.pdf#page=4"),
    ]
    assert found(output, "pages.budget, sources.budget") == [(9, "a.pdf#page=9")]
    assert found(output, "pages.final, pages.published_budget, page, source") == [(9, 4, 1, "a.pdf")]
    assert found(output, "fact_ids.final, fact_ids.published_budget") == [
        (facts[0]["fact_id"], facts[3]["fact_id"])
    ]


def test_without_a_column_of_its_own_the_account_is_held_against_the_published_budget(tmp_path: Path) -> None:
    facts = [final("a", 2024, "612500"), initial("b", 2024, "580000")]
    output = publish(tmp_path, documents=[account("a", 2024), budget("b", 2024)], facts=facts)
    assert found(output, RATE) == [(580000, "published_budget", 612500, 32500, Decimal("105.60"))]


def test_the_budget_of_an_office_is_not_that_of_its_department(tmp_path: Path) -> None:
    documents = [account("a", 2024), budget("b", 2024, scope_type="department_own")]
    facts = [final("a", 2024, "612500"), initial("b", 2024, "80000")]
    output = publish(tmp_path, documents=documents, facts=facts)
    columns = "budget, execution_rate, published_budget, why_not_comparable"
    assert found(output, columns) == [(None, None, 80000, "scope_type differs")]


def test_funds_are_not_mixed_and_each_class_is_a_row(tmp_path: Path) -> None:
    spending = {"measure": "gpb.expenditure", "scope": "gpb"}
    facts = [
        final("a", 2024, "100", **spending),
        initial("a", 2024, "80", **{**spending, "scope": "gov_fund"}),
        final("a", 2024, "60", function_code="205", **spending),
        initial("a", 2024, "50", function_code="205", **spending),
        final("a", 2024, "30", function_code="20502", **spending),
    ]
    codes = [{"code": "205", "kind": "functional", "name": "教育支出", "printed_in": 2}]
    output = publish(tmp_path, documents=[account("a", 2024)], facts=facts, codes=codes)
    columns = "function_code, code_name, scope, final, budget, why_not_comparable"
    assert sorted(found(output, columns), key=str) == [
        ("205", "教育支出", "gpb", 60, 50, None),
        (None, None, "gpb", 100, None, "no budget"),
    ]


def test_nothing_budgeted_has_no_rate_and_a_wrong_unit_none_either(tmp_path: Path) -> None:
    facts = [
        final("a", 2024, "500"),
        initial("a", 2024, "0"),
        final("a", 2024, "5000000", measure="agency_operating"),
        initial("a", 2024, "500", measure="agency_operating"),
    ]
    output = publish(tmp_path, documents=[account("a", 2024)], facts=facts)
    columns = "measure, budget, gap_yuan, execution_rate, why_not_comparable"
    assert found(output, columns) == [
        ("agency_operating", None, None, None, "unit in doubt"),
        ("three_public.total", 0, 500, None, None),
    ]


@pytest.mark.parametrize(("printed", "flags"), [("107.46", []), ("93.06", ["rate_differs"])])
def test_a_printed_rate_is_held_against_the_figures(tmp_path: Path, printed: str, flags: list[str]) -> None:
    """61.25 of 57.00 is 107.456 %."""
    rate = {"role": "completion_rate", "value": Decimal(printed)}
    facts = [final("a", 2024, "612500"), initial("a", 2024, "570000"), final("a", 2024, None, 7, **rate)]
    output = publish(tmp_path, documents=[account("a", 2024)], facts=facts)
    columns = "execution_rate, printed_rate, pages.printed_rate, flags"
    assert found(output, columns) == [(Decimal("107.46"), Decimal(printed), 7, flags)]


def test_a_budget_whose_account_is_not_there_is_no_row(tmp_path: Path) -> None:
    output = publish(tmp_path, documents=[budget("b", 2024)], facts=[initial("b", 2024, "580000")])
    assert found(output, RATE) == []
