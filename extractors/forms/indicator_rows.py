"""The rows below an indicator header: indicators, what a page break left of them, the total.

Source of the rules: docs/domain.md §4.1, §4.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.forms import labels
from extractors.forms.combined_names import split_combined
from extractors.forms.cut_rows import with_rest_of_name, with_rest_of_row
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import Columns, spans_columns
from extractors.forms.indicator_layout import Laid, laid, text_of
from extractors.forms.indicators import RawIndicator, is_residue
from extractors.forms.level_inheritance import (
    LEVELS,
    Level,
    LevelCell,
    OpenLevels,
    completed_label,
    depth_of,
    with_first_level_above,
    with_label_since,
)
from extractors.forms.levels import known_level, parents_of
from extractors.forms.points import noted_points, points
from extractors.forms.row_stream import FormCell, FormRow
from patterns import load
from patterns.shapes.forms import Forms


@dataclass(frozen=True, slots=True)
class _Name:
    """What a row says its indicator is called, and under which levels."""

    cell: FormCell | None
    text: str | None
    level1: str | None
    level2: str | None
    inherited: tuple[str, ...]
    lead: str = ""
    """The end of the name above that did not fit there."""


class IndicatorRows:
    """Reads the rows below an indicator header into a draft."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        self.closed = False
        """True after the total or what follows the indicators: nothing of the form is expected below."""
        self._columns: Columns = ()
        self._levels = OpenLevels()
        self._page: int | None = None
        self._is_reopened = False
        """True below a header that was printed again on a new page: cells above it may go on."""

    def head(self, columns: Columns, page: int | None) -> None:
        """Takes a header, the first one or its print on a new page."""
        self.closed = False
        self._is_reopened = self._page is not None and page is not None and page != self._page
        self._page = page
        if _known(self._columns) <= _known(columns):
            # A header that other text was printed over names fewer columns than the one before it.
            self._columns = columns
        self.draft.has_results |= any(field in ("actual", "score") for field, _ in columns)
        weight = next((c for field, c in columns if field == "weight"), None)
        if weight is not None and self.draft.total_weight is None:
            self.draft.total_weight = noted_points(weight.text)

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of these."""
        if row.filled and _is_total(row):
            return True
        cells = laid(self._columns, row)
        if cells is None or row.ordered:
            return cells is not None
        for level in LEVELS:
            text = text_of(cells, level)
            if text is not None:
                depth, above = depth_of(level), self._levels.text(level) or ""
                cut = not known_level(above, depth) and known_level(above + text, depth)
                return bool(known_level(text, depth) or cut)
        combined = text_of(cells, "combined")
        return bool(text_of(cells, "level3") or (combined and split_combined(combined)))

    def feed(self, row: FormRow) -> None:
        """Takes the next row below the header."""
        if self._is_reopened:
            row = replace(row, tops=True)
        self._is_reopened = False
        self._page = row.page
        if _is_total(row):
            self.closed = True
            self.draft.total_weight, self.draft.total_score = self._total(row)
        elif not self.closed and labels.begins_with(load(Forms).tail.labels, row.first.text):
            self.closed = True
        elif not self.closed and not spans_columns(row, self._columns):
            cells = laid(self._columns, row)
            if cells is not None:
                self._take(row, cells)

    def _take(self, row: FormRow, cells: Laid) -> None:
        draft = self.draft
        last = draft.indicators[-1] if draft.indicators else None
        if last is not None:
            completed = with_rest_of_row(last, cells) if row.tops else None
            completed = completed or with_rest_of_name(last, cells)
            if completed is not None:
                draft.indicators[-1] = completed
                return
        level_cells = self._level_cells(cells, row.tops)
        draft.indicators = self._with_levels_of_the_row(level_cells)
        self._levels = self._levels.at(level_cells, len(draft.indicators))
        name = self._name(cells)
        if name.lead and draft.indicators:
            above = draft.indicators[-1]
            draft.indicators[-1] = replace(above, level3=f"{above.level3 or ''}{name.lead}")
        if is_residue(name.text) and not any(text_of(cells, f) for f in ("target", "actual")):
            return
        printed = (c for c in (name.cell, cells.get("target")) if c is not None and c.text)
        draft.indicators.append(
            RawIndicator(
                place=next(printed, row.first).place,
                level1=name.level1,
                level2=name.level2,
                level3=name.text or None,
                inherited=name.inherited,
                target=text_of(cells, "target"),
                actual=text_of(cells, "actual"),
                weight=text_of(cells, "weight"),
                score=text_of(cells, "score"),
                deviation_reason=text_of(cells, "deviation_reason"),
                nature=text_of(cells, "operator"),
                unit=text_of(cells, "unit"),
            )
        )

    def _name(self, cells: Laid) -> _Name:
        name, combined = cells.get("level3"), cells.get("combined")
        if combined is None or name is not None:
            levels = self._levels
            text = name.text if name is not None else None
            return _Name(name, text, levels.text("level1"), levels.text("level2"), levels.inherited)
        parts = split_combined(combined.text)
        if parts is None:
            return _Name(combined, combined.text, None, None, ())
        return _Name(combined, parts.name, parts.level1, parts.level2, (), parts.lead)

    def _level_cells(self, cells: Laid, tops: bool) -> dict[Level, LevelCell]:
        """The level cells of a row, with what is known of those above them."""
        level_cells: dict[Level, LevelCell] = {}
        for level in LEVELS:
            cell = cells.get(level)
            if cell is None:
                continue
            whole = None
            if cell.text and tops:
                whole = completed_label(self._levels.by_level[level], depth_of(level), cell.text)
            goes_on = tops or self._is_same_block(level, cells)
            level_cells[level] = LevelCell(whole or cell.text, cell.row_span, goes_on, whole is not None)
        return level_cells

    def _is_same_block(self, level: Level, cells: Laid) -> bool:
        """May a blank level cell be the rest of the one above? Drawn lines cut merged cells."""
        second = text_of(cells, "level2")
        if level == "level1" and second is not None:
            above = known_level(self._levels.text("level1") or "", 1)
            parents = parents_of(second)
            has_spans = self._levels.has_spans or cells["level1"].row_span > 1
            return above in parents if parents else not has_spans
        return "level1" in cells and text_of(cells, "level1") is None and second is None

    def _with_levels_of_the_row(self, level_cells: Mapping[Level, LevelCell]) -> list[RawIndicator]:
        """The indicators so far, those that belong to a level that this row prints under it."""
        indicators = self.draft.indicators
        for level, cell in level_cells.items():
            if cell.completes:
                since = self._levels.by_level[level].since
                indicators = with_label_since(indicators, since, level, cell.text)
            if level == "level1" and cell.text:
                indicators = with_first_level_above(indicators, cell.text)
        return indicators

    def _total(self, row: FormRow) -> tuple[str | None, str | None]:
        """Weight and score after the row of the total, in this order wherever its cells stand.

        One number alone is the score where the form has results; one below its column is that column's.
        """
        draft = self.draft
        numbers = [c.text for c in row.cells[1:] if points(c.text) is not None]
        if len(numbers) == 2:
            return numbers[0], numbers[1]
        cells = None if row.ordered else laid(self._columns, row)
        if cells is not None and any(text_of(cells, f) for f in ("weight", "score")):
            return text_of(cells, "weight"), text_of(cells, "score")
        if len(numbers) == 1 and draft.has_results:
            return draft.total_weight, numbers[0]
        if numbers:
            return numbers[0], numbers[1] if len(numbers) > 1 else None
        return draft.total_weight, draft.total_score


def _known(columns: Columns) -> int:
    return sum(field is not None for field, _ in columns)


def _is_total(row: FormRow) -> bool:
    return labels.is_one_of(load(Forms).indicator_total.labels, row.first.text)
