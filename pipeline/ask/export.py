"""Views as files for people who do not write SQL: one CSV for each view, or one workbook with a sheet each.

Both come with notes: what each view holds and what each column means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from patterns import load
from patterns.interface import texts
from patterns.shapes.measures import Measures
from pipeline.ask.place_links import PLACE, figure_place, place_columns
from pipeline.ask.query import WrongQuery
from pipeline.ask.safe_csv import write_csv
from pipeline.ask.suggestions import near, with_near
from pipeline.datasets.dictionary import view_lines
from pipeline.datasets.schema import datasets, schema_version
from pipeline.language.spoken import told, tr
from pipeline.version import VERSION

if TYPE_CHECKING:
    import duckdb

Form = Literal["csv", "xlsx"]
NOTES = "notes"
_FEEDS = ("v_documents", "v_best_facts", "v_headline_facts", "v_document_figures")
"""Views that feed the others: exported when named."""
_BATCH = 10_000
_BY_WEIGHT = (
    "list_position(['error', 'warning', 'info'], severity)",
    *("gap_yuan desc nulls last", "gap_share desc nulls last"),
)
_FIRST = {"v_findings": (*_BY_WEIGHT, "source"), "findings": _BY_WEIGHT}
"""What rows are ordered by before their columns."""
_PLACES = ("pages", "locators", "sources", "fact_ids")
"""Columns of a wide view that have a field for each of its figures."""
_OF_SEVERAL = ("v_budget_execution",)
"""Wide views whose figures are of several documents: a budget beside a final account."""
_COLUMN_SOURCES = ("facts", "documents", "findings", "reasons", "projects", "project_funds", "entities")
"""Datasets whose columns explain those of the same name in views, the first that has one."""
_OWN_COLUMNS = {
    "source": "The document, at the page: a link where the document can be reached from here",
    "place": "Where it is printed: the address of the explorer that shows the page",
    "entity_name": "Publishing entity, as printed",
    "division_name": "Administrative division, as it was called in the year",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view, with what it means."""

    name: str
    type: str
    """As DuckDB names it."""
    meaning: str
    sql: str = ""
    """How it is asked for, where it is not a column of the view by its name."""
    link_of: str | None = None
    """The column whose figures stand where these links lead."""

    @property
    def heading(self) -> str:
        """Its name in the language of the person; as it is in English."""
        figure, _, what = self.name.rpartition("_")
        name = told(self.name)
        if name != self.name or told(figure) == figure:
            return name
        match what:
            case "page":
                return tr("{figure}_page", figure=told(figure))
            case "locator":
                return tr("{figure}_locator", figure=told(figure))
            case "source":
                return tr("{figure}_source", figure=told(figure))
            case "place":
                return tr("{figure}_place", figure=told(figure))
        return name


@dataclass(frozen=True, slots=True)
class View:
    """A view, or a dataset that was asked for, with its columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    def rows(self, connection: duckdb.DuckDBPyConnection | None) -> Iterator[tuple[Any, ...]]:
        """Its rows, always in the same order; findings from the gravest, then the greatest."""
        assert connection is not None
        own = (str(n) for n, column in enumerate(self.columns, start=1) if not column.sql)
        order = ", ".join((*_FIRST.get(self.name, ()), *own))
        asked = ", ".join(column.sql or f'"{column.name}"' for column in self.columns)
        found = connection.execute(f'select {asked} from "{self.name}" order by {order}')
        while rows := found.fetchmany(_BATCH):
            yield from rows


def exported_views(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str] = (), explorer: str | None = None
) -> list[View]:
    """The views of these names, datasets among them; all views for users if none are named. `explorer` is the
    address of one (`place_links.explorer_base`): rows then say where they stand in it.

    Raises `WrongQuery` for a name that there is not.
    """
    meanings = dict(view_lines())
    known = {**{name: d.title for name, d in datasets().items()}, **meanings}
    wanted = list(dict.fromkeys(names)) or [name for name in meanings if name not in _FEEDS]
    for name in wanted:
        if name not in known:
            problem, names = tr("there is no dataset or view {name}", name=name), (*meanings, *datasets())
            if not (offered := near(name, names)):
                problem = tr("{problem}; there are {names}", problem=problem, names=", ".join(names))
            raise WrongQuery(with_near(problem, offered))
    found = []
    for name in wanted:
        found.append(View(name, known[name], _columns(connection, name, explorer)))
    return found


def _columns(
    connection: duckdb.DuckDBPyConnection, view: str, explorer: str | None = None
) -> tuple[Column, ...]:
    """The columns of a view; of a wide one, at the end, the page, the locator and the link of each of its
    figures.

    A wide view has several figures in a row, and columns `pages`, `locators`, `sources` and `fact_ids` of
    them.
    """
    found = _described(connection, f'select * from "{view}"')
    places = [name for name, kind in found if name in _PLACES and kind.startswith("STRUCT")]
    columns = [Column(name, kind, meaning_of(view, name)) for name, kind in found if name not in places]
    if explorer is not None:
        names = [name for name, _ in found]
        for place in place_columns(names, explorer):
            columns.append(Column(place.name, "VARCHAR", meaning_of(view, PLACE), place.sql))
    if places:
        for figure, kind in _described(connection, f'select unnest(pages) from "{view}"'):
            page, locator, source = f"{figure}_page", f"{figure}_locator", f"{figure}_source"
            columns.append(Column(page, kind, f"Page on which {figure} stands", f'pages."{figure}"'))
            meaning = f"Where {figure} stands in a file without pages"
            columns.append(Column(locator, "VARCHAR", meaning, f'locators."{figure}"'))
            meaning = f"The document that prints {figure}, at that page"
            columns.append(Column(source, "VARCHAR", meaning, f'sources."{figure}"', figure))
            if explorer is not None:
                sql = figure_place(figure, explorer, elsewhere=view in _OF_SEVERAL)
                columns.append(Column(f"{figure}_place", "VARCHAR", meaning_of(view, PLACE), sql, figure))
    return tuple(columns)


def _described(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, str]]:
    """Names and types of the columns that a query gives."""
    described = connection.execute(f"{sql} limit 0").description or ()
    return [(str(column[0]), str(column[1])) for column in described]


def meaning_of(view: str, column: str) -> str:
    """What a column means: its own description, or the measure that it holds; empty where nothing says it."""
    for name in (view, *_COLUMN_SOURCES):
        dataset = datasets().get(name)
        if dataset is not None:
            for known in dataset.columns:
                if known.name == column:
                    return known.description
    if column in _OWN_COLUMNS:
        return _OWN_COLUMNS[column]
    subject = view.removeprefix("v_")
    for measure in load(Measures).measure:
        group, _, rest = measure.id.partition(".")
        if column == measure.id.replace(".", "_") or (column == rest and group == subject):
            return f"{measure.name_zh} ({measure.id})"
    return ""


def notes(views: Sequence[View], counts: dict[str, int], remarks: Sequence[str] = ()) -> list[list[Any]]:
    """The rows of the notes: what this is, the views with their rows, and every column."""
    name = texts().name
    rows: list[list[Any]] = [
        [
            f"{name.en} ({name.zh})",
            tr("version {version}, schema version {schema}", version=VERSION, schema=schema_version()),
        ],
        [tr("units"), tr("columns of money are yuan; percent as printed: 8.06 means 8.06 %")],
        [tr("empty cells"), tr("not printed, or not known: never zero")],
        [tr("codes"), tr("text: functional, economic and division codes keep their leading zeros")],
        *([tr("remark"), remark] for remark in remarks),
        [],
        [tr("view"), tr("rows"), tr("what it holds")],
        *([_both(told(v.name), v.name), counts[v.name], told(v.meaning)] for v in views),
        [],
        [tr("view"), tr("column"), tr("type"), tr("meaning")],
    ]
    for view in views:
        own = _both(told(view.name), view.name)
        rows += [[own, _both(c.heading, c.name), c.type, told(c.meaning)] for c in view.columns]
    return rows


def _both(heading: str, name: str) -> str:
    """What something is called, and its name as queries have it."""
    return name if heading == name else tr("{heading} ({name})", heading=heading, name=name)


def export_csv(
    connection: duckdb.DuckDBPyConnection,
    views: Sequence[View],
    folder: Path,
    *,
    bom: bool = True,
    remarks: Sequence[str] = (),
) -> list[Path]:
    """Writes a CSV for each view and `notes.csv` (`remarks` in it), in UTF-8, and gives their paths.

    Text that a spreadsheet could take for a formula gets an apostrophe in front (`pipeline.ask.safe_csv`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    paths = []
    for view in views:
        counted = _Counted(view.rows(connection))
        paths.append(_write(folder / f"{view.name}.csv", [c.name for c in view.columns], counted, bom))
        counts[view.name] = counted.count
    rule = tr(
        "text that begins with = + - @ or a tab has an apostrophe in front, so that no spreadsheet runs it"
    )
    remarked = notes(views, counts, [rule, *remarks])
    paths.append(_write(folder / f"{NOTES}.csv", ["", "", "", ""], remarked, bom))
    return paths


class _Counted:
    """Rows, and how many they were."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.rows:
            self.count += 1
            yield row


def _write(path: Path, header: Sequence[str], rows: Any, bom: bool) -> Path:
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
            write_csv(stream, header, rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def as_text(value: Any) -> str:
    """A list or record as one readable text.

    >>> as_text(["a", {"page": 3, "raw": None}])
    'a; page: 3'
    """
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(v)}" for key, v in value.items() if v is not None)
    if isinstance(value, list | tuple):
        return "; ".join(as_text(v) for v in value)
    return str(value)
