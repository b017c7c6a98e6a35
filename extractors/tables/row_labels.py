"""The names of rows: without what is printed around them, and which of them are known."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.tables.cell_values import code_in_label, squeeze
from extractors.tables.column_measures import entry_of
from patterns import compiled, load, load_rows
from patterns.codes import listed_codes
from patterns.shapes.cells import Cells
from patterns.shapes.code_lists import FunctionalCode
from patterns.shapes.column_measures import ColumnMeasures

_BRACKETS = re.compile(r"\([^()]*\)")
_QUOTES = str.maketrans("", "", "\"'“”‘’「」")
CLASS_LENGTH = 3
"""Digits of the code of a 类."""


@lru_cache(maxsize=1 << 13)
def bare_label(label: str) -> str:
    """A row label without ordinals, 其中:, brackets, quotation marks and code.

    >>> bare_label("其中：（一）因公出国（境）支出"), bare_label("1.一般公共预算资金"), bare_label("A-货物")
    ('因公出国支出', '一般公共预算资金', 'A-货物')
    """
    plain = squeeze(label).translate(_QUOTES)
    code = code_in_label(plain)
    if code is not None:
        plain = plain.lstrip("[").removeprefix(code).lstrip("]-－—_")
    previous = None
    numbered = compiled(Cells)["numbered_label"]
    while plain != previous:
        previous = plain
        plain = numbered.sub("", plain)
    return _BRACKETS.sub("", plain)


@cache
def _class_codes() -> dict[str, str]:
    """Name of a functional 类, with and without 支出 at its end → code; names of all years."""
    codes: dict[str, str] = {}
    suffix = load(ColumnMeasures).class_suffix
    for row in load_rows(FunctionalCode):
        if len(row.code) == CLASS_LENGTH:
            for name in (row.name, row.name.removesuffix(suffix)):
                codes.setdefault(name, row.code)
    return codes


@lru_cache(maxsize=1 << 12)
def function_class(label: str) -> str | None:
    """The 3-digit functional code of a 类 named by a row label.

    >>> function_class("二十、住房保障支出"), function_class("七、文化体育与传媒支出"), function_class("总计")
    ('221', '207', None)
    """
    bare = bare_label(label)
    codes = _class_codes()
    suffix = load(ColumnMeasures).class_suffix
    return codes.get(bare) or (codes.get(bare.removesuffix(suffix)) if bare.endswith(suffix) else None)


@cache
def _names_in_lists() -> frozenset[str]:
    return frozenset(bare_label(row.name) for row in listed_codes())


@lru_cache(maxsize=1 << 13)
def is_known_label(label: str) -> bool:
    """Whether a row label is one that statutory tables print: a class, a subject, a fixed row."""
    bare = bare_label(label)
    return (
        bare in _names_in_lists() or function_class(label) is not None or entry_of("label", bare) is not None
    )
