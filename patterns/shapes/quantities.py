"""Shape of `quantities.toml`: how numbers are printed in running text."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Words(Shape, frozen=True, kw_only=True):
    """Words that the code needs one by one."""

    about: str
    """Characters behind a number that is only about so much."""
    bare_scales: str
    """Units that are scales whose 元 was lost, or people."""
    decimal_point: str
    percent: str
    """The unit of a percentage in numerals."""
    yuan: str
    reject_body: str
    """Why a number is no quantity; the three are texts of `rejects`."""
    reject_marked_year: str
    reject_furniture: str


class Where(Shape, frozen=True, kw_only=True):
    """What decides where a quantity stands: engines of grids, kinds and titles of sections."""

    text_engines: tuple[str, ...]
    toc_kinds: tuple[str, ...]
    glossary_kinds: tuple[str, ...]
    glossary_titles: tuple[str, ...]


class Quantities(PatternFile[Entry], frozen=True, kw_only=True):
    """`quantities.toml`."""

    NAME: ClassVar[str] = "quantities"

    words: Words
    where: Where
