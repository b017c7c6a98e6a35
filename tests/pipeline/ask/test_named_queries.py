"""The named questions, each over figures small enough to answer by hand."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.named_queries import WrongParameter, named_queries
from pipeline.ask.query import connect
from tests.pipeline.published import Row, document, fact, publish

IMPLIED = {
    "role": "prior_budget",
    "value_year": 2025,
    "source_kind": "derived",
    "derivation": "implied_prior",
}
FINAL = {"doc_kind": "final_account", "fiscal_year": 2024}


def ask(output: Path, name: str, **values: str | int) -> list[Row]:
    found = connect(output).execute(named_queries()[name].asked(values))
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def final(doc: str, measure: str, yuan: str, page: int = 1, **more: Any) -> Row:
    return fact(
        doc, measure, yuan, page, **{"role": "final", "fiscal_year": 2024, "value_year": 2024, **more}
    )


@pytest.mark.parametrize("name", named_queries())
def test_every_question_runs_over_empty_datasets_and_leads_to_pages(tmp_path: Path, name: str) -> None:
    output = publish(tmp_path)
    assert ask(output, name) == []
    described = connect(output).sql(named_queries()[name].sql).columns
    assert any(column.startswith(("page", "pages")) for column in described)
    assert any(column.startswith(("source", "sources")) for column in described)


def test_there_are_thirteen_questions_in_two_languages() -> None:
    assert len(named_queries()) == 13
    for query in named_queries().values():
        assert query.question.endswith(("?", "more."))
        assert re.search(r"[\u4e00-\u9fff]", query.question_zh)


def test_three_public_change_takes_the_year_before_from_where_it_is_printed(tmp_path: Path) -> None:
    facts = [
        fact("a", "three_public.total", "900", 5),
        fact("a", "three_public.total", "1000", 6, role="prior_budget", value_year=2025),
        fact("b", "three_public.total", "300", 7),
        fact("b", "three_public.total", "250", 8, role="prior_budget", value_year=2025, source_kind="derived",
             derivation="implied_prior"),
        fact("c", "three_public.total", "50", 2, entity_id="c"),
        fact("c2", "three_public.total", "80", 9, entity_id="c", fiscal_year=2025, value_year=2025),
        fact("d", "three_public.total", "77", 3, entity_id="d"),
    ]  # fmt: skip
    documents = [
        document("a", "甲"),
        document("b", "乙"),
        document("c", "丙", entity_id="c"),
        document("c2", "丙", entity_id="c", fiscal_year=2025),
        document("d", "丁"),
    ]
    rows = ask(publish(tmp_path, documents=documents, facts=facts), "three_public_change")
    assert [
        (r["entity_name"], r["change_yuan"], r["change_percent"], r["basis"], r["page"]) for r in rows
    ] == [
        ("甲", Decimal(-100), Decimal("-10.00"), "printed beside it", 5),
        ("丙", Decimal(-30), Decimal("-37.50"), "document of the year before", 2),
        ("乙", Decimal(50), Decimal("20.00"), "implied by the printed change", 7),
    ]
    assert rows[1]["previous_source"] == "c2.pdf#page=9"


def test_a_question_may_be_narrowed_to_a_year_and_to_divisions(tmp_path: Path) -> None:
    places = {"a": (2026, "310107"), "b": (2025, "310107"), "c": (2026, "440100")}
    facts, documents = [], []
    for doc, (year, division) in places.items():
        documents.append(document(doc, doc, fiscal_year=year, division_code=division))
        of_year = {"fiscal_year": year, "entity_id": doc}
        facts.append(fact(doc, "three_public.total", "10", value_year=year, **of_year))
        prior = {"role": "prior_budget", "value_year": year - 1}
        facts.append(fact(doc, "three_public.total", "12", **of_year, **prior))
    output = publish(tmp_path, documents=documents, facts=facts)

    def names(**values: str | int) -> list[str]:
        return sorted(row["entity_name"] for row in ask(output, "three_public_change", **values))

    assert names() == ["a", "b", "c"]
    assert names(year=2026) == ["a", "c"]
    assert names(year="2026", division="31") == ["a"]
    assert names(division="440100") == ["c"]
    with pytest.raises(WrongParameter, match=r"no parameter city; it has year, division"):
        names(city="31")
    with pytest.raises(WrongParameter, match="year takes a whole number, not '24ff'"):
        names(year="24ff")


@pytest.mark.parametrize("name", named_queries())
def test_every_parameter_narrows_a_question_that_still_runs(tmp_path: Path, name: str) -> None:
    question = named_queries()[name]
    given = {p.name: 2026 if p.type == "integer" else "it's" for p in question.parameters}
    assert ask(publish(tmp_path), name, **given) == []
    assert question.template.count("$") >= len(given)


def test_who_spent_more_than_its_budget_beyond_rounding_with_both_places(tmp_path: Path) -> None:
    """100.00 ten thousands may be anything up to 1,000,050 yuan: 1,000,040 is not beyond it."""
    documents = [document(doc, doc, **FINAL) for doc in ("year", "start", "rounded", "under", "founded")]
    documents += [document("own", "own", **FINAL), document("own-budget", "own", fiscal_year=2024)]
    of = {"scope": "fiscal", "entity_id": ""}

    def pair(doc: str, spent: str, budget: str, role: str, page: int) -> list[Row]:
        more = {**of, "entity_id": doc}
        return [final(doc, "three_public.total", spent, page, **more),
                final(doc, "three_public.total", budget, page + 1, **more, role=role)]  # fmt: skip

    facts = [
        *pair("year", "110", "100", "full_year_budget", 3),
        *pair("start", "300", "100", "initial_budget", 5),
        final("rounded", "three_public.total", "1000040", **{**of, "entity_id": "rounded"}),
        final("rounded", "three_public.total", "1000000", value=Decimal(100), role="full_year_budget",
              **{**of, "entity_id": "rounded"}),
        *pair("under", "90", "100", "initial_budget", 9),
        final("under", "income.total", "900", 9, **{**of, "entity_id": "under"}),
        final("under", "income.total", "800", 9, **{**of, "entity_id": "under", "role": "initial_budget"}),
        *pair("founded", "10", "0", "initial_budget", 11),
        final("own", "three_public.total", "150", 13, **{**of, "entity_id": "own"}),
        final("own-budget", "three_public.total", "100", 2,
              **{**of, "entity_id": "own", "role": "initial_budget"}),
    ]  # fmt: skip
    output = publish(tmp_path, documents=documents, facts=facts)
    rows = ask(output, "over_budget")
    assert [(r["entity_name"], r["budget_basis"], r["execution_rate"]) for r in rows] == [
        ("year", "full_year_budget", Decimal("110.00")),
        ("start", "initial_budget", Decimal("300.00")),
        ("own", "published_budget", Decimal("150.00")),
        ("founded", "initial_budget", None),
    ]
    places = [(r["source"], r["budget_source"], r["flags"]) for r in rows]
    assert places == [
        ("year.pdf#page=3", "year.pdf#page=4", []),
        ("start.pdf#page=5", "start.pdf#page=6", []),
        ("own.pdf#page=13", "own-budget.pdf#page=2", []),
        ("founded.pdf#page=11", "founded.pdf#page=12", ["nothing_budgeted"]),
    ]
    assert ask(output, "over_budget", measure="gpb.expenditure") == []


def test_a_printed_rate_that_says_otherwise_is_no_overspending(tmp_path: Path) -> None:
    """93.06 % is printed of what the figures make 107.46 %: one of the three is misread or misprinted."""
    facts = [
        final("a", "three_public.total", "612500", scope="fiscal"),
        final("a", "three_public.total", "570000", scope="fiscal", role="initial_budget"),
        final(
            "a", "three_public.total", None, scope="fiscal", role="completion_rate", value=Decimal("93.06")
        ),
    ]
    output = publish(tmp_path, documents=[document("a", **FINAL)], facts=facts)
    assert ask(output, "over_budget") == []


def test_who_is_not_in_the_folder_is_led_to_where_the_body_is_named(tmp_path: Path) -> None:
    documents = [document("a", "甲局"), document("b", "乙局", fiscal_year=2025)]
    unit = {
        "doc_id": "a",
        "ordinal": 0,
        "unit_name_raw": "甲所",
        "entity_id": "甲所",
        "is_own": False,
        "page": 6,
    }
    output = publish(tmp_path, documents=documents, units_listed=[unit])
    rows = ask(output, "coverage", year=2026)
    found = [(r["entity_name"], r["level"], r["bodies"], r["bodies_known"], r["known_from"]) for r in rows]
    assert found == [
        ("乙局", "department", 1, 2, "own document"),
        ("甲所", "unit", 0, 1, "list of units"),
    ]
    assert [(r["known_in"], r["source"]) for r in rows] == [(2025, "b.pdf"), (2026, "a.pdf#page=6")]


def test_units_and_duplicates_are_not_the_departments_three_public_money(tmp_path: Path) -> None:
    facts = [
        fact("a", "three_public.total", "10", item_label="某中心"),
        fact("a", "three_public.total", "10", 2, duplicate_of="x"),
        fact("a", "three_public.total", "20", role="prior_budget", value_year=2025),
    ]
    assert ask(publish(tmp_path, documents=[document("a")], facts=facts), "three_public_change") == []


def ratio(doc: str, measure: str, yuan: str, operands: list[Row], **more: Any) -> list[Row]:
    ids = [operand["fact_id"] for operand in operands]
    derived = fact(doc, measure, yuan, operands[0]["page"], source_kind="derived", derivation="ratio",
                   derived_from=ids, **more)  # fmt: skip
    return [*operands, derived]


def test_reception_per_person_shows_both_operands_with_their_pages(tmp_path: Path) -> None:
    persons = fact("a", "three_public.reception_persons", None, 9, role="count", value=Decimal(64))
    facts = ratio("a", "three_public.reception_per_person", "40.62",
                  [fact("a", "three_public.reception", "2600", 4, role="final"), persons])  # fmt: skip
    (row,) = ask(publish(tmp_path, documents=[document("a")], facts=facts), "reception_per_person")
    assert (row["yuan_per_person"], row["reception_yuan"], row["persons"]) == (Decimal("40.62"), 2600, 64)
    assert (row["amount_page"], row["persons_page"], row["source"]) == (4, 9, "a.pdf#page=4")
    assert (row["amount_source"], row["persons_source"]) == ("a.pdf#page=4", "a.pdf#page=9")


def test_contradictions_count_findings_and_figures_printed_twice(tmp_path: Path) -> None:
    best = fact("a", "gpb.expenditure", "29616800", 13)
    other = fact(
        "a", "gpb.expenditure", "3000", 21, duplicate_of=best["fact_id"], duplicate_kind="inconsistent"
    )
    agreeing = fact(
        "a", "gpb.expenditure", "29616800", 22, duplicate_of=best["fact_id"], duplicate_kind="complete"
    )
    finding = {"finding_id": "f", "doc_id": "a", "code": "I06", "category": "arithmetic", "severity": "error",
               "printed": "5", "computed": "6", "page": 7}  # fmt: skip
    again = {**finding, "finding_id": "g", "page": 9}
    checked = fact(
        "a", "gpb.expenditure", "1", 9, duplicate_of=best["fact_id"], duplicate_kind="inconsistent"
    )
    check = {"check_id": "c", "doc_id": "a", "result": "fail", "lhs_ids": [checked["fact_id"]],
             "rhs_ids": [best["fact_id"]], "fiscal_year": 2026, "province": "31"}  # fmt: skip
    output = publish(
        tmp_path,
        documents=[document("a")],
        facts=[best, other, agreeing, checked],
        findings=[finding, again],
        checks=[check],
    )
    (row,) = ask(output, "contradictions")
    assert (row["total"], row["errors"], row["findings"], row["disagreements"]) == (2, 1, 1, 1)
    assert (row["about"], row["pages"]) == (["I06", "gpb.expenditure"], [7, 21])


def test_micro_share_never_adds_reserved_to_awarded(tmp_path: Path) -> None:
    facts = [
        final("a", "procurement.total", "1000"),
        final("a", "procurement.micro", "400", 3),
        final("d", "procurement.total", "1000"),
        final("d", "procurement.micro", "100", 6, item_label="面向小微企业预留的项目"),
        final("d", "procurement.reserved_micro", "900", 6),
        fact("b", "procurement.total", "500"),
        fact("b", "procurement.reserved_micro", "100", 4),
        fact("c", "procurement.total", "800"),
    ]
    documents = [document("a", **FINAL), document("b"), document("c"), document("d", "丁", **FINAL)]
    rows = ask(publish(tmp_path, documents=documents, facts=facts), "procurement_micro_share")
    assert [(r["doc_kind"], r["what"], r["share_percent"], r["sources"]) for r in rows] == [
        ("budget", "reserved", Decimal("20.00"), ["b.pdf#page=4"]),
        ("final_account", "awarded", Decimal("25.00"), ["d.pdf#page=6", "a.pdf#page=3"]),
        ("final_account", "reserved", Decimal("90.00"), ["d.pdf#page=6"]),
    ]


def test_growth_by_class_takes_one_measure_of_a_document_and_both_figures_of_it(tmp_path: Path) -> None:
    facts = [
        final("a", "gpb.expenditure", "120", 2, function_code="205"),
        final("a", "gpb.expenditure", "100", 3, function_code="205", role="initial_budget"),
        final("a", "fiscal.expenditure", "999", 2, function_code="205"),
        final("a", "fiscal.expenditure", "111", 3, function_code="205", role="initial_budget"),
        final("b", "gpb.expenditure", "80", 4, function_code="205"),
        final("b", "gpb.expenditure", "60", 5, function_code="205", role="initial_budget"),
        final("b", "gpb.expenditure", "70", 5, function_code="20502"),
        final("b", "gpb.expenditure", "70", 5, function_code="208"),
    ]
    documents = [document("a", "甲", **FINAL), document("b", "乙", **FINAL)]
    (row,) = ask(publish(tmp_path, documents=documents, facts=facts), "budget_growth_by_function")
    assert (row["function_code"], row["documents"], row["now_yuan"], row["before_yuan"]) == (
        "205",
        2,
        200,
        160,
    )
    assert row["growth_percent"] == Decimal("25.00")
    assert [(r["entity"], r["page"], r["before_page"]) for r in row["rows_behind"]] == [
        ("乙", 4, 5),
        ("甲", 2, 3),
    ]


def project(ident: str, score: str | None, department: str = "某市财政局") -> Row:
    return {"project_id": ident, "doc_id": "a", "form_kind": "pf_project_self_eval", "name_raw": ident,
            "competent_department": department, "total_weight": Decimal(100), "page": 3,
            "total_score": None if score is None else Decimal(score)}  # fmt: skip


def test_share_of_projects_from_95_points(tmp_path: Path) -> None:
    projects = [project("p1", "95"), project("p2", "94.99"), project("p3", "100"), project("p4", None)]
    output = publish(tmp_path, documents=[document("a")], projects=projects)
    (row,) = ask(output, "self_evaluation_scores")
    assert (row["projects"], row["projects_from_95"], row["share_percent"]) == (3, 2, Decimal("66.67"))
    assert (row["lowest_project"], row["lowest_score"]) == ("p2", Decimal("94.99"))


def test_marks_that_do_not_follow_the_attainment(tmp_path: Path) -> None:
    def indicator(n: int, attainment: str | None, score: str) -> Row:
        return {"project_id": "p", "doc_id": "a", "ordinal": n, "level3_raw": f"指标{n}", "page": 4,
                "fiscal_year": 2024, "province": "31", "weight": Decimal(10), "score": Decimal(score),
                "attainment": None if attainment is None else Decimal(attainment)}  # fmt: skip

    indicators = [
        indicator(1, "0.80", "10"),
        indicator(2, "0.80", "8"),
        indicator(3, "1.00", "9"),
        indicator(4, "1.20", "10"),
        indicator(5, None, "9"),
    ]
    output = publish(
        tmp_path, documents=[document("a")], projects=[project("p", "95")], indicators=indicators
    )
    assert [(r["indicator"], r["what"]) for r in ask(output, "marks_against_attainment")] == [
        ("指标1", "missed, full marks"),
        ("指标3", "reached, docked"),
    ]


def test_personnel_cost_per_head_adds_the_heads_it_divides_by(tmp_path: Path) -> None:
    heads = [
        fact("a", f"staff.{kind}_actual", None, page, role="count", value=Decimal(value))
        for kind, page, value in (("admin", 7, 30), ("institution", 8, 10))
    ]
    facts = ratio("a", "staff.personnel_cost_per_head", "25", [fact("a", "gpb.personnel", "1000", 2), *heads])
    (row,) = ask(publish(tmp_path, documents=[document("a")], facts=facts), "personnel_cost_per_head")
    assert (row["yuan_per_head"], row["amount_measure"], row["heads"]) == (25, "gpb.personnel", 40)
    assert (row["amount_page"], row["heads_pages"]) == (2, [7, 8])
    assert row["heads_sources"] == ["a.pdf#page=7", "a.pdf#page=8"]


def test_prior_year_in_two_documents_agrees_within_rounding(tmp_path: Path) -> None:
    facts = [
        fact("now", "income.total", "120000", 2, role="prior_budget", value_year=2025, value=Decimal(12)),
        fact("then", "income.total", "120003", 5, fiscal_year=2025, value_year=2025),
        fact(
            "now", "expenditure.total", "150000", 2, role="prior_budget", value_year=2025, value=Decimal(15)
        ),
        fact("then", "expenditure.total", "120003", 6, fiscal_year=2025, value_year=2025),
    ]
    documents = [document("now"), document("then", fiscal_year=2025)]
    rows = ask(publish(tmp_path, documents=documents, facts=facts), "prior_year_disagreement")
    assert [(r["measure"], r["agrees"], r["difference_yuan"], r["page_then"]) for r in rows] == [
        ("expenditure.total", False, Decimal(29997), 6),
        ("income.total", True, Decimal(-3), 5),
    ]


def test_boilerplate_is_counted_over_documents(tmp_path: Path) -> None:
    reasons = [
        {"reason_id": f"r{n}", "doc_id": doc, "text": "厉行节约", "boilerplate_hash": "h", "page": n}
        for n, doc in enumerate(("a", "a", "b", "c"), start=1)
    ]
    rare = {"reason_id": "x", "doc_id": "a", "text": "新增项目", "boilerplate_hash": "x", "page": 1}
    documents = [document(doc, doc) for doc in ("a", "b", "c")]
    (row,) = ask(publish(tmp_path, documents=documents, reasons=[*reasons, rare]), "boilerplate_reasons")
    assert (row["text"], row["documents"], row["times"], row["source"]) == ("厉行节约", 3, 4, "a.pdf#page=1")


def test_a_disclosure_in_two_files_is_one(tmp_path: Path) -> None:
    """Beijing publishes tables and explanation apart: the explanation implies last year's figure."""
    documents = [
        document("t", "甲"),
        document("n", "甲", is_primary=False, group_role="part", primary_doc_id="t"),
    ]
    facts = [
        fact("t", "three_public.total", "900", 5),
        fact("n", "three_public.total", "900", 8, source_kind="narrative"),
        fact("n", "three_public.total", "1000", 8, **IMPLIED),
    ]
    output = publish(tmp_path, documents=documents, facts=facts)
    (row,) = ask(output, "three_public_change")
    assert (row["source"], row["previous_source"], row["change_yuan"]) == (
        "t.pdf#page=5",
        "n.pdf#page=8",
        -100,
    )
    assert connect(output).execute("select count(*) from v_derived").fetchone() == (1,)


def test_what_the_other_file_prints_is_not_derived(tmp_path: Path) -> None:
    documents = [
        document("t", "甲"),
        document("n", "甲", is_primary=False, group_role="part", primary_doc_id="t"),
    ]
    facts = [
        fact("t", "three_public.total", "950", 5, role="prior_budget", value_year=2025),
        fact("n", "three_public.total", "1000", 8, **IMPLIED),
    ]
    output = publish(tmp_path, documents=documents, facts=facts)
    assert connect(output).execute("select count(*) from v_derived").fetchone() == (0,)


def scored(doc: str, **scores: int) -> list[Row]:
    """Openness of a disclosure with three components of one item each."""
    points = {"tables": 40, "sections": 30, "three_public": 30}
    return [
        {"doc_id": doc, "component": c, "item": c, "score": Decimal(scores.get(c, 1)), "points": Decimal(p)}
        for c, p in points.items()
    ]


def test_the_least_open_are_ranked_by_scope_and_never_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    scopes = {"office": "department_own", "unit": "single_unit"}
    documents = [
        document(doc, doc, **({"scope_type": scopes[doc]} if doc in scopes else {}))
        for doc in ("open", "closed", "halved", "office", "unit")
    ]
    openness = [
        *scored("open"),
        *scored("closed", three_public=0),
        *scored("halved", tables=0),
        *scored("office", three_public=0),
        *scored("unit"),
    ]
    rows = ask(publish(tmp_path, documents=documents, openness=openness), "least_open")
    found = [(r["entity_name"], r["rank"], r["ranked"], r["other_file"], r["scope_type"]) for r in rows]
    assert found == [
        ("closed", 1, 2, None, "department_rollup"),
        ("office", 1, 1, None, "department_own"),
        ("open", 2, 2, None, "department_rollup"),
        ("unit", 1, 1, None, "single_unit"),
        ("halved", None, None, "tables", "department_rollup"),
    ]
    assert (rows[-1]["openness"], rows[-1]["openness_of_asked"]) == (60, 100)


def test_changes_are_ranked_within_a_scope_and_say_how_many_there_are(tmp_path: Path) -> None:
    scopes = {
        "a": "department_rollup",
        "b": "department_rollup",
        "u": "single_unit",
        "without": "department_rollup",
    }
    documents = [document(doc, doc, scope_type=scope) for doc, scope in scopes.items()]
    facts = []
    for doc, before in (("a", "12"), ("b", "30"), ("u", "50")):
        facts.append(fact(doc, "three_public.total", "10"))
        facts.append(fact(doc, "three_public.total", before, role="prior_budget", value_year=2025))
    rows = ask(publish(tmp_path, documents=documents, facts=facts), "three_public_change")
    assert [(r["entity_name"], r["rank"], r["ranked"], r["in_folder"]) for r in rows] == [
        ("u", 1, 1, 1),
        ("b", 1, 2, 3),
        ("a", 2, 2, 3),
    ]


def test_sums_over_documents_say_what_they_speak_for_and_how_many_there_are(tmp_path: Path) -> None:
    documents = [
        document("a", "a", **FINAL),
        document("u", "u", **FINAL, scope_type="single_unit"),
        document("without", "without", **FINAL),
    ]
    facts = []
    for doc in ("a", "u"):
        facts.append(final(doc, "gpb.expenditure", "20", function_code="205"))
        facts.append(final(doc, "gpb.expenditure", "10", role="initial_budget", function_code="205"))
    (row,) = ask(publish(tmp_path, documents=documents, facts=facts), "budget_growth_by_function")
    assert (row["documents"], row["in_folder"]) == (2, 3)
    assert row["scopes"] == ["department_rollup", "single_unit"]


@pytest.mark.parametrize("measure", ["three_public.reception", "staff.personnel"])
def test_costs_per_head_are_ranked_within_a_scope(tmp_path: Path, measure: str) -> None:
    name, ending = {
        "three_public.reception": ("reception_per_person", "_per_person"),
        "staff.personnel": ("personnel_cost_per_head", "_cost_per_head"),
    }[measure]
    facts: list[Row] = []
    for doc, yuan in (("a", "5"), ("b", "7"), ("u", "9")):
        amount = fact(doc, "gpb.personnel", "1000", 4)
        persons = fact(doc, "staff.in_post", None, 9, role="count", value=Decimal(4))
        facts += ratio(doc, measure + ending, yuan, [amount, persons])
    documents = [document("a", "a"), document("b", "b"), document("u", "u", scope_type="single_unit")]
    rows = ask(publish(tmp_path, documents=documents, facts=facts), name)
    assert [(r["entity_name"], r["rank"], r["ranked"], r["in_folder"]) for r in rows] == [
        ("u", 1, 1, 1),
        ("b", 1, 2, 2),
        ("a", 2, 2, 2),
    ]
