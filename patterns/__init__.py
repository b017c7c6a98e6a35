"""What Mingzhang knows, as data: TOML and CSV files beside this loader.

A pattern file is TOML. `[macro]` holds named pieces of regular expressions, written `<<name>>` where
used (`uses = ["units"]` brings in the macros of another file); `[[pattern]]` entries have `id`, `regex`,
optional `flags` (letters of `x` verbose, `i` ignore case, `m` multi-line), `examples` (`{text = "…",
captures = {group = "…"}}`) and `counterexamples` (texts in which the pattern must find
nothing). Everything else in a file is free: word lists, tables, mappings.
Patterns are compiled once, with the `regex` library; every match runs under a time-out.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import regex

FOLDER = Path(__file__).parent
MATCH_TIMEOUT_SECONDS = 2.0
_FLAGS = {"x": regex.VERBOSE, "i": regex.IGNORECASE, "m": regex.MULTILINE}


class PatternError(ValueError):
    """A pattern file that cannot be used. The message names file, entry and what to change."""


class PatternTimeout(RuntimeError):
    """A match that took longer than `MATCH_TIMEOUT_SECONDS`. The message names the pattern."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with the examples that define it."""

    id: str
    file: str
    compiled: Any = field(repr=False)
    examples: tuple[dict[str, Any], ...] = ()
    counterexamples: tuple[str, ...] = ()
    entry: dict[str, Any] = field(default_factory=dict, repr=False)
    """The whole TOML entry, for the keys that a user of the pattern defines."""

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        return self._run("search", text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        return self._run("match", text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        return self._run("fullmatch", text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Any]:
        try:
            yield from self.compiled.finditer(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def sub(self, replacement: str, text: str) -> str:
        try:
            return str(self.compiled.sub(replacement, text, timeout=MATCH_TIMEOUT_SECONDS))
        except TimeoutError as error:
            raise self._timeout(text) from error

    def _run(self, method: str, text: str, pos: int, endpos: int | None) -> Any:
        try:
            return getattr(self.compiled, method)(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def _timeout(self, text: str) -> PatternTimeout:
        return PatternTimeout(
            f"pattern {self.id} of {self.file} took longer than {MATCH_TIMEOUT_SECONDS} s on a text of "
            f"{len(text)} characters beginning {text[:20]!r}; make the pattern less ambiguous"
        )


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `patterns/NAME.toml`. Read-only: it is shared."""
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{path.name} is not valid TOML: {error}; correct the line it names") from error


@cache
def load_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `patterns/NAME.csv` (UTF-8, header line). Read-only: they are shared."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def compiled(name: str) -> dict[str, Pattern]:
    """The `[[pattern]]` entries of `patterns/NAME.toml` by id, in file order."""
    content = load(name)
    macros = _macros(name)
    found: dict[str, Pattern] = {}
    for entry in content.get("pattern", []):
        ident = entry["id"]
        if ident in found:
            raise PatternError(f"{name}.toml has two patterns with the id {ident!r}; rename one")
        found[ident] = Pattern(
            id=ident,
            file=f"{name}.toml",
            compiled=_compile(
                _expand(entry["regex"], macros, name, ident), entry.get("flags", ""), name, ident
            ),
            examples=tuple(entry.get("examples", ())),
            counterexamples=tuple(entry.get("counterexamples", ())),
            entry=entry,
        )
    return found


def _macros(name: str) -> dict[str, str]:
    content = load(name)
    macros: dict[str, str] = {}
    for other in content.get("uses", []):
        macros.update(_macros(other))
    for key, piece in content.get("macro", {}).items():
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
