"""Search in an edition: which documents print a figure is prepared, so that few files are read for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.ask.figure_search import Found, find_figure
from pipeline.ask.figures_asked import Figure
from pipeline.ask.hits import Answer, Filters
from pipeline.ask.search import search
from pipeline.explorer.document_files import DocumentFiles
from pipeline.explorer.prepared.making import SCHEMA
from pipeline.explorer.prepared.tables import FIGURES

if TYPE_CHECKING:
    import duckdb

_MORE = 2
"""For one hit so many documents are looked at: in some the figure is of another unit."""
_OF_DOCUMENT = ("doc_id", "fiscal_year", "province")
_CANDIDATES = f"""
    with found as (
      select document, min(tier) as tier from (
        select document, if(is_yuan, 1, 0) as tier from {SCHEMA}.{FIGURES}
        where amount = $value and not is_yuan
        union all
        select document, 1 from {SCHEMA}.{FIGURES} where is_yuan and amount in (select unnest($yuan))
        union all
        select document, 2 from {SCHEMA}.{FIGURES} where is_yuan and amount >= $low and amount < $high
      ) group by document
    )
    select {", ".join(f"d.{name}" for name in _OF_DOCUMENT)}
    from found join {SCHEMA}.documents d on d.rowid = found.document
    where ($entity is null or instr(d.entity_name, $entity) > 0 or d.entity_id = $entity)
      and ($division is null or starts_with(d.division_code, $division))
      and ($year is null or d.fiscal_year = $year) and ($kind is null or d.doc_kind = $kind)
    order by tier, d.is_primary desc, d.source_uri, d.doc_id
    limit $limit
"""


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches one edition."""

    output: str
    cursor: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    files: DocumentFiles
    is_prepared: bool

    def search(self, query: str, within: Sequence[str], filters: Filters | None, limit: int) -> Answer:
        """The best hits. Where more documents print a figure than can be shown, those are looked at in which
        it is printed as it was asked for, primary ones first. Raises `SearchError`, `WrongSearch`.
        """
        return search(self.output, query, within=within, filters=filters, limit=limit, find=self._found)

    def _found(self, figure: Figure, **asked: Any) -> list[Found]:
        with self.cursor() as cursor:
            if not self.is_prepared:
                return find_figure(cursor, figure, **asked)
            low, high = figure.rounded or (1, 0)
            filters = {name: asked[name] for name in ("entity", "division", "year", "kind")}
            given = {"value": figure.value, "yuan": list(figure.yuan), "low": low, "high": high, **filters}
            found = cursor.execute(_CANDIDATES, {**given, "limit": asked["limit"] * _MORE}).fetchall()
            if not found:
                return []
            documents = [dict(zip(_OF_DOCUMENT, row, strict=True)) for row in found]
            return find_figure(
                cursor,
                figure,
                **asked,
                documents=[document["doc_id"] for document in documents],
                source=lambda dataset: self.files.of_all(dataset, documents),
            )
