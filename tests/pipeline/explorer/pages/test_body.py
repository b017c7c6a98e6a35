"""A body's page: its figures with their places, as the samples print them."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition, NotThere, WrongAsked
from pipeline.explorer.library import Library
from pipeline.explorer.pages.body import Asked, Body, body
from tests.pipeline.published import document, publish

SHANGHAI = "310107:unclassified:institution:4e3f85f9d961"
WATER = "unknown:water:gov_department:249ae5528035"
"""A budget of 2026, printed in yuan."""
BEIJING = "unknown:gov_service:gov_department:e1fe90de2802"
"""A text without pages, which prints changes against the year before."""


@pytest.fixture(scope="module")
def shanghai(edition: Edition) -> Body:
    """A final account of 2025."""
    return body(edition, Asked(SHANGHAI))


def test_a_figure_has_the_page_on_which_it_is_printed(shanghai: Body) -> None:
    """Page 9 of the document prints 1.20 beside a budget of 1.60."""
    (final, budget) = shanghai.figures.lines_of("three_public.reception")
    assert (final.role, budget.role) == ("final", "full_year_budget")
    (figure,) = filter(None, final.figures)
    assert (figure.value, figure.page, figure.printed_in) == (Decimal(12000), 9, 2025)
    (figure,) = filter(None, budget.figures)
    assert (figure.value, figure.page) == (Decimal(16000), 9)


def test_a_budget_stands_beside_its_final_account(shanghai: Body) -> None:
    """1.20 of 1.60 is three quarters."""
    (reception,) = (one for one in shanghai.execution if one.measure == "three_public.reception")
    assert (reception.rate, reception.gap) == (Decimal("75.00"), Decimal(-4000))
    assert (reception.final.page, reception.budget.page) == (9, 9)
    assert reception.budget_basis == "full_year_budget"


def test_the_items_of_the_three_public_expenses_stand_side_by_side(shanghai: Body) -> None:
    budget, final = shanghai.three_public
    assert (budget.role, final.role) == ("full_year_budget", "final")
    printed = [one and one.value for one in final.items.values()]
    assert printed == [
        0,
        0,
        18500,
        12000,
        31000,
    ]  # the total that page 9 prints, though the parts make 30,500


def test_the_year_before_is_shown_as_the_document_of_the_year_implies_it(edition: Edition) -> None:
    """The text of 2025 prints its expenditure, 1,286.60, and that it is 28.90 more than the year before."""
    found = body(edition, Asked(BEIJING, measure="expenditure.total"))
    assert [year.year for year in found.years] == [2024, 2025]
    assert found.years[0].is_printed_later
    assert not found.years[1].is_printed_later
    before, now = found.drawn[0].figures
    assert before is not None
    assert now is not None
    assert (before.value, before.is_implied, before.printed_in) == (Decimal(12577000), True, 2025)
    assert (now.value, now.change) == (Decimal(12866000), Decimal(289000))


def test_what_is_spent_stands_by_function_and_by_economic_class(edition: Edition) -> None:
    """Of the budget in yuan: the classes of a classification add up to its total."""
    found = {one.classification: one for one in body(edition, Asked(WATER)).classes}
    function = found["function"]
    assert (function.measure, function.doc_kind, function.fiscal_year) == (
        "expenditure.total",
        "budget",
        2026,
    )
    assert sum(row.value.value for row in function.rows) == Decimal(28882740)
    values = [row.value.value for row in function.rows]
    assert values == sorted(values, reverse=True)
    assert {len(row.code) for row in (*function.rows, *found["economic"].rows)} == {3}


def test_a_measure_that_a_body_does_not_print_is_said(edition: Edition) -> None:
    with pytest.raises(WrongAsked, match=r"no.*/measure|prints nothing of org\.students"):
        body(edition, Asked(SHANGHAI, measure="org.students"))


def test_a_body_that_no_document_names_is_not_there(client: TestClient, edition: Edition) -> None:
    with pytest.raises(NotThere, match="there is no body 310107:nobody"):
        body(edition, Asked("310107:nobody"))
    assert client.get("/b/310107:nobody").status_code == 404


def test_the_page_links_each_figure_to_its_place(client: TestClient, shanghai: Body) -> None:
    html = client.get(f"/b/{SHANGHAI}", headers={"accept-language": "en"}).text
    (final, _) = shanghai.figures.lines_of("three_public.reception")
    (figure,) = filter(None, final.figures)
    cell = f'href="/d/{figure.doc_id}/p/9?fact={figure.fact_id}" title="opens page 9">1.20</a>'
    assert cell in html
    assert "Official receptions" in html
    assert "三公" not in re.sub(r"<title>.*?</title>", "", html).split('id="documents"')[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_of_a_body_can_be_drawn(client: TestClient, shanghai: Body, language: str) -> None:
    for measure in shanghai.measures[:: len(shanghai.measures) // 6]:
        answer = client.get(f"/b/{SHANGHAI}?measure={measure}", headers={"accept-language": language})
        assert answer.status_code == 200
        assert f'<option value="{measure}" selected>' in answer.text


def test_its_figures_are_taken_away_with_their_places(client: TestClient, shanghai: Body) -> None:
    rows = list(csv.DictReader(client.get(f"/b/{SHANGHAI}.csv").text.lstrip("\ufeff").splitlines()))
    figures = [f for g in shanghai.figures.groups for line in g.lines for f in line.figures if f is not None]
    assert len(rows) == len(figures)
    (row,) = (row for row in rows if (row["measure"], row["role"]) == ("three_public.reception", "final"))
    assert (row["value_yuan"], row["page"]) == ("12000.000000", "9")
    assert client.get(f"/b/{SHANGHAI}.json").json()["identity"]["name"] == "上海市普陀区示例政务事务中心"


def test_a_body_of_a_document_that_is_no_disclosure_has_a_page(tmp_path: Path) -> None:
    """Such a document says whose it is and has no figures: `entities` does not list its body."""
    of_none = {"is_primary": False, "group_role": None, "doc_kind": "other", "status": "not_disclosure"}
    output = publish(tmp_path, documents=[document("d1", "某省财政厅", **of_none)], facts=[])
    found = body(Library(str(output), prepares=False).edition(), Asked("某省财政厅"))
    assert found.identity.name == "某省财政厅"
    assert [one.doc_id for one in found.documents] == ["d1"]
    assert found.per_head == ()
