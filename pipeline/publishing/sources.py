"""Where documents were met, over all runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(slots=True)
class Sources:
    """Where documents were met, over all runs."""

    first: dict[str, str] = field(default_factory=dict)
    """By document the first of its sources, in sort order."""
    latest: dict[str, str] = field(default_factory=dict)
    """By source the document that was met there last."""

    def add(self, receipts: pa.Table) -> None:
        """Brings in receipts that are later than those before."""
        columns = (receipts[name].to_pylist() for name in ("doc_id", "source_uri"))
        for doc_id, uri in zip(*columns, strict=True):
            if doc_id is not None:
                self.first[doc_id] = min(uri, self.first.get(doc_id, uri))
                self.latest[uri] = doc_id

    def superseded(self) -> frozenset[str]:
        """The documents in whose every place other bytes stand now."""
        return frozenset(self.first.keys() - set(self.latest.values()))
