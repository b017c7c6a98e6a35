"""Finds what a run is to read: files, folders, globs, archives, and URLs of any fsspec file system."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.intake.source import OUTSIDE, Source
from pipeline.storage.folders import is_url, split_url


class NoSuchSource(ValueError):
    """A path that names nothing: most likely a slip of the user."""


class SourceUnreachable(RuntimeError):
    """A store that should hold the input does not answer."""


def find_sources(
    paths: Iterable[str], output: str | Path | None = None, *, follow_links: bool = False
) -> list[Source]:
    """Every input below the given files, folders, globs and URLs, once, sorted by its uri.

    Hidden files and folders and the run's own output are left out. A link into a folder that is already
    being read is not followed again; one that leads out of the folder that was named is an input with a
    problem, unless `follow_links`. Raises `NoSuchSource` for a path that names nothing, `SourceUnreachable`
    for a URL whose store does not answer.
    """
    skip = _identity(Path(output)) if output and not is_url(output) else None
    by_place: dict[str, Source] = {}
    for given in paths:
        own = split_url(str(output)) if output and is_url(output) else None
        for source in _remote(given, own) if is_url(given) else _expand(given, skip, follow_links):
            key = source.location if source.is_remote else os.path.abspath(source.location)
            known = by_place.setdefault(key, source)
            if source.uri < known.uri:
                by_place[key] = source
    return sorted(by_place.values(), key=lambda s: s.uri)


def _remote(given: str, own: tuple[Any, str] | None) -> Iterator[Source]:
    try:
        fs, path = split_url(given)
        fs.invalidate_cache()
        if glob.has_magic(given):
            entries = fs.glob(path, detail=True)
        elif fs.isfile(path):
            entries = {path: fs.info(path)}
        else:
            entries = fs.find(path, detail=True)
    except FileNotFoundError:
        entries = {}
    except ValueError as error:
        raise NoSuchSource(str(error)) from error
    except Exception as error:  # every protocol has errors of its own
        raise SourceUnreachable(
            f"{given} does not answer ({type(error).__name__}: {error}); check the address, the network "
            "and the credentials"
        ) from error
    if not entries:
        raise NoSuchSource(f"there is nothing at {given}; check the spelling and the credentials")
    for name, info in sorted(entries.items()):
        url = str(fs.unstrip_protocol(name))
        below = name[len(path) :].split("/") if name.startswith(path) else [name.rpartition("/")[2]]
        if info.get("type") == "directory" or any(part.startswith(".") for part in below):
            continue
        if own is not None and own[0] is fs and name.startswith(f"{own[1]}/"):
            continue
        size = int(info.get("size") or 0)
        mark = next(
            (str(info[key]) for key in ("ETag", "etag", "md5", "mtime", "created") if info.get(key)), None
        )
        yield Source(url, url, size, version=None if mark is None else f"{mark.strip(chr(34))}-{size}")


def _expand(given: str, skip: tuple[int, int] | None, follow_links: bool) -> Iterator[Source]:
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
            yield from _Walk(path, skip, follow_links).sources()
        else:
            yield _source(path)


class _Walk:
    """Everything below one folder that the user named."""

    def __init__(self, top: Path, skip: tuple[int, int] | None, follow_links: bool) -> None:
        self.top = top
        self.inside = os.path.realpath(top) + os.sep
        self.skip = skip
        self.follow_links = follow_links
        self.seen: set[tuple[int, int]] = set()

    def sources(self) -> Iterator[Source]:
        waiting = [self.top]
        while waiting:
            folder = waiting.pop()
            here = _identity(folder)
            if here is None or here == self.skip or here in self.seen:
                continue
            self.seen.add(here)
            try:
                entries = sorted(os.scandir(folder), key=lambda e: e.name)
            except OSError as error:
                yield Source(
                    _uri(folder), str(folder), problem=f"the folder cannot be listed ({error.strerror})"
                )
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                path = folder / entry.name
                outside = entry.is_symlink() and not self.follow_links and self._leads_out(path)
                if outside:
                    yield Source(_uri(path), str(path), problem=outside, problem_kind=OUTSIDE)
                elif _is_folder(path):
                    waiting.append(path)
                else:
                    yield _source(path)

    def _leads_out(self, path: Path) -> str | None:
        target = os.path.realpath(path)
        if (target + os.sep).startswith(self.inside) or not os.path.exists(target):
            return None
        return (
            f"a link to {target}, out of the folder {self.top}, is not followed; name the target itself, "
            "or run with --follow-links"
        )


def _source(path: Path) -> Source:
    try:
        status = path.stat()
    except OSError as error:
        return Source(_uri(path), str(path), problem=f"{error.strerror or error}; {_CHECK}")
    if not stat.S_ISREG(status.st_mode):
        problem = f"not a regular file but a device, pipe or socket; {_CHECK}"
        return Source(_uri(path), str(path), problem=problem)
    return Source(_uri(path), str(path), status.st_size)


_CHECK = "check that the file is there and may be read"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission to look: `_source` says so
        return False


def _uri(path: Path) -> str:
    """With forward slashes; bytes of a name that are no UTF-8 are written out."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode: two names of one folder have the same."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
