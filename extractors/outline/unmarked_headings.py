"""Paragraphs without a number: a heading by their wording alone, or prose (docs/domain.md §1.2)."""

from __future__ import annotations

from extractors.outline.headings import QUOTES, Heading, item_title
from patterns import compiled
from patterns.shapes.headings import Headings

MIN_EXPLANATION = 30
"""A term without 指 and without a number needs an explanation this long: 部门名称：某某局 is none."""


def read_unmarked(text: str, start: int, end: int, *, glossary: bool = False) -> Heading | None:
    """The heading that an unnumbered paragraph carries by its wording alone: a quoted or classified item, a
    label before a running list, a term of a glossary; null for prose."""
    raw = text[start:end]
    return (_term if glossary else _item_or_label)(raw, start)


def _term(raw: str, start: int) -> Heading | None:
    """A term of a glossary, with its explanation behind it."""
    patterns = compiled(Headings)
    term = patterns["definition"].match(raw)
    if term is None and len(raw) >= MIN_EXPLANATION and not patterns["unit_line"].search(raw):
        term = patterns["glossary_entry"].match(raw)
        if term is not None and any(c.isdecimal() for c in term.group("title")):
            return None
    if term is None or patterns["label_stop"].match(raw):
        return None
    title = term.group("title").strip()
    return Heading(start, start + term.end("title"), title, "glossary_term", "none", None)


def _item_or_label(raw: str, start: int) -> Heading | None:
    patterns = compiled(Headings)
    if raw[0] in QUOTES:
        item = patterns["classified"].match(raw)
        if item is not None and len(raw) > item.end():
            title = item_title(item)
            return Heading(start, start + item.end("whole"), title, "data_item", "quoted", "")
    label = patterns["label"].match(raw)
    if label is not None and not patterns["label_stop"].match(raw):
        return Heading(start, start + label.end(), label.group("title"), "run_on_heading", "label", None)
    return None
