"""Rows of the self-evaluation and goal forms."""

from __future__ import annotations

from extractors.records import Goal, Indicator, Project, ProjectFund
from pipeline.datasets.columns import Row
from pipeline.rows.provenance import DocumentRows, Rows


def form_rows(document: DocumentRows) -> Rows:
    """Rows of projects, project_funds, goals, indicators and project_contacts (personal data)."""
    rows: Rows = {
        "projects": [], "project_funds": [], "goals": [], "indicators": [], "project_contacts": []
    }  # fmt: skip
    for p in document.extraction.projects:
        project_id = document.id(
            "project", p.form_kind, p.place.start, p.place.end, p.name_raw, p.project_code
        )
        key: Row = {"project_id": project_id, "doc_id": document.doc}
        rows["projects"].append(key | _project(document, p))
        rows["project_funds"] += [key | _fund(document, f) for f in p.funds]
        rows["goals"] += [key | _goal(document, n, g) for n, g in enumerate(p.goals)]
        rows["indicators"] += [key | _indicator(document, n, i) for n, i in enumerate(p.indicators)]
        if p.leader or p.phone:
            rows["project_contacts"].append(key | {"leader": p.leader, "phone": p.phone})
    return rows


def _project(document: DocumentRows, p: Project) -> Row:
    return {
        "form_kind": p.form_kind,
        "form_year": p.form_year,
        "name_raw": p.name_raw,
        "name_norm": p.name_norm,
        "project_code": p.project_code,
        "competent_department": p.competent_department,
        "implementing_unit": p.implementing_unit,
        "total_weight": document.number(p.total_weight, p.place),
        "total_score": document.number(p.total_score, p.place),
        **document.provenance(p.place, "forms"),
    }


def _fund(document: DocumentRows, f: ProjectFund) -> Row:
    return {
        "fund_type": f.fund_type,
        "initial_budget": document.yuan(f.initial_budget, f.place),
        "full_year_budget": document.yuan(f.full_year_budget, f.place),
        "executed": document.yuan(f.executed, f.place),
        "execution_rate": document.number(f.execution_rate, f.place),
        "weight": document.number(f.weight, f.place),
        "score": document.number(f.score, f.place),
        "initial_budget_raw": f.initial_budget_raw,
        "full_year_budget_raw": f.full_year_budget_raw,
        "executed_raw": f.executed_raw,
        "execution_rate_raw": f.execution_rate_raw,
        "weight_raw": f.weight_raw,
        "score_raw": f.score_raw,
        **document.provenance(f.place, "forms"),
    }


def _goal(document: DocumentRows, ordinal: int, g: Goal) -> Row:
    return {
        "ordinal": ordinal,
        "expected": g.expected,
        "actual": g.actual,
        **document.provenance(g.place, "forms"),
    }


def _indicator(document: DocumentRows, ordinal: int, i: Indicator) -> Row:
    return {
        "ordinal": ordinal,
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
        "target_value": document.number(i.target_value, i.place),
        "target_unit": i.target_unit,
        "target_upper": document.number(i.target_upper, i.place),
        "actual_raw": i.actual_raw,
        "actual_value": document.number(i.actual_value, i.place),
        "actual_unit": i.actual_unit,
        "actual_semantics": i.actual_semantics,
        "weight": document.number(i.weight, i.place),
        "score": document.number(i.score, i.place),
        "attainment": document.number(i.attainment, i.place),
        "deviation_reason": i.deviation_reason,
        **document.provenance(i.place, "forms"),
        **document.partition,
    }
