"""What is wrong with a nightly configuration, in words: where, what was found, what to do."""

from __future__ import annotations

import re
from typing import Any, get_args

from msgspec.structs import fields

from pipeline.upkeep.config_file import ConfigFile

_TABLES = {table.name: table.type for table in fields(ConfigFile) if table.name != "output"}
_KINDS = {
    "int": "a whole number",
    "int | null": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "str | null": "a text",
    "array": "a list",
}
"""msgspec's names of types, in words."""


def config_problem(content: dict[str, Any], message: str) -> str:
    """What stands after the name of the file, from the content of the file and msgspec's message about it.

    >>> config_problem({"run": {"workers": 0}}, "Expected `int` >= 1 - at `$.run.workers`")
    ', [run] workers: 0 is too small; give 1 or more'
    """
    what, _, where = message.partition(" - at `$")
    steps: list[str] = re.findall(r"\w+|\[\d+\]", where.rstrip("`"))
    value: Any = content
    for step in steps:
        value = value[int(step[1:-1])] if step.startswith("[") else value[step]
    return f"{_place(content, steps)}: {_problem(what, value, steps)}"


def _place(content: dict[str, Any], steps: list[str]) -> str:
    if not steps:
        return ""
    first = f"[{steps[0]}]" if isinstance(content[steps[0]], dict) else steps[0]
    return f", {' '.join([first, *steps[1:]])}"


def _words(steps: list[str]) -> tuple[str, ...]:
    """The words that a key may have."""
    (found,) = (key.type for key in fields(_TABLES[steps[0]]) if key.name == steps[1])
    return get_args(found)


def _problem(what: str, value: object, steps: list[str]) -> str:
    table = steps[0] if steps else None
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    if match := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        keys = [key.name for key in fields(ConfigFile if table is None else _TABLES[table])]
        return f"there is no {match[1]}; there are {', '.join(keys)}"
    if what == "Expected `str` of length >= 1":
        return f"{shown} is empty; give a text"
    if match := re.fullmatch(r"Expected `\w+` (>=|<=) (\S+)", what):
        bound = match[2].removesuffix(".0")
        if match[1] == ">=":
            return f"{shown} is too small; give {bound} or more"
        return f"{shown} is too large; give {bound} or less"
    if what.startswith("Expected `object`"):
        return f"{shown} is no table; write [{table}]"
    if match := re.fullmatch(r"Expected `(.+)`, got `\w+`", what):
        return f"{shown} is of another kind; give {_KINDS.get(match[1], match[1])}"
    if what.startswith("Invalid enum value"):
        return f"{shown} is not known; give {' or '.join(_words(steps))}"
    return f"{what}; correct it"
