"""One published generation, as pages ask it: it stays what it is while another takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from pipeline.ask.query import Held
from pipeline.datasets.views import quoted
from pipeline.explorer.asking import Asker, Asking
from pipeline.explorer.bounds import PAGES, bind
from pipeline.explorer.deadline import stoppable
from pipeline.explorer.document_files import DocumentFiles
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    import duckdb

    from pipeline.explorer.pictures.pictures import Pictures
    from pipeline.explorer.pictures.studio import Studio
    from pipeline.explorer.reviews import Reviews
    from pipeline.reports.originals import Originals

Row = dict[str, Any]
_SHOWN_ID = 12


class NotThere(LookupError):
    """What an address names is not in this output; the message says what to do."""


class WrongAsked(ValueError):
    """A page was asked for what it cannot answer; the message says what it takes."""


class Edition:
    """The datasets and views of one generation. Questions may be asked from several threads at once."""

    studio: Studio | None = None
    """What draws pages, shared with the other editions of the output."""

    def __init__(self, held: Held, sources: Sequence[str] = (), name: str = "") -> None:
        """Of the generation that is held. `sources` are where originals are looked for; `name` tells
        generations of one output apart. Raises `QueryError`, `DamagedOutput`.
        """
        self.output = str(held.output)
        self.sources = tuple(sources)
        self.name = name
        self._connection = held.connect(partial(bind, bounds=PAGES))
        self._files = DocumentFiles(held)
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

    @contextmanager
    def connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own, for what asks by itself (`pipeline.ask`); stopped when time is over."""
        with self._connection.cursor() as cursor, stoppable(cursor):
            yield cursor

    def _rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any]) -> Iterator[Row]:
        with self._connection.cursor() as cursor, stoppable(cursor):
            found = cursor.execute(sql, values)
            names = [column[0] for column in found.description or ()]
            for row in found.fetchall():
                yield dict(zip(names, row, strict=True))

    def document(self, doc_id: str) -> Row:
        """The row of `documents`. Raises `NotThere`."""
        row = self.row("select * from documents where doc_id = ?", [doc_id])
        if row is None:
            raise NotThere(tr("there is no document {doc_id} in this output", doc_id=doc_id[:_SHOWN_ID]))
        return row

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
        files = self._files.of(dataset, document)
        if not files:
            return []
        given: Row = {"doc_id": document["doc_id"], **(values or {})}
        conditions = ["doc_id = $doc_id"]
        if page is not None:
            conditions.append("page = $page")
            given["page"] = page
        if where:
            conditions.append(f"({where})")
        listed = ", ".join(map(quoted, files))
        return self.rows(
            f"select {', '.join(columns) or '*'} from read_parquet([{listed}], hive_partitioning = false) "
            f"where {' and '.join(conditions)} {f'order by {order}' if order else ''}",
            given,
        )

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
