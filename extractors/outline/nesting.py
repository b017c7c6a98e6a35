"""Which heading stands in which: the stack of open headings (docs/domain.md §1.2, nesting rules)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.frozen import frozen
from extractors.outline.headings import Heading
from extractors.outline.numbering import Mark, rank_of
from extractors.outline.section_names import canonical_section

OUTERMOST = ("part", "chapter", "attachment")
"""Systems that stand at level 1 wherever they occur."""
LEAVES = ("caption", "table_title", "glossary_term")
"""Kinds that nothing is nested in, whatever stands below them."""
ITEMS = ("data_item", "run_on_heading")
"""Kinds that a mark of an outer system closes, even where it opens a system anew."""
_CN_PAREN, _ARABIC, _INNERMOST = 3, 4, 6
"""Ranks of (一), of 1. and of the innermost marks, as in `patterns/numbering.toml`."""


@frozen
class _Open:
    heading: Heading
    index: int
    canonical: str | None


class Nesting:
    """Headings in reading order, each with its parent; `add` takes the next one."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.parents: list[int | None] = []
        self._stack: list[_Open] = []
        self._part_holder: int | None = None
        """The heading that stands above the parts, where there is one."""

    def add(self, heading: Heading) -> None:
        """Takes the next heading, closing what it ends."""
        self._close(heading)
        self.parents.append(self._stack[-1].index if self._stack else None)
        index = len(self.headings)
        self.headings.append(heading)
        if heading.kind not in LEAVES and heading.system != "label":
            is_part = heading.system in OUTERMOST
            canonical = canonical_section(heading.title, is_part) if heading.kind == "heading" else None
            self._stack.append(_Open(heading, index, canonical))

    def in_glossary(self, mark: Mark | None) -> bool:
        """True where a paragraph with `mark` (null: without one) stands in a glossary section: one is open,
        and the mark does not go on with its numbering or that of a section around it."""
        for depth, entry in enumerate(self._stack):
            if entry.canonical == "glossary":
                if mark is None:
                    return True
                around = [e.heading for e in self._stack[: depth + 1] if e.heading.system == mark.system]
                return mark.system not in OUTERMOST and not (around and goes_on(around[-1], mark))
        return False

    def in_duties(self) -> bool:
        """True where the innermost open section is a list of duties."""
        return bool(self._stack) and self._stack[-1].canonical == "duties"

    def continues(self, mark: Mark) -> bool:
        """True where `mark` begins a numbering or goes on with that of an open section."""
        return mark.ordinal == 1 or any(goes_on(e.heading, mark) for e in self._stack)

    def _note_part_holder(self, heading: Heading, bottom: int) -> None:
        """A numbered heading straight before 第一部分 holds the parts."""
        if self._part_holder is not None or heading.system not in OUTERMOST or heading.ordinal != 1:
            return
        last = len(self.headings) - 1
        holder = self._stack[-1] if len(self._stack) == bottom + 1 else None
        if holder and holder.index == last and holder.heading.system not in (*OUTERMOST, "none"):
            self._part_holder = last

    def _holds_parts(self, bottom: int) -> bool:
        """Whether the outermost open heading holds the parts."""
        return len(self._stack) > bottom and self._stack[bottom].index == self._part_holder

    def _close(self, heading: Heading) -> None:
        stack = self._stack
        bottom = 1 if stack and stack[0].heading.kind == "toc_title" else 0
        if heading.system == "attachment" and len(stack) > bottom and stack[bottom].canonical == "attachment":
            # 附件1 in 第四部分 附件.
            del stack[bottom + 1 :]
            return
        if heading.system in OUTERMOST or (heading.system == "none" and heading.kind == "heading"):
            # 一、文字部分 straight before 第一部分: there the parts are inside.
            self._note_part_holder(heading, bottom)
            del stack[bottom + int(self._holds_parts(bottom)) :]
            return
        if heading.kind in LEAVES:
            while len(stack) > bottom and stack[-1].heading.kind in ITEMS:
                stack.pop()
            return
        if heading.system == "label":
            return
        rank = rank_of(heading.system)
        fresh = heading.ordinal in (1, None)
        if fresh and len(stack) == bottom + 2 and self._holds_parts(bottom):
            return
        same = [
            depth
            for depth in range(len(stack) - 1, bottom - 1, -1)
            if (other := stack[depth].heading.system) == heading.system
            or (not fresh and rank == rank_of(other) == _ARABIC)
        ]
        if same:
            # Innermost first; but 二、 after 三、 goes on with an outer 一、 where there is one.
            following = (d for d in same if goes_on(stack[d].heading, heading))
            del stack[next(following, same[0]) :]
            return
        while len(stack) > bottom:
            top = stack[-1].heading
            outer = top.system != "none" and rank < rank_of(top.system)
            if outer and (top.kind in ITEMS or not fresh):
                stack.pop()
            else:
                return


def goes_on(heading: Heading, mark: Mark | Heading) -> bool:
    """True where `mark` follows `heading` in the same numbering, gaps of one allowed."""
    return (
        heading.system == mark.system
        and heading.ordinal is not None
        and mark.ordinal is not None
        and heading.ordinal < mark.ordinal <= heading.ordinal + 2
    )


def levels(headings: Sequence[Heading], parents: Sequence[int | None]) -> list[int]:
    """The level of each heading: one below its parent, level 0 being the title of a table of contents.

    Where a document puts (一) below 一、, the level of (一) stays free where 1. or (1) follows 一、 directly.
    """
    holders = [p for h, p in zip(headings, parents, strict=True) if h.system == "cn_paren" and p is not None]
    leaves_room = any(headings[p].system == "cn_dun" for p in holders)
    # Below 一、 of which the 1. hold (一) in turn, the order is another one.
    turned = {parents[p] for p in holders if rank_of(headings[p].system) > _CN_PAREN}
    result: list[int] = []
    for heading, parent in zip(headings, parents, strict=True):
        if heading.kind == "toc_title":
            result.append(0)
            continue
        level = 1 if parent is None else result[parent] + 1
        below = parent is not None and headings[parent].system == "cn_dun" and parent not in turned
        if leaves_room and below and _CN_PAREN < rank_of(heading.system) <= _INNERMOST:
            level += 1
        result.append(level)
    return result
