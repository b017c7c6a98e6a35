"""Which section a position belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.records import Section


class SectionIndex:
    """The innermost section of every position, by bisection.

    A section holds its heading and its body: from the start of its numbering mark to `body_end`.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        events: list[tuple[int, int, int]] = []
        for number, section in enumerate(sections):
            start, end = span(section)
            if end > start:
                # At one position: what ends leaves first, then outer sections open before inner ones.
                events.append((end, 0, number))
                events.append((start, 1, number))
        events.sort()
        self._starts: list[int] = []
        self._inner: list[int | None] = []
        opened: list[int] = []
        for position, opens, number in events:
            if opens:
                opened.append(number)
            else:
                opened.remove(number)
            self._starts.append(position)
            self._inner.append(opened[-1] if opened else None)

    def at(self, position: int) -> int | None:
        """Position in the list of sections of the innermost one around `position`; null outside all."""
        slot = bisect_right(self._starts, position) - 1
        return self._inner[slot] if slot >= 0 else None

    def chain(self, number: int | None) -> Iterator[int]:
        """A section and its ancestors, innermost first."""
        seen: set[int] = set()
        while number is not None and number not in seen:
            seen.add(number)
            yield number
            number = self._sections[number].parent


def span(section: Section) -> tuple[int, int]:
    """Start of the heading and end of the body, in characters of the document."""
    start = section.place.start if section.place.start is not None else section.body_start
    return start, max(section.body_end, section.place.end or start)
