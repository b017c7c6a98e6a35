"""Self-evaluation and performance-goal forms of a document.

Tables in document order become one stream of rows; a row that begins a form (项目名称, 部门名称) opens it, a
header over a list of projects opens a list, and tables without a beginning of their own go on with what is
open if their rows fit. Source of the rules: docs/domain.md §4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.document import Document, Paragraph
from extractors.forms import labels
from extractors.forms.draft import FormDraft
from extractors.forms.indicator_rows import indicator_columns, merged_header
from extractors.forms.listed import ListHeader, ListReader, list_header, repeats_header
from extractors.forms.rows import FormRow, Geometry, rows_of, squeeze
from extractors.forms.template import FormReader
from extractors.records import Identity, Project, Section, Table
from patterns import compiled, load

LINES_ABOVE = 6
"""How many paragraphs above a table may hold its title, year and unit."""
MAX_TITLE = 60
ROWS_ABOVE_HEADER = 6
"""Title, unit and blank rows that a page may have above the header of a list."""


def find_projects(
    doc: Document, sections: Sequence[Section], tables: Sequence[Table], identity: Identity
) -> list[Project]:
    """The forms of a document, in order. Money is yuan; a form that prints no unit is read in 万元.

    Leader and telephone stand only in the two fields of their own.
    """
    del sections
    forms = _Forms(doc)
    geometry = Geometry(doc)
    for number, table in enumerate(tables):
        if _can_hold_form(table) or forms.is_open:
            forms.table(number, table, geometry)
    return [draft.project(identity.fiscal_year) for draft in forms.finish()]


def _can_hold_form(table: Table) -> bool:
    hints = load("forms")["hints"]
    return any(hint in cell.text for cell in table.cells for hint in hints) or bool(table.moved_placeholders)


class _Forms:
    """The forms read so far and the one that is open."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._done: list[FormDraft] = []
        self._form: FormReader | None = None
        self._list: ListReader | None = None
        self._last_page: int | None = None
        self._ends = [b.end for b in doc.blocks]

    @property
    def is_open(self) -> bool:
        return self._list is not None or (self._form is not None and not self._form.closed)

    def table(self, number: int, table: Table, geometry: Geometry) -> None:
        """Takes the next table of the document."""
        rows = _with_merged_headers(rows_of(number, table, geometry))
        if not rows:
            return
        begins = _can_hold_form(table) and any(_begins(row) or list_header(row) for row in rows)
        if not begins and (self._is_entitled_anew(table, rows) or not self._goes_on(rows)):
            self._close()
            if not _has_header(rows) or self._title(table) is None:
                return
            self._start_form(rows[0], table, [])
        title_rows: list[FormRow] = []
        taken = not begins
        # What stands above the repeated header is the end of the page before, printed over the title.
        for row in rows[0 if begins else self._header_at(rows) :]:
            header = list_header(row)
            if header is not None:
                self._start_list(header, table, title_rows)
                taken = True
            elif _begins(row) and self._is_new(row):
                self._start_form(row, table, title_rows)
                taken = True
            elif _is_title(row):
                title_rows.append(row)
                if taken and self._list is None:
                    self._close()
                taken = False
                continue
            elif not taken and not self._fits(row):
                title_rows.append(row)
                continue
            title_rows = []
            if self._list is not None and header is None:
                self._list.feed(row)
            elif self._form is not None:
                self._form.feed(row)
        self._last_page = rows[-1].page

    def finish(self) -> list[FormDraft]:
        """All forms that somebody filled in."""
        self._close()
        return [d for d in self._done if d.is_filled]

    def _close(self) -> None:
        if self._list is not None:
            self._done += self._list.drafts()
        elif self._form is not None:
            self._done.append(self._form.draft)
        self._list = self._form = None

    def _goes_on(self, rows: Sequence[FormRow]) -> bool:
        if self._last_page is None or rows[0].page is None or rows[0].page - self._last_page > 1:
            return False
        # The first row may be the rest of the last row of the page before.
        if any(self._fits(row) for row in rows[:2]) or self._header_at(rows):
            return True
        waits = self._form is not None and self._form.state != "indicators"
        return waits and _has_header(rows)

    def _header_at(self, rows: Sequence[FormRow]) -> int:
        """How many rows of a page stand above the repeated header of the open list."""
        if self._list is None:
            return 0
        return next((n for n, row in enumerate(rows[:ROWS_ABOVE_HEADER]) if repeats_header(row)), 0)

    def _title(self, table: Table) -> str | None:
        """The title of a form that stands above the table."""
        pattern = compiled("forms")["form_title"]
        lines = [*([table.title_raw] if table.title_raw else []), *self._lines_above(table)]
        short = (squeeze(line) for line in lines if len(line) <= MAX_TITLE)
        return next((line for line in short if pattern.search(line)), None)

    def _is_entitled_anew(self, table: Table, rows: Sequence[FormRow]) -> bool:
        """True for a table under another title than the open form's, with indicators of its own.

        Its first label may stand above the grid, so that nothing in it opens a form.
        """
        if self._form is None or self._form.state != "indicators" or not _has_header(rows):
            return False
        title = self._title(table)
        return title is not None and title != squeeze(self._form.draft.title or "")

    def _fits(self, row: FormRow) -> bool:
        if self._list is not None:
            return self._list.accepts(row)
        return self._form is not None and self._form.accepts(row)

    def _is_new(self, row: FormRow) -> bool:
        """A second beginning inside a form that has none of that kind yet belongs to the same form."""
        if self._form is None or self._form.closed:
            return True
        draft = self._form.draft
        kinds = {labels.meaning("start", c.text) for c in row.cells}
        if "name" in kinds:
            return draft.has_content or "name" in draft.fields
        return draft.has_content

    def _start_form(self, row: FormRow, table: Table, title_rows: list[FormRow]) -> None:
        self._close()
        self._form = FormReader(self._draft(row, table, title_rows))

    def _start_list(self, header: ListHeader, table: Table, title_rows: list[FormRow]) -> None:
        if self._list is not None:
            self._list.renew(header)
            return
        self._close()
        draft = self._draft(
            FormRow((header.name,), header.name.place.page, True, False, 0), table, title_rows
        )
        self._list = ListReader(self._doc, header, draft)

    def _draft(self, row: FormRow, table: Table, title_rows: Sequence[FormRow]) -> FormDraft:
        first = next((c for c in row.cells if c.text), row.cells[0])
        draft = FormDraft(first.place)
        lines = [c.text for r in reversed(title_rows) for c in r.cells if c.text]
        if table.title_raw:
            lines.append(table.title_raw)
        lines += self._lines_above(table)
        pattern = compiled("forms")
        for line in lines:
            text = squeeze(line)
            if draft.title is None and len(text) <= MAX_TITLE and pattern["form_title"].search(text):
                draft.title = line
            if draft.year is None and len(text) <= MAX_TITLE:
                draft.year = labels.year_of(text)
            if draft.unit is None:
                draft.unit = labels.unit_of(text)
            department = pattern["department_line"].search(line)
            if department:
                draft.put_field("competent_department", department["name"], first.place)
        if draft.unit is None:
            draft.unit = table.unit_multiplier
        return draft

    def _lines_above(self, table: Table) -> list[str]:
        """Paragraphs between the table and the one before it, the nearest first."""
        if table.place.start is None:
            return []
        found: list[str] = []
        at = bisect_left(self._ends, table.place.start) - (0 if self._ends else 1)
        position = min(at, len(self._doc.blocks) - 1)
        while position >= 0 and len(found) < LINES_ABOVE:
            block = self._doc.blocks[position]
            position -= 1
            if block.start >= table.place.start:
                continue
            if not isinstance(block, Paragraph):
                break
            found.append(self._doc.text[block.start : block.end].strip())
        return found


def _begins(row: FormRow) -> bool:
    """True where a label that opens a form stands beside its value."""
    for cell, following in zip(row.cells, row.cells[1:], strict=False):
        kind = labels.meaning("start", cell.text)
        if kind is not None and following.text != cell.text:  # exports repeat what spans columns
            return not labels.is_label(following.text)
    return False


def _is_title(row: FormRow) -> bool:
    filled = [c for c in row.cells if c.text]
    if len(filled) != 1 or len(filled[0].text) > MAX_TITLE:
        return False
    text = squeeze(filled[0].text)
    return compiled("forms")["form_title"].search(text) is not None


def _with_merged_headers(rows: Sequence[FormRow]) -> list[FormRow]:
    """The rows with every indicator header of two rows as one."""
    found: list[FormRow] = []
    for row in rows:
        merged = merged_header(found[-1], row) if found else None
        if merged is None:
            found.append(row)
        else:
            found[-1] = merged
    return found


def _has_header(rows: Sequence[FormRow]) -> bool:
    return any(indicator_columns(row) for row in rows)
