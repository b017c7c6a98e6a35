"""Notes of empty tables: of another fund, or against what the document prints: N05 (patterns/items.toml)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Place
from extractors.records import Finding, Table
from patterns import compiled, load
from patterns.shapes.items import Items
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence

_NOTE_REACH = 400
"""A note begins at most so many characters behind its table."""


def table_notes(evidence: Evidence) -> Iterator[Finding]:
    """Notes that say that there is nothing, and are wrong."""
    for table in evidence.tables:
        match = compiled(Items)["nothing"].search(table.note_raw or "")
        if match is not None and table.canonical_table:
            yield from _note(evidence, table, table.canonical_table, match.group("fund"), match.group())


def _note(evidence: Evidence, table: Table, canonical: str, fund: str, note: str) -> Iterator[Finding]:
    of_other, denied = load(Items).note_of_other, load(Items).note_denied
    place = _note_place(evidence, table)
    values = {"title": table.title_raw or canonical, "note": note.strip(), "printed": fund}
    if any(
        canonical in tables and other != fund and other not in (table.note_raw or "")
        for other, tables in of_other.funds.items()
    ):
        yield finding(of_other, [place, table.place], values)
        return
    printed = [
        n
        for n in evidence.by_measure.get(denied.measures[fund], ())
        if evidence.facts[n].source_kind == "table"
        and evidence.facts[n].value
        and evidence.facts[n].role in denied.roles
    ]
    if printed and canonical in of_other.funds[fund]:
        fact = evidence.facts[printed[0]]
        values["computed"] = words.printed_figure(fact)
        yield finding(denied, [place, fact.place], values, facts=printed[:1])


def _note_place(evidence: Evidence, table: Table) -> Place:
    """Where the note of a table stands; the table where it is not found behind it."""
    start, end, note = table.place.start, table.place.end, table.note_raw or ""
    if start is None or end is None:
        return table.place
    at = evidence.text.find(note, start, end + _NOTE_REACH)
    return evidence.place(at, at + len(note)) if at >= 0 else table.place
