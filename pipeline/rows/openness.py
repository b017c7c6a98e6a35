"""How open a disclosure is: what it shows of what it should, item by item (docs/openness.md).

One row for each document and item; a disclosure that is published in two files has the better of both
(`v_openness`). A pure function of what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from patterns import load
from pipeline.rows.provenance import Row

if TYPE_CHECKING:
    from pipeline.reading.extraction import Extraction

_ONE, _NOTHING = Decimal(1), Decimal(0)
_KINDS = {"final_account": "fa", "budget": "bd"}
_PLACES = Decimal("0.0001")


def openness(of: Extraction) -> list[Row]:
    """Rows of the dataset `openness`: component, item, score from 0 to 1, points that a score of 1 is worth.

    Only budgets and final accounts are scored. The points of all items of a kind add to 100.
    """
    kind = _KINDS.get(of.identity.doc_kind)
    if kind is None:
        return []
    rules = load("openness")
    found: list[Row] = []
    for component, items in _components(of, kind).items():
        worth = Decimal(rules["points"][component]) / len(items)
        for item, score in items.items():
            row = {"component": component, "item": item, "score": score.quantize(_PLACES)}
            found.append({**row, "points": worth.quantize(_PLACES)})
    return found


def _components(of: Extraction, kind: str) -> dict[str, dict[str, Decimal]]:
    rules = load("openness")
    families = {t.canonical_table.partition("_")[2] for t in of.tables if t.canonical_table}
    sections = {s.canonical_section for s in of.sections if s.kind not in ("toc_entry", "toc_title")}
    return {
        "tables": {name: _yes(name in families) for name in rules["tables"][kind]},
        "detail": _detail(of),
        "sections": {
            name: _yes(bool(sections.intersection(wanted))) for name, wanted in rules["sections"].items()
        },
        "three_public": {
            measure: _yes(measure in {f.measure for f in of.facts if f.source_kind != "derived"})
            for measure in rules["three_public"]
        },
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


def openness_rows(of: Extraction, doc_id: str) -> Iterator[Row]:
    """The rows as the dataset has them."""
    for row in openness(of):
        yield {"doc_id": doc_id, **row}
