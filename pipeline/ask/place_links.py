"""Where rows stand in an explorer: SQL for columns of its addresses, for those who take rows elsewhere.

What an address looks like is said by `pipeline.explorer.addresses.Addresses.place`; a test holds both
together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.datasets.views import quoted

if TYPE_CHECKING:
    import duckdb

PLACE = "place"
_DOC, _PAGE, _FACT = "doc_id", "page", "fact_id"
_MARKS = (("fact", _FACT), ("finding", "finding_id"), ("quantity", "quantity_id"))
_CELL = ("table_id", "row", "col")
_SCHEMES = ("http://", "https://")
_ELSEWHERE = "(select any_value(k.doc_id) from key_facts k where k.fact_id = {fact})"
"""The document of a figure that a row holds against its own."""


class PlaceColumn(NamedTuple):
    """A column of addresses: its name, and the SQL of its values."""

    name: str
    sql: str


def explorer_base(url: str) -> str:
    """The address of an explorer as others begin with it. Raises `ValueError` for what is no address.

    >>> explorer_base("http://127.0.0.1:8765/")
    'http://127.0.0.1:8765'
    """
    if not url.startswith(_SCHEMES) or any(mark in url for mark in "?# "):
        raise ValueError(
            f"{url} is no address of an explorer; give what mingzhang serve prints, such as http://127.0.0.1:8765"
        )
    return url.rstrip("/")


def place_columns(names: Sequence[str], base: str, *, elsewhere: bool = True) -> Iterator[PlaceColumn]:
    """Columns for rows of these columns: `place` where they have a `doc_id`, and one for each further
    `…_page` whose figure is known (previous_place for previous_page and previous_fact_id).

    `elsewhere` looks for the documents of figures that a row holds against its own, which may change the
    order of rows; without it these have no column.
    """
    for name in names:
        if name != _PAGE and not name.endswith(f"_{_PAGE}"):
            continue
        before = name.removesuffix(_PAGE)
        fact, document = before + _FACT, before + _DOC
        if document in names:
            yield PlaceColumn(
                before + PLACE, _joined(base, f'"{document}"', f'"{name}"', _mark(before, names))
            )
        elif fact in names and _DOC in names and elsewhere:
            found = _joined(base, _of_its_own(f'"{fact}"'), f'"{name}"', _mark(before, names))
            yield PlaceColumn(before + PLACE, f'if("{fact}" is null, null, {found})')
    if _DOC in names and _PAGE not in names:
        yield PlaceColumn(PLACE, _joined(base, f'"{_DOC}"', None, _mark("", names)))


def figure_place(figure: str, base: str, *, elsewhere: bool) -> str:
    """The SQL for a figure of a wide view, one of several in a row; `elsewhere` where they may be of several
    documents.
    """
    fact, page = f'fact_ids."{figure}"', f'pages."{figure}"'
    document = _of_its_own(fact) if elsewhere else f'"{_DOC}"'
    found = _joined(base, document, page, f"'?fact=' || {fact}")
    return f"if({fact} is null, null, {found})"


def with_places(connection: duckdb.DuckDBPyConnection, sql: str, base: str) -> str:
    """A reading statement with the columns that its rows lead to; as it is where they lead nowhere, or where
    it is none that can be asked.
    """
    import duckdb

    statement = sql.strip().rstrip(";")
    try:
        found = connection.execute(f"describe (\n{statement}\n)").fetchall()
    except duckdb.Error:
        return sql
    names = [str(column[0]) for column in found]
    columns = [c for c in place_columns(names, base, elsewhere=False) if c.name not in names]
    if not columns:
        return sql
    more = ", ".join(f'{column.sql} as "{column.name}"' for column in columns)
    return f"select *, {more} from (\n{statement}\n)"


def _mark(before: str, names: Sequence[str]) -> str | None:
    for mark, column in _MARKS:
        if before + column in names:
            return f"'?{mark}=' || \"{before}{column}\""
    if not before and all(column in names for column in _CELL):
        return "'?table=' || \"table_id\" || '&row=' || \"row\" || '&col=' || \"col\""
    return None


def _of_its_own(fact: str) -> str:
    return f'coalesce({_ELSEWHERE.format(fact=fact)}, "{_DOC}")'


def _joined(base: str, document: str, page: str | None, mark: str | None) -> str:
    parts = [quoted(f"{base}/d/"), document]
    if page is not None:
        parts.append(f"coalesce('/p/' || {page}, '')")
    if mark is not None:
        parts.append(f"coalesce({mark}, '')")
    return " || ".join(parts)
