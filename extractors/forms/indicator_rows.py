"""The indicators of a form: header, rows, total (docs/domain.md §4.1, §4.3).

Levels are printed once for several rows. Where the grid is known, a row without a cell in a level's column
stands under the merged cell above; where only the order of the cells is known, a row is laid under its header
by counting from the end, because what is missing was merged with the row above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.forms import labels
from extractors.forms.draft import FormDraft
from extractors.forms.indicators import RawIndicator, is_numbered, is_residue, noted_points, points
from extractors.forms.levels import known_level, parents_of, split_combined
from extractors.forms.rows import MIN_OVERLAP, FormCell, FormRow, spans_columns, under

Columns = tuple[tuple[str | None, FormCell], ...]
"""Header cells with their field, left to right; null for a column that the form does not know."""

LEVELS = ("level1", "level2")


class IndicatorBlock:
    """Reads the rows below an indicator header into a draft."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        self.closed = False
        """True after the total or what follows the indicators: nothing of the form is expected below."""
        self._columns: Columns = ()
        self._levels: dict[str, str | None] = {}
        self._open_from: dict[str, int] = {}
        """Per level, the first indicator of the cell that is open."""
        self._rows_left: dict[str, int] = {}
        """Per level, how many rows the open cell still spans."""
        self._has_spans = False
        """False in tables that write a merged cell as one text and blanks below it."""
        self._page: int | None = None
        self._is_reopened = False
        """True below a header that was printed again on a new page: cells above it may go on."""

    def head(self, columns: Columns, page: int | None) -> None:
        """Takes a header, the first one or its print on a new page."""
        self.closed = False
        self._is_reopened = self._page is not None and page is not None and page != self._page
        self._page = page
        known = sum(field is not None for field, _ in columns)
        if sum(field is not None for field, _ in self._columns) <= known:
            # A header that other text was printed over names fewer columns than the one before it.
            self._columns = columns
        self.draft.has_results |= any(field in ("actual", "score") for field, _ in columns)
        weight = next((c for field, c in columns if field == "weight"), None)
        if weight is not None and self.draft.total_weight is None:
            self.draft.total_weight = noted_points(weight.text)

    def feed(self, row: FormRow) -> None:
        """Takes the next row below the header."""
        if self._is_reopened:
            row = replace(row, tops=True)
        self._is_reopened = False
        self._page = row.page
        first = next((c for c in row.cells if c.text), row.cells[0])
        if labels.is_one_of("indicator_total", "labels", first.text):
            self._total_row(row)
            return
        if self.closed:
            return
        if labels.begins_with("tail", "labels", first.text):
            self.closed = True
            return
        if spans_columns([c for c in row.cells if c.text], [header for _, header in self._columns]):
            return
        cells = self._lay(row)
        if cells is None:
            return
        if (row.tops and self._goes_on(cells)) or self._is_cut_name(cells):
            return
        levels, inherited = self._level_texts(cells, row)
        name = cells.get("level3")
        text = name.text if name else None
        if "combined" in cells and text is None:
            name, inherited = cells["combined"], ()
            parts = split_combined(name.text)
            levels = {"level1": parts.level1, "level2": parts.level2} if parts else {}
            text = parts.name if parts else name.text
            if parts and parts.lead and self.draft.indicators:
                self._append_name(parts.lead)
        if is_residue(text) and not any(cells[f].text for f in ("target", "actual") if f in cells):
            return
        place = next(
            (c.place for c in (name, cells.get("target"), first) if c is not None and c.text), first.place
        )
        self.draft.indicators.append(
            RawIndicator(
                place=place,
                level1=levels.get("level1"),
                level2=levels.get("level2"),
                level3=text or None,
                inherited=inherited,
                target=_text(cells, "target"),
                actual=_text(cells, "actual"),
                weight=_text(cells, "weight"),
                score=_text(cells, "score"),
                deviation_reason=_text(cells, "deviation_reason"),
                nature=_text(cells, "operator"),
                unit=_text(cells, "unit"),
            )
        )

    def _append_name(self, text: str) -> None:
        last = self.draft.indicators[-1]
        self.draft.indicators[-1] = replace(last, level3=f"{last.level3 or ''}{text}")

    def _total_row(self, row: FormRow) -> None:
        """Takes the row of the total: weight and score, in this order wherever its cells stand.

        One number alone is the score where the form has results; one below its column is that column's.
        """
        self.closed = True
        numbers = [c.text for c in row.cells[1:] if points(c.text) is not None]
        if len(numbers) == 2:
            self.draft.total_weight, self.draft.total_score = numbers
            return
        cells = self._lay(row) if not row.ordered else None
        if cells is not None and any(_text(cells, f) for f in ("weight", "score")):
            self.draft.total_weight = _text(cells, "weight")
            self.draft.total_score = _text(cells, "score")
        elif numbers and self.draft.has_results and len(numbers) == 1:
            self.draft.total_score = numbers[0]
        elif numbers:
            self.draft.total_weight = numbers[0]
            self.draft.total_score = numbers[1] if len(numbers) > 1 else None

    def _lay(self, row: FormRow) -> dict[str, FormCell] | None:
        """The cells of a row by field; merged level cells of the row above are absent."""
        if row.ordered:
            return self._lay_by_count(row.cells)
        found: dict[str, FormCell] = {}
        for field, header in self._columns:
            cells = under(header, row.cells)
            if field is None or not cells:
                continue
            cell = cells[0]
            if len(cells) > 1:
                cell = replace(cell, text="".join(c.text for c in cells), right=cells[-1].right)
            if field in found:
                continue
            found[field] = cell
        return found or None

    def _lay_by_count(self, cells: Sequence[FormCell]) -> dict[str, FormCell] | None:
        """Lays a row under its header by its number of cells, checked against what the cells say."""
        fields = [field for field, _ in self._columns]
        if cells and labels.meaning(labels.INDICATOR, cells[0].text) == "combined":
            cells = cells[1:]
        best: tuple[int, int, dict[str, FormCell]] | None = None
        for missing in range(3):
            rest = fields[missing:]
            laid = {f: c for f, c in zip(rest, cells, strict=False) if f is not None}
            fit = _fit(laid)
            if len(rest) == len(cells):
                fit += 3
            if best is None or fit > best[0]:
                best = (fit, missing, laid)
        return best[2] if best is not None and best[0] > 0 else None

    def _level_texts(
        self, cells: dict[str, FormCell], row: FormRow
    ) -> tuple[dict[str, str | None], tuple[str, ...]]:
        """Levels of a row, and which of them come from a merged cell above."""
        inherited: list[str] = []
        changed = False
        for depth, field in enumerate(LEVELS, start=1):
            cell = cells.get(field)
            before = self._levels.get(field)
            self._has_spans |= cell is not None and cell.row_span > 1
            spanned = cell is None and self._rows_left.get(field, 0) > 0
            self._rows_left[field] = self._rows_left.get(field, 0) - 1 if cell is None else cell.row_span - 1
            if cell is not None and cell.text:
                text = self._mended_level(depth, field, cell.text, row.tops)
                # The first level may be printed on every row beside a merged second level; on a new page a
                # merged cell may show its label again, or the rest of it.
                changed = text not in (before, self._levels.get(field)) or changed
                self._levels[field] = text
                self._open_from[field] = len(self.draft.indicators)
            elif spanned or (not changed and (cell is None or row.tops or self._is_same_block(field, cells))):
                if before is not None:
                    inherited.append(field)
            else:
                self._levels[field] = None
                self._open_from[field] = len(self.draft.indicators)
        return dict(self._levels), tuple(inherited)

    def _is_same_block(self, field: str, cells: dict[str, FormCell]) -> bool:
        """May a blank level cell be the rest of the one above? Drawn lines cut merged cells."""
        above = known_level(self._levels.get("level1") or "", 1)
        second = _text(cells, "level2")
        if field == "level1" and second is not None:
            parents = parents_of(second)
            return above in parents if parents else not self._has_spans
        return "level1" in cells and _text(cells, "level1") is None and second is None

    def _mended_level(self, depth: int, field: str, text: str, tops: bool) -> str:
        """The text of a level cell; rows above that belong to it get it too.

        On a new page a label may be the rest of one cut by the page break, or the only print of a cell that
        began above; within a page the first level may be printed beside a later row of its cell.
        """
        indicators = self.draft.indicators
        before = self._levels.get(field)
        first = self._open_from.get(field, len(indicators))
        if tops and not (before is not None and known_level(before, depth)):
            joined = f"{before or ''}{text}"
            if known_level(joined, depth):
                text = joined
                indicators[first:] = [_with_level(i, field, text) for i in indicators[first:]]
                self._levels[field] = text
        name = known_level(text, 1)
        if depth == 1 and name is not None:
            at = len(indicators)
            while at and indicators[at - 1].level1 is None and name in parents_of(indicators[at - 1].level2):
                at -= 1
                indicators[at] = _with_level(indicators[at], field, text)
        return text

    def _goes_on(self, cells: dict[str, FormCell]) -> bool:
        """True where the first row of a page is the rest of the last row of the page before."""
        if not self.draft.indicators:
            return False
        last = self.draft.indicators[-1]
        has = {f for f, c in cells.items() if c.text}
        if has & {"weight", "score", *LEVELS}:
            return False
        if not has or ("level3" in has and (last.weight is None or "target" in has)):
            return False
        if "target" in has and last.target is not None and last.weight is None:
            return False
        self.draft.indicators[-1] = replace(
            last,
            level3=_joined(last.level3, cells, "level3"),
            target=_joined(last.target, cells, "target"),
            actual=_joined(last.actual, cells, "actual"),
            deviation_reason=_joined(last.deviation_reason, cells, "deviation_reason"),
        )
        return True

    def _is_cut_name(self, cells: dict[str, FormCell]) -> bool:
        """True for the rest of a name that a drawn line cut; the name above gets it.

        The values stand in cells merged with the row above, and only names of their own are numbered.
        """
        name = cells.get("level3")
        if name is None or not name.text or not self.draft.indicators or "target" in cells:
            return False
        if any(c.text for f, c in cells.items() if f != "level3"):
            return False
        last = self.draft.indicators[-1]
        if last.level3 is None or not is_numbered(last.level3) or is_numbered(name.text):
            return False
        self._append_name(name.text)
        return True

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of this block."""
        first = next((c for c in row.cells if c.text), None)
        if first is not None and labels.is_one_of("indicator_total", "labels", first.text):
            return True
        cells = self._lay(row)
        if cells is None or row.ordered:
            return cells is not None
        for depth, field in enumerate(LEVELS, start=1):
            cell = cells.get(field)
            if cell is not None and cell.text:
                before = self._levels.get(field) or ""
                cut = not known_level(before, depth) and known_level(before + cell.text, depth)
                return bool(known_level(cell.text, depth) or cut)
        combined = _text(cells, "combined")
        return bool(_text(cells, "level3") or (combined and split_combined(combined)))


def indicator_columns(row: FormRow) -> Columns:
    """The columns of an indicator header; empty where the row is none."""
    found = labels.roles(labels.INDICATOR, row.cells)
    if any(field == "level4" for field, _ in found):
        # Of four levels the leaf is the indicator.
        leaf = {"level4": "level3", "level3": "skipped"}
        found = [(leaf.get(field, field), cell) for field, cell in found]
    fields = {field for field, _ in found}
    name = bool(fields & {"level3", "combined"})
    value = bool(fields & {"target", "actual", "weight"})
    if not (name and value) or not (fields & {"level1", "level2", "operator", "unit", "level3"}):
        return ()
    if "level3" in fields or "level1" in fields:
        found = [(f, c) for f, c in found if f != "combined"]
    by_cell = {id(cell): field for field, cell in found}
    cells = row.cells
    by_cell = _annual_side(cells) or by_cell
    if "level2" in fields and "level1" not in fields:
        # The first level's head is blank where its text could not be read; its place is left.
        at = next(i for i, c in enumerate(cells) if by_cell.get(id(c)) == "level2")
        if at and not cells[at - 1].text:
            by_cell[id(cells[at - 1])] = "level1"
    first = next(i for i, c in enumerate(cells) if id(c) in by_cell)
    return tuple((by_cell.get(id(c)), c) for c in cells[first:])


def merged_header(upper: FormRow, lower: FormRow) -> FormRow | None:
    """One row of two that head the indicators together; null where they do not.

    `绩效指标 | 年度指标值 | 分值` above `一级指标 | 二级指标 | 三级指标 | 指标值 | 单位`, or the levels in
    the upper row and parts of the target below. What stands below goes before what spans it.
    """
    parts = [c for c in lower.cells if c.text]
    fields = [labels.meaning(labels.INDICATOR, c.text) for c in parts]
    if len(parts) < 2 or None in fields or upper.ordered != lower.ordered:
        return None
    if lower.ordered:
        cells = _merged_by_order(upper.cells, tuple(parts), fields)
    else:
        cells = _merged_by_place(upper.cells, tuple(parts), lower.cells)
    if cells is None or len(cells) <= len(parts):
        return None
    found = replace(upper, cells=cells)
    return found if len(indicator_columns(found)) >= len(parts) else None


def _merged_by_place(
    upper: tuple[FormCell, ...], parts: tuple[FormCell, ...], lower: tuple[FormCell, ...]
) -> tuple[FormCell, ...] | None:
    """Heads of two rows by their columns; null where what stands above the parts is no head of them."""
    kept = [c for c in upper if not any(c.overlap(part) >= MIN_OVERLAP for part in parts)]
    spanning = [c for c in upper if c not in kept]
    if any(c.text and labels.meaning(labels.INDICATOR, c.text) is None for c in spanning):
        return None
    if any(c.row_span == 1 and not under(c, lower) for c in kept):
        return None
    return tuple(sorted((*kept, *parts), key=lambda c: c.left))


def _merged_by_order(
    upper: tuple[FormCell, ...], parts: tuple[FormCell, ...], fields: Sequence[str | None]
) -> tuple[FormCell, ...] | None:
    """Heads of two rows in the order of their columns, where merged cells left no trace of their place."""
    levels = [c for c, f in zip(parts, fields, strict=True) if f in (*LEVELS, "level3")]
    values = [c for c, f in zip(parts, fields, strict=True) if f not in (*LEVELS, "level3")]
    found: list[FormCell] = []
    for cell in upper:
        field = labels.meaning(labels.INDICATOR, cell.text)
        if field == "combined" and levels:
            found, levels = [*found, *levels], []
        elif field in ("target", "actual") and values:
            found, values = [*found, *values], []
        else:
            found.append(cell)
    return None if levels or values else tuple(found)


def _annual_side(cells: Sequence[FormCell]) -> dict[int, str] | None:
    """The fields of a header whose right half repeats the left: the period's indicators beside the year's.

    The year's stand on the right (项目支出绩效目标申报表); the left half is left out. Null for other headers.
    """
    named = [(labels.meaning(labels.INDICATOR, c.text), c) for c in cells]
    fields = [field for field, _ in named]
    if any(fields.count(field) != 2 for field in ("level3", "target")):
        return None
    start = fields.index("target") + 1
    right = {id(c): str(f) for f, c in named[start:] if f is not None}
    have = set(right.values())
    left = {id(c): str(f) for f, c in named[:start] if f in LEVELS and f not in have}
    return left | right


def _with_level(raw: RawIndicator, field: str, text: str) -> RawIndicator:
    return replace(raw, level1=text) if field == "level1" else replace(raw, level2=text)


def _fit(laid: dict[str, FormCell]) -> int:
    """How well cells agree with the columns they were laid under."""
    fit = 0
    for depth, field in enumerate(LEVELS, start=1):
        cell = laid.get(field)
        if cell is not None:
            fit += 2 if cell.text and known_level(cell.text, depth) else -2
    for field in ("weight", "score"):
        cell = laid.get(field)
        if cell is not None and cell.text:
            fit += 1 if points(cell.text) is not None else -2
    return fit


def _text(cells: dict[str, FormCell], field: str) -> str | None:
    cell = cells.get(field)
    return (cell.text or None) if cell is not None else None


def _joined(before: str | None, cells: dict[str, FormCell], field: str) -> str | None:
    return f"{before or ''}{_text(cells, field) or ''}" or None
