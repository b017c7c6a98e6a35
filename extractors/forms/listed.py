"""Lists of projects: one header, then a block of rows for every project.

Two kinds (docs/domain.md §4.2): the indicators in columns (Beijing: 指标性质, 指标值, 度量单位), or all
of them as running text in one cell (Guangdong). A block may go on over pages, its name printed on either
of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Document, Place
from extractors.forms import labels
from extractors.forms.draft import FormDraft
from extractors.forms.indicator_rows import LEVELS, Columns, indicator_columns
from extractors.forms.indicators import RawIndicator, is_residue
from extractors.forms.levels import known_level
from extractors.forms.rows import MIN_OVERLAP, FormCell, FormRow, spans_columns, squeeze, under
from extractors.forms.shared_name import SharedName
from patterns import compiled

NAME = "name"
GOAL = "goal"
RUNNING = "running"
UNIT = "project_unit"
LEADER = "project_leader"
PHONE = "project_phone"
PERSON_COLUMNS = {"leader": LEADER, "leader_and_phone": LEADER, "phone": PHONE, "skipped": PHONE}
NO_FUNDS = (NAME, GOAL, RUNNING, UNIT, LEADER, PHONE)
FIRST_FUNDS = ("total", "current_year_fiscal")
"""The amounts that every project of a list has."""


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The columns of a list: name, goal, fund types, and indicator fields or `running`."""

    columns: Columns
    name: FormCell
    is_running: bool


def list_header(row: FormRow) -> ListHeader | None:
    """The header of a list of projects; null where the row is none."""
    name: FormCell | None = None
    goal: FormCell | None = None
    for cell in row.cells:
        if name is None and (
            labels.meaning("start", cell.text) == "name"
            or labels.is_one_of("list", "name", cell.text)
            or labels.is_exactly("list", "name_or_unit", cell.text)
        ):
            name = cell
        elif goal is None and labels.meaning(labels.GOAL, cell.text) == "annual":
            goal = cell
    if row.ordered or name is None:
        return None
    indicators = indicator_columns(row)
    columns: list[tuple[str | None, FormCell]] = [(NAME, name)]
    if goal is not None:
        columns.append((GOAL, goal))
    unit = next((c for c in row.cells if labels.is_one_of("list", "unit", c.text)), None)
    columns += [
        (kind, cell)
        for kind, cell in labels.roles(labels.FUND_TYPE, row.cells)
        if cell is not name and cell is not goal
    ]
    levelled = any(f == "level1" for f, _ in indicators)
    if levelled:
        columns += [(f, c) for f, c in indicators if f is not None]
    else:
        if goal is None or len(columns) < 3:
            return None
        columns += [(RUNNING, c) for c in row.cells if labels.meaning(labels.INDICATOR, c.text) == "combined"]
    if unit is not None and unit is not name:
        columns.append((UNIT, unit))
    persons = [(PERSON_COLUMNS.get(labels.meaning(labels.HEAD, c.text) or ""), c) for c in row.cells]
    columns += [(kind, cell) for kind, cell in persons if kind is not None]
    return ListHeader(tuple(columns), name, not levelled)


def repeats_header(row: FormRow) -> bool:
    """True for the header of a list printed again, also where other text was printed over its first cells."""
    return len(indicator_columns(row)) >= 3


@dataclass(slots=True)
class _Block:
    draft: FormDraft
    name: SharedName
    goal: list[FormCell] = field(default_factory=list)
    running: list[FormCell] = field(default_factory=list)
    levels: dict[str, str] = field(default_factory=dict)
    """The level cells that are open."""
    has_amount: bool = False


class ListReader:
    """Reads the rows below a list header into drafts, one for each project."""

    def __init__(self, doc: Document, header: ListHeader, template: FormDraft) -> None:
        self._doc = doc
        self._header = header
        self._columns = header.columns
        self._template = template
        self._blocks: list[_Block] = []
        self._name = SharedName()
        self._leaves_rules_out = False
        """True where a page was seen without rules above the cells that go on."""
        self._level3: tuple[FormCell, int] | None = None
        """The name's cell that is open, and how many rows of it are left."""
        self._in_header = True
        self._page: int | None = None
        self._unit: FormCell | None = None
        """The unit whose projects these are: printed once for all of them."""

    def renew(self, header: ListHeader) -> None:
        """The header printed again on a new page; one with fewer columns does not replace the old."""
        self._in_header = True
        if len(header.columns) >= len(self._header.columns):
            self._header = header
            self._columns = header.columns

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of this list."""
        if repeats_header(row):
            return True
        cells = self._lay(row)
        if self._header.is_running:
            return bool(cells.get(NAME, []) and (cells.get(GOAL) or cells.get(RUNNING)))
        found = [
            known_level(cells[f][0].text, depth)
            for depth, f in enumerate(("level1", "level2"), start=1)
            if cells.get(f) and cells[f][0].text
        ]
        return bool(found) and any(found)

    def feed(self, row: FormRow) -> None:
        """Takes the next row."""
        if repeats_header(row):
            self._in_header = True
            return
        if self._in_header and self._sub_header(row):
            return
        if spans_columns([c for c in row.cells if c.text], [header for _, header in self._columns]):
            return
        first_on_page = row.tops or self._in_header or row.page != self._page
        self._in_header = False
        self._page = row.page
        cells = self._lay(row)
        unit = next((c for c in cells.get(UNIT, []) if c.text), None)
        begins = self._begins(cells, first_on_page, row.tops)
        if unit is not None and (begins or not first_on_page):
            self._unit = unit
        elif unit is not None:
            self._blocks[-1].draft.extend_field("implementing_unit", unit.text)
        if begins:
            self._blocks.append(_Block(self._new_draft(row), self._name))
            if self._unit is not None:
                self._blocks[-1].draft.put_field("implementing_unit", self._unit.text, self._unit.place)
        if self._blocks:
            self._fill(self._blocks[-1], cells, row.tops or first_on_page)

    def drafts(self) -> list[FormDraft]:
        """The finished drafts, those without goal and indicators (sums, headings) left out.

        Where the names' column is said to name units too, such a heading is the unit of the projects below.
        """
        found = []
        unit: FormDraft | None = None
        has_units = labels.is_exactly("list", "name_or_unit", self._header.name.text)
        for block in self._blocks:
            self._finish(block)
            draft = block.draft
            if draft.goals or draft.indicators:
                found.append(draft)
                if unit is not None and unit.name_place is not None:
                    draft.put_field("implementing_unit", unit.fields["name"], unit.name_place)
            elif has_units:
                unit = draft if "name" in draft.fields else None
        return found

    def _new_draft(self, row: FormRow) -> FormDraft:
        template = self._template
        filled = [c for c in row.cells if c.text]
        # The name's own place goes to the project beside which it is printed; the others have their own.
        own = [c for c in filled if c.overlap(self._header.name) < MIN_OVERLAP]
        first = next(iter(own or filled), row.cells[0])
        return FormDraft(
            first.place,
            template.title,
            dict(template.fields),
            unit=template.unit,
            year=template.year,
            is_listed=True,
        )

    def _sub_header(self, row: FormRow) -> bool:
        """A second header row below 其中: more fund types."""
        found = labels.roles(labels.FUND_TYPE, row.cells)
        filled = [c for c in row.cells if c.text]
        if not found or len(found) < len(filled) - 1:
            return False
        have = {f for f, _ in self._columns}
        self._columns = (*self._columns, *((f, c) for f, c in found if f not in have))
        return True

    def _lay(self, row: FormRow) -> dict[str, list[FormCell]]:
        return {f: under(header, row.cells) for f, header in self._columns if f is not None}

    def _begins(self, cells: dict[str, list[FormCell]], first_on_page: bool, tops: bool) -> bool:
        """Does this row begin a project? Updates the name that is open.

        The cells of amount and goal are merged over all rows of a project; the name's cell over all projects
        of that name, which may be many, each of another unit.
        """
        named = cells[NAME][0] if cells[NAME] else None
        amounts = [c for f, c in self._amounts(cells) if f in FIRST_FUNDS]
        goals = cells.get(GOAL, [])
        if not self._blocks:
            self._name = SharedName()
            return True
        if first_on_page:
            return self._begins_page(named, amounts, goals, tops)
        parts = [*amounts, *goals]
        has_text = any(c.text for c in parts)
        cut = bool(parts) and all(c.is_last for c in parts)
        if named is None:
            # Another project under the same name; blank cells are one that goes on on the next page.
            return bool(amounts and goals) and (has_text or cut)
        if named.text or has_text or (cut and named.is_last):
            self._name = SharedName()
            return True
        return False

    def _begins_page(
        self, named: FormCell | None, amounts: Sequence[FormCell], goals: Sequence[FormCell], tops: bool
    ) -> bool:
        """Does the first row of a page begin a project?

        Some software leaves the rule out above a cell that goes on from the page before: there the rules
        tell. Elsewhere an amount printed again does, or a name that was complete on the page before.
        """
        block = self._blocks[-1]
        parts = [c for c in (named, *amounts, *goals) if c is not None]
        self._leaves_rules_out |= any(c.is_open_above for c in parts)
        if self._leaves_rules_out and tops and parts and parts[0].top is not None:
            if named is not None and not named.is_open_above:
                self._name = SharedName()
            return not any(c.is_open_above for c in (*amounts, *goals))
        has_amount = any(c.text for c in amounts)
        if named is not None and named.text and block.has_amount and amounts and not has_amount:
            # Without an amount of its own it is the end of a name that the page break cut; codes begin names.
            coded = compiled("forms")["project_code"].search(squeeze(named.text))
            if coded is None and block.name.texts:
                return False
        again = block.has_amount and has_amount and (_text(goals) != "" or not goals)
        fresh = named is not None and self._name.is_closed_by(named)
        if named is not None and fresh and (named.text or again or not self._header.is_running):
            self._name = SharedName()
            return True
        return again

    def _amounts(self, cells: dict[str, list[FormCell]]) -> list[tuple[str, FormCell]]:
        return [
            (kind, cells[kind][0])
            for kind, header in self._columns
            if kind is not None
            and kind not in (NAME, GOAL, RUNNING, UNIT)
            and _is_fund(header)
            and cells[kind]
        ]

    def _fill(self, block: _Block, cells: dict[str, list[FormCell]], first_on_page: bool) -> None:
        if cells[NAME]:
            if cells[NAME][0].text and not block.name.texts:
                block.draft.name_place = cells[NAME][0].place
            block.name.take(cells[NAME])
        for column, kind in ((LEADER, "leader"), (PHONE, "phone")):
            for cell in cells.get(column, []):
                if cell.text:
                    block.draft.put_person(kind, cell.text, cell.place)
        block.goal += [c for c in cells.get(GOAL, []) if c.text]
        block.running += [c for c in cells.get(RUNNING, []) if c.text]
        for kind, cell in self._amounts(cells):
            block.has_amount |= bool(cell.text)
            block.draft.put_fund(kind, "initial_budget", _text(cells[kind]), cell.place)
        if not self._header.is_running:
            self._indicator(block, cells, first_on_page)

    def _indicator(self, block: _Block, cells: dict[str, list[FormCell]], first_on_page: bool) -> None:
        def text(field: str) -> str | None:
            return _text(cells.get(field, [])) or None

        inherited = self._inherit_levels(block, cells, first_on_page)
        if cells.get("level3"):
            self._level3 = (cells["level3"][0], cells["level3"][0].row_span)
        elif self._level3 is not None:
            # One name merged over several indicators; it may even span two projects.
            cell, rows = self._level3
            self._level3 = (cell, rows - 1) if rows > 1 else None
            if rows > 1 and cell.text:
                cells = cells | {"level3": [cell]}
                inherited = (*inherited, "level3")
        name = text("level3")
        target = text("target")
        if is_residue(name) and (target is None or _is_unit_line(target)):
            return
        place = cells["level3"][0].place if name else block.draft.place
        block.draft.indicators.append(
            RawIndicator(
                place,
                block.levels.get("level1"),
                block.levels.get("level2"),
                name,
                inherited,
                target,
                text("actual"),
                text("weight"),
                text("score"),
                text("deviation_reason"),
                nature=text("operator"),
                unit=text("unit"),
            )
        )

    def _inherit_levels(
        self, block: _Block, cells: dict[str, list[FormCell]], first_on_page: bool
    ) -> tuple[str, ...]:
        """Brings the block's open levels up to this row; which of them a merged cell above gives.

        A level goes on where the row has no cell of its own in that column, or a blank one below a page
        break; a new first level closes the second.
        """
        inherited: list[str] = []
        for level in LEVELS:
            found = cells.get(level, [])
            printed = _text(found)
            if printed:
                if level == LEVELS[0] and printed != block.levels.get(level):
                    block.levels.clear()
                block.levels[level] = printed
            elif found and not first_on_page:
                block.levels.pop(level, None)
            elif level in block.levels:
                inherited.append(level)
        return tuple(inherited)

    def _finish(self, block: _Block) -> None:
        draft = block.draft
        name = block.name.text
        if name and not labels.is_one_of("list", "sums", name):
            draft.put_field("name", name, draft.name_place or draft.place)
        texts = block.running
        goal = "".join(c.text for c in block.goal)
        if self._header.is_running:
            found = self._running(texts or block.goal)
            draft.indicators += found
            if found and not texts:
                goal = ""
        if goal:
            draft.put_goal(goal, None, block.goal[0].place)

    def _running(self, cells: list[FormCell]) -> list[RawIndicator]:
        """Indicators printed as running text."""
        text = "".join(c.text for c in cells)
        return [
            RawIndicator(
                place=self._place(cells, match["level3"]),
                level1=match["level1"],
                level2=match["level2"],
                level3=match["level3"],
                inherited=(),
                target=match["target"] or None,
                actual=None,
                weight=None,
                score=None,
                deviation_reason=None,
            )
            for match in compiled("forms")["running_indicator"].finditer(text)
        ]

    def _place(self, cells: list[FormCell], text: str) -> Place:
        """Where `text` stands within the cells; the whole cell where white space cuts it."""
        for cell in cells:
            if cell.place.start is None or cell.place.end is None:
                continue
            at = self._doc.text.find(text, cell.place.start, cell.place.end)
            if at >= 0:
                return self._doc.place(at, at + len(text))
        return cells[0].place


def _is_fund(header: FormCell) -> bool:
    return labels.meaning(labels.FUND_TYPE, header.text) is not None


def _is_unit_line(text: str) -> bool:
    """True for the unit of money that a page prints above its table, here over a cell of it."""
    return labels.unit_of(text) is not None and not any(c.isdigit() for c in text)


def _text(cells: Sequence[FormCell]) -> str:
    return "".join(c.text for c in cells)
