"""Names in two languages within the values of messages."""

from __future__ import annotations

from collections.abc import Mapping


class Named(str):
    """What something is called in Chinese, as `str`; `en` is what English messages call it."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, zh: str, en: str) -> Named:
        """Both names."""
        named = super().__new__(cls, zh)
        named.en = en
        return named


def in_english(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a template for an English message.

    >>> in_english({"item": Named("三公经费", "three public expenses"), "printed": "3"})
    {'item': 'three public expenses', 'printed': '3'}
    """
    return {name: value.en if isinstance(value, Named) else value for name, value in values.items()}
