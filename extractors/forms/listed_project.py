"""A project of a list while its rows are read: name, amounts, goal, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import Document
from extractors.forms import labels
from extractors.forms.amounts import unit_of
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import joined_text
from extractors.forms.indicators import RawIndicator, is_residue
from extractors.forms.level_inheritance import LEVELS, Level, LevelCell, OpenLevels, OpenName
from extractors.forms.list_header import GOAL, LEADER, NAME, PHONE, RUNNING, ListRow
from extractors.forms.persons import PersonKind
from extractors.forms.row_stream import FormCell
from extractors.forms.running_indicators import running_indicators
from extractors.forms.shared_name import SharedName
from patterns import load
from patterns.shapes.forms import Forms


@dataclass(slots=True)
class ListedProject:
    """One project, and what its rows printed so far."""

    draft: FormDraft
    name: SharedName
    """The name's cell, which other projects may share."""
    goal: list[FormCell] = field(default_factory=list)
    running: list[FormCell] = field(default_factory=list)
    levels: OpenLevels = field(default_factory=OpenLevels)
    has_amount: bool = False

    def feed(self, row: ListRow) -> None:
        """Takes the name, persons, goal and amounts of the next row."""
        named = row.name
        if named is not None:
            if named.text and not self.name.texts:
                self.draft.name_place = named.place
            self.name.take(row.of(NAME))
        kinds: tuple[tuple[str, PersonKind], ...] = ((LEADER, "leader"), (PHONE, "phone"))
        for column, kind in kinds:
            for cell in row.of(column):
                if cell.text:
                    self.draft.put_person(kind, cell.text, cell.place)
        self.goal += [c for c in row.of(GOAL) if c.text]
        self.running += [c for c in row.of(RUNNING) if c.text]
        for fund_type, cell in row.amounts:
            self.has_amount |= bool(cell.text)
            self.draft.put_fund(fund_type, "initial_budget", row.text(fund_type), cell.place)

    def feed_indicator(self, row: ListRow, name: OpenName | None) -> None:
        """Takes the indicator of the next row, whose name stands in the cell that is open."""
        self.levels = self.levels.at(_level_cells(row))
        own = bool(row.of("level3"))
        merged = name is not None and not own and bool(name.cell.text)
        level3 = name.cell.text if name is not None and merged else row.text("level3") or None
        target = row.text("target") or None
        if is_residue(level3) and (target is None or _is_unit_line(target)):
            return
        self.draft.indicators.append(
            RawIndicator(
                place=name.cell.place if name is not None and level3 else self.draft.place,
                level1=self.levels.text("level1"),
                level2=self.levels.text("level2"),
                level3=level3,
                inherited=(*self.levels.inherited, *(("level3",) if merged else ())),
                target=target,
                actual=row.text("actual") or None,
                weight=row.text("weight") or None,
                score=row.text("score") or None,
                deviation_reason=row.text("deviation_reason") or None,
                nature=row.text("operator") or None,
                unit=row.text("unit") or None,
            )
        )

    def finish(self, doc: Document, is_running: bool) -> None:
        """Puts name, goal and running indicators together when the last row was read."""
        draft, name = self.draft, self.name.text
        if name and not labels.is_one_of(load(Forms).project_list.sums, name):
            draft.put_field("name", name, draft.name_place or draft.place)
        goal = joined_text(self.goal)
        if is_running:
            indicators = running_indicators(doc, self.running or self.goal)
            draft.indicators += indicators
            if indicators and not self.running:
                goal = ""
        if goal:
            draft.put_goal(goal, None, self.goal[0].place)


def _level_cells(row: ListRow) -> dict[Level, LevelCell]:
    """The level cells of a row. On a new page a blank one is the rest of the one above.

    How many rows they span is not asked: in a list a new first level closes the second in any case.
    """
    return {level: LevelCell(row.text(level), goes_on=row.starts_page) for level in LEVELS if row.of(level)}


def _is_unit_line(text: str) -> bool:
    """True for the unit of money that a page prints above its table, here over a cell of it."""
    return unit_of(text) is not None and not any(c.isdigit() for c in text)
