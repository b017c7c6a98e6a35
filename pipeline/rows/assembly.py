"""Records to rows: every record gets its id, its provenance and its place in a dataset.

Ids are hashes of natural keys (document, span, what it is); two records with one natural key are told
apart by their order. Nothing here knows of files, clocks or other documents: what depends on these
(`source_uri`, `is_primary`, `entities`) is filled when datasets are published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import patterns
from extractors.document import Place
from extractors.records import Fact, Finding, Table
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import datasets, schema_version
from pipeline.figures import normalise
from pipeline.language.themes import themes
from pipeline.language.tokens import search_tokens
from pipeline.reading.extraction import Extraction
from pipeline.rows.contacts import Rows, withhold, without_persons
from pipeline.rows.form_rows import add_forms
from pipeline.rows.identity_rows import add_names, parent_id
from pipeline.rows.openness import openness_rows
from pipeline.rows.provenance import DocumentRows, Row
from pipeline.version import VERSION

_DOUBTFUL_CONFIDENCE = 0.5
AT_PUBLISH = ("entities", "codes", "divisions", "revisions", "receipts", "runs")
"""Datasets that no single document gives."""


def to_rows(extraction: Extraction, *, with_contacts: bool = False) -> Rows:
    """The rows of every dataset that one document gives, in the order of the data dictionary.

    Partition columns are part of the rows. What is no disclosure has rows in `documents`, `texts` and
    `rejects` only. `with_contacts` adds `project_contacts`: the persons and telephone numbers of the forms.
    """
    return _RowMaker(extraction, with_contacts).rows()


class _RowMaker(DocumentRows):
    def __init__(self, extraction: Extraction, with_contacts: bool) -> None:
        super().__init__(extraction)
        self.of = extraction
        self.with_contacts = with_contacts

    def rows(self) -> Rows:
        found: Rows = {name: [] for name in datasets() if name not in AT_PUBLISH}
        if not self.with_contacts:
            del found["project_contacts"]
        found["documents"] = [self.document()]
        found["texts"] = [self.texts()]
        if self.of.identity.is_disclosure:
            self.structure(found)
            self.money(found)
            add_forms(self, self.of.projects, found)
            self.audit(found)
            add_names(self, self.of.identity, found)
            found["openness"].extend(openness_rows(self.of, self.doc))
        found["rejects"] = self.rejects()
        withhold(found, self.of.projects, self.text)
        return found

    def document(self) -> Row:
        of, identity, document = self.of, self.of.identity, self.of.document
        return {
            "doc_id": self.doc,
            "source_uri": None,
            "file_name": None,
            "media_type": document.media_type,
            "byte_size": of.byte_size,
            "page_count": len(document.pages) or None,
            "text_origin": document.text_origin,
            "title": identity.title,
            "doc_kind": identity.doc_kind,
            "fiscal_year": identity.fiscal_year,
            "entity_id": self.entity,
            "entity_name": identity.entity_name,
            "scope_type": identity.scope_type,
            "scope_method": identity.scope_method,
            "unit_count_stated": identity.units_stated,
            "unit_count_listed": len(identity.units),
            "parent_entity_id": parent_id(self, identity),
            "division_code": self.division,
            "province": self.province,
            "published_on": normalise.published_on(identity),
            "file_modified_at": document.modified_at,
            "default_unit": identity.default_unit,
            "has_tables": bool(of.tables),
            "has_narrative": any(f.source_kind == "narrative" for f in of.facts),
            "content_group_id": normalise.content_group_id(self.doc, identity),
            "is_primary": None,
            "group_role": None,
            "primary_doc_id": None,
            "counted_in": None,
            "status": of.status,
            "tool_version": VERSION,
            "patterns_version": patterns.version(),
            "schema_version": schema_version(),
        }

    def texts(self) -> Row:
        return {
            "doc_id": self.doc,
            "text": self.text,
            "text_sha256": hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "search_tokens": search_tokens(without_persons(self.text, self.of.projects)),
        }

    def structure(self, found: Rows) -> None:
        """sections, quantities, tables, table_cells."""
        self.section_ids = [
            self.id("section", s.place.start, s.place.end, s.kind, s.title) for s in self.of.sections
        ]
        for ident, s in zip(self.section_ids, self.of.sections, strict=True):
            found["sections"].append(
                {
                    "section_id": ident,
                    "doc_id": self.doc,
                    "parent_section_id": _at(self.section_ids, s.parent),
                    "ordinal": s.ordinal,
                    "level": s.level,
                    "number_system": s.number_system,
                    "number_raw": s.number_raw,
                    "title": s.title,
                    "kind": s.kind,
                    "canonical_section": s.canonical_section,
                    "scope": s.scope,
                    "body_start": s.body_start,
                    "body_end": s.body_end,
                    **self.provenance(s.place, "outline"),
                }
            )
        for q in self.of.quantities:
            found["quantities"].append(
                {
                    "quantity_id": self.id("quantity", q.place.start, q.place.end, q.kind, q.value_raw),
                    "doc_id": self.doc,
                    "section_id": _at(self.section_ids, q.section),
                    "kind": q.kind,
                    "value_raw": q.value_raw,
                    "unit_raw": q.unit_raw,
                    "decimals": q.decimals,
                    "value": self.number(q.value, q.place),
                    "value_yuan": self.yuan(q.value_yuan, q.place),
                    "place": q.where,
                    **self.provenance(q.place, "quantities"),
                    **self.partition,
                }
            )
        self.table_ids = [
            self.id("table", t.place.page, t.place.start, t.place.end, t.canonical_table)
            for t in self.of.tables
        ]
        for ident, t in zip(self.table_ids, self.of.tables, strict=True):
            confidence = _DOUBTFUL_CONFIDENCE if t.doubtful else 1.0
            found["tables"].append(
                {
                    "table_id": ident,
                    "doc_id": self.doc,
                    "section_id": _at(self.section_ids, t.section),
                    "canonical_table": t.canonical_table,
                    "title_raw": t.title_raw,
                    "unit_raw": t.unit_raw,
                    "unit_multiplier": self.number(t.unit_multiplier, t.place),
                    "n_rows": t.n_rows,
                    "n_cols": t.n_cols,
                    "pages": list(t.pages),
                    "engine": t.engine,
                    "agreement": list(t.agreement),
                    "ties_out": t.ties_out,
                    "is_declared_empty": t.is_declared_empty,
                    "note_raw": t.note_raw,
                    **self.provenance(t.place, "tables", confidence),
                }
            )
            found["table_cells"].extend(self.cells(ident, t, confidence))

    def cells(self, table_id: str, table: Table, confidence: float) -> Iterable[Row]:
        for c in table.cells:
            yield {
                "table_id": table_id,
                "doc_id": self.doc,
                "row": c.row,
                "col": c.col,
                "row_span": c.row_span,
                "col_span": c.col_span,
                "text": c.text,
                "is_header": c.is_header,
                "row_label": c.row_label,
                "row_code": c.row_code,
                "column_path": list(c.column_path),
                "value": self.number(c.value, c.place),
                "value_yuan": self.yuan(c.value_yuan, c.place),
                "value_state": c.value_state,
                **self.provenance(c.place, "tables", confidence),
                **self.partition,
            }

    def money(self, found: Rows) -> None:
        """facts, reasons."""
        self.fact_ids = [self.fact_id(f) for f in self.of.facts]
        reason_ids = [self.id("reason", r.place.start, r.place.end, r.text) for r in self.of.reasons]
        for ident, f in zip(self.fact_ids, self.of.facts, strict=True):
            found["facts"].append(
                {
                    "fact_id": ident,
                    "doc_id": self.doc,
                    "section_id": _at(self.section_ids, f.section),
                    "table_id": _at(self.table_ids, f.table),
                    "row": f.row,
                    "col": f.col,
                    "statement_id": None if f.statement is None else self._statement(f.statement),
                    "reason_id": reason_ids[f.reasons[-1]] if f.reasons else None,
                    "entity_id": self.entity,
                    "division_code": self.division,
                    "value_year": f.value_year,
                    "scope": f.scope,
                    "measure": f.measure,
                    "role": f.role,
                    "function_code": f.function_code,
                    "economic_code": f.economic_code,
                    "item_label": f.item_label,
                    "unit_name": f.unit,
                    "unit_raw": f.unit_raw,
                    "value_raw": f.value_raw,
                    "decimals": f.decimals,
                    "value": self.number(f.value, f.place),
                    "value_yuan": self.yuan(f.value_yuan, f.place),
                    "direction": f.direction,
                    "comparator": f.comparator,
                    "denominator": f.denominator,
                    "budget_basis": f.budget_basis,
                    "value_state": f.value_state,
                    "source_kind": f.source_kind,
                    "duplicate_of": _at(self.fact_ids, f.duplicate_of),
                    "duplicate_kind": f.duplicate_kind,
                    "part_of": _at(self.fact_ids, f.part_of),
                    "derivation": f.derivation,
                    "derived_from": [self.fact_ids[n] for n in f.derived_from],
                    **self.provenance(f.place, f.extractor, f.confidence),
                    **self.partition,
                }
            )
        explained: list[list[str]] = [[] for _ in reason_ids]
        for ident, f in zip(self.fact_ids, self.of.facts, strict=True):
            for number in f.reasons:
                explained[number].append(ident)
        for ident, r, fact_ids in zip(reason_ids, self.of.reasons, explained, strict=True):
            about = themes(r.cause or r.text)
            found["reasons"].append(
                {
                    "reason_id": ident,
                    "doc_id": self.doc,
                    "text": r.text,
                    "fact_ids": fact_ids,
                    "explains": r.explains,
                    "theme": about[0].id if about else None,
                    "theme_direction": about[0].direction if about else None,
                    "themes": [t.id for t in about],
                    "theme_words": [word for t in about for word in t.words],
                    "boilerplate_hash": normalise.boilerplate_hash(r.cause or r.text),
                    **self.provenance(r.place, "statements"),
                }
            )

    def fact_id(self, f: Fact) -> str:
        where = (_at(self.table_ids, f.table), f.row, f.col) if f.table is not None else ()
        what = (f.measure, f.role, f.scope, f.value_year, f.function_code, f.economic_code, f.item_label)
        return self.id("fact", f.source_kind, f.place.start, f.place.end, *where, *what)

    def _statement(self, number: int) -> str:
        return short_id(self.doc, "statement", number)

    def audit(self, found: Rows) -> None:
        """checks, findings."""
        check_ids = []
        for c in self.of.checks:
            lhs, rhs = self.operands(c.lhs_facts), self.operands(c.rhs_facts)
            ident = self.id("check", c.code, c.formula, *lhs, "=", *rhs)
            check_ids.append(ident)
            nowhere = Place(None, None, None, None)
            found["checks"].append(
                {
                    "check_id": ident,
                    "doc_id": self.doc,
                    "other_doc_id": None,
                    "code": c.code,
                    "formula": c.formula,
                    "lhs_ids": lhs,
                    "rhs_ids": rhs,
                    "lhs": self.number(c.lhs, nowhere),
                    "rhs": self.number(c.rhs, nowhere),
                    "diff": self.number(c.diff, nowhere),
                    "tolerance": self.number(c.tolerance, nowhere),
                    "interval_low": self.number(c.interval_low, nowhere),
                    "interval_high": self.number(c.interval_high, nowhere),
                    "result": c.result,
                    "severity": c.severity,
                    **self.partition,
                }
            )
        found["findings"] = [self.finding(f, check_ids) for f in self.of.findings]

    def operands(self, positions: Iterable[int]) -> list[str]:
        return [self.fact_ids[n] for n in positions]

    def finding(self, f: Finding, check_ids: Sequence[str]) -> Row:
        first = f.places[0] if f.places else Place(None, None, None, None)
        spans = [(p.page, p.start, p.end) for p in f.places]
        return {
            "finding_id": self.id("finding", f.code, f.printed, *spans),
            "doc_id": self.doc,
            "check_id": _at(check_ids, f.check),
            "code": f.code,
            "category": f.category,
            "severity": f.severity,
            "message_zh": f.message_zh,
            "message_en": f.message_en,
            "printed": f.printed,
            "computed": f.computed,
            "evidence": [{"doc_id": self.doc, **self.where(p)} for p in f.places],
            **self.provenance(first, "audit", f.confidence),
        }

    def rejects(self) -> list[Row]:
        seen: list[tuple[str, str, Place, str | None]] = [
            (r.stage, r.reason, r.place, r.raw) for r in self.of.rejects
        ]
        seen += [("rows", reason, place, None) for reason, place in self.lost]
        return [
            {
                "doc_id": self.doc,
                "ordinal": n,
                "stage": stage,
                "reason": reason,
                **self.provenance(place, stage, raw=raw),
            }
            for n, (stage, reason, place, raw) in enumerate(seen)
        ]


def _at(ids: Sequence[str], position: int | None) -> str | None:
    return None if position is None else ids[position]
