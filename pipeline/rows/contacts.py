"""Keeps the persons named in forms out of every dataset but `project_contacts`.

The canonical text shows what the source shows; what is derived from it does not repeat the names and
telephone numbers of a form, nor of those who filled it in or may be called about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.forms.persons import labelled, name_and_phone
from extractors.records import Project
from patterns import compiled, load
from patterns.shapes.contacts import Contacts
from patterns.shapes.marks import Marks
from pipeline.datasets.columns import Columns, Row
from pipeline.rows.provenance import Kept

Span = tuple[int, int]
_MIN_UNMISTAKABLE = 3
"""Characters of a name that is looked for anywhere in the form; shorter ones are words as well."""
_MIN_NAME = 2
_MAX_NAME = 12
_MIN_DIGITS = 6
_AROUND_FORM = 120
"""How far from a form a line of its own may name who filled it in."""
_VERBATIM = frozenset(("raw", "text", "row_label", "column_path", "evidence"))
"""Columns that repeat what is printed; the others are values that an extractor chose."""
_NUMBERS = ("value", "value_yuan")
"""A telephone number in a cell is a number too."""
_UNTOUCHED = ("texts", "documents", "project_contacts", "checks")
"""Those with nothing to take away, or whose point it is; a check has no place of its own."""


@dataclass(frozen=True, slots=True)
class _Persons:
    """The persons of one form: where its text stands, their cells, and how to find them elsewhere in it."""

    span: Span
    places: tuple[Span, ...]
    names: frozenset[str]
    """What a cell says that says nothing else."""
    pattern: re.Pattern[str] | None

    def in_place(self, start: int | None, end: int | None) -> bool:
        """Whether a span lies within the cell of a person."""
        return start is not None and end is not None and any(s <= start and end <= e for s, e in self.places)

    def names_one(self, text: str) -> bool:
        """Whether a text names one of them."""
        if text.strip() in self.names:
            return True
        return self.pattern is not None and self.pattern.search(text) is not None


def personal_strings(projects: tuple[Project, ...], text: str) -> list[str]:
    """What each form says of persons, as printed, longest first: nothing derived from it may repeat these."""
    found: list[str] = []
    for persons in _persons(projects, text):
        printed = {text[start:end].strip() for start, end in persons.places}
        if persons.pattern is not None:
            start, end = persons.span
            printed |= {match.group() for match in persons.pattern.finditer(text, start, end)}
        kept = (s for s in printed if len(s) >= _MIN_UNMISTAKABLE)
        found += sorted(kept, key=lambda s: (-len(s), s))
    return found


def without_persons(text: str, projects: tuple[Project, ...]) -> str:
    """The text with blanks where a form prints its persons or telephone numbers."""
    return _blanked(text, _persons(projects, text))


def without_persons_at(text: str, forms: Sequence[tuple[Span, Sequence[Span]]]) -> str:
    """The same for what is published: of each form where it stands, and its cells that were withheld."""
    found = (_persons_in(span, places, (), text) for span, places in forms)
    return _blanked(text, [persons for persons in found if persons is not None])


def _blanked(text: str, forms: Sequence[_Persons]) -> str:
    for persons in forms:
        for start, end in persons.places:
            text = text[:start] + " " * (end - start) + text[end:]
        if persons.pattern is not None:
            start, end = persons.span
            form = persons.pattern.sub(lambda m: " " * len(m.group()), text[start:end])
            text = text[:start] + form + text[end:]
    return text


def withheld(rows: Kept, projects: tuple[Project, ...], text: str) -> Kept:
    """The rows without the persons of forms in those whose span meets the form.

    Printed text that names one becomes null, with the number that it is; what an extractor chose keeps its
    other words. Offsets stay: who may read the text can look the place up.
    """
    forms = _persons(projects, text)
    if not forms:
        return rows
    return {
        name: dataset if name in _UNTOUCHED else _all_without(dataset, forms)
        for name, dataset in rows.items()
    }


def _all_without(rows: Sequence[Row], forms: list[_Persons]) -> Sequence[Row]:
    if not isinstance(rows, Columns):
        return [_without(row, forms) for row in rows]
    met = _meeting(rows.column("char_start"), rows.column("char_end"), forms)
    return rows.with_rows({n: _without(rows[n], forms) for n in met}) if met else rows


def _meeting(starts: list[int | None], ends: list[int | None], forms: list[_Persons]) -> list[int]:
    """The positions of the spans that meet a form."""
    spans = [persons.span for persons in forms]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return [
        n
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
        if start is not None
        and end is not None
        and start < last
        and end > first
        and any(start < stop and end > begin for begin, stop in spans)
    ]


def _without(row: Row, forms: list[_Persons]) -> Row:
    """A row without the persons of the forms that it is of."""
    begin, end = row.get("char_start"), row.get("char_end")
    if begin is None or end is None:
        return row
    for persons in forms:
        if begin < persons.span[1] and end > persons.span[0]:
            row = _clear(row, persons, whole=persons.in_place(begin, end))
    return row


def _clear(row: Row, persons: _Persons, whole: bool) -> Row:
    cleared = {key: _cleared_column(key, value, persons, whole) for key, value in row.items()}
    if _printed(row) is not None and _printed(cleared) is None:
        cleared |= {key: None for key in _NUMBERS if key in row}
    return cleared


def _printed(row: Row) -> Any:
    """What a row says that its place prints."""
    return row.get("text", row.get("raw"))


def _cleared_column(column: str, value: Any, persons: _Persons, whole: bool) -> Any:
    if column in _VERBATIM:
        return _cleared(value, persons, whole)
    if isinstance(value, str) and persons.pattern is not None and not column.endswith("_id"):
        return persons.pattern.sub(load(Contacts).withheld, value)
    return value


def _cleared(value: Any, persons: _Persons, whole: bool) -> Any:
    if isinstance(value, str):
        return None if whole or persons.names_one(value) else value
    if isinstance(value, dict):
        return {key: _cleared(v, persons, whole) if key == "raw" else v for key, v in value.items()}
    if isinstance(value, list):
        return [_cleared(v, persons, False) for v in value]
    return value


def _persons(projects: tuple[Project, ...], text: str) -> list[_Persons]:
    """The persons of the forms that name any, in the order of the forms."""
    return _persons_once(_Same(projects), text)


class _Same:
    """Forms that are equal to no others: comparing all that they say would cost more than to read them."""

    def __init__(self, projects: tuple[Project, ...]) -> None:
        self.projects = projects

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.projects is self.projects

    def __hash__(self) -> int:
        return id(self.projects)


@lru_cache(maxsize=1)
def _persons_once(forms: _Same, text: str) -> list[_Persons]:
    """Kept for the document that was asked for last: its rows ask four times."""
    return [persons for project in forms.projects if (persons := _persons_of(project, text)) is not None]


def _persons_of(project: Project, text: str) -> _Persons | None:
    """Null for a form that names nobody."""
    places = [(p.start, p.end) for p in project.personal if p.start is not None and p.end is not None]
    return _persons_in(_span(project), places, [s for s in (project.leader, project.phone) if s], text)


def _persons_in(span: Span, places: Sequence[Span], said: Sequence[str], text: str) -> _Persons | None:
    """Of a form that stands there, its cells of persons, and what else is known that it says of them."""
    start, end = span
    values = [*said]
    for begin, stop in places:
        printed = text[begin:stop]
        values += [found.value for found in labelled(printed)] or [printed]
    if start < end:
        start, end = max(0, start - _AROUND_FORM), min(len(text), end + _AROUND_FORM)
        values += [found.value for found in labelled(text[start:end])]
    names, numbers = _names_and_numbers(values)
    if not names and not numbers and not places:
        return None
    parts = [load(Contacts).gap.join(number) for number in numbers]
    parts = [rf"(?<!\d){part}(?!\d)" for part in parts]
    parts += [r"\s*".join(map(re.escape, n)) for n in sorted(names) if len(n) >= _MIN_UNMISTAKABLE]
    pattern = re.compile("|".join(sorted(parts, key=lambda p: (-len(p), p)))) if parts else None
    return _Persons((start, end), tuple(places), frozenset(names), pattern)


def _names_and_numbers(values: list[str]) -> tuple[set[str], set[str]]:
    """Names, and the digits of telephone numbers, in what stands behind labels."""
    names: set[str] = set()
    numbers: set[str] = set()
    for value in values:
        name, phone = name_and_phone(value)
        for match in compiled(Contacts)["name_part"].finditer(name or ""):
            part = match.group()
            digits = "".join(c for c in part if c.isdigit())
            if digits:
                numbers |= {digits} if len(digits) >= _MIN_DIGITS else set()
            elif _MIN_NAME <= len(part) <= _MAX_NAME:
                names.add(part)
        for number in (phone or "").split(load(Marks).list_mark):
            digits = "".join(c for c in number if c.isdigit())
            if len(digits) >= _MIN_DIGITS:
                numbers.add(digits)
    return names, numbers


def _span(project: Project) -> Span:
    """First and last character of everything that belongs to a form; empty where it has no offsets."""
    places = [project.place, *project.personal, *(r.place for r in _parts(project))]
    starts = [p.start for p in places if p.start is not None]
    ends = [p.end for p in places if p.end is not None]
    return (min(starts), max(ends)) if starts and ends else (0, 0)


def _parts(project: Project) -> Iterator[Any]:
    yield from project.funds
    yield from project.goals
    yield from project.indicators
