"""A short form of `python -m tests.faults`: every kind of fault once or twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import on_s3
from tests.faults.__main__ import World, digests


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("faults"), None, small=True)


def test_the_second_night_changes_what_the_first_published(world: World) -> None:
    first, second = world.expected
    assert first.keys() >= {"documents/part-0.parquet", "datapackage.json"}
    assert first["documents/part-0.parquet"] != second["documents/part-0.parquet"]


def test_runs_that_are_killed_end_as_if_nothing_had_been(world: World) -> None:
    tally = world.kills(1, random.Random(2))
    assert tally.problems == []
    assert tally.struck >= 1


def test_runs_that_are_killed_while_they_write_to_a_store_end_as_if_nothing_had_been(world: World) -> None:
    with on_s3.served() as bucket:
        tally = world.kills(1, random.Random(3), bucket)
    assert tally.problems == []
    assert tally.struck >= 1


def test_writes_that_fail_cost_nothing_but_the_run(world: World) -> None:
    tally = world.writes(2, random.Random(5))
    assert tally.problems == []
    assert tally.struck >= 2


def test_a_difference_would_be_seen(world: World, tmp_path: Path) -> None:
    """The harness itself: a byte that is changed, and datasets that are gone, are no undisturbed run's."""
    output = tmp_path / "output"
    world.run(world.inputs[0], output)
    assert digests(output) == world.expected[0]
    path = next((output / "datasets").rglob("texts/*.parquet"))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert digests(output) != world.expected[0]
