"""The questions that users ask most, as SQL files: `pipeline/ask/queries/NAME.sql`.

The first comment line of a file is the question in English, the second in Chinese; further ones say what the
answer counts. A line `-- $NAME TYPE: MEANING` declares a parameter, `$NAME` in the SQL; one not given is null
and asks for everything. Source: docs/domain.md §7.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.language.spoken import tr

FOLDER = Path(__file__).with_name("queries")
_COMMENT = "--"
_PARAMETER = re.compile(r"\$(?P<name>\w+) (?P<type>integer|text): (?P<meaning>.+)")
_PLACE = re.compile(r"\$(\w+)")
Value = str | int | None


class WrongParameter(ValueError):
    """A question does not take this parameter or value; the message says what it takes."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by."""

    name: str
    type: Literal["integer", "text"]
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its answer in SQL."""

    name: str
    question: str
    question_zh: str
    notes: str
    """What the answer counts; empty where the question says it."""
    template: str
    """The SQL, with its parameters."""
    parameters: tuple[Parameter, ...] = ()

    @property
    def sql(self) -> str:
        """The SQL of the whole question: no parameter is given."""
        return self.asked({})

    def asked(self, values: Mapping[str, Value]) -> str:
        """The SQL with these values of its parameters. Raises `WrongParameter`.

        >>> query = NamedQuery("q", "?", "?", "", "select $a, $b", (Parameter("a", "integer", ""),
        ...                                                         Parameter("b", "text", "")))
        >>> query.asked({"a": "7"}), query.asked({"b": "it's"})
        ('select 7, null', "select null, 'it''s'")
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = ", ".join(known) or tr("none")
                problem = tr("{question} has no parameter {name}", question=self.name, name=name)
                raise WrongParameter(tr("{problem}; it has {names}", problem=problem, names=takes))
        literals = {name: _literal(parameter, values.get(name)) for name, parameter in known.items()}
        return _PLACE.sub(lambda place: literals.get(place[1], place[0]), self.template)


def _literal(parameter: Parameter, value: Value) -> str:
    """A value as it stands in SQL."""
    if value is None:
        return "null"
    if parameter.type == "text":
        return "'" + str(value).replace("'", "''") + "'"
    try:
        return str(int(value))
    except ValueError:
        raise WrongParameter(
            tr("{name} takes a whole number, not {value}", name=parameter.name, value=repr(value))
        ) from None


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries by name, in alphabetical order."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}


def _read(path: Path) -> NamedQuery:
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith(_COMMENT)), len(lines))
    question, question_zh, *rest = (line.removeprefix(_COMMENT).strip() for line in lines[:count])
    declared = [(line, _PARAMETER.fullmatch(line)) for line in rest]
    notes = " ".join(line for line, parameter in declared if parameter is None)
    parameters = tuple(
        Parameter(found["name"], "integer" if found["type"] == "integer" else "text", found["meaning"])
        for _, found in declared
        if found is not None
    )
    return NamedQuery(path.stem, question, question_zh, notes, "\n".join(lines[count:]), parameters)
