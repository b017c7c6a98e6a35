"""What a report says of all that is published: asked once for each generation, and remembered beside it.

A night in which nothing is new says of the datasets what the night before said.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import Any

from pipeline.reports.bare_disclosures import bare_disclosures
from pipeline.reports.findings_published import finding_counts, greatest_findings
from pipeline.storage.folders import open_folder

Row = dict[str, Any]
_REMEMBERED = "state/summary.json"
_PACKAGE = "datasets/datapackage.json"
_SAYS = {
    "findings": finding_counts,
    "greatest_findings": greatest_findings,
    "bare_disclosures": bare_disclosures,
}


def published_summary(output: str) -> dict[str, list[Row]]:
    """By name the rows of `finding_counts`, `greatest_findings` and `bare_disclosures` of an output folder.

    What the data package describes decides whether they are those of last time; a memory that cannot be read
    or written is done without.
    """
    folder = open_folder(output)
    try:
        mark = hashlib.sha256(folder.read(_PACKAGE)).hexdigest()
    except OSError:
        return {name: ask(output) for name, ask in _SAYS.items()}
    with suppress(OSError, ValueError, AttributeError):
        known = json.loads(folder.read(_REMEMBERED))
        if known.get("package") == mark and known.keys() >= _SAYS.keys():
            return {name: known[name] for name in _SAYS}
    found = {name: json.loads(json.dumps(ask(output), default=str)) for name, ask in _SAYS.items()}
    with suppress(OSError):
        folder.put_bytes(_REMEMBERED, json.dumps({"package": mark, **found}, ensure_ascii=False).encode())
    return found
