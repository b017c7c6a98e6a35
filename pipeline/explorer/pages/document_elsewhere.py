"""The same figure in other documents of its body: the year before, and the other one of the year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.explorer.edition import Edition, Row

_UNKNOWN = "unknown"
"""The scope of the panel where a document names no fund."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another printing says of the same thing."""

    which: str
    """previous: the year before; other: another document of the year"""
    how: str
    """previous: what the comparison rests on; other: budget, final_account, other_file, same_document, …"""
    value_yuan: Decimal | None
    value: Decimal | None
    """Of what is counted."""
    doc_id: str | None
    page: int | None
    fact_id: str | None


def elsewhere(edition: Edition, document: Row, fact: Row) -> list[Elsewhere]:
    """What `v_panel` has beside a figure of a whole body; none for items, rows and what it does not have."""
    whole = all(fact[name] is None for name in ("function_code", "economic_code", "item_label", "unit_name"))
    if not whole or document["entity_id"] is None or document["fiscal_year"] is None:
        return []
    row = edition.row(
        "select previous_value_yuan, previous_count, previous_basis, previous_page, previous_fact_id, "
        "other_value_yuan, other_value, other_in, other_page, other_fact_id from v_panel "
        "where entity_id = ? and fiscal_year = ? and measure = ? and scope = ? and role = ?",
        [
            *(document["entity_id"], document["fiscal_year"]),
            *(fact["measure"], fact["scope"] or _UNKNOWN, fact["role"]),
        ],
    )
    if row is None:
        return []
    ids = [fact_id for fact_id in (row["previous_fact_id"], row["other_fact_id"]) if fact_id is not None]
    of = {}
    if ids:
        known = edition.rows("select fact_id, doc_id from key_facts where fact_id in ?", [ids])
        of = {each["fact_id"]: each["doc_id"] for each in known}
    found = []
    if row["previous_value_yuan"] is not None or row["previous_count"] is not None:
        found.append(
            Elsewhere(
                "previous",
                row["previous_basis"] or "",
                row["previous_value_yuan"],
                row["previous_count"],
                of.get(row["previous_fact_id"]),
                row["previous_page"],
                row["previous_fact_id"],
            )
        )
    if row["other_value_yuan"] is not None or row["other_value"] is not None:
        found.append(
            Elsewhere(
                "other",
                row["other_in"] or "",
                row["other_value_yuan"],
                row["other_value"],
                of.get(row["other_fact_id"]),
                row["other_page"],
                row["other_fact_id"],
            )
        )
    return found
