"""What depends on all documents of a partition together: which stand for what, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.publishing.disclosures import arrange
from pipeline.publishing.entities import entity_rows
from pipeline.publishing.index import contents_of
from pipeline.publishing.relations import reform_relations

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
ARRANGED = ("documents", "entities", "entity_relations")
"""The datasets that an arrangement gives."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows of `documents`, `entities` and `entity_relations`."""

    documents: list[Row]
    entities: list[Row]
    entity_relations: list[Row]


def arrangement(
    shards: Iterable[Mapping[str, pa.Table]], first_met: Mapping[str, str], superseded: Collection[str]
) -> Arrangement:
    """Arranges the documents of a partition; `shards` is what the index gives of each of its shards.

    `first_met` is the first source of each document, `superseded` are those in whose places other bytes stand
    now.
    """
    shards = list(shards)
    documents, units, stated, contents = (
        [row for shard in shards for row in shard[name].to_pylist()]
        for name in ("documents", "units_listed", "entity_relations", "contents")
    )
    arrange(documents, units, contents_of(contents), superseded)
    for row in documents:
        uri = first_met.get(row["doc_id"])
        row["source_uri"] = uri
        row["file_name"] = uri.rsplit("/", 1)[-1] if uri else None
    entities = entity_rows(documents, stated)
    return Arrangement(documents, entities, [*stated, *reform_relations(entities, stated)])
