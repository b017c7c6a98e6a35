"""What a text says of projects, units and carry-overs, against forms and totals (patterns/claims.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.document import Place
from extractors.records import Finding, Indicator, Project
from patterns import compiled, load
from pipeline.audit.entries import finding, shown
from pipeline.audit.form_checks import located
from pipeline.audit.reading import Reading

_CLAUSE = re.compile(r"[^，,。；;：:\n]+")
_NOT_WORDS = re.compile(r"[^一-鿿]")
_BRACKETS = re.compile(r"[（(）)“”—–\-\s]")
_SHORT = 4
"""The words of a shorter name must stand right beside the number."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def claims(reading: Reading) -> Iterator[Finding]:
    """Contradictions between prose, goals and rows of forms; units; carry-overs."""
    for project in reading.projects:
        if any(row.actual_raw for row in project.indicators):
            yield from _rows_against_text(reading, project)
            yield from _mixed(reading, project)
            yield from _everything_done(reading, project)
    yield from _supplements(reading)
    yield from _named_amounts(reading)
    yield from _counted_nouns(reading)
    yield from _units(reading)
    yield from _carried(reading)


def _pairs(name: str) -> set[str]:
    words = _NOT_WORDS.sub("", name)
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _texts(reading: Reading, project: Project) -> Iterator[tuple[int, int]]:
    """Where a text may tell of a project: its goals, and the paragraphs where the document has one form."""
    for goal in project.goals:
        for cell in reading.cells_after((goal.place.start or 0) - 1, 4000)[:4]:
            if goal.actual and cell.text == goal.actual:
                yield cell.start, cell.end
    if len(reading.projects) == 1:
        for paragraph in reading.paragraphs:
            yield paragraph.start, paragraph.end


def _rows_against_text(reading: Reading, project: Project) -> Iterator[Finding]:
    rules = load("claims")
    for row in project.indicators:
        name = compiled("claims")["before_name"].sub("", row.level3_raw or "")
        core = compiled("claims")["after_name"].sub("", name)
        pairs = _pairs(core)
        if len(core) < rules["shortest_name"] or not row.actual_raw or row.target_value is None:
            continue
        value, unit = _measured(row)
        if value is None or unit is None:
            continue
        found: list[tuple[Place, str]] = []
        agrees = False
        for start, end in _texts(reading, project):
            for clause in _CLAUSE.finditer(reading.text, start, end):
                if len(pairs & _pairs(clause.group())) < rules["coverage"] * len(pairs):
                    continue
                for number in _numbers(reading, clause, core, unit):
                    place = reading.place(number.start(), number.end() + len(unit))
                    found.append((place, number.group() + unit))
                    agrees = agrees or Decimal(number.group().replace(",", "")) == value
        if found and not agrees and len({printed for _, printed in found}) == 1:
            entry = rules["rate_otherwise" if unit == "%" else "counted_otherwise"]
            said = {
                "row": name,
                "printed": found[0][1],
                "actual": row.actual_raw,
                "target": row.target_raw or "",
                "computed": f"{shown(value)}{unit}",
            }
            actual = located(reading, row.place, row.actual_raw)
            places = [place for place, _ in found]
            yield finding(
                entry, [places[0], actual, located(reading, row.place, row.target_raw), *places[1:]], said
            )


def _numbers(reading: Reading, clause: re.Match[str], name: str, unit: str) -> list[re.Match[str]]:
    """The numbers of a clause with this unit; of several, those beside a word of the name."""
    text = reading.text
    found = [
        number
        for number in _NUMBER.finditer(text, clause.start(), clause.end())
        if text.startswith(unit, number.end()) and not _is_part(reading, number.start())
    ]
    beside = []
    for number in found:
        behind = number.end() + len(unit)
        words = (text[behind : behind + 2], text[max(0, number.start() - 2) : number.start()])
        if any(len(word) == 2 and word in name for word in words):
            beside.append(number)
    return beside if beside or len(name) < _SHORT else found


def _measured(row: Indicator) -> tuple[Decimal | None, str | None]:
    """What was counted, with its unit: the actual value, or so much of the target as was attained."""
    if row.actual_semantics == "attainment" and row.actual_value is not None and row.target_value is not None:
        return row.target_value * row.actual_value / 100, row.target_unit
    return row.actual_value, row.actual_unit


def _is_part(reading: Reading, start: int) -> bool:
    """Is a number only one of several of its sentence: 其中线下16次, 第3期?"""
    before = reading.text[max(0, start - 8) : start]
    return any(word in before for word in load("claims")["part_words"])


def _mixed(reading: Reading, project: Project) -> Iterator[Finding]:
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
        one, other = attained[0], measured[0]
        said = {
            "project": project.name_raw or "",
            "printed": f"{one.actual_raw}（{one.target_raw}）",
            "computed": f"{other.actual_raw}（{other.target_raw}）",
        }
        places = [
            located(reading, row.place, raw)
            for row, raw in ((one, one.actual_raw), (other, other.actual_raw), (other, other.target_raw))
        ]
        yield finding(load("claims")["mixed"], places, said)


def _everything_done(reading: Reading, project: Project) -> Iterator[Finding]:
    """The text of a document with one form says that all was done, the form has rows below target."""
    below = [
        r for r in project.indicators if r.attainment is not None and r.attainment < 1 and r.score != r.weight
    ]
    if not below or len(reading.projects) != 1:
        return
    places: list[Place] = []
    for paragraph in reading.paragraphs:
        text = reading.text[paragraph.start : paragraph.end]
        for match in compiled("claims")["everything_done"].finditer(text):
            places.append(reading.place(paragraph.start + match.start(), paragraph.start + match.end()))
    if places:
        said = {
            "project": project.name_raw or "",
            "printed": reading.raw(places[0]),
            "computed": "、".join(f"{r.level3_raw}（{r.actual_raw}）" for r in below),
        }
        rows = [located(reading, r.place, r.actual_raw) for r in below]
        yield finding(load("claims")["claim"], [*places, *rows], said)


def _key(words: str) -> str:
    return _BRACKETS.sub("", words)


def _supplements(reading: Reading) -> Iterator[Finding]:
    """Projects that were added during the year, whose form has an initial budget."""
    entry, shortest = load("claims")["supplement"], load("claims")["named_amount"]["shortest"]
    budgeted = [
        (p, f)
        for p in reading.projects
        for f in p.funds
        if f.fund_type == "total" and f.initial_budget and p.form_kind.endswith("self_eval")
    ]
    if not budgeted:
        return
    for project, fund in budgeted:
        name = _key(project.name_norm or project.name_raw or "")
        places = []
        for paragraph in reading.paragraphs:
            text = reading.text[paragraph.start : paragraph.end]
            if "追加" not in text:
                continue
            for match in compiled("claims")["added"].finditer(text):
                if len(name) >= shortest and name[:shortest] in _key(match.group("what")):
                    at = paragraph.start
                    places.append(reading.place(at + match.start(), at + match.end()))
        if places:
            said = {"project": project.name_raw or "", "printed": fund.initial_budget_raw or ""}
            cell = located(reading, fund.place, fund.initial_budget_raw)
            yield finding(entry, [cell, *places], said)


def _named_amounts(reading: Reading) -> Iterator[Finding]:
    """One long name with two amounts behind it, in what explains changes."""
    entry = load("claims")["named_amount"]
    separator = re.compile("|".join(entry["openings"]))
    found: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for paragraph in reading.paragraphs:
        text = reading.text[paragraph.start : paragraph.end]
        if "追加" not in text:
            continue
        for match in compiled("claims")["named_amount"].finditer(text):
            name = _key(separator.split(match.group("item"))[-1])
            for word in entry["endings"]:
                name = name.removesuffix(word)
            if len(name) >= entry["shortest"]:
                at = paragraph.start
                place = reading.place(at + match.start("amount"), at + match.end("amount"))
                found[name].append((match.group("amount"), place))
    for name, several in found.items():
        first = several[0][0]
        others = [a for a, _ in several if a != first]
        if others:
            said = {"item": name, "printed": first, "computed": others[0]}
            yield finding(entry, [place for _, place in several], said)


def _counted_nouns(reading: Reading) -> Iterator[Finding]:
    """One long noun behind two numbers that are near each other."""
    entry, pattern = load("claims")["places"], compiled("claims")["counted_noun"]
    found: dict[tuple[str, str], list[tuple[int, Place]]] = defaultdict(list)
    spans = [(p.start, p.end) for p in reading.paragraphs]
    spans += [s for project in reading.projects[:1] for s in _texts(reading, project)][:4]
    for start, end in dict.fromkeys(spans):
        for match in pattern.finditer(reading.text[start:end]):
            noun = _key(match.group("noun"))[: entry["shortest"]]
            if len(noun) == entry["shortest"] and int(match.group("number")) >= entry["smallest"]:
                place = reading.place(start + match.start(), start + match.end("unit"))
                found[match.group("unit"), noun].append((int(match.group("number")), place))
    for (_, noun), several in found.items():
        numbers = sorted({number for number, _ in several})
        if len(numbers) == 2 and numbers[1] - numbers[0] <= Decimal(entry["nearest"]) * numbers[1]:
            said = {"item": noun, "printed": str(numbers[0]), "computed": str(numbers[1])}
            yield finding(entry, [place for _, place in several], said)


def _units(reading: Reading) -> Iterator[Finding]:
    """The kinds of units of one sentence against the body and its subordinate units."""
    entry = load("claims")["units"]
    by_section: dict[object, list[int]] = defaultdict(list)
    for measure in entry["kinds"]:
        for n in reading.by_measure.get(measure, ()):
            f = reading.facts[n]
            if f.role == "count" and f.value is not None and not f.item_label:
                by_section[f.section].append(n)
    subordinate = [
        n
        for measure in entry["subordinate"]
        for n in reading.by_measure.get(measure, ())
        if reading.facts[n].value is not None and not reading.facts[n].item_label
    ]
    told = {reading.facts[n].value for n in subordinate}
    if len(told) != 1:
        return
    expected = sum((v for v in told if v is not None), Decimal(1))
    for kinds in by_section.values():
        if len({reading.facts[n].measure for n in kinds}) != len(kinds) or len(kinds) < 2:
            continue
        total = sum((reading.facts[n].value or Decimal(0) for n in kinds), Decimal(0))
        apart = reading.facts[kinds[0]].section != reading.facts[subordinate[0]].section
        if total > expected and apart:  # a sentence may leave kinds out, but not invent units
            said = {"printed": shown(total), "computed": shown(expected)}
            places = [reading.facts[n].place for n in (*kinds, *subordinate)]
            yield finding(entry, places, said, facts=[*kinds, *subordinate])


def _carried(reading: Reading) -> Iterator[Finding]:
    """Money from last year that is spoken of, where the grand total is this year's income alone."""
    if reading.identity.doc_kind != "final_account":
        return
    total, income = (_told(reading, m) for m in ("income_expenditure_total", "income.total"))
    if total is None or income is None or reading.facts[total].value_yuan != reading.facts[income].value_yuan:
        return
    opening = [reading.facts[n] for m in ("balance.opening",) for n in reading.by_measure.get(m, ())]
    if any(f.value for f in opening):
        return
    entry = load("claims")["carried"]
    for paragraph in reading.paragraphs:
        text = reading.text[paragraph.start : paragraph.end]
        if "结转" not in text:
            continue
        for match in compiled("claims")["carried"].finditer(text):
            if not Decimal(match.group("amount").rstrip("万元").replace(",", "")):
                continue
            at = paragraph.start
            place = reading.place(at + match.start(), at + match.end())
            said = {"printed": match.group("amount"), "computed": reading.raw(reading.facts[total].place)}
            yield finding(
                entry,
                [place, reading.facts[total].place, reading.facts[income].place],
                said,
                facts=[total, income],
            )


def _told(reading: Reading, measure: str) -> int | None:
    """The one final figure of a measure in the text; null where there is none or several."""
    found: Sequence[int] = [
        n
        for n in reading.by_measure.get(measure, ())
        if (f := reading.facts[n]).role == "final"
        and f.value_yuan is not None
        and not f.item_label
        and not f.function_code
    ]
    return found[0] if found and len({reading.facts[n].value_yuan for n in found}) == 1 else None
