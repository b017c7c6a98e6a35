"""What is handed on is not changed on its way."""

from __future__ import annotations

import pipeline.publishing
from tests.pipeline.records import loose


def test_records_of_publishing_are_frozen_and_slotted_but_for_changes_which_grow() -> None:
    assert loose(pipeline.publishing) == {"Changes can be changed"}
