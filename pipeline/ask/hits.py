"""What a search is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Way = Literal["phrase", "words", "any"]
OPENS, CLOSES = "\x02", "\x03"
"""Around a word that was found."""


class SearchError(ValueError):
    """A search that cannot be answered; the message says why and what to do."""


class WrongSearch(SearchError):
    """One that cannot be answered as it was asked: a filter names what there is not."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents are searched; empty means all."""

    entity: str | None = None
    """Part of the entity's name, or its id."""
    division: str | None = None
    """Code of a division, its first digits, or its name."""
    year: int | None = None
    kind: str | None = None
    """doc_kind: final_account, budget, …"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words or the figure were found. `title` and `snippet` have `OPENS` and `CLOSES`
    around words.
    """

    kind: str
    """title, section, project, reason, table; of a figure cell or quantity."""
    doc_id: str
    entity_name: str | None
    fiscal_year: int | None
    doc_kind: str | None
    document: str | None
    path: str
    title: str
    page: int | None
    snippet: str
    source: str | None
    """The document with `#page=N`, or with the cell of its workbook."""
    score: float
    char_start: int | None = field(default=None)
    row_label: str | None = None
    """Of a cell."""
    column: str | None = None
    """Its column path, from the outermost header."""
    printed: str | None = None
    """A figure as it is printed, without its unit."""
    unit: str | None = None
    match: str | None = None
    """How a figure is the one that was asked for: `pipeline.ask.figure_search.MATCHES`."""
    table_id: str | None = None
    """Of a cell, with its row and column."""
    row: int | None = None
    col: int | None = None
    quantity_id: str | None = None
    """Of a figure in a sentence."""
    locator: str | None = None
    """Where it stands where no page is printed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, the best first, and how strictly they answer."""

    hits: tuple[Hit, ...]
    way: Way
    """phrase: as asked; words: the words of a term may stand apart; any: not all words were found."""
