"""What sentences count: staff, units, vehicles, journeys, projects (DOMAIN.md §3.2 P13, P15–P17, §3.4).

A count has its noun before it (行政编制12人) or behind it (1个行政单位), or it follows another count
(6批次、64人次). A count whose noun means no measure gives nothing. Source of nouns: `patterns/counted.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.document import Paragraph
from extractors.narrative.clauses import Reading
from extractors.narrative.subjects import LONGEST, Setting, Subject, anchored, named_measure, squeeze
from extractors.records import Quantity
from patterns import Pattern, compiled, load

_PATTERNS = compiled("counted")
_WORDS = load("counted")["words"]
_CLAUSE_WORDS = load("clauses")["words"]
_SILENT_SECTIONS = frozenset(_CLAUSE_WORDS["silent_sections"])
_FULL_STOP: str = _CLAUSE_WORDS["full_stop"]
_BEHIND = 40
"""A noun stands within so many characters behind its number."""


@dataclass(slots=True)
class _Tally:
    """What the next count of a paragraph inherits: the measure before, and those before open brackets."""

    measure: str | None = None
    outer: list[str | None] = field(default_factory=list)


class CountReader:
    """Reads the counts of paragraphs in reading order; a sentence may run over two of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tally = _Tally()

    def read(
        self, paragraph: Paragraph, inside: Sequence[Quantity], setting: Setting, opening: str, goes_on: bool
    ) -> dict[int, Reading]:
        """Readings by position in `inside`: of counts, and of the amounts that counted things are worth.

        `opening` are the squeezed words of a sentence that began in the paragraph before; `goes_on` says that
        the figures of that paragraph belong to it too.
        """
        if not goes_on:
            self._tally = _Tally()
        readings: dict[int, Reading] = {}
        if not any(q.kind == "count" for q in inside):
            self._tally.measure = None
            return readings
        at = paragraph.start
        for number, quantity in enumerate(inside):
            start, end = quantity.place.start, quantity.place.end
            if start is None or end is None:
                break
            if quantity.where == "threshold":
                continue  # its words belong to the figure after it
            words = (opening if at == paragraph.start else "") + squeeze(self._text[at:start])
            words = self._brackets(words.rpartition(_FULL_STOP)[2])
            behind = squeeze(self._text[end : min(end + _BEHIND, paragraph.end)])
            at = end
            reading = self._reading(quantity, words, behind, setting)
            if reading is not None:
                readings[number] = reading
        return readings

    def _brackets(self, words: str) -> str:
        """What is counted in brackets is a part; behind the bracket the whole counts again."""
        opens, closes = _CLAUSE_WORDS["brackets"]
        for character in words:
            if character == opens:
                self._tally.outer.append(self._tally.measure)
            elif character == closes and self._tally.outer:
                self._tally.measure = self._tally.outer.pop()
        return words

    def _reading(self, quantity: Quantity, words: str, behind: str, setting: Setting) -> Reading | None:
        before = self._tally.measure
        on_projects = bool(setting.canonical & _SILENT_SECTIONS)
        if quantity.kind != "count":
            if on_projects or quantity.where == "reason":
                return None
            self._tally.measure = None
            if before is None or quantity.kind != "amount" or not before.startswith(_WORDS["assets"]):
                return None
            return Reading("amount", Subject(before)) if _PATTERNS["sum_of_counted"].search(words) else None
        if quantity.where == "reason" and not on_projects:
            return None
        subject = find_counted(words, behind, squeeze(quantity.unit_raw or ""), setting, before)
        self._tally.measure = subject.measure if subject else None
        if subject is None or (on_projects and not subject.measure.startswith(_WORDS["performance"])):
            return None
        return Reading("count", subject)


def find_counted(text: str, behind: str, unit: str, setting: Setting, before: str | None) -> Subject | None:
    """The subject of a count: a noun before it, or behind it (1个行政单位); `before` is the last measure."""
    text = text[-LONGEST:]
    for pattern, at_end in _nouns():
        entry = pattern.entry
        if unit not in entry["units"]:
            continue
        if pattern.search(behind) if at_end is None else at_end.search(text):
            measure = entry.get("after", {}).get(before)
            measure = measure or named_measure(entry["measures"], setting, None, None)
            if measure:
                return Subject(measure)
    return None


@cache
def _nouns() -> tuple[tuple[Pattern, Pattern | None], ...]:
    """Patterns of nouns before the number, each with its form at the end of a text; then those behind it."""
    before = [p for p in _PATTERNS.values() if p.id.startswith("count.")]
    behind = [p for p in _PATTERNS.values() if p.id.startswith("behind.")]
    pairs: list[tuple[Pattern, Pattern | None]] = [
        (p, anchored(p.id, rf"(?:{p.compiled.pattern})")) for p in before
    ]
    return (*pairs, *((p, None) for p in behind))
