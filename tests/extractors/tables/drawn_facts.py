"""Facts of one drawn table, and how tests write them."""

from __future__ import annotations

from extractors.records import Fact, Identity
from extractors.tables.facts import facts_from_tables
from extractors.tables.logical import logical_tables
from tests.extractors.tables.drawn import Drawn, Entry, document

Printed = tuple[str, str, str | None, str | None, str]
"""Measure, role, scope, the code or else the label of the item, the number as printed."""


def identity_of(year: int | None) -> Identity:
    """A document of a fiscal year of which nothing else is known."""
    return Identity(None, "other", year, None, "unknown", None)


def facts_of(title: str, rows: list[list[Entry]], note: str = "", year: int | None = 2024) -> list[Fact]:
    """The facts of a table in 万元 with a title above and a note below."""
    tables = logical_tables(document(title, "单位：万元", Drawn(rows), *([note] if note else [])), [])
    return facts_from_tables(tables, identity_of(year))


def printed(facts: list[Fact]) -> list[Printed]:
    """Facts as tests write them."""
    return [
        (f.measure, f.role, f.scope, f.function_code or f.economic_code or f.item_label, f.value_raw or "")
        for f in facts
    ]
