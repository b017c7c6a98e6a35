"""What a receipt says of a page that was read."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Link
from extractors.html.page_text import PageText

NAMED = 5
"""Files, pages and pictures that a note names."""
LONGEST_NAME = 60
"""Characters of a name in a note."""


def on_text(text: PageText) -> list[str]:
    """Of its encoding, and what is broken in it."""
    notes = [] if text.encoding == "utf-8" else [f"decoded from {text.encoding}"]
    if text.mixed:
        notes.append(f"{text.mixed} lines of the page are in another encoding")
    if text.broken:
        notes.append(f"{text.broken} characters of the page are broken")
    return notes


def on_pictures(pictures: Sequence[str]) -> list[str]:
    """Of pictures that may be tables, by their names."""
    if not pictures:
        return []
    return [
        f"pictures in the article, whose text is not read and which may be tables: {len(pictures)} "
        f"({_named(pictures)})"
    ]


def on_links(links: Sequence[Link]) -> list[str]:
    """Of the files that a page links to, by their names."""
    if not links:
        return []
    return [f"files that the page links to, not read with it: {_named([link.title for link in links])}"]


def on_notice(links: Sequence[Link], pages: Sequence[str]) -> str:
    """Of a page that states no amount: where to look instead."""
    if links:
        return "the page states no amount; give the files that it links to as documents of their own"
    if pages:
        return f"the page states no amount; it lists other pages, which may: {_named(pages)}"
    return "the page states no amount, and links to no file"


def _named(names: Sequence[str]) -> str:
    short = "; ".join(
        name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…" for name in names[:NAMED]
    )
    return f"{short} and {len(names) - NAMED} more" if len(names) > NAMED else short
