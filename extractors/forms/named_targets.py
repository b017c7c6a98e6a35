"""What an indicator's name prints of its target: unit in brackets, relation (docs/domain.md §4.3)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.forms.relation_words import relations, states_relation
from extractors.forms.targets import Target
from extractors.narrative.numerals import parse_number
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.forms import Forms
from patterns.shapes.indicators import Indicators, Relation


def completed_by_name(target: Target, raw: str | None, name: str | None) -> Target:
    """The target with what only the indicator's name prints of it: the unit in brackets, the relation.

    >>> from extractors.forms.targets import parse_target
    >>> completed_by_name(parse_target("≤2"), "≤2", "清查表登记成本（元/户）").unit
    '元/户'
    >>> completed_by_name(parse_target("100次"), "100次", "培训次数不小于100次").operator
    '≥'
    """
    value = target.value
    if value is None or not raw or not name or target.operator in ("by_date", "qualitative"):
        return target
    text = squeeze(name)
    if target.unit is None:
        noted = compiled(Indicators)["noted_unit"].search(text)
        if noted:
            target = replace(target, unit=noted["unit"])
    if target.operator == "=" and not states_relation(squeeze(raw)):
        named = _named_relation(text, value)
        if named is not None:
            target = replace(target, operator=named)
    return target


def _named_relation(name: str, value: Decimal) -> Relation | None:
    """The relation that a name states of the target's own number, or of the budget at its end."""
    patterns = compiled(Indicators)
    bare = compiled(Forms)["label_note"].sub("", name)
    for word, sign in relations():
        _, _, after = bare.partition(word)
        if not after:
            continue
        match = patterns["quantity"].search(after)
        if match is not None and parse_number(match["number"]) == value:
            return sign
        if match is None and not any(c.isdigit() for c in after) and patterns["relative"].search(after):
            return sign
        return None
    return None
