"""Which datasets and views are kept, and in which order: sorted by what pages ask for, few rows are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A dataset or view of the same name that is kept as a table with its columns."""

    name: str
    order: str
    of: str | None = None
    """What it is made of, a table before it: then it is made province by province, for what its windows and
    groups put together is of one province, and all of them at once would need too much memory."""


TABLES = (
    Table("documents", "doc_id"),
    Table("entities", "entity_id"),
    Table("entity_relations", "from_entity_id, to_entity_id"),
    Table("findings", "doc_id, page"),
    Table("v_documents", "entity_id, fiscal_year"),
    Table("v_key_facts", "entity_id", of="key_facts"),
    Table("v_headline_facts", "entity_id, measure", of="v_key_facts"),
    Table("v_headline", "entity_id, fiscal_year", of="v_headline_facts"),
    Table("v_three_public", "entity_id, fiscal_year", of="v_key_facts"),
    Table("v_coverage", "division_code, fiscal_year"),
    Table("v_openness", "entity_id, fiscal_year"),
    Table("v_entity_series", "series_id, fiscal_year"),
    Table("v_findings", "entity_id, fiscal_year"),
    Table("v_document_figures", "entity_id, measure", of="key_facts"),
    Table("v_panel", "entity_id, measure, fiscal_year", of="v_document_figures"),
    Table("v_budget_execution", "entity_id, measure, fiscal_year", of="v_document_figures"),
)
"""In the order in which they are made: each is made of those before it."""
FACTS = "facts_of_documents"
"""The one table that is no dataset or view: of each fact, by its id as a number, the row of its document."""
FIGURES = "figures_of_documents"
"""Of each number that a cell or a sentence prints (`amount`, `is_yuan` for what it is in yuan), the rows of
the documents that do: by province, and there sorted by amount."""
VERSION = "2"
"""Another where the same data would be kept otherwise; SQL and the dictionary have versions of their own."""
