"""Rows of any question as cells of a page: how each value is written, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.ask.export import as_text
from pipeline.ask.layout import is_number_type
from pipeline.explorer import names as called
from pipeline.explorer import value_names
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.places import leading
from pipeline.language.spoken import told, tr

_LONGEST = 300
"""Characters of a text on the page; a file has all of it."""
_SHORT = 60
"""Characters of a list or record."""
_LONGEST_ID = 12
_WORD = re.compile(r"[a-z][a-z0-9_.]*")
_PLAIN = re.compile(r"(^|_)(year|page|row|col|ordinal|rank|level|start|end|version|page_then)$")
"""Numbers that count or name something: without separators of thousands."""
_ID = re.compile(r"[0-9a-f]{24,64}")
_PLACE = re.compile(r"/d/([0-9a-f]{64})(?:/p/(\d+))?")
_FIGURES = ("pages", "fact_ids")
"""Columns of a wide view: a record with a field for each of its figures."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of an answer."""

    name: str
    type: str
    """As DuckDB calls it."""
    meaning: str
    """By the data dictionary, in English; empty where it does not know the name."""

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return is_number_type(self.type)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question."""

    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool
    """Whether there are more rows than these."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One value on a page."""

    text: str
    link: str | None = None
    title: str | None = None
    kind: str = ""
    """`null`, `number`, `id`, `long` or nothing."""


def leads(answer: Answer) -> bool:
    """Whether the rows of an answer lead to pages: their first cell is the link then."""
    return any(column.name in ("doc_id", "source") for column in answer.columns)


def shown_rows(answer: Answer, to: Addresses) -> Iterator[list[ShownCell]]:
    """The cells of an answer, row by row; before them the link to the page, where the answer `leads`.

    A figure leads to its place where the row says which it is: figures of a wide view by `pages` and
    `fact_ids`; ids, pages and sources by `doc_id`, `page` and `fact_id` beside them.
    """
    names = [column.name for column in answer.columns]
    places = leading(names)
    for row in answer.rows:
        links: dict[int, str] = {}
        for place in places:
            link = place.of(row, to)
            columns = (place.document, place.page, *(column for _, column in place.marks))
            if link is not None:
                before = place.name.removesuffix("place")
                also = (f"{before}value", f"{before}value_yuan", f"{before}source", f"{before}raw")
                wanted = {*columns, *(names.index(name) for name in also if name in names)}
                links.update({column: link for column in wanted if column is not None})
        links.update(_of_figures(names, row, to))
        cells = [
            _cell(column, value, links.get(n), to)
            for n, (column, value) in enumerate(zip(answer.columns, row, strict=True))
        ]
        yield [_to_page(names, row, cells), *cells] if leads(answer) else cells


def _to_page(names: Sequence[str], row: Sequence[Any], cells: Sequence[ShownCell]) -> ShownCell:
    """The link of a row to its page."""
    link = next((cells[names.index(name)].link for name in ("doc_id", "source") if name in names), None)
    page = row[names.index("page")] if "page" in names else None
    if link is None:
        return ShownCell("")
    return ShownCell(tr("page {page}", page=page) if page is not None else tr("document"), link)


def _of_figures(names: Sequence[str], row: Sequence[Any], to: Addresses) -> dict[int, str]:
    """Where the figures of a wide row lead, by the number of the column."""
    values = dict(zip(names, row, strict=True))
    pages, facts = (values.get(name) for name in _FIGURES)
    doc_id = values.get("doc_id")
    if not isinstance(pages, Mapping) or not isinstance(doc_id, str):
        return {}
    ids = facts if isinstance(facts, Mapping) else {}
    return {
        n: to.place(doc_id, pages[name], fact=ids.get(name))
        for n, name in enumerate(names)
        if pages.get(name) is not None
    }


def _cell(column: AnswerColumn, value: Any, link: str | None, to: Addresses) -> ShownCell:
    if value is None:
        return ShownCell("null", kind="null")
    if column.is_number:
        return ShownCell(_number(column.name, value), link, kind="number")
    if isinstance(value, bool):
        return ShownCell("true" if value else "false", link)
    if not isinstance(value, str):
        return _listed(as_text(value), link)
    text = value
    if (found := _PLACE.fullmatch(text)) is not None:
        page = found[2] and int(found[2])
        place = link or to.place(found[1], page or None)
        return ShownCell(
            tr("page {page}", page=page) if page else f"{found[1][:_LONGEST_ID]}…", place, text, "id"
        )
    if link is None and column.name == "entity_id":
        link = to.body(text)
    if link is None and column.name == "division_code":
        link = to.division(text)
    if text.startswith(("https://", "http://")) and link is None:
        return ShownCell(text[:_LONGEST], text)
    if _ID.fullmatch(text):
        return ShownCell(f"{text[:_LONGEST_ID]}…", link, text, "id")
    if (name := _name(column.name, text)) != text:
        return ShownCell(name, link, text)
    if len(text) > _LONGEST:
        return ShownCell(f"{text[:_LONGEST]}…", link, kind="long")
    return ShownCell(text, link, kind="long" if len(text) > _LONGEST // 6 else "")


def _listed(text: str, link: str | None) -> ShownCell:
    """A list or a record, in one line."""
    return ShownCell(text, link) if len(text) <= _SHORT else ShownCell(f"{text[:_SHORT]}…", link, text)


def _name(column: str, value: str) -> str:
    """What a value is called that is an id or a word of the dictionary; itself where it has no name."""
    if not _WORD.fullmatch(value):
        return value
    if column == "measure" or column.endswith("_measure"):
        return called.measure(value)
    match column:
        case "scope_type":
            return called.scope(value)
        case "severity":
            return called.severity(value)
        case "doc_kind":
            return value_names.kind(value)
        case "scope":
            return value_names.fund(value)
        case "role" | "basis" | "budget_basis":
            return value_names.role(value)
    return told(value)


def _number(name: str, value: Decimal | float) -> str:
    """As it is read: with separators, but not a year or a page.

    >>> _number("fiscal_year", 2025), _number("value_yuan", Decimal("-1234.50")), _number("x", 0.1 + 0.2)
    ('2025', '-1,234.50', '0.30000000000000004')
    """
    return str(value) if _PLAIN.search(name) else f"{value:,}"
