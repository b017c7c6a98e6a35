"""Which columns of rows say together where something is printed, whatever rows they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.explorer.addresses import Addresses

_DOCUMENT = "doc_id"
_MARKS = (("fact", "fact_id"), ("finding", "finding_id"), ("quantity", "quantity_id"))
_CELL = (("table", "table_id"), ("row", "row"), ("col", "col"))


@dataclass(frozen=True, slots=True)
class Leading:
    """Positions of the columns that lead to one place."""

    name: str
    """What a column of its addresses is called: place, best_place."""
    document: int
    page: int | None
    marks: tuple[tuple[str, int], ...]
    """What is marked there, and the column that says which."""

    def of(self, row: Sequence[Any], to: Addresses) -> str | None:
        """The address for one row; null where it names no document."""
        doc_id = row[self.document]
        if not isinstance(doc_id, str) or not doc_id:
            return None
        page = None if self.page is None else row[self.page]
        marks = {name: row[column] for name, column in self.marks}
        return to.place(doc_id, page if isinstance(page, int) else None, **marks)


def leading(names: Sequence[str]) -> list[Leading]:
    """The places that rows of these columns lead to: of `doc_id`, and of each `…_doc_id` beside it.

    >>> [found.name for found in leading(["doc_id", "page", "fact_id", "then_doc_id", "then_page"])]
    ['place', 'then_place']
    """
    at = {name: n for n, name in enumerate(names)}
    found = []
    for name in names:
        if name != _DOCUMENT and not name.endswith(f"_{_DOCUMENT}"):
            continue
        before = name.removesuffix(_DOCUMENT)
        own = tuple((mark, at[before + column]) for mark, column in _MARKS if before + column in at)[:1]
        cell = tuple((mark, at[before + column]) for mark, column in _CELL if before + column in at)
        marks = own or (cell if len(cell) == len(_CELL) else ())
        found.append(Leading(f"{before}place", at[name], at.get(f"{before}page"), marks))
    return found
