"""Drafts of tables: the grids of one table over its pages, with what stands above and below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Document, Grid
from extractors.tables.captions import Caption, read_caption
from extractors.tables.catalogue import bare_title
from extractors.tables.cell_values import read_cell, squeeze
from extractors.tables.column_edges import continues, is_among, shared_edges
from extractors.tables.headers import is_kind, looks_like_header, same_header
from extractors.tables.row_labels import bare_label
from extractors.tables.side_by_side import Slot, is_other_part, next_slot, stands_beside
from patterns import compiled
from patterns.shapes.layout import Layout
from patterns.shapes.tables import Tables

FEW_LINES = 6
"""More body paragraphs than this between two grids and they are not one table."""
SPILL = 4
"""So many characters between two grids may be the wrapped end of a label that ran over the last rule."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Grids that are one table, with what stands above the first and below the last."""

    grids: tuple[Grid, ...]
    caption: Caption
    first_texts: tuple[str, ...]
    """Texts of the first row below the caption: the header, where there is one."""
    edges: tuple[float, ...]
    """The column edges of all grids; empty where one has no layout."""
    below: tuple[str, ...] = ()
    """The body paragraphs up to the next table."""
    slots: tuple[Slot, ...] = (Slot(0, 0),)
    """Where each grid lies in the table."""
    is_narrowed: bool = False
    """Whether a later grid has fewer columns, and no head of its own that names them."""

    @property
    def last(self) -> Grid:
        """The last grid of the first part of the columns."""
        return next(g for g, slot in zip(self.grids[::-1], self.slots[::-1], strict=True) if slot.part == 0)

    def with_grid(self, grid: Grid, slot: Slot, texts: Sequence[str]) -> Draft:
        """The table with one more grid; `texts` are those of the first row of this."""
        grids, slots = (*self.grids, grid), (*self.slots, slot)
        edges = self.edges
        is_alike = len(grid.x_edges) == grid.n_cols + 1 and grid.x_edges == self.last.x_edges
        if slot.part == 0 and not (edges and is_alike):
            first = (g for g, s in zip(grids, slots, strict=True) if s.part == 0)
            edges = tuple(shared_edges(first))
        narrowed = slot.part == 0 and slot.band > 0 and not continues(self.edges, grid)
        narrowed = narrowed and is_among(self.edges, grid) and not looks_like_header(texts)
        return replace(
            self,
            grids=grids,
            slots=slots,
            edges=edges,
            below=(),
            is_narrowed=self.is_narrowed or narrowed,
        )


def draft_tables(doc: Document) -> list[Draft]:
    """The tables of a document in reading order; continuation pages are stitched to their table.

    Where there are no pages, the order of the blocks stands for them: a grid goes on with the one before it,
    if nothing but marks of a continuation stands between.
    """
    drafts: list[Draft] = []
    for grid, between in _grids_with_text(doc):
        if drafts:
            drafts[-1] = replace(drafts[-1], below=between)
        if grid is None:
            break
        new = _begin(grid, between)
        slot = _slot(doc, drafts[-1], new) if drafts else None
        if slot is None:
            drafts.append(new)
        else:
            drafts[-1] = drafts[-1].with_grid(grid, slot, new.first_texts)
    return drafts


def _grids_with_text(doc: Document) -> Iterator[tuple[Grid | None, tuple[str, ...]]]:
    """Each grid with the body paragraphs before it; at the end null, with those behind the last."""
    between: list[str] = []
    for block in doc.blocks:
        if isinstance(block, Grid):
            yield block, tuple(between)
            between = []
            continue
        text = doc.text[block.start : block.end]
        if block.role == "body" and compiled(Layout)["page_number"].fullmatch(text.strip()) is None:
            between.append(text)
    yield None, tuple(between)


def _begin(grid: Grid, above: Sequence[str]) -> Draft:
    caption = read_caption(above, grid)
    return Draft((grid,), caption, _first_texts(grid, caption.rows), tuple(shared_edges([grid])))


def _first_texts(grid: Grid, below: int) -> tuple[str, ...]:
    """The texts of the first row that has any, from row `below` on."""
    first = next((c.row for c in grid.cells if c.text and c.row >= below), None)
    return () if first is None else tuple(c.text for c in grid.row(first) if c.text)


def _slot(doc: Document, last: Draft, new: Draft) -> Slot | None:
    """Where a grid lies in the table above it; null where it is none of its grids."""
    (grid,), before = new.grids, last.last
    here = Slot(0, max(slot.band for slot in last.slots))
    if grid.page is None and before.page is None:
        return Slot(0, here.band + 1) if _goes_on_unpaged(doc, last, new) else None
    if not grid.x_edges or not before.x_edges or not _is_next(last, new):
        return Slot(0, here.band + 1) if _goes_on(last, new) else None
    if new.caption.says_nothing and stands_beside(grid, before):
        return here if is_among(last.edges, grid) else None
    if grid.page != last.grids[-1].page and _may_be_part(last, new):
        slot = next_slot(last.slots)
        firsts = [g for g, s in zip(last.grids, last.slots, strict=True) if s == Slot(0, slot.band)]
        if is_other_part(grid, firsts[0]):
            return slot
    return Slot(0, here.band + 1) if _goes_on(last, new) else None


def _is_next(last: Draft, new: Draft) -> bool:
    """Whether nothing but page numbers stands between a grid and the table above it."""
    (grid,), before = new.grids, last.grids[-1]
    return (
        before.page is not None
        and grid.page is not None
        and 0 <= grid.page - before.page <= 1
        and not grid.moved_placeholders
    )


def _may_be_part(last: Draft, new: Draft) -> bool:
    """Whether what stands above a grid lets it be a part of the table above: nothing, or the title again."""
    if new.caption.title is not None and last.caption.title is not None:
        return bare_title(new.caption.title) == bare_title(last.caption.title)
    return new.caption.title is None and len("".join(last.below)) <= SPILL


def _goes_on(last: Draft, new: Draft) -> bool:
    """Whether a grid continues the table above it, on the page before."""
    (grid,), before, caption, between = new.grids, last.last, new.caption, last.below
    pages = (grid.page or 0) - (last.grids[-1].page or 0)
    if before.page is None or grid.page is None or not 0 <= pages <= 1:
        return False
    if grid.moved_placeholders or before.moved_placeholders:
        return False
    same_columns = continues(last.edges, grid)
    redrawn = _is_redrawn(last, new, same_columns)
    if not caption.says_nothing:
        # The whole caption printed again on the next page.
        again = caption.title is not None and last.caption.title is not None
        return (
            again
            and len(between) <= FEW_LINES
            and redrawn
            and bare_title(caption.title or "") == bare_title(last.caption.title or "")
        )
    if len("".join(between)) > SPILL or grid.page == before.page:
        return False
    if redrawn or (same_columns and not looks_like_header(new.first_texts)):
        return True
    if not is_among(last.edges, grid):
        return False
    return not looks_like_header(new.first_texts) or set(new.first_texts) <= set(last.first_texts)


def _is_redrawn(last: Draft, new: Draft, same_columns: bool) -> bool:
    """Whether a grid has the header of the table above it."""
    return (
        same_header(last.first_texts, new.first_texts)
        and len(new.first_texts) > 1
        and (same_columns or new.grids[0].n_cols == last.last.n_cols)
        and not any(read_cell(text).value is not None for text in new.first_texts)
    )


def _goes_on_unpaged(doc: Document, last: Draft, new: Draft) -> bool:
    """Whether a grid continues the one before it, where there are no pages.

    Two statutory tables may follow one another under the same header. A grid that begins with its total is
    one of its own, and so is one behind a total, unless a mark says that it goes on.
    """
    (grid,), before, caption = new.grids, last.grids[-1], new.caption
    if not (grid.x_edges and before.x_edges) or grid.engine != before.engine:
        return False
    same_columns = continues(last.edges, grid)
    redrawn = _is_redrawn(last, new, same_columns)
    title = "" if caption.title is None else bare_title(caption.title)[0]
    is_marked = any(map(_says_continued, [caption.title or "", *(t for t in last.below if len(t) <= SPILL)]))
    goes_on = redrawn or (same_columns and not looks_like_header(new.first_texts))
    if is_marked or title:
        is_same = not title or (last.caption.title is not None and title == bare_title(last.caption.title)[0])
        if not is_same or len(last.below) > FEW_LINES:
            return False
        return goes_on if is_marked else redrawn and not _has_own_total(last, new)
    if not caption.says_nothing or len("".join(last.below)) > SPILL or not _is_one_sheet(doc, before, grid):
        return False
    return goes_on and not (redrawn and _has_own_total(last, new))


def _says_continued(title: str) -> bool:
    return compiled(Tables)["continued"].search(squeeze(title)) is not None


def _has_own_total(last: Draft, new: Draft) -> bool:
    """Whether the table above has ended with its total, or the first row below the header is a total."""
    (grid,) = new.grids
    if _is_total(last.last, last.last.n_rows - 1):
        return True
    names = set(last.first_texts)
    for row in range(new.caption.rows, grid.n_rows):
        texts = {c.text for c in grid.row(row) if c.text}
        if any(read_cell(text).value is not None for text in texts - names):
            return _is_total(grid, row)
    return False


def _is_total(grid: Grid, row: int) -> bool:
    words = [c.text for c in grid.row(row) if c.text and read_cell(c.text).value is None]
    return bool(words) and is_kind("row.total", bare_label(words[0]))


def _is_one_sheet(doc: Document, one: Grid, other: Grid) -> bool:
    """Whether two grids stand on one sheet of a workbook; true of what has no sheets."""
    if doc.locators is None:
        return True
    places = (doc.locators.of(grid.start, grid.end) or "" for grid in (one, other))
    first, second = ((place.rpartition("!")[0]) for place in places)
    return first == second
