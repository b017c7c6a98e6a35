"""One name with two codes, one of them a slip (patterns/items.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extractors.document import Place
from extractors.records import Finding
from patterns import load
from patterns.codes import listed_codes
from patterns.shapes.items import Items
from pipeline.audit.code_names import one_character_apart, plain_name
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence

_CODE_LENGTHS = (5, 7)


def code_slips(evidence: Evidence) -> Iterator[Finding]:
    """One name with two codes, one of them printed once and one digit off.

    Names that several codes share by right (行政运行) say nothing: those of the national list, and those that
    one table prints under several codes.
    """
    codes = defaultdict[str, dict[str, list[tuple[int, Place]]]](dict)
    for number, table in enumerate(evidence.tables):
        for row in {(c.row, c.row_code, c.row_label): c for c in reversed(table.cells)}.values():
            code, label = row.row_code, row.row_label
            if code and label and code.isdigit() and len(code) in _CODE_LENGTHS:
                codes[plain_name(label)].setdefault(code, []).append((number, row.place))
    for name, by_code in codes.items():
        if len(by_code) != 2 or name in _shared_names():
            continue
        (rare, once), (common, often) = sorted(by_code.items(), key=lambda item: len(item[1]))
        tables = {number for number, _ in once} & {number for number, _ in often}
        if one_character_apart(rare, common) and len(once) == 1 and not tables:
            values = {"name": name, "printed": rare, "computed": common}
            yield finding(load(Items).code, [once[0][1], often[0][1]], values)


@cache
def _shared_names() -> frozenset[str]:
    """Names that the lists give to several codes."""
    codes: dict[str, set[str]] = defaultdict(set)
    for row in listed_codes():
        codes[plain_name(row.name)].add(row.code)
    return frozenset(name for name, known in codes.items() if len(known) > 1)
