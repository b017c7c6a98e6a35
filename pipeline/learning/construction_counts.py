"""How often facts of each construction held in published datasets: the lines of `patterns/records.csv`.

A fact held where a table prints it too, where it is part of a sum of sentences that comes out, or, for rates
and changes, where the arithmetic comes out. It failed where none of these holds and a check fails with it.
Zeros count for neither: they agree with nearly anything. Facts whose reading an
identity chose say nothing of the construction, so they are left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    found: dict[str, dict[str, DocumentCount]] = defaultdict(dict)
    for row in rows:
        found[row.construction].setdefault(row.doc_id, row)
    return [_record(name, list(by_document.values())) for name, by_document in sorted(found.items())]


def _record(construction: str, rows: Sequence[DocumentCount]) -> ConstructionRecord:
    return ConstructionRecord(
        construction=construction,
        facts=str(sum(row.facts for row in rows)),
        held=str(sum(row.held for row in rows)),
        failed=str(sum(row.failed for row in rows)),
        documents=str(len(rows)),
        regions=str(len({row.region for row in rows if row.held})),
        regions_failed=str(len({row.region for row in rows if row.failed})),
    )


def write_records(folder: Path, records: Iterable[ConstructionRecord]) -> None:
    """Writes `records.csv` into a folder, in place of what is there."""
    names = ConstructionRecord.__struct_fields__
    with (folder / f"{ConstructionRecord.NAME}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(record, name) for name in names] for record in records)
