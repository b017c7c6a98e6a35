"""Fields that keep no result: what they show stands in their instruction alone."""

from __future__ import annotations

import re

_OVERLAID = re.compile(r"\\o.*[,;]\s*([^,;()]*)\)\s*$", re.IGNORECASE | re.DOTALL)


def shown_by(instruction: str) -> str:
    """What a field without a result shows: characters that are laid over others (EQ \\o), without these.

    Word sets a number in a circle so, and a word below its phonetic guide.

    >>> [shown_by(i) for i in (r" eq \\o\\ac(○,7) ", r" EQ \\o\\ad(\\s\\up 9(yu),预) ", " PAGE ")]
    ['7', '预', '']
    """
    overlaid = _OVERLAID.search(instruction)
    return "" if overlaid is None else overlaid[1].strip()
