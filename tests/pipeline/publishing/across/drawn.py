"""Drawn documents and figures that say something of each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.publishing.across.document_pairs import Kind, Pair
from pipeline.publishing.across.printed import FACT_COLUMNS, Figures, Printed, printed_facts

Row = dict[str, Any]
WAN = Decimal(10000)


def document(doc_id: str, **more: Any) -> Row:
    """An arranged row of `documents`: the primary final account of a bureau in 2024."""
    return {
        "doc_id": doc_id,
        "entity_id": "110112:finance:gov_department",
        "doc_kind": "final_account",
        "fiscal_year": 2024,
        "scope_type": "single_unit",
        "is_primary": True,
        "group_role": "primary",
        "primary_doc_id": doc_id,
        "counted_in": None,
        "province": "11",
        **more,
    }


def fact(value: str, measure: str = "gpb.expenditure", role: str = "final", **more: Any) -> Row:
    """A row of `facts`: so much 万元 as a table on page 3 prints it."""
    row: Row = dict.fromkeys(FACT_COLUMNS)
    row.update(
        fact_id=f"{measure} {role} {value} {sorted(more.items())}",
        measure=measure,
        role=role,
        scope="gpb",
        value_year=2024,
        value=Decimal(value),
        value_yuan=Decimal(value) * WAN,
        decimals=len(value.partition(".")[2]),
        value_raw=value,
        unit_raw="万元",
        source_kind="table",
        page=3,
        raw=value,
        confidence=1.0,
    )
    return {**row, **more}


def sentence(value: str, measure: str = "gpb.expenditure", role: str = "final", **more: Any) -> Row:
    """As `fact`, as a sentence prints it."""
    return fact(value, measure, role, source_kind="narrative", **more)


def printed(row: Row) -> Printed:
    """The one figure of a row."""
    (figure,) = printed_facts([row])
    return figure


def figures_of(rows: dict[str, list[Row]]) -> Figures:
    """The figures of documents by their ids; a document that is not named has none."""
    return Figures(lambda doc_id, _roles: rows.get(doc_id, []))


def pair(kind: Kind, first: str = "a", second: str = "b") -> Pair:
    """Two documents to be compared, the second of the year before where that is the kind."""
    return Pair(kind, document(first), document(second, fiscal_year=2023 if kind == "prior" else 2024))
