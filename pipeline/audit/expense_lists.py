"""Lists of what an expense consists of against the rows of the economic tables: N02 (patterns/items.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.document import Paragraph, Place
from extractors.records import Finding, Table
from patterns import compiled, load
from patterns.shapes.items import Items
from patterns.shapes.marks import Marks
from pipeline.audit import words
from pipeline.audit.code_names import plain_name
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence, Hit

_CODE_LENGTH = 5
_ECONOMIC = "3"
"""What economic codes begin with."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of an economic table: its name, where it stands, and whether any cell of it is something."""

    name: str
    place: Place
    is_something: bool


Rows = Mapping[str, list[_Row]]


def expense_lists(evidence: Evidence) -> Iterator[Finding]:
    """Listed expenses whose rows are all nothing. A name without a row may only be spelled otherwise."""
    rule, rows = load(Items).list, _expenses(evidence)
    copied: Paragraph | None = None
    for hit in evidence.hits(compiled(Items)["list"]) if rows else ():
        empty = [] if evidence.is_glossary(hit.paragraph.start) else _empty(evidence, hit, rows)
        if not empty:
            continue
        severity = rule.severity
        if len(empty) >= rule.template:
            copied, severity = hit.paragraph, rule.of_template.severity
        values = {"printed": words.joined(name for name, _, _ in empty), "n": str(len(empty))}
        places = [place for _, listed, row in empty for place in (listed, row)]
        # What stands behind a copied list in its paragraph is called copied too.
        message = rule.of_template if copied is hit.paragraph else rule
        yield finding(message, places, values, severity=severity)


def _expenses(evidence: Evidence) -> Rows:
    """The rows of economic tables of basic expenditure by name."""
    rows: dict[str, list[_Row]] = defaultdict(list)
    for table in evidence.tables:
        if table.canonical_table in load(Items).economic_tables and table.ties_out is not False:
            for row in _rows_of(table):
                rows[plain_name(row.name)].append(row)
    return rows


def _rows_of(table: Table) -> Iterator[_Row]:
    rows: dict[tuple[int, str], _Row] = {}
    for cell in table.cells:
        code, name = cell.row_code, cell.row_label
        if cell.is_header or not code or not name or len(code) != _CODE_LENGTH or code[0] != _ECONOMIC:
            continue
        known = rows.get((cell.row, code))
        place = cell.place if known is None or cell.text == name else known.place
        something = (known is not None and known.is_something) or bool(cell.value)
        rows[cell.row, code] = _Row(name, place, something)
    yield from rows.values()


def _empty(evidence: Evidence, hit: Hit, rows: Rows) -> list[tuple[str, Place, Place]]:
    """The names of a list whose rows are nothing, with their places in the list and in the table."""
    mark = load(Marks).list_mark
    empty: list[tuple[str, Place, Place]] = []
    at = hit.start_of("list")
    for name in hit["list"].split(mark):
        known = rows.get(plain_name(name).removesuffix(load(Items).more), [])
        if known and not any(row.is_something for row in known):
            empty.append((name, evidence.place(at, at + len(name)), known[0].place))
        at += len(name) + len(mark)
    return empty
