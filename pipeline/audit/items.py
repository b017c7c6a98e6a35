"""Items in sentences and notes against the tables of the document: N02, N03, N05 (patterns/items.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from extractors.document import Place
from extractors.records import Check, Finding, Table
from patterns import compiled, load
from patterns.codes import listed_codes
from pipeline.audit.entries import evaluated, finding
from pipeline.audit.reading import Reading
from pipeline.figures.tolerance import Side, printed

_SPACE = re.compile(r"\s+")
_FEW = 5
"""A document that prints fewer names of codes cannot be compared with."""
Codes = Mapping[str, frozenset[str]]


def items(reading: Reading) -> Iterator[Finding]:
    """Names and levels of items, their purposes, and lists of expenses."""
    names = _names(reading, "2")
    expenses = _expenses(reading)
    levels: dict[tuple[str, str], list[Place]] = defaultdict(list)
    unknown: list[Finding] = []
    for paragraph in reading.paragraphs:
        text, start = reading.text[paragraph.start : paragraph.end], paragraph.start
        if "项" in text and len(names) >= _FEW:
            unknown += _paths(reading, text, start, names)
            yield from _purposes(reading, text, start)
        if len(names) >= _FEW and ("类" in text or "款" in text):
            for match in compiled("items")["level"].finditer(text):
                place = reading.place(start + match.start("name"), start + match.end())
                levels[match.group("name").strip("、"), match.group("level")].append(place)
        if "经费" in text and "、" in text and expenses and not reading.is_glossary(start):
            yield from _lists(reading, text, start, expenses)
    yield from _once(unknown)
    yield from _levels(levels, names)


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """What several sentences get wrong in the same words, with all places."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        found[one.message_zh].append(one)
    for same in found.values():
        yield replace(same[0], places=tuple(p for one in same for p in one.places))


def _names(reading: Reading, first: str) -> Codes:
    """The codes under each name that the tables print, of codes that begin with `first`."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in reading.tables:
        for cell in table.cells:
            code = cell.row_code
            if (
                code
                and cell.row_label
                and code.isdigit()
                and code.startswith(first)
                and len(code) in (3, 5, 7)
            ):
                found[_plain(cell.row_label)].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _plain(name: str) -> str:
    return _SPACE.sub("", name).replace("(", "（").replace(")", "）")


def _paths(reading: Reading, text: str, start: int, names: Codes) -> Iterator[Finding]:
    entry = load("items")["name"]
    for match in compiled("items")["path"].finditer(text):
        above = {
            c
            for name, codes in names.items()
            if _ends_with(match.group("class"), name)
            for c in codes
            if len(c) == 3
        }
        if not above:
            continue
        section, item = _plain(match.group("section")), _plain(match.group("item"))
        inside = {c for c in names.get(section, ()) if len(c) == 5}
        if not inside:
            beside = [n for n, codes in names.items() if any(len(c) == 5 and c[:3] in above for c in codes)]
            yield from _unknown(reading, entry, match, start, "section", match.group("class"), beside)
        elif not any(len(c) == 7 and c[:5] in inside for c in names.get(item, ())):
            beside = [n for n, codes in names.items() if any(len(c) == 7 and c[:5] in inside for c in codes)]
            yield from _unknown(reading, entry, match, start, "item", section, beside)


def _ends_with(text: str, name: str) -> bool:
    return text.endswith(name) or text.endswith(name.removesuffix(load("items")["suffix"]))


def _unknown(
    reading: Reading,
    entry: Mapping[str, Any],
    match: Any,
    start: int,
    group: str,
    above: str,
    beside: list[str],
) -> Iterator[Finding]:
    """A name that no table prints, where the tables print its sisters."""
    if not beside:
        return
    printed = match.group(group)
    level = {"section": 5, "item": 7}[group]
    said = {
        "printed": printed,
        "level": next(word for word, length in load("items")["levels"].items() if length == level),
        "section": above.strip("、"),
        "computed": "、".join(sorted(beside)),
    }
    variant = any(_is_variant(_plain(printed), name) for name in beside)
    place = reading.place(start + match.start(group), start + match.end(group))
    yield finding(entry, [place], said, severity="info" if variant else None)


def _is_variant(one: str, other: str) -> bool:
    """Do two names differ by one character only?"""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _levels(levels: Mapping[tuple[str, str], list[Place]], names: Codes) -> Iterator[Finding]:
    rules = load("items")
    words = {length: word for word, length in rules["levels"].items()}
    for (name, level), places in levels.items():
        codes = names.get(name, frozenset())
        if codes and rules["levels"][level] not in {len(c) for c in codes}:
            said = {
                "printed": name,
                "level": level,
                "codes": "、".join(sorted(codes)),
                "computed": words[min(len(c) for c in codes)],
            }
            yield finding(rules["level_name"], places, said)


def _purposes(reading: Reading, text: str, start: int) -> Iterator[Finding]:
    rules = load("items")
    for match in compiled("items")["purpose"].finditer(text):
        item, purpose = match.group("item"), match.group("purpose")
        for subject in rules["subject"]:
            if not any(word in item for word in subject["item"]):
                continue
            other = any(word in purpose for word in subject["never"])
            if other and not any(word in purpose for word in subject["own"]):
                places = [
                    reading.place(start + match.start(g), start + match.end(g)) for g in ("purpose", "item")
                ]
                yield finding(rules["purpose"], places, {"item": item, "printed": purpose})


def _expenses(reading: Reading) -> Mapping[str, list[tuple[Place, bool]]]:
    """The rows of economic tables of basic expenditure by name: place, and whether they are something."""
    found: dict[str, list[tuple[Place, bool]]] = defaultdict(list)
    for table in reading.tables:
        if table.canonical_table not in load("items")["economic_tables"] or table.ties_out is False:
            continue
        rows: dict[tuple[int, str], tuple[str, Place, bool]] = {}
        for cell in table.cells:
            code, name = cell.row_code, cell.row_label
            if cell.is_header or not code or not name or len(code) != 5 or code[0] != "3":
                continue
            _, place, something = rows.get((cell.row, code), (name, cell.place, False))
            place = cell.place if cell.text == name else place
            rows[cell.row, code] = (name, place, something or bool(cell.value))
        for name, place, something in rows.values():
            found[_plain(name)].append((place, something))
    return found


def _lists(
    reading: Reading, text: str, start: int, expenses: Mapping[str, list[tuple[Place, bool]]]
) -> Iterator[Finding]:
    """Listed expenses whose rows are all nothing. A name without a row may only be spelled otherwise."""
    entry = load("items")["list"]
    for match in compiled("items")["list"].finditer(text):
        empty: list[tuple[str, Place, Place]] = []
        at = start + match.start("list")
        for name in match.group("list").split("、"):
            rows = expenses.get(_plain(name).removesuffix("等"), [])
            if rows and not any(something for _, something in rows):
                empty.append((name, reading.place(at, at + len(name)), rows[0][0]))
            at += len(name) + 1
        if not empty:
            continue
        said = {"printed": "、".join(name for name, _, _ in empty), "n": str(len(empty))}
        places = [p for _, here, there in empty for p in (here, there)]
        if len(empty) >= entry["template"]:
            entry = {
                **entry,
                "message_zh": entry["message_zh_template"],
                "message_en": entry["message_en_template"],
            }
        yield finding(entry, places, said, severity="info" if len(empty) >= entry["template"] else None)


def notes(reading: Reading) -> Iterator[Finding]:
    """Notes of empty tables: of another fund, or against what the document prints."""
    rules = load("items")
    for table in reading.tables:
        match = compiled("items")["nothing"].search(table.note_raw or "")
        if match is None or not table.canonical_table:
            continue
        fund, note = match.group("fund"), match.group().strip()
        place = _note_place(reading, table)
        said = {"title": table.title_raw or table.canonical_table, "note": note, "printed": fund}
        of_other = [
            other
            for other, tables in rules["note_of_other"]["funds"].items()
            if table.canonical_table in tables and other != fund and other not in (table.note_raw or "")
        ]
        if of_other:
            yield finding(rules["note_of_other"], [place, table.place], said)
            continue
        denied = rules["note_denied"]
        printed = [
            n
            for n in reading.by_measure.get(denied["measures"][fund], ())
            if reading.facts[n].source_kind == "table"
            and reading.facts[n].value
            and reading.facts[n].role in denied["roles"]
        ]
        if printed and table.canonical_table in rules["note_of_other"]["funds"][fund]:
            fact = reading.facts[printed[0]]
            said["computed"] = (fact.value_raw or "") + (fact.unit_raw or "")
            yield finding(denied, [place, fact.place], said, facts=printed[:1])


def _note_place(reading: Reading, table: Table) -> Place:
    """Where the note of a table stands; the table where it is not found behind it."""
    start, end, note = table.place.start, table.place.end, table.note_raw or ""
    if start is None or end is None:
        return table.place
    at = reading.text.find(note, start, end + 400)
    return reading.place(at, at + len(note)) if at >= 0 else table.place


def named_amounts(reading: Reading) -> Iterator[Check]:
    """Amounts behind the name of a code that no row of that name prints, where the text says no more of them.

    The reader of sentences gives no fact where a sentence only names an item; the rows of that name tell what
    it can be. A year, a change or another column may still be meant: a warning.
    """
    entry, rows = load("repeats")["named"], _amounts_of_names(reading)
    if len(rows) < _FEW:
        return
    known = {reading.facts[n].place.start for ns in reading.by_measure.values() for n in ns}
    for quantity in reading.quantities:
        start = quantity.place.start
        if quantity.kind != "amount" or quantity.value_yuan is None or start is None or start in known:
            continue
        name = compiled("repeats")["before_name"].sub("", _plain(reading.clause_before(start)))
        found = rows.get(name)
        if not found or len(name) < entry["shortest"] or quantity.where != "body":
            continue
        unit = abs(quantity.value_yuan / quantity.value) if quantity.value else Decimal(10000)
        told = printed(quantity.value_yuan, quantity.decimals, unit)
        near = min(found, key=lambda row: abs(row[0].value - told.value))
        difference, slack = told.value - near[0].value, told.slack + near[0].slack
        result = "pass" if difference == 0 else "pass_rounding" if abs(difference) <= slack else "fail"
        said = {
            "item": name,
            "printed": reading.raw(quantity.place),
            "other": reading.raw(near[1]),
            "page": str(quantity.place.page or "—"),
            "other_page": str(near[1].page or "—"),
        }
        yield evaluated(
            entry,
            f"{name} in text = {name} in table",
            [],
            [],
            told,
            near[0],
            result,
            {**said, "computed": said["other"]},
            places=[quantity.place, near[1]],
        )


def _amounts_of_names(reading: Reading) -> Mapping[str, list[tuple[Side, Place]]]:
    """The amounts that stand in the rows of each name of a code."""
    found: dict[str, list[tuple[Side, Place]]] = defaultdict(list)
    for table in reading.tables:
        for cell in table.cells:
            if cell.row_code and cell.row_label and cell.value_yuan is not None and not cell.is_header:
                side = printed(cell.value_yuan, cell.decimals, table.unit_multiplier or Decimal(1))
                found[_plain(cell.row_label)].append((side, cell.place))
    return found


def codes(reading: Reading) -> Iterator[Finding]:
    """One name with two codes, one of them printed once and one digit off.

    Names that several codes share by right (行政运行) say nothing: those of the national list, and those that
    one table prints under several codes.
    """
    entry, where = load("items")["code"], defaultdict[str, dict[str, list[tuple[int, Place]]]](dict)
    for number, table in enumerate(reading.tables):
        for row in {(c.row, c.row_code, c.row_label): c for c in reversed(table.cells)}.values():
            if row.row_code and row.row_label and row.row_code.isdigit() and len(row.row_code) in (5, 7):
                found = where[_plain(row.row_label)].setdefault(row.row_code, [])
                found.append((number, row.place))
    shared = _shared_names()
    for name, by_code in where.items():
        if len(by_code) != 2 or name in shared:
            continue
        (one, first), (other, second) = sorted(by_code.items(), key=lambda item: len(item[1]))
        apart = len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
        tables = {number for number, _ in first} & {number for number, _ in second}
        if apart and len(first) == 1 and not tables:
            said = {"name": name, "printed": one, "computed": other}
            yield finding(entry, [first[0][1], second[0][1]], said)


@cache
def _shared_names() -> frozenset[str]:
    """Names that the lists give to several codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in listed_codes():
        found[_plain(row.name)].add(row.code)
    return frozenset(name for name, known in found.items() if len(known) > 1)
