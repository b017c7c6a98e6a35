"""The files of a site: written where they are another, remembered, and taken away when nothing makes them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pipeline.explorer.edition import WrongAsked
from pipeline.language.spoken import tr

MANIFEST = "mingzhang-site.json"


class Manifest(msgspec.Struct, frozen=True):
    """What was written, by its path below the folder."""

    files: dict[str, str] = {}
    """Hash of each (SHA-256, hexadecimal)."""


@dataclass
class Files:
    """A folder that is filled. What others put into it stays as it is."""

    folder: Path
    written: int = 0
    """So many are new, or another than before."""
    removed: int = 0
    size: int = 0
    """Bytes of all of them."""
    before: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises `WrongAsked` for a folder with files of somebody else, or a file in its place."""
        if self.folder.exists() and not self.folder.is_dir():
            raise WrongAsked(tr("{folder} is a file; a site is a folder", folder=self.folder))
        manifest = self.folder / MANIFEST
        if manifest.is_file():
            try:
                self.before = dict(msgspec.json.decode(manifest.read_bytes(), type=Manifest).files)
            except msgspec.DecodeError as error:
                problem = tr("{file} is none of mingzhang site ({error})", file=manifest, error=error)
                raise WrongAsked(problem) from error
        elif self.folder.is_dir() and any(self.folder.iterdir()):
            raise WrongAsked(
                tr("{folder} has files that mingzhang site did not write; name another", folder=self.folder)
            )

    def put(self, name: str, content: bytes) -> None:
        """A file, unless it has that content already."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.folder / name
        if not (self.before.get(name) == digest and path.is_file() and path.stat().st_size == len(content)):
            _replace(path, content)
            self.written += 1
        self._has(name, digest, len(content))

    def keep(self, name: str) -> bool:
        """Whether a file was written before and is there, so that it need not be made again."""
        path, digest = self.folder / name, self.before.get(name)
        if digest is None or not path.is_file():
            return False
        self._has(name, digest, path.stat().st_size)
        return True

    def finish(self) -> None:
        """Takes away what was written before and not again, unless somebody changed it."""
        for name, digest in self.before.items():
            path = self.folder / name
            if name not in self.now and path.is_file() and _hash(path) == digest:
                path.unlink()
                self.removed += 1
        self._remember(self.now)

    def give_up(self) -> None:
        """Remembers what was written, so that the next run goes on from there."""
        self._remember({**self.before, **self.now})

    def _remember(self, files: dict[str, str]) -> None:
        content = msgspec.json.format(msgspec.json.encode(Manifest(dict(sorted(files.items())))))
        _replace(self.folder / MANIFEST, content)

    def _has(self, name: str, digest: str, size: int) -> None:
        self.now[name] = digest
        self.size += size


def _replace(path: Path, content: bytes) -> None:
    """A reader sees the old file or the new one. Not flushed: after a crash of the machine run it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
