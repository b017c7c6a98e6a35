"""Which names the tables of a run print for which classification codes, and where.

Asked of the published datasets, so it speaks of all documents in an output folder. Only tables whose rows
are codes count (`patterns/column_measures.toml`, axis = "code"): elsewhere a number before a name may be
anything. Codes of the governments' economic classification (5…) mostly stand beside the row's own code, in
a column of their own with their names right of it, or in one cell with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.tables.cell_values import read_cell
from extractors.tables.column_measures import code_tables
from patterns.codes import LEVELS, plain_name

if TYPE_CHECKING:
    import duckdb

_SQL = r"""
with cells as (
  select doc_id, table_id, page, row, col, col_span, text, row_code, row_label from table_cells
  where not is_header and table_id in (
    select table_id from tables where canonical_table in (select unnest(?))
  )
), printed as (
  select doc_id, page, row_code as code, row_label as label from cells
  where row_label is not null and length(row_code) in (3, 5, 7)
  union all
  select code.doc_id, code.page, code.text, name.text from cells code join cells name
    on name.table_id = code.table_id and name.row = code.row and name.col = code.col + code.col_span
  where regexp_full_match(code.text, '5\d{2}(\d{2})?') and regexp_matches(name.text, '\p{Han}')
  union all
  select doc_id, page, regexp_extract(text, '5\d{2}(\d{2})?'), text from cells
  where regexp_matches(text, '^\[?5\d{2}(\d{2})?\]?[-—－]\p{Han}')
)
select code, label, d.fiscal_year, d.doc_id, any_value(d.entity_id), any_value(d.province),
       any_value(d.source_uri), min(p.page), any_value(d.entity_name)
from printed p join documents d using (doc_id)
group by all
order by code, label, d.doc_id
"""
FIRST_DIGITS = "235"
"""Expenditure by function begins with 2, by department's economic classification with 3, government's 5."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """One document prints this name (`plain_name`) for this code."""

    code: str
    name: str
    year: int | None
    doc_id: str
    entity_id: str | None
    province: str | None
    source_uri: str | None
    page: int | None


def printed_codes(connection: duckdb.DuckDBPyConnection) -> list[PrintedCode]:
    """Every code with a name that a document prints beside it, once a document; by code and name."""
    rows = connection.execute(_SQL, [sorted(code_tables())]).fetchall()
    return list(_distinct((PrintedCode(*row[:-1]), row[-1]) for row in rows))


def _distinct(rows: Iterable[tuple[PrintedCode, str | None]]) -> Iterator[PrintedCode]:
    """With comparable names, entity names beside; numbers for names, codes of other kinds and rows of the
    publishing entity itself, which tables by unit number among the codes, left out."""
    seen: set[tuple[str, str, str]] = set()
    for row, entity in rows:
        name = plain_name(row.name, row.code)
        key = (row.code, name, row.doc_id)
        if row.code[0] not in FIRST_DIGITS or len(row.code) not in LEVELS or key in seen:
            continue
        if name and read_cell(name).value is None and name != plain_name(entity or ""):
            seen.add(key)
            yield replace(row, name=name)
