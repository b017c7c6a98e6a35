"""What each published file was made of, so that the next run writes only what is to be otherwise.

A manifest belongs to one generation of the datasets: its name has the hash of their `datapackage.json`. It is
written before that generation appears, and speaks of nothing until then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import chain

from pipeline.datasets.ids import short_id
from pipeline.publishing.generation import Generation
from pipeline.storage.folders import Folder

PACKAGE = "datapackage.json"
MANIFESTS = "state/manifest"


@dataclass(slots=True)
class Entry:
    """A published file, and what it was made of."""

    path: str
    size: int
    sha256: str
    rows: int
    mark: str

    @property
    def dataset(self) -> str:
        return self.path.partition("/")[0]


@dataclass(slots=True)
class ShelfFiles:
    """The files of one shelf, and what they were all made of."""

    mark: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Manifest:
    """The files of one generation: by shelf, and those that tell of runs."""

    shelves: dict[str, ShelfFiles] = field(default_factory=dict)
    runs: list[Entry] = field(default_factory=list)

    def write(self, folder: Folder, package: bytes) -> str:
        """Writes it for the generation that this package describes; gives its name."""
        content = {
            "shelves": {name: asdict(shelf) for name, shelf in self.shelves.items()},
            "runs": [asdict(entry) for entry in self.runs],
        }
        name = _name(package)
        folder.put_bytes(name, json.dumps(content, sort_keys=True).encode())
        return name


def read_manifest(folder: Folder, generation: Generation) -> Manifest:
    """What the published generation was made of; nothing where that is not known."""
    try:
        content = json.loads(folder.read(_name(generation.read(PACKAGE))))
        shelves = {
            name: ShelfFiles(shelf["mark"], [Entry(**entry) for entry in shelf["entries"]])
            for name, shelf in content["shelves"].items()
        }
        return Manifest(shelves, [Entry(**entry) for entry in content["runs"]])
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def mark_of(entries: Iterable[Entry]) -> str:
    """Changes when one of these files does."""
    return short_id(*chain.from_iterable((e.path, e.sha256) for e in entries))


def _name(package: bytes) -> str:
    return f"{MANIFESTS}/{hashlib.sha256(package).hexdigest()[:16]}.json"
