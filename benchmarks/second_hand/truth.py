"""What a document of the second hand says: known before anything reads it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.second_hand.bodies import Amount, Body, Table

OF_TABLE = {
    "income_expenditure_summary": ("income.total", "expenditure.total", "income_expenditure_total"),
    "income": ("income.total",),
    "expenditure": ("expenditure.total", "expenditure.basic", "expenditure.project"),
    "gpb_expenditure": ("gpb.expenditure", "gpb.basic_expenditure"),
    "gpb_basic": ("gpb.basic_expenditure", "gpb.personnel", "gpb.public"),
    "three_public": ("three_public.total", "three_public.vehicle", "three_public.reception"),
}
"""Measures of the whole body that a table prints, by its canonical name without fa_ or bd_."""
ROLES = {"final_account": "final", "budget": "initial_budget"}


@dataclass(frozen=True)
class Truth:
    """What has to come out of a document."""

    disclosure: bool
    kind: str | None = None
    year: int | None = None
    publisher: str | None = None
    headline: dict[str, Amount] = field(default_factory=dict)
    """Measure of the whole body: yuan."""
    also: dict[str, tuple[Amount, ...]] = field(default_factory=dict)
    """Other figures that a measure may have in the same role."""
    cells: tuple[tuple[str, str, str, Amount], ...] = ()
    """Canonical table, row label, column head, yuan."""
    sections: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    def json(self) -> str:
        """As a file beside the document."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1, default=str)


@dataclass(frozen=True)
class Written:
    """A document: what kind of office wrote it, its file, and the truth."""

    name: str
    owner: str
    """word, sheets or html: who reads it"""
    file_name: str
    data: bytes
    truth: Truth


def truth_of(
    body: Body, tables: Sequence[Table] = (), sections: Sequence[str] = (), attachments: Sequence[str] = ()
) -> Truth:
    """What a disclosure says: of its tables, and of all sentences where it has any."""
    headline = body.headline()
    if not tables:
        headline.pop("three_public.vehicle_operation")
    if not sections:
        measures = {m for t in tables for m in OF_TABLE[t.canonical[3:]]}
        headline = {m: v for m, v in headline.items() if m in measures}
    cells = tuple(cell for table in tables for cell in table.truths())
    return Truth(
        True, body.kind, body.year, body.name, headline, {}, cells, tuple(sections), tuple(attachments)
    )


NOTHING = Truth(False)
