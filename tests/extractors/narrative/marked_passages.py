"""Passages whose figures carry their meaning in braces, and how what is read of them compares with it.

A mark stands behind a figure and its unit: `{measure role}`, with `#code` for the item, `@name` for its
printed name, `~scope` for its money. `^` as measure repeats the subject of the mark before. Roles are short:
`v` the value of the document's own kind, `p` that of the year before, `b` the initial budget, `c` and `g`
change and growth against the year before, `cb` and `gb` against the budget, `s` a share, `r` a rate of
completion; a minus behind them is a decrease. `{ra}` is an amount of a reason. `{-}` is a figure that has no
fact, `{!}` one that must not be a total of the body. What has no mark is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.outline.sections import outline
from extractors.records import Fact, Identity
from tests.extractors.narrative.paragraphs import document

_FILE = Path(__file__).parent / "passages_of_styles.txt"
_MARK = re.compile(r"\{([^{}]*)\}")
_ROLES = {
    "p": ("prior_budget", "prior_final"),
    "b": ("initial_budget",),
    "c": ("change_yoy",),
    "g": ("growth_yoy",),
    "cb": ("change_vs_initial_budget",),
    "gb": ("growth_vs_initial_budget",),
    "s": ("share",),
    "r": ("completion_rate",),
    "a": ("amount",),
    "n": ("count",),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines as a document prints them, headings among them, with marks."""

    name: str
    text: str
    kind: str = "budget"
    year: int = 2026

    @property
    def identity(self) -> Identity:
        """Of a body of no name."""
        return Identity("某局部门公开", self.kind, self.year, "某局", "unknown", None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is read at one mark: whether that is right, and both as words."""

    wanted: str
    found: str
    is_right: bool


def passages_of(group: str) -> list[Passage]:
    """The passages of a group of `passages_of_styles.txt`: seen, aside, later."""
    found: list[Passage] = []
    for piece in _FILE.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, text = piece.partition("\n")
        of, kind, year, name = head.split(" | ", 3)
        if of == group:
            found.append(Passage(name, text.rstrip("\n"), kind, int(year)))
    return found


def answers(passage: Passage) -> list[Answer]:
    """What is read of every marked figure of a passage."""
    plain, marks = _unmarked(passage.text)
    doc = document(*plain.split("\n"))
    sections = outline(doc)
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), passage.identity)
    ends: dict[int, list[Fact]] = {}
    for fact in facts:
        ends.setdefault(fact.place.end or 0, []).append(fact)
    return list(_compared(passage, marks, ends))


def misses(passages: Sequence[Passage]) -> list[str]:
    """The marks of passages that are not met, each with what is read there."""
    return [f"{p.name}: {a.wanted} <> {a.found}" for p in passages for a in answers(p) if not a.is_right]


def _unmarked(text: str) -> tuple[str, list[tuple[int, str]]]:
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append((len(plain), match[1]))
        at = match.end()
    return plain + text[at:], marks


def _compared(
    passage: Passage, marks: Sequence[tuple[int, str]], ends: dict[int, list[Fact]]
) -> Iterator[Answer]:
    before = ""
    for end, mark in marks:
        words = mark.split()
        if words and words[0].startswith("^"):
            words = [before + words[0][1:], *words[1:]]
        here = ends.get(end, [])
        found = " | ".join(_words(f) for f in here) or "nothing"
        if mark == "-":
            yield Answer(mark, found, not here)
        elif mark == "!":
            whole = [f for f in here if not (f.function_code or f.economic_code or f.item_label or f.unit)]
            yield Answer(mark, found, not [f for f in whole if f.role != "reason_amount"])
        elif mark == "ra":
            yield Answer(mark, found, any(f.role == "reason_amount" for f in here))
        else:
            before = words[0]
            yield Answer(" ".join(words), found, any(_agrees(f, words, passage) for f in here))


def _agrees(fact: Fact, words: Sequence[str], passage: Passage) -> bool:
    subject, role = words[0], words[1]
    match = re.fullmatch(r"(?P<m>[^#@~]+)(?:#(?P<c>\d+))?(?:@(?P<l>[^~]+))?(?:~(?P<s>\w+))?", subject)
    assert match is not None, subject
    roles = _ROLES.get(role.rstrip("-"))
    if roles is None:
        roles = ("initial_budget",) if passage.kind == "budget" else ("final",)
    sign_fits = not role.endswith("-") or (fact.value or Decimal(0)) < 0
    if role in ("c", "g", "cb", "gb"):
        sign_fits = (fact.value or Decimal(0)) >= 0
    code = fact.function_code or fact.economic_code
    if match["c"] is None and match["l"] is None and (code or fact.item_label):
        return False
    return (
        fact.measure == match["m"]
        and fact.role in roles
        and code == match["c"]
        and (match["l"] is None or fact.item_label == match["l"])
        and (match["s"] is None or fact.scope == match["s"])
        and sign_fits
    )


def _words(fact: Fact) -> str:
    item = fact.function_code or fact.economic_code
    label = f"@{fact.item_label}" if fact.item_label else ""
    return f"{fact.measure}{'#' + item if item else ''}{label}~{fact.scope} {fact.role} {fact.value}"
