"""Amounts as people read them: each in the unit of its language that shows it best."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from patterns.interface import texts
from pipeline.language.spoken import language

PERCENT = "%"
_CENT = Decimal("0.01")


def yuan() -> str:
    """The unit of amounts, as a ranking says it."""
    return texts().ranking.scale[-1].unit.zh


def scales() -> list[tuple[Decimal, str]]:
    """The units of amounts in the language of the person, the largest first: how many yuan, and its name."""
    words = texts().ranking
    chosen = words.scale if language() == "zh" else words.scale_en
    return [(Decimal(scale.yuan), scale.unit.of(language())) for scale in chosen]


def scale_of(largest: Decimal, unit: str) -> tuple[Decimal, str]:
    """The unit in which amounts up to `largest` yuan read best, and its yuan; others keep their own unit.

    >>> scale_of(Decimal(29616800), "元"), scale_of(Decimal(12), "辆")
    ((Decimal('1000000'), 'million yuan'), (Decimal('1'), '辆'))
    """
    if unit != yuan():
        return Decimal(1), unit
    return next((scale for scale in scales() if abs(largest) >= scale[0]), scales()[-1])


def amount(value: Decimal | None, unit: str) -> str:
    """A figure with its unit: yuan in the unit that fits this one, at most two decimals; a dash for null.

    >>> amount(Decimal(108100), "元"), amount(Decimal("-12345678.9"), "元"), amount(Decimal("20.8"), "%")
    ('108,100 yuan', '-12.35 million yuan', '20.80 %')
    """
    if value is None:
        return "—"
    if unit == PERCENT:
        return f"{rounded(value):,.2f} %"
    scale, name = scale_of(value, unit)
    return f"{plain(value / scale)} {name}".rstrip()


def plain(value: Decimal) -> str:
    """A number with thousands separators and at most two decimals, none that are zeros.

    >>> plain(Decimal("1234567.80")), plain(Decimal(20)), plain(Decimal("0.004"))
    ('1,234,567.8', '20', '0')
    """
    text = f"{rounded(value):,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rounded(value: Decimal) -> Decimal:
    """To two decimals, as people round."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def column_of(unit: str) -> tuple[Decimal, str]:
    """The unit of a column of figures: of amounts the one in which documents print them, in English yuan."""
    if unit != yuan():
        return Decimal(1), unit
    known = scales()
    return known[-2] if language() == "zh" else known[-1]


def in_column(value: Decimal | None, unit: str) -> str:
    """A figure in the unit of its column; with its own unit, where it would be nothing there.

    >>> in_column(Decimal("666057.38"), "元"), in_column(Decimal(12), "辆"), in_column(None, "元")
    ('666,057', '12', '—')
    """
    if value is None:
        return "—"
    if unit == PERCENT:
        return f"{rounded(value):,.2f}"
    if unit != yuan():
        return plain(value)
    scale, _ = column_of(unit)
    if value and abs(value / scale) < _CENT:
        return amount(value, unit)
    return f"{rounded(value / scale):,.2f}" if scale > 1 else f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}"


def column_unit(unit: str) -> str:
    """What the unit of a column is called.

    >>> column_unit("元"), column_unit("辆")
    ('yuan', '辆')
    """
    return column_of(unit)[1]


def signed(value: Decimal | None, unit: str) -> str:
    """As `in_column`, with a plus where it is more.

    >>> signed(Decimal(1600), "元"), signed(Decimal(-5), "%")
    ('+1,600', '-5.00')
    """
    text = in_column(value, unit)
    return f"+{text}" if value is not None and value > 0 else text
