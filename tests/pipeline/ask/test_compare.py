from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.ask.compare import NothingToCompare, Ranking, compare
from pipeline.ask.query import connect
from pipeline.cli import app
from tests.pipeline.published import document, fact, publish

TOTAL = "three_public.total"
KEYS = ("doc_kind", "fiscal_year")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    documents = [
        document("a", "甲局"),
        document("b", "=乙局", division_code="320500"),
        document("u", "甲局下属中心", is_primary=False),
        document("old", "甲局", fiscal_year=2025),
    ]
    facts = [
        fact("a", TOTAL, "300000", 4, entity_id="甲局"),
        fact("a", TOTAL, "300000", 9, entity_id="甲局", duplicate_of="x"),
        fact("a", TOTAL, "999", 4, entity_id="甲局", role="prior_budget"),
        fact("a", TOTAL, "120000", 4, entity_id="甲局", item_label="甲局下属中心"),
        fact("b", TOTAL, "500000", 7, entity_id="=乙局", division_code="320500", source_kind="narrative"),
        fact("u", TOTAL, "120000", 3, entity_id="甲局下属中心"),
        fact("old", TOTAL, "1", 3, entity_id="甲局", fiscal_year=2025, value_year=2025),
        fact("a", "gpb.expenditure", "70", 5, entity_id="甲局", function_code="205"),
        fact("a", "gpb.expenditure", "40", 5, entity_id="甲局", function_code="20502"),
        fact("b", "gpb.expenditure", "30", 6, entity_id="=乙局", division_code="320500", function_code="205"),
        fact("b", "gpb.expenditure", "20", 6, entity_id="=乙局", division_code="320500", function_code="208"),
    ]
    return publish(tmp_path, documents=documents, facts=facts)


def places(ranking: Ranking) -> list[tuple[int, str, Decimal, int, str | None]]:
    return [(p.rank, p.name, p.value, p.documents, p.source) for p in ranking.places]


def test_entities_count_once_each_in_the_year_with_most_documents(output: Path) -> None:
    ranking = compare(connect(output), TOTAL)
    assert (ranking.year, ranking.doc_kind, ranking.role, ranking.unit) == (
        2026,
        "budget",
        "initial_budget",
        "元",
    )
    assert places(ranking) == [
        (1, "=乙局", Decimal(500000), 1, "b.pdf#page=7"),
        (2, "甲局", Decimal(300000), 1, "a.pdf#page=4"),
    ]


def test_a_year_may_be_asked_for(output: Path) -> None:
    assert [p.value for p in compare(connect(output), TOTAL, year=2025).places] == [Decimal(1)]


def test_divisions_have_the_names_of_the_list(output: Path) -> None:
    assert [p.name for p in compare(connect(output), TOTAL, "division").places] == [
        "江苏省苏州市",
        "上海市普陀区",
    ]


def test_functions_are_classes_added_over_documents(output: Path) -> None:
    ranking = compare(connect(output), "gpb.expenditure", "function")
    assert places(ranking) == [
        (1, "205 教育支出", Decimal(100), 2, "a.pdf#page=5"),
        (2, "208 社会保障和就业支出", Decimal(20), 1, "b.pdf#page=6"),
    ]
    assert [(row["key"], row["value_yuan"], row["page"]) for row in ranking.rows] == [
        ("205", 70, 5),
        ("205", 30, 6),
        ("208", 20, 6),
    ]


def test_equal_values_share_a_rank(tmp_path: Path) -> None:
    values = {"a": "5", "b": "9", "c": "5", "d": "1", "e": "1"}
    output = publish(
        tmp_path,
        documents=[document(doc, doc) for doc in values],
        facts=[fact(doc, TOTAL, yuan, entity_id=doc) for doc, yuan in values.items()],
    )
    assert [(p.rank, p.name) for p in compare(connect(output), TOTAL).places] == [
        (1, "b"),
        (2, "a"),
        (2, "c"),
        (4, "d"),
        (4, "e"),
    ]


def test_a_measure_may_be_given_by_its_chinese_name(output: Path) -> None:
    assert compare(connect(output), "三公经费").measure == TOTAL


def ranked(tmp_path: Path, facts: list[dict[str, object]], **asked: object) -> Ranking:
    """The ranking over departments that are called as their documents."""
    names = list(dict.fromkeys(str(row["doc_id"]) for row in facts))
    first = {str(row["doc_id"]): row for row in reversed(facts)}
    documents = [
        document(doc, doc, **{"doc_kind": "budget"} | {k: first[doc][k] for k in KEYS if k in first[doc]})
        for doc in names
    ]
    rows = [{**row, "entity_id": row["doc_id"]} for row in facts]
    output = publish(tmp_path, documents=documents, facts=rows)
    return compare(connect(output), str(asked.pop("measure", TOTAL)), **asked)  # type: ignore[arg-type]


def test_a_count_is_ranked_in_its_measure_word(tmp_path: Path) -> None:
    stock = "three_public.vehicle_stock"
    counted = {"role": "count", "unit_raw": "辆"}
    facts = [
        fact("a", stock, None, value=Decimal(3), **counted),
        fact("b", stock, None, value=Decimal(12), **counted),
        fact("c", stock, None, value=None, **counted),
    ]
    ranking = ranked(tmp_path, facts, measure=stock)
    assert (ranking.unit, ranking.role) == ("辆", "count")
    assert [(p.name, p.value) for p in ranking.places] == [("b", 12), ("a", 3)]


def test_the_measure_word_is_that_of_the_greatest_count_or_of_the_measure(tmp_path: Path) -> None:
    stock = "three_public.vehicle_stock"
    words = (("a", 1, "辆"), ("b", 9, "台"), ("c", 5, "辆"))
    facts = [fact(d, stock, None, value=Decimal(n), role="count", unit_raw=word) for d, n, word in words]
    assert ranked(tmp_path / "1", facts, measure=stock).unit == "台"
    facts = [fact("a", stock, None, value=Decimal(1), role="count", unit_raw=None)]
    assert ranked(tmp_path / "2", facts, measure=stock).unit == "辆"


def test_an_entity_is_called_as_its_greatest_document_calls_it(tmp_path: Path) -> None:
    names = {"a": "某局本级", "b": "某局"}
    documents = [document(doc, name, entity_id="e") for doc, name in names.items()]
    facts = [fact(doc, TOTAL, yuan, entity_id="e") for doc, yuan in (("a", "1"), ("b", "2"))]
    (place,) = compare(connect(publish(tmp_path, documents=documents, facts=facts)), TOTAL).places
    assert (place.name, place.value, place.documents, place.source) == ("某局", 3, 2, "b.pdf#page=1")


def test_a_class_of_two_names_is_called_by_the_first_of_the_list(tmp_path: Path) -> None:
    facts = [fact("a", "gpb.expenditure", "9", function_code="201")]
    ranking = ranked(tmp_path, facts, measure="gpb.expenditure", by="function")
    assert [p.name for p in ranking.places] == ["201 一般公共服务"]


def test_of_equally_many_documents_the_latest_year_is_taken(tmp_path: Path) -> None:
    facts = [
        fact("a", TOTAL, "1", fiscal_year=2025, value_year=2025),
        fact("b", TOTAL, "2"),
        fact("c", TOTAL, "3", fiscal_year=2024, value_year=2024),
    ]
    ranking = ranked(tmp_path, facts)
    assert (ranking.year, [p.name for p in ranking.places]) == (2026, ["b"])


def test_a_final_account_is_ranked_by_its_final_figures_and_never_beside_a_budget(tmp_path: Path) -> None:
    account = {"doc_kind": "final_account"}
    facts = [
        fact("a", TOTAL, "5", role="final", **account),
        fact("a", TOTAL, "9", 2, role="initial_budget", **account),
        fact("b", TOTAL, "4", role="final", **account),
        fact("c", TOTAL, "7"),
    ]
    ranking = ranked(tmp_path / "1", facts)
    assert (ranking.doc_kind, ranking.role) == ("final_account", "final")
    assert [(p.name, p.value) for p in ranking.places] == [("a", 5), ("b", 4)]
    assert [p.name for p in ranked(tmp_path / "2", facts, doc_kind="budget").places] == ["c"]
    first = ranked(tmp_path / "3", facts, doc_kind="final_account", role="initial_budget")
    assert [(p.name, p.value) for p in first.places] == [("a", 9)]


def test_of_several_printings_the_one_for_all_funds_then_the_table_is_taken(tmp_path: Path) -> None:
    facts = [
        fact("a", TOTAL, "1", 1, scope="gov_fund"),
        fact("a", TOTAL, "2", 2, scope="fiscal", source_kind="narrative"),
        fact("a", TOTAL, "3", 3, scope="fiscal", confidence=0.5),
        fact("a", TOTAL, "4", 4, scope="fiscal"),
        fact("a", TOTAL, "5", 5, scope="fiscal"),
    ]
    ranking = ranked(tmp_path, facts)
    assert [(p.value, p.page, p.documents) for p in ranking.places] == [(4, 4, 1)]
    assert len(ranking.rows) == 1


def test_parts_of_a_department_and_of_a_class_are_not_ranked(tmp_path: Path) -> None:
    facts = [
        fact("a", TOTAL, "9"),
        fact("b", TOTAL, "8", unit_name="某中心"),
        fact("c", TOTAL, "7", economic_code="30217"),
        fact("d", TOTAL, "6", function_code="208"),
    ]
    assert [p.name for p in ranked(tmp_path / "1", facts).places] == ["a"]
    functions = [
        fact("a", "gpb.expenditure", "9", function_code="205", item_label="教育支出"),
        fact("b", "gpb.expenditure", "8", function_code="205", economic_code="301"),
        fact("c", "gpb.expenditure", "7", function_code="2050"),
        fact("d", "gpb.expenditure", "6", function_code="999"),
    ]
    ranking = ranked(tmp_path / "2", functions, measure="gpb.expenditure", by="function")
    assert [(p.name, p.value) for p in ranking.places] == [("205 教育支出", 9), ("999", 6)]


def test_a_division_that_is_in_no_list_keeps_its_code(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, [fact("a", TOTAL, "9", division_code="999999")], by="division")
    assert [p.name for p in ranking.places] == ["999999"]


def test_a_name_of_several_measures_is_no_name(output: Path) -> None:
    """国有资本经营预算财政拨款收入 is income of the department, and of the fund."""
    with pytest.raises(
        NothingToCompare, match=r"did you mean income\.state_capital \(.*, state_capital\.income \("
    ):
        compare(connect(output), "国有资本经营预算财政拨款收入")
    with pytest.raises(
        NothingToCompare, match=r"there is no measure zzz \(`mingzhang measures` lists them\)$"
    ):
        compare(connect(output), "zzz")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "three_public.totl"}, "did you mean three_public.total"),
        (
            {"measure": TOTAL, "year": 1999},
            "with fiscal_year 1999; there is 2026 budget initial_budget: 2 documents",
        ),
        (
            {"measure": "procurement.micro"},
            "^no document prints procurement.micro by entity; no document of this folder prints it at all$",
        ),
        (
            {"measure": "three_public"},
            r"did you mean (three_public\.\w+ \(\S+\), ){4}three_public\.\w+ \(\S+\)\?",
        ),
    ],
)
def test_what_is_not_there_is_explained(output: Path, arguments: dict[str, object], message: str) -> None:
    with pytest.raises(NothingToCompare, match=message):
        compare(connect(output), **arguments)  # type: ignore[arg-type]


def test_the_command_prints_the_ranking_and_writes_chart_and_rows(output: Path) -> None:
    done = CliRunner().invoke(app, ["compare", TOTAL, "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "500,000" in done.output
    base = output / "compare" / "three_public.total-entity-2026-budget-department_rollup"
    assert base.with_name(base.name + ".png").stat().st_size > 1000
    text = base.with_name(base.name + ".csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["rank"], row["name"], row["value_yuan"], row["page"]) for row in rows] == [
        ("1", "'=乙局", "500000.00", "7"),
        ("2", "甲局", "300000.00", "4"),
    ]


def test_the_command_explains_an_unknown_measure(output: Path) -> None:
    done = CliRunner().invoke(app, ["compare", "nope", "--output", str(output)])
    assert done.exit_code == 2
    assert "there is no measure nope" in done.output


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("三公", "three_public.total (“三公”经费)"),
        ("公务接待", "three_public.reception (公务接待费)"),
        ("three_publik.total", "three_public.total (“三公”经费)"),
    ],
)
def test_a_part_of_a_name_or_a_slip_is_recognised(output: Path, said: str, meant: str) -> None:
    with pytest.raises(NothingToCompare) as told:
        compare(connect(output), said)
    assert f"there is no measure {said} (`mingzhang measures` lists them); did you mean {meant}" in str(
        told.value
    )


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two departments, an own office that is greater than both, a unit; a third department has no figure."""
    scopes = {"a": "department_rollup", "b": "department_rollup", "none": "department_rollup",
              "own": "department_own", "unit": "single_unit"}  # fmt: skip
    values = {"a": "5", "b": "4", "own": "9", "unit": "1"}
    return publish(
        tmp_path,
        documents=[document(doc, doc, scope_type=scope) for doc, scope in scopes.items()],
        facts=[fact(doc, TOTAL, yuan, entity_id=doc) for doc, yuan in values.items()],
    )


def test_departments_offices_and_units_are_ranked_apart(mixed: Path) -> None:
    ranking = compare(connect(mixed), TOTAL)
    assert (ranking.scope, [p.name for p in ranking.places]) == ("department_rollup", ["a", "b"])
    assert (ranking.coverage.documents, ranking.coverage.bodies_known) == (3, 4)  # with the own office's
    own = compare(connect(mixed), TOTAL, scope="department_own")
    assert (own.scope, [p.name for p in own.places], own.coverage.documents) == ("department_own", ["own"], 1)


def test_all_scopes_are_ranked_together_where_that_is_asked(mixed: Path) -> None:
    ranking = compare(connect(mixed), TOTAL, scope="all")
    assert (ranking.scope, [p.name for p in ranking.places]) == (None, ["own", "a", "b", "unit"])
    assert ranking.places[0].scopes == ("department_own",)
    assert ranking.coverage.documents == 5


def test_a_division_is_the_sum_of_all_scopes_and_says_how_much_of_it_there_is(mixed: Path) -> None:
    (place,) = compare(connect(mixed), TOTAL, "division").places
    assert (place.value, place.documents) == (Decimal(19), 4)
    assert place.scopes == ("department_rollup", "department_own", "single_unit")
    assert place.coverage is not None
    assert (place.coverage.documents, place.coverage.bodies, place.coverage.bodies_known) == (5, 5, 5)


def test_a_scope_that_no_document_has_is_explained(mixed: Path) -> None:
    with pytest.raises(NothingToCompare, match="scope_type unknown"):
        compare(connect(mixed), TOTAL, scope="unknown")


def test_the_command_names_scopes_and_how_much_of_a_division_is_covered(mixed: Path) -> None:
    words = ["compare", TOTAL, "--output", str(mixed), "--no-chart"]
    done = CliRunner().invoke(app, [*words, "--scope", "all"], env={"COLUMNS": "200"})
    assert "different scopes are ranked together" in done.output
    assert "own offices of departments" in done.output
    done = CliRunner().invoke(app, [*words, "--by", "division"], env={"COLUMNS": "200"})
    assert "5 / 5" in done.output
