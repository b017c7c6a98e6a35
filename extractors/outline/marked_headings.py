"""Numbered paragraphs: heading, caption, item of data, term, or an item of a list (docs/domain.md §1.2,
"Heading or not").

Decides from the paragraph alone, plus what the caller knows of its surroundings: whether it stands in a
glossary or in a list of duties.
"""

from __future__ import annotations

from typing import Any

from extractors.outline.headings import MAX_TITLE, Heading, has_han, item_title, unquote
from extractors.outline.numbering import Mark
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_SENTENCE_TITLE = 32
"""A title that ends in 。; the longest seen has 31 characters."""
MAX_COMMA_TITLE = 25
"""A title with a comma in it."""
MAX_CAPTION = 60
"""A caption with what stands in brackets behind it."""
_END = "。：:；;"
"""What ends a title that is a whole line."""
_SENTENCE_END = "。；;"
_INSIDE_SENTENCES = "。；;！？"
_CUT_OFF = "，,、；;"
"""A line that ends so goes on below."""


def read_marked(
    text: str, mark: Mark, end: int, *, glossary: bool = False, duties: bool = False
) -> Heading | None:
    """The heading of the paragraph `text[mark.start:end]`, which begins with `mark`; null for a list item.

    `glossary` and `duties` say in which kind of section the paragraph stands: terms read differently there,
    and the items of a list of duties are no headings, however much they look like one.
    """
    patterns = compiled(Headings)
    rest = text[mark.end : end]
    if mark.system in ("figure", "table_number"):
        return _caption(mark, rest, end)
    if glossary:
        term = patterns["glossary_entry"].match(rest)
        if term is not None:
            return _term(mark, term)
        group = patterns["classified"].match(rest)
        if group is not None and group.end() == len(rest.rstrip()):
            # 十二、卫生健康支出（类）行政事业单位医疗（款) above its terms.
            finish = mark.end + group.end("whole")
            return _marked(mark, finish, item_title(group), "glossary_term")
    definition = patterns["definition"].match(rest)
    if definition is not None and not patterns["duty"].match(rest):
        return _term(mark, definition)
    whole = _whole_line(mark, rest, end, duties)
    if whole is not None:
        return whole
    return _data_item(mark, rest) or (None if duties else _run_on(mark, rest))


def _caption(mark: Mark, rest: str, end: int) -> Heading | None:
    """图1:收入决算 and 表1 收入支出决算总表; a table number may stand alone, its title below."""
    patterns = compiled(Headings)
    stripped = rest.rstrip()
    title = stripped
    if mark.system == "figure":
        # (图1:收入决算)(柱状图): the bracket belongs to the caption, not to its title.
        closing = [i for i, c in enumerate(stripped) if c in ")）"]
        if len(closing) > sum(c in "(（" for c in stripped):
            title = stripped[: closing[0]]
        if not title:
            return None
    if len(stripped) > MAX_CAPTION or patterns["sentence"].search(title):
        return None
    kind = "caption" if mark.system == "figure" else "table_title"
    finish = mark.end + len(stripped) if stripped else mark.start + len(mark.number_raw)
    finish = min(finish, end)
    limit = finish if mark.system == "figure" else None
    return _marked(mark, finish, title, kind, limit)


def _marked(mark: Mark, end: int, title: str, kind: str, limit: int | None = None) -> Heading:
    return Heading(mark.start, end, title, kind, mark.system, mark.number_raw, mark.ordinal, limit)


def _term(mark: Mark, match: Any) -> Heading:
    return _marked(mark, mark.end + match.end("title"), str(match.group("title")).strip(), "glossary_term")


def _whole_line(mark: Mark, rest: str, end: int, duties: bool) -> Heading | None:
    patterns = compiled(Headings)
    printed = rest.rstrip()
    title = printed.rstrip(_END).rstrip()
    if not title:
        # The number alone: its title stands on the next line.
        heads = mark.system in ("part", "chapter", "attachment")
        return _marked(mark, mark.end, "", "heading") if heads else None
    is_sentence = printed[-1] in _SENTENCE_END
    squeezed = "".join(title.split())
    if len(squeezed) > (MAX_SENTENCE_TITLE if is_sentence else MAX_TITLE) or not has_han(title):
        return None
    if any(c in squeezed for c in _INSIDE_SENTENCES) or printed[-1] in _CUT_OFF:
        return None
    if any(c in squeezed for c in "，,") and (is_sentence or len(squeezed) > MAX_COMMA_TITLE):
        return None
    if is_sentence and (duties or len(title.split()) > 1 or patterns["duty"].match(squeezed)):
        return None
    if patterns["amount"].search(squeezed) or patterns["bare_numbers"].search(title):
        return None
    if any(c in squeezed for c in "：:"):
        return None
    if mark.system == "cn_dun" and patterns["row_label"].match(squeezed):
        return None
    finish = min(mark.end + len(printed), end)
    return _marked(mark, finish, title, "heading")


def _data_item(mark: Mark, rest: str) -> Heading | None:
    patterns = compiled(Headings)
    classified = patterns["classified"].match(rest)
    if classified is not None and not patterns["duty"].match(rest):
        return _marked(mark, mark.end + classified.end("whole"), item_title(classified), "data_item")
    item = patterns["subject_amount"].match(rest)
    if item is None or patterns["duty"].match(rest) or patterns["label_stop"].match(rest):
        return None
    title = unquote(item.group("title").strip())
    finish = item.end("tail") if item.group("tail") else item.end("title")
    return _marked(mark, mark.end + finish, title, "data_item")


def _run_on(mark: Mark, rest: str) -> Heading | None:
    patterns = compiled(Headings)
    match = patterns["run_on"].match(rest)
    if match is None or patterns["duty"].match(rest) or patterns["label_stop"].match(rest):
        return None
    title = match.group("title").strip()
    if not has_han(title):
        return None
    return _marked(mark, mark.end + match.end(), title, "run_on_heading")
