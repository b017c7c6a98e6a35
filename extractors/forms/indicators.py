"""A performance indicator: printed cells to levels, target, actual value and attainment.

Source of the rules: docs/domain.md §4.3 (levels, operators, meaning of the actual value) and S7 of §4.4.
"""

from __future__ import annotations

from extractors.document import Place
from extractors.forms.actual_values import attainment_of, parse_actual, semantics_of
from extractors.forms.levels import is_slip, level, parents_of
from extractors.forms.named_targets import completed_by_name
from extractors.forms.points import points
from extractors.forms.targets import target_of
from extractors.frozen import frozen
from extractors.records import Indicator
from patterns import compiled, load
from patterns.shapes.indicators import Indicators

LEVEL1_OF_LEVEL2 = "level1_of_level2"
"""The first level is not printed; the official forms have the second level under one first level only."""


@frozen
class RawIndicator:
    """The cells of an indicator row as printed; null where the form has no such column."""

    place: Place
    level1: str | None
    level2: str | None
    level3: str | None
    inherited: tuple[str, ...]
    target: str | None
    actual: str | None
    weight: str | None
    score: str | None
    deviation_reason: str | None
    nature: str | None = None
    """A column of its own for the relation (指标性质); then `target` is the value alone."""
    unit: str | None = None


def indicator(raw: RawIndicator) -> Indicator:
    """The record of one indicator row."""
    target, target_raw = target_of(raw.target, raw.nature, raw.unit)
    target = completed_by_name(target, target_raw, raw.level3)
    actual = parse_actual(raw.actual, target)
    semantics = semantics_of(target, raw.actual, actual)
    level1, repairs = level(raw.level1, 1), _slips(raw)
    if level1 is None and len(parents := parents_of(raw.level2)) == 1:
        level1, repairs = next(iter(parents)), (*repairs, LEVEL1_OF_LEVEL2)
    return Indicator(
        place=raw.place,
        level1_raw=raw.level1,
        level2_raw=raw.level2,
        level3_raw=raw.level3,
        inherited=raw.inherited,
        level_repairs=repairs,
        target_raw=target_raw,
        actual_raw=raw.actual,
        weight=points(raw.weight),
        score=points(raw.score),
        level1=level1,
        level2=level(raw.level2, 2),
        level3=indicator_name(raw.level3),
        target_operator=target.operator,
        target_value=target.value,
        target_unit=target.unit,
        target_upper=target.upper,
        actual_value=actual.value,
        actual_unit=actual.unit,
        actual_semantics=semantics,
        attainment=attainment_of(target, actual.value, semantics),
        deviation_reason=raw.deviation_reason,
    )


def _slips(raw: RawIndicator) -> tuple[str, ...]:
    pairs = (("level1", raw.level1, 1), ("level2", raw.level2, 2))
    return tuple(field for field, text, depth in pairs if is_slip(text, depth))


def indicator_name(raw: str | None) -> str | None:
    """The name without its counting label.

    >>> indicator_name("指标1:租赁服务终端数量"), indicator_name("培训人数")
    ('租赁服务终端数量', '培训人数')
    """
    if not raw:
        return None
    return compiled(Indicators)["ordinal"].sub("", raw).strip() or None


def is_numbered(raw: str) -> bool:
    """True where the name has a counting label.

    >>> is_numbered("指标1：租赁数量"), is_numbered("养")
    (True, False)
    """
    return compiled(Indicators)["ordinal"].search(raw) is not None


def is_residue(raw: str | None) -> bool:
    """True for a row that the form offers and nobody filled: a bare 指标2：, dots, nothing.

    >>> [is_residue(raw) for raw in (None, "……", "指标2：", "指标2：培训人数")]
    [True, True, True, False]
    """
    return not raw or raw in load(Indicators).words.template_residue or indicator_name(raw) is None
