"""Titles that are broken over several lines."""

from __future__ import annotations

from extractors.document import Paragraph
from extractors.frozen import replaced
from extractors.outline.flow import Flow
from extractors.outline.headings import MAX_TABLE_TITLE, MAX_TITLE, Heading, is_title_like
from extractors.outline.table_titles import table_below
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_JOINED = 4
"""So many lines below 第一部分 may belong to its title."""
SAME_SIZE = 0.08
"""Sizes that differ by less than this part are one size: lines of one title."""
_OPENING = "(（"


def with_next_lines(flow: Flow, number: int, heading: Heading) -> tuple[Heading, int]:
    """`heading` of block `number` with the lines below that belong to its title, and the block after them."""
    last = flow.blocks[number]
    end, title = heading.end, heading.title
    following = number + 1
    while following < min(len(flow.blocks), number + 1 + MAX_JOINED):
        line = flow.blocks[following]
        if not isinstance(last, Paragraph) or not isinstance(line, Paragraph) or flow.mark(following):
            break
        if flow.page(following) != flow.page(number):
            break
        raw = flow.raw(following)
        is_same = _same_type(last, line)
        # The last character of a title may stand alone on its line.
        fits = is_title_like(
            raw.rstrip("、"), MAX_TABLE_TITLE if heading.kind == "table_title" else MAX_TITLE
        )
        if not (fits or (is_same and len(raw) == 1)) or (title and not is_same):
            break
        if title and _begins_table(flow, following, title if heading.kind == "table_title" else raw):
            break
        title, end = title + raw, line.end
        following += 1
        last = line
    return replaced(heading, title=title or heading.number_raw or "", end=end), following


def _same_type(above: Paragraph, line: Paragraph) -> bool:
    """Whether two lines can be of one title by their size, one of them centred."""
    return bool(
        (above.centred or line.centred)
        and above.size
        and line.size
        and abs(above.size - line.size) <= SAME_SIZE * above.size
    )


def _begins_table(flow: Flow, number: int, complete: str) -> bool:
    """Whether the title of a table begins at a line, where what stands before is `complete`: that of a table,
    or below that of a part."""
    is_title = compiled(Headings)["table_title"].match("".join(complete.split()))
    return bool(is_title and flow.raw(number)[0] not in _OPENING and table_below(flow, number))
