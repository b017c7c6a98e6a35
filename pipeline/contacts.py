"""Keeps the persons named in forms out of every dataset but `project_contacts`.

The canonical text shows what the source shows; what is derived from it does not repeat the names and
telephone numbers of a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Project

Rows = dict[str, list[dict[str, Any]]]
_MIN_NAME = 2
_MIN_DIGITS = 6
_VERBATIM = ("raw", "text", "row_label", "column_path", "evidence")
"""Columns that repeat what is printed; the others are values that an extractor chose."""
_NUMBERS = ("value", "value_yuan")
"""A telephone number in a cell is a number too."""
_UNTOUCHED = ("texts", "documents", "project_contacts")


def personal_strings(project: Project) -> tuple[str, ...]:
    """The name and telephone number of a form, longest first; what is too short to be one is left out."""
    found = {s.strip() for s in (project.leader, project.phone) if s}
    kept = {s for s in found if len(s) >= (_MIN_DIGITS if s.isdigit() else _MIN_NAME)}
    return tuple(sorted(kept, key=lambda s: (-len(s), s)))


def without_persons(text: str, projects: tuple[Project, ...]) -> str:
    """The text with blanks where a form prints its person or telephone number."""
    for project in projects:
        start, end = _span(project)
        form = text[start:end]
        for personal in personal_strings(project):
            form = form.replace(personal, " " * len(personal))
        text = text[:start] + form + text[end:]
    return text


def withhold(rows: Rows, projects: tuple[Project, ...]) -> None:
    """Replaces, in place, printed text that contains a form's person or telephone number by null.

    Only rows whose span meets the form are touched, and their offsets stay: who may read the text can
    look the place up.
    """
    forms = [(*_span(p), personal_strings(p)) for p in projects]
    forms = [form for form in forms if form[2]]
    if not forms:
        return
    for name, dataset in rows.items():
        if name in _UNTOUCHED or not dataset or "char_start" not in dataset[0]:
            continue
        for row in dataset:
            for start, end, personal in forms:
                if row["char_start"] is not None and row["char_start"] < end and row["char_end"] > start:
                    _clear(row, personal)


def _clear(row: dict[str, Any], personal: tuple[str, ...]) -> None:
    kept = row.get("text", row.get("raw"))
    row.update({key: _cleared(row[key], personal) for key in _VERBATIM if key in row})
    if kept is not None and row.get("text", row.get("raw")) is None:
        row.update({key: None for key in _NUMBERS if key in row})


def _span(project: Project) -> tuple[int, int]:
    """First and last character of everything that belongs to a form; empty where it has no offsets."""
    places = [project.place, *(r.place for r in _parts(project))]
    starts = [p.start for p in places if p.start is not None]
    ends = [p.end for p in places if p.end is not None]
    return (min(starts), max(ends)) if starts and ends else (0, 0)


def _parts(project: Project) -> Iterator[Any]:
    yield from project.funds
    yield from project.goals
    yield from project.indicators


def _cleared(value: Any, personal: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return None if any(p in value for p in personal) else value
    if isinstance(value, dict):
        return {key: _cleared(v, personal) if key == "raw" else v for key, v in value.items()}
    if isinstance(value, list):
        return [_cleared(v, personal) for v in value]
    return value
