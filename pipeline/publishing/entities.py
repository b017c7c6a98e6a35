"""What only all documents together can say: which entities there are."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from extractors.identity.departments import canonical_body

Row = dict[str, Any]
_LEVELS = ((4, "county"), (2, "city"), (0, "province"))


def entity_rows(documents: Iterable[Row], relations: Iterable[Row] = ()) -> list[Row]:
    """The rows of `entities`: one for each `entity_id`, with its most frequent canonical name.

    Its first and last day are known where a document says on which day it was created, renamed or ended.
    """
    first, last = _life(relations)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    about: dict[str, Row] = {}
    for row in documents:
        if row["entity_id"] is not None and row["status"] != "not_disclosure":
            body = canonical_body(row["entity_name"], row["division_code"])
            names[row["entity_id"]][body.name] += 1
            about[row["entity_id"]] = {**row, "function_slug": body.function, "org_type": body.org_type}
    return [
        {
            "entity_id": entity_id,
            "canonical_name": min(names[entity_id].items(), key=lambda item: (-item[1], item[0]))[0],
            "division_code": about[entity_id]["division_code"],
            "province": about[entity_id]["province"],
            "function_slug": about[entity_id]["function_slug"],
            "org_type": about[entity_id]["org_type"],
            "level": division_level(about[entity_id]["division_code"]),
            "valid_from": first.get(entity_id),
            "valid_to": last.get(entity_id),
        }
        for entity_id in sorted(names)
    ]


def _life(relations: Iterable[Row]) -> tuple[dict[str, datetime.date], dict[str, datetime.date]]:
    """First and last days of entities by the relations that tell a day."""
    first: dict[str, datetime.date] = {}
    last: dict[str, datetime.date] = {}
    for relation in relations:
        day, before, after = relation["effective_from"], relation["from_entity_id"], relation["to_entity_id"]
        if day is None or day != relation["effective_to"] or before == after:
            continue
        if after is not None and relation["kind"] in ("created", "rename"):
            first[after] = min(day, first.get(after, day))
        if before is not None and relation["kind"] in ("abolished", "rename", "merge"):
            end = day - datetime.timedelta(days=1)
            last[before] = max(end, last.get(before, end))
    return first, last


def division_level(code: str | None) -> str | None:
    """Level of a division code by its trailing zeros (GB/T 2260).

    >>> [division_level(c) for c in ("000000", "110000", "320500", "110112", None)]
    ['central', 'province', 'city', 'county', None]
    """
    if code is None:
        return None
    if code.startswith("00"):
        return "central"
    return next(level for position, level in _LEVELS if position == 0 or code[position:].strip("0"))
