"""Shapes of the CSV files: lists of classification codes and of administrative divisions.

Every value is text as the file has it; an empty one is not known or does not end.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from patterns.shape import Row

Year = Annotated[str, msgspec.Meta(pattern=r"^(\d{4})?$")]


class CodeRow(Row, frozen=True, kw_only=True):
    """A name of a code and the years, both inclusive, in which it is valid."""

    code: Annotated[str, msgspec.Meta(pattern=r"^\d{3}(\d\d){0,2}$")]
    level: Literal["类", "款", "项"]
    name: str
    parent: Annotated[str, msgspec.Meta(pattern=r"^(\d{3}(\d\d)?)?$")]
    valid_from: Year
    valid_to: Year
    source: str
    """How it is known: `patterns.codes`."""


class FunctionalCode(CodeRow, frozen=True, kw_only=True):
    """A row of `codes_functional.csv`."""

    NAME: ClassVar[str] = "codes_functional"


class EconomicCode(CodeRow, frozen=True, kw_only=True):
    """A row of `codes_economic.csv`."""

    NAME: ClassVar[str] = "codes_economic"

    system: Literal["department_budget", "government_budget", ""]
    """Empty for rows that `mingzhang patterns learn` wrote."""
    group: str
    """Of which part of basic expenditure it is: 人员经费, 公用经费."""


class DivisionRow(Row, frozen=True, kw_only=True):
    """A row of `divisions.csv`: a code, one of its names, and its years."""

    NAME: ClassVar[str] = "divisions"

    code: Annotated[str, msgspec.Meta(pattern=r"^\d{6}$")]
    name: str
    short: str
    level: Literal["province", "city", "county"]
    parent: Annotated[str, msgspec.Meta(pattern=r"^(\d{6})?$")]
    valid_from: Year
    valid_to: Year
