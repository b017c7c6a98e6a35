"""Lists of nouns whose numbers follow in their order (docs/domain.md §3.2 P19).

行政编制、事业编制分别为16人、44人.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.narrative.counted_nouns import CountedNoun, find_counted
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import squeeze
from extractors.narrative.tally import Tally
from extractors.records import Quantity
from patterns import compiled
from patterns.shapes.counted import Counted

_PATTERNS = compiled(Counted)


def is_side_by_side(words: str) -> bool:
    """Whether the squeezed words between two numbers are only the mark of a list."""
    return _PATTERNS["side_by_side"].search(words) is not None


def listed_nouns(words: str) -> list[str] | None:
    """The nouns of a list whose numbers follow; null where the words before a number are no such list."""
    match = _PATTERNS["distributive"].search(words)
    return None if match is None else list(_PATTERNS["list_mark"].compiled.split(match["list"]))


def first_of_list(
    nouns: list[str], text: str, figures: Sequence[Quantity], unit: str, setting: Setting, tally: Tally
) -> CountedNoun | None:
    """The first noun of a list; the tally takes up the others for the numbers to come.

    `figures` are the one that follows the list in `text` and those behind it. Null where there are not as
    many numbers side by side as nouns: nobody knows which number is whose.
    """
    if _numbers_in_a_row(text, figures) != len(nouns):
        return None
    shared = _PATTERNS["shared_end"].search(nouns[-1])
    if shared is not None:
        nouns = [n if n.endswith(shared[0]) else n + shared[0] for n in nouns]
    noun = find_counted(nouns[0], "", unit, setting, tally)
    tally.queue = nouns[1:] if noun else []
    return noun


def _numbers_in_a_row(text: str, figures: Sequence[Quantity]) -> int:
    """How many figures from the first one on stand side by side."""
    count, end = 1, figures[0].place.end or 0
    for other in figures[1:]:
        if not is_side_by_side(squeeze(text[end : other.place.start or end])):
            break
        count, end = count + 1, other.place.end or end
    return count
