"""Points of a form: weights and scores, in cells of their own or noted in a label."""

from __future__ import annotations

from decimal import Decimal

from extractors.narrative.numerals import parse_number
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.indicators import Indicators


def points(raw: str | None) -> Decimal | None:
    """Points of a weight or score cell; null for a blank or a dash.

    >>> points("10.0"), points("10分"), points("--"), points("")
    (Decimal('10.0'), Decimal('10'), None, None)
    """
    if not raw:
        return None
    return parse_number(squeeze(raw).removesuffix(load(Indicators).words.points_suffix))


def noted_points(text: str) -> str | None:
    """The points that a column head notes in brackets.

    >>> noted_points("分值权重（90分）"), noted_points("分值")
    ('90', None)
    """
    match = compiled(Indicators)["points"].search(text)
    return match["points"] if match else None
