"""What the questions give is fixed once it is given."""

from __future__ import annotations

import pipeline.ask
from tests.pipeline.records import loose


def test_records_of_ask_are_frozen_and_slotted() -> None:
    assert loose(pipeline.ask) == set()
