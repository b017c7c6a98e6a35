"""For which part of a department a document speaks (docs/domain.md §6: 部门, 单位, 本级, 汇总)."""

from __future__ import annotations

import patterns
from extractors.frozen import frozen
from extractors.identity.bodies import qualifiers
from extractors.identity.cover import Title
from extractors.identity.departments import Body
from extractors.identity.units import UnitLists, number_of
from patterns.shapes.identity import IdentityWords

ROLLUP, OWN, SINGLE, UNKNOWN = "department_rollup", "department_own", "single_unit", "unknown"
DEPARTMENTS = ("gov_department", "party_organ", "people_congress", "cppcc", "court", "procuratorate")
"""Kinds of bodies that may have units below them."""

BELOW_DEPARTMENTS = ("dispatched_office", "institution")


@frozen
class Scope:
    """The scope and what decided it."""

    type: str
    method: str | None = None
    """qualifier, unit_list, unit_count, statement, title_unit, title_department, form; null when unknown."""
    squeezed: tuple[int, int] | None = None
    """Span over the text without white space; null where the title, the name or a list decided."""


WEAK_METHODS = ("title_department", "form")
"""Where only a word decided that every department's document prints."""


def find_scope(
    title: Title | None, body: Body | None, qualifier: str | None, text: str, units: UnitLists
) -> Scope:
    """A qualifier beside the name decides; then the units that the document lists or counts; then its title.

    `text` is the document's text without white space.
    """
    if qualifier is not None:
        return Scope(qualifiers()[qualifier], "qualifier")
    known = patterns.compiled(IdentityWords)
    of = title.of if title else None
    alone = known["no_subordinate"].search(text)
    unit_word, department_word = patterns.load(IdentityWords).scope_words
    if of == unit_word:
        if alone is not None:
            return Scope(SINGLE, "statement", alone.span())
        if body is None:
            return Scope(SINGLE, "title_unit")
        of_government = known["government_department"].search(text)
        if of_government is not None:
            return Scope(OWN, "statement", of_government.span())
        return Scope(OWN if body.determined and body.org_type in DEPARTMENTS else SINGLE, "title_unit")
    covered = [u for u in units.units if u.kind == "budget_scope"]
    count = max(units.stated or 0, len(covered)) if covered else 0
    if count > 1:
        return Scope(ROLLUP, "unit_list")
    own, more = _unit_counts(text)
    rollup = known["rollup_statement"].search(text)
    if rollup is not None:
        return Scope(ROLLUP, "statement", rollup.span())
    if count == 1 and all(u.is_own for u in covered):
        return Scope(SINGLE, "unit_list")
    for found, least in ((own, 2), (more, 1)):
        if found is not None and found[0] >= least:
            return Scope(ROLLUP, "unit_count", found[1])
    if own is not None and own[0] == 1:
        return Scope(SINGLE, "unit_count", own[1])
    if alone is not None:
        return Scope(SINGLE, "statement", alone.span())
    if any(not u.is_own for u in units.units):
        return Scope(ROLLUP, "unit_list")
    if body is not None and body.org_type in BELOW_DEPARTMENTS:
        return Scope(UNKNOWN)  # they publish on the department's template
    if of == department_word:
        return Scope(ROLLUP, "title_department")
    form = known["department_form"].search(text)
    return Scope(ROLLUP, "form", form.span()) if form is not None else Scope(UNKNOWN)


_Counted = tuple[int, tuple[int, int]]


def _unit_counts(text: str) -> tuple[_Counted | None, _Counted | None]:
    """How many budget units the document covers, and how many units it says lie below the body."""
    own: _Counted | None = None
    more: _Counted | None = None
    for found in patterns.compiled(IdentityWords)["unit_count"].finditer(text):
        number = number_of(found["count"] or found["more"])
        if number is None:
            continue
        if found["count"] and own is None:
            own = (number, found.span())
        if found["more"] and more is None:
            more = (number, found.span())
    return own, more
