"""What the documents of a neighbourhood say of each other; a document whose pairs are as they were is passed
over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.datasets.ids import short_id
from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.across.document_pairs import pairs
from pipeline.publishing.across.printed import Figures, Roles, amounts
from pipeline.storage.bundles import OpenBundle

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
COMPARED = ("checks", "findings", "revisions")
"""The datasets to which comparisons give rows."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one document in comparison with others."""

    doc_id: str
    mark: str
    """Hash of the pairs that it rests on."""
    rows: Mapping[str, Sequence[Row]] | None
    """By dataset of `COMPARED`; null where they are what is published."""


def comparisons(
    documents: Sequence[Row],
    units: Mapping[str, str],
    published: Mapping[str, str],
    opened: Callable[[str], OpenBundle],
) -> Iterator[Said]:
    """What is said of each of the documents, arranged.

    `units` are their units of work, `published` the marks of what is published of them; `opened` gives the
    staged rows of one.
    """
    found = list(pairs(documents))
    about: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(found):
        about[pair.first["doc_id"]].append(number)
        if pair.kind == "revised":  # revisions are told of the document that counts
            about[pair.second["doc_id"]].append(number)

    tables: dict[str, pa.Table] = {}

    def read(doc_id: str, roles: Roles | None) -> list[Row]:
        if doc_id not in tables:
            tables[doc_id] = opened(doc_id).dataset("facts")
        return amounts(tables[doc_id], roles)

    figures = Figures(read)

    @cache
    def compared(number: int) -> Compared:
        return compare(found[number], figures)

    for document in documents:
        doc_id = document["doc_id"]
        own = about[doc_id]
        ends = (
            (pair.kind, end, units[end])
            for pair in map(found.__getitem__, own)
            for end in (pair.first["doc_id"], pair.second["doc_id"])
        )
        mark = short_id("compared", units[doc_id], *(part for three in ends for part in three))
        if published.get(doc_id) == mark:
            yield Said(doc_id, mark, None)
            continue
        all_of_them = [compared(number) for number in own]
        rows = {
            name: [row for one in all_of_them for row in getattr(one, name) if row["doc_id"] == doc_id]
            for name in COMPARED
        }
        yield Said(doc_id, mark, rows)
