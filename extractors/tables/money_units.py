"""Units of money as tables print them: 元, 万元, 亿元."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.tables import Tables


@lru_cache(maxsize=256)
def multiplier(unit: str | None) -> Decimal | None:
    """Yuan per unit.

    >>> multiplier("万元"), multiplier(None)
    (Decimal('10000'), None)
    """
    yuan = load(Tables).multiplier.get(unit or "")
    return None if yuan is None else Decimal(yuan)


@lru_cache(maxsize=4096)
def unit_in_header(text: str) -> str | None:
    """The unit that a header cell names.

    >>> unit_in_header("预算数（单位：万元）"), unit_in_header("增减（%）")
    ('万元', None)
    """
    named = compiled(Tables)["unit_in_header"].search(squeeze(text))
    return None if named is None else str(named["unit"])
