"""Numbered names of offices and units: lists, although each line looks like a heading."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.outline.nesting import Nesting
from extractors.outline.numbering import rank_of
from extractors.outline.section_names import canonical_section

INNER_RANK = 3
"""Names of units are numbered with (一), 1. or inner marks; 一、 is always a heading."""
LISTINGS = ("organisation", "units", "duties")
"""Sections that list offices, units, duties."""


def without_name_lists(nesting: Nesting, blocks_of: Sequence[tuple[int, int]]) -> Nesting:
    """`nesting` without the numbered names of offices and units: numbers and names, several in a row, below a
    section that lists such, with no text of their own.

    `blocks_of` are the blocks of each heading, the first and the one after the last.
    """
    headings, parents = nesting.headings, nesting.parents
    names = _names(nesting)
    bare = [i + 1 == len(headings) or blocks_of[i][1] == blocks_of[i + 1][0] for i in range(len(headings))]

    def siblings(first: int, second: int) -> bool:
        return parents[first] == parents[second] and headings[first].system == headings[second].system

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


def _names(nesting: Nesting) -> list[bool]:
    """Per heading, whether it can be the name of an office or a unit."""
    headings = nesting.headings
    holding = set(nesting.parents)
    return [
        heading.kind == "heading"
        and rank_of(heading.system) >= INNER_RANK
        and index not in holding
        and parent is not None
        and canonical_section(headings[parent].title) in LISTINGS
        and canonical_section(heading.title) is None
        for index, (heading, parent) in enumerate(zip(headings, nesting.parents, strict=True))
    ]
