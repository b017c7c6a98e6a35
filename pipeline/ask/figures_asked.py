"""What figure somebody asks for: `52.99`, `52.99 万元`, `529,900`, `8.06%`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from patterns import load
from patterns.shapes.units import Units

_FIGURE = re.compile(r"(?P<sign>[-−]?)(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>\D*)")
_MOST_DIGITS = 18
"""Of datasets before the point; and behind it six."""
_MOST_DECIMALS = 6
_PERCENT = "%"
_SCALES = (Decimal(1), Decimal(1_000), Decimal(10_000), Decimal(100_000_000))
"""Yuan of the units that tables are printed in: what a figure without a unit may mean."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is asked for."""

    value: Decimal
    """The number, in the unit that is printed."""
    decimals: int
    yuan_per_unit: Decimal | None
    """Of a unit of money; null where none is given, or it is none."""
    unit: str
    """As given; empty where none is."""
    plain: bool
    """Digits and nothing else: it may be a year or a code as well."""

    @property
    def yuan(self) -> tuple[Decimal, ...]:
        """The money that may be meant: one amount where the unit says it, none of what is no money."""
        if self.yuan_per_unit is not None:
            return (self.value * self.yuan_per_unit,)
        return () if self.unit else tuple(self.value * scale for scale in _SCALES)

    @property
    def rounded(self) -> tuple[Decimal, Decimal] | None:
        """Between which yuan, the first included, money rounds to this figure; null without a unit."""
        if self.yuan_per_unit is None:
            return None
        half = self.yuan_per_unit * Decimal(1).scaleb(-self.decimals) / 2
        amount = self.value * self.yuan_per_unit
        return amount - half, amount + half


def figure_asked(query: str) -> Figure | None:
    """The figure that a query is; null where it is anything else, or more.

    >>> figure_asked("529,900").value, figure_asked("5.3%").unit, figure_asked("budget 52.99")
    (Decimal('529900'), '%', None)
    """
    text = unicodedata.normalize("NFKC", query).strip().strip('"“”').strip()
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    number, unit = found["number"].replace(",", ""), found["unit"].strip()
    whole, _, decimals = number.partition(".")
    per_unit = _yuan_per(unit)
    if (
        len(whole) > _MOST_DIGITS
        or len(decimals) > _MOST_DECIMALS
        or (per_unit is None and unit not in ("", _PERCENT))
    ):
        return None
    value = -Decimal(number) if found["sign"] else Decimal(number)
    return Figure(value, len(decimals), per_unit, unit, found["number"].isdigit() and not unit)


def _yuan_per(unit: str) -> Decimal | None:
    """How many yuan a unit of money is: a scale, yuan, or both (百万元)."""
    units = load(Units)
    name = next((one for one in units.yuan if unit.endswith(one)), "")
    scale = unit.removesuffix(name)
    factors = {**units.small, **units.large}
    if not unit or any(character not in factors for character in scale):
        return None
    factor = Decimal(units.yuan[name]) if name else Decimal(1)
    for character in scale:
        factor *= factors[character]
    return factor
