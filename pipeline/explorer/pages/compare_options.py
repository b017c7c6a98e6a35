"""What can be chosen on the page that compares: measures, years, kinds, scopes, divisions, totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from patterns import load
from patterns.divisions import CENTRAL
from patterns.interface import text_for, texts
from patterns.shapes.measures import Measures
from pipeline.ask.measure_asked import totals_of
from pipeline.explorer import names
from pipeline.explorer.edition import Edition
from pipeline.language.spoken import language, tr

_DIVISION_LEVELS = (2, 4)
"""Digits of a province and of a city: both can be asked for with all that is in them."""
_CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One of what can be chosen."""

    value: str
    name: str
    documents: int | None = None
    """How many documents have it, where that is counted."""


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that belong together."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """All that can be chosen, each with what people call it."""

    measures: tuple[Group, ...]
    forms: tuple[Option, ...]
    by: tuple[Option, ...]
    years: tuple[Option, ...]
    kinds: tuple[Option, ...]
    scopes: tuple[Option, ...]
    divisions: tuple[Option, ...]
    totals: tuple[Option, ...]


def options(edition: Edition, measure: str, there: Sequence[dict[str, Any]]) -> Options:
    """What can be chosen; `there` says how many documents of which year, kind and scope have the measure."""
    return Options(
        measures=_measures(edition, measure),
        forms=_forms(),
        by=_by(),
        years=tuple(sorted(_counted(there, "fiscal_year", str), key=lambda one: one.value, reverse=True)),
        kinds=tuple(_counted(there, "doc_kind", kind_name)),
        scopes=tuple(_counted(there, "scope_type", names.scope)),
        divisions=_divisions(edition),
        totals=tuple(Option(one, names.measure(one)) for one in totals_of(measure)),
    )


def kind_name(kind: str) -> str:
    """What a kind of document is called."""
    return text_for(kind, texts().ranking.kinds).of(language())


def _measures(edition: Edition, asked: str) -> tuple[Group, ...]:
    found = {row["measure"] for row in edition.rows("select distinct measure from v_headline_facts")}
    groups: dict[str, list[Option]] = {}
    for measure in sorted(found | {asked}, key=_order):
        groups.setdefault(_group(measure), []).append(Option(measure, names.measure(measure)))
    return tuple(Group(name, tuple(of)) for name, of in groups.items())


def _order(measure: str) -> tuple[int, int]:
    """As measures stand in their list, what is asked for most first."""
    first = (
        "three_public",
        "expenditure",
        "gpb",
        "agency_operating",
        "income",
        "fiscal",
        "procurement",
        "staff",
    )
    head = measure.partition(".")[0]
    at = _listed().get(measure, len(_listed()))
    return first.index(head) if head in first else len(first) + at, at


@cache
def _listed() -> dict[str, int]:
    return {one.id: at for at, one in enumerate(load(Measures).measure)}


def _group(measure: str) -> str:
    match measure.partition(".")[0]:
        case "three_public":
            return tr("Travel abroad, vehicles and receptions")
        case "expenditure" | "agency_operating":
            return tr("Expenditure")
        case "gpb" | "gov_fund" | "state_capital" | "fiscal":
            return tr("Fiscal money by its budgets")
        case "income" | "income_expenditure_total" | "balance":
            return tr("Income and balances")
        case "procurement" | "gov_service_purchase":
            return tr("Procurement")
        case "staff" | "org":
            return tr("Staff and organisation")
        case "assets":
            return tr("Vehicles, equipment and buildings")
    return tr("Performance, meetings and training")


def _forms() -> tuple[Option, ...]:
    return (
        Option("amount", tr("the figure itself")),
        Option("per_head", tr("per head of staff")),
        Option("share", tr("share of a total")),
        Option("change", tr("change since an earlier year")),
        Option("growth", tr("growth in percent")),
        Option("gap", tr("spent beyond the budget")),
        Option("execution_rate", tr("execution rate of the budget")),
    )


def _by() -> tuple[Option, ...]:
    return (
        Option("entity", tr("bodies")),
        Option("division", tr("divisions")),
        Option("function", tr("functional classes")),
        Option("economic", tr("economic classes")),
        Option("item", tr("items and units that documents list")),
    )


def _counted(there: Sequence[dict[str, Any]], column: str, called: Any) -> Iterable[Option]:
    counts: dict[Any, int] = {}
    for row in there:
        counts[row[column]] = counts.get(row[column], 0) + row["documents"]
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))):
        if value is not None:
            yield Option(str(value), called(value), count)


def _divisions(edition: Edition) -> tuple[Option, ...]:
    """Divisions of documents, and the provinces and cities that they are in, where there are several."""
    found = edition.rows(
        "select division_code as code, count(*) as documents from documents "
        "where is_primary and division_code is not null group by all order by code"
    )
    counts: dict[str, int] = {}
    inside: dict[str, int] = {}
    """How many divisions lie in one, with itself, that documents are of."""
    for row in found:
        code = row["code"]
        heads = {code, *(code[:digits].ljust(_CODE_LENGTH, "0") for digits in _DIVISION_LEVELS)}
        for head in heads - ({CENTRAL} if code != CENTRAL else set()):
            counts[head] = counts.get(head, 0) + row["documents"]
            inside[head] = inside.get(head, 0) + 1
    own = {row["code"] for row in found}
    return tuple(
        Option(code, names.division(code), counts[code])
        for code in sorted(counts)
        if code in own or inside[code] > 1
    )
