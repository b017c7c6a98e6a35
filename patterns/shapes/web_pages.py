"""Shape of `web_pages.toml`: what the parts of a portal's page are told by."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class WebPages(PatternFile[Entry], frozen=True, kw_only=True):
    """`web_pages.toml`. Names are in small letters."""

    NAME: ClassVar[str] = "web_pages"

    article: tuple[str, ...]
    """Ids and classes of the body of an article."""
    around: tuple[str, ...]
    """Words in the ids and classes of what stands around it."""
    record_labels: tuple[str, ...]
    """Labels of the record of an article."""
    han_digits: str
    """Ten characters, from zero."""
    han_ten: str
    han_mark: str
    """What stands between the number of an item and the item."""
