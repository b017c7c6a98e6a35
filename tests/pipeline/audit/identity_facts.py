"""Facts of tables made by hand, and the identities over them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.document import Place
from extractors.records import Cell, Check, Fact, Table
from pipeline.audit import audit

NOWHERE = Place(None, None, None, None)


UNIT = Decimal(10000)


def fact(
    measure: str,
    value: str,
    row: int = 0,
    col: int = 0,
    code: str | None = None,
    economic: str | None = None,
    table: int = 0,
    role: str = "final",
) -> Fact:
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Fact(
        NOWHERE,
        measure,
        role,
        "table",
        table=table,
        row=row,
        col=col,
        function_code=code,
        economic_code=economic,
        decimals=-exponent,
        value=number,
        value_yuan=number * UNIT,
    )


def table(cells: Sequence[Cell] = ()) -> Table:
    return Table(NOWHERE, None, None, None, "万元", UNIT, 1, 1, (1,), "test", tuple(cells))


def run(*facts: Fact, tables: Sequence[Table] = (table(), table())) -> list[Check]:
    return audit(list(facts), list(tables))


def only(checks: Sequence[Check], code: str) -> Check:
    (found,) = (c for c in checks if c.code == code)
    return found


def summary(*rows: tuple[str, str]) -> list[Fact]:
    return [fact(measure, value, row=n, col=1) for n, (measure, value) in enumerate(rows)]
