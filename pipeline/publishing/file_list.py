"""The published files and what they hold, in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.storage.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Entry:
    """A published file; its path is below `datasets`."""

    path: str
    size: int
    sha256: str
    rows: int

    @property
    def dataset(self) -> str:
        """The name of the dataset that the file is of."""
        return self.path.partition("/")[0]


class FileList:
    """The files of the next generation: those of the published one until they are replaced."""

    def __init__(self, catalog: Catalog) -> None:
        self.db = catalog.db
        self.written = 0

    def of(self, share: str, dataset: str) -> list[Entry]:
        """The files of a share of documents, in their order."""
        sql = "select path, size, sha256, rows from files where share = ? and dataset = ?"
        return _by_number(self.db.execute(sql, (share, dataset)))

    def datasets(self, share: str) -> list[str]:
        """The datasets of which a share has files."""
        return [
            row[0] for row in self.db.execute("select distinct dataset from files where share = ?", (share,))
        ]

    def replace(self, share: str, dataset: str, entries: Iterable[Entry]) -> list[str]:
        """The share has these files of a dataset now; gives the paths of those that it has no more."""
        before = {entry.path for entry in self.of(share, dataset)}
        self.db.execute("delete from files where share = ? and dataset = ?", (share, dataset))
        for entry in entries:
            self.db.execute(
                "insert or replace into files values (?, ?, ?, ?, ?, ?)",
                (entry.path, dataset, share, entry.size, entry.sha256, entry.rows),
            )
            before.discard(entry.path)
            self.written += 1
        return sorted(before)

    def all(self) -> Iterator[Entry]:
        """Every file, by path."""
        return (
            Entry(*row) for row in self.db.execute("select path, size, sha256, rows from files order by path")
        )

    def sizes(self) -> dict[str, tuple[int, str]]:
        """Size and share of each file by its path."""
        return {row[0]: row[1:] for row in self.db.execute("select path, size, share from files")}

    def has(self, path: str) -> bool:
        """Whether a file is in the list."""
        return self.db.execute("select 1 from files where path = ?", (path,)).fetchone() is not None

    def count(self) -> int:
        """How many files there are."""
        return int(self.db.execute("select count(*) from files").fetchone()[0])

    def rows(self) -> dict[str, int]:
        """The rows of each dataset that has files."""
        return dict(self.db.execute("select dataset, sum(rows) from files group by dataset order by dataset"))

    def forget_all(self, but: Iterable[str] = ()) -> None:
        """No file is known but those of these datasets."""
        kept = list(but)
        marks = ", ".join("?" * len(kept))
        self.db.execute(f"delete from files where dataset not in ({marks})", kept)


def _by_number(rows: Iterable[tuple[str, int, str, int]]) -> list[Entry]:
    """Files whose paths differ in their last number, in its order."""
    return sorted((Entry(*row) for row in rows), key=lambda entry: (len(entry.path), entry.path))
