"""Statements that have no number: 无此项支出, 与上年持平, 为0, 增长-- (docs/domain.md §3.3).

Where they stand is found here, in each paragraph first; what they are about is read in the flow of the
sentence, as that of a figure (`extractors.narrative.unnumbered_aspects`). `patterns/unnumbered.toml` has the
words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.narrative.reason_clauses import reason_spans
from extractors.narrative.squeezed import kept, squeeze
from patterns import any_of, compiled, load
from patterns.shapes import unnumbered as shape

_PATTERNS = compiled(shape.Unnumbered)
_DENIES = any_of(load(shape.Unnumbered).words.negations)
Kind = Literal["level", "none", "zero", "incomparable"]
_GROUPS: tuple[Kind, ...] = ("level", "zero", "incomparable")
"""Groups of the pattern that finds a statement by its kind; else there is none of something."""


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Where a paragraph says something without a number: span in the text, and the squeezed words."""

    start: int
    end: int
    kind: Kind
    words: str
    """All its words; of zero the number, of level without what comes before it."""
    against: str = ""
    """What is compared with, of level."""
    head: str = ""
    """The words before the negation, of none."""
    objects: str = ""
    """What there is none of."""
    about: bool = False
    """基本持平: only about as much."""
    behind: str = ""
    """The words behind it in the paragraph."""


def find_unnumbered(text: str, start: int, end: int) -> Iterator[Unnumbered]:
    """The statements without a number of one paragraph of `text`, in reading order."""
    raw = text[start:end]
    if _PATTERNS["hint"].search(raw) is None:
        return
    squeezed = squeeze(raw)
    matches = list(_PATTERNS["said"].finditer(squeezed))
    if _DENIES(squeezed):
        spans = [match.span() for match in matches]
        matches += [m for m in _PATTERNS["none"].finditer(squeezed) if not _overlaps(m.span(), spans)]
        matches.sort(key=lambda match: match.start())
    if not matches:
        return
    offsets = kept(raw)
    reasons = reason_spans(raw)
    for match in matches:
        groups = match.groupdict()
        kind: Kind = next((k for k in _GROUPS if groups.get(k) is not None), "none")
        first, last = match.span({"incomparable": "mark", "none": 0}.get(kind, kind))
        if any(begin <= offsets[last - 1] < stop for begin, stop in reasons):
            continue  # why something is so, not that it is
        yield Unnumbered(
            start + offsets[first],
            start + offsets[last - 1] + 1,
            kind,
            squeezed[first:last],
            groups.get("against") or groups.get("than") or "",
            groups.get("head") or "",
            groups.get("objects") or "",
            groups.get("about") is not None,
            squeezed[last:],
        )


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(begin < span[1] and span[0] < stop for begin, stop in others)
