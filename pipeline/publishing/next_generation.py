"""Which kind of generation an output folder has, and what one takes along that is no part of the datasets."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.publishing.generation import Generation, LocalGeneration
from pipeline.publishing.remote_generation import RemoteGeneration
from pipeline.publishing.search_index import INDEX, Index, Marks, generation_of, has_full_text
from pipeline.storage.catalog import Catalog
from pipeline.storage.catalog_sync import FOLLOWS
from pipeline.storage.folders import LocalFolder, RemoteFolder


def next_generation(folder: LocalFolder | RemoteFolder, catalog: Catalog) -> Generation:
    """A next generation of the datasets in an output folder; only the holder of its lock may begin one.

    Raises `LockLost` where another has published since the catalogue was read.
    """
    if isinstance(folder, LocalFolder):
        return LocalGeneration(folder)
    follows = catalog.meta(FOLLOWS)
    return RemoteGeneration(folder, None if follows is None else int(follows))


def take_along(generation: RemoteGeneration, index: Index, catalog: Catalog) -> None:
    """Sends search index and catalogue, which the commit is to name; the index first, for the catalogue is
    told what turns out to be damaged.
    """
    if has_full_text():
        _take_index(generation, index)
    copy = catalog.snapshot()
    generation.take("catalog", copy)
    copy.unlink()


def _take_index(generation: RemoteGeneration, index: Index) -> None:
    """An index in which nothing is to change stays that of the generation before."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        path = Path(scratch) / INDEX
        is_known = generation.bring_search(index.marks.before, path)
        before = generation_of(path) if is_known else None
        if before is not None and not index.changed and not index.documents:
            generation.keep_search()
            return
        replace(index, marks=Marks(before, index.marks.now)).update(path)
        generation.take("search", path)
