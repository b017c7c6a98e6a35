"""The canonical text of a document, part by part, its numbers marked and linked to their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_figure import Figure, figure_of
from pipeline.explorer.pages.document_findings import Finding, findings_of
from pipeline.explorer.pages.document_head import Head, Marked, head
from pipeline.explorer.pages.document_outline import Entry, outline
from pipeline.explorer.pages.document_page import with_findings
from pipeline.explorer.pages.document_place import place_of
from pipeline.explorer.pages.document_printed import (
    CELL_COLUMNS,
    FACT_COLUMNS,
    QUANTITY_COLUMNS,
    Printed,
    together,
)
from pipeline.explorer.pages.document_prose import Paragraph, paragraphs, text_between

_LONGEST = 80
"""Characters of a line that stands as a heading; longer ones run on into their paragraph."""
_LEAST, _MOST = 3_000, 8_000
"""Characters of a part; it ends before a heading where one stands between the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedText(Marked):
    """A part of the text: by its number, by a page of the document, or that which has what is marked."""

    doc_id: str
    part: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text."""

    number: int
    """From 1."""
    start: int
    end: int
    title: str
    """The first heading in it; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text, a heading, or a row of a table."""

    kind: str
    """paragraph, heading, row"""
    level: int
    """Of headings: depth in the outline, 1 at the top."""
    paragraph: Paragraph
    here: bool
    """Does what is asked for begin here?"""


@dataclass(frozen=True, slots=True)
class Text:
    """One part of the canonical text."""

    document: Head
    part: Part
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    printed: tuple[Printed, ...]
    """The numbers of this part."""
    first: str | None
    """Key of the first that is marked."""
    outline: tuple[Entry, ...]
    figure: Figure | None
    """What the address marks."""


def text(edition: Edition, asked: AskedText) -> Text:
    """The part that is asked for; the first, where nothing is. Raises `NotThere` for an unknown document."""
    document = edition.document(asked.doc_id)
    entries = outline(edition, document)
    whole = text_between(edition, document, 0, _length(edition, document))
    parts = parts_of(whole, entries)
    findings = findings_of(edition, document)
    at = _asked_place(edition, document, asked, findings)
    part = _part(parts, asked.part, at)
    values = {"start": part.start, "end": part.end}
    within = "char_start >= $start and char_start < $end"
    cells = edition.of_document("table_cells", document, CELL_COLUMNS, where=within, values=values)
    numbers = together(
        edition.of_document("facts", document, FACT_COLUMNS, where=within, values=values),
        edition.of_document("quantities", document, QUANTITY_COLUMNS, where=within, values=values),
        cells,
        {
            row["table_id"]: row["unit_raw"]
            for row in edition.of_document("tables", document, ("table_id", "unit_raw"))
        },
    )
    printed = with_findings(numbers, findings, asked.doc_id, asked)
    headings = {entry.start: entry.level for entry in entries if entry.kind == "section"}
    return Text(
        document=head(document),
        part=part,
        parts=tuple(parts),
        lines=tuple(_lines(paragraphs(whole[part.start : part.end], part.start, printed), headings, at)),
        printed=tuple(printed),
        first=next((p.key for p in printed if p.marked), None),
        outline=tuple(entries),
        figure=figure_of(edition, document, asked, findings) if asked.anything else None,
    )


def _length(edition: Edition, document: Row) -> int:
    rows = edition.of_document("texts", document, ("length(text) as n",))
    return int(rows[0]["n"]) if rows else 0


def parts_of(whole: str, entries: Sequence[Entry]) -> list[Part]:
    """A text in parts that begin with headings where they can, else with a line."""
    starts, headings = [0], sorted(entry.start for entry in entries if entry.kind == "section")
    while len(whole) - starts[-1] > _MOST:
        low, high = starts[-1] + _LEAST, starts[-1] + _MOST
        among = [start for start in headings if low <= start <= high]
        line = whole.rfind("\n", low, high)
        starts.append(among[-1] if among else line + 1 if line >= 0 else high)
    return [
        Part(
            n,
            start,
            end,
            next((e.title for e in entries if e.kind == "section" and start <= e.start < end), ""),
        )
        for n, (start, end) in enumerate(pairwise([*starts, len(whole)]), 1)
    ]


def _asked_place(
    edition: Edition, document: Row, asked: AskedText, findings: Sequence[Finding]
) -> int | None:
    """The character at which what is asked for begins; null where nothing is."""
    if asked.finding is not None:
        found = next((f for f in findings if f.finding_id == asked.finding), None)
        places = () if found is None else found.evidence
        return next((e.start for e in places if e.doc_id == asked.doc_id and e.start is not None), None)
    if asked.anything:
        place = place_of(edition, document, asked)
        return asked.start if place is None else place.start
    if asked.page is None:
        return None
    firsts = [
        row["first"]
        for dataset in ("sections", "table_cells", "quantities", "facts")
        for row in edition.of_document(dataset, document, ("min(char_start) as first",), page=asked.page)
        if row["first"] is not None
    ]
    return min(firsts, default=None)


def _part(parts: Sequence[Part], number: int | None, at: int | None) -> Part:
    if number is not None:
        return parts[min(max(number, 1), len(parts)) - 1]
    return next((part for part in parts if at is not None and part.start <= at < part.end), parts[0])


def _lines(found: Sequence[Paragraph], headings: dict[int, int], at: int | None) -> list[Line]:
    lines = []
    for paragraph in found:
        heading = next((headings[n] for n in range(paragraph.start, paragraph.end) if n in headings), None)
        is_row = any("\t" in piece.text for piece in paragraph.pieces)
        is_heading = (
            heading is not None and not paragraph.keys and paragraph.end - paragraph.start <= _LONGEST
        )
        kind = "row" if is_row else "heading" if is_heading else "paragraph"
        here = at is not None and paragraph.start <= at < paragraph.end
        lines.append(Line(kind, heading or 0, paragraph, here))
    return lines


TEXT = Page("document_text", "/d/{doc_id}/text", "document_text.html", AskedText, text)
