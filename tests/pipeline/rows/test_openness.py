"""The openness score: points add up, items are found, files of one disclosure complete each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.document import Place
from extractors.records import Check, Fact, Indicator, Project, Section, Table
from pipeline.ask.query import connect
from pipeline.cli import app
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.rows.openness import openness_rows
from pipeline.rows.provenance import DocumentRows
from tests.pipeline.audit.drawn import printed, stated, table
from tests.pipeline.fakes import extraction

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
COMPONENTS = {"tables", "detail", "sections", "three_public", "reasons", "performance", "consistency"}


@pytest.mark.parametrize("name", ["shanghai_style_final_account.pdf", "landscape_budget.pdf"])
def test_the_points_of_a_document_add_to_100(name: str) -> None:
    rows = openness_rows(DocumentRows(extract((SAMPLES / name).read_bytes())))
    assert {r["component"] for r in rows} == COMPONENTS
    assert abs(sum(r["points"] for r in rows) - 100) < Decimal("0.01")
    assert all(0 <= r["score"] <= 1 for r in rows)


def test_what_is_there_and_what_is_not() -> None:
    rows = openness_rows(DocumentRows(extract((SAMPLES / "shanghai_style_final_account.pdf").read_bytes())))
    score = {(r["component"], r["item"]): r["score"] for r in rows}
    assert score["tables", "three_public"] == 1
    assert score["detail", "functional_items"] == 1
    assert score["tables", "soe_capital"] in (0, 1)
    assert 0 < score["consistency", "checks_that_hold"] < 1


def test_other_documents_are_not_scored() -> None:
    novel = extraction(b"2023||x|self_evaluation\na 1")
    assert openness_rows(DocumentRows(novel)) == []
    assert to_rows(novel)["openness"] == []


def test_the_view_adds_up_the_items(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(SAMPLES), "--output", str(tmp_path), "--workers", "1"])
    assert result.exit_code == 0, result.output
    connection = connect(tmp_path)
    rows = connection.execute(
        "select openness, tables + detail + sections + three_public + reasons + performance + consistency"
        " from v_openness"
    ).fetchall()
    assert len(rows) == 4
    for total, parts in rows:
        assert abs(total - parts) < Decimal("0.4")
        assert 0 < total < 100


def printed_table(canonical: str | None) -> Table:
    return table(canonical_table=canonical)


FOUND = extraction("2023|110112|某区财政局|final_account".encode())


def scored(**changes: object) -> dict[tuple[str, str], Decimal]:
    """The scores by component and item; an account without anything but what is given."""
    nothing = {"sections": (), "tables": (), "facts": (), "reasons": (), "projects": (), "checks": ()}
    found = replace(FOUND, **{**nothing, **changes})
    return {(r["component"], r["item"]): r["score"] for r in openness_rows(DocumentRows(found))}


def test_each_component_has_its_points_shared_by_its_items() -> None:
    rows = openness_rows(DocumentRows(FOUND))
    points = {(r["component"], r["points"]) for r in rows}
    assert points == {
        ("tables", Decimal("3.3333")),
        ("detail", Decimal("5.0000")),
        ("sections", Decimal("2.2222")),
        ("three_public", Decimal("2.0000")),
        ("reasons", Decimal("10.0000")),
        ("performance", Decimal("5.0000")),
        ("consistency", Decimal("5.0000")),
    }
    items = Counter(r["component"] for r in rows)
    assert [items[c] for c in ("tables", "detail", "sections", "three_public")] == [9, 3, 9, 5]
    assert [items[c] for c in ("reasons", "performance", "consistency")] == [1, 2, 1]
    assert {r["doc_id"] for r in rows} == {FOUND.doc_id}


def test_nothing_scores_nothing() -> None:
    assert set(scored().values()) == {Decimal(0)}


def test_tables_count_by_kind_whether_of_a_budget_or_an_account() -> None:
    for canonical in ("fa_income", "bd_income"):
        found = scored(tables=(printed_table(canonical),))
        assert [item for item, score in found.items() if score] == [("tables", "income")]
    assert not any(scored(tables=(printed_table(None),)).values())


@pytest.mark.parametrize(
    ("kind", "found"), [("heading", 1), ("run_on_heading", 1), ("toc_entry", 0), ("toc_title", 0)]
)
def test_sections_of_the_table_of_contents_are_only_announced(kind: str, found: int) -> None:
    place = Place(1, None, 0, 1)
    section = Section(place, None, 0, 1, "none", None, "职责", kind, 1, 2, "duties")
    assert scored(sections=(section,))["sections", "organisation"] == found


@pytest.mark.parametrize(
    ("fact", "item"),
    [
        (printed("1.00", function_code="2080505"), "functional_items"),
        (printed("1.00", function_code="20805"), None),
        (printed("1.00", economic_code="30108"), "economic_subjects"),
        (printed("1.00", economic_code="301"), None),
    ],
)
def test_codes_count_down_to_the_item(fact: Fact, item: str | None) -> None:
    found = scored(facts=(fact,))
    assert [i for (component, i), score in found.items() if component == "detail" and score] == (
        [item] if item else []
    )
    narrative = replace(fact, source_kind="narrative")
    assert not any(scored(facts=(narrative,)).values())


def test_projects_are_forms_or_a_table_of_them() -> None:
    assert scored(projects=(project("pf_project_goal"),))["detail", "projects"] == 1
    assert scored(tables=(printed_table("bd_gpb_project"),))["detail", "projects"] == 1
    assert scored(tables=(printed_table("bd_project_goal"),))["detail", "projects"] == 0


def test_three_public_money_counts_where_it_is_printed() -> None:
    fact = printed("1.00", "three_public.reception")
    assert scored(facts=(fact,))["three_public", "three_public.reception"] == 1
    assert scored(facts=(fact,))["three_public", "three_public.total"] == 0
    assert (
        scored(facts=(replace(fact, source_kind="derived"),))["three_public", "three_public.reception"] == 0
    )


CHANGE = stated("增加1.00万元", "1.00万元", "change_yoy")


def test_the_share_of_changes_that_are_explained() -> None:
    def explained(*facts: Fact) -> Decimal:
        return scored(facts=facts)["reasons", "explained_changes"]

    told = replace(CHANGE, reasons=(0,))
    assert explained(told, CHANGE, CHANGE) == Decimal("0.3333")
    assert explained(told, CHANGE) == Decimal("0.5")
    assert explained(told) == 1
    for change in (
        {"role": "growth_yoy"},
        {"source_kind": "table"},
        {"value_state": "stated_equal"},
        {"value": Decimal(0)},
    ):
        assert explained(replace(told, **change)) == 0
        assert explained(told, replace(CHANGE, **change)) == 1


def project(form_kind: str, target: str | None = None) -> Project:
    row = Indicator(Place(1, None, 0, 1), None, None, "甲", (), target, None, None, None)
    return Project(Place(1, None, 0, 1), form_kind, indicators=(row,))


def test_goals_and_results_of_an_account() -> None:
    goal = scored(projects=(project("pf_project_goal", "1"),))
    assert (goal["performance", "goals"], goal["performance", "results"]) == (1, 0)
    evaluation = scored(projects=(project("pf_department_self_eval"),))
    assert (evaluation["performance", "goals"], evaluation["performance", "results"]) == (0, 1)
    section = Section(
        Place(1, None, 0, 1), None, 0, 1, "none", None, "报告", "heading", 1, 2, "evaluation_report"
    )
    assert scored(sections=(section,))["performance", "results"] == 1


@pytest.mark.parametrize(("target", "found"), [("1", 1), (None, 0)])
def test_the_results_of_a_budget_are_targets(target: str | None, found: int) -> None:
    budget = replace(FOUND.identity, doc_kind="budget")
    forms = (project("pf_project_goal", target), project("pf_project_self_eval"))
    assert scored(identity=budget, projects=forms)["performance", "results"] == found


def check(result: str, severity: str = "info") -> Check:
    return Check("I01", "a = b", (), (), None, None, None, None, result, severity)


@pytest.mark.parametrize(
    ("checks", "held"),
    [
        ((), "0"),
        ((check("pass"),), "1"),
        ((check("fail", "error"),), "0"),
        ((check("fail", "warning"),), "0"),
        ((check("fail", "info"),), "1"),
        ((check("pass"), check("pass_rounding"), check("fail", "error")), "0.6667"),
        ((check("pass_truncated"), check("pass_plugged"), check("fail", "warning"), check("fail")), "0.75"),
        ((check("not_applicable"), check("missing_operand")), "0"),
        ((check("pass"), check("not_applicable"), check("missing_operand")), "1"),
    ],
)
def test_checks_that_hold_and_soft_failures(checks: tuple[Check, ...], held: str) -> None:
    assert scored(checks=checks)["consistency", "checks_that_hold"] == Decimal(held)
