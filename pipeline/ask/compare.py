"""Rankings of one measure: entities, divisions or functional classes, with the rows behind every figure.

A total over several documents takes each entity once for a year (primary documents), and says how many
documents it is made of. A figure of a budget is never compared with one of a final account, and a department
with its units not with an own office or a single unit unless it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from patterns.interface import texts
from pipeline.ask.coverage import SCOPES, Coverage, coverage
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    import duckdb

By = Literal["entity", "division", "function"]
CLASS_LENGTH = 3
"""Digits of a functional class (类)."""
EVERY_SCOPE = "all"
"""Asks for documents of all scopes together."""
_KEYS: dict[By, str] = {
    "entity": "coalesce(f.entity_id, f.doc_id)",
    "division": "f.division_code",
    "function": "f.function_code",
}
_NAMES: dict[By, str] = {
    "entity": "coalesce(f.entity_name, f.entity_id, f.doc_id)",
    "division": "f.division_code",
    "function": "f.function_code",
}
"""SQL of what is ranked, and of what it is called."""
_QUOTES = "“”\"'"


class NothingToCompare(ValueError):
    """No figure answers the question; the message says what there is instead."""


class NoSuchMeasure(NothingToCompare):
    """What is asked for is no measure; the message says which may be meant."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What has one place of a ranking."""

    rank: int
    key: str
    name: str
    value: Decimal
    """Yuan, or the count where the measure is one."""
    documents: int
    scopes: tuple[str, ...]
    """What its documents speak for."""
    coverage: Coverage | None
    """Of a division: what the folder has of it."""
    page: int | None
    source: str | None
    """Page and link of the figure; of the largest where there are several."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A measure compared; places in descending order of their values."""

    measure: str
    by: By
    year: int
    doc_kind: str
    role: str
    unit: str
    """元, or the measure word of a count."""
    places: tuple[Ranked, ...]
    scope: str | None
    """What all its documents speak for; null where they are of several kinds."""
    coverage: Coverage
    """What the folder has of that year, kind and scope."""
    rows: tuple[dict[str, Any], ...]
    """The facts behind the places: entity, value, printed text, page, link."""


def compare(
    connection: duckdb.DuckDBPyConnection,
    measure: str,
    by: By = "entity",
    year: int | None = None,
    doc_kind: str | None = None,
    role: str | None = None,
    scope: str | None = None,
) -> Ranking:
    """The ranking of a measure in one year, one kind of document, one role and one scope.

    What is not given is chosen: the year and kind with most documents that print the measure (the latest of
    equals), the role that belongs to the kind, and for entities the scope with most of these documents;
    `scope="all"` ranks all scopes together, as divisions and classes do. A measure may be given by its id or
    its Chinese name. `by="function"` ranks classes of three digits. Raises `NothingToCompare`.
    """
    measure = measure_id(measure)
    where = [
        "f.measure = $measure",
        "f.unit_name is null",
        "f.item_label is null or f.function_code is not null",
    ]
    if by == "function":
        where += [f"length(f.function_code) = {CLASS_LENGTH}", "f.economic_code is null"]
    else:
        where += ["f.function_code is null", "f.economic_code is null"]
    given: dict[str, Any] = {"measure": measure}
    if scope is None and by != "entity":
        scope = EVERY_SCOPE
    one_scope = None if scope == EVERY_SCOPE else scope
    asked = {"fiscal_year": year, "doc_kind": doc_kind, "role": role, "scope_type": one_scope}
    for name, value in asked.items():
        if value is not None:
            where.append(f"f.{name} = ${name}")
            given[name] = value
    if role is None:
        where.append("f.role in (if(f.doc_kind = 'budget', 'initial_budget', 'final'), 'count')")
    condition = " and ".join(f"({w})" for w in where)
    chosen = connection.execute(
        f"select f.fiscal_year, f.doc_kind, f.role from v_key_facts f where {condition} "
        "and coalesce(f.value_yuan, f.value) is not null and f.fiscal_year is not null group by all "
        "order by count(distinct f.doc_id) desc, f.fiscal_year desc, f.doc_kind, f.role limit 1",
        given,
    ).fetchone()
    if chosen is None:
        raise NothingToCompare(_nothing(connection, measure, by, given))
    given.update(fiscal_year=chosen[0], doc_kind=chosen[1], role=chosen[2])
    rows = _rows(connection, condition, given, by)
    if scope is None:
        counted = Counter(row["scope_type"] for row in rows)
        one_scope = min(counted, key=lambda s: (-counted[s], _rank_of(s)))
        rows = [row for row in rows if row["scope_type"] == one_scope]

    def of(division: str | None) -> Coverage:
        return coverage(connection, chosen[0], chosen[1], one_scope, division)

    return Ranking(
        measure=measure,
        by=by,
        year=chosen[0],
        doc_kind=chosen[1],
        role=chosen[2],
        unit=yuan() if any(row["value_yuan"] is not None for row in rows) else (rows[0]["unit_raw"] or ""),
        places=tuple(_places(rows, of if by == "division" else None)),
        scope=one_scope,
        coverage=of(None),
        rows=tuple(rows),
    )


def _rank_of(scope: str) -> int:
    """Departments with their units first, unknown last."""
    return SCOPES.index(scope) if scope in SCOPES else len(SCOPES)


def yuan() -> str:
    """The unit of amounts, as a ranking says it."""
    return texts().ranking.scale[-1].unit.zh


def _rows(
    connection: duckdb.DuckDBPyConnection, condition: str, given: dict[str, Any], by: By
) -> list[dict[str, Any]]:
    """One fact for each document and key, largest first."""
    key = _KEYS[by]
    found = connection.execute(
        f"select {key} as key, {_NAMES[by]} as name, f.entity_name, f.fiscal_year, f.doc_kind, f.role, "
        "f.scope_type, f.measure, f.function_code, f.value_yuan, f.value, f.unit_raw, f.raw, f.source_kind, "
        "f.derivation, f.confidence, f.page, f.source, f.doc_id, f.fact_id "
        f"from v_key_facts f where {condition} and f.fiscal_year = $fiscal_year and f.doc_kind = $doc_kind "
        f"and f.role = $role and {key} is not null and coalesce(f.value_yuan, f.value) is not null "
        f"qualify row_number() over (partition by f.doc_id, {key} order by "
        "f.scope in ('gov_fund', 'state_capital'), f.source_kind <> 'table', f.confidence desc, f.page, "
        "f.char_start, f.fact_id) = 1 "
        "order by coalesce(f.value_yuan, f.value) desc, f.entity_name, f.doc_id",
        given,
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _places(
    rows: Sequence[dict[str, Any]], coverage_of: Callable[[str], Coverage] | None = None
) -> list[Ranked]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["key"], []).append(row)
    totals = {key: sum((_value(row) for row in group), Decimal(0)) for key, group in groups.items()}
    order = sorted(groups, key=lambda key: (-totals[key], key))
    names = _display_names(groups)
    places: list[Ranked] = []
    for n, key in enumerate(order):
        first = groups[key][0]
        same = places and places[-1].value == totals[key]
        places.append(
            Ranked(
                rank=places[-1].rank if same else n + 1,
                key=key,
                name=names[key],
                value=totals[key],
                documents=len({row["doc_id"] for row in groups[key]}),
                scopes=tuple(sorted({row["scope_type"] for row in groups[key]}, key=_rank_of)),
                coverage=None if coverage_of is None else coverage_of(key),
                page=first["page"],
                source=first["source"],
            )
        )
    return places


def _value(row: dict[str, Any]) -> Decimal:
    value: Decimal = row["value_yuan"] if row["value_yuan"] is not None else row["value"]
    return value


def _display_names(groups: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Names for keys: classes and divisions get theirs from the code lists."""
    from patterns.codes import names_in
    from pipeline.ask.division_asked import division_called

    names: dict[str, str] = {}
    for key, group in groups.items():
        row = group[0]
        name = row["name"]
        if row["function_code"] == key:
            known = names_in(key, row["fiscal_year"])
            name = f"{key} {known[0]}" if known else key
        elif row["name"] == key:
            name = division_called(key)
        names[key] = name
    return names


def measure_id(measure: str) -> str:
    """The id of a measure that is given by its id or by a name of its own. Raises `NoSuchMeasure`."""
    from patterns import load
    from patterns.shapes.measures import Measures

    known = {m.id: m for m in load(Measures).measure}
    if measure in known:
        return measure
    names = {m.id: {_plain(n) for n in (m.name_zh, *m.aliases)} for m in known.values()}
    named = [one for one, own in names.items() if _plain(measure) in own]
    if len(named) == 1:
        return named[0]
    meant = [f"{one} ({known[one].name_zh})" for one in named or near(measure, names, names)]
    problem = tr("there is no measure {name} (`mingzhang measures` lists them)", name=measure)
    raise NoSuchMeasure(with_near(problem, meant))


def _plain(name: str) -> str:
    return name.translate({ord(c): None for c in _QUOTES})


def _nothing(connection: duckdb.DuckDBPyConnection, measure: str, by: By, given: dict[str, Any]) -> str:
    """What there is of the measure where the question finds nothing."""
    found = connection.execute(
        "select fiscal_year, doc_kind, role, count(distinct doc_id) from v_best_facts "
        "where measure = $measure group by all order by 4 desc, 1 desc, 2, 3 limit 5",
        {"measure": measure},
    ).fetchall()
    asked = tr(", ").join(f"{name} {value}" for name, value in given.items() if name != "measure")
    if asked:
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
