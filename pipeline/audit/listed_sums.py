"""Numbered items below a heading that says what they make up (patterns/sums.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Paragraph, Place
from extractors.records import Check
from patterns import compiled, load
from patterns.shapes.sums import Sums
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import Side, equality_result, printed, total

_UNIT = Decimal(10000)
"""Yuan: the patterns find amounts in 万元 only."""


def listed_sums(evidence: Evidence) -> Iterator[Check]:
    """A check for every heading with an amount that has two items at least below it."""
    for number, paragraph in enumerate(evidence.paragraphs):
        text = evidence.text[paragraph.start : paragraph.end].rstrip()
        head = compiled(Sums)["list_head"].search(text)
        if head is not None:
            items = _items(evidence, evidence.paragraphs[number + 1 :])
            if len(items) > 1:
                yield _check(evidence, paragraph, head, items)


def _check(evidence: Evidence, paragraph: Paragraph, head: Any, items: Sequence[tuple[Side, Place]]) -> Check:
    left, right = _amount(head), total(side for side, _ in items)
    values = {
        "whole": head.group("name"),
        "printed": head.group("amount"),
        "computed": words.ten_thousand_yuan(right.value),
        "n": str(len(items)),
    }
    sides = Comparison(f"{head.group('name')} = Σ items", (), (), left, right, equality_result(left, right))
    places = (_place(evidence, paragraph, head), *(place for _, place in items))
    return evaluated(load(Sums).list, sides, values, places=places)


def _items(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> list[tuple[Side, Place]]:
    """The items of a list, numbered from 1 on, up to the next heading or number that does not follow."""
    patterns = compiled(Sums)
    items: list[tuple[Side, Place]] = []
    for paragraph in paragraphs:
        body = evidence.text[paragraph.start : paragraph.end]
        item = patterns["list_item"].match(body)
        if item is None:
            if not items or patterns["list_end"].match(body):
                break
        elif int(item.group("number")) != len(items) + 1:
            break
        else:
            items.append((_amount(item), _place(evidence, paragraph, item)))
    return items


def _place(evidence: Evidence, paragraph: Paragraph, match: Any) -> Place:
    return evidence.place(paragraph.start + match.start("amount"), paragraph.start + match.end("amount"))


def _amount(match: Any) -> Side:
    raw = match.group("figure").replace(",", "")
    return printed(Decimal(raw) * _UNIT, len(raw.partition(".")[2]), _UNIT)
