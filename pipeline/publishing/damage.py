"""What is found damaged while it is published: a disk or a person changed what we wrote."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.datasets.parquet import read_parquet
from pipeline.publishing.file_list import Entry
from pipeline.publishing.generation import Generation
from pipeline.rows.ties import Ties
from pipeline.storage.bundles import DamagedBundle, OpenBundle
from pipeline.storage.store import Bundle, Store

if TYPE_CHECKING:
    import pyarrow as pa


class DamagedFile(Exception):
    """A published file is not what was written: its share is to be made anew from the bundles."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class DamagedStaged(Exception):
    """A bundle is not what was written: its document is to be read again."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(bundle)  # as it is given, so that it comes whole out of another process
        self.bundle = bundle


def read_published(generation: Generation, entry: Entry) -> pa.Table:
    """The rows of a published file, if they are those that were written. Raises `DamagedFile`."""
    try:
        content = generation.read(entry.path)
    except FileNotFoundError as error:
        raise DamagedFile(entry.path) from error
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise DamagedFile(entry.path)
    return read_parquet(content)


def open_staged(store: Store, bundle: Bundle) -> OpenBundle:
    """The rows of a staged document, if they are those that were written. Raises `DamagedStaged`."""
    try:
        opened = store.open(bundle)
    except (FileNotFoundError, DamagedBundle) as error:
        raise DamagedStaged(bundle) from error
    if not opened.is_whole:
        raise DamagedStaged(bundle)
    return opened


def staged_ties(store: Store, bundle: Bundle) -> Ties:
    """What ties a staged document to others. Raises `DamagedStaged`."""
    try:
        return store.ties(bundle)
    except (FileNotFoundError, DamagedBundle) as error:
        raise DamagedStaged(bundle) from error
