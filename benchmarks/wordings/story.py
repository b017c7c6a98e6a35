"""A disclosure as running text and tables, with the truth of every number in it.

Every number of running text that matters is marked where it is printed:
`[[PRINTED|MEASURE|ROLE|key=value|…]]`. MEASURE may name alternatives that are equally right, joined by `/`.
Keys: `code` (classification), `label` (item without a code), `dir` (1 or -1, of changes and growth, which
print no sign), `of` (what a share is taken of), `scope`, `year` (where the value is of another year).
`[[PRINTED|-]]`: no fact of the body may come of it. `[[PRINTED|?]]`: not scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]]+)\]\]")
KEYS = frozenset({"code", "label", "dir", "of", "scope", "year"})
ROLES = frozenset(
    {
        "final", "initial_budget", "full_year_budget", "prior_final", "prior_budget", "change_yoy",
        "growth_yoy", "change_vs_initial_budget", "growth_vs_initial_budget", "change_vs_full_year_budget",
        "growth_vs_full_year_budget", "completion_rate", "share", "reason_amount", "count", "amount",
    }
)  # fmt: skip
SHORT = {"gpb.basic": "gpb.basic_expenditure", "fiscal.basic": "fiscal.basic_expenditure"}
SCOPES = frozenset({"all_funds", "fiscal", "gpb", "gov_fund", "state_capital"})
LEFT, ABOVE = "<", "^"
"""A header cell that belongs to the cell on its left, or to the one above."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed, its numbering mark included; level 0 is a line of the cover."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of running text with marks."""

    text: str


@dataclass(frozen=True, slots=True)
class CellFact:
    """What the cell of a grid's body says; `row` and `col` from 0, header rows not counted."""

    row: int
    col: int
    measure: str
    role: str
    code: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; cells `<` and `^` belong to the cell on the left and above. `unit` None: no unit line."""

    title: str
    unit: str | None
    header: tuple[tuple[str, ...], ...]
    body: tuple[tuple[str, ...], ...]
    facts: tuple[CellFact, ...] = ()


Block = Heading | Para | Grid


@dataclass(frozen=True, slots=True)
class Story:
    """One document: `kind` is final_account or budget, `entity` who publishes it."""

    name: str
    province: str
    year: int
    kind: str
    entity: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The truth of one printed number; `measures` is empty where no fact may come of it."""

    printed: str
    measures: tuple[str, ...]
    role: str = ""
    code: str | None = None
    label: str | None = None
    direction: int | None = None
    of: str | None = None
    scope: str | None = None
    year: int | None = None
    scored: bool = True


def parse_mark(printed: str, rest: str) -> Mark:
    """The mark of one number. Raises ValueError on a key, direction or scope that does not exist."""
    parts = rest.split("|")
    if parts == ["-"]:
        return Mark(printed, ())
    if parts == ["?"]:
        return Mark(printed, (), scored=False)
    if len(parts) < 2:
        raise ValueError(f"no role: {rest}")
    keys = dict(part.split("=", 1) for part in parts[2:])
    if set(keys) - KEYS:
        raise ValueError(f"unknown keys: {rest}")
    if keys.get("dir", "1") not in ("1", "-1") or keys.get("scope", "gpb") not in SCOPES:
        raise ValueError(f"unknown direction or scope: {rest}")
    return Mark(
        printed,
        tuple(SHORT.get(m, m) for m in parts[0].split("/")),
        parts[1],
        keys.get("code"),
        keys.get("label"),
        int(keys["dir"]) if "dir" in keys else None,
        keys.get("of"),
        keys.get("scope"),
        int(keys["year"]) if "year" in keys else None,
    )


def printed_text(text: str) -> str:
    """Running text as the page shows it."""
    return MARK.sub(lambda m: m[1], text)


def marks(text: str) -> Iterator[tuple[int, Mark]]:
    """Marks of running text, each with its offset in the printed text."""
    shift = 0
    for m in MARK.finditer(text):
        yield m.start() - shift, parse_mark(m[1], m[2])
        shift += len(m[0]) - len(m[1])
