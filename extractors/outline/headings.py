"""One paragraph to a heading, or not (docs/domain.md §1.2, "Heading or not").

Decides from the paragraph alone, plus what the caller knows of its surroundings: whether it stands in a
glossary or in a list of duties. Levels are not known here; `extractors.outline.sections` gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.outline.numbering import Mark
from patterns import Pattern, compiled

MAX_TITLE = 40
"""A title of a whole line; longer ones are sentences."""
MAX_SENTENCE_TITLE = 32
"""A title that ends in 。; the longest seen has 31 characters."""
MAX_COMMA_TITLE = 25
"""A title with a comma in it."""
MAX_CAPTION = 60
MAX_TABLE_TITLE = 80
MIN_EXPLANATION = 30
"""A term without 指 and without a number needs an explanation this long: 部门名称：某某局 is none."""
_QUOTES = {"“": "”", '"': '"', "‘": "’"}
_END = "。：:；;"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a paragraph announces. `text[start:end]` is the printed heading, mark included."""

    start: int
    end: int
    title: str
    kind: str
    system: str
    number_raw: str | None
    ordinal: int | None = None
    limit: int | None = None
    """Where the body ends at the latest; null where only the next heading ends it."""


def read_marked(
    text: str, mark: Mark, end: int, *, glossary: bool = False, duties: bool = False
) -> Heading | None:
    """The heading of the paragraph `text[mark.start:end]`, which begins with `mark`; null for a list item.

    `glossary` and `duties` say in which kind of section the paragraph stands: terms read differently there,
    and the items of a list of duties are no headings, however much they look like one.
    """
    rest = text[mark.end : end]
    if mark.system in ("figure", "table_number"):
        return _caption(mark, rest, end)
    if glossary:
        term = _pattern("glossary_entry").match(rest)
        if term is not None:
            return _term(mark, term)
        group = _pattern("classified").match(rest)
        if group is not None and group.end() == len(rest.rstrip()):
            # 十二、卫生健康支出（类）行政事业单位医疗（款) above its terms.
            finish = mark.end + group.end("whole")
            return _marked(mark, finish, _item_title(group), "glossary_term")
    definition = _pattern("definition").match(rest)
    if definition is not None and not _pattern("duty").match(rest):
        return _term(mark, definition)
    whole = _whole_line(mark, rest, end, duties)
    if whole is not None:
        return whole
    return _data_item(mark, rest) or (None if duties else _run_on(mark, rest))


def read_unmarked(text: str, start: int, end: int, *, glossary: bool = False) -> Heading | None:
    """The heading that an unnumbered paragraph carries by its wording alone: a quoted or classified item, a
    label before a running list, a term of a glossary; null for prose."""
    raw = text[start:end]
    if glossary:
        term = _pattern("definition").match(raw)
        if term is None and len(raw) >= MIN_EXPLANATION and not _pattern("unit_line").search(raw):
            term = _pattern("glossary_entry").match(raw)
            if term is not None and any(c.isdecimal() for c in term.group("title")):
                return None
        if term is not None and not _pattern("label_stop").match(raw):
            title = term.group("title").strip()
            return Heading(start, start + term.end("title"), title, "glossary_term", "none", None)
        return None
    if raw[0] in _QUOTES:
        item = _pattern("classified").match(raw)
        if item is not None and len(raw) > item.end():
            title = _item_title(item)
            return Heading(start, start + item.end("whole"), title, "data_item", "quoted", "")
    label = _pattern("label").match(raw)
    if label is not None and not _pattern("label_stop").match(raw):
        return Heading(start, start + label.end(), label.group("title"), "run_on_heading", "label", None)
    return None


def is_title_like(raw: str, longest: int = MAX_TITLE) -> bool:
    """True for a line that can be a title: short, with a Han character, and no sentence.

    >>> is_title_like("2024年度部门决算情况说明"), is_title_like("报表详见附件。")
    (True, False)
    """
    squeezed = "".join(raw.split())
    return (
        2 <= len(squeezed) <= longest
        and _has_han(squeezed)
        and not _pattern("sentence").search(squeezed)
        and not _pattern("bare_numbers").search(raw)
        and not _pattern("unit_line").search(raw)
    )


def _caption(mark: Mark, rest: str, end: int) -> Heading | None:
    """图1:收入决算 and 表1 收入支出决算总表; a table number may stand alone, its title below."""
    stripped = rest.rstrip()
    title = stripped
    if mark.system == "figure":
        # (图1:收入决算)(柱状图): the bracket belongs to the caption, not to its title.
        opened = stripped.count(")") + stripped.count("）") > stripped.count("(") + stripped.count("（")
        if opened:
            cut = min(i for i in (stripped.find(")"), stripped.find("）")) if i >= 0)
            title = stripped[:cut]
        if not title:
            return None
    if len(stripped) > MAX_CAPTION or _pattern("sentence").search(title):
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
    printed = rest.rstrip()
    title = printed.rstrip(_END).rstrip()
    if not title:
        # The number alone: its title stands on the next line.
        heads = mark.system in ("part", "chapter", "attachment")
        return _marked(mark, mark.end, "", "heading") if heads else None
    last = printed[-1]
    sentence = last in "。；;"
    squeezed = "".join(title.split())
    if len(squeezed) > (MAX_SENTENCE_TITLE if sentence else MAX_TITLE) or not _has_han(title):
        return None
    if any(c in squeezed for c in "。；;！？") or printed[-1] in "，,、；;":
        return None
    if any(c in squeezed for c in "，,") and (sentence or len(squeezed) > MAX_COMMA_TITLE):
        return None
    if sentence and (duties or len(title.split()) > 1 or _pattern("duty").match(squeezed)):
        return None
    if _pattern("amount").search(squeezed) or _pattern("bare_numbers").search(title):
        return None
    if any(c in squeezed for c in "：:"):
        return None
    if mark.system == "cn_dun" and _pattern("row_label").match(squeezed):
        return None
    finish = min(mark.end + len(printed), end)
    return _marked(mark, finish, title, "heading")


def _data_item(mark: Mark, rest: str) -> Heading | None:
    classified = _pattern("classified").match(rest)
    if classified is not None and not _pattern("duty").match(rest):
        return _marked(mark, mark.end + classified.end("whole"), _item_title(classified), "data_item")
    item = _pattern("subject_amount").match(rest)
    if item is None or _pattern("duty").match(rest) or _pattern("label_stop").match(rest):
        return None
    title = _unquote(item.group("title").strip())
    finish = item.end("tail") if item.group("tail") else item.end("title")
    return _marked(mark, mark.end + finish, title, "data_item")


def _run_on(mark: Mark, rest: str) -> Heading | None:
    match = _pattern("run_on").match(rest)
    if match is None or _pattern("duty").match(rest) or _pattern("label_stop").match(rest):
        return None
    title = match.group("title").strip()
    if not _has_han(title):
        return None
    return _marked(mark, mark.end + match.end(), title, "run_on_heading")


def _item_title(match: Any) -> str:
    """The name alone where one level is named; the whole chain where several are."""
    name = match.group("whole" if match.group("more") else "title")
    return _unquote("".join(str(name).split("\n")).strip())


def _unquote(title: str) -> str:
    quoted = _pattern("quoted_subject").match(title)
    if quoted is not None:
        return str(quoted.group("title"))
    # The closing mark stands behind what was cut off: “…（款）行政运行（项）”科目.
    close = _QUOTES.get(title[:1])
    return title[1:] if close and close not in title[1:] else title


def _has_han(raw: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in raw)


@cache
def _pattern(ident: str) -> Pattern[Any]:
    return compiled("headings")[ident]
