"""Self-evaluation and performance-goal forms of a document.

Tables in document order become one stream of rows; a row that begins a form (项目名称, 部门名称) opens it, a
header over a list of projects opens a list, and tables without a beginning of their own go on with what is
open if their rows fit. Source of the rules: docs/domain.md §4.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.forms import labels
from extractors.forms.draft import FormDraft
from extractors.forms.indicator_header import has_header, with_merged_headers
from extractors.forms.list_header import ListHeader, list_header, repeats_header
from extractors.forms.project_list import ProjectList
from extractors.forms.project_record import project_of
from extractors.forms.row_stream import FormCell, FormRow, Geometry, rows_of
from extractors.forms.template import TemplateForm
from extractors.forms.title_block import LinesAbove, is_title_row, lines_of, title_block
from extractors.records import Identity, Project, Table
from extractors.tables.cell_values import squeeze
from patterns import load
from patterns.shapes.forms import Forms

ROWS_ABOVE_HEADER = 6
"""Title, unit and blank rows that a page may have above the header of a list."""


def find_projects(doc: Document, tables: Sequence[Table], identity: Identity) -> list[Project]:
    """The forms of a document, in order. Money is yuan; a form that prints no unit is read in 万元.

    Leader and telephone stand only in the two fields of their own.
    """
    stream = _FormStream(doc)
    geometry = Geometry(doc)
    for table in tables:
        if _can_hold_form(table) or stream.is_open:
            stream.feed(table, with_merged_headers(rows_of(table, geometry)))
    return [project_of(draft, identity.fiscal_year) for draft in stream.close()]


class _FormStream:
    """The forms read so far and the one that is open."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._above = LinesAbove(doc)
        self._done: list[FormDraft] = []
        self._form: TemplateForm | None = None
        self._list: ProjectList | None = None
        self._last_page: int | None = None

    @property
    def is_open(self) -> bool:
        """True where a form or a list may go on in the next table."""
        return self._list is not None or (self._form is not None and not self._form.closed)

    def feed(self, table: Table, rows: Sequence[FormRow]) -> None:
        """Takes the rows of the next table of the document."""
        if not rows:
            return
        begins = _can_hold_form(table) and any(_begins(row) or list_header(row) for row in rows)
        if not begins and (self._is_entitled_anew(table, rows) or not self._goes_on(rows)):
            self._close_open()
            if not has_header(rows) or self._above.title(table) is None:
                return
            self._start_form(rows[0].first, table, [])
        # What stands above the repeated header is the end of the page before, printed over the title.
        self._feed_rows(table, rows if begins else rows[self._header_at(rows) :], taken=not begins)
        self._last_page = rows[-1].page

    def close(self) -> list[FormDraft]:
        """All forms that somebody filled in."""
        self._close_open()
        return [draft for draft in self._done if draft.is_filled]

    def _feed_rows(self, table: Table, rows: Sequence[FormRow], taken: bool) -> None:
        """Gives each row to the form or the list that it begins or goes on with.

        `taken` says that what is open takes whatever follows; a title ends that.
        """
        title_rows: list[FormRow] = []
        for row in rows:
            header = list_header(row)
            if header is not None:
                self._start_list(header, table, title_rows)
                taken = True
            elif _begins(row) and self._is_new(row):
                self._start_form(row.first, table, title_rows)
                taken = True
            elif is_title_row(row):
                title_rows.append(row)
                if taken and self._list is None:
                    self._close_open()
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

    def _close_open(self) -> None:
        if self._list is not None:
            self._done += self._list.close()
        elif self._form is not None:
            self._done.append(self._form.draft)
        self._list = self._form = None

    def _goes_on(self, rows: Sequence[FormRow]) -> bool:
        """True where the rows of a table go on with what is open."""
        if self._last_page is None or rows[0].page is None or rows[0].page - self._last_page > 1:
            return False
        # The first row may be the rest of the last row of the page before.
        if any(self._fits(row) for row in rows[:2]) or self._header_at(rows):
            return True
        waits = self._form is not None and self._form.part != "indicators"
        return waits and has_header(rows)

    def _header_at(self, rows: Sequence[FormRow]) -> int:
        """How many rows of a page stand above the repeated header of the open list."""
        if self._list is None:
            return 0
        return next((n for n, row in enumerate(rows[:ROWS_ABOVE_HEADER]) if repeats_header(row)), 0)

    def _is_entitled_anew(self, table: Table, rows: Sequence[FormRow]) -> bool:
        """True for a table under another title than the open form's, with indicators of its own.

        Its first label may stand above the grid, so that nothing in it opens a form.
        """
        if self._form is None or self._form.part != "indicators" or not has_header(rows):
            return False
        title = self._above.title(table)
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
        kinds = {labels.meaning(labels.START, c.text) for c in row.cells}
        return draft.has_content or ("name" in kinds and "name" in draft.fields)

    def _start_form(self, first: FormCell, table: Table, title_rows: Sequence[FormRow]) -> None:
        self._close_open()
        self._form = TemplateForm(self._draft(first, table, title_rows))

    def _start_list(self, header: ListHeader, table: Table, title_rows: Sequence[FormRow]) -> None:
        if self._list is not None:
            self._list.renew(header)
            return
        self._close_open()
        self._list = ProjectList(self._doc, header, self._draft(header.name, table, title_rows))

    def _draft(self, first: FormCell, table: Table, title_rows: Sequence[FormRow]) -> FormDraft:
        """An empty form that begins with a cell, with what stands above it."""
        above = title_block([*lines_of(title_rows), *self._above.of(table)])
        unit = above.unit if above.unit is not None else table.unit_multiplier
        draft = FormDraft(first.place, above.title, unit=unit, year=above.year)
        if above.department is not None:
            draft.put_field("competent_department", above.department, first.place)
        return draft


def _can_hold_form(table: Table) -> bool:
    hints = load(Forms).hints
    return any(hint in cell.text for cell in table.cells for hint in hints) or bool(table.moved_placeholders)


def _begins(row: FormRow) -> bool:
    """True where a label that opens a form stands beside its value."""
    for cell, following in zip(row.cells, row.cells[1:], strict=False):
        kind = labels.meaning(labels.START, cell.text)
        if kind is not None and following.text != cell.text:  # exports repeat what spans columns
            return not labels.is_label(following.text)
    return False
