"""What the record of a construction is worth."""

from __future__ import annotations

import re

import pytest

from patterns.shapes.records import ConstructionRecord
from pipeline.audit.construction_records import is_known, is_proven, summary, wilson_low


def record(held: int, failed: int, regions: int) -> ConstructionRecord:
    return ConstructionRecord(
        construction="x",
        facts=str(held + failed),
        held=str(held),
        failed=str(failed),
        documents="9",
        regions=str(regions),
        regions_failed="0",
    )


@pytest.mark.parametrize(
    ("held", "failed", "regions", "proven"),
    [
        (40, 0, 4, True),
        (40, 0, 3, False),  # seen in too few regions
        (20, 0, 9, False),  # 20 of 20 may still be 0.84
        (400, 60, 9, False),
        (0, 0, 9, False),
    ],
)
def test_a_construction_is_proven_in_many_regions_and_nearly_always(
    held: int, failed: int, regions: int, proven: bool
) -> None:
    assert is_proven("x", {"x": record(held, failed, regions)}) is proven


@pytest.mark.parametrize("unknown", ["y", "", None])
def test_what_has_no_record_is_not_proven(unknown: str | None) -> None:
    assert not is_proven(unknown, {"x": record(400, 0, 9)})


def test_the_bound_of_a_share() -> None:
    assert wilson_low(0, 0) == 0
    assert round(wilson_low(1, 1), 3) == 0.207  # 1 / (1 + 1.96²)
    assert wilson_low(9, 10) < wilson_low(90, 100) < 0.9


def test_the_records_have_a_summary() -> None:
    said = (
        r"(\d+) constructions of \d+ facts: (\d+) proven \(\d+ facts\), \d+ never seen to hold \(\d+ facts\)"
    )
    found = re.fullmatch(said, summary())
    assert found is not None
    assert int(found.group(1)) > int(found.group(2)) > 0


def test_a_noun_is_known_by_all_that_it_was_read_in() -> None:
    plain, listed = "n·said·fund:none·plain·final", "n·said·fund:none·list·final"
    apart = {plain: record(20, 0, 3), listed: record(20, 0, 2)}
    assert is_known("n·said·fund:none·bracket·change", apart)
    assert not is_proven(plain, apart)
    assert not is_known("n·said·fund:said·plain·final", apart)
    assert not is_known(plain, {**apart, "n·said·fund:none·plain·change": record(0, 5, 3)})
