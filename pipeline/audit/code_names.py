"""Names of codes: as the tables print them, and as sentences call their levels and purposes.

N03 of docs/domain.md §2.4, patterns/items.toml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Literal

from extractors.document import Place
from extractors.records import Finding
from patterns import compiled, load
from patterns.shapes.items import Items
from patterns.shapes.marks import Marks
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence, Hit

_SPACE = re.compile(r"\s+")
FEW = 5
"""A document that prints fewer names of codes cannot be compared with."""
_FUNCTIONAL = "2"
"""What functional codes begin with."""
_CLASS, _SECTION, _ITEM = 3, 5, 7
"""Digits of the three levels."""
Codes = Mapping[str, frozenset[str]]


@lru_cache(maxsize=1 << 12)
def plain_name(name: str) -> str:
    """A name of a code as names are compared: without space, with one kind of brackets.

    >>> plain_name("住房 公积金(项)")
    '住房公积金（项）'
    """
    return _SPACE.sub("", name).translate(_brackets())


@cache
def _brackets() -> dict[int, str]:
    return str.maketrans(load(Items).brackets)


def one_character_apart(one: str, other: str) -> bool:
    """Do two names or codes of one length differ by one character only?

    >>> [one_character_apart(*pair) for pair in (("2080505", "2080506"), ("208", "2080"), ("208", "208"))]
    [True, False, False]
    """
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def code_names(evidence: Evidence) -> Iterator[Finding]:
    """Names that no table prints beside their sisters, wrong purposes, and wrong levels of codes."""
    codes = _printed_names(evidence)
    if len(codes) >= FEW:
        yield from _once([f for hit in evidence.hits(compiled(Items)["path"]) for f in _path(hit, codes)])
        yield from _purposes(evidence)
        yield from _levels(evidence, codes)


def _purposes(evidence: Evidence) -> Iterator[Finding]:
    """Items whose purpose names the subject of another one."""
    items = load(Items)
    for hit in evidence.hits(compiled(Items)["purpose"]):
        item, purpose = hit["item"], hit["purpose"]
        for subject in items.subject:
            if not any(word in item for word in subject.item):
                continue
            other = any(word in purpose for word in subject.never)
            if other and not any(word in purpose for word in subject.own):
                places = [hit.place("purpose"), hit.place("item")]
                yield finding(items.purpose, places, {"item": item, "printed": purpose})


def _printed_names(evidence: Evidence) -> Codes:
    """The functional codes under each name that the tables print."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in evidence.tables:
        for cell in table.cells:
            code, label = cell.row_code, cell.row_label
            if code and label and _is_functional(code):
                names[plain_name(label)].add(code)
    return {name: frozenset(codes) for name, codes in names.items()}


def _is_functional(code: str) -> bool:
    return code.isdigit() and code.startswith(_FUNCTIONAL) and len(code) in (_CLASS, _SECTION, _ITEM)


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """What several sentences get wrong in the same words, with all places."""
    alike: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        alike[each.message_zh].append(each)
    for same in alike.values():
        yield replace(same[0], places=tuple(place for each in same for place in each.places))


def _path(hit: Hit, codes: Codes) -> Iterator[Finding]:
    """Class, section and item of a sentence, each against the codes below the one before."""
    classes = {
        c
        for name, those in codes.items()
        if _ends_with(hit["class"], name)
        for c in those
        if len(c) == _CLASS
    }
    if not classes:
        return
    section, item = plain_name(hit["section"]), plain_name(hit["item"])
    sections = {c for c in codes.get(section, ()) if len(c) == _SECTION}
    if not sections:
        yield from _unknown(hit, "section", hit["class"], _below(codes, classes, _SECTION))
    elif not any(len(c) == _ITEM and c[:_SECTION] in sections for c in codes.get(item, ())):
        yield from _unknown(hit, "item", section, _below(codes, sections, _ITEM))


def _below(codes: Codes, above: set[str], length: int) -> list[str]:
    """The names of the codes of this length that lie below some of a level above."""
    return [
        name
        for name, those in codes.items()
        if any(len(c) == length and c[: length - 2] in above for c in those)
    ]


def _ends_with(text: str, name: str) -> bool:
    return text.endswith(name) or text.endswith(name.removesuffix(load(Items).suffix))


def _unknown(
    hit: Hit, group: Literal["section", "item"], above: str, sisters: list[str]
) -> Iterator[Finding]:
    """A name that no table prints, where the tables print its sisters."""
    if not sisters:
        return
    printed = hit[group]
    values = {
        "printed": printed,
        "level": _level_words()[{"section": _SECTION, "item": _ITEM}[group]],
        "section": above.strip(load(Marks).list_mark),
        "computed": words.joined(sorted(sisters)),
    }
    variant = any(one_character_apart(plain_name(printed), name) for name in sisters)
    yield finding(load(Items).name, [hit.place(group)], values, severity="info" if variant else None)


@cache
def _level_words() -> dict[int, str]:
    """What each level is called, by the digits of its codes."""
    return {length: word for word, length in load(Items).levels.items()}


def _levels(evidence: Evidence, codes: Codes) -> Iterator[Finding]:
    items = load(Items)
    called: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for hit in evidence.hits(compiled(Items)["level"]):
        called[hit["name"].strip(load(Marks).list_mark), hit["level"]].append(hit.place_from("name"))
    for (name, level), places in called.items():
        printed = codes.get(name, frozenset())
        if printed and items.levels[level] not in {len(c) for c in printed}:
            values = {
                "printed": name,
                "level": level,
                "codes": words.joined(sorted(printed)),
                "computed": _level_words()[min(len(c) for c in printed)],
            }
            yield finding(items.level_name, places, values)
