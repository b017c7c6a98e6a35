"""Lists of projects: one header, then a block of rows for every project.

Two kinds (docs/domain.md §4.2): the indicators in columns (Beijing: 指标性质, 指标值, 度量单位), or all
of them as running text in one cell (Guangdong). A block may go on over pages, its name printed on either
of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.forms import labels
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import shares_column, spans_columns
from extractors.forms.level_inheritance import OpenName, name_at
from extractors.forms.list_beginnings import ProjectAbove, beginning, is_open_above
from extractors.forms.list_header import ListHeader, repeats_header
from extractors.forms.listed_project import ListedProject
from extractors.forms.row_stream import FormCell, FormRow
from extractors.forms.shared_name import SharedName
from extractors.frozen import frozen, replaced
from patterns import load
from patterns.shapes.forms import Forms


@frozen
class _Position:
    """How far a list has been read, and what its last row left open."""

    below_header: bool = True
    page: int | None = None
    leaves_rules_out: bool = False
    """True where a page was seen without rules above the cells that go on."""
    unit: FormCell | None = None
    """The unit whose projects these are: printed once for all of them."""
    level3: OpenName | None = None
    """The cell of an indicator's name; it may be merged over indicators of two projects."""


class ProjectList:
    """Reads the rows below a list header into drafts, one for each project."""

    def __init__(self, doc: Document, header: ListHeader, template: FormDraft) -> None:
        self._doc = doc
        self._header = header
        self._template = template
        self._projects: list[ListedProject] = []
        self._name = SharedName()
        self._at = _Position()

    def renew(self, header: ListHeader) -> None:
        """Takes the header printed again on a new page."""
        self._header = self._header.renewed_by(header)
        self._at = replaced(self._at, below_header=True)

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of this list."""
        return self._header.accepts(row)

    def feed(self, row: FormRow) -> None:
        """Takes the next row."""
        if repeats_header(row):
            self._at = replaced(self._at, below_header=True)
            return
        extended = self._header.with_second_row(row) if self._at.below_header else None
        if extended is not None:
            self._header = extended
        elif not spans_columns(row, self._header.all_columns):
            self._feed_project(row)

    def close(self) -> list[FormDraft]:
        """The finished drafts, those without goal and indicators (sums, headings) left out.

        Where the names' column is said to name units too, such a heading is the unit of the projects below.
        """
        for project in self._projects:
            project.finish(self._doc, self._header.is_running)
        drafts = [project.draft for project in self._projects]
        if labels.is_exactly(load(Forms).project_list.name_or_unit, self._header.name.text):
            _put_units(drafts)
        return [draft for draft in drafts if draft.is_filled]

    def _feed_project(self, row: FormRow) -> None:
        starts_page = row.tops or self._at.below_header or row.page != self._at.page
        listed = self._header.row(row, starts_page)
        self._at = replaced(self._at, below_header=False, page=row.page)
        if self._projects and starts_page and is_open_above(listed):
            self._at = replaced(self._at, leaves_rules_out=True)
        begins = beginning(listed, self._above(), self._at.leaves_rules_out, self._header.is_running)
        unit = listed.unit
        if unit is not None and (begins.project or not starts_page):
            self._at = replaced(self._at, unit=unit)
        elif unit is not None:
            self._projects[-1].draft.extend_field("implementing_unit", unit.text)
        if begins.name:
            self._name = SharedName()
        if begins.project:
            self._projects.append(ListedProject(self._draft(row), self._name))
        project = self._projects[-1]
        project.feed(listed)
        if not self._header.is_running:
            self._at = replaced(
                self._at, level3=name_at(self._at.level3, next(iter(listed.of("level3")), None))
            )
            project.feed_indicator(listed, self._at.level3)

    def _above(self) -> ProjectAbove | None:
        if not self._projects:
            return None
        project = self._projects[-1]
        return ProjectAbove(bool(project.name.texts), project.has_amount, self._name)

    def _draft(self, row: FormRow) -> FormDraft:
        template, unit = self._template, self._at.unit
        filled = row.filled
        # The name's own place goes to the project beside which it is printed; the others have their own.
        own = [c for c in filled if not shares_column(c, self._header.name)]
        draft = FormDraft(
            next(iter(own or filled), row.cells[0]).place,
            template.title,
            dict(template.fields),
            unit=template.unit,
            year=template.year,
            is_listed=True,
        )
        if unit is not None:
            draft.put_field("implementing_unit", unit.text, unit.place)
        return draft


def _put_units(drafts: Sequence[FormDraft]) -> None:
    """Gives every project the unit that stands above it in the column of names."""
    unit: FormDraft | None = None
    for draft in drafts:
        if not draft.is_filled:
            unit = draft if "name" in draft.fields else None
        elif unit is not None and unit.name_place is not None:
            draft.put_field("implementing_unit", unit.fields["name"], unit.name_place)
