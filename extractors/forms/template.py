"""One form with labels beside or above its values: the official 项目支出绩效自评表 and its kin.

Read row by row in the order of the form: head, funds, goals, indicators, total (docs/domain.md §4.1, §4.2).
Labels tell the rows apart, header cells tell the columns apart; where only the order of the cells is known,
a row is laid under its header by counting from the end, because what is missing was merged with the row
above.
"""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Place
from extractors.forms import labels
from extractors.forms.draft import FormDraft, yuan
from extractors.forms.indicator_rows import Columns, IndicatorBlock, indicator_columns
from extractors.forms.indicators import points
from extractors.forms.persons import labelled
from extractors.forms.rows import FormCell, FormRow, under

PERSONS = {"leader": "leader", "leader_and_phone": "leader", "phone": "phone", "skipped": "person"}
"""Labels of the head that ask for persons, and whom."""
NO_FIELDS = frozenset((*PERSONS, "other"))
GOAL_COLUMNS = ("expected", "adjusted", "actual", "period")


class FormReader:
    """Reads the rows of one form into a draft."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        self.state = "head"
        self._indicators = IndicatorBlock(draft)
        self._funds: Columns = ()
        self._goals: Columns = ()
        self._transposed: Columns = ()
        self._person = "leader"
        """Whom a telephone number belongs to: the last person named."""

    @property
    def closed(self) -> bool:
        """True where nothing more of the form is expected below."""
        return self._indicators.closed

    def feed(self, row: FormRow) -> None:
        """Takes the next row of the form."""
        self._persons(row)
        columns = indicator_columns(row)
        if columns:
            self._indicators.head(columns, row.page)
            self.state = "indicators"
        elif self.state == "indicators":
            self._indicators.feed(row)
        else:
            self._head_row(row)

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of this form."""
        if self.closed:
            return False
        if indicator_columns(row):
            return True
        if self.state == "indicators":
            return self._indicators.accepts(row)
        in_text = self.state in ("goal", "goals", "remark")
        return in_text or any(labels.is_label(c.text) for c in row.cells)

    def _persons(self, row: FormRow) -> None:
        """Notes every person of a row: beside a label, or behind one in the same cell.

        A telephone number belongs to the person named before it.
        """
        for at, cell in enumerate(row.cells):
            following = next((c for c in row.cells[at + 1 :] if c.text), None)
            kind = PERSONS.get(labels.meaning(labels.HEAD, cell.text) or "")
            if kind is not None:
                if kind != "phone":
                    self._person = kind
                if following is not None and not labels.is_label(following.text):
                    self._put_person(kind, following.text, following.place)
            elif ":" in cell.text or "：" in cell.text:
                for said in labelled(cell.text):
                    if said.kind != "phone":
                        self._person = said.kind
                    self._put_person(said.kind, said.value, cell.place)

    def _put_person(self, kind: str, value: str, place: Place) -> None:
        of_another = kind == "phone" and self._person == "person"
        self.draft.put_person("person" if of_another else kind, value, place)

    # --- head, funds, goals ----------------------------------------------------------------------

    def _head_row(self, row: FormRow) -> None:
        for cell in row.cells:
            if self.draft.unit is None:
                self.draft.unit = labels.unit_of(cell.text)
        if self._starts_goals(row) or self._starts_funds(row) or self._transposed_row(row):
            return
        if self.state == "goals" and self._goal_texts(row):
            return
        position = 0
        cells = row.cells
        while position < len(cells):
            position += self._labelled(row, position)

    def _labelled(self, row: FormRow, position: int) -> int:
        """Reads the label at `position` with its value; how many cells were used."""
        cells = row.cells
        text = cells[position].text
        following = cells[position + 1] if position + 1 < len(cells) else None
        goal = labels.meaning(labels.GOAL, text)
        if goal == "remark":
            self.state = "remark"
            return len(cells)
        fund = labels.meaning(labels.FUND_TYPE, text)
        if fund is not None and following is not None and self._is_of_period(fund, row, position):
            return 2
        if fund is not None and following is not None:
            return 1 + self._fund_row(fund, row, position)
        if following is None or labels.is_label(following.text):
            return 1
        head = labels.meaning(labels.HEAD, text)
        name = labels.meaning("start", text) == "name"
        if name or head is not None:
            # Text exports leave blanks where the label's cell spanned columns.
            used = 2
            while not cells[position + used - 1].text and position + used < len(cells):
                used += 1
            value = cells[position + used - 1]
            if labels.is_label(value.text):
                return used - 1
            self._head_value("name" if name else str(head), text, value)
            return used
        if goal in ("annual", "period"):
            self.state = "goal"
            if goal == "annual" or not self.draft.goals:
                self.draft.put_goal(following.text, None, following.place)
            return 2
        if self.state == "goal" and row.tops and not text:
            self._append_goal(0, following.text)
            return 2
        return 1

    def _is_of_period(self, kind: str, row: FormRow, position: int) -> bool:
        """True for a fund of the whole period, beside the annual one of the same name further right."""
        if self._funds or labels.is_label(row.cells[position + 1].text):
            return False
        later = row.cells[position + 2 :]
        return any(labels.meaning(labels.FUND_TYPE, c.text) == kind for c in later)

    def _head_value(self, field: str, label: str, cell: FormCell) -> None:
        if field == "total_score":
            if self.draft.total_score is None and points(cell.text) is not None:
                self.draft.total_score = cell.text
        elif field not in NO_FIELDS:
            self.draft.put_field(field, cell.text, cell.place)
            if labels.meaning("start", label) == "department" and field == "competent_department":
                self.state = "head"

    def _starts_funds(self, row: FormRow) -> bool:
        found = labels.roles(labels.FUND_COLUMN, row.cells)
        if len(found) < 2 or not any(
            f in ("initial_budget", "full_year_budget", "executed") for f, _ in found
        ):
            return False
        first = next(i for i, c in enumerate(row.cells) if c is found[0][1])
        by_cell = {id(cell): field for field, cell in found}
        self._funds = tuple((by_cell.get(id(c)), c) for c in row.cells[first:])
        self.draft.has_results |= any(field in ("executed", "score") for field, _ in found)
        self.state = "funds"
        return True

    def _fund_row(self, kind: str, row: FormRow, position: int) -> int:
        """Reads the values right of a fund label; how many cells were used."""
        label = row.cells[position]
        values: list[FormCell] = []
        for cell in row.cells[position + 1 :]:
            if labels.is_label(cell.text):
                break
            values.append(cell)
        if not values or not _is_amount(values[0].text):
            return 0
        if not self._funds:
            self.draft.put_fund(kind, "initial_budget", values[0].text, label.place)
        elif row.ordered:
            for (field, _), cell in zip(self._funds, values, strict=False):
                if field is not None:
                    self.draft.put_fund(kind, field, cell.text, label.place)
        else:
            for field, header in self._funds:
                text = "".join(c.text for c in under(header, values))
                if field is not None:
                    self.draft.put_fund(kind, field, text, label.place)
        return len(values)

    def _transposed_row(self, row: FormRow) -> bool:
        """Fund types as column heads (total | fiscal | other), the amounts in a row below."""
        if row.ordered:
            return False
        found = labels.roles(labels.FUND_TYPE, row.cells)
        if len(found) >= 2 and not any(_is_number(c.text) for c in row.cells):
            if not self._transposed:
                self._transposed = tuple(found)
            return True
        if not self._transposed:
            return False
        if not any(_is_number(c.text) for c in row.cells):
            return bool(found)  # a second header row: 合计 | 基本支出 | 项目支出
        first = next((c for c in row.cells if c.text), row.cells[0])
        if labels.meaning(labels.FUND_TYPE, first.text) != "total" and not _is_number(first.text):
            return False
        for field, header in self._transposed:
            cells = under(header, row.cells)
            if cells and field is not None and _is_number(cells[0].text):
                self.draft.put_fund(field, "initial_budget", cells[0].text, header.place)
        self._transposed = ()
        return True

    def _starts_goals(self, row: FormRow) -> bool:
        found = [(f, c) for f, c in labels.roles(labels.GOAL, row.cells) if f in GOAL_COLUMNS]
        annual = [("annual", c) for c in row.cells if labels.meaning(labels.GOAL, c.text) == "annual"]
        filled = [c for c in row.cells if c.text]
        if annual and all(f != "expected" for f, _ in found) and (found or len(filled) == len(annual)):
            # 实施期总目标 | 年度目标 side by side, or 年度目标 alone above its text.
            found = [*found, ("expected", annual[-1][1])]
        heads_only = len(found) >= 2 or len(found) >= len(filled) - 1
        if not found or not heads_only or len(filled) < 2 - row.ordered:
            return False
        order = {id(c): at for at, c in enumerate(row.cells)}
        self._goals = tuple(sorted(found, key=lambda pair: order[id(pair[1])]))
        self.state = "goals"
        return True

    def _goal_texts(self, row: FormRow) -> bool:
        """The texts below a pair of goal headers; on a new page they go on."""
        first = row.cells[0]
        if any(labels.is_label(c.text) for c in row.cells[1:]):
            return False
        if labels.is_label(first.text) and labels.meaning(labels.GOAL, first.text) in (None, "remark"):
            return False
        texts: dict[str, FormCell] = {}
        if row.ordered:
            filled = [c for c in row.cells if not labels.is_label(c.text)]
            texts = {str(f): c for (f, _), c in zip(self._goals, filled, strict=False)}
        else:
            for field, header in self._goals:
                cells = [c for c in under(header, row.cells) if c.text]
                if cells and field is not None:
                    texts[field] = cells[0]
        if not any(c.text for c in texts.values()):
            return False
        expected, actual = texts.get("expected"), texts.get("actual")
        if self.draft.goals and row.tops:
            self._append_goal(0, expected.text if expected else "")
            self._append_goal(1, actual.text if actual else "")
            return True
        place = (expected or actual or next(iter(texts.values()))).place
        self.draft.put_goal(expected.text if expected else None, actual.text if actual else None, place)
        return True

    def _append_goal(self, side: int, text: str) -> None:
        if text and self.draft.goals:
            self.draft.goals[-1][side] = (self.draft.goals[-1][side] or "") + text


def _is_amount(text: str) -> bool:
    """True for an amount, a blank or a dash."""
    return not any(c.isalpha() for c in text) or any(c.isdigit() for c in text)


def _is_number(text: str) -> bool:
    """True for an amount, with or without a unit of money."""
    return yuan(text, Decimal(1)) is not None
