"""Rows of the self-evaluation and goal forms."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.records import Project, ProjectFund
from pipeline.rows.contacts import Rows
from pipeline.rows.provenance import DocumentRows, Row


def add_forms(of: DocumentRows, projects: Iterable[Project], found: Rows) -> None:
    """Adds the rows of projects, project_funds, goals, indicators and project_contacts.

    Contacts only where `found` has their dataset: it was asked for.
    """
    for p in projects:
        ident = of.id("project", p.form_kind, p.place.start, p.place.end, p.name_raw, p.project_code)
        found["projects"].append(_project(of, ident, p))
        key: Row = {"project_id": ident, "doc_id": of.doc}
        found["project_funds"].extend(key | _fund(of, f) for f in p.funds)
        found["goals"].extend(
            key | {"ordinal": n, "expected": g.expected, "actual": g.actual} | of.provenance(g.place, "forms")
            for n, g in enumerate(p.goals)
        )
        for n, i in enumerate(p.indicators):
            found["indicators"].append(
                {
                    **key,
                    "ordinal": n,
                    "level1": i.level1,
                    "level2": i.level2,
                    "level3": i.level3,
                    "level1_raw": i.level1_raw,
                    "level2_raw": i.level2_raw,
                    "level3_raw": i.level3_raw,
                    "inherited": list(i.inherited),
                    "level_repairs": list(i.level_repairs),
                    "target_raw": i.target_raw,
                    "target_operator": i.target_operator,
                    "target_value": of.number(i.target_value, i.place),
                    "target_unit": i.target_unit,
                    "target_upper": of.number(i.target_upper, i.place),
                    "actual_raw": i.actual_raw,
                    "actual_value": of.number(i.actual_value, i.place),
                    "actual_unit": i.actual_unit,
                    "actual_semantics": i.actual_semantics,
                    "weight": of.number(i.weight, i.place),
                    "score": of.number(i.score, i.place),
                    "attainment": of.number(i.attainment, i.place),
                    "deviation_reason": i.deviation_reason,
                    **of.provenance(i.place, "forms"),
                    **of.partition,
                }
            )
        if "project_contacts" in found and (p.leader or p.phone):
            found["project_contacts"].append(key | {"leader": p.leader, "phone": p.phone})


def _project(of: DocumentRows, ident: str, p: Project) -> Row:
    return {
        "project_id": ident,
        "doc_id": of.doc,
        "form_kind": p.form_kind,
        "form_year": p.form_year,
        "name_raw": p.name_raw,
        "name_norm": p.name_norm,
        "project_code": p.project_code,
        "competent_department": p.competent_department,
        "implementing_unit": p.implementing_unit,
        "total_weight": of.number(p.total_weight, p.place),
        "total_score": of.number(p.total_score, p.place),
        **of.provenance(p.place, "forms"),
    }


def _fund(of: DocumentRows, f: ProjectFund) -> Row:
    return {
        "fund_type": f.fund_type,
        "initial_budget": of.yuan(f.initial_budget, f.place),
        "full_year_budget": of.yuan(f.full_year_budget, f.place),
        "executed": of.yuan(f.executed, f.place),
        "execution_rate": of.number(f.execution_rate, f.place),
        "weight": of.number(f.weight, f.place),
        "score": of.number(f.score, f.place),
        "initial_budget_raw": f.initial_budget_raw,
        "full_year_budget_raw": f.full_year_budget_raw,
        "executed_raw": f.executed_raw,
        "execution_rate_raw": f.execution_rate_raw,
        "weight_raw": f.weight_raw,
        "score_raw": f.score_raw,
        **of.provenance(f.place, "forms"),
    }
