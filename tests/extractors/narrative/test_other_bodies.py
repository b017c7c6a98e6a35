"""Whose staff a sentence counts."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Subject
from extractors.narrative.other_bodies import Publisher

STAFF = Subject("staff.actual")


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("某市气象局", True),
        ("局", True),
        ("某市局", True),  # a shorter form: its characters in their order
        ("某市气象局局", True),
        ("某市气象局机关", True),
        ("某市气象局机关处", False),
        ("某市地震局", False),
        ("局某市", False),
    ],
)
def test_the_publisher_by_its_name(body: str, own: bool) -> None:
    assert Publisher("某市 气象局").is_called(body) == own


def test_the_staff_of_another_body_is_labelled() -> None:
    publisher = Publisher("某市气象局")
    assert publisher.labelled(STAFF, "某县防灾中心实有人员") == Subject("staff.actual", label="某县防灾中心")
    assert publisher.labelled(STAFF, "某市气象局实有人员") == STAFF
    assert publisher.labelled(STAFF, "本单位实有人员") == STAFF
    assert publisher.labelled(STAFF, "实有人员") == STAFF


def test_other_counts_and_labelled_ones_stay_what_they_are() -> None:
    publisher = Publisher("某市气象局")
    vehicles = Subject("assets.vehicles")
    assert publisher.labelled(vehicles, "某县防灾中心实有人员") == vehicles
    labelled = Subject("staff.other_quota", label="政法")
    assert publisher.labelled(labelled, "某县防灾中心实有人员") == labelled


def test_without_a_name_only_short_bodies_are_its_own() -> None:
    assert Publisher(None).is_called("某局")
    assert not Publisher(None).is_called("某市局")
