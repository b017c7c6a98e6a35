"""Figures in tables and sentences, however they are printed: asked of the datasets, without an index.

First only the columns of values are read, which says where the figure stands; then what a person wants to
know of these few places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.ask.figures_asked import Figure

if TYPE_CHECKING:
    import duckdb

Match = Literal["as_printed", "other_unit", "rounded", "no_unit"]
MATCHES: tuple[Match, ...] = ("as_printed", "other_unit", "rounded", "no_unit")
"""How a figure that was found is the one that was asked for, the best first: as it is, as the same money in
another unit, as money that rounds to it, as a number that has no unit where one was asked for."""
CELL, QUANTITY = "cell", "quantity"
_DATASETS = ("table_cells", "tables", "quantities", "texts", "sections")
_AROUND = 40
"""Characters of a sentence on either side of its figure."""
_PLACES = {
    CELL: """
        select 'cell' as kind, c.doc_id, c.page, c.locator, c.table_id as id,
               c."row" as "row", c.col, {tier} as tier
        from (select doc_id, page, locator, table_id, "row", col, value, value_yuan{text} from {table_cells}
              where not is_header and ({condition}) {partition}) c
        join {tables} t using (table_id)
    """,
    QUANTITY: """
        select 'quantity' as kind, c.doc_id, c.page, c.locator, c.quantity_id as id, null as "row",
               null as col, {tier} as tier
        from (select doc_id, page, locator, quantity_id, value, value_yuan, unit_raw,
                     value_raw || unit_raw as text
              from {quantities} where ({condition}) {partition}) c
        join (select null as unit_raw) t on true
    """,
}
_BEST = """
    select p.*, d.entity_name, d.fiscal_year, d.doc_kind, d.title as document, d.source_uri,
           page_link(d.source_url, d.source_uri, p.page, p.locator) as source
    from ({places}) p join documents d using (doc_id)
    where p.tier is not null
      and ($entity is null or instr(d.entity_name, $entity) > 0 or d.entity_id = $entity)
      and ($division is null or starts_with(d.division_code, $division))
      and ($year is null or d.fiscal_year = $year) and ($kind is null or d.doc_kind = $kind)
    order by p.tier, d.is_primary desc, d.source_uri, p.doc_id, p.page, p.kind, p.id, p."row", p.col
    limit $limit
"""
_CELLS = """
    select c.table_id, c."row", c.col, t.title_raw, c.row_label, array_to_string(c.column_path, ' › '),
           coalesce(c.value_raw, c.text), if(c.value_yuan is null, null, t.unit_raw), c.char_start, ''
    from {table_cells} c join {tables} t using (table_id)
    where c.doc_id in ({documents}) and c.table_id in ({ids})
"""
_QUANTITIES = f"""
    select q.quantity_id, null, null, s.title, null, null, q.value_raw, q.unit_raw, q.char_start,
           substr(t.text, greatest(q.char_start - {_AROUND}, 0) + 1,
                  q.char_end + {_AROUND} - greatest(q.char_start - {_AROUND}, 0))
    from {{quantities}} q join {{texts}} t using (doc_id) left join {{sections}} s using (section_id)
    where q.doc_id in ({{documents}}) and q.quantity_id in ({{ids}})
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that was found, and where it stands."""

    kind: str
    """`CELL` of a table, or `QUANTITY` of a sentence."""
    doc_id: str
    entity_name: str | None
    fiscal_year: int | None
    doc_kind: str | None
    document: str | None
    title: str
    """Of its table, or its section."""
    row_label: str | None
    column: str | None
    printed: str
    unit: str | None
    page: int | None
    locator: str | None
    """Its place where no page is printed."""
    char_start: int | None
    source: str | None
    """The link to its page."""
    sentence: str
    """Of a quantity the text around it; empty of a cell."""
    match: Match
    id: str
    """Of its table, or of the quantity."""
    row: int | None
    """Of a cell, with its column."""
    col: int | None


def find_figure(
    connection: duckdb.DuckDBPyConnection,
    figure: Figure,
    *,
    cells: bool = True,
    sentences: bool = True,
    entity: str | None = None,
    division: str | None = None,
    year: int | None = None,
    kind: str | None = None,
    limit: int = 20,
    documents: Sequence[str] | None = None,
    source: Callable[[str], str] = str,
) -> list[Found]:
    """The places of a figure, at most `limit`, the best matches first.

    Filters are those of `pipeline.ask.search.Filters`, `division` the first digits of a code. Where it is
    known which `documents` have it, others are not looked at; `source` gives the SQL in the place of the name
    of a dataset, for who knows the files of these.
    """
    conditions, tier, given = _conditions(figure)
    datasets = {name: source(name) for name in _DATASETS}
    kinds = [kind for kind, wanted in ((CELL, cells), (QUANTITY, sentences)) if wanted]
    if not kinds:
        return []
    partition = "" if year is None else "and fiscal_year = $year"
    if division is not None and len(division) >= len("00"):
        partition += " and province = $division[:2]"
    if documents is not None:
        partition += " and list_contains($documents, doc_id)"
        given["documents"] = list(documents)
    text = ", text" if figure.unit and figure.yuan_per_unit is None else ""
    places = " union all ".join(
        _PLACES[one].format(condition=conditions, tier=tier, partition=partition, text=text, **datasets)
        for one in kinds
    )
    given |= {"entity": entity, "division": division, "year": year, "kind": kind, "limit": limit}
    asked = connection.execute(_BEST.format(places=places), given)
    names = [column[0] for column in asked.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    details = {
        **_details(connection, _CELLS, rows, CELL, datasets),
        **_details(connection, _QUANTITIES, rows, QUANTITY, datasets),
    }
    return [_found(row, details[row["id"], row["row"], row["col"]]) for row in rows]


def _conditions(figure: Figure) -> tuple[str, str, dict[str, Any]]:
    """What a value must be, how well it matches (SQL over `c` and its table `t`), and the values of both."""
    given: dict[str, Any] = {"value": figure.value}
    if figure.yuan_per_unit is not None:
        given["yuan"] = figure.yuan[0]
        tiers = {"as_printed": "c.value = $value and c.value_yuan = $yuan"}
    elif figure.unit:
        tiers = {"as_printed": "c.value = $value and suffix(replace(c.text, '％', '%'), $unit)"}
        given["unit"] = figure.unit
    else:
        tiers = {"as_printed": "c.value = $value"}
    wanted = ["value = $value"]
    if figure.yuan:
        names = [f"yuan_{n}" for n in range(len(figure.yuan))]
        given |= dict(zip(names, figure.yuan, strict=True))
        tiers["other_unit"] = f"c.value_yuan in ({', '.join(f'${name}' for name in names)})"
        wanted += [f"value_yuan = ${name}" for name in names]
    if figure.rounded is not None:
        given["low"], given["high"] = figure.rounded
        tiers["rounded"] = "c.value_yuan >= $low and c.value_yuan < $high"
        tiers["no_unit"] = "c.value = $value and c.value_yuan is null and t.unit_raw is null"
        wanted.append("value_yuan >= $low and value_yuan < $high")
    cases = " ".join(f"when {condition} then {MATCHES.index(match)}" for match, condition in tiers.items())
    return " or ".join(wanted), f"case {cases} end", given


def _details(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    rows: Sequence[dict[str, Any]],
    kind: str,
    datasets: Mapping[str, str],
) -> dict[tuple[Any, Any, Any], tuple[Any, ...]]:
    """Of each place its title, row label, column, printed text, unit, first character and sentence."""
    places = [row for row in rows if row["kind"] == kind]
    if not places:
        return {}
    documents = sorted({row["doc_id"] for row in places})
    ids = sorted({row["id"] for row in places})
    marks = {"documents": ", ".join("?" * len(documents)), "ids": ", ".join("?" * len(ids))}
    found = connection.execute(sql.format(**marks, **datasets), [*documents, *ids]).fetchall()
    return {row[:3]: row[3:] for row in found}


def _found(row: dict[str, Any], details: tuple[Any, ...]) -> Found:
    title, row_label, column, printed, unit, char_start, sentence = details
    return Found(
        kind=row["kind"],
        doc_id=row["doc_id"],
        entity_name=row["entity_name"],
        fiscal_year=row["fiscal_year"],
        doc_kind=row["doc_kind"],
        document=row["document"],
        title=title or "",
        row_label=row_label,
        column=column or None,
        printed=printed,
        unit=unit,
        page=row["page"],
        locator=row["locator"],
        char_start=char_start,
        source=row["source"],
        sentence=" ".join(sentence.split()),
        match=MATCHES[row["tier"]],
        id=row["id"],
        row=row["row"],
        col=row["col"],
    )
