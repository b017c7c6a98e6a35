"""Records of `pipeline.reading` stay as they were made."""

from __future__ import annotations

from typing import Any

import pytest

import pipeline.reading
from tests.pipeline.frozen import is_fixed, records_of


@pytest.mark.parametrize("record", records_of(pipeline.reading), ids=lambda record: record.__name__)
def test_a_record_is_fixed(record: Any) -> None:
    assert is_fixed(record)
