"""The canonical text of a document as pages show it: without the persons whom its forms name.

The dataset `texts` has what the source shows. Pages repeat it, so they leave out what other datasets do; a
blank for each character, so that places stay.
"""

from __future__ import annotations

from pipeline.explorer.edition import Edition, Row
from pipeline.rows.contacts import Span, without_persons_at

_FORMS = ("projects", "project_funds", "goals", "indicators")


def text_between(edition: Edition, document: Row, start: int, end: int) -> str:
    """Characters of the text, from `start` up to `end`. `document` is its row of `documents`."""
    first = max(start, 0)
    forms = _forms(edition, document)
    if forms:
        whole = edition.of_document("texts", document, ("text",))
        return without_persons_at(str(whole[0]["text"]), forms)[first:end] if whole else ""
    length = max(end - first, 0)
    rows = edition.of_document("texts", document, (f"substr(text, {first + 1}, {length}) as text",))
    return str(rows[0]["text"]) if rows else ""


def _forms(edition: Edition, document: Row) -> list[tuple[Span, list[Span]]]:
    """Where each form stands, and its cells that were withheld: they have a place, and nothing is in them."""
    spans: dict[str, Span] = {}
    for dataset in _FORMS:
        for row in edition.of_document(dataset, document, ("project_id", "char_start", "char_end")):
            if row["char_start"] is not None:
                begin, end = spans.get(row["project_id"], (row["char_start"], row["char_end"]))
                spans[row["project_id"]] = min(begin, row["char_start"]), max(end, row["char_end"])
    if not spans:
        return []
    first, last = min(start for start, _ in spans.values()), max(end for _, end in spans.values())
    cells = edition.of_document(
        "table_cells",
        document,
        ("char_start", "char_end"),
        where="raw is null and char_end > char_start and char_start >= $first and char_end <= $last",
        values={"first": first, "last": last},
    )
    places = [(cell["char_start"], cell["char_end"]) for cell in cells]
    return [(span, [one for one in places if span[0] <= one[0] < span[1]]) for span in spans.values()]
