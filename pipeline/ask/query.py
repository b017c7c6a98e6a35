"""SQL over published datasets: read-only, with the views registered, nothing else in reach."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from pipeline.ask.damage import damaged_files, explained, may_be_damage
from pipeline.ask.in_memory import in_memory
from pipeline.ask.layout import Column, is_number_type, note, print_rows
from pipeline.ask.published_folder import register, steady
from pipeline.ask.safe_csv import write_csv
from pipeline.ask.suggestions import near, with_near
from pipeline.datasets.schema import datasets, schema_version
from pipeline.language.spoken import tr, tr_n
from pipeline.storage.commits import package_of
from pipeline.storage.folders import LocalFolder, is_url

if TYPE_CHECKING:
    import duckdb
    from rich.console import Console

    from pipeline.ask.remote import RemoteOutput

Format = Literal["table", "csv", "json", "parquet"]
"""Those of `pipeline.ask.listing`, and Parquet."""
BeforeLock = Callable[["duckdb.DuckDBPyConnection"], None]
"""What is done with a connection before it is locked."""
TABLE_ROWS = 100
_SOURCES = ("source", "source_uri")
_KEPT_WHOLE = ("_id", "_ids", "_code", "_name", "_uri", "_url", "_hash", "path", "name")
"""How columns of names, ids and places end: they are copied and looked up."""
_UNBROKEN = re.compile(r"[!-~]{31}")
"""A path, an address, a hash: nowhere to fold it."""
_LONGEST_NAME = 24
"""Characters; a longer text may be folded."""
_UNKNOWN_TABLE = re.compile(r"Table with name (\S+) does not exist")
_BATCH = 10_000


class QueryError(ValueError):
    """A query that cannot be answered; the message says what is wrong and what to do."""


class WrongQuery(QueryError):
    """One that cannot be answered as it was asked: no SQL, or of what there is not."""


class Held:
    """The datasets of an output as they are at this moment: they stay so for who asks them by it.

    Making one is quick: DuckDB is not even imported.
    """

    def __init__(self, output: Path | str) -> None:
        """Raises `QueryError` when there are no datasets, or a store does not answer."""
        self.output = output
        self._remote = _remote(str(output)) if is_url(output) else None
        self.is_remote = self._remote is not None
        self.files: Mapping[str, Path] = {}
        """One file of each dataset that is there; of a store none is looked up."""
        if self._remote is not None:
            return
        self._root, folder = steady(Path(output) / "datasets")
        if folder is not None:
            weakref.finalize(self, os.close, folder)
        self.files = {
            name: found
            for name in datasets()
            if (found := next((self._root / name).rglob("*.parquet"), None))
        }
        if "documents" not in self.files:
            if Path(output).is_file():
                raise QueryError(tr("{output} is a file; --output takes the folder of a run", output=output))
            raise QueryError(
                f"there are no datasets in {output}; run `mingzhang run PATH --output {output}` first, "
                "or say with --output where they are"
            )

    @property
    def names(self) -> list[str]:
        """The datasets that are there, in the order of the dictionary."""
        there = self.files if self._remote is None else self._remote.files
        return [name for name in datasets() if name in there]

    @property
    def row_counts(self) -> dict[str, int]:
        """How many rows each dataset has by its package; empty where there is none."""
        if self._remote is not None:
            package = self._remote.package
        else:
            try:
                package = json.loads((self._root / "datapackage.json").read_bytes())
            except (OSError, ValueError):
                package = None
        resources = [] if package is None else package["resources"]
        return {r["name"].replace("-", "_"): r["rowCount"] for r in resources if "rowCount" in r}

    @property
    def mark(self) -> str:
        """What tells this generation's rows from others, but for those of runs; empty where nothing does."""
        if self._remote is not None:
            return self._remote.commit.mark
        try:
            return hashlib.sha256((self._root / "datapackage.json").read_bytes()).hexdigest()
        except OSError:
            return ""

    @property
    def root(self) -> str:
        """Where the datasets are for SQL: their files stand below it."""
        return self._root.as_posix() if self._remote is None else self._remote.root

    def listed(self, dataset: str, folder: str = "") -> list[str]:
        """The files of a dataset below `root`, all of them or those of one of its folders, sorted."""
        if self._remote is not None:
            start = f"{dataset}/{folder}/" if folder else f"{dataset}/"
            return sorted(path for path in self._remote.files.get(dataset, ()) if path.startswith(start))
        found = (self._root / dataset / folder).rglob("*.parquet")
        return sorted(path.relative_to(self._root).as_posix() for path in found)

    def connect(self, before_lock: BeforeLock | None = None) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB over them. Raises `QueryError`, `DamagedOutput`.

        `before_lock` may set and attach what is out of reach once the connection is given. The folder is held
        for as long as this object or one of its connections lives.
        """
        import duckdb

        if self._remote is not None:
            return _connect_remote(self._remote, str(self.output), before_lock)
        connection = in_memory()
        weakref.finalize(connection, _let_go, self)
        try:
            register(connection, self._root, self.files)
        except duckdb.Error as error:
            raise _cannot_be_read(Path(self.output), self.files, error) from error
        if before_lock is not None:
            before_lock(connection)
        # Where this generation goes when another takes its place:
        state = (Path(self.output) / "state").absolute()
        within = ", ".join(
            "'" + path.as_posix().replace("'", "''") + "'"
            for path in (self._root, state / "next", state / "previous")
        )
        connection.execute(f"set allowed_directories = [{within}]")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        return connection


def _let_go(_: Held) -> None:
    """Nothing to do: that a connection knows of what it reads is enough."""


def connect(output: Path | str) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with a view for each dataset of the output folder and those of `views.sql`.

    It can read the datasets and nothing else of the machine. All its answers are of the generation that was
    published when it was opened, also when another has been since. Raises `QueryError` when there are none,
    `DamagedOutput` where a file of theirs cannot be opened.
    """
    return Held(output).connect()


def _remote(url: str) -> RemoteOutput:
    from pipeline.ask.remote import RemoteOutput

    try:
        return RemoteOutput(url)
    except ValueError as error:
        raise QueryError(str(error)) from error
    except OSError as error:
        raise QueryError(f"the datasets in {url} cannot be read ({_last_line(error)})") from error


def _connect_remote(
    output: RemoteOutput, url: str, before_lock: BeforeLock | None
) -> duckdb.DuckDBPyConnection:
    import duckdb

    from pipeline.ask.remote import connect_remote

    try:
        return connect_remote(output, before_lock)
    except (duckdb.Error, OSError) as error:
        other = _of_another_version(url, output.package)
        if other is not None:
            raise other from error
        raise QueryError(f"the datasets in {url} cannot be read ({_last_line(error)})") from error


def _cannot_be_read(output: Path, files: Collection[str], error: duckdb.Error) -> Exception:
    """What is wrong with datasets that cannot be opened; `files` are those that are there."""
    import duckdb

    other = _of_another_version(str(output), package_of(LocalFolder(output), None))
    if other is not None:
        return other
    lacking = [d.name for d in datasets().values() if not (d.on_request or d.internal or d.name in files)]
    is_lacking = isinstance(error, duckdb.CatalogException)  # a view asks for what is not there
    if lacking and is_lacking and not damaged_files(output, read_through=False):
        return QueryError(
            f"the datasets in {output} are of another version: there is no {', '.join(lacking)}; "
            "run the documents again"
        )
    return explained(output, error) or QueryError(
        f"the datasets in {output} cannot be read ({_first_line(error)}); run the documents again"
    )


def _of_another_version(output: str, package: Mapping[str, Any] | None) -> QueryError | None:
    """What to do about datasets of another data dictionary; null where they are of this one, or of none."""
    if package is None or package.get("version") in (None, schema_version()):
        return None
    return QueryError(
        tr(
            "the datasets in {output} are of schema version {theirs}, this version asks those of {ours}; the "
            "next run publishes them anew, and so does `mingzhang doctor --output {output} --mend`",
            output=output,
            theirs=str(package["version"]),
            ours=schema_version(),
        )
    )


def answer(
    connection: duckdb.DuckDBPyConnection, sql: str, form: Format, stream: IO[Any], console: Console
) -> None:
    """Writes the rows of one reading statement: `table` to the console, the others to the stream.

    The stream takes bytes for parquet, else text. Raises `QueryError` with advice; DuckDB's own error where
    a file may be damaged: which one it is the caller can find out (`pipeline.ask.damage.explained`).
    """
    import duckdb

    try:
        require_reading(connection, sql)
        match form:
            case "table":
                _write_table(connection.execute(sql), console)
            case "csv":
                _write_csv(connection.execute(sql), stream)
            case "json":
                _write_json(connection, sql, stream)
            case "parquet":
                import pyarrow.parquet as pq

                pq.write_table(connection.sql(sql).to_arrow_table(), stream, compression="zstd")
    except duckdb.Error as error:
        told = query_error(connection, error)
        if told is None:
            raise
        raise told from error


def query_error(connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> QueryError | None:
    """An error of DuckDB with advice; null where a file may be damaged (`pipeline.ask.damage.explained`)."""
    import duckdb

    told = _told_below(error)
    if told is None and may_be_damage(error):
        return None
    of_the_statement = (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError)
    wrong = (*of_the_statement, duckdb.PermissionException)
    kind = WrongQuery if told is None and isinstance(error, wrong) else QueryError
    return kind(told or _unknown_table(connection, str(error)) or str(error).strip())


def _unknown_table(connection: duckdb.DuckDBPyConnection, error: str) -> str | None:
    """What is said of a table that there is not; null of another error."""
    found = _UNKNOWN_TABLE.search(error)
    if found is None:
        return None
    views = _views(connection)
    problem = tr("there is no dataset or view {name}", name=found[1])
    if offered := near(found[1], [*views, *datasets()]):
        return with_near(problem, offered)
    listed = tr("`mingzhang datasets` lists the datasets; the views are {views}", views=", ".join(views))
    return f"{problem}; {listed}"


def require_reading(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The one statement of a text, without what ends it. Raises `QueryError` unless it only reads."""
    from duckdb import StatementType

    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise WrongQuery("give one statement, such as: select * from v_headline limit 10")
    if statements[0].type not in (StatementType.SELECT, StatementType.EXPLAIN):
        raise WrongQuery("only statements that read are possible here: select, describe, summarize, explain")
    return _unended(str(statements[0].query))


def _unended(statement: str) -> str:
    """A statement without its semicolon and what stands behind it. DuckDB counts in bytes of UTF-8."""
    import duckdb

    whole = statement.encode()
    ends = [at for at, _ in duckdb.tokenize(statement) if whole[at : at + 1] == b";"]
    return (whole[: ends[0]] if ends else whole).decode().strip()


def _write_table(rows_of: duckdb.DuckDBPyConnection, console: Console) -> None:
    """As many rows as a person looks at in a terminal; all of them where it is no terminal."""
    described = rows_of.description or ()
    if not console.is_terminal:
        print_rows(console, [_column(*described[n][:2], ()) for n in range(len(described))], _rows(rows_of))
        return
    rows = rows_of.fetchmany(TABLE_ROWS + 1)
    shown = rows[:TABLE_ROWS]
    columns = [_column(*described[n][:2], [row[n] for row in shown]) for n in range(len(described))]
    print_rows(console, columns, shown)
    if len(rows) > TABLE_ROWS:
        note(console, tr("the first {count} rows; use a limit, or --format csv for all", count=TABLE_ROWS))
    else:
        note(console, tr_n("{count} row", "{count} rows", len(rows)))


def _column(name: str, kind: Any, values: Sequence[Any]) -> Column:
    """How the values of a column are shown: only text that is long and no name, id or place is folded."""
    if is_number_type(str(kind)):
        return Column(name, "number")
    if name in _SOURCES or name.endswith("_source"):
        return Column(name, "source")
    texts = [str(value) for value in values]
    is_long = any(len(text) > _LONGEST_NAME for text in texts) and not any(map(_UNBROKEN.search, texts))
    return Column(name, "text" if is_long and not name.endswith(_KEPT_WHOLE) else "name")


def _write_csv(rows_of: duckdb.DuckDBPyConnection, stream: IO[str]) -> None:
    write_csv(stream, [name for name, *_ in rows_of.description or ()], _rows(rows_of))


def _rows(rows_of: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := rows_of.fetchmany(_BATCH):
        yield from rows


def _write_json(connection: duckdb.DuckDBPyConnection, sql: str, stream: IO[str]) -> None:
    """One array of objects, one to a line; decimals with exactly their digits."""
    connection.register("answer", connection.sql(sql).to_arrow_table())
    texts = connection.execute("select to_json(answer)::varchar from answer")
    separator = "[\n"
    while rows := texts.fetchmany(_BATCH):
        for (text,) in rows:
            stream.write(separator + text)
            separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    sql = "select view_name from duckdb_views() where not internal and view_name[:2] = 'v_' order by 1"
    return [name for (name,) in connection.execute(sql).fetchall()]


def _told_below(error: Exception) -> str | None:
    """What an error of ours below DuckDB's says (`ask.remote`), without its traceback; null if none is."""
    return _last_line(error) if "Traceback (most recent call last)" in str(error) else None


def _last_line(error: Exception) -> str:
    return str(error).strip().splitlines()[-1].removeprefix("OSError: ")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def standard_output(form: Format) -> IO[Any]:
    """Standard output for a format. Raises `QueryError` for Parquet on a terminal."""
    if form != "parquet":
        return sys.stdout
    if sys.stdout.isatty():
        raise WrongQuery("parquet is binary: send it to a file, as in … --format parquet > result.parquet")
    return sys.stdout.buffer
