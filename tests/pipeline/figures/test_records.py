"""Records of `pipeline.figures` stay as they were made."""

from __future__ import annotations

from typing import Any

import pytest

import pipeline.figures
from tests.pipeline.frozen import is_fixed, records_of

BY_THE_TYPE_CHECKER = {"Printing", "Side"}
"""Made for every figure: only mypy keeps them from being changed (`extractors.frozen`)."""


@pytest.mark.parametrize("record", records_of(pipeline.figures), ids=lambda record: record.__name__)
def test_a_record_is_fixed(record: Any) -> None:
    assert is_fixed(record) is (record.__name__ not in BY_THE_TYPE_CHECKER)
    assert "__slots__" in vars(record)
