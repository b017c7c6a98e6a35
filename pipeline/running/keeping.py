"""`--keep-sources`: each source of a document that is published, once beside the data.

Who reads a document keeps it then and there. What an earlier run had read, and is only recognised by its
stamp, is opened for this alone. It is no part of the unit of work: nothing is read anew for it.
"""

from __future__ import annotations

import hashlib

from pipeline.intake.archives import read_bytes
from pipeline.intake.source import Refused, Source
from pipeline.storage.folders import Folder
from pipeline.storage.kept_sources import KeptSources


class Keeper:
    """Keeps sources in one run, or none."""

    def __init__(self, folder: Folder, is_wanted: bool) -> None:
        self.new = 0
        """So many were kept by this run."""
        self.missed = 0
        """So many could not be read again, or are something else meanwhile: the next run tries again."""
        self._sources = KeptSources(folder)
        self._kept = {bytes.fromhex(doc_id) for doc_id in self._sources.ids()} if is_wanted else None

    @property
    def is_wanted(self) -> bool:
        """Whether sources are kept at all."""
        return self._kept is not None

    def note(self, doc_id: str) -> None:
        """Who read the document has kept its source."""
        if self._kept is not None and (own := bytes.fromhex(doc_id)) not in self._kept:
            self._kept.add(own)
            self.new += 1

    def keep(self, source: Source, doc_id: str) -> None:
        """Keeps the source of a document that an earlier run has read. Raises `OSError` where it cannot be
        written.
        """
        if self._kept is None or bytes.fromhex(doc_id) in self._kept:
            return
        try:
            data = read_bytes(source)
        except (OSError, Refused):
            self.missed += 1
            return
        if hashlib.sha256(data).hexdigest() != doc_id:
            self.missed += 1
            return
        self._sources.put(data)
        self.note(doc_id)
