"""What of a document full-text search finds: titles, running text by section and page, projects, reasons,
tables.

Entries are made where the document is read, so that words are cut once and the index only collects them.
Names and telephone numbers of forms are in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Document
from extractors.outline.section_index import SectionIndex
from extractors.records import Section
from pipeline.datasets.columns import Row, column
from pipeline.language.tokens import marked
from pipeline.reading.extraction import Extraction
from pipeline.rows.contacts import personal_strings, without_persons
from pipeline.rows.provenance import Kept

PATH = " › "
_LONGEST = 600
"""Characters of running text in one entry; a hit leads to the page of its entry."""
_TOC = ("toc_title", "toc_entry")


def search_entries(extraction: Extraction, rows: Kept) -> list[Row]:
    """The rows of `search_entries` of one document; `rows` are those that it gives to the other datasets."""
    made = _Entries(extraction, rows)
    entries = [*made.title(), *made.sections(), *made.projects(), *made.reasons(), *made.tables()]
    return [{**entry, "ordinal": n} for n, entry in enumerate(entries)]


class _Entries:
    def __init__(self, extraction: Extraction, rows: Kept) -> None:
        self.of = extraction
        self.rows = rows
        self.document: Document = extraction.document
        self.text = without_persons(self.document.text, extraction.projects)
        self.index = SectionIndex(extraction.sections)
        self.persons = personal_strings(extraction.projects, self.document.text)
        identity = extraction.identity
        self.context = marked(" ".join(dict.fromkeys(filter(None, (identity.entity_name, identity.title)))))

    def title(self) -> Iterator[Row]:
        title = self.of.identity.title or self.of.identity.entity_name
        if title:
            yield self.entry("title", title, "", "", 1 if self.document.pages else None, 0)

    def sections(self) -> Iterator[Row]:
        """Running text, one entry for each stretch of a section on one page; headings without text too."""
        sections = self.of.sections
        body: list[str] = []
        place: tuple[int | None, int | None] | None = None
        start = length = 0
        written: set[int | None] = set()
        for paragraph in self.document.paragraphs:
            number = self.index.at(paragraph.start)
            if number is not None and sections[number].kind in _TOC:
                continue
            here = (number, self.page(paragraph.start))
            text = self.text[paragraph.start : paragraph.end].strip()
            if place is not None and (here != place or length + len(text) > _LONGEST):
                yield self.section(place, body, start)
                written.add(place[0])
                body, length, place = [], 0, None
            if number is not None and paragraph.end <= (sections[number].place.end or 0):
                continue  # nothing but the heading: it is the title
            if place is None:
                place, start = here, paragraph.start
            body.append(text)
            length += len(text)
        if place is not None:
            yield self.section(place, body, start)
            written.add(place[0])
        for number, section in enumerate(sections):
            if number not in written and section.kind not in _TOC and section.place.start is not None:
                yield self.section((number, section.place.page), [], section.place.start)

    def section(self, place: tuple[int | None, int | None], body: Sequence[str], start: int) -> Row:
        number, page = place
        title = self.of.sections[number].title if number is not None else ""
        return self.entry("section", title, "\n".join(body), self.path(number), page, start)

    def projects(self) -> Iterator[Row]:
        goals, indicators = (_by_project(self.rows.get(name, ())) for name in ("goals", "indicators"))
        for project in self.rows.get("projects", ()):
            project_id = project["project_id"]
            texts = [project["project_code"], project["competent_department"], project["implementing_unit"]]
            for goal in goals.get(project_id, ()):
                texts += [goal["expected"], goal["actual"]]
            for row in indicators.get(project_id, ()):
                texts += [row["level3_raw"], row["target_raw"], row["actual_raw"], row["deviation_reason"]]
            body = "\n".join(dict.fromkeys(filter(None, texts)))
            title, at = project["name_raw"] or "", project["char_start"]
            for personal in self.persons:
                body, title = body.replace(personal, ""), title.replace(personal, "")
            yield self.entry("project", title, body, self.path(self.at(at)), project["page"], at)

    def reasons(self) -> Iterator[Row]:
        for reason in self.rows.get("reasons", ()):
            number = self.at(reason["char_start"])
            title = self.of.sections[number].title if number is not None else ""
            body, path = reason["text"] or "", self.path(number)
            yield self.entry("reason", title, body, path, reason["page"], reason["char_start"])

    def tables(self) -> Iterator[Row]:
        """Titles of tables with the labels of their rows."""
        labels: dict[str, dict[str, None]] = {}
        cells = self.rows.get("table_cells", ())
        for table_id, label in zip(column(cells, "table_id"), column(cells, "row_label"), strict=True):
            if label:
                labels.setdefault(table_id, {})[label] = None
        for table in self.rows.get("tables", ()):
            body = "\n".join(labels.get(table["table_id"], ()))
            if table["title_raw"] or body:
                at = table["char_start"]
                path = self.path(self.at(at))
                yield self.entry("table", table["title_raw"] or "", body, path, table["page"], at)

    def entry(self, kind: str, title: str, body: str, path: str, page: int | None, start: int | None) -> Row:
        return {
            "doc_id": self.of.doc_id,
            "kind": kind,
            "title": marked(title),
            "body": marked(body),
            "context": self.context,
            "path": path,
            "page": page,
            "locator": None if page is not None or start is None else self.locator(start),
            "char_start": start,
        }

    def at(self, start: int | None) -> int | None:
        return None if start is None else self.index.at(start)

    def path(self, number: int | None) -> str:
        sections: Sequence[Section] = self.of.sections
        return PATH.join(sections[n].title for n in reversed(list(self.index.chain(number))))

    def locator(self, start: int) -> str | None:
        """Where the paragraph or the cell stands that begins there."""
        return self.document.place(start, start + 1).locator

    def page(self, start: int) -> int | None:
        pages = self.document.char_page
        return None if pages is None or start >= len(pages) else int(pages[start]) or None


def _by_project(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["project_id"], []).append(row)
    return found
