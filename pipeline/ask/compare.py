"""Rankings of one measure: entities, divisions, classes or items, with the rows behind every figure.

A total over several documents takes each entity once for a year (primary documents), and says how many
documents it is made of. A figure of a budget is never compared with one of a final account, and a department
with its units not with an own office or a single unit unless it is asked for. What is not comparable, or
cannot be right, has no rank: it is told apart, with the reason.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from pipeline.ask.amounts import PERCENT, rounded, yuan
from pipeline.ask.comparable import (
    AGAINST_BUDGET,
    OVER_YEARS,
    By,
    Comparable,
    Form,
    beside,
    counted,
    figures,
    flags_of,
)
from pipeline.ask.coverage import Coverage, coverage, coverage_by_division
from pipeline.ask.measure_asked import (
    TOTAL,
    NoSuchMeasure,
    NothingToCompare,
    counting_word,
    heads,
    is_spending,
    measure_id,
    totals_of,
)
from pipeline.ask.places import Held, LeftOut, Ranked, left_out, rank_of_scope, ranked, value_of
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "EVERY_SCOPE", "EVERY_YEAR", "By", "Form", "Held", "LeftOut", "NoSuchMeasure", "NothingToCompare",
    "Ranked", "Ranking", "compare", "measure_id",
]  # fmt: skip
EVERY_SCOPE = "all"
"""Asks for documents of all scopes together."""
EVERY_YEAR = 0
"""Asks for all years together: of forms that hold each figure against another of the same body."""
MOST_TOGETHER = 20_000
"""Of more figures, those of one year are ranked unless all are asked for."""
_ROUNDING = Decimal("1.001")
"""A part may be so much more than its total where both are rounded."""
_RATES = ("share", "growth", "execution_rate")
_ONE_BODY: tuple[By, ...] = ("entity", "division")


@dataclass(frozen=True, slots=True)
class Ranking:
    """A measure compared; places in descending order of their values."""

    measure: str
    by: By
    year: int
    doc_kind: str
    role: str
    unit: str
    """元, the measure word of a count, or % (of `value`; figures themselves are yuan or counts)."""
    places: tuple[Ranked, ...]
    scope: str | None
    """What all its documents speak for; null where they are of several kinds."""
    coverage: Coverage
    """What the folder has of that year, kind and scope."""
    rows: tuple[dict[str, Any], ...]
    """The facts behind the places: entity, value, printed text, page, link."""
    form: Form = "amount"
    total: str | None = None
    """The measure of which shares are taken."""
    before: int | None = None
    """The earlier of two years."""
    figure_unit: str = ""
    """The unit of the figures themselves."""
    code: str | None = None
    """Of the functional or economic classification, where figures of one are ranked."""
    left_out: tuple[LeftOut, ...] = ()
    chosen: tuple[str, ...] = ()
    """What was chosen, for nobody asked for it: fiscal_year, doc_kind, role, scope_type."""
    there: tuple[dict[str, Any], ...] = ()
    """What there is of the measure: fiscal_year, doc_kind, role, scope_type, documents; the most first."""

    @property
    def quartiles(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """Lower quartile, median and upper quartile of the places' values; null of fewer than four."""
        if len(self.places) < 4:  # of three, each would be a quarter
            return None
        low, middle, high = quantiles([place.value for place in self.places], n=4, method="inclusive")
        return low, middle, high


def compare(
    connection: duckdb.DuckDBPyConnection,
    measure: str,
    by: By = "entity",
    year: int | None = None,
    doc_kind: str | None = None,
    role: str | None = None,
    scope: str | None = None,
    *,
    form: Form = "amount",
    total: str | None = None,
    before: int | None = None,
    division: str | None = None,
    code: str | None = None,
    least_first: bool = False,
) -> Ranking:
    """The ranking of a measure in one year, one kind of document, one role and one scope.

    What is not given is chosen: the year and kind with most documents that print the measure (the latest of
    equals), the role that belongs to the kind, and for entities the scope with most of these documents;
    `scope="all"` ranks all scopes together, as divisions and classes do. Accounts are held against budgets
    in every year and scope unless one is asked for (`year=0` is every year): each is held against its own.
    A measure may be given by its id or its Chinese name. `by="function"` and `by="economic"` rank classes of
    three digits.

    `form` is what is ranked: the amount; per head of staff; the share of `total` (else of all expenditure, of
    classes and items of the same measure); change in yuan or growth in percent since `before` (else the year
    before); the gap between account and budget, or the execution rate. `division` are the first digits of a
    code, `code` is one of the functional or economic classification. Raises `NothingToCompare`.
    """
    measure = measure_id(measure)
    if form in OVER_YEARS and (by not in _ONE_BODY or code is not None):
        raise NothingToCompare(tr("change and growth are compared of entities and divisions as a whole"))
    if form in AGAINST_BUDGET and by in ("economic", "item"):
        raise NothingToCompare(
            tr("accounts are held against budgets by entity, division and functional class")
        )
    if form == "share":
        whole = code is not None or by not in _ONE_BODY
        total = measure if whole else measure_id(total) if total else next(iter(totals_of(measure)), None)
        if total is None:
            raise NothingToCompare(tr("{measure} is no part of a total", measure=measure))
    given_year = year
    if form in AGAINST_BUDGET and by == "entity":
        year, scope = EVERY_YEAR if year is None else year, scope or EVERY_SCOPE
    every_year = year == EVERY_YEAR and by == "entity" and form in (*AGAINST_BUDGET, *OVER_YEARS)
    wanted = Comparable(measure, by, form, None, None, role, None, division, code, before)
    if before is not None and form in OVER_YEARS:
        wanted = replace(wanted, year=year)
    there = counted(connection, wanted)
    if every_year and given_year is None and sum(row["documents"] for row in there) > MOST_TOGETHER:
        every_year, year = False, None
    one_scope = None if scope == EVERY_SCOPE or (scope is None and by != "entity") else scope
    given = {"fiscal_year": year or None, "doc_kind": doc_kind, "role": role, "scope_type": one_scope}
    year, doc_kind, role = _most(connection, wanted, there, given)
    asked = replace(wanted, year=None if every_year else year, doc_kind=doc_kind, role=role, scope=one_scope)
    rows = figures(connection, replace(asked, role=None) if given["role"] is None else asked)
    if scope is None and by == "entity":
        found = Counter(row["scope_type"] for row in rows if row["why_not_comparable"] is None)
        one_scope = min(found, key=lambda s: (-found[s], rank_of_scope(s)))
        rows = [row for row in rows if row["scope_type"] == one_scope]
    if every_year:
        year = EVERY_YEAR
        for row in rows:
            row["key"] = f"{row['key']} {row['fiscal_year']}"
            row["name"] = f"{row['name']} {row['fiscal_year']}"
    rows, left = _held(connection, rows, asked, total)
    if by == "item":
        rows = _items(rows)

    divisions = (
        coverage_by_division(connection, year or None, doc_kind, one_scope) if by == "division" else None
    )
    names = _names(rows, by)
    places, more = ranked(
        rows,
        form,
        names,
        divisions,
        whole=_whole(rows) if form == "share" and by in ("function", "economic") else None,
        least_first=least_first,
    )
    ids = {place.key for place in places}
    rows = [row for row in rows if row["key"] in ids]
    unit = _unit(measure, rows)
    return Ranking(
        measure=measure,
        by=by,
        year=year,
        doc_kind=doc_kind,
        role=role,
        unit=PERCENT if form in _RATES else unit,
        places=tuple(places),
        scope=one_scope,
        coverage=coverage(connection, year or None, doc_kind, one_scope),
        rows=tuple(rows),
        form=form,
        total=total,
        before=(before or year - 1) if form in OVER_YEARS and year else None,
        figure_unit=unit,
        code=code,
        left_out=tuple(left + more),
        chosen=tuple(
            name
            for name, value in given.items()
            if value is None
            and not (name == "scope_type" and scope)
            and not (name == "fiscal_year" and every_year)
        ),
        there=tuple(there),
    )


def _most(
    connection: duckdb.DuckDBPyConnection,
    wanted: Comparable,
    there: Sequence[dict[str, Any]],
    given: dict[str, Any],
) -> tuple[int, str, str]:
    """Year, kind and role that most documents have, of those that are given."""
    documents: Counter[tuple[int, str, str]] = Counter()
    for row in there:
        if all(value is None or row[name] == value for name, value in given.items()):
            documents[row["fiscal_year"], row["doc_kind"], row["role"]] += row["documents"]
    if not documents:
        raise NothingToCompare(_nothing(connection, wanted, given))
    return min(documents, key=lambda one: (-documents[one], -one[0], *one[1:]))


def _held(
    connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], asked: Comparable, total: str | None
) -> tuple[list[dict[str, Any]], list[LeftOut]]:
    """The rows with what they are held against (`held`), and those that have nothing, or cannot be right."""
    sets: tuple[tuple[str, ...], ...] = ()
    if asked.form == "per_head":
        sets = heads()
    elif asked.form == "share":
        assert total is not None
        sets = ((total,),)
    checks = asked.form == "amount" and asked.code is None and asked.by in _ONE_BODY
    wanted = {one for of in sets for one in of} | (
        {TOTAL} if checks and is_spending(asked.measure) else set()
    )
    others = beside(connection, tuple(sorted(wanted)), asked) if wanted else {}
    flags = (
        {}
        if asked.form in (*OVER_YEARS, *AGAINST_BUDGET) or asked.by not in _ONE_BODY
        else flags_of(connection, asked)
    )
    kept, left = [], []
    for row in rows:
        own = others.get(row["primary_doc_id"], {})
        held = next(
            (tuple(own[one] for one in of if one in own) for of in sets if any(one in own for one in of)), ()
        )
        why = row["why_not_comparable"]
        if sets and not held:
            why = "no staff is printed" if asked.form == "per_head" else "no total is printed"
        elif checks and TOTAL in own and value_of(row) > value_of(own[TOTAL]) * _ROUNDING:
            why = "more than all expenditure"
        if why is not None:
            left.append(left_out(row, why))
            continue
        own_held = _earlier(row) if row["before_value"] is not None else ()
        row["held"] = own_held or tuple(_of_document(one) for one in held)
        row["flags"] = [
            flag
            for flag in dict.fromkeys([*flags.get(row["fact_id"], row["flags"]), *_derived(row)])
            if not (
                flag == "value_of_another_year" and row["value_yuan"] is None
            )  # a stock is of a year's end
        ]
        kept.append(row)
    return kept, left


def _derived(row: dict[str, Any]) -> list[str]:
    return ["derived"] if row["source_kind"] == "derived" else []


def _whole(rows: Sequence[dict[str, Any]]) -> Decimal:
    """The totals of all documents of which classes are ranked, each once."""
    totals = {one.doc_id: one.value for row in rows for one in row["held"]}
    return sum(totals.values(), Decimal(0))


def _of_document(row: dict[str, Any]) -> Held:
    names = ("raw", "page", "locator", "source", "doc_id", "fact_id")
    return Held(row["measure"], value_of(row), **{name: row[name] for name in names})


def _earlier(row: dict[str, Any]) -> tuple[Held, ...]:
    """The figure of an earlier year, or the budget."""
    value = row["before_value"] if row["value_yuan"] is None else rounded(row["before_value"])
    names = ("raw", "page", "locator", "source", "doc_id", "fact_id", "basis")
    return (Held(row["measure"], value, **{name: row[f"before_{name}"] for name in names}),)


def _items(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each item of a document, that may stand in a table and in a list, with other brackets."""
    found: dict[tuple[str, str, Decimal], dict[str, Any]] = {}
    for row in rows:
        label = unicodedata.normalize("NFKC", row["item_label"])
        found.setdefault((row["doc_id"], label, value_of(row)), row)
    return list(found.values())


def _unit(measure: str, rows: Sequence[dict[str, Any]]) -> str:
    if any(row["value_yuan"] is not None for row in rows) or not rows:
        return yuan()
    return rows[0]["unit_raw"] or counting_word(measure)


def _names(rows: Sequence[dict[str, Any]], by: By) -> dict[str, str]:
    """Names for keys: classes and divisions get theirs from the code lists."""
    from patterns.codes import names_in
    from pipeline.ask.division_asked import division_called

    names: dict[str, str] = {}
    for row in rows:
        key = row["key"]
        if key in names:
            continue
        if by == "division":
            names[key] = division_called(key)
        elif by in ("function", "economic"):
            known = names_in(key, row["fiscal_year"])
            names[key] = f"{key} {known[0]}" if known else key
        else:
            names[key] = row["item_label"] if by == "item" else row["name"]
    return names


def _nothing(connection: duckdb.DuckDBPyConnection, wanted: Comparable, given: dict[str, Any]) -> str:
    """What there is of the measure where the question finds nothing."""
    measure, by = wanted.measure, wanted.by
    found = connection.execute(
        "select fiscal_year, doc_kind, role, count(distinct doc_id) from v_best_facts "
        "where measure = $measure group by all order by 4 desc, 1 desc, 2, 3 limit 5",
        {"measure": measure},
    ).fetchall()
    given = {**given, "division": wanted.division, "code": wanted.code}
    asked = tr(", ").join(f"{name} {value}" for name, value in given.items() if value is not None)
    if wanted.form in (*OVER_YEARS, *AGAINST_BUDGET):
        what = tr("no figure of {measure} has one of the same thing to be held against", measure=measure)
    elif asked:
        what = tr("no document prints {measure} by {by} with {asked}", measure=measure, by=by, asked=asked)
    else:
        what = tr("no document prints {measure} by {by}", measure=measure, by=by)
    if not found:
        return tr("{what}; no document of this folder prints it at all", what=what)
    there = (
        tr(
            "{year} {kind} {role}: {count} documents",
            year=year,
            kind=told(kind),
            role=told(role),
            count=count,
        )
        for year, kind, role, count in found
    )
    return tr("{what}; there is {there}", what=what, there=tr("; ").join(there))
