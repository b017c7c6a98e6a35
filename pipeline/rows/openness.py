"""How open a disclosure is: what it shows of what it should, item by item (docs/openness.md).

One row for each document and item; a disclosure that is published in two files has the better of both
(`v_openness`). A pure function of what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from patterns import compiled, load
from patterns.shapes.openness import Openness
from pipeline.datasets.columns import Row
from pipeline.reading.extraction import Extraction
from pipeline.rows.provenance import DocumentRows

_ONE, _NOTHING = Decimal(1), Decimal(0)
_KINDS: Mapping[str, Literal["fa", "bd"]] = {"final_account": "fa", "budget": "bd"}
_PLACES = Decimal("0.0001")
_ELSEWHERE = "attached_elsewhere"


def openness_rows(document: DocumentRows) -> list[Row]:
    """Rows of `openness`: component, item, score from 0 to 1, points that a score of 1 is worth.

    Only budgets and final accounts are scored. The points of all items of a kind add to 100. That a document
    says that its tables are attached is an item without points.
    """
    extraction, points = document.extraction, load(Openness).points
    kind = _KINDS.get(extraction.identity.doc_kind)
    if kind is None:
        return []
    rows: list[Row] = []
    for component, items in _components(extraction, kind).items():
        worth = Decimal(getattr(points, component)) / len(items)
        rows += [
            {
                "doc_id": document.doc,
                "component": component,
                "item": item,
                "score": score.quantize(_PLACES),
                "points": worth.quantize(_PLACES),
            }
            for item, score in items.items()
        ]
    if compiled(Openness)["attached"].search(extraction.document.text) is not None:
        worthless = {"score": _ONE, "points": _NOTHING}
        rows.append({"doc_id": document.doc, "component": "tables", "item": _ELSEWHERE, **worthless})
    return rows


def _components(of: Extraction, kind: Literal["fa", "bd"]) -> dict[str, dict[str, Decimal]]:
    rules = load(Openness)
    families = {t.canonical_table.partition("_")[2] for t in of.tables if t.canonical_table}
    sections = {s.canonical_section for s in of.sections if s.kind not in ("toc_entry", "toc_title")}
    measures = {f.measure for f in of.facts if f.source_kind != "derived"}
    statutory = rules.tables.fa if kind == "fa" else rules.tables.bd
    return {
        "tables": {name: _yes(name in families) for name in statutory},
        "detail": _detail(of),
        "sections": {name: _yes(not sections.isdisjoint(wanted)) for name, wanted in rules.sections.items()},
        "three_public": {measure: _yes(measure in measures) for measure in rules.three_public},
        "reasons": {"explained_changes": _explained(of)},
        "performance": {
            "goals": _yes(any(p.form_kind.endswith("goal") for p in of.projects)),
            "results": _yes(_has_results(of, kind)),
        },
        "consistency": {"checks_that_hold": _held(of)},
    }


def _yes(found: bool) -> Decimal:
    return _ONE if found else _NOTHING


def _detail(of: Extraction) -> dict[str, Decimal]:
    """Codes down to the item (7 digits) and to the economic subject (5), and figures by unit or project."""
    tables = [f for f in of.facts if f.source_kind == "table"]
    return {
        "functional_items": _yes(any(len(f.function_code or "") == 7 for f in tables)),
        "economic_subjects": _yes(any(len(f.economic_code or "") == 5 for f in tables)),
        "projects": _yes(bool(of.projects) or any(_is_project_table(t.canonical_table) for t in of.tables)),
    }


def _is_project_table(canonical: str | None) -> bool:
    return canonical is not None and canonical.endswith("_project")


def _explained(of: Extraction) -> Decimal:
    """The share of stated changes that a reason is given for; none stated counts as none explained."""
    changes = [
        f
        for f in of.facts
        if f.source_kind == "narrative"
        and f.role.startswith("change_")
        and f.value_state == "printed"
        and f.value
    ]
    explained = [change for change in changes if change.reasons]
    return Decimal(len(explained)) / len(changes) if changes else _NOTHING


def _has_results(of: Extraction, kind: str) -> bool:
    """Self-evaluations or reports in a final account; in a budget, indicators with targets."""
    if kind == "bd":
        return any(row.target_raw for p in of.projects for row in p.indicators)
    sections = {s.canonical_section for s in of.sections}
    return "evaluation_report" in sections or any(p.form_kind.endswith("self_eval") for p in of.projects)


def _held(of: Extraction) -> Decimal:
    """The share of evaluated checks that hold; what fails as a note only is soft and counts as held."""
    evaluated = [c for c in of.checks if c.result == "fail" or c.result.startswith("pass")]
    if not evaluated:
        return _NOTHING
    failed = sum(c.result == "fail" and c.severity != "info" for c in evaluated)
    return Decimal(len(evaluated) - failed) / len(evaluated)
