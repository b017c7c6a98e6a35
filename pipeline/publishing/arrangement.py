"""What depends on all documents of a neighbourhood together: which stand for what, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.publishing.disclosures import Contents, arrange
from pipeline.publishing.entities import entity_rows
from pipeline.publishing.relations import reform_relations
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.catalog import Address

Row = dict[str, Any]
ARRANGED = ("documents", "entities", "entity_relations")
"""The datasets that an arrangement gives."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a staged document says that decides how it stands to others."""

    document: Row
    """Of `documents`, not arranged."""
    units: tuple[Row, ...]
    """Of `units_listed`."""
    relations: tuple[Row, ...]
    """Of `entity_relations`: those that it states."""
    contents: Contents


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows of `documents`, `entities` and `entity_relations`."""

    documents: list[Row]
    entities: list[Row]
    entity_relations: list[Row]


def describe(bundle: OpenBundle) -> Described:
    """Reads what an arrangement needs of a staged document."""
    tied = bundle.ties
    return Described(
        bundle.dataset("documents").to_pylist()[0],
        tuple(bundle.dataset("units_listed").to_pylist()),
        tuple(bundle.dataset("entity_relations").to_pylist()),
        Contents(tied.text_sha256, frozenset(tied.tables), tied.figures),
    )


def arrangement(
    described: Sequence[Described],
    first_met: Mapping[str, str | None],
    superseded: Collection[str],
    addresses: Mapping[str, Address] | None = None,
) -> Arrangement:
    """Arranges the documents of a neighbourhood, sorted by their ids.

    `first_met` is the first source of each document, `superseded` are those in whose places other bytes stand
    now, `addresses` where each is published.
    """
    documents = [dict(one.document) for one in described]
    units = [unit for one in described for unit in one.units]
    stated = [relation for one in described for relation in one.relations]
    contents = {one.document["doc_id"]: one.contents for one in described}
    arrange(documents, units, contents, superseded)
    for row in documents:
        uri = first_met[row["doc_id"]]
        row["source_uri"] = uri
        row["file_name"] = uri.rsplit("/", 1)[-1] if uri else None
        address = (addresses or {}).get(row["doc_id"], Address())
        row["source_url"] = address.url
        row["source_date"] = None if address.day is None else date.fromisoformat(address.day)
    entities = entity_rows(documents, stated)
    return Arrangement(documents, entities, [*stated, *reform_relations(entities, stated)])
