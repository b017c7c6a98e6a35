"""The files of `entities` and `entity_relations`: one of each for a province, however large it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.schema import dataset
from pipeline.publishing.changes import Changes
from pipeline.publishing.shares import NOWHERE, Share, Space

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_SORTED = {
    "entities": (("entity_id", "ascending"),),
    "entity_relations": (("doc_id", "ascending"), ("relation_id", "ascending")),
}
"""What no document states comes last: it has no `doc_id`."""


def body_tables(
    changes: Changes,
    before: Callable[[Share, str], Sequence[pa.Table]],
    *,
    is_whole: bool,
) -> Iterable[tuple[Share, str, pa.Table]]:
    """The files that are otherwise than before: share, dataset and all of its rows.

    `before` gives what is published of a share.
    """
    anew: dict[tuple[Share, str], list[Row]] = defaultdict(list)
    for row in changes.entities:
        anew[_share(row["province"], is_whole), "entities"].append(row)
    for province, row in changes.entity_relations:
        anew[_share(province, is_whole), "entity_relations"].append(row)
    provinces = {*changes.provinces, *(body[:2] for body in changes.bodies)}
    shares = {_share(province, is_whole) for province in provinces} | {share for share, _ in anew}
    for share in sorted(shares, key=lambda s: s.name):
        for name, order in _SORTED.items():
            was = _together(before(share, name), name)
            rows = to_table(name, anew.get((share, name), []))
            now = _together([_without(was, name, changes), rows], name).sort_by(list(order))
            if not now.equals(was):
                yield share, name, now


def _share(province: str | None, is_whole: bool) -> Share:
    return Share(Space("bodies", None, None if is_whole else province or NOWHERE), "")


def _without(table: pa.Table, name: str, changes: Changes) -> pa.Table:
    """The rows of other bodies."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bodies = pa.array(sorted(changes.bodies), pa.string())
    if name == "entities":
        return table.filter(pc.invert(pc.is_in(table["entity_id"], bodies)))
    is_stated = pc.is_valid(table["doc_id"])
    of_documents = pc.is_in(table["doc_id"], pa.array(sorted(changes.relations_of), pa.string()))
    of_bodies = pc.or_(pc.is_in(table["from_entity_id"], bodies), pc.is_in(table["to_entity_id"], bodies))
    return table.filter(pc.invert(pc.if_else(is_stated, of_documents, of_bodies)))


def _together(tables: Sequence[pa.Table], name: str) -> pa.Table:
    import pyarrow as pa

    schema = dataset(name).schema
    return pa.concat_tables([schema.empty_table(), *(conform(table, schema) for table in tables)])
