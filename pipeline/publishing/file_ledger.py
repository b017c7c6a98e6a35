"""The files of the next generation: which are taken over, which are written, how many rows they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.ids import short_id
from pipeline.datasets.parquet import write_parts
from pipeline.datasets.schema import Dataset
from pipeline.publishing.generation import Generation, Written
from pipeline.publishing.manifest import Entry, FileGroup, Manifest

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a dataset that stand in files of their own, as many as they need."""

    dataset: Dataset
    start: str
    """How the paths of its files begin, below the folder of the dataset; a number follows."""
    mark: str
    """Hash of what the rows are made of."""

    def path(self, number: int) -> str:
        """The path of one of its files, below `datasets`."""
        return f"{self.dataset.name}/{self.start}{number}.parquet"


class Ledger:
    """What becomes of the files of every group; a file is taken over where it was made of the same.

    `version` is what all files depend on beside the marks of their parts.
    """

    def __init__(self, generation: Generation, before: Manifest, version: str) -> None:
        self._generation = generation
        self._before = before
        self._version = version
        self._by_path = {e.path: e for group in before.groups.values() for e in group.entries}
        self._marks: dict[str, str] = {}
        self._entries: dict[str, list[Entry]] = {}
        self.written = self.kept = 0

    def take_over(self, group: str, mark: str) -> bool:
        """Takes over all files of a group if they were made of the same and are there; whether they were."""
        known = self._before.groups.get(group)
        if known is None or known.mark != mark or not all(map(self._is_there, known.entries)):
            return False
        self.begin(group, mark)
        self._keep(group, known.entries)
        return True

    def begin(self, group: str, mark: str) -> None:
        """Begins a group whose parts are decided one by one."""
        self._marks[group] = mark
        self._entries[group] = []

    def write(
        self, group: str, part: Part, tables: Iterable[pa.Table], *, even_if_empty: bool = False
    ) -> None:
        """Writes a part, in files of bounded size, unless what is there was made of the same.

        Then `tables` are not asked for. A part without rows has no file unless asked for.
        """
        mark = short_id(self._version, part.mark)
        known = self._known(part)
        if known and all(e.mark == mark and self._is_there(e) for e in known):
            self._keep(group, known)
            return
        written: list[Written] = []

        def put(number: int, write: Callable[[Path], None]) -> None:
            written.append(self._generation.put(part.path(number), write))

        counts = write_parts(tables, part.dataset, put, even_if_empty=even_if_empty)
        self._entries[group] += [
            Entry(part.path(number), file.size, file.sha256, rows, mark)
            for number, (file, rows) in enumerate(zip(written, counts, strict=True))
        ]
        self.written += len(written)

    @property
    def groups(self) -> dict[str, FileGroup]:
        """All groups so far, in the order in which they were begun."""
        return {name: FileGroup(self._marks[name], tuple(found)) for name, found in self._entries.items()}

    @property
    def entries(self) -> list[Entry]:
        """All files so far."""
        return [entry for found in self._entries.values() for entry in found]

    def rows(self) -> dict[str, int]:
        """The rows of each dataset that has files, in the order of their first files."""
        counts: Counter[str] = Counter()
        for entry in self.entries:
            counts[entry.dataset] += entry.rows
        return dict(counts)

    def _known(self, part: Part) -> list[Entry]:
        """The files of a part in the generation before."""
        found: list[Entry] = []
        while (entry := self._by_path.get(part.path(len(found)))) is not None:
            found.append(entry)
        return found

    def _keep(self, group: str, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._generation.keep(entry.path)
            self._entries[group].append(entry)
            self.kept += 1

    def _is_there(self, entry: Entry) -> bool:
        return self._generation.has(entry.path, entry.size)
