"""Amounts of money in forms: the unit that a form prints, and the yuan of a cell (docs/domain.md §4)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from extractors.narrative.numerals import parse_number, to_yuan
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.forms import Forms


@cache
def _yuan_per_unit() -> dict[str, Decimal]:
    """The units of money, the longest first."""
    notes = load(Forms).money.notes
    return {unit: Decimal(notes[unit]) for unit in sorted(notes, key=lambda unit: -len(unit))}


def unit_of(text: str) -> Decimal | None:
    """Yuan per unit of money that a label or a line names; null where it names none.

    >>> unit_of("项目资金（万元）"), unit_of("单位：元"), unit_of("项目资金")
    (Decimal('10000'), Decimal('1'), None)
    """
    match = compiled(Forms)["money_unit"].search(text)
    return _yuan_per_unit()[match["unit"]] if match else None


def default_unit() -> Decimal:
    """Yuan per unit where a form prints none: the official form is kept in 万元.

    >>> default_unit()
    Decimal('10000')
    """
    return _yuan_per_unit()[load(Forms).money.default_unit]


def yuan(raw: str | None, unit: Decimal) -> Decimal | None:
    """The amount of a fund cell in yuan; a unit printed in the cell goes before the form's.

    >>> yuan("360.5", Decimal(10000)), yuan("100,000万元", Decimal(1)), yuan("—", Decimal(1))
    (Decimal('3605000.00'), Decimal('1000000000.00'), None)
    """
    if not raw:
        return None
    text = squeeze(raw)
    for name, multiplier in _yuan_per_unit().items():
        if text.endswith(name):
            text, unit = text.removesuffix(name), multiplier
            break
    value = parse_number(text)
    return None if value is None else to_yuan(value, unit)


def percent(raw: str | None) -> Decimal | None:
    """The number of a percentage cell, with or without its sign; null for a blank or words.

    >>> percent("98.33 %"), percent("100"), percent("—"), percent(None)
    (Decimal('98.33'), Decimal('100'), None, None)
    """
    return parse_number(squeeze(raw).removesuffix("%")) if raw else None
