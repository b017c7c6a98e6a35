"""The table of contents of a document: where it is, and its entries."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.document import Paragraph
from extractors.frozen import frozen
from extractors.outline.flow import Flow
from extractors.outline.headings import Heading
from extractors.outline.numbering import parse_mark
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_TITLE = 19
"""The title 目录 with its spaces and marks is at most this long."""
MAX_ENTRY = 80
"""Entries are at most this long; what is longer is prose behind a table of contents."""
MAX_BARE_ENTRY = 50
"""The same for an entry without a page number that is not a plain numbered title."""
LARGER = 1.12
"""The first title of the body is this much larger than the entries."""
MIN_LEADERS = 3
"""So many lines with leader dots and page numbers in a row are a table of contents without a title."""
MIN_REPEATED = 4
"""An entry's title of so many characters proves the body to have begun where a line ends with it."""
MIN_UNTITLED = 5
"""So many numbered titles without text between them, one of which comes again, are one too."""
_NO_ENTRY = "。；;，,"
"""A line that ends so is a sentence, if it has neither page number nor mark."""
_PROSE = "。；;，"
_REMARK = "：:"
"""A date or a remark among the entries has one of these."""


@frozen
class Contents:
    """A table of contents: blocks `first` to `last` (exclusive)."""

    first: int
    last: int
    title: Heading | None
    entries: tuple[Heading, ...]


@frozen
class _Entries:
    """Entries in a row."""

    last: int
    """The block after them."""
    headings: tuple[Heading, ...]
    return_ends: bool = False
    """Whether they end where the title of one of them comes again."""


def find_contents(flow: Flow) -> Contents | None:
    """The table of contents of a document, or null. Its end is where the first entry's heading comes again,
    where a larger title stands on a new page, or where lines stop to look like entries."""
    patterns = compiled(Headings)
    leaders = 0
    tried = False
    for number, block in enumerate(flow.blocks):
        if not isinstance(block, Paragraph):
            leaders = 0
            continue
        raw = flow.raw(number)
        if len(raw) <= MAX_TITLE and patterns["toc_title"].match(raw):
            title = Heading(block.start, block.end, raw, "toc_title", "none", None)
            entries = _entries(flow, number + 1)
            return Contents(number, entries.last, title, entries.headings)
        leaders = leaders + 1 if patterns["toc_leader"].search(raw) else 0
        if leaders == MIN_LEADERS:
            first = number - MIN_LEADERS + 1
            entries = _entries(flow, first)
            return Contents(first, entries.last, None, entries.headings)
        if not tried and flow.mark(number):
            tried = True
            entries = _entries(flow, number, marked_only=True)
            if entries.return_ends and len(entries.headings) >= MIN_UNTITLED:
                return Contents(number, entries.last, None, entries.headings)
    return None


def _entries(flow: Flow, first: int, *, marked_only: bool = False) -> _Entries:
    """The entries from block `first` on; with `marked_only`, only lines with a number are some."""
    entries: list[Heading] = []
    seen: set[str] = set()
    sizes: list[float] = []
    page = flow.page(first - 1) if first else None
    for number in range(first, len(flow.blocks)):
        block = flow.blocks[number]
        if not isinstance(block, Paragraph):
            return _Entries(number, tuple(entries))
        here = flow.page(number)
        turned, page = here != page, here
        if turned and sizes and block.size and block.size > LARGER * median(sizes):
            return _Entries(number, tuple(entries))
        if block.size:
            sizes.append(block.size)
        text = flow.doc.text
        lines = [_entry(text, start, end) for start, end in _entry_spans(text, block)]
        headings = [h for h in lines if h is not None and not (marked_only and h.system == "none")]
        if len(headings) < len(lines):
            return _Entries(number, tuple(entries))
        keys = {_key(h) for h in headings}
        if seen & keys or _restarts(headings[0], entries) or _repeats(headings[0], entries):
            return _Entries(number, tuple(entries), return_ends=True)
        seen |= keys
        entries += headings
    return _Entries(len(flow.blocks), tuple(entries))


def _entry_spans(text: str, block: Paragraph) -> list[tuple[int, int]]:
    """One span for each entry: full lines may have been joined although each begins with a number."""
    spans: list[tuple[int, int]] = []
    for start, end in block.lines or ((block.start, block.end),):
        if spans and parse_mark(text, start, end) is None:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _entry(text: str, start: int, end: int) -> Heading | None:
    raw = text[start:end].rstrip()
    tail = compiled(Headings)["toc_tail"].search(raw)
    if tail is not None:
        raw = raw[: tail.start()].rstrip()
    mark = parse_mark(text, start, start + len(raw)) if raw else None
    title = (text[mark.end : start + len(raw)] if mark else raw).strip()
    squeezed = "".join(title.split())
    if tail is None and raw[-1] in _NO_ENTRY:
        # 一、主要职能。 is an entry, a sentence without a number is not.
        if mark is None or len(squeezed) > MAX_BARE_ENTRY // 2:
            return None
        title = title[:-1].rstrip()
    bare = tail is None and (mark is None or any(c in squeezed for c in _PROSE))
    if len(squeezed) > (MAX_BARE_ENTRY if bare else MAX_ENTRY):
        return None
    if mark is None:
        title = "" if any(c in squeezed for c in _REMARK) else title
        return Heading(start, end, title, "toc_entry", "none", None)
    return Heading(start, end, title, "toc_entry", mark.system, mark.number_raw, mark.ordinal)


def _restarts(heading: Heading, entries: Sequence[Heading]) -> bool:
    """True where the number of the very first entry comes again: the body has begun, under a heading worded
    otherwise than its entry. Systems that restart under each part prove nothing."""
    if not entries:
        return False
    first = entries[0]
    is_same = heading.system == first.system and heading.ordinal == first.ordinal
    restarts = first.system == "part" or all(e.system != "part" for e in entries)
    return is_same and heading.number_raw is not None and restarts


def _repeats(heading: Heading, entries: Sequence[Heading]) -> bool:
    """True where a line without a number is an entry's title with the name of the body or the year before it:
    某局2025年部门预算编制说明 after 一、部门预算编制说明."""
    title = "".join(heading.title.split())
    others = ("".join(e.title.split()) for e in entries)
    return heading.system == "none" and any(len(o) >= MIN_REPEATED and title.endswith(o) for o in others)


def _key(heading: Heading) -> str:
    return "".join(f"{heading.system}{heading.number_raw or ''}{heading.title}".split())
