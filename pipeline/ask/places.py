"""The places of a ranking: figures that belong together, their value in the form asked for, their rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.ask.amounts import rounded
from pipeline.ask.comparable import Form
from pipeline.ask.coverage import SCOPES, Coverage

Row = Mapping[str, Any]
_HUNDRED = 100
_NOTHING_COVERED = Coverage(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that another is held against: a total, heads, the year before, a budget."""

    measure: str
    value: Decimal
    """Yuan, or a count."""
    raw: str | None
    page: int | None
    source: str | None
    doc_id: str | None
    fact_id: str | None
    basis: str | None = None
    """Which of several it is, or how it is known."""
    locator: str | None = None
    """Where it stands where no page is printed."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What has one place of a ranking."""

    rank: int
    key: str
    name: str
    value: Decimal
    """Yuan, or the count where the measure is one; of shares, growth and rates percent."""
    documents: int
    scopes: tuple[str, ...]
    """What its documents speak for."""
    coverage: Coverage | None
    """Of a division: what the folder has of it."""
    page: int | None
    source: str | None
    """Page and link of the figure; of the largest where there are several."""
    entity_name: str | None = None
    """Who publishes it."""
    fiscal_year: int | None = None
    doc_id: str | None = None
    fact_id: str | None = None
    raw: str | None = None
    """As printed; null where it is computed of what is printed."""
    entity_id: str | None = None
    figure: Decimal | None = None
    """Yuan or count of the figures themselves, in whatever form they are ranked."""
    against: Decimal | None = None
    """Yuan or count of what they are held against."""
    held: tuple[Held, ...] = ()
    """What the figure of `page` is held against, with its places."""
    flags: tuple[str, ...] = ()
    locator: str | None = None
    """Where the figure stands where no page is printed."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure without a rank."""

    name: str
    why: str
    value: Decimal | None
    entity_id: str | None
    page: int | None
    source: str | None
    doc_id: str | None
    fact_id: str | None
    raw: str | None
    """As printed."""
    locator: str | None = None
    """Where it stands where no page is printed."""


def ranked(
    rows: Sequence[Row],
    form: Form,
    names: Mapping[str, str],
    coverages: Mapping[str, Coverage] | None = None,
    *,
    whole: Decimal | None = None,
    least_first: bool = False,
) -> tuple[list[Ranked], list[LeftOut]]:
    """The places of figures, the greatest first, and what cannot be in one: shares of nothing and the like.

    `rows` are the largest first, each with `held`; `names` are those of keys. Equal values share a rank. All
    are held against `whole` where it is given.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["key"], []).append(row)
    figures = {key: sum((value_of(row) for row in group), Decimal(0)) for key, group in groups.items()}
    against = {key: _against(group) if whole is None else whole for key, group in groups.items()}
    values: dict[str, Decimal] = {}
    left: list[LeftOut] = []
    for key, group in groups.items():
        value = in_form(form, figures[key], against[key])
        if isinstance(value, str):
            left += [left_out(row, value) for row in group]
        else:
            values[key] = value
    places: list[Ranked] = []
    for n, key in enumerate(
        sorted(values, key=lambda key: (-values[key] if not least_first else values[key], key))
    ):
        first = groups[key][0]
        same = places and places[-1].value == values[key]
        places.append(
            Ranked(
                rank=places[-1].rank if same else n + 1,
                key=key,
                name=names[key],
                value=values[key],
                documents=len({row["doc_id"] for row in groups[key]}),
                scopes=tuple(sorted({row["scope_type"] for row in groups[key]}, key=rank_of_scope)),
                coverage=None if coverages is None else coverages.get(key, _NOTHING_COVERED),
                page=first["page"],
                locator=first["locator"],
                source=first["source"],
                doc_id=first["doc_id"],
                fact_id=first["fact_id"],
                raw=None if first["source_kind"] == "derived" else first["raw"],
                entity_id=first["entity_id"],
                entity_name=first["entity_name"],
                fiscal_year=first["fiscal_year"],
                figure=figures[key],
                against=against[key],
                held=first["held"],
                flags=tuple(dict.fromkeys(flag for row in groups[key] for flag in row["flags"])),
            )
        )
    return places, left


def in_form(form: Form, figure: Decimal, against: Decimal | None) -> Decimal | str:
    """A figure in the form that is asked for; why not, where there is nothing to divide by.

    >>> in_form("growth", Decimal(120), Decimal(100)), in_form("share", Decimal(1), Decimal(0))
    (Decimal('20.00'), 'nothing to divide by')
    """
    if form == "amount" or against is None:
        return figure
    if form in ("change", "gap"):
        return figure - against
    if against <= 0:
        return "nothing to divide by"
    if form == "per_head":
        return rounded(figure / against)
    if form == "share" and figure > against:
        return "more than the whole"
    return rounded(_HUNDRED * (figure - against if form == "growth" else figure) / against)


def left_out(row: Row, why: str) -> LeftOut:
    """A figure without a rank, and why."""
    places = ("entity_id", "page", "locator", "source", "doc_id", "fact_id", "raw")
    value = row["value"] if row["value_yuan"] is None else row["value_yuan"]
    return LeftOut(row["name"], why, value, **{name: row[name] for name in places})


def value_of(row: Row) -> Decimal:
    """Yuan of an amount, else the count."""
    value: Decimal = row["value_yuan"] if row["value_yuan"] is not None else row["value"]
    return value


def rank_of_scope(scope: str) -> int:
    """Departments with their units first, unknown last."""
    return SCOPES.index(scope) if scope in SCOPES else len(SCOPES)


def _against(group: Sequence[Row]) -> Decimal | None:
    held = [one.value for row in group for one in row["held"]]
    return sum(held, Decimal(0)) if held else None
