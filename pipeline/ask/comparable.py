"""The figures that a ranking is made of, one for each body, class or item: as rows of one shape, in SQL.

A row is a figure with its place, and, where something is held against it (the figure of an earlier year, a
budget), that one with its place (`before_…`) or why the two are not the same thing (`why_not_comparable`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    import duckdb

By = Literal["entity", "division", "function", "economic", "item"]
Form = Literal["amount", "per_head", "share", "change", "growth", "gap", "execution_rate"]
Row = dict[str, Any]
OVER_YEARS: Final = ("change", "growth")
AGAINST_BUDGET: Final = ("gap", "execution_rate")
CLASS_LENGTH = 3
"""Digits of a class (类)."""
_KEYS: dict[By, str] = {
    "entity": "coalesce(f.entity_id, f.doc_id)",
    "division": "f.division_code",
    "function": "f.function_code",
    "economic": "f.economic_code",
    "item": "f.fact_id",
}
"""SQL of what is ranked."""
_BEST = (
    "f.scope in ('gov_fund', 'state_capital'), f.source_kind <> 'table', f.confidence desc, f.page, "
    "f.char_start, f.fact_id"
)
"""Of several printings: the one for all funds before one fund, a table before a sentence."""
BEST_PAIR = (
    "f.scope in ('gov_fund', 'state_capital'), f.why_not_comparable is not null, f.source_kind = "
    "'derived', "
    "f.source_kind <> 'table', f.confidence desc, f.scope, f.fact_id"
)
OF_THE_KIND = "f.role in (if(f.doc_kind = 'budget', 'initial_budget', 'final'), 'count')"
_NOTHING_BEFORE = (
    "null as before_value, null as before_raw, null as before_page, null as before_locator, null as "
    "before_source, "
    "null as before_doc_id, null as before_fact_id, null as before_basis, null as why_not_comparable"
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """What is asked for; null is everything."""

    measure: str
    by: By = "entity"
    form: Form = "amount"
    year: int | None = None
    doc_kind: str | None = None
    role: str | None = None
    scope: str | None = None
    """What documents speak for."""
    division: str | None = None
    """First digits of its code."""
    code: str | None = None
    """A code of the functional or economic classification."""
    before: int | None = None
    """The earlier year of two; null the year before."""

    @property
    def is_economic(self) -> bool:
        """Whether `code` is of the economic classification: those begin with 3 or 5."""
        return self.code is not None and self.code[0] in "35"

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of `sql`, those that are given."""
        given = {
            "measure": self.measure,
            "fiscal_year": self.year,
            "doc_kind": self.doc_kind,
            "role": self.role,
            "scope_type": self.scope,
            "division": self.division,
            "code": self.code,
            "before": self.before if self.form in OVER_YEARS else None,
        }
        return {name: value for name, value in given.items() if value is not None}


def counted(connection: duckdb.DuckDBPyConnection, asked: Comparable) -> list[Row]:
    """How many documents have such a figure, by fiscal_year, doc_kind, role and scope_type; most first."""
    return rows(
        connection,
        "select f.fiscal_year, f.doc_kind, f.role, f.scope_type, count(distinct f.doc_id) as documents "
        f"from ({_figures(asked, once=False)}) f "
        "where f.fiscal_year is not null and f.why_not_comparable is null "
        "group by all order by documents desc, f.fiscal_year desc, f.doc_kind, f.role, f.scope_type",
        asked.values,
    )


def figures(connection: duckdb.DuckDBPyConnection, asked: Comparable) -> list[Row]:
    """One row for each document and key, largest first; those without a key are left out."""
    return rows(
        connection,
        f"select * from ({_figures(asked)}) f where key is not null "
        "order by coalesce(value_yuan, value) desc, entity_name, doc_id, fact_id",
        asked.values,
    )


def beside(
    connection: duckdb.DuckDBPyConnection, measures: tuple[str, ...], asked: Comparable
) -> dict[str, dict[str, Row]]:
    """Headline figures of these measures in the year and kind that are asked: by primary document, then by
    measure.
    """
    found: dict[str, dict[str, Row]] = {}
    every = rows(
        connection,
        "select primary_doc_id, measure, role, value_yuan, value, raw, page, locator, source, doc_id, "
        "fact_id from v_headline_facts where list_contains($measures, measure) and fiscal_year = "
        "$fiscal_year "
        "and doc_kind = $doc_kind and coalesce(value_yuan, value) is not null",
        {"measures": list(measures), "fiscal_year": asked.year, "doc_kind": asked.doc_kind},
    )
    for row in every:
        found.setdefault(row["primary_doc_id"], {})[row["measure"]] = row
    return found


def flags_of(connection: duckdb.DuckDBPyConnection, asked: Comparable) -> dict[str, list[str]]:
    """What v_panel says of the figures of a year, by their ids; of those that it says something of."""
    given = {"measure": asked.measure, "fiscal_year": asked.year}
    found = rows(
        connection,
        "select fact_id, flags from v_panel where measure = $measure and fiscal_year = $fiscal_year "
        "and len(flags) > 0",
        given,
    )
    return {row["fact_id"]: row["flags"] for row in found}


def rows(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> list[Row]:
    """The rows of a statement, each by column."""
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _figures(asked: Comparable, *, once: bool = True) -> str:
    if asked.form in AGAINST_BUDGET:
        return _executions(asked)
    return _changes(asked) if asked.form in OVER_YEARS else _printed(asked, once=once)


def _where(asked: Comparable, *more: str) -> str:
    """The conditions that all forms share, and these."""
    named = ("fiscal_year", "doc_kind", "role", "scope_type")
    conditions = ["f.measure = $measure", *(f"f.{name} = ${name}" for name in named if name in asked.values)]
    if asked.division is not None:
        conditions.append("starts_with(f.division_code, $division)")
    return " and ".join(f"({condition})" for condition in (*conditions, *more) if condition)


def _printed(asked: Comparable, *, once: bool) -> str:
    """Figures as documents print them; each once, or all printings where they are only counted."""
    key = _KEYS[asked.by]
    by_class = asked.by == "function" or (asked.code is not None and not asked.is_economic)
    by_economic = asked.by == "economic" or asked.is_economic
    view = "v_best_facts" if by_economic or asked.by == "item" else "v_key_facts"
    if asked.code is not None and len(asked.code) != CLASS_LENGTH:
        view = "v_best_facts"
    elif view == "v_key_facts" and asked.by in ("entity", "division") and not by_class and asked.role is None:
        view = "v_headline_facts"  # the same figures, chosen once for all that asks for them
    code = "f.economic_code" if asked.is_economic else "f.function_code"
    best = (
        f"qualify row_number() over (partition by f.doc_id, f.fiscal_year, f.doc_kind, f.role, {key} "
        f"order by {_BEST}) = 1"
    )
    where = _where(
        asked,
        "f.unit_name is null",
        "f.item_label is not null"
        if asked.by == "item"
        else "f.item_label is null or f.function_code is not null",
        f"length(f.function_code) = {CLASS_LENGTH}" if asked.by == "function" else "",
        f"length(f.economic_code) = {CLASS_LENGTH}" if asked.by == "economic" else "",
        f"{code} = $code" if asked.code is not None else "",
        "" if by_class else "f.function_code is null",
        "" if by_economic else "f.economic_code is null",
        "" if asked.role is not None else OF_THE_KIND,
        "coalesce(f.value_yuan, f.value) is not null",
    )
    return (
        f"select {key} as key, coalesce(f.entity_name, f.entity_id, f.doc_id) as name, f.entity_id, "
        "f.entity_name, f.fiscal_year, f.doc_kind, f.role, f.scope_type, f.division_code, f.measure, "
        "f.function_code, f.economic_code, f.item_label, f.value_yuan, f.value, f.unit_raw, f.raw, "
        "f.source_kind, f.derivation, f.confidence, f.ocr_status, f.page, f.locator, f.source, f.doc_id, "
        "f.primary_doc_id, f.fact_id, "
        f"[]::varchar[] as flags, {_NOTHING_BEFORE} from {view} f where {where} "
        f"{best if once else ''}"
    )


def _changes(asked: Comparable) -> str:
    """Figures beside those of the year before as v_panel holds them, or of another year by its row."""
    names = (
        f"{_KEYS[asked.by]} as key, coalesce(f.entity_name, f.entity_id) as name, f.entity_id, "
        "f.entity_name, f.fiscal_year, f.doc_kind, f.role, f.scope_type, f.division_code, f.measure, "
        "null as function_code, "
        "null as economic_code, null as item_label, f.value_yuan, f.value, null as unit_raw, f.raw, "
        "f.source_kind, f.derivation, f.confidence, f.ocr_status, f.page, f.locator, f.source, "
        "f.doc_id, f.doc_id "
        "as primary_doc_id, "
        "f.fact_id, f.flags, "
    )
    where = _where(asked, "" if asked.role is not None else OF_THE_KIND)
    one = (
        "qualify row_number() over (partition by f.entity_id, f.fiscal_year, f.role "
        f"order by {BEST_PAIR}) = 1"
    )
    if asked.before is None or asked.before + 1 == asked.year:
        return (
            f"select {names} coalesce(f.previous_value_yuan, f.previous_count) as before_value, "
            "f.previous_raw as before_raw, f.previous_page as before_page, f.previous_locator as "
            "before_locator, "
            "f.previous_source as before_source, f.previous_doc_id as before_doc_id, f.previous_fact_id "
            "as before_fact_id, "
            "f.previous_basis as before_basis, f.why_not_comparable "
            f"from v_panel f where {where} {one}"
        )
    return (
        "with earlier as (select * from v_panel where measure = $measure and fiscal_year = $before), "
        "breaks as (select distinct series_id, doc_kind from v_entity_series where break_in_series "
        "and fiscal_year > $before and ($fiscal_year is null or fiscal_year <= $fiscal_year)), "
        "pairs as (select f.* exclude (why_not_comparable), coalesce(b.value_yuan, b.value) as "
        "before_value, "
        "b.raw as before_raw, b.page as before_page, b.locator as before_locator, b.source as "
        "before_source, b.doc_id as before_doc_id, "
        "b.fact_id as before_fact_id, case when b.fact_id is not null then 'document of that year' end "
        "as before_basis, case when b.fact_id is null then 'no earlier figure' "
        "when coalesce(f.value_yuan, f.value) is null or coalesce(b.value_yuan, b.value) is null "
        "then 'blank' "
        "when f.entity_id <> b.entity_id or r.series_id is not null then 'break in series' "
        "when f.scope_type <> b.scope_type then 'scope_type changed' "
        "when list_has_any(f.flags || b.flags, ['one_of_several']) then 'one of several figures' "
        "when list_has_any(f.flags || b.flags, ['unproven_scan']) then 'unproven scan' "
        "when greatest(abs(f.value_yuan / nullif(b.value_yuan, 0)), "
        "abs(b.value_yuan / nullif(f.value_yuan, 0))) >= 1000 then 'unit in doubt' end as "
        "why_not_comparable from v_panel f "
        "left join earlier b on b.series_id = f.series_id and b.scope = f.scope and b.role = f.role "
        "left join breaks r on r.series_id = f.series_id and r.doc_kind = f.doc_kind "
        f"where {_where(asked)}) "
        f"select {names} f.before_value, f.before_raw, f.before_page, f.before_locator, "
        f"f.before_source, f.before_doc_id, "
        f"f.before_fact_id, f.before_basis, f.why_not_comparable from pairs f where {where} {one}"
    )


def _executions(asked: Comparable) -> str:
    """Final figures beside the budget that they are held against."""
    of_class = asked.by == "function" or asked.code is not None
    where = _where(
        asked,
        f"length(f.function_code) = {CLASS_LENGTH}" if asked.by == "function" else "",
        "f.function_code = $code" if asked.code is not None else "",
        "" if of_class else "f.function_code is null",
    )
    return (
        f"select {_KEYS[asked.by]} as key, f.entity_name as name, f.entity_id, f.entity_name, "
        "f.fiscal_year, f.doc_kind, f.role, f.scope_type, f.division_code, f.measure, f.function_code, "
        "null as economic_code, null as item_label, f.final as value_yuan, f.final as value, null as "
        "unit_raw, f.raws.final as raw, "
        "null as source_kind, null as derivation, null as confidence, null as ocr_status, "
        "f.pages.final as page, f.locators.final as locator, f.sources.final as source, "
        "f.doc_ids.final as doc_id, f.doc_id as "
        "primary_doc_id, "
        "f.fact_ids.final as fact_id, f.flags, f.budget as before_value, f.raws.budget as before_raw, "
        "f.pages.budget as before_page, f.locators.budget as before_locator, f.sources.budget as "
        "before_source, "
        "f.doc_ids.budget as before_doc_id, f.fact_ids.budget as before_fact_id, f.budget_basis as "
        "before_basis, f.why_not_comparable "
        "from (select *, 'final_account' as doc_kind, 'final' as role from v_budget_execution) f "
        f"where {where} qualify row_number() over (partition by f.entity_id, f.fiscal_year, "
        "f.function_code "
        "order by f.scope in ('gov_fund', 'state_capital'), f.why_not_comparable is not null, f.scope) = 1"
    )
