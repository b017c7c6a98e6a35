"""Shape of `cells.toml`: what a table cell can hold besides words."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class Cells(PatternFile[Entry], frozen=True, kw_only=True):
    """`cells.toml`."""

    NAME: ClassVar[str] = "cells"
