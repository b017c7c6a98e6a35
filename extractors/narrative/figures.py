"""The fact that a figure, or a statement without one, makes of a subject."""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Place
from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.setting import Setting
from extractors.records import Fact, Quantity
from patterns import load
from patterns.shapes.measures import Measures

_SCOPE = {m.id: m.scope for m in load(Measures).measure}
_NO_VALUE = "not_comparable"
_CONFIDENCE = 0.9
"""Sentences are read by a grammar: less sure than the column of a table."""
_RESIDUE_CONFIDENCE = 0.6
"""Both directions are printed, so that nobody knows which was meant."""


def fact_of_figure(
    quantity: Quantity, subject: Subject, aspects: Aspects, setting: Setting, statement: int
) -> Fact:
    """The fact of a printed number; change and growth are signed."""
    sign = -1 if aspects.direction == -1 else 1
    value = quantity.value * sign
    direction = aspects.direction
    if direction is not None:
        # 减少-5 is an increase; both directions printed leave the sign open.
        direction = None if aspects.residue and value else (value > 0) - (value < 0)
    fact = fact_without_figure(quantity.place, quantity.section, subject, aspects, setting, statement)
    return replaced(
        fact,
        unit_raw=quantity.unit_raw,
        value_raw=quantity.value_raw,
        decimals=quantity.decimals,
        value=value,
        value_yuan=None if quantity.value_yuan is None else quantity.value_yuan * sign,
        direction=direction,
        value_state=_value_state(quantity.value, aspects.residue),
        confidence=_RESIDUE_CONFIDENCE if aspects.residue else _CONFIDENCE,
    )


def fact_without_figure(
    place: Place, section: int | None, subject: Subject, aspects: Aspects, setting: Setting, statement: int
) -> Fact:
    """The fact of words: nothing, as `aspects.stated` says, or no value where none can be given."""
    basis = setting.basis
    value = None if aspects.stated == _NO_VALUE else Decimal(0)
    is_money = aspects.role != "count" and not (aspects.role or "").startswith("growth_")
    return Fact(
        place=place,
        measure=subject.measure,
        role=aspects.role or "",
        source_kind="narrative",
        scope=subject.scope or _SCOPE.get(subject.measure) or subject.fund or setting.scope,
        section=section,
        statement=statement,
        value_year=None if basis.fiscal_year is None else basis.fiscal_year - aspects.years_back,
        function_code=subject.function_code,
        economic_code=subject.economic_code,
        item_label=subject.label or setting.unit,
        unit=setting.unit,
        value=value,
        value_yuan=Decimal("0.00") if value is not None and is_money else None,
        direction=aspects.direction,
        comparator=aspects.comparator,
        denominator=aspects.denominator,
        budget_basis=aspects.budget_basis,
        value_state=aspects.stated or "printed",
        extractor="statement",
        confidence=_CONFIDENCE,
    )


def _value_state(value: Decimal, residue: bool) -> str:
    if residue:
        return "template_residue"
    return "printed_zero" if value == 0 else "printed"
