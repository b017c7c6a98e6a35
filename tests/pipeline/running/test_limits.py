from __future__ import annotations

from dataclasses import fields, replace

import pytest

from pipeline.running.limits import Limits


def test_a_long_document_has_more_time() -> None:
    limits = Limits(seconds=300, seconds_per_mb=60, cpu_seconds=120, cpu_seconds_per_mb=30)
    assert limits.time_for(0) == (300.0, 120.0)
    assert limits.time_for(1_500_000) == (390.0, 165.0)


@pytest.mark.parametrize("name", [f.name for f in fields(Limits)])
def test_what_was_over_a_limit_may_be_tried_again_when_it_changes(name: str) -> None:
    limits = Limits()
    changed = replace(limits, **{name: getattr(limits, name) + 1})
    assert limits.fingerprint() == Limits().fingerprint() != changed.fingerprint()
    assert len(limits.fingerprint()) == 16
