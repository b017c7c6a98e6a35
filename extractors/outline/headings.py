"""Headings: what a paragraph announces, and how its title looks (docs/domain.md §1.2).

`marked_headings` and `unmarked_headings` decide which paragraph is one. Levels are not known here;
`extractors.outline.sections` gives them.
"""

from __future__ import annotations

from typing import Any

from extractors.frozen import frozen
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_TITLE = 40
"""A title of a whole line; longer ones are sentences."""
MAX_TABLE_TITLE = 80
"""The title of a table, with the name of the body before it."""
QUOTES = {"“": "”", '"': '"', "‘": "’"}
"""Opening quotation marks with those that close them."""


@frozen
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


def is_title_like(raw: str, longest: int = MAX_TITLE) -> bool:
    """True for a line that can be a title: short, with a Han character, and no sentence.

    >>> is_title_like("2024年度部门决算情况说明"), is_title_like("报表详见附件。")
    (True, False)
    """
    patterns = compiled(Headings)
    squeezed = "".join(raw.split())
    return (
        2 <= len(squeezed) <= longest
        and has_han(squeezed)
        and not patterns["sentence"].search(squeezed)
        and not patterns["bare_numbers"].search(raw)
        and not patterns["unit_line"].search(raw)
    )


def has_han(raw: str) -> bool:
    """Whether a text has a Han character."""
    return compiled(Headings)["han"].search(raw) is not None


def item_title(match: Any) -> str:
    """The subject of a match of the pattern `classified`: the name alone where one level is named, the whole
    chain where several are."""
    name = match.group("whole" if match.group("more") else "title")
    return unquote("".join(str(name).split("\n")).strip())


def unquote(title: str) -> str:
    """A subject without its quotation marks, which may close behind what was cut off.

    >>> unquote("“教育支出”科目"), unquote("“行政运行（项）"), unquote("“三公”经费")
    ('教育支出', '行政运行（项）', '“三公”经费')
    """
    quoted = compiled(Headings)["quoted_subject"].match(title)
    if quoted is not None:
        return str(quoted.group("title"))
    # The closing mark stands behind what was cut off: “…（款）行政运行（项）”科目.
    close = QUOTES.get(title[:1])
    return title[1:] if close and close not in title[1:] else title
