"""What is handed on is not changed on its way."""

from __future__ import annotations

import pipeline.learning
from tests.pipeline.records import loose


def test_records_of_what_is_learned_are_frozen_and_slotted() -> None:
    assert loose(pipeline.learning) == set()
