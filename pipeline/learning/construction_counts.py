"""How often facts of each construction held in published datasets: the lines of `patterns/records.csv`.

A fact held where a table prints it too, where it is part of a sum of sentences that comes out, or, for rates
and changes, where the arithmetic comes out. It failed where none of these holds and a check fails with it.
Zeros count for neither: they agree with nearly anything. Facts whose reading an
identity chose say nothing of the construction, so they are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.shapes.records import ConstructionRecord

if TYPE_CHECKING:
    import duckdb

_SQL = """
with failing as (
  select distinct unnest(list_concat(lhs_ids, rhs_ids)) as fact_id from checks where result = 'fail'
), judged as (
  select doc_id, construction, value, list_has_any(confirmed_by, case
    when role in ('final', 'initial_budget', 'full_year_budget') then ['table', 'sum']
    else ['table', 'sum', 'growth', 'share'] end) as holds, fact_id in (from failing) as fails
  from facts where construction is not null and reading is null
)
select doc_id, left(coalesce(division_code, ''), 4), construction, count(*),
       count(*) filter (value <> 0 and holds), count(*) filter (value <> 0 and fails and not holds)
from judged join documents using (doc_id)
group by all order by all
"""


@dataclass(slots=True)
class _Count:
    facts: int = 0
    held: int = 0
    failed: int = 0
    documents: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    regions_failed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """What became of the facts of one construction in one document."""

    doc_id: str
    region: str
    """The first four digits of the division: a province, or a city of it; empty where it is unknown."""
    construction: str
    facts: int
    held: int
    failed: int


def document_counts(connection: duckdb.DuckDBPyConnection) -> Iterator[DocumentCount]:
    """The counts of each document of an output folder."""
    for row in connection.execute(_SQL).fetchall():
        yield DocumentCount(*row)


def counted(rows: Iterable[DocumentCount]) -> list[ConstructionRecord]:
    """The record of each construction, by its name; a document that comes twice counts once."""
    found: dict[str, _Count] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.doc_id, row.construction) in seen:
            continue
        seen.add((row.doc_id, row.construction))
        count = found.setdefault(row.construction, _Count())
        count.facts += row.facts
        count.held += row.held
        count.failed += row.failed
        count.documents.add(row.doc_id)
        if row.held:
            count.regions.add(row.region)
        if row.failed:
            count.regions_failed.add(row.region)
    return [_record(name, count) for name, count in sorted(found.items())]


def _record(construction: str, count: _Count) -> ConstructionRecord:
    return ConstructionRecord(
        construction=construction,
        facts=str(count.facts),
        held=str(count.held),
        failed=str(count.failed),
        documents=str(len(count.documents)),
        regions=str(len(count.regions)),
        regions_failed=str(len(count.regions_failed)),
    )


def write_records(folder: Path, records: Iterable[ConstructionRecord]) -> None:
    """Writes `records.csv` into a folder, in place of what is there."""
    names = ConstructionRecord.__struct_fields__
    with (folder / f"{ConstructionRecord.NAME}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(record, name) for name in names] for record in records)
