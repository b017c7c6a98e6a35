"""What a page is: an address, what may be asked of it, a function that answers, a template.

The answer is a record (a frozen dataclass); `.json` behind the address gives the same record as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.ask.listing import Listing
from pipeline.explorer.edition import Edition


@dataclass(frozen=True, slots=True)
class Nothing:
    """Asked of a page that takes nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the explorer."""

    name: str
    path: str
    """As Starlette writes it: /d/{doc_id}."""
    template: str
    asked: type[Any]
    """Record of what is asked: parts of the path, and what stands behind it, by name; with defaults."""
    answer: Callable[[Edition, Any], Any]
    """Gives the record. May raise `NotThere`, `WrongAsked`."""
    listing: Callable[[Any], Listing] | None = None
    """The rows of a record to take away: `.csv`, `.xlsx` and `.parquet` of the same address.

    Columns `doc_id`, `page`, `fact_id` (also `budget_doc_id`, …) become the address of the place in `place`.
    """
    whole: Callable[[Edition, Any], Listing] | None = None
    """All rows that are asked for, where the record has only those of one page of a list."""
