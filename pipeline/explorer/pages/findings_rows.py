"""Findings with everything that pages show of them: places, formula, operands, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.audit.formulas import formula_text
from pipeline.explorer.canonical_text import text_between
from pipeline.explorer.edition import Edition
from pipeline.explorer.reviews import Reviewed
from pipeline.language.spoken import language
from pipeline.reports.amounts import amounts_told
from pipeline.reports.marking import stamp_of
from pipeline.reports.statuses import Status

Row = dict[str, Any]
_ALL = 2**31
_CONTEXT = 60
"""Characters of text shown on either side of a place."""
_MOST_PLACES, _MOST_CUTS = 12, 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    doc_id: str
    page: int | None
    raw: str | None
    before: str | None = None
    """The text around it, where it was asked for."""
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a formula."""

    fact_id: str
    doc_id: str
    page: int | None
    measure: str
    role: str | None
    label: str | None
    """The item or code that it is of."""
    printed: str | None
    """With its unit."""
    value_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Formula:
    """What was calculated: amounts in yuan, or percent."""

    check_id: str
    formula: str
    told: str
    """The formula in words of the language."""
    lhs: Decimal | None
    rhs: Decimal | None
    diff: Decimal | None
    tolerance: Decimal | None
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody said."""

    status: str
    note: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding."""

    finding_id: str
    doc_id: str
    code: str
    category: str
    severity: str
    message: str
    """In the language of the request, its amounts with thousands separators."""
    message_zh: str
    message_en: str
    printed: str | None
    computed: str | None
    printed_told: str | None
    """As printed; with thousands separators where a rule put it together."""
    computed_told: str | None
    """With thousands separators."""
    gap_yuan: Decimal | None
    gap_share: Decimal | None
    """Of the printed figure: 0.1 is a tenth."""
    confidence: float
    page: int | None
    entity_id: str | None
    entity_name: str | None
    division_code: str | None
    fiscal_year: int | None
    doc_kind: str | None
    title: str | None
    file_name: str | None
    group_role: str | None
    status: str
    """open, came_back, confirmed, false_positive, explained"""
    mark: Mark | None
    """What is said of it now."""
    history: tuple[Mark, ...]
    """What was said before, the newest first."""
    before: Mark | None
    """What was said of it in another version of the document."""
    seen: str
    """Stamp of what is said now: sent along when something else is said."""
    places: tuple[Place, ...]
    formula: Formula | None

    @property
    def pages(self) -> tuple[tuple[str, int], ...]:
        """Document and page of the places that have one, each once, the first ones."""
        found = dict.fromkeys((p.doc_id, p.page) for p in self.places if p.page is not None)
        return tuple((doc_id, page) for doc_id, page in found if page is not None)[:_MOST_CUTS]

    @property
    def is_replaced(self) -> bool:
        """Whether another version has taken the place of its document."""
        return self.group_role == "replaced"


_FINDINGS = """
select n.finding_id, n.doc_id, n.code, n.category, n.severity, n.message_zh, n.message_en, n.printed,
  n.computed, n.gap_yuan, n.gap_share, n.confidence, n.page, n.evidence, n.check_id, d.entity_id,
  d.entity_name, d.division_code, d.province, d.fiscal_year, d.doc_kind, d.title, d.file_name, d.group_role,
  d.content_group_id
from findings n join documents d using (doc_id)
where n.finding_id in (select unnest($ids::varchar[]))
"""
_CHECKS = """
select check_id, formula, lhs, rhs, diff, tolerance, lhs_ids, rhs_ids, other_doc_id
from {checks}
where check_id in (select unnest($checks::varchar[])) and result = 'fail'
"""
_FACTS = """
select fact_id, doc_id, page, measure, role, item_label, function_code, economic_code, value_raw, unit_raw,
  value_yuan
from {facts}
where fact_id in (select unnest($facts::varchar[]))
"""
_DOCUMENTS = (
    "select doc_id, fiscal_year, province from documents where doc_id in (select unnest(?::varchar[]))"
)


def rows_of(edition: Edition, ids: Sequence[str]) -> list[Row]:
    """What is published of findings, in the order of the ids; what is not there is left out."""
    found = {row["finding_id"]: row for row in edition.rows(_FINDINGS, {"ids": list(ids)})}
    return [found[name] for name in ids if name in found]


def findings_of(
    edition: Edition, ids: Sequence[str], reviewed: Reviewed, around: bool = False
) -> list[Finding]:
    """Findings in the order of the ids; what is not there is left out. `around` is for the text around the
    places, of which pages without pictures have always some.
    """
    rows = rows_of(edition, ids)
    formulas = _formulas(edition, rows)
    texts = _around(edition, rows, around)
    return [_finding(row, formulas.get(row["check_id"]), texts, reviewed) for row in rows]


def _finding(
    row: Row, formula: Formula | None, texts: Mapping[tuple[str, int], tuple[str, str]], reviewed: Reviewed
) -> Finding:
    name = row["finding_id"]
    own = reviewed.standing.marks.get(name)
    before = reviewed.standing.before.get(name)
    places = []
    for place in (row["evidence"] or ())[:_MOST_PLACES]:
        sides = texts.get((place["doc_id"], place["char_start"]), (None, None))
        places.append(Place(place["doc_id"], place["page"], place["raw"], *sides))
    kept = {key: row[key] for key in Finding.__slots__ if key in row}
    return Finding(
        **{**kept, "confidence": round(float(row["confidence"]), 3)},
        message=amounts_told(row["message_zh" if language() == "zh" else "message_en"], row),
        printed_told=amounts_told(row["printed"], row, is_amount=True) or None,
        computed_told=amounts_told(row["computed"], row, is_amount=True) or None,
        status=reviewed.state(name),
        mark=_mark(own),
        history=() if own is None else tuple(Mark(e.status, e.note, e.by, e.date) for e in own.earlier[::-1]),
        before=_mark(before),
        seen=stamp_of(reviewed.own.get(name)),
        places=tuple(places),
        formula=formula,
    )


def _mark(status: Status | None) -> Mark | None:
    return None if status is None else Mark(status.status, status.note, status.by, status.date)


def _formulas(edition: Edition, rows: Sequence[Row]) -> dict[str, Formula]:
    """The failed checks behind findings, with their figures."""
    checks = sorted({row["check_id"] for row in rows if row["check_id"]})
    if not checks:
        return {}
    documents = {row["doc_id"]: row for row in rows}
    sql = _CHECKS.format(checks=edition.files.of_all("checks", documents.values()))
    found = edition.rows(sql, {"checks": checks})
    others = sorted({row["other_doc_id"] for row in found if row["other_doc_id"]} - documents.keys())
    if others:
        documents |= {row["doc_id"]: row for row in edition.rows(_DOCUMENTS, [others])}
    ids = sorted({name for row in found for name in (*(row["lhs_ids"] or ()), *(row["rhs_ids"] or ()))})
    sql = _FACTS.format(facts=edition.files.of_all("facts", documents.values()))
    facts = {row["fact_id"]: _operand(row) for row in edition.rows(sql, {"facts": ids})} if ids else {}
    return {row["check_id"]: _formula(row, facts) for row in found}


def _formula(row: Row, facts: Mapping[str, Operand]) -> Formula:
    sides = [tuple(facts[i] for i in row[side] or () if i in facts) for side in ("lhs_ids", "rhs_ids")]
    told = formula_text(row["formula"]).of(language())
    amounts = (row["lhs"], row["rhs"], row["diff"], row["tolerance"])
    return Formula(row["check_id"], row["formula"], told, *amounts, sides[0], sides[1])


def _operand(row: Row) -> Operand:
    printed = None if row["value_raw"] is None else row["value_raw"] + (row["unit_raw"] or "")
    label = row["item_label"] or row["function_code"] or row["economic_code"]
    kept = (row["fact_id"], row["doc_id"], row["page"], row["measure"], row["role"])
    return Operand(*kept, label, printed, row["value_yuan"])


def _around(edition: Edition, rows: Sequence[Row], of_all: bool) -> dict[tuple[str, int], tuple[str, str]]:
    """The text on either side of places, to the ends of its line, by document and first character."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    texts: dict[str, str] = {}
    for row in rows:
        doc_id = row["doc_id"]
        for place in (row["evidence"] or ())[:_MOST_PLACES]:
            start, end = place["char_start"], place["char_end"]
            is_shown = of_all or place["page"] is None
            if not is_shown or start is None or end is None or place["doc_id"] != doc_id:
                continue
            if doc_id not in texts:
                texts[doc_id] = text_between(edition, row, 0, _ALL)
            text = texts[doc_id]
            before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
            found[doc_id, start] = before, text[end : end + _CONTEXT].partition("\n")[0]
    return found
