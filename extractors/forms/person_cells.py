"""The cells of a form that name persons, beside a label or behind one (docs/domain.md §7)."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Place
from extractors.forms import labels
from extractors.forms.persons import PersonKind, labelled
from extractors.forms.row_stream import FormRow

PERSONS: dict[str, PersonKind] = {
    "leader": "leader", "leader_and_phone": "leader", "phone": "phone", "skipped": "person",
}  # fmt: skip
"""Labels of the head that ask for persons, and whom."""


@dataclass(frozen=True, slots=True)
class PersonCell:
    """A value that names a person; a number of anybody but the leader is of the kind person."""

    kind: PersonKind
    value: str
    place: Place


def persons_in(row: FormRow, last: PersonKind) -> tuple[list[PersonCell], PersonKind]:
    """Every person of a row, and whom of them a number in the next row belongs to.

    A telephone number belongs to the person named before it: `last`, at the beginning of the row.
    """
    persons: list[PersonCell] = []
    for at, cell in enumerate(row.cells):
        following = next((c for c in row.cells[at + 1 :] if c.text), None)
        kind = PERSONS.get(labels.meaning(labels.HEAD, cell.text) or "")
        if kind is not None:
            last = last if kind == "phone" else kind
            if following is not None and not labels.is_label(following.text):
                persons.append(_person(kind, following.text, following.place, last))
        elif ":" in cell.text or "：" in cell.text:
            for value in labelled(cell.text):
                last = last if value.kind == "phone" else value.kind
                persons.append(_person(value.kind, value.value, cell.place, last))
    return persons, last


def _person(kind: PersonKind, value: str, place: Place, last: PersonKind) -> PersonCell:
    of_another = kind == "phone" and last == "person"
    return PersonCell("person" if of_another else kind, value, place)
