"""One published generation, as pages ask it: it stays what it is while another takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from pipeline.ask.damage import may_be_damage
from pipeline.ask.hits import Answer, Filters
from pipeline.ask.query import Held
from pipeline.datasets.views import quoted
from pipeline.explorer.asking import Asker, Asking
from pipeline.explorer.bounds import PAGES, bind
from pipeline.explorer.deadline import stoppable
from pipeline.explorer.document_files import DocumentFiles
from pipeline.explorer.figures import Searcher
from pipeline.explorer.prepared.making import SCHEMA
from pipeline.explorer.prepared.place import Place
from pipeline.explorer.prepared.tables import FACTS, TABLES
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    import duckdb

    from pipeline.explorer.pictures.pictures import Pictures
    from pipeline.explorer.pictures.studio import Studio
    from pipeline.explorer.reviews import Reviews
    from pipeline.reports.originals import Originals

Row = dict[str, Any]
_SHOWN_ID = 12
_MOVED = "PermissionException"
"""What DuckDB says of a file that stands where it may not read, any more."""
_ID = re.compile("[0-9a-f]{16}")


class NotThere(LookupError):
    """What an address names is not in this output; the message says what to do."""


class WrongAsked(ValueError):
    """A page was asked for what it cannot answer; the message says what it takes."""


class Edition:
    """The datasets and views of one generation. Questions may be asked from several threads at once."""

    studio: Studio | None = None
    """What draws pages, shared with the other editions of the output."""

    def __init__(
        self, held: Held, sources: Sequence[str] = (), name: str = "", prepared: Place | None = None
    ) -> None:
        """Of the generation that is held. `sources` are where originals are looked for; `name` tells
        generations of one output apart; `prepared` is where its prepared answers are. Raises `QueryError`,
        `DamagedOutput`.
        """
        self.output = str(held.output)
        self.sources = tuple(sources)
        self.name = name
        self.place = prepared
        self.is_prepared = prepared is not None
        self.is_doubtful = False
        """Whether something could not be read: another must be opened."""
        self._connection = held.connect(partial(_opened, place=prepared))
        self.files = DocumentFiles(held)
        self._asker = Asker(held)

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """The rows of one reading statement, each by column. Money is Decimal."""
        return list(self._rows(sql, values))

    def row(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first of them; null where there is none."""
        return next(self._rows(sql, values), None)

    def value(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row; null where there is none."""
        row = self.row(sql, values)
        return None if row is None else next(iter(row.values()))

    def _rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any]) -> Iterator[Row]:
        with self._connection.cursor() as cursor, stoppable(cursor):
            try:
                found = cursor.execute(sql, values)
                names = [column[0] for column in found.description or ()]
                rows = found.fetchall()
            except Exception as error:
                is_moved = type(error).__name__ == _MOVED
                self.is_doubtful = self.is_doubtful or is_moved or may_be_damage(error)
                if is_moved:
                    raise OSError(f"{self.output}: the datasets were moved") from error
                raise
            for row in rows:
                yield dict(zip(names, row, strict=True))

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own, for what asks by itself (`pipeline.ask`); stopped when time is over."""
        with self._connection.cursor() as cursor, stoppable(cursor):
            yield cursor

    def document(self, doc_id: str) -> Row:
        """The row of `documents`. Raises `NotThere`."""
        row = self.row("select * from documents where doc_id = ?", [doc_id])
        if row is None:
            raise NotThere(tr("there is no document {doc_id} in this output", doc_id=doc_id[:_SHOWN_ID]))
        return row

    def document_of_fact(self, fact_id: str) -> str | None:
        """The id of the document in which a fact stands; null where none has it."""
        found: str | None
        if self.is_prepared and _ID.fullmatch(fact_id):
            row_of = f"(select document from {SCHEMA}.{FACTS} where fact = ?)"
            found = self.value(
                f"select doc_id from {SCHEMA}.documents where rowid = {row_of}", [int(fact_id, 16)]
            )
        else:
            found = self.value("select doc_id from facts where fact_id = ?", [fact_id])
        return found

    def document_of_finding(self, finding_id: str) -> str | None:
        """The id of the document of a finding; null where none has it."""
        found: str | None = self.value("select doc_id from findings where finding_id = ?", [finding_id])
        return found

    def of_document(
        self,
        dataset: str,
        document: Row,
        columns: Sequence[str] = (),
        *,
        page: int | None = None,
        where: str = "",
        values: Mapping[str, Any] | None = None,
        order: str = "",
    ) -> list[Row]:
        """The rows of a dataset that are of one document, from the few files in which they stand.

        `document` is its row of `documents`; `columns` are columns or SQL expressions, all where none is
        given; `page` leaves the rows of that page; `where` is a further condition with `$name` for each of
        `values`.
        """
        source = self.files.of_all(dataset, [document])
        given: Row = {"doc_id": document["doc_id"], **(values or {})}
        conditions = ["doc_id = $doc_id"]
        if page is not None:
            conditions.append("page = $page")
            given["page"] = page
        if where:
            conditions.append(f"({where})")
        return self.rows(
            f"select {', '.join(columns) or '*'} from {source} "
            f"where {' and '.join(conditions)} {f'order by {order}' if order else ''}",
            given,
        )

    def search(
        self, query: str, within: Sequence[str] = (), filters: Filters | None = None, limit: int = 20
    ) -> Answer:
        """The best hits for words or a figure, as `mingzhang search` has them; quicker with what is prepared.

        Raises `SearchError`, `WrongSearch`.
        """
        searcher = Searcher(self.output, self.cursor, self.files, self.is_prepared)
        return searcher.search(query, within, filters, limit)

    def asking(self) -> AbstractContextManager[Asking]:
        """For SQL that people write: it sees datasets and views and nothing else, within bounds.

        `with edition.asking() as asking: asking.answer("select …", rows=1000, seconds=20)`.
        """
        return self._asker.asking()

    @cached_property
    def originals(self) -> Originals:
        """What finds the files of documents again."""
        from pipeline.reports.originals import Originals

        return Originals(self.sources, self.output)

    @cached_property
    def reviews(self) -> Reviews:
        """What people say of findings."""
        from pipeline.explorer.reviews import Reviews

        return Reviews(self.output, self.rows)

    @cached_property
    def pictures(self) -> Pictures:
        """What gives pictures of their pages, and how large these are."""
        from pipeline.explorer.pictures.pictures import Pictures
        from pipeline.explorer.pictures.studio import Studio

        return Pictures(self.studio or Studio(self.output), self.originals)

    def close(self) -> None:
        """No more questions."""
        self._connection.close()


def _opened(connection: duckdb.DuckDBPyConnection, place: Place | None) -> None:
    """Bounds; and in the place of views the tables that say the same."""
    bind(connection, PAGES)
    if place is not None:
        connection.execute(f"attach {quoted(place.path.as_posix())} as {SCHEMA} (read_only)")
        for table in TABLES:
            connection.execute(f"create or replace view {table.name} as from {SCHEMA}.{table.name}")
