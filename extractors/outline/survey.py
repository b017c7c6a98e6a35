"""Blocks to headings in reading order: what a paragraph alone cannot tell, its neighbours do."""

from __future__ import annotations

from extractors.document import Grid, Paragraph
from extractors.frozen import replaced
from extractors.outline.flow import Flow
from extractors.outline.headings import Heading, is_title_like
from extractors.outline.marked_headings import read_marked
from extractors.outline.name_lists import without_name_lists
from extractors.outline.nesting import OUTERMOST, Nesting
from extractors.outline.numbering import Mark
from extractors.outline.section_names import canonical_section
from extractors.outline.table_titles import grid_title, names_table, table_below, table_end, table_heading
from extractors.outline.title_lines import with_next_lines
from extractors.outline.unmarked_headings import read_unmarked
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_INDENT = 0.35
"""On a page with a table, a numbered line that begins further right than this part of the page is a piece
of a cell."""
LARGER = 1.08
"""A title without a number is at least this much larger than the text."""
MIN_PART_OF_TITLE = 8
"""So many characters of a title, repeated on the next page, are a part of it."""
MAX_UNMARKED = 120
"""No unmarked heading reaches further than this into its paragraph."""
CLASS_LENGTH = 8
"""The level of a name of the classification, （项), is looked for in so many characters."""


def survey(flow: Flow, first: int) -> Nesting:
    """The headings among the blocks from `first` on, nested."""
    nesting = Nesting()
    blocks_of: list[tuple[int, int]] = []
    last_title = ""
    number = first
    while number < len(flow.blocks):
        begin = number
        # Large lines before the first heading are the cover.
        heading, number = _heading_at(flow, begin, nesting, is_cover=first == 0 and not nesting.headings)
        if heading is None:
            continue
        if heading.kind == "table_title":
            heading = replaced(heading, limit=table_end(flow, number, heading))
            title = "".join(heading.title.split())
            is_again = title == last_title or (len(title) >= MIN_PART_OF_TITLE and title in last_title)
            if is_again and isinstance(flow.blocks[begin], Paragraph):
                continue
            last_title = title
        else:
            last_title = ""
        if _repeats_part(nesting, heading):
            continue
        nesting.add(heading)
        blocks_of.append((begin, number))
    return without_name_lists(nesting, blocks_of)


def _heading_at(flow: Flow, number: int, nesting: Nesting, *, is_cover: bool) -> tuple[Heading | None, int]:
    """The heading that block `number` begins, and the block after it."""
    block = flow.blocks[number]
    if isinstance(block, Grid):
        return grid_title(block), number + 1
    mark = flow.mark(number)
    if mark is None:
        return _unmarked(flow, number, block, nesting, is_cover=is_cover), number + 1
    heading, following = _marked(flow, number, nesting, mark)
    if heading is not None and (not heading.title or heading.system in OUTERMOST):
        heading, following = with_next_lines(flow, number, heading)
    if heading is not None and _is_cell_text(flow, block, heading):
        return None, following
    return heading, following


def _repeats_part(nesting: Nesting, heading: Heading) -> bool:
    """Whether a heading without a number is the title of the part once more, above what is in it."""
    if heading.system != "none" or heading.kind != "heading" or not nesting.headings:
        return False
    above = nesting.headings[-1]
    name = canonical_section(above.title, True) if above.system in OUTERMOST else None
    return name is not None and name == canonical_section(heading.title, True)


def _marked(flow: Flow, number: int, nesting: Nesting, mark: Mark) -> tuple[Heading | None, int]:
    text, end = flow.doc.text, flow.blocks[number].end
    following = number + 1
    glossary = nesting.in_glossary(mark)
    duties = not glossary and nesting.in_duties()
    heading = read_marked(text, mark, end, glossary=glossary, duties=duties)
    if heading is None and duties and nesting.continues(mark):
        # 二、机构设置。本部门… below or after duties: a run-on heading only if it names a section.
        named = read_marked(text, mark, end)
        if named is not None and named.kind == "run_on_heading" and canonical_section(named.title):
            heading = named
    if heading is None or heading.kind != "heading" or not _begins_with_class(flow, following):
        return heading, following
    # A name of the classification is broken over two paragraphs before its (项).
    below = flow.blocks[following]
    whole = read_marked(text, mark, below.end, glossary=glossary, duties=duties)
    if whole is None:
        return heading, following
    return whole, following + int(whole.end > below.start)


def _begins_with_class(flow: Flow, number: int) -> bool:
    if number >= len(flow.blocks) or not isinstance(flow.blocks[number], Paragraph):
        return False
    start = flow.blocks[number].start
    return compiled(Headings)["class_tail"].match(flow.doc.text[start : start + CLASS_LENGTH]) is not None


def _unmarked(
    flow: Flow, number: int, block: Paragraph, nesting: Nesting, *, is_cover: bool
) -> Heading | None:
    end = min(block.end, block.start + MAX_UNMARKED)
    heading = read_unmarked(flow.doc.text, block.start, end, glossary=nesting.in_glossary(None))
    if heading is not None:
        return heading
    raw = flow.raw(number)
    squeezed = "".join(raw.split())
    patterns = compiled(Headings)
    size = None if is_cover else flow.text_size
    titled = table_heading(raw, block.start, block.end, "none")
    if titled is not None:
        # A title may stand at the foot of the page before its table, but is then that of a table alone.
        has_table = table_below(flow, number, anywhere=True)
        # Without layout a line that names a table may be prose: only forms are known by their titles.
        names_part = size and canonical_section(squeezed) == "tables" and names_table(flow, number + 1)
        if has_table and names_part:
            # 2024年度部门决算表 right above 收入支出决算总表: a part whose number is missing.
            return Heading(block.start, block.end, raw, "heading", "none", None)
        is_line = len(block.lines) == 1 or block.centred or patterns["form_title"].match(squeezed)
        if has_table and is_line:
            return titled
    if (
        size
        and block.centred
        and block.size
        and is_title_like(raw)
        and not patterns["table_number_label"].match(squeezed)
        and block.size >= LARGER * size
        and not table_below(flow, number)
    ):
        return Heading(block.start, block.end, raw, "heading", "none", None)
    return None


def _is_cell_text(flow: Flow, block: Paragraph, heading: Heading) -> bool:
    """True for a numbered line of a cell that the reader could not put into a grid."""
    pages = flow.doc.pages
    if not pages or block.centred or heading.kind == "table_title":
        return False
    place = flow.doc.place(heading.start, heading.end)
    if place.page is None or place.box is None or place.page not in flow.table_pages:
        return False
    return place.box[0] > MAX_INDENT * next(p.width for p in pages if p.number == place.page)
