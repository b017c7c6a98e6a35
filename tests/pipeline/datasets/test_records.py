"""What is handed on is not changed on its way."""

from __future__ import annotations

import pipeline.datasets
from tests.pipeline.records import loose


def test_records_of_the_dictionary_are_frozen_and_slotted() -> None:
    assert loose(pipeline.datasets) == set()
