"""A form with labels beside or above its values: the official 项目支出绩效自评表 and its kin.

Read row by row in the order of the form: head, funds, goals, indicators, total (docs/domain.md §4.1, §4.2).
Labels tell the rows apart, header cells tell the columns apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.forms import labels
from extractors.forms.amounts import unit_of
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import Columns
from extractors.forms.fund_rows import FundRows, amounts_after, fund_columns
from extractors.forms.goal_rows import goal_columns, goal_texts
from extractors.forms.indicator_header import indicator_columns
from extractors.forms.indicator_rows import IndicatorRows
from extractors.forms.person_cells import PERSONS, persons_in
from extractors.forms.persons import PersonKind
from extractors.forms.points import points
from extractors.forms.row_stream import FormCell, FormRow

NO_FIELDS = frozenset((*PERSONS, "other"))
"""Labels of the head whose values have no field: persons are noted apart."""

Part = Literal["head", "funds", "goal", "goals", "remark", "indicators"]
"""How far a form has been read; a goal stands beside its label, goals stand below a header."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A label of a row with its values."""

    kind: Literal["nothing", "remark", "fund", "field", "goal", "rest_of_goal"]
    used: int
    """How many cells the label and its values take."""
    meaning: str = ""
    values: Sequence[FormCell] = ()


class TemplateForm:
    """Reads the rows of one form into a draft."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        self.part: Part = "head"
        self._indicators = IndicatorRows(draft)
        self._funds = FundRows(draft)
        self._goals: Columns = ()
        self._person: PersonKind = "leader"
        """Whom a telephone number belongs to: the last person named."""

    @property
    def closed(self) -> bool:
        """True where nothing more of the form is expected below."""
        return self._indicators.closed

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of this form."""
        if self.closed:
            return False
        if indicator_columns(row):
            return True
        if self.part == "indicators":
            return self._indicators.accepts(row)
        in_text = self.part in ("goal", "goals", "remark")
        return in_text or any(labels.is_label(c.text) for c in row.cells)

    def feed(self, row: FormRow) -> None:
        """Takes the next row of the form."""
        persons, self._person = persons_in(row, self._person)
        for person in persons:
            self.draft.put_person(person.kind, person.value, person.place)
        columns = indicator_columns(row)
        if columns:
            self._indicators.head(columns, row.page)
            self.part = "indicators"
        elif self.part == "indicators":
            self._indicators.feed(row)
        else:
            self._feed_upper_part(row)

    def _feed_upper_part(self, row: FormRow) -> None:
        """Takes a row above the indicators."""
        if self.draft.unit is None:
            units = (unit_of(c.text) for c in row.cells)
            self.draft.unit = next((unit for unit in units if unit is not None), None)
        goals, funds = goal_columns(row), fund_columns(row)
        if goals:
            self._goals = goals
            self.part = "goals"
        elif funds:
            self._funds.head(funds)
            self.part = "funds"
        elif transposed := self._funds.transposed_part(row):
            self._funds.feed_transposed(row, transposed)
        elif self.part == "goals" and (texts := goal_texts(self._goals, row)):
            self._put_goals(texts, row.tops)
        else:
            position = 0
            while position < len(row.cells):
                item = self._item(row, position)
                self._put(item, row, position)
                position += item.used

    def _put_goals(self, texts: dict[str, FormCell], tops: bool) -> None:
        """Takes the texts below a header of goals; on a new page they go on."""
        expected, actual = texts.get("expected"), texts.get("actual")
        if self.draft.goals and tops:
            self.draft.extend_goal(expected.text if expected else "", actual.text if actual else "")
            return
        place = (expected or actual or next(iter(texts.values()))).place
        self.draft.put_goal(expected.text if expected else None, actual.text if actual else None, place)

    def _item(self, row: FormRow, position: int) -> _Item:
        """The label at a position of a row, with its values."""
        text, after = row.cells[position].text, row.cells[position + 1 :]
        goal = labels.meaning(labels.GOAL, text)
        if goal == "remark":
            return _Item("remark", len(row.cells))
        fund = labels.meaning(labels.FUND_TYPE, text)
        if fund is not None and after:
            if self._funds.is_of_period(fund, after):
                return _Item("nothing", 2)
            amounts = amounts_after(after)
            return _Item("fund", 1 + len(amounts), fund, amounts)
        if not after or labels.is_label(after[0].text):
            return _Item("nothing", 1)
        name = labels.meaning(labels.START, text) == "name"
        head = "name" if name else labels.meaning(labels.HEAD, text)
        if head is not None:
            # Text exports leave blanks where the label's cell spanned columns.
            at = next((at for at, c in enumerate(after) if c.text), len(after) - 1)
            if labels.is_label(after[at].text):
                return _Item("nothing", 1 + at)
            return _Item("field", 2 + at, head, (after[at],))
        if goal in ("annual", "period"):
            return _Item("goal", 2, goal, (after[0],))
        if self.part == "goal" and row.tops and not text:
            return _Item("rest_of_goal", 2, values=(after[0],))
        return _Item("nothing", 1)

    def _put(self, item: _Item, row: FormRow, position: int) -> None:
        label = row.cells[position]
        if item.kind == "remark":
            self.part = "remark"
        elif item.kind == "fund" and item.values:
            self._funds.put(item.meaning, label, item.values, row.ordered)
        elif item.kind == "field":
            self._put_field(item.meaning, label, item.values[0])
        elif item.kind == "goal":
            self.part = "goal"
            if item.meaning == "annual" or not self.draft.goals:
                self.draft.put_goal(item.values[0].text, None, item.values[0].place)
        elif item.kind == "rest_of_goal":
            self.draft.extend_goal(item.values[0].text, "")

    def _put_field(self, field: str, label: FormCell, value: FormCell) -> None:
        if field == "total_score":
            if self.draft.total_score is None and points(value.text) is not None:
                self.draft.total_score = value.text
        elif field not in NO_FIELDS:
            self.draft.put_field(field, value.text, value.place)
            if labels.meaning(labels.START, label.text) == "department" and field == "competent_department":
                self.part = "head"
