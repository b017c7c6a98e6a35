"""The datasets on an object store: nothing published is overwritten, and one conditional put publishes.

Objects of changed files get names that end in a hash of their content and stand beside the published ones.
The commit (`pipeline.storage.commits`) is an object of the next number that only one writer can create; it
names package, catalogue and search index, which are there before it. Then `datasets/datapackage.json` is
replaced, for readers that know nothing of commits; a writer that dies before that leaves it to the next
(`complete`). Of two writers who both believe to be alone the second cannot create the number. What neither
the new package nor the one before names is removed after the commit: who reads the generation before can go
on until the next is published.

Only what stood there before the commit is removed, and no name is used again that something left over has:
a writer that comes late removes nothing that belongs to another.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.datasets.ids import short_id
from pipeline.publishing.written import Written
from pipeline.storage.commits import (
    COMMITS,
    DATASETS,
    PACKAGE,
    Commit,
    files_of,
    last_commit,
    last_number,
    package_of,
)
from pipeline.storage.folders import RemoteFolder
from pipeline.storage.locks import LockLost

_STATE = "state"
_KINDS = ("catalog", "search")
"""What a generation takes along of the tool's own: `state/KIND-…`."""
_HASH_LENGTH = 8


class RemoteGeneration:
    """Objects beside the published ones, until a commit names them."""

    def __init__(self, folder: RemoteFolder, follows: int | None = None) -> None:
        """`follows` is the number of the commit that the writer's catalogue is from; null where it has none.

        Raises `LockLost` where another has published since.
        """
        self.folder = folder
        self.last = last_commit(folder)
        number = 0 if self.last is None else self.last.number
        if follows is not None and number != follows:
            raise LockLost(_too_late(folder))
        self.number = number + 1
        self._token = uuid.uuid4().hex[:_HASH_LENGTH]
        self._package = b""
        self._taken: dict[str, str] = {}

    @cached_property
    def _published(self) -> tuple[str, ...]:
        """The files of the published generation, below `datasets`."""
        package = package_of(self.folder, self.last)
        if package is None and self.last is None:  # an output of an earlier version that was cut off
            return tuple(name[len(DATASETS) + 1 :] for name in self._there if name.startswith(f"{DATASETS}/"))
        return tuple(files_of(package))

    @cached_property
    def _there(self) -> frozenset[str]:
        """Every object that may be one of ours, as the writer found it."""
        found = {*self.folder.names(DATASETS), *self.folder.names(COMMITS)}
        for kind in _KINDS:
            found.update(self.folder.starting(_STATE, kind))
        return frozenset(found)

    def complete(self, mark: str) -> bool:
        """Rolls the package forward that the last commit names, if its writer died before it did."""
        if self.last is None or self.last.mark != mark:
            return False
        self._show(self.last)
        return True

    def sizes(self) -> dict[str, int]:
        """An object is whole or not there: sizes are not asked for, and given as -1."""
        return {path: -1 for path in self._published if f"{DATASETS}/{path}" in self._there}

    def read(self, path: str) -> bytes:
        """The object of that name: it never changes."""
        return self.folder.read(f"{DATASETS}/{path}")

    def begin(self) -> None:
        """Looks what is there, before the first object is put."""
        _ = self._there

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """A new object; its path has a hash of its content."""
        with TemporaryDirectory(prefix="mingzhang-") as scratch:
            draft = Path(scratch) / "draft"
            write(draft)
            content = draft.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        name = self._free_name(path, digest)
        self.folder.put_bytes(f"{DATASETS}/{name}", content)
        return Written(name, len(content), digest)

    def _free_name(self, path: str, digest: str) -> str:
        stem, dot, ending = path.rpartition(".")
        name = f"{stem}-{digest[:_HASH_LENGTH]}{dot}{ending}"
        if f"{DATASETS}/{name}" not in self._there:
            return name
        other = short_id(digest, self._token)[:_HASH_LENGTH]
        return f"{stem}-{other}{dot}{ending}"

    def remove(self, path: str) -> None:
        """Nothing is removed before the commit: then what no package names goes."""

    def take(self, kind: str, path: Path) -> None:
        """A file of the tool's own, `catalog` or `search`, goes along with the next generation."""
        name = f"{_STATE}/{kind}-{self.number:08}-{self._token}.sqlite"
        self.folder.send(name, path)
        self._taken[kind] = name

    def bring_search(self, mark: str | None, path: Path) -> bool:
        """Brings the search index of the published generation to this machine; false where there is none, or
        the generation is not that of this mark.
        """
        if self.last is None or self.last.mark != mark or self.last.search is None:
            return False
        try:
            self.folder.fetch(self.last.search, path)
        except FileNotFoundError:
            return False
        return True

    def keep_search(self) -> None:
        """The search index of the published generation is that of the next, too."""
        assert self.last is not None
        assert self.last.search is not None
        self._taken["search"] = self.last.search

    def prepare(self, package: bytes) -> str:
        """Files have the hash of their content in their names: the package tells generations apart."""
        self._package = package
        return short_id("generation", hashlib.sha256(package).hexdigest())

    def publish(self) -> None:
        """The commit; then the package for others, and what is of no use any more goes.

        Raises `LockLost` where another writer was first.
        """
        package = f"{COMMITS}/{self.number:08}-{self._token}.package.json"
        self.folder.put_bytes(package, self._package)
        commit = Commit(
            self.number,
            self.prepare(self._package),
            package,
            self._taken["catalog"],
            self._taken.get("search"),
            None if self.last is None else self.last.package,
        )
        there, before = self._there, set(self._published)
        if not self._is_first(commit) or last_number(self.folder) != commit.number:
            raise LockLost(_too_late(self.folder))
        self._show(commit)
        if last_number(self.folder) != commit.number:  # held up between the two: others have published since
            newest = last_commit(self.folder)
            assert newest is not None
            self._show(newest)
        with suppress(OSError):  # it is published; the next publication removes what is left
            self._clear(there, commit, before)

    def _is_first(self, commit: Commit) -> bool:
        """Creates the commit; true also where a request whose answer was lost had created it."""
        content = commit.content()  # no other has it: its objects have a name of their own
        return self.folder.create(commit.name, content) or self.folder.read(commit.name) == content

    def _show(self, commit: Commit) -> None:
        """`datasets/datapackage.json` is the package of a commit."""
        content = self.folder.read(commit.package)
        with suppress(FileNotFoundError):
            if self.folder.read(PACKAGE) == content:
                return
        self.folder.put_bytes(PACKAGE, content)

    def clear_all_but(self, commit: Commit) -> None:
        """Only what this commit, the last, is made of stays."""
        kept = {PACKAGE, *(f"{DATASETS}/{path}" for path in self._published), *commit.objects()}
        self.folder.remove_all(sorted(self._there - (kept - {commit.before})))

    def _clear(self, there: frozenset[str], commit: Commit, before: set[str]) -> None:
        """Of what was there before the commit, all goes but the last two generations."""
        files = before.union(files_of(json.loads(self._package)))
        kept = {PACKAGE, *(f"{DATASETS}/{path}" for path in files), *commit.objects()}
        if self.last is not None:
            kept |= self.last.objects()
        self.folder.remove_all(sorted(there - kept))


def clear_before(folder: RemoteFolder) -> None:
    """Removes the generation before and all else that the last commit does not name: what must not be there
    any longer. Who reads the generation before finds its files gone. The caller holds the lock.
    """
    commit = last_commit(folder)
    if commit is not None:
        RemoteGeneration(folder).clear_all_but(commit)


def _too_late(folder: RemoteFolder) -> str:
    return f"another run has published to {folder.url} while this one was held up; run again"
