"""The points of a form: S1 weights and S2 scores add up to its total.

Forms differ in what they count: some print the mark of the execution rate in every row of funds, some
leave its ten points out of the total, some print it with no weight. Each way is tried; a sum is wrong only
where none holds and every row has its points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Place
from extractors.records import Indicator, Project, ProjectFund
from patterns.shapes.form_checks import PointsRule

NOTHING, HALF = Decimal(0), Decimal("0.5")
_Row = ProjectFund | Indicator


@dataclass(frozen=True, slots=True)
class Points:
    """The points of some rows of a form against its total, and how they compare."""

    total: Decimal
    whole: Decimal | None
    result: str
    places: tuple[Place, ...]
    slack: Decimal = NOTHING


def sums_of(project: Project, rules: Sequence[PointsRule]) -> Iterator[tuple[PointsRule, Points]]:
    """For weights and scores, the sum that holds, or the one of all rows where none does.

    A sum is said to fail only where the rows are proved to be all there: by the other column, whose sum
    holds, or, where there is only one column, by points in every row.
    """
    weights, scores = rules
    found = {rule.column: _best(project, rule) for rule in rules}
    held = {column for column, one in found.items() if one is not None and one.result.startswith("pass")}
    for rule, other in ((weights, scores), (scores, weights)):
        one = found[rule.column]
        if one is None:
            continue
        proved = other.column in held or found[other.column] is None
        if one.result == "fail" and not (proved and _is_complete(project, rule.column)):
            one = Points(one.total, one.whole, "missing_operand", one.places)
        yield rule, one


def _best(project: Project, rule: PointsRule) -> Points | None:
    """The first way of counting that comes to the total, or the plain one; null without points."""
    whole: Decimal | None = getattr(project, rule.whole)
    tried = [_sum(project, rows, rule.column, whole) for rows in _ways(project, rule.column)]
    counted = [one for one in tried if one is not None]
    held = (one for one in counted if one.result.startswith("pass"))
    return next(held, next(iter(counted), None))


def _ways(project: Project, column: str) -> Iterator[list[_Row]]:
    """The rows that may count: all, the funds once, no funds."""
    funds = [f for f in project.funds if getattr(f, column) is not None]
    yield [*funds, *project.indicators]
    if len({getattr(f, column) for f in funds}) == 1 < len(funds):
        yield [funds[0], *project.indicators]
    if funds and project.indicators:
        yield [*project.indicators]


def _sum(project: Project, rows: Sequence[_Row], column: str, whole: Decimal | None) -> Points | None:
    points = [(value, row) for row in rows if (value := getattr(row, column)) is not None]
    if not points:
        return None
    total = sum((value for value, _ in points), NOTHING)
    places = (project.place, *(row.place for _, row in points))
    if whole is None:
        return Points(total, None, "missing_operand", places)
    # The mark of the rate is computed and rounded; so may be the total.
    slack = sum((_slack(value) for value, row in points if isinstance(row, ProjectFund)), NOTHING)
    if _decimals(total) > _decimals(whole):
        slack += 2 * _slack(whole) if whole % 1 else HALF
    gap = abs(total - whole)
    result = "pass" if gap == 0 else "pass_rounding" if gap < slack else "fail"
    return Points(total, whole, result, places, slack)


def _is_complete(project: Project, column: str) -> bool:
    """Has every row its points that has any?"""
    rows: list[_Row] = [*project.funds, *project.indicators]
    marked = [row for row in rows if row.weight is not None or row.score is not None]
    return all(getattr(row, column) is not None for row in marked) and all(
        getattr(row, column) is not None for row in project.indicators
    )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _slack(value: Decimal) -> Decimal:
    """Half a unit of the last digit of points that are no whole number."""
    return HALF * Decimal(10) ** -_decimals(value) if value % 1 else NOTHING
