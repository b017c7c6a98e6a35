"""One measure of a few bodies over their years, each figure with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.ask.amounts import yuan
from pipeline.ask.comparable import BEST_PAIR, OF_THE_KIND, Row, rows
from pipeline.ask.measure_asked import counting_word

if TYPE_CHECKING:
    import duckdb


_BREAKS = {"break_in_series", "scope_type_changed"}


@dataclass(frozen=True, slots=True)
class Yearly:
    """The figure of one body in one year."""

    year: int
    value: Decimal
    raw: str | None
    page: int | None
    doc_id: str
    fact_id: str
    flags: tuple[str, ...]
    breaks: bool
    """Since the year before it is another thing: reorganised, or of another part of the department."""
    locator: str | None = None
    """Where it stands where no page is printed."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body over its renames."""

    entity_id: str
    name: str
    scope_type: str
    figures: tuple[Yearly, ...]


@dataclass(frozen=True, slots=True)
class OverYears:
    """Bodies over their years."""

    measure: str
    doc_kind: str
    unit: str
    years: tuple[int, ...]
    bodies: tuple[Body, ...]


def over_years(
    connection: duckdb.DuckDBPyConnection, measure: str, bodies: Sequence[str], doc_kind: str | None = None
) -> OverYears:
    """The years of these bodies (ids, in this order) in documents of one kind: that with most figures."""
    found = rows(
        connection,
        "select f.* from v_panel f where f.measure = $measure and list_contains($bodies, f.entity_id) "
        f"and {OF_THE_KIND} and coalesce(f.value_yuan, f.value) is not null and f.fiscal_year is not null "
        "qualify row_number() over (partition by f.entity_id, f.fiscal_year, f.doc_kind "
        f"order by {BEST_PAIR}) = 1 order by f.fiscal_year",
        {"measure": measure, "bodies": list(bodies)},
    )
    kinds = Counter(row["doc_kind"] for row in found)
    kind = doc_kind or max(sorted(kinds), key=kinds.__getitem__, default="budget")
    found = [row for row in found if row["doc_kind"] == kind]
    own = {one: [row for row in found if row["entity_id"] == one] for one in bodies}
    return OverYears(
        measure,
        kind,
        yuan() if any(row["value_yuan"] is not None for row in found) else counting_word(measure),
        tuple(sorted({row["fiscal_year"] for row in found})),
        tuple(
            Body(one, of[-1]["entity_name"], of[-1]["scope_type"], tuple(map(_yearly, of)))
            for one, of in own.items()
            if of
        ),
    )


def _yearly(row: Row) -> Yearly:
    return Yearly(
        year=row["fiscal_year"],
        value=row["value"] if row["value_yuan"] is None else row["value_yuan"],
        raw=None if row["source_kind"] == "derived" else row["raw"],
        page=row["page"],
        locator=row["locator"],
        doc_id=row["doc_id"],
        fact_id=row["fact_id"],
        flags=tuple(row["flags"]),
        breaks=bool(_BREAKS & set(row["flags"])),
    )
