"""What is wrong with a configuration, in words; the wordings themselves are in `test_config`."""

from __future__ import annotations

import pytest

from pipeline.upkeep.config_problems import config_problem


@pytest.mark.parametrize(
    ("content", "message", "words"),
    [
        ({"x": 1}, "Object contains unknown field `x`", ": there is no x; there are output, inbox, run, "),
        (
            {"run": {"workers": 0}},
            "Expected `int` >= 1 - at `$.run.workers`",
            ", [run] workers: 0 is too small",
        ),
        (
            {"inbox": {"paths": ["a", 1]}},
            "Expected `str`, got `int` - at `$.inbox.paths[1]`",
            ", [inbox] paths [1]: 1",
        ),
        (
            {"inbox": 1},
            "Expected `object`, got `int` - at `$.inbox`",
            ", inbox: 1 is no table; write [inbox]",
        ),
        (
            {"logs": {"files": 9}},
            "Something new - at `$.logs.files`",
            ", [logs] files: Something new; correct it",
        ),
    ],
)
def test_a_problem_has_its_place_first(content: dict[str, object], message: str, words: str) -> None:
    assert config_problem(content, message).startswith(words)
