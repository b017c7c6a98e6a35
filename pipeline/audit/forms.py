"""Identities of project forms: points, compared exactly (DOMAIN.md §4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractors.document import Place
from extractors.records import Check, Project
from patterns import load
from pipeline.audit.entries import shown
from pipeline.audit.ledger import FAIL_SEVERITY


def form_checks(number: int, project: Project) -> Iterator[Check]:
    """S1 weights add up, S2 scores add up, S5 no score above its weight."""
    rows = [(f.weight, f.score, f.place) for f in project.funds]
    rows += [(i.weight, i.score, i.place) for i in project.indicators]
    weights = [(w, place) for w, _, place in rows if w is not None]
    scores = [(s, place) for _, s, place in rows if s is not None]
    for code, points, whole in (("S1", weights, project.total_weight), ("S2", scores, project.total_score)):
        if points:
            places = (project.place, *(place for _, place in points))
            yield _points(code, number, project, sum((p for p, _ in points), Decimal(0)), whole, places)
    both = [(s, w, place) for w, s, place in rows if w is not None and s is not None]
    if both:
        score, weight, place = max(both, key=lambda row: row[0] - row[1])
        yield _points("S5", number, project, score, weight, (place,), at_most=True)


def _points(
    code: str,
    number: int,
    project: Project,
    lhs: Decimal,
    rhs: Decimal | None,
    places: tuple[Place, ...],
    at_most: bool = False,
) -> Check:
    sign = "≤" if at_most else "="
    names = {"S1": "Σ weights", "S2": "Σ scores", "S5": "score"}
    rights = {"S1": "total weight", "S2": "total score", "S5": "weight"}
    formula = f"form {number + 1}: {names[code]} {sign} {rights[code]}"
    if rhs is None:
        return Check(code, formula, (), (), lhs, None, None, None, "missing_operand", "info", places=places)
    holds = lhs <= rhs if at_most else lhs == rhs
    words = {"subject": project.name_raw or formula, "lhs": shown(lhs), "rhs": shown(rhs)}
    templates = load("identities")["form"][code]
    return Check(
        code=code,
        formula=formula,
        lhs_facts=(),
        rhs_facts=(),
        lhs=lhs,
        rhs=rhs,
        diff=lhs - rhs,
        tolerance=Decimal(0),
        result="pass" if holds else "fail",
        severity="info" if holds else FAIL_SEVERITY,
        message_zh=templates["message_zh"].format(**words),
        message_en=templates["message_en"].format(**words),
        places=places,
    )
