"""What a page lists, to take away: CSV, an Excel workbook, Parquet. Every row leads back to its page.

All three have the same rows: those that are asked for, all of them or none. Where a row names a document
(`doc_id`, `page`, `fact_id`), a column `place` has the address of the explorer that shows it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import parse_qs, quote, unquote

from pipeline.ask.export import Column, View, as_text, meaning_of
from pipeline.ask.layout import Linked
from pipeline.ask.listing import Listing
from pipeline.ask.safe_csv import write_csv
from pipeline.ask.workbook import WorkbooksNotInstalled, export_xlsx
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.edition import Edition, WrongAsked
from pipeline.explorer.places import leading
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    import pyarrow as pa

Form = Literal["csv", "xlsx", "parquet"]
FORMS: Final[tuple[Form, ...]] = ("csv", "xlsx", "parquet")
MOST_ROWS = 100_000
"""Of one file: more is asked for with `mingzhang query` or `mingzhang export`."""
MEDIA: Final[dict[Form, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_OURS = re.compile(r"/d/[0-9a-f]{64}(/p/\d+)?")
_MOST_DIGITS = 38
_UNSAFE = re.compile(r"[^\w=.,-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows with what is said of them."""

    name: str
    """What is listed: the name of a page."""
    here: str
    """The address that was asked, without its host."""
    listing: Listing
    edition: Edition
    to: Addresses
    """Whole addresses, with the host."""

    @property
    def file_name(self) -> str:
        """Says what was asked.

        >>> Taken("findings", "/findings.csv?code=A&year=2025", None, None, None).file_name
        'mingzhang-findings-code=A-year=2025'
        """
        path, _, question = unquote(self.here).partition("?")
        last = path.rpartition("/")[2].rpartition(".")[0]
        asked = [part for part in question.split("&") if part and not part.startswith(("lang=", "sql="))]
        parts = ["mingzhang", self.name, *([last] if last not in (self.name, "index") else []), *asked]
        return _UNSAFE.sub("_", "-".join(parts))[:_LONGEST_NAME].strip("_-.")

    def written(self, form: Form) -> bytes:
        """The file. Raises `WrongAsked` for more rows than one takes, and where the extra is missing."""
        if len(self.listing.rows) > MOST_ROWS:
            raise WrongAsked(
                tr(
                    "these are {count:,} rows, a file takes {most:,}: ask for fewer, or take all of them "
                    "with `mingzhang query` or `mingzhang export`",
                    count=len(self.listing.rows),
                    most=MOST_ROWS,
                )
            )
        names, rows = self._with_places()
        match form:
            case "csv":
                stream = io.StringIO()
                write_csv(stream, names, rows)
                return stream.getvalue().encode("utf-8-sig")
            case "xlsx":
                return self._workbook(names, rows)
            case "parquet":
                return self._parquet(names, rows)

    def _with_places(self) -> tuple[list[str], list[list[Any]]]:
        """Names and rows with the addresses of their places at the end."""
        names = [column.name for column in self.listing.columns]
        places = [place for place in leading(names) if place.name not in names]
        rows = []
        for given in self.listing.rows:
            row = [self._whole(cell.value if isinstance(cell, Linked) else cell) for cell in given]
            rows.append([*row, *(place.of(row, self.to) for place in places)])
        return [*names, *(place.name for place in places)], rows

    def _whole(self, value: Any) -> Any:
        """A value; an address of the explorer with its host."""
        return self.to.base + value if isinstance(value, str) and _OURS.fullmatch(value) else value

    def said(self) -> list[str]:
        """What was asked, when, and of what."""
        run = self.edition.row(
            "select max(started_at) as at, max_by(tool_version, started_at) as v from runs"
        )
        last = run or {"at": None, "v": None}
        asked = _shown(self.here)
        sql = parse_qs(asked.partition("?")[2]).get("sql", [])
        return [
            tr("asked: {address}", address=self.to.base + asked),
            *(tr("the question in SQL: {sql}", sql=text) for text in sql),
            tr("taken away: {time} UTC", time=f"{datetime.now(UTC):%Y-%m-%d %H:%M}"),
            tr(
                "published by the run of {time}, version {version}", time=_time(last["at"]), version=last["v"]
            ),
        ]

    def _workbook(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        columns = []
        for n, name in enumerate(names):
            columns.append(Column(name, _kind([row[n] for row in rows]), meaning_of("", name)))
        views = [Given(self.name, told(self.name), tuple(columns), rows), self._sources(names, rows)]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "taken.xlsx"
            try:
                export_xlsx(None, views, path, remarks=self.said())
            except WorkbooksNotInstalled as error:
                raise WrongAsked(told(str(error))) from error
            return path.read_bytes()

    def _sources(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Given:
        """The documents that the rows are of."""
        at = [n for n, name in enumerate(names) if name == "doc_id" or name.endswith("_doc_id")]
        ids = sorted({row[n] for row in rows for n in at if row[n] is not None})
        sql = (
            "select doc_id, title, entity_name, fiscal_year, doc_kind, file_name, source_url from documents "
            "where doc_id in (select unnest($ids::varchar[])) order by entity_name, fiscal_year, doc_id"
        )
        found = self.edition.rows(sql, {"ids": ids}) if ids else []
        heads = ("title", "entity_name", "fiscal_year", "doc_kind", "file_name", "source_url", "doc_id")
        columns = [
            Column(n, "INTEGER" if n == "fiscal_year" else "VARCHAR", meaning_of("", n)) for n in heads
        ]
        listed = [[*(row[n] for n in heads), self.to.document(row["doc_id"])] for row in found]
        leads = Column("place", "VARCHAR", meaning_of("", "place"))
        return Given("sources", tr("The documents behind the rows"), (*columns, leads), listed)

    def _parquet(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        import pyarrow as pa
        import pyarrow.parquet as pq

        arrays = [_array([row[n] for row in rows]) for n in range(len(names))]
        table = pa.table(dict(zip(names, arrays, strict=True)))
        table = table.replace_schema_metadata({"mingzhang": "\n".join(self.said())})
        stream = io.BytesIO()
        pq.write_table(table, stream, compression="zstd")
        return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Given(View):
    """Rows that are there already, as a sheet of a workbook."""

    given: Sequence[Sequence[Any]] = ()

    def rows(self, connection: Any) -> Iterator[tuple[Any, ...]]:
        """Them, whatever is asked."""
        del connection
        yield from map(tuple, self.given)


def disposition(taken: Taken, form: Form) -> str:
    """The header by which a browser keeps a file under its name."""
    name = f"{taken.file_name}.{form}"
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def _shown(here: str) -> str:
    """The address of the page behind that of a file.

    >>> _shown("/findings.csv?code=A"), _shown("/index.xlsx")
    ('/findings?code=A', '/')
    """
    path, mark, question = here.partition("?")
    page = path.rpartition(".")[0]
    return f"{'/' if page == '/index' else page}{mark}{question}"


def _time(value: datetime | None) -> str:
    return "—" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


def _kind(values: Sequence[Any]) -> str:
    """The type of a column as DuckDB names it, by its values."""
    there = [value for value in values if value is not None]
    if not there or any(isinstance(value, bool) for value in there):
        return "VARCHAR"
    if all(isinstance(value, int) for value in there):
        return "BIGINT"
    if all(isinstance(value, int | Decimal) for value in there):
        return f"DECIMAL(38,{_decimals(there)})"
    return "DOUBLE" if all(isinstance(value, int | float | Decimal) for value in there) else "VARCHAR"


def _decimals(values: Sequence[Any]) -> int:
    exponents = (value.as_tuple().exponent for value in values if isinstance(value, Decimal))
    return max((-n for n in exponents if isinstance(n, int)), default=0)


def _array(values: Sequence[Any]) -> pa.Array:
    """A column with its type; what Parquet has no type for as text."""
    import pyarrow as pa

    kind = _kind(values)
    if kind.startswith("DECIMAL"):
        scale = _decimals(values)
        exact = [None if value is None else Decimal(value) for value in values]
        return pa.array(exact, pa.decimal128(_MOST_DIGITS, scale))
    if kind == "DOUBLE":
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    if all(value is None for value in values):
        return pa.array(values, pa.string())
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else as_text(value) for value in values], pa.string())
