"""`mingzhang measures`: what facts can be about."""

from __future__ import annotations


def measures() -> None:
    """List the measures that facts have, with their Chinese names."""
    from rich.console import Console
    from rich.table import Table

    from patterns import load
    from patterns.interface import texts
    from patterns.shapes.measures import Measures

    table = Table(show_edge=False)
    for head in ("measure", texts().measures.name.zh, "unit", "part of"):
        table.add_column(head, overflow="fold")
    for entry in load(Measures).measure:
        table.add_row(entry.id, entry.name_zh, entry.unit_kind, entry.parent or "")
    Console().print(table)
