"""What the audit passes on cannot be changed on its way."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import is_dataclass

import pytest

import pipeline.audit
from pipeline.audit.evidence import Evidence

RECORDS = [
    record
    for info in pkgutil.iter_modules(pipeline.audit.__path__, "pipeline.audit.")
    for record in vars(importlib.import_module(info.name)).values()
    if isinstance(record, type) and is_dataclass(record) and record.__module__ == info.name
] + [pipeline.audit.Audit]

BY_THE_TYPE_CHECKER = {"Witness"}
"""Made for every operand of every check: only mypy keeps it from being changed (`extractors.frozen`)."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_have_slots(record: type) -> None:
    is_frozen = record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert is_frozen is (record.__name__ not in BY_THE_TYPE_CHECKER)
    # Evidence keeps what it has looked up.
    assert ("__slots__" in vars(record)) is (record is not Evidence)
