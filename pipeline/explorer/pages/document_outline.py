"""The outline of a document: its sections, tables and forms in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.explorer.edition import Edition, Row

_HEADINGS = "kind in ('heading', 'run_on_heading', 'caption', 'data_item')"
_PLACE = ("page", "char_start", "char_end")
_LONGEST = 80
"""Characters of a heading that runs on into its paragraph."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline."""

    kind: str
    """section, table, form"""
    level: int
    """Depth, 1 at the top."""
    title: str
    number: str | None
    """The mark of its numbering as printed."""
    page: int | None
    """On which it begins."""
    start: int
    """Its first character in the canonical text."""
    end: int
    id: str
    canonical: str | None
    """Which statutory section or table it is, or which kind of form."""


def outline(edition: Edition, document: Row) -> list[Entry]:
    """All entries, by their place in the text."""
    sections = edition.of_document(
        "sections",
        document,
        ("section_id as id, level, number_raw as number, title, canonical_section as canonical", *_PLACE),
        where=_HEADINGS,
    )
    tables = edition.of_document(
        "tables", document, ("table_id as id, title_raw as title, canonical_table as canonical", *_PLACE)
    )
    forms = edition.of_document(
        "projects", document, ("project_id as id, name_raw as title, form_kind as canonical", *_PLACE)
    )
    entries = [
        *(_entry("section", row, row["level"], row["number"]) for row in sections),
        *(_entry("table", row) for row in tables),
        *(_entry("form", row) for row in forms),
    ]
    return sorted(entries, key=lambda entry: (entry.start, entry.kind))


def _entry(kind: str, row: Row, level: int = 1, number: str | None = None) -> Entry:
    title = " ".join((row["title"] or "").split())[:_LONGEST]
    return Entry(
        kind,
        level,
        title,
        number,
        row["page"],
        row["char_start"] or 0,
        row["char_end"] or 0,
        row["id"],
        row["canonical"],
    )


def current(entries: list[Entry], page: int) -> str | None:
    """The id of the first section that begins on a page, else of the one that is open there."""
    sections = [entry for entry in entries if entry.kind == "section" and entry.page is not None]
    here = [entry for entry in sections if entry.page == page]
    before = [entry for entry in sections if entry.page is not None and entry.page < page]
    return here[0].id if here else before[-1].id if before else None
