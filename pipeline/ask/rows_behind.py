"""The rows behind a ranking, to take away: one for each figure, with its place and that of what it is held
against.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.ask.compare import Ranked, Ranking

COLUMNS = (
    *("rank", "name", "entity_name", "fiscal_year", "doc_kind", "scope_type", "role", "measure"),
    *("function_code", "value_yuan", "value", "unit_raw", "raw", "source_kind", "derivation", "confidence"),
    *("page", "locator", "source", "doc_id", "fact_id"),
)
COVERAGE = ("documents_ranked", "documents", "bodies", "bodies_known")
"""Of year, kind and scope, and of the division where divisions are ranked: what the ranking speaks for."""
HELD = (
    *("form", "result", "held_measure", "held_value", "held_raw", "held_basis", "held_page"),
    *("held_locator", "held_source", "held_doc_id", "held_fact_id"),
)
"""What each figure is held against, in forms that have such: the first figure of several."""
_PLACES = ("source", "held_source")
"""Links to files: where these are no addresses, they are paths of a machine."""


def columns(ranking: Ranking, *, links: bool = True) -> tuple[str, ...]:
    """The columns of `rows_of`; without links to files where somebody else than their owner reads them."""
    more = () if ranking.form == "amount" else HELD
    return tuple(name for name in (*COLUMNS, *COVERAGE, *more) if links or name not in _PLACES)


def rows_of(ranking: Ranking, *, links: bool = True) -> Iterator[list[Any]]:
    """The rows behind a ranking, by rank; then the figures of one place by their size."""
    places = {place.key: place for place in ranking.places}
    asked = columns(ranking, links=links)
    for row in sorted(ranking.rows, key=lambda row: (places[row["key"]].rank, row["key"])):
        place = places[row["key"]]
        full = {**row, "rank": place.rank, "name": place.name, **_covered(ranking, place)}
        if ranking.form != "amount":
            full |= {"form": ranking.form, "result": place.value, **_held(row)}
        yield [full[column] for column in asked]


def _held(row: dict[str, Any]) -> dict[str, Any]:
    names = ("measure", "value", "raw", "basis", "page", "locator", "source", "doc_id", "fact_id")
    held = next(iter(row["held"]), None)
    found = {f"held_{name}": None if held is None else getattr(held, name) for name in names}
    if held is not None:
        found["held_value"] = sum(one.value for one in row["held"])
    return found


def _covered(ranking: Ranking, place: Ranked) -> dict[str, int]:
    """The columns `COVERAGE`."""
    of = place.coverage or ranking.coverage
    ranked = place.documents if place.coverage else len({row["doc_id"] for row in ranking.rows})
    return dict(zip(COVERAGE, (ranked, of.documents, of.bodies, of.bodies_known), strict=True))
