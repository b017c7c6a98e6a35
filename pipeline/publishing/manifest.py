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
from typing import Any

from pipeline.datasets.ids import short_id
from pipeline.publishing.generation import Generation
from pipeline.storage.folders import Folder

PACKAGE = "datapackage.json"
MANIFESTS = "state/manifest"


@dataclass(frozen=True, slots=True)
class Entry:
    """A published file, and what it was made of."""

    path: str
    """Below `datasets`."""
    size: int
    sha256: str
    rows: int
    mark: str
    """Hash of what the file was made of."""

    @property
    def dataset(self) -> str:
        """The name of the dataset that the file is of."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are made or taken over together, as those of one partition, and what they were made of."""

    mark: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of one generation: in groups, and those that tell of runs."""

    groups: dict[str, FileGroup] = field(default_factory=dict)
    """By name: those of the partitions, and of what depends on no document."""
    runs: tuple[Entry, ...] = ()

    def write(self, folder: Folder, package: bytes) -> str:
        """Writes it for the generation that this package describes; gives its name."""
        content = {
            "groups": {name: asdict(group) for name, group in self.groups.items()},
            "runs": [asdict(entry) for entry in self.runs],
        }
        name = _name(package)
        folder.put_bytes(name, json.dumps(content, sort_keys=True).encode())
        return name


def read_manifest(folder: Folder, generation: Generation) -> Manifest:
    """What the published generation was made of; nothing where that is not known.

    Earlier versions wrote their groups under another key and no file of theirs is taken over: only what they
    tell of runs is read.
    """
    try:
        content = json.loads(folder.read(_name(generation.read(PACKAGE))))
        groups = {
            name: FileGroup(group["mark"], _entries(group["entries"]))
            for name, group in content.get("groups", {}).items()
        }
        return Manifest(groups, _entries(content["runs"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def mark_of(entries: Iterable[Entry]) -> str:
    """Changes when one of these files does."""
    return short_id(*chain.from_iterable((e.path, e.sha256) for e in entries))


def _entries(content: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(**entry) for entry in content)


def _name(package: bytes) -> str:
    return f"{MANIFESTS}/{hashlib.sha256(package).hexdigest()[:16]}.json"
