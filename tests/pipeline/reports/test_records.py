"""What reports are made of is fixed once it is made."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import fields, is_dataclass

import pytest

import pipeline.reports

RECORDS = [
    value
    for module in pkgutil.iter_modules(pipeline.reports.__path__, "pipeline.reports.")
    for _, value in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
    if is_dataclass(value) and value.__module__ == module.name
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_have_no_other_attributes(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert record.__slots__ == tuple(field.name for field in fields(record))  # type: ignore[attr-defined, arg-type]
