"""Rows of forms: each with its form's id, in printed order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.records import Goal
from pipeline.reading.extraction import Extraction
from pipeline.rows.form_rows import form_rows
from pipeline.rows.provenance import DocumentRows, Rows
from tests.pipeline.fakes import form

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


def rows_of(extraction: Extraction) -> Rows:
    return form_rows(DocumentRows(extraction))


def test_parts_of_a_form_have_its_id_and_their_order() -> None:
    found = form(TEXT)
    project = replace(
        found.projects[0], goals=(*found.projects[0].goals, Goal(found.projects[0].place, "二", None))
    )
    rows = rows_of(replace(found, projects=(project,)))
    (row,) = rows["projects"]
    assert (row["name_raw"], row["form_year"], row["form_kind"]) == ("项目甲", 2023, "pf_project_self_eval")
    for name in ("project_funds", "goals", "indicators", "project_contacts"):
        assert {r["project_id"] for r in rows[name]} == {row["project_id"]}, name
        assert {r["doc_id"] for r in rows[name]} == {found.doc_id}, name
    assert [(g["ordinal"], g["expected"], g["actual"]) for g in rows["goals"]] == [
        (0, "完成", "完成"),
        (1, "二", None),
    ]
    (fund,) = rows["project_funds"]
    assert (fund["fund_type"], fund["executed"], fund["executed_raw"], fund["initial_budget"]) == (
        "total",
        Decimal("1000.00"),
        "0.10",
        None,
    )
    (indicator,) = rows["indicators"]
    assert (indicator["level3_raw"], indicator["weight"], indicator["score"], indicator["ordinal"]) == (
        "及时完成",
        Decimal(10),
        Decimal("9.5"),
        0,
    )


def test_contacts_are_of_forms_that_name_somebody() -> None:
    found = form(TEXT)
    for change, contacts in (
        ({}, [("测试员", "00000000")]),
        ({"leader": None}, [(None, "00000000")]),
        ({"phone": None}, [("测试员", None)]),
        ({"leader": None, "phone": None}, []),
    ):
        rows = rows_of(replace(found, projects=(replace(found.projects[0], **change),)))
        assert [(r["leader"], r["phone"]) for r in rows["project_contacts"]] == contacts


def test_two_forms_that_are_alike_have_two_ids() -> None:
    found = form(TEXT)
    rows = rows_of(replace(found, projects=found.projects * 2))
    assert len({row["project_id"] for row in rows["projects"]}) == 2


def test_no_forms_give_empty_datasets() -> None:
    assert rows_of(replace(form(TEXT), projects=())) == {
        "projects": [],
        "project_funds": [],
        "goals": [],
        "indicators": [],
        "project_contacts": [],
    }
