"""The first page: what is in the output, and the one box to search it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Nothing, Page


@dataclass(frozen=True, slots=True)
class Start:
    """What the output holds."""

    documents: int
    bodies: int


def start(edition: Edition, asked: Nothing) -> Start:
    """What the output holds."""
    del asked
    row = edition.row("select count(*) as documents, count(distinct entity_id) as bodies from documents")
    assert row is not None
    return Start(**row)


START = Page("start", "/", "start.html", Nothing, start)
