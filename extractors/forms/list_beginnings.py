"""Which row of a list begins a project, and which the name of one or more.

The cells of amount and goal are merged over all rows of a project; the name's cell over all projects of that
name, which may be many, each of another unit. A page break cuts them all.
"""

from __future__ import annotations

from extractors.forms.form_columns import joined_text
from extractors.forms.list_header import GOAL, ListRow
from extractors.forms.shared_name import SharedName
from extractors.frozen import frozen
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.forms import Forms


@frozen
class Beginning:
    """What begins with a row."""

    project: bool = False
    name: bool = False
    """A name's cell of its own, whatever it says."""


@frozen
class ProjectAbove:
    """What is known of the project above a row."""

    is_named: bool
    """A text was seen in its name's cell."""
    has_amount: bool
    open_name: SharedName
    """The name's cell that is open; it may have begun below the project's own."""


def beginning(
    row: ListRow, above: ProjectAbove | None, leaves_rules_out: bool, is_running: bool
) -> Beginning:
    """What begins with a row below the header of a list.

    `leaves_rules_out` says that the document draws no rule above cells that go on from the page before,
    `is_running` that the list has its indicators as running text.
    """
    if above is None:
        return Beginning(project=True, name=True)
    if row.starts_page:
        return _on_new_page(row, above, leaves_rules_out, is_running)
    named, amounts, goals = row.name, row.first_amounts, row.of(GOAL)
    parts = [*amounts, *goals]
    has_text = any(c.text for c in parts)
    cut = bool(parts) and all(c.is_last for c in parts)
    if named is None:
        # Another project under the same name; blank cells are one that goes on on the next page.
        return Beginning(project=bool(amounts and goals) and (has_text or cut))
    begins = bool(named.text) or has_text or (cut and named.is_last)
    return Beginning(project=begins, name=begins)


def is_open_above(row: ListRow) -> bool:
    """True where no rule is drawn above a cell of the name, an amount or the goal."""
    named = row.name
    return any(c.is_open_above for c in (*([named] if named else ()), *row.first_amounts, *row.of(GOAL)))


def _on_new_page(row: ListRow, above: ProjectAbove, leaves_rules_out: bool, is_running: bool) -> Beginning:
    """What begins with the first row of a page.

    Some software leaves the rule out above a cell that goes on from the page before: there the rules
    tell. Elsewhere an amount printed again does, or a name that was complete on the page before.
    """
    named, amounts, goals = row.name, row.first_amounts, row.of(GOAL)
    parts = [c for c in (named, *amounts, *goals) if c is not None]
    if leaves_rules_out and row.tops and parts and parts[0].top is not None:
        return Beginning(
            project=not any(c.is_open_above for c in (*amounts, *goals)),
            name=named is not None and not named.is_open_above,
        )
    has_amount = any(c.text for c in amounts)
    if named is not None and named.text and above.has_amount and amounts and not has_amount:
        # Without an amount of its own it is the end of a name that the page break cut; codes begin names.
        coded = compiled(Forms)["project_code"].search(squeeze(named.text))
        if coded is None and above.is_named:
            return Beginning()
    again = above.has_amount and has_amount and (joined_text(goals) != "" or not goals)
    fresh = named is not None and above.open_name.is_closed_by(named)
    if named is not None and fresh and (named.text or again or not is_running):
        return Beginning(project=True, name=True)
    return Beginning(project=again)
