"""What Mingzhang says to people, in Chinese and English: the texts of `interface.toml`.

>>> texts().report.page.of("en"), texts().report.line.filled(n=3).zh
('page', '第3行')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from patterns import load
from patterns.shapes.interface import Interface, Language, Text

__all__ = ["Language", "Text", "text_for", "texts"]

K = TypeVar("K", bound=str)


def texts() -> Interface:
    """All texts."""
    return load(Interface)


def text_for(value: str, known: Mapping[K, Text]) -> Text:
    """The text for a value of the datasets; the value itself where there is none.

    >>> text_for("error", texts().severity).zh, text_for("new", texts().severity).zh
    ('错误', 'new')
    """
    return next((text for key, text in known.items() if key == value), Text(zh=value, en=value))
