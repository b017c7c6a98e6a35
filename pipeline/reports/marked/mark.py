"""Marks in files without pages: where they are put, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.reports.cases import Case

COLOURS = {
    "error": "d02020",
    "warning": "e08200",
    "info": "286ebe",
    "value": "3ca05a",
    "figure": "a020b0",
}
"""Red, green and blue of each kind of mark."""
PALE = {
    "error": "f8c8c8",
    "warning": "fbe0b4",
    "info": "c8dcf4",
    "value": "cdeed8",
    "figure": "ecc8f0",
}
"""The same as a ground on which text is read."""


class CannotHighlight(ValueError):
    """A file that cannot be annotated; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is marked."""

    locator: str | None
    start: int | None
    """First code point over the text of the document."""
    end: int | None
    raw: str | None
    """What the text has there."""
    kind: str
    """Severity of a finding, value, or figure: one that was asked for."""
    contents: str
    """What it says."""


def marks_of(
    case: Case, values: Iterable[Mapping[str, Any]] = (), figures: Iterable[Mapping[str, Any]] = ()
) -> list[Mark]:
    """The marks of values, findings and figures; of several at one place the last one is seen."""
    return [*_of_values(values, "value"), *_of_findings(case), *_of_values(figures, "figure")]


def said_of_finding(finding: Mapping[str, Any]) -> str:
    """What a mark says of a finding."""
    return f"{finding['code']} {finding['message_zh']}\n{finding['message_en']}\n{finding['finding_id']}"


def said_of_value(value: Mapping[str, Any], kind: str) -> str:
    """What a mark says of a fact; of one that was asked for with its id."""
    label = value["item_label"] or value["function_code"] or value["economic_code"] or ""
    printed = f"{value['value_raw'] or ''}{value['unit_raw'] or ''}"
    told = " ".join(f"{value['measure']} {value['role']} {label} {printed}".split())
    return told if kind == "value" else f"{told}\n{value['fact_id']}"


def _of_findings(case: Case) -> Iterator[Mark]:
    for finding in reversed(case.findings):  # the gravest on top
        contents = said_of_finding(finding)
        for place in finding["evidence"]:
            if place["doc_id"] == case.document["doc_id"]:
                yield _mark(place, finding["severity"], contents)


def _of_values(values: Iterable[Mapping[str, Any]], kind: str) -> Iterator[Mark]:
    for value in values:
        if value["source_kind"] != "derived":
            yield _mark(value, kind, said_of_value(value, kind))


def _mark(row: Mapping[str, Any], kind: str, contents: str) -> Mark:
    places = (row["locator"], row["char_start"], row["char_end"], row["raw"])
    return Mark(*places, kind, contents)
