"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from pipeline.language.spoken import tr

_NEAR = 0.65
"""How like a name must be (`difflib`: 1 is the same)."""
_SHORTEST_PART = 2
"""So many characters of a name mean it."""
_OFFERED = 5
_OF_VIEWS = "v_"
"""All views begin so: that two do says nothing."""
_SAID_AROUND = {ord(character): None for character in "“”\"'‘’"}


def near(name: str, known: Iterable[str], aliases: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """The known names that are meant most likely, best first, at most five.

    A part of a name counts, then what is spelt alike; `aliases` are other names of known ones.

    >>> near("fakts", ["facts", "tables"]), near("sums", ["a.total"], {"a.total": ["sum"]})
    (['facts'], ['a.total'])
    """
    sought, others = _plain(name), aliases or {}
    called = {one: (one, *others.get(one, ())) for one in known}
    scored = ((max(_likeness(sought, _plain(n)) for n in names), one) for one, names in called.items())
    best = sorted(
        ((-score, one.startswith(_OF_VIEWS), one) for score, one in scored if score >= _NEAR),
        key=lambda found: found[:2],
    )
    return [one for *_, one in best[:_OFFERED]]


def with_near(problem: str, names: Iterable[str]) -> str:
    """A problem with the names that may be meant; as it is where there are none."""
    offered = tr(", ").join(names)
    return tr("{problem}; did you mean {names}?", problem=problem, names=offered) if offered else problem


def _plain(name: str) -> str:
    return name.casefold().translate(_SAID_AROUND).removeprefix(_OF_VIEWS)


def _likeness(sought: str, name: str) -> float:
    """1 for a name that begins with what is sought, a little less for a part of it, else as difflib says."""
    if len(sought) >= _SHORTEST_PART and sought in name:
        return 1.0 if name.startswith(sought) else 0.95
    return SequenceMatcher(None, sought, name).ratio()
