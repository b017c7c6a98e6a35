"""A document: what it is, what it says first of all, what is wrong with it, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_figure import Cited, Figure, figure_of
from pipeline.explorer.pages.document_findings import Finding, findings_of
from pipeline.explorer.pages.document_form import FormHead, forms_of
from pipeline.explorer.pages.document_head import Head, Marked, head
from pipeline.explorer.pages.document_outline import Entry, outline
from pipeline.explorer.pages.document_paper import paper
from pipeline.explorer.pages.document_printed import FACT_COLUMNS, Read, read
from pipeline.explorer.pages.document_text import AskedText, Text, text
from pipeline.explorer.pages.document_words import table_name
from pipeline.reports.citation import citation

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDocument(Marked):
    """A document; what is marked in it, where it has no pages."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline figure and its place."""

    fact: Read
    printed: str
    """As printed, with its unit; empty where it follows from others."""
    page: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Sibling:
    """A document of the same disclosure, or one that counts this one in."""

    doc_id: str
    title: str
    fiscal_year: int | None
    doc_kind: str
    group_role: str | None
    published_on: date | None
    page_count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document."""

    table_id: str
    title: str
    canonical_table: str | None
    called: str | None
    """What the statutory table is called."""
    page: int | None
    pages: tuple[int, ...]
    n_rows: int
    n_cols: int
    unit: str | None
    ties_out: bool | None
    is_declared_empty: bool
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What one answer about the document rests on."""

    field: str
    """Column of documents: title, fiscal_year, scope_type, …"""
    value: str | None
    method: str
    page: int | None
    start: int | None
    end: int | None
    printed: str


@dataclass(frozen=True, slots=True)
class Openness:
    """One component of the openness of the disclosure."""

    component: str
    score: Decimal
    """Points that it has."""
    points: Decimal
    """Points that it could have."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run said of the file."""

    run_id: str
    status: str
    error_kind: str | None
    message: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was seen and could not be placed, by its reason."""

    stage: str
    reason: str
    count: int
    page: int | None
    """The first on which it was seen."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A document as a whole."""

    document: Head
    source_date: date | None
    byte_size: int | None
    default_unit: str | None
    unit_count_stated: int | None
    unit_count_listed: int | None
    group_role: str | None
    primary_doc_id: str | None
    counted_in: str | None
    tool_version: str
    has_original: bool | None
    """Can its pages be shown? Null of a text."""
    why_not: str | None
    headline: tuple[Headline, ...]
    siblings: tuple[Sibling, ...]
    tables: tuple[Table, ...]
    forms: tuple[FormHead, ...]
    findings: tuple[Finding, ...]
    openness: tuple[Openness, ...]
    known: tuple[Known, ...]
    receipts: tuple[Receipt, ...]
    rejected: tuple[Rejected, ...]
    outline: tuple[Entry, ...]
    citation: Cited
    figure: Figure | None
    """What the address marks."""
    is_asked: bool
    text: Text | None
    """Of a document without pages the part of its text that is asked for, or the first."""


def document(edition: Edition, asked: AskedDocument) -> Overview:
    """The document. Raises `NotThere`."""
    row = edition.document(asked.doc_id)
    findings = findings_of(edition, row)
    is_text = row["page_count"] is None
    has_original, why_not = (None, None) if is_text else _original(edition, row)
    marks = {
        name: getattr(asked, name)
        for name in ("fact", "finding", "table", "row", "col", "quantity", "start", "end")
    }
    return Overview(
        document=head(row),
        has_original=has_original,
        why_not=why_not,
        headline=tuple(_headline(edition, row)),
        siblings=tuple(_siblings(edition, row)),
        tables=tuple(_tables(edition, row)),
        forms=tuple(forms_of(edition, row)),
        findings=tuple(findings),
        openness=tuple(_openness(edition, row)),
        known=tuple(_known(edition, row)),
        receipts=tuple(_receipts(edition, row)),
        rejected=tuple(_rejected(edition, row)),
        outline=tuple(outline(edition, row)),
        citation=Cited(citation(row, language="zh"), citation(row, language="en")),
        figure=figure_of(edition, row, asked, findings) if asked.anything else None,
        is_asked=asked.anything,
        text=text(edition, AskedText(doc_id=asked.doc_id, **marks)) if is_text else None,
        **{
            name: row[name]
            for name in (
                *("source_date", "byte_size", "default_unit", "unit_count_stated", "unit_count_listed"),
                *("group_role", "primary_doc_id", "counted_in", "tool_version"),
            )
        },
    )


def _original(edition: Edition, row: Row) -> tuple[bool, str | None]:
    sheet = paper(edition, row, 1, ())
    return sheet.has_picture, sheet.why_not


def _headline(edition: Edition, row: Row) -> Iterable[Headline]:
    columns = ", ".join(FACT_COLUMNS)
    found = edition.rows(
        f"select {columns} from v_headline_facts where doc_id = $id "
        "and fiscal_year is not distinct from $year and province is not distinct from $province "
        "order by value_yuan desc nulls last, page, char_start, fact_id",
        {"id": row["doc_id"], "year": row["fiscal_year"], "province": row["province"]},
    )
    for fact in found:
        printed = (
            "" if fact["source_kind"] == "derived" else f"{fact['value_raw'] or ''}{fact['unit_raw'] or ''}"
        )
        yield Headline(read(fact), printed, fact["page"], round(float(fact["confidence"]), 3))


def _siblings(edition: Edition, row: Row) -> list[Sibling]:
    found = edition.rows(
        "select doc_id, coalesce(title, file_name) as title, fiscal_year, doc_kind, group_role, "
        "published_on, page_count from documents "
        "where doc_id <> $id and (content_group_id = $group or doc_id in ($primary, $into)) "
        "order by is_primary desc, title, doc_id",
        {
            "id": row["doc_id"],
            "group": row["content_group_id"],
            "primary": row["primary_doc_id"],
            "into": row["counted_in"],
        },
    )
    return [Sibling(**each) for each in found]


def _tables(edition: Edition, row: Row) -> Iterable[Table]:
    for each in edition.of_document("tables", row, order="char_start"):
        yield Table(
            title=" ".join((each["title_raw"] or "").split()),
            called=table_name(each["canonical_table"]),
            pages=tuple(each["pages"] or ()),
            unit=each["unit_raw"],
            start=each["char_start"],
            end=each["char_end"],
            **{
                name: each[name]
                for name in (
                    "table_id",
                    "canonical_table",
                    "page",
                    "n_rows",
                    "n_cols",
                    "ties_out",
                    "is_declared_empty",
                )
            },
        )


def _openness(edition: Edition, row: Row) -> list[Openness]:
    found: dict[str, list[Row]] = {}
    for each in edition.of_document("openness", row, ("component", "score", "points"), where="points > 0"):
        found.setdefault(each["component"], []).append(each)
    return [
        Openness(
            name,
            sum((e["score"] * e["points"] for e in of), _NOTHING),
            sum((e["points"] for e in of), _NOTHING),
        )
        for name, of in found.items()
    ]


def _known(edition: Edition, row: Row) -> Iterable[Known]:
    for each in edition.of_document("identity_evidence", row, order="ordinal"):
        yield Known(
            each["field"],
            each["value"],
            each["method"],
            each["page"],
            each["char_start"],
            each["char_end"],
            each["raw"] or "",
        )


def _receipts(edition: Edition, row: Row) -> list[Receipt]:
    columns = ("run_id", "status", "error_kind", "message", "seconds")
    return [Receipt(**each) for each in edition.of_document("receipts", row, columns, order="run_id desc")]


def _rejected(edition: Edition, row: Row) -> list[Rejected]:
    found: dict[tuple[str, str], list[int | None]] = {}
    for each in edition.of_document("rejects", row, ("stage", "reason", "page"), order="page"):
        found.setdefault((each["stage"], each["reason"]), []).append(each["page"])
    return [Rejected(stage, reason, len(pages), pages[0]) for (stage, reason), pages in found.items()]


DOCUMENT = Page("document", "/d/{doc_id}", "document.html", AskedDocument, document)
