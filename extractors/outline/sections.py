"""The section tree of a document (docs/domain.md §1.2)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.outline.contents import find_contents
from extractors.outline.flow import flow_of
from extractors.outline.headings import Heading
from extractors.outline.nesting import OUTERMOST, Nesting, levels
from extractors.outline.section_names import canonical_section, scope_of
from extractors.outline.survey import survey
from extractors.records import Section

_NAMED = ("heading", "run_on_heading", "table_title", "toc_entry")
"""Kinds whose title can name a standard section; items and terms only name a subject."""

_CONTAINERS = ("narrative", "tables", "other_matters")
"""Parts that hold sections of every scope, whatever their titles mention."""
_NARROWER = ("gpb", "gov_fund", "state_capital")
"""Below a heading of one of these, 财政拨款 means that kind of budget."""


def outline(doc: Document) -> list[Section]:
    """The sections of `doc` in reading order, parents before children.

    `place` covers the printed heading from its numbering mark on. `body_start:body_end` is what stands below
    the heading up to the next heading of the same or an outer level, subsections included; the body of a
    table title ends with its table, a caption has none.
    """
    flow = flow_of(doc)
    contents = find_contents(flow)
    if contents is None:
        return _sections(doc, survey(flow, 0), len(doc.text), 0)
    toc = Nesting()
    for heading in (contents.title, *contents.entries):
        if heading is not None and heading.title:
            toc.add(heading)
    end = flow.blocks[contents.last - 1].end if contents.last else 0
    entries = _sections(doc, toc, end, 0)
    return entries + _sections(doc, survey(flow, contents.last), len(doc.text), len(entries))


def _sections(doc: Document, nesting: Nesting, end: int, offset: int) -> list[Section]:
    """Records for the headings of `nesting`, whose text ends at `end`; `offset` records stand before them."""
    depths = levels(nesting.headings, nesting.parents)
    ends = _body_ends(nesting.headings, depths, end)
    sections: list[Section] = []
    for index, heading in enumerate(nesting.headings):
        parent = nesting.parents[index]
        named = heading.kind in _NAMED
        is_part = heading.system in OUTERMOST
        above = sections[parent].scope if parent is not None and heading.kind != "toc_entry" else None
        canonical = canonical_section(heading.title, is_part) if named else None
        scope = scope_of(heading.title) if named and not (is_part and canonical in _CONTAINERS) else None
        if scope is None or (scope == "fiscal" and above in _NARROWER):
            scope = above
        sections.append(
            Section(
                place=doc.place(heading.start, heading.end),
                parent=None if parent is None else parent + offset,
                ordinal=index + offset + 1,
                level=depths[index],
                number_system=heading.system,
                number_raw=heading.number_raw,
                title=heading.title,
                kind=heading.kind,
                body_start=heading.end,
                body_end=max(heading.end, ends[index]),
                canonical_section=canonical,
                scope=scope,
            )
        )
    return sections


def _body_ends(headings: Sequence[Heading], depths: Sequence[int], end: int) -> list[int]:
    ends = [end] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and depths[open_[-1]] >= depths[index]:
            ends[open_.pop()] = heading.start
        open_.append(index)
    return [e if h.limit is None else min(e, h.limit) for e, h in zip(ends, headings, strict=True)]
