"""What Mingzhang knows, as data: TOML and CSV files beside this loader.

A pattern file is TOML. `[macro]` holds named pieces of regular expressions, written `<<name>>` where
used (`uses = ["units"]` brings in the macros of another file); `[[pattern]]` entries have `id`, `regex`,
optional `flags` (letters of `x` verbose, `i` ignore case, `m` multi-line), `examples` (`{text = "…",
captures = {group = "…"}}`) and `counterexamples` (texts in which the pattern must find
nothing). What else a file holds is declared in `patterns/shapes/NAME.py` (`patterns.shape`) and checked when
the file is loaded: `load(Across).prior.at_least`. A file is read when it is first asked for.
Patterns are compiled once, with the `regex` library; no match runs longer than a time-out
(`patterns.matching`).
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

import msgspec
import regex

from patterns.matching import MATCH_TIMEOUT_SECONDS, Matcher, PatternTimeout, any_of
from patterns.shape import E, PatternFile, Row

__all__ = (
    "MATCH_TIMEOUT_SECONDS",
    "Matcher",
    "Pattern",
    "PatternError",
    "PatternTimeout",
    "any_of",
    "compiled",
    "content",
    "load",
    "load_rows",
    "shape_problem",
    "version",
)

FOLDER = Path(__file__).parent
_FLAGS = {"x": regex.VERBOSE, "i": regex.IGNORECASE, "m": regex.MULTILINE}


class PatternError(ValueError):
    """A pattern file that cannot be used. The message names file, entry and what to change."""


F = TypeVar("F", bound=PatternFile[Any])
R = TypeVar("R", bound=Row)


@cache
def content(name: str) -> dict[str, Any]:
    """The content of `patterns/NAME.toml` as TOML gives it. Read-only: it is shared."""
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{path.name} is not valid TOML: {error}; correct the line it names") from error


@dataclass(frozen=True, slots=True)
class Pattern(Matcher, Generic[E]):
    """A `[[pattern]]` of a file."""

    entry: E = field(repr=False)
    """The whole entry: its examples, and the keys that its file adds."""


class _Load(Protocol):
    """What `cache` wraps has no type of its own, and one call more would be felt in every sentence."""

    def __call__(self, shape: type[F], /) -> F: ...


@cache
def _load(shape: type[PatternFile[Any]]) -> PatternFile[Any]:
    """The pattern file of a shape. Read-only: it is shared.

    Raises `PatternError` for a key that is missing or that the shape does not have, and for a value of
    another type.
    """
    found = content(shape.NAME)
    try:
        file: PatternFile[Any] = msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        raise PatternError(shape_problem(shape.NAME, found, str(error))) from error
    return file


load = cast(_Load, _load)


def shape_problem(name: str, found: Any, message: str) -> str:
    """What msgspec says of a file, with the names of its entries in place of their positions.

    >>> shape_problem("a", {"rule": [{"id": "x"}]}, "Object contains unknown field `at` - at `$.rule[0]`")
    'a.toml, rule x: Object contains unknown field `at`; correct the key or its value'
    >>> shape_problem("a", {"rule": [{"id": "x"}]}, "Invalid enum value 'b' - at `key` in `$.rule[0].of`")
    "a.toml, rule x of: Invalid enum value 'b'; correct the key or its value"
    """
    what, _, where = message.partition(" - at `")
    steps, here = [], found
    for step in regex.findall(r"\.[^.\[]+|\[\d+\]|\[\.\.\.\]", where.partition("$")[2].rstrip("`")):
        if step == "[...]":
            here = None
            continue
        try:
            here = here[int(step[1:-1])] if step.startswith("[") else here[step[1:]]
        except (KeyError, IndexError, TypeError):
            here = None
        named = here.get("id") if isinstance(here, dict) else None
        steps.append(step[1:] if step.startswith(".") else str(named or step))
    place = f", {' '.join(steps)}" if steps else ""
    return f"{name}.toml{place}: {what}; correct the key or its value"


def load_rows(shape: type[R]) -> tuple[R, ...]:
    """The lines of the CSV file of a shape (UTF-8, header line). Read-only: they are shared.

    Raises `PatternError` for a column that is missing or unknown, and for a value that the shape forbids.
    """
    return cast(tuple[R, ...], _rows(shape))


@cache
def _rows(shape: type[Row]) -> tuple[Row, ...]:
    found = []
    with (FOLDER / f"{shape.NAME}.csv").open(encoding="utf-8", newline="") as stream:
        for number, line in enumerate(csv.DictReader(stream), 2):
            try:
                found.append(msgspec.convert(line, shape))
            except msgspec.ValidationError as error:
                raise PatternError(
                    f"{shape.NAME}.csv, line {number}: {error}; correct the column or its value"
                ) from error
    return tuple(found)


class _Compiled(Protocol):
    """As `_Load`."""

    def __call__(self, shape: type[PatternFile[E]], /) -> dict[str, Pattern[E]]: ...


@cache
def _compiled(shape: type[PatternFile[Any]]) -> dict[str, Pattern[Any]]:
    """The `[[pattern]]` entries of a shape's file by id, in file order. Read-only: it is shared.

    Raises `PatternError` as `load` does, and for an entry that is no regular expression.
    """
    name = shape.NAME
    macros = _macros(name)
    found: dict[str, Pattern[Any]] = {}
    for entry in load(shape).pattern:
        if entry.id in found:
            raise PatternError(f"{name}.toml has two patterns with the id {entry.id!r}; rename one")
        text = _expand(entry.regex, macros, name, entry.id)
        found[entry.id] = Pattern(
            entry.id, f"{name}.toml", _compile(text, entry.flags, name, entry.id), entry
        )
    return found


compiled = cast(_Compiled, _compiled)


def _macros(name: str) -> dict[str, str]:
    found = content(name)
    macros: dict[str, str] = {}
    for other in found.get("uses", []):
        macros.update(_macros(other))
    for key, piece in found.get("macro", {}).items():
        macros[key] = _expand(piece, macros, name, f"macro {key}")
    return macros


def _expand(text: str, macros: dict[str, str], name: str, ident: str) -> str:
    for key, piece in macros.items():
        text = text.replace(f"<<{key}>>", f"(?:{piece})")
    if "<<" in text:
        raise PatternError(f"{name}.toml, {ident}: unknown macro in {text[text.index('<<') :][:40]!r}")
    return text


def _compile(text: str, flags: str, name: str, ident: str) -> Any:
    value = 0
    for letter in flags:
        value |= _FLAGS[letter]
    try:
        return regex.compile(text, value)
    except regex.error as error:
        raise PatternError(f"{name}.toml, {ident}: {error}; correct the regular expression") from error


@cache
def version() -> str:
    """First 16 hex of the sha256 over all pattern files: what was known when a document was read."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("*.csv")], key=lambda p: p.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
