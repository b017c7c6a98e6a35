"""Shape of `columns.toml`: what headers and labels of tables name."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class Columns(PatternFile[Entry], frozen=True, kw_only=True):
    """`columns.toml`: its ids are `header.…` for names of columns and `row.…` for labels of rows."""

    NAME: ClassVar[str] = "columns"
