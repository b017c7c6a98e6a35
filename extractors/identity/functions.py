"""What the names of bodies tell of their function and kind: the dictionary of `patterns/departments.toml`.

A name without its division is the whole name of a function (财政局), begins or ends with one
(公安局交通管理局), or ends in a word that tells the kind of body (大学).
"""

from __future__ import annotations

from functools import cache

import patterns
from extractors.frozen import frozen
from patterns.shapes.departments import Departments, Function, FunctionGroup

SHORTEST_NAME = 2
"""Characters that a name of the dictionary or a rest behind one needs to say anything."""
UMBRELLAS = ("gov_department", "party_organ", "people_congress", "cppcc")
"""Kinds of bodies that units are named after."""


@frozen
class NamedFunction:
    """A function, and the kind of the bodies that have it."""

    slug: str
    org_type: str


def name_key(name: str) -> str:
    """A name as names are compared: without joiners."""
    return name.translate(_joiners())


@cache
def _joiners() -> dict[int, None]:
    return dict.fromkeys(map(ord, patterns.load(Departments).joiners))


def _all_names(group: FunctionGroup, function: Function) -> tuple[str, ...]:
    """Every name of a function, the first the one that it is shown by."""
    suffixes = (
        patterns.load(Departments).suffixes[function.suffix or group.org_type] if function.stems else ()
    )
    return (*(stem + suffix for stem in function.stems for suffix in suffixes), *function.names)


@cache
def first_names() -> dict[str, tuple[str, str]]:
    """The first name and the kind of body of every function, by slug."""
    return {
        function.slug: (_all_names(group, function)[0], group.org_type)
        for group in patterns.load(Departments).function
        for function in group.entries
    }


@cache
def _dictionary() -> dict[str, tuple[NamedFunction, bool]]:
    """Function by the key of each of its names, and whether the name needs no organisation before it."""
    found: dict[str, tuple[NamedFunction, bool]] = {}
    for group in patterns.load(Departments).function:
        for function in group.entries:
            named = NamedFunction(function.slug, group.org_type)
            for name in _all_names(group, function):
                found.setdefault(name_key(name), (named, function.bare))
    return found


@cache
def bare_names() -> dict[str, NamedFunction]:
    """Every name of the dictionary that needs no organisation before it."""
    return {name: named for name, (named, bare) in _dictionary().items() if bare}


@cache
def _party_names() -> dict[str, NamedFunction]:
    return {n: named for n, (named, _) in _dictionary().items() if named.org_type == "party_organ"}


@cache
def umbrella_names() -> frozenset[str]:
    """The names of departments that units may be named after."""
    return frozenset(n for n, (named, _) in _dictionary().items() if named.org_type in UMBRELLAS)


@cache
def _names_of(named: NamedFunction) -> tuple[str, ...]:
    return tuple(name for name, other in bare_names().items() if other == named)


def look_up(core: str, party: bool) -> tuple[NamedFunction | None, bool]:
    """What the dictionary says of a name, and whether it is the whole name.

    A name that begins with a known body (公安局交通管理局) is a part of it; one that ends with it
    (工业园区教育局) does the same in a part of the division. `party`: names of party organs come first.

    >>> look_up("财政局", False), look_up("公安局交通管理局", False)[1]
    ((NamedFunction(slug='finance', org_type='gov_department'), True), False)
    """
    key = name_key(core)
    names = _party_names() if party else bare_names()
    whole = names.get(key) or bare_names().get(key)
    if whole is not None:
        return whole, True
    for length in range(len(key) - SHORTEST_NAME, SHORTEST_NAME, -1):
        begun = names.get(key[:length])
        if begun is not None:
            return begun, False
    if key.endswith(patterns.load(Departments).endings_of_departments):
        for start in range(1, len(key) - SHORTEST_NAME):
            ended = names.get(key[start:])
            if ended is not None:
                return ended, False
    return None, False


def look_up_ministry(core: str) -> tuple[NamedFunction | None, bool]:
    """财政部 does in the state what 财政局 does in a city."""
    ministry, bureau = patterns.load(Departments).ministry
    if not core.endswith(ministry):
        return None, False
    named = bare_names().get(name_key(core.removesuffix(ministry) + bureau))
    return named, named is not None


def from_ending(core: str) -> tuple[str | None, str | None]:
    """Function and kind that the end of a name tells.

    >>> from_ending("某大学")
    ('university', 'institution')
    """
    for pattern in patterns.compiled(Departments).values():
        if pattern.search(core) is not None:
            return pattern.entry.function, pattern.entry.org_type
    return None, None


def most_likely(core: str, named: NamedFunction | None, party: bool) -> tuple[str | None, str]:
    """Function and kind of a body whose name is no whole name of the dictionary."""
    function, org_type = from_ending(core)
    if named is not None and name_key(core).endswith(_names_of(named)):
        return named.slug, named.org_type
    if function is None and named is not None:
        function = named.slug
    if function is None:
        topics = patterns.load(Departments).topics
        function = next((slug for word, slug in topics.items() if word in core), None)
    if party and org_type in (None, "gov_department"):
        org_type = "party_organ"
    return function, org_type or "other"
