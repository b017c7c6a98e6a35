"""What the modules of tables hand to one another cannot be changed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass

import pytest

import extractors.tables
from extractors.tables.headers import Header
from tests.extractors.tables.drawn import sheet_of

RECORDS = [
    record
    for module in pkgutil.iter_modules(extractors.tables.__path__, "extractors.tables.")
    for _, record in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
    if is_dataclass(record) and record.__module__ == module.name
]

BY_THE_TYPE_CHECKER = {"SheetCell", "Meaning", "Slot"}
"""Made for every cell or page: only mypy keeps them from being changed (`extractors.frozen`)."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__qualname__)
def test_records_are_frozen_and_have_slots(record: type) -> None:
    is_frozen = record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert is_frozen or record.__name__ in BY_THE_TYPE_CHECKER
    assert "__dict__" not in dir(record)


def test_what_a_record_looks_up_is_not_printed_with_it() -> None:
    sheet = sheet_of([["项目", "金额"]])
    assert " _rows=" not in repr(sheet)
    assert " _paths=" not in repr(Header(frozenset(), ()))
