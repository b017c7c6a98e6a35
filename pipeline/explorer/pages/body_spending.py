"""What a body spends on what: budget beside final account, classes of spending, costs per head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.body_figures import Printed, measure_order

_EXECUTION = """
    select e.fiscal_year, e.measure, e.scope, e.final, e.budget, e.budget_basis, e.gap_yuan, e.execution_rate,
           e.printed_rate, e.why_not_comparable, e.flags, e.fact_ids.final as final_fact,
           e.fact_ids.budget as budget_fact, e.pages.final as final_page, e.pages.budget as budget_page,
           e.doc_ids.final as final_document, e.doc_ids.budget as budget_document
    from v_budget_execution e
    where e.entity_id in (select unnest($bodies)) and e.province is not distinct from $province
      and e.function_code is null and e.budget is not null
    order by e.fiscal_year desc, e.measure, e.scope
"""
_CLASSES = """
    select fiscal_year, doc_kind, role, measure, scope, function_code as code, value_yuan as value, doc_id,
           page,
           fact_id, source_kind, (
             select arg_max(c.name, (c.printed_in, c.name)) from codes c
             where c.code = function_code and c.classification = 'function'
               and f.fiscal_year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)) as name
    from v_document_figures f
    where entity_id in (select unnest($bodies)) and province is not distinct from $province
      and standing = 0 and function_code is not null and value_yuan is not null
      and measure in ('expenditure.total', 'gpb.expenditure', 'fiscal.expenditure')
      and role = if(doc_kind = 'budget', 'initial_budget', 'final')
      and fiscal_year = $year and doc_kind = $kind
    qualify row_number() over (partition by measure, scope, function_code order by doc_id, fact_id) = 1
"""
_ECONOMIC = """
    select f.fiscal_year, $kind as doc_kind, f.role, f.measure, f.scope, f.economic_code as code,
           f.value_yuan as value, f.doc_id, f.page, f.fact_id, f.source_kind, (
             select arg_max(c.name, (c.printed_in, c.name)) from codes c
             where c.code = f.economic_code and c.classification = 'economic'
               and f.fiscal_year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)) as name
    from {facts} f
    where f.doc_id in (select unnest($documents)) and f.fiscal_year = $year
      and f.province is not distinct from $province
      and length(f.economic_code) = 3 and f.function_code is null and f.unit_name is null
      and f.item_label is null and f.duplicate_of is null and f.part_of is null and f.value_yuan is not null
      and f.measure in ('gpb.basic_expenditure', 'fiscal.basic_expenditure')
      and f.role = if($kind = 'budget', 'initial_budget', 'final')
    qualify row_number() over (
      partition by f.measure, f.scope, f.economic_code
      order by f.source_kind = 'derived', f.source_kind <> 'table', f.doc_id, f.page, f.fact_id) = 1
"""
_PER_HEAD = """
    with own as (
      select * from {key_facts} where doc_id in (select unnest($documents))
    )
    select f.fiscal_year, f.measure, f.role, coalesce(f.value_yuan, f.value) as value, f.doc_id, f.page,
           f.fact_id,
           (select list({{measure: o.measure, value: o.value, value_yuan: o.value_yuan, page: o.page,
                         fact_id: o.fact_id}} order by list_position(f.derived_from, o.fact_id))
            from own o where o.doc_id = f.doc_id and list_contains(f.derived_from, o.fact_id)) as operands
    from own f
    where f.derivation = 'ratio' and f.value_year is not distinct from f.fiscal_year
      and not exists (select 1 from own o where o.measure = f.measure and o.role = f.role
                      and o.fiscal_year = f.fiscal_year and o.source_kind <> 'derived')
    order by f.measure, f.fiscal_year, f.role
"""
"""As `v_derived` has them, asked of the documents of one body alone."""
_WHOLE = {"function": "expenditure.total", "economic": "gpb.basic_expenditure"}
"""The measure whose classes are shown where there are those of several."""


@dataclass(frozen=True, slots=True)
class Execution:
    """What was spent beside its budget."""

    fiscal_year: int
    measure: str
    scope: str
    budget: Printed
    budget_basis: str
    final: Printed
    gap: Decimal
    rate: Decimal | None
    """Percent of the budget; null of a budget of nothing."""
    printed_rate: Decimal | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """Spending of one class of a classification."""

    code: str
    name: str | None
    value: Printed
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Classes:
    """Spending by the classes (3 digits) of one classification, in the newest document that has it."""

    classification: str
    """function, economic"""
    fiscal_year: int
    doc_kind: str
    measure: str
    scope: str
    role: str
    rows: tuple[Class, ...]
    """The largest first."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed figure that another follows from."""

    measure: str
    printed: Printed
    is_money: bool


@dataclass(frozen=True, slots=True)
class PerHead:
    """A cost per head, person or vehicle, computed from printed figures."""

    fiscal_year: int
    measure: str
    role: str
    value: Decimal
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is asked for classes: a year and kind of a body's disclosures, with the files that are of it."""

    fiscal_year: int
    doc_kind: str
    documents: tuple[Row, ...]
    """Of each file doc_id, fiscal_year and province."""


def execution(edition: Edition, bodies: Sequence[str], province: str | None) -> tuple[Execution, ...]:
    """Budget beside final account, the newest year first; only what is comparable."""
    rows = edition.rows(_EXECUTION, {"bodies": list(bodies), "province": province})
    order = measure_order()
    found = [
        Execution(
            fiscal_year=row["fiscal_year"],
            measure=row["measure"],
            scope=row["scope"],
            budget=Printed(row["budget"], row["budget_document"], row["budget_page"], row["budget_fact"]),
            budget_basis=row["budget_basis"],
            final=Printed(row["final"], row["final_document"], row["final_page"], row["final_fact"]),
            gap=row["gap_yuan"],
            rate=row["execution_rate"],
            printed_rate=row["printed_rate"],
            flags=tuple(row["flags"]),
        )
        for row in rows
        if row["final_fact"] is not None and row["budget_fact"] is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.fiscal_year, order.get(one.measure, len(order)))))


def classes(
    edition: Edition, bodies: Sequence[str], province: str | None, of: Disclosure
) -> tuple[Classes, ...]:
    """The functional and the economic classes of one disclosure; those that it has."""
    given: dict[str, Any] = {
        "province": province, "year": of.fiscal_year, "kind": of.doc_kind,
    }  # fmt: skip
    economic = _ECONOMIC.format(facts=edition.files.of_all("facts", of.documents))
    ids = [document["doc_id"] for document in of.documents]
    found = (
        _of_one_measure("function", edition.rows(_CLASSES, {**given, "bodies": list(bodies)})),
        _of_one_measure("economic", edition.rows(economic, {**given, "documents": ids})),
    )
    return tuple(one for one in found if one is not None)


def per_head(edition: Edition, documents: Sequence[Row]) -> tuple[PerHead, ...]:
    """Costs per head over the years, of documents of one body: doc_id, fiscal_year and province of each."""
    if not documents:
        return ()
    sql = _PER_HEAD.format(key_facts=edition.files.of_all("key_facts", documents))
    return tuple(
        PerHead(
            row["fiscal_year"], row["measure"], row["role"], row["value"],
            tuple(_operand(one, row["doc_id"]) for one in row["operands"] or ()),
        )
        for row in edition.rows(sql, {"documents": [document["doc_id"] for document in documents]})
    )  # fmt: skip


def _operand(row: Row, doc_id: str) -> Operand:
    money = row["value_yuan"] is not None
    value = row["value_yuan"] if money else row["value"]
    return Operand(row["measure"], Printed(value, doc_id, row["page"], row["fact_id"]), money)


def _of_one_measure(classification: str, rows: Sequence[Row]) -> Classes | None:
    """The classes of the measure that has most of them, the usual one of several."""
    if not rows:
        return None
    counted: dict[tuple[str, str | None], int] = {}
    for row in rows:
        key = row["measure"], row["scope"]
        counted[key] = counted.get(key, 0) + 1
    usual = _WHOLE[classification]
    measure, scope = max(counted, key=lambda key: (counted[key], key[0] == usual, str(key)))
    own = [row for row in rows if (row["measure"], row["scope"]) == (measure, scope)]
    first = own[0]
    return Classes(
        classification=classification,
        fiscal_year=first["fiscal_year"],
        doc_kind=first["doc_kind"],
        measure=measure,
        scope=scope or "unknown",
        role=first["role"],
        rows=tuple(
            Class(
                row["code"], row["name"], Printed(row["value"], row["doc_id"], row["page"], row["fact_id"]),
                row["source_kind"] == "derived",
            )
            for row in sorted(own, key=lambda row: (-row["value"], row["code"]))
        ),
    )  # fmt: skip
