"""Finds what a run is to read: files, folders, globs."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One input. `problem` says why it cannot even be opened; such an input gets its receipt, too."""

    uri: str
    """The path as given, with the way below a folder; forward slashes."""
    path: Path
    byte_size: int = 0
    problem: str | None = None


class NoSuchSource(ValueError):
    """A path that names nothing: most likely a slip of the user."""


def find_sources(paths: Iterable[str], output: Path | None = None) -> list[Source]:
    """Every input below the given files, folders and globs, once, sorted by its uri.

    Hidden files and folders and the run's own output are left out. A link into a folder that is already
    being read is not followed again. Raises `NoSuchSource` for a path that names nothing.
    """
    skip = _identity(output) if output else None
    found: dict[str, Source] = {}
    for given in paths:
        for source in _expand(given, skip):
            known = found.setdefault(os.path.abspath(source.path), source)
            if source.uri < known.uri:
                found[os.path.abspath(source.path)] = source
    return sorted(found.values(), key=lambda s: s.uri)


def _expand(given: str, skip: tuple[int, int] | None) -> Iterator[Source]:
    if os.path.lexists(given):
        matches = [given]
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))
        if not matches:
            raise NoSuchSource(f"nothing matches {given}; check the pattern and the folder")
    else:
        raise NoSuchSource(f"there is no file or folder {given}; check the spelling")
    for match in matches:
        path = Path(match)
        if _is_folder(path):
            yield from _walk(path, skip, set())
        else:
            yield _source(path)


def _walk(folder: Path, skip: tuple[int, int] | None, seen: set[tuple[int, int]]) -> Iterator[Source]:
    here = _identity(folder)
    if here is None or here == skip or here in seen:
        return
    seen.add(here)
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield Source(_uri(folder), folder, problem=f"the folder cannot be listed ({error.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if _is_folder(path):
            yield from _walk(path, skip, seen)
        else:
            yield _source(path)


def _source(path: Path) -> Source:
    try:
        status = path.stat()
    except OSError as error:
        return Source(_uri(path), path, problem=f"{error.strerror or error}")
    if not stat.S_ISREG(status.st_mode):
        return Source(_uri(path), path, problem="not a regular file but a device, pipe or socket")
    return Source(_uri(path), path, status.st_size)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission to look: `_source` says so
        return False


def _uri(path: Path) -> str:
    return path.as_posix()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode: two names of one folder have the same."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
