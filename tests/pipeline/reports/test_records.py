"""What reports are made of is fixed once it is made."""

from __future__ import annotations

import pipeline.reports
from tests.pipeline.records import loose


def test_records_of_reports_are_frozen_and_slotted() -> None:
    assert loose(pipeline.reports) == set()
