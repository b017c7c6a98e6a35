"""What stands above a table or in its first rows: title, unit, entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.document import Grid
from extractors.tables.catalogue import is_known
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.tables import Tables

LINES_ABOVE = 8
"""So many paragraphs above a grid are looked at."""
TITLE_LENGTH = 80
"""A title has at most so many characters."""
SHORTEST_TITLE = 4
"""A rest of so few characters that names no table is the end of a word."""
_NO_TITLE = "。;:"
"""A line with one of these is prose or a label, and no part of a title."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a table says of itself before its header."""

    title: str | None = None
    """As printed, without table number, unit and entity."""
    unit: str | None = None
    entity: str | None = None
    rows: int = 0
    """How many first rows of the grid are caption."""

    @property
    def says_nothing(self) -> bool:
        """Whether neither title nor unit nor entity is printed."""
        return self.title is None and self.unit is None and self.entity is None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line above a table, taken apart."""

    rest: str
    unit: str | None
    entity: str | None
    numbered: bool


def read_caption(above: Sequence[str], grid: Grid | None = None) -> Caption:
    """The caption of a grid from the paragraphs above it, nearest last, and from its own first rows."""
    inside = _inside(grid) if grid is not None else Caption()
    if inside.title is not None:
        return inside if inside.unit else replace(inside, unit=_above(above).unit)
    outer = _above(above)
    return Caption(outer.title, inside.unit or outer.unit, inside.entity or outer.entity, inside.rows)


def _above(above: Sequence[str]) -> Caption:
    """Title, unit and entity from the paragraphs above a grid, read upwards."""
    patterns = compiled(Tables)
    unit: str | None = None
    entity: str | None = None
    title = ""
    lines = [_take_apart(text) for text in _whole_lines(above[-LINES_ABOVE:])]
    while lines:
        line = lines.pop()
        unit, entity = unit or line.unit, entity or line.entity
        plain = squeeze(line.rest)
        if not plain:
            continue
        if title:
            # The first line of a title that was broken in two, if it was.
            if _could_be_title(plain) and _is_half(title, plain):
                title = line.rest + title
            break
        if _is_title(plain):
            title = line.rest
        elif plain.startswith("(") and plain.endswith(")") and _could_be_title(plain):
            if not patterns["year_line"].search(plain):
                title = line.rest
        elif (unit is None and entity is None and not line.numbered) or not _could_be_title(plain):
            break
    if title and not patterns["title"].search(squeeze(title)):
        title = ""
    return Caption(title or None, unit, entity)


def _whole_lines(texts: Sequence[str]) -> list[str]:
    """The texts, those put together that are one title broken inside of a bracket or of a word."""
    whole: list[str] = []
    for text in texts:
        if whole and _goes_on(whole[-1], text):
            whole[-1] += text.strip()
        else:
            whole.append(text)
    return whole


def _goes_on(before: str, text: str) -> bool:
    """Whether a line ends a title that the line before it begins: it closes the bracket that is open there,
    or is too short a rest to be a title."""
    first, rest = squeeze(before), squeeze(text)
    if not rest or not _could_be_title(first) or not _is_title(first + rest):
        return False
    if first.count("(") - first.count(")") == 1 and rest.count(")") - rest.count("(") == 1:
        return True
    patterns = compiled(Tables)
    return (
        len(rest) <= SHORTEST_TITLE
        and not _is_title(first)
        and patterns["generic_title"].search(rest) is None
        and not is_known(rest)
        and is_known(first + rest)
    )


def _is_half(title: str, before: str) -> bool:
    """Whether a title line needs the line before it."""
    patterns = compiled(Tables)
    plain = squeeze(title)
    return bool(
        plain.startswith("(")
        or patterns["generic_title"].search(plain)
        or patterns["unfinished_title"].search(before)
    )


def _inside(grid: Grid) -> Caption:
    """Rows at the top of a grid that hold nothing but title, unit, entity and table number."""
    title: str | None = None
    unit: str | None = None
    entity: str | None = None
    rows = 0
    for number in range(min(grid.n_rows, LINES_ABOVE)):
        cells = [c for c in grid.row(number) if c.text]
        if not cells:
            if number == rows:
                rows += 1
                continue
            break
        wide = len(cells) == 1 and cells[0].col_span * 2 >= grid.n_cols
        lines = [_take_apart(c.text) for c in cells]
        named = [(c, line) for c, line in zip(cells, lines, strict=True) if squeeze(line.rest)]
        says = any(line.unit or line.entity is not None or line.numbered for line in lines)
        if named:
            plain = squeeze(named[0][1].rest)
            is_title = title is None and len(named) == 1 and _is_title(plain) and (wide or says)
            # The entity's name may stand in a cell of its own beside 部门：
            is_name = says and all(not _is_title(squeeze(line.rest)) for _, line in named) and len(named) <= 1
            if is_title:
                title = named[0][1].rest
            elif not is_name:
                break
        elif not says:
            break
        for line in lines:
            unit, entity = unit or line.unit, entity or line.entity
        rows = number + 1
    if title is None and unit is None and entity is None:
        return Caption()
    return Caption(title, unit, entity, rows)


@lru_cache(maxsize=1 << 12)
def _take_apart(text: str) -> _Line:
    patterns = compiled(Tables)
    plain = squeeze(text)
    unit = patterns["unit_line"].search(plain)
    if unit is not None:
        plain = plain[: unit.start()] + plain[unit.end() :]
    entity = patterns["entity_line"].search(plain)
    if entity is not None:
        plain = plain[: entity.start()] + plain[entity.end() :]
    number = patterns["table_number"].search(plain)
    if number is not None:
        plain = plain[: number.start()] + plain[number.end() :]
    return _Line(
        plain if (unit or entity or number) else text.strip(),
        unit["unit"] if unit else None,
        entity["entity"] if entity else None,
        number is not None,
    )


def _is_title(plain: str) -> bool:
    return len(plain) <= TITLE_LENGTH and "。" not in plain and bool(compiled(Tables)["title"].search(plain))


def _could_be_title(plain: str) -> bool:
    return len(plain) <= TITLE_LENGTH and not any(mark in plain for mark in _NO_TITLE)
