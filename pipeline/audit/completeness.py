"""What a document announces and does not have, and totals that are blank (patterns/openness.toml)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.records import Cell, Finding, Section, Table
from extractors.tables.catalogue import bare_title, recognise
from patterns import compiled, load
from patterns.shapes.openness import Openness
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence


def completeness(evidence: Evidence) -> Iterator[Finding]:
    """Announced tables that are not there; blank totals beside printed ones."""
    yield from _announced(evidence)
    for table in evidence.tables:
        yield from _blank_totals(table)


def _announced(evidence: Evidence) -> Iterator[Finding]:
    """Tables of the table of contents that the document has neither by kind nor by title."""
    rules = load(Openness)
    announced: dict[str, Section] = {}
    for section in evidence.sections:
        title = compiled(Openness)["announces_table"].search(section.title)
        if section.kind == "toc_entry" and title is not None and _kind(section.title) is not None:
            announced.setdefault(bare_title(section.title)[0], section)
    if len(announced) < rules.missing_tables.at_least:
        return
    kinds = {family(t.canonical_table) for t in evidence.tables if t.canonical_table}
    after = max(s.place.end or 0 for s in announced.values())
    rest = "".join(evidence.text[after:].split())
    missing = {
        title: section
        for title, section in announced.items()
        if _kind(section.title) not in kinds and title not in rest
    }
    if not missing:
        return
    statutory = {*rules.tables.fa, *rules.tables.bd}
    places = [section.place for section in missing.values()]
    values = {"n": str(len(missing)), "printed": words.joined(missing), "attached": ""}
    if kinds & statutory:
        yield finding(rules.missing_table, places, values)
        return
    rule = rules.missing_tables
    phrase = compiled(Openness)["attached"].search(evidence.text)
    if phrase is not None:
        places.insert(0, evidence.place(*phrase.span()))
        values["attached"] = rule.attached.format(phrase=phrase.group().strip())
    yield finding(rule, places, values)


def _kind(title: str) -> str | None:
    """The family of the table that a title announces; null for headings such as 部门预算表."""
    return family(recognise(title, (), (), "fa"))


def family(canonical: str | None) -> str | None:
    """The id of a table without its kind: the same for budgets and final accounts."""
    return None if canonical is None else canonical.partition("_")[2]


def _blank_totals(table: Table) -> Iterator[Finding]:
    """A total of a two-sided summary that is blank while the other side of its row is printed."""
    rule = load(Openness).empty_total
    if family(table.canonical_table) not in rule.tables:
        return
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if not cell.is_header:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        labels = [c for c in cells if "".join(c.text.split()) in rule.labels]
        if len(labels) != 2:
            continue
        pairs = [(label, _right_of(label, cells)) for label in labels]
        blank = [label for label, value in pairs if value is None]
        printed = [(label, value) for label, value in pairs if value is not None]
        if len(blank) == 1 and printed:
            other, value = printed[0]
            values = {
                "title": table.title_raw or "",
                "printed": "".join(blank[0].text.split()),
                "other": "".join(other.text.split()),
                "computed": value.text,
            }
            yield finding(rule, [blank[0].place, value.place], values)


def _right_of(label: Cell, cells: list[Cell]) -> Cell | None:
    """The first amount between a label and the next label of its row."""
    for cell in sorted(cells, key=lambda c: c.col):
        if cell.col <= label.col:
            continue
        if cell.value is not None:
            return cell
        if cell.text and cell.text.strip(load(Openness).empty_total.blank_marks):
            return None
    return None
