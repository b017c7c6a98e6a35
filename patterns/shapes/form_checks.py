"""Shape of `form_checks.toml`: points, rates and funds of self-evaluation forms."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.rule import CheckRule, Rule, SearchedIn
from patterns.shape import PatternFile


class PointsRule(CheckRule, frozen=True, kw_only=True):
    """The points of all rows against the total of the form."""

    column: Literal["weight", "score"]
    whole: Literal["total_weight", "total_score"]


class FormChecks(PatternFile[SearchedIn], frozen=True, kw_only=True):
    """`form_checks.toml`. The rules are called by their numbers in docs/domain.md §4.4."""

    NAME: ClassVar[str] = "form_checks"

    first_levels: tuple[str, ...]
    percent_signs: str
    """What may stand around the number of a rate."""
    rows: dict[str, str]
    weights_add_up: PointsRule = msgspec.field(name="S1")
    scores_add_up: PointsRule = msgspec.field(name="S2")
    execution_rate: CheckRule = msgspec.field(name="S3")
    score_by_rate: CheckRule = msgspec.field(name="S4")
    score_within_weight: CheckRule = msgspec.field(name="S5")
    score_by_attainment: CheckRule = msgspec.field(name="S5a")
    funds_add_up: CheckRule = msgspec.field(name="S6")
    reason_missing: Rule = msgspec.field(name="S8")
    level_misplaced: Rule
    level_missing: Rule
    levels: dict[str, tuple[str, ...]]
    score_in_text: CheckRule = msgspec.field(name="S11")
