"""What a text says of a project against the rows of its form (patterns/claims.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Finding, Indicator, Project
from patterns import compiled, load
from patterns.shapes.claims import Claims
from pipeline.audit import words
from pipeline.audit.entries import finding, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.form_cells import located

_SHORT = 4
"""The words of a shorter name must stand right beside the number."""
_GOAL_REACH = 4000
"""Characters behind the beginning of a goal within which its cells begin."""
_GOAL_CELLS = 4
"""So many cells from the head of a goal on may be its actual result."""
_PART_REACH = 8
"""Characters before a number that may say that it is only one of several."""


def form_claims(evidence: Evidence) -> Iterator[Finding]:
    """Numbers of the text, degrees of attainment and claims of success that rows of a form contradict."""
    for project in evidence.projects:
        if any(row.actual_raw for row in project.indicators):
            yield from _rows_against_text(evidence, project)
            yield from _mixed(evidence, project)
            yield from _everything_done(evidence, project)


def texts_of(evidence: Evidence, project: Project) -> Iterator[tuple[int, int]]:
    """Where a text may tell of a project: its goals, and the paragraphs where the document has one form."""
    for goal in project.goals:
        for cell in evidence.cells_after((goal.place.start or 0) - 1, _GOAL_REACH)[:_GOAL_CELLS]:
            if goal.actual and cell.text == goal.actual:
                yield cell.start, cell.end
    if len(evidence.projects) == 1:
        for paragraph in evidence.paragraphs:
            yield paragraph.start, paragraph.end


def _rows_against_text(evidence: Evidence, project: Project) -> Iterator[Finding]:
    claims, patterns = load(Claims), compiled(Claims)
    for row in project.indicators:
        name = patterns["before_name"].sub("", row.level3_raw or "")
        core = patterns["after_name"].sub("", name)
        if len(core) < claims.shortest_name or not row.actual_raw or row.target_value is None:
            continue
        value, unit = _measured(row)
        if value is None or unit is None:
            continue
        numbers = [
            (evidence.place(number.start(), number.end() + len(unit)), number.group())
            for number in _numbers_of(evidence, project, core, unit)
        ]
        agrees = any(Decimal(raw.replace(",", "")) == value for _, raw in numbers)
        if numbers and not agrees and len({raw for _, raw in numbers}) == 1:
            rule = claims.rate_otherwise if unit == "%" else claims.counted_otherwise
            values = {
                "row": name,
                "printed": numbers[0][1] + unit,
                "actual": row.actual_raw,
                "target": row.target_raw or "",
                "computed": f"{shown(value)}{unit}",
            }
            places = [place for place, _ in numbers]
            cells = [located(evidence, row.place, raw) for raw in (row.actual_raw, row.target_raw)]
            yield finding(rule, [places[0], *cells, *places[1:]], values)


def _numbers_of(evidence: Evidence, project: Project, name: str, unit: str) -> Iterator[Any]:
    """The numbers with this unit in clauses about an indicator."""
    pairs = _pairs(name)
    needed = load(Claims).coverage * len(pairs)
    for start, end in texts_of(evidence, project):
        for clause in compiled(Claims)["clause"].finditer(evidence.text, start, end):
            if len(pairs & _pairs(clause.group())) >= needed:
                yield from _numbers_in(evidence, clause, name, unit)


def _pairs(name: str) -> set[str]:
    """The pairs of neighbouring Chinese characters of a name."""
    characters = compiled(Claims)["no_word"].sub("", name)
    return {characters[i : i + 2] for i in range(len(characters) - 1)}


def _numbers_in(evidence: Evidence, clause: Any, name: str, unit: str) -> list[Any]:
    """The numbers of a clause with this unit; of several, those beside a word of the name."""
    text = evidence.text
    numbers = [
        number
        for number in compiled(Claims)["number"].finditer(text, clause.start(), clause.end())
        if text.startswith(unit, number.end()) and not _is_part(evidence, number.start())
    ]
    beside = []
    for number in numbers:
        behind = number.end() + len(unit)
        neighbours = (text[behind : behind + 2], text[max(0, number.start() - 2) : number.start()])
        if any(len(word) == 2 and word in name for word in neighbours):
            beside.append(number)
    return beside if beside or len(name) < _SHORT else numbers


def _measured(row: Indicator) -> tuple[Decimal | None, str | None]:
    """What was counted, with its unit: the actual value, or so much of the target as was attained."""
    if row.actual_semantics == "attainment" and row.actual_value is not None and row.target_value is not None:
        return row.target_value * row.actual_value / 100, row.target_unit
    return row.actual_value, row.actual_unit


def _is_part(evidence: Evidence, start: int) -> bool:
    """Is a number only one of several of its sentence: 其中线下16次, 第3期?"""
    before = evidence.text[max(0, start - _PART_REACH) : start]
    return any(word in before for word in load(Claims).part_words)


def _mixed(evidence: Evidence, project: Project) -> Iterator[Finding]:
    """Degrees of attainment beside measured percentages below their target."""
    attained = [r for r in project.indicators if r.actual_semantics == "attainment"]
    measured = [
        r
        for r in project.indicators
        if r.actual_semantics == "measured"
        and r.actual_unit == "%"
        and r.target_unit == "%"
        and r.actual_value is not None
        and r.target_value is not None
        and r.actual_value < r.target_value
    ]
    if attained and measured:
        degree, value = attained[0], measured[0]
        values = {
            "project": project.name_raw or "",
            "printed": words.remarked(degree.actual_raw, degree.target_raw),
            "computed": words.remarked(value.actual_raw, value.target_raw),
        }
        cells = ((degree, degree.actual_raw), (value, value.actual_raw), (value, value.target_raw))
        places = [located(evidence, row.place, raw) for row, raw in cells]
        yield finding(load(Claims).mixed, places, values)


def _everything_done(evidence: Evidence, project: Project) -> Iterator[Finding]:
    """The text of a document with one form says that all was done, the form has rows below target."""
    below = [
        r for r in project.indicators if r.attainment is not None and r.attainment < 1 and r.score != r.weight
    ]
    if not below or len(evidence.projects) != 1:
        return
    places: list[Place] = [hit.place() for hit in evidence.hits(compiled(Claims)["everything_done"])]
    if places:
        values = {
            "project": project.name_raw or "",
            "printed": evidence.raw(places[0]),
            "computed": words.joined(words.remarked(r.level3_raw, r.actual_raw) for r in below),
        }
        rows = [located(evidence, r.place, r.actual_raw) for r in below]
        yield finding(load(Claims).claim, [*places, *rows], values)
