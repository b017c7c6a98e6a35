"""The cells of a form that name persons, beside a label or behind one (docs/domain.md §7)."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Place
from extractors.forms import labels
from extractors.forms.persons import labelled
from extractors.forms.row_stream import FormRow

PERSONS = {"leader": "leader", "leader_and_phone": "leader", "phone": "phone", "skipped": "person"}
"""Labels of the head that ask for persons, and whom."""


@dataclass(frozen=True, slots=True)
class PersonCell:
    """A value that names a person; `kind` is leader, phone (the leader's) or person (anybody else)."""

    kind: str
    value: str
    place: Place


def persons_in(row: FormRow, last: str) -> tuple[list[PersonCell], str]:
    """Every person of a row, and whom of them a number in the next row belongs to.

    A telephone number belongs to the person named before it: `last`, at the beginning of the row.
    """
    persons: list[PersonCell] = []

    def put(kind: str, value: str, place: Place) -> None:
        of_another = kind == "phone" and last == "person"
        persons.append(PersonCell("person" if of_another else kind, value, place))

    for at, cell in enumerate(row.cells):
        following = next((c for c in row.cells[at + 1 :] if c.text), None)
        kind = PERSONS.get(labels.meaning(labels.HEAD, cell.text) or "")
        if kind is not None:
            last = last if kind == "phone" else kind
            if following is not None and not labels.is_label(following.text):
                put(kind, following.text, following.place)
        elif ":" in cell.text or "：" in cell.text:
            for value in labelled(cell.text):
                last = last if value.kind == "phone" else value.kind
                put(value.kind, value.value, cell.place)
    return persons, last
