"""An address of every page that there is, over the samples: what they have in common is tested of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pipeline.explorer.app import PAGES
from pipeline.explorer.edition import Edition

_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
_ASKED: Mapping[str, tuple[str, ...]] = {
    "search": ("?q=预算",),
    "ask": ("?question=contradictions", "?sql=select+*+from+v_headlin"),
    "operations": ("?status=all",),
}
"""What is asked of pages that show little unasked."""
NOWHERE = "/nowhere"


def every_address(edition: Edition) -> Iterator[tuple[str, str]]:
    """Name and address: of each page once, and of some as they are after something was asked.

    Raises `KeyError` for a part of an address for which nothing stands here: say below what it is.
    """
    finding = edition.row(
        "select finding_id, doc_id, page from findings join documents using (doc_id) "
        "where page_count > 0 and page is not null order by finding_id limit 1"
    )
    assert finding is not None
    document = edition.document(finding["doc_id"])
    parts = {
        **finding,
        "entity_id": document["entity_id"],
        "code": document["division_code"],
        "division_code": document["division_code"],
    }
    project = edition.row("select project_id, doc_id from projects order by project_id limit 1")
    for page in PAGES:
        known = parts
        if "{project_id}" in page.path:  # without one, that there is none is what is shown
            known = {**parts, **(project or {"project_id": "none"})}
        address = _PART.sub(partial(_part, known), page.path)
        yield page.name, address
        for asked in _ASKED.get(page.name, ()):
            yield f"{page.name}{asked}", address + asked
    yield "sorry", NOWHERE


def _part(known: Mapping[str, Any], part: re.Match[str]) -> str:
    return str(known[part[1]])
