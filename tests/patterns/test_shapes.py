"""A key that a pattern file must not have, or lacks, is refused with a message that says where it stands."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from patterns import content, shape_problem
from patterns.shape import PatternFile
from patterns.shapes.across import Across
from patterns.shapes.clauses import Clauses
from patterns.shapes.counted import Counted


def problem(shape: type[PatternFile[Any]], change: Callable[[dict[str, Any]], object]) -> str:
    """What is said of a copy of the file of a shape after a change; it fails where the change is accepted."""
    changed = copy.deepcopy(content(shape.NAME))
    change(changed)
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(changed, shape)
    return shape_problem(shape.NAME, changed, str(refused.value))


def entry(content: dict[str, Any], key: str) -> dict[str, Any]:
    """The first pattern that has a key."""
    return next(entry for entry in content["pattern"] if key in entry)


def rename(table: dict[str, Any], key: str, other: str) -> None:
    table[other] = table.pop(key)


def test_at_least_misspelt_in_across() -> None:
    said = problem(Across, lambda content: rename(content["prior"], "at_least", "at_leest"))
    assert said == (
        "across.toml, prior: Object contains unknown field `at_leest`; correct the key or its value"
    )


def test_a_key_that_is_missing_is_named() -> None:
    said = problem(Across, lambda content: content["prior"].pop("at_least"))
    assert said.startswith("across.toml, prior: Object missing required field `at_least`;")


def test_in_reason_misspelt_in_counted() -> None:
    said = problem(Counted, lambda content: rename(entry(content, "in_reason"), "in_reason", "in_reson"))
    assert said == (
        "counted.toml, pattern reason.new_recruits: Object contains unknown field `in_reson`; "
        "correct the key or its value"
    )


@pytest.mark.parametrize("shape", [Clauses, Counted])
def test_every_key_of_every_entry_is_known(shape: type[PatternFile[Any]]) -> None:
    """Each key of the entries, misspelt where it first stands, is refused with the entry's id."""
    keys = {key for entry in content(shape.NAME)["pattern"] for key in entry} - {"id"}
    assert {"regex", "examples", "measures", "clause"} < keys
    for key in keys:
        wanted = entry(content(shape.NAME), key)["id"]
        said = problem(shape, lambda changed, key=key: rename(entry(changed, key), key, key + "s_"))
        assert said.startswith(f"{shape.NAME}.toml, pattern {wanted}: ")
        assert key in said


def test_a_key_of_a_mapping_that_is_none_of_its_words_is_refused() -> None:
    def unknown_topic(content: dict[str, Any]) -> None:
        entry(content, "within")["within"] = {"quotas": "staff.quota"}

    wanted = entry(content("counted"), "within")["id"]
    said = problem(Counted, unknown_topic)
    assert said == (
        f"counted.toml, pattern {wanted} within: Invalid enum value 'quotas'; correct the key or its value"
    )


def test_a_word_that_is_none_of_the_known_ones_is_refused() -> None:
    said = problem(Counted, lambda content: entry(content, "opens").update(opens="quotas"))
    assert said.startswith("counted.toml, pattern count.quota opens: Invalid enum value 'quotas'")


@pytest.mark.parametrize(("key", "value"), [("needs", "context.x"), ("unless", ["context.x"])])
def test_a_context_that_there_is_not_is_refused(key: str, value: object) -> None:
    wanted = entry(content("counted"), key)["id"]
    said = problem(Counted, lambda changed: entry(changed, key).update({key: value}))
    assert said.startswith(f"counted.toml: {wanted}: `{key}` names 'context.x', no context of the file;")


@pytest.mark.parametrize(
    ("shape", "prefix"),
    [(Clauses, "noun."), (Counted, "count."), (Counted, "behind."), (Counted, "none.")],
)
def test_a_noun_without_measures_is_refused(shape: type[PatternFile[Any]], prefix: str) -> None:
    def lose_measures(content: dict[str, Any]) -> None:
        next(e for e in content["pattern"] if e["id"].startswith(prefix)).pop("measures")

    wanted = next(e["id"] for e in content(shape.NAME)["pattern"] if e["id"].startswith(prefix))
    said = problem(shape, lose_measures)
    assert said.startswith(f"{shape.NAME}.toml, pattern {wanted}: ")
    assert "`measures`" in said


def test_an_example_with_an_unknown_key_is_refused() -> None:
    said = problem(Counted, lambda content: content["pattern"][0]["examples"][0].update(capture={}))
    assert said.startswith("counted.toml, pattern reason.new_recruits examples [0]: Object contains unknown")
