"""Blocks to headings in reading order: what a paragraph alone cannot tell, its neighbours do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Document, Grid, Paragraph
from extractors.outline.headings import (
    MAX_TABLE_TITLE,
    MAX_TITLE,
    Heading,
    is_title_like,
    read_marked,
    read_unmarked,
)
from extractors.outline.nesting import OUTERMOST, Nesting
from extractors.outline.numbering import Mark, parse_mark, rank_of
from extractors.outline.section_names import canonical_section
from extractors.outline.table_titles import grid_title, names_table, table_below, table_end, table_heading
from patterns import compiled

MAX_JOINED = 4
"""So many lines below 第一部分 may belong to its title."""
INNER_RANK = 3
"""Names of units are numbered with (一), 1. or inner marks; 一、 is always a heading."""
LISTINGS = ("organisation", "units", "duties")
"""Sections that list offices, units, duties."""
MAX_INDENT = 0.35
"""On a page with a table, a numbered line that begins further right than this part of the page is a piece
of a cell."""
SAME_SIZE = 0.08
"""Sizes that differ by less than this part are one size: lines of one title."""
LARGER = 1.08
"""A title without a number is at least this much larger than the text."""
_OPENING = "(（"
MIN_PART_OF_TITLE = 8
"""So many characters of a title, repeated on the next page, are a part of it."""
MAX_UNMARKED = 120
"""No unmarked heading reaches further than this into its paragraph."""


def survey(doc: Document, blocks: Sequence[Block], first: int) -> Nesting:
    """The headings among `blocks[first:]`, nested."""
    nesting = Nesting()
    blocks_of: list[tuple[int, int]] = []
    size = _text_size(blocks)
    table_pages = {b.page for b in blocks if isinstance(b, Grid)}
    begun = first > 0
    last_title = ""
    number = first
    while number < len(blocks):
        block = blocks[number]
        following = number + 1
        heading: Heading | None
        if isinstance(block, Grid):
            heading = grid_title(block)
        else:
            mark = parse_mark(doc.text, block.start, block.end)
            if mark is not None:
                heading, following = _marked(doc, blocks, number, nesting, mark)
                if heading is not None and (not heading.title or heading.system in OUTERMOST):
                    heading, following = _with_next_lines(doc, blocks, number, heading)
                if heading is not None and _is_cell_text(doc, block, heading, table_pages):
                    heading = None
            else:
                heading = _unmarked(doc, blocks, number, nesting, size if begun else None)
        begin, number = number, following
        if heading is None:
            continue
        if heading.kind == "table_title":
            heading = replace(heading, limit=table_end(doc, blocks, number, heading))
            key = "".join(heading.title.split())
            again = key == last_title or (len(key) >= MIN_PART_OF_TITLE and key in last_title)
            if again and not isinstance(block, Grid):
                continue
            last_title = key
        else:
            last_title = ""
        begun = True
        above = nesting.headings[-1] if nesting.headings else None
        if heading.system == "none" and heading.kind == "heading" and above and above.system in OUTERMOST:
            name = canonical_section(above.title, True)
            if name is not None and name == canonical_section(heading.title, True):
                # The title of the part once more, above what is in it.
                continue
        nesting.add(heading)
        blocks_of.append((begin, following))
    return _without_lists(nesting, blocks_of)


def _without_lists(nesting: Nesting, blocks_of: Sequence[tuple[int, int]]) -> Nesting:
    """`nesting` without the numbered names of offices and units, which are lists and no headings: numbers and
    names, several in a row, below a section that lists such, with no text of their own."""
    headings, parents = nesting.headings, nesting.parents
    holding = set(parents)

    def is_name(index: int) -> bool:
        heading, parent = headings[index], parents[index]
        return (
            heading.kind == "heading"
            and rank_of(heading.system) >= INNER_RANK
            and index not in holding
            and parent is not None
            and canonical_section(headings[parent].title) in LISTINGS
            and canonical_section(heading.title) is None
        )

    def siblings(first: int, second: int) -> bool:
        return parents[first] == parents[second] and headings[first].system == headings[second].system

    names = [is_name(i) for i in range(len(headings))]
    bare = [i + 1 == len(headings) or blocks_of[i][1] == blocks_of[i + 1][0] for i in range(len(headings))]
    kept = Nesting()
    dropped = False
    for i, heading in enumerate(headings):
        after = i > 0 and names[i - 1] and siblings(i - 1, i)
        before = i + 1 < len(headings) and names[i + 1] and siblings(i, i + 1)
        # The first name may stand in the sentence before: 包括：1.局本部⏎2.执法队.
        stray = heading.ordinal not in (1, None) and not after
        dropped = names[i] and ((bare[i] and (after or before or stray)) or (dropped and after))
        if not dropped:
            kept.add(heading)
    return kept


def _marked(
    doc: Document, blocks: Sequence[Block], number: int, nesting: Nesting, mark: Mark
) -> tuple[Heading | None, int]:
    block = blocks[number]
    following = number + 1
    glossary = nesting.in_glossary(mark)
    duties = not glossary and nesting.in_duties()
    heading = read_marked(doc.text, mark, block.end, glossary=glossary, duties=duties)
    if heading is None and duties and nesting.continues(mark):
        # 二、机构设置。本部门… below or after duties: a run-on heading only if it names a section.
        named = read_marked(doc.text, mark, block.end)
        if named is not None and named.kind == "run_on_heading" and canonical_section(named.title):
            heading = named
    below = blocks[following] if following < len(blocks) else None
    broken = heading is not None and heading.kind == "heading" and isinstance(below, Paragraph)
    if broken and below and compiled("headings")["class_tail"].match(doc.text[below.start : below.start + 8]):
        # A name of the classification is broken over two paragraphs before its (项).
        whole = read_marked(doc.text, mark, below.end, glossary=glossary, duties=duties)
        if whole is not None:
            heading = whole
            following += heading.end > below.start
    return heading, following


def _unmarked(
    doc: Document, blocks: Sequence[Block], number: int, nesting: Nesting, size: float | None
) -> Heading | None:
    block = blocks[number]
    assert isinstance(block, Paragraph)
    text = doc.text
    heading = read_unmarked(
        text, block.start, min(block.end, block.start + MAX_UNMARKED), glossary=nesting.in_glossary(None)
    )
    if heading is not None:
        return heading
    raw = text[block.start : block.end]
    patterns = compiled("headings")
    squeezed = "".join(raw.split())
    titled = table_heading(raw, block.start, block.end, "none")
    if titled is not None:
        # A title may stand at the foot of the page before its table, but is then that of a table alone.
        table = table_below(doc, blocks, number, anywhere=True)
        # Without layout a line that names a table may be prose: only forms are known by their titles.
        if (
            table
            and size
            and canonical_section(squeezed) == "tables"
            and names_table(doc, blocks, number + 1)
        ):
            # 2024年度部门决算表 right above 收入支出决算总表: a part whose number is missing.
            return Heading(block.start, block.end, raw, "heading", "none", None)
        if table and (len(block.lines) == 1 or block.centred or patterns["form_title"].match(squeezed)):
            return titled
    if (
        size
        and block.centred
        and block.size
        and is_title_like(raw)
        and not patterns["table_number_label"].match(squeezed)
        and block.size >= LARGER * size
        and not table_below(doc, blocks, number)
    ):
        return Heading(block.start, block.end, raw, "heading", "none", None)
    return None


def _with_next_lines(
    doc: Document, blocks: Sequence[Block], number: int, heading: Heading
) -> tuple[Heading, int]:
    """`heading` with the lines below it that belong to its title, and the block after them."""
    block = blocks[number]
    assert isinstance(block, Paragraph)
    last = block
    end, title = heading.end, heading.title
    page = doc.place(block.start, block.end).page
    following = number + 1
    while following < min(len(blocks), number + 1 + MAX_JOINED):
        line = blocks[following]
        if not isinstance(line, Paragraph) or parse_mark(doc.text, line.start, line.end):
            break
        raw = doc.text[line.start : line.end]
        if doc.place(line.start, line.end).page != page:
            break
        same = bool(
            (last.centred or line.centred)
            and last.size
            and line.size
            and abs(last.size - line.size) <= SAME_SIZE * last.size
        )
        # The last character of a title may stand alone on its line.
        fits = is_title_like(
            raw.rstrip("、"), MAX_TABLE_TITLE if heading.kind == "table_title" else MAX_TITLE
        )
        if not (fits or (same and len(raw) == 1)) or (title and not same):
            break
        # Where a title is complete, the next one begins: that of a table, below that of a part.
        ends = title if heading.kind == "table_title" else raw
        named = compiled("headings")["table_title"].match("".join(ends.split()))
        if title and named and raw[0] not in _OPENING and table_below(doc, blocks, following):
            break
        title, end = title + raw, line.end
        following += 1
        last = line
    if not title:
        title = heading.number_raw or ""
    return replace(heading, title=title, end=end), following


def _is_cell_text(doc: Document, block: Paragraph, heading: Heading, table_pages: set[int | None]) -> bool:
    """True for a numbered line of a cell that the reader could not put into a grid."""
    if not doc.pages or block.centred or heading.kind == "table_title":
        return False
    place = doc.place(heading.start, heading.end)
    if place.page is None or place.box is None or place.page not in table_pages:
        return False
    return place.box[0] > MAX_INDENT * next(p.width for p in doc.pages if p.number == place.page)


def _text_size(blocks: Sequence[Block]) -> float | None:
    """The font size of most of the text; null where the format has none."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph) and block.size:
            sizes[round(block.size, 1)] += block.end - block.start
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else None
