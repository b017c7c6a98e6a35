"""Finds what a run is to read: files, folders, globs, archives, and URLs of any fsspec file system.

What is found comes as a stream (`found_below`): whoever keeps it decides where, and a folder of any size
costs no memory here.
"""

from __future__ import annotations

import glob
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.intake.source import OUTSIDE, UNREACHABLE, Source
from pipeline.storage.folders import is_url, split_url

_RACY_NS = 2_000_000_000
"""A file that was changed so short before we looked may change again within the same tick of its clock."""


class NoSuchSource(ValueError):
    """A path that names nothing: most likely a slip of the user."""


class SourceUnreachable(RuntimeError):
    """A store that should hold the input does not answer."""


class Found(NamedTuple):
    """An input as it was found, without opening it."""

    place: str | bytes
    """Two that have the same are one input, under two names: that whose uri sorts first counts."""
    uri: str
    location: str | bytes | None
    """As `Source.location`; null where it is the uri, bytes where a file's name is no text."""
    byte_size: int = 0
    stamp: str | None = None
    """Other bytes have another, as far as that shows without reading; null where nothing vouches for it."""
    problem: str | None = None
    problem_kind: str | None = None

    def source(self) -> Source:
        """The same as an input of a run."""
        location = self.uri if self.location is None else os.fsdecode(self.location)
        return Source(
            self.uri,
            location,
            self.byte_size,
            self.problem,
            self.problem_kind or UNREACHABLE,
            version=self.stamp,
        )


def found_below(
    paths: Iterable[str], output: str | Path | None = None, *, follow_links: bool = False
) -> Iterator[Found]:
    """Every input below the given files, folders, globs and URLs, as it is met; one place may come twice.

    Hidden files and folders and the run's own output are left out. A link into a folder that is already
    being read is not followed again; one that leads out of the folder that was named is an input with a
    problem, unless `follow_links`. Raises `NoSuchSource` for a path that names nothing, `SourceUnreachable`
    for a URL whose store does not answer.
    """
    skip = _identity(Path(output)) if output and not is_url(output) else None
    for given in paths:
        own = split_url(str(output)) if output and is_url(output) else None
        yield from _remote(given, own) if is_url(given) else _expand(given, skip, follow_links)


def found_as(source: Source) -> Found:
    """An input that the caller names itself, as one that was found."""
    stamp, place = source.version, source.location
    if not source.is_remote:
        place = os.path.abspath(source.location)
        if stamp is None and source.problem is None:
            with suppress(OSError):
                stamp = stamp_of(os.stat(source.location), time.time_ns())
    return Found(
        as_key(place),
        source.uri,
        None if source.location == source.uri else as_key(source.location),
        source.byte_size,
        stamp,
        source.problem,
        source.problem_kind,
    )


def find_sources(
    paths: Iterable[str], output: str | Path | None = None, *, follow_links: bool = False
) -> list[Source]:
    """Every input of `found_below` once, sorted by its uri: for callers who know that they are few."""
    by_place: dict[str | bytes, Found] = {}
    for found in found_below(paths, output, follow_links=follow_links):
        known = by_place.setdefault(found.place, found)
        if found.uri < known.uri:
            by_place[found.place] = found
    return [found.source() for found in sorted(by_place.values(), key=lambda f: f.uri)]


def stamp_of(status: os.stat_result, looked_at: int) -> str | None:
    """Changes when the file does: size, both times in ns, inode; looked at when the clock said so (in ns).

    Null for a file that was changed within the two seconds before: it could change once more and look the
    same. The number of the device is no part of it: it changes when a machine starts anew.
    """
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    if max(modified, changed) > looked_at - _RACY_NS:
        return None
    return f"{status.st_size} {modified} {changed} {status.st_ino}"


def as_key(path: str) -> str | bytes:
    """A path as a database keeps it: bytes where it is no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def _remote(given: str, own: tuple[Any, str] | None) -> Iterator[Found]:
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
        yield Found(url, url, None, size, None if mark is None else f"{mark.strip(chr(34))}-{size}")


def _expand(given: str, skip: tuple[int, int] | None, follow_links: bool) -> Iterator[Found]:
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
            yield from _Walk(path, skip, follow_links).found()
        else:
            yield _of_file(path)


class _Walk:
    """Everything below one folder that the user named."""

    def __init__(self, top: Path, skip: tuple[int, int] | None, follow_links: bool) -> None:
        self.top = top
        self.inside = os.path.realpath(top) + os.sep
        self.skip = skip
        self.follow_links = follow_links
        self.seen: set[tuple[int, int]] = set()

    def found(self) -> Iterator[Found]:
        """Folder by folder; of a plain file nothing is asked but what listing its folder tells."""
        waiting = [self.top]
        while waiting:
            folder = waiting.pop()
            here = _identity(folder)
            if here is None or here == self.skip or here in self.seen:
                continue
            self.seen.add(here)
            looked_at = time.time_ns()
            try:
                entries = sorted(os.scandir(folder), key=lambda e: e.name)
            except OSError as error:
                yield _problem(folder, f"the folder cannot be listed ({error.strerror})")
                continue
            starts = _Starts.of(folder)
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    yield from self._link(folder / entry.name, waiting)
                elif _is_folder(entry):
                    waiting.append(folder / entry.name)
                else:
                    yield starts.found(entry, looked_at)

    def _link(self, path: Path, waiting: list[Path]) -> Iterator[Found]:
        outside = None if self.follow_links else self._leads_out(path)
        if outside:
            yield _problem(path, outside, OUTSIDE)
        elif _is_folder(path):
            waiting.append(path)
        else:
            yield _of_file(path)

    def _leads_out(self, path: Path) -> str | None:
        target = os.path.realpath(path)
        if (target + os.sep).startswith(self.inside) or not os.path.exists(target):
            return None
        return (
            f"a link to {target}, out of the folder {self.top}, is not followed; name the target itself, "
            "or run with --follow-links"
        )


class _Starts(NamedTuple):
    """How the names begin of what stands in one folder: a path object for each file would cost most."""

    place: str
    uri: str
    location: str

    @classmethod
    def of(cls, folder: Path) -> _Starts:
        """Those of a folder; a path that is a dot is left out, as in paths."""
        probe = folder / "x"
        return cls(os.path.abspath(probe)[:-1], probe.as_posix()[:-1], str(probe)[:-1])

    def found(self, entry: os.DirEntry[str], looked_at: int) -> Found:
        """A file of the folder."""
        name = entry.name
        place, location, uri = self.place + name, self.location + name, self.uri + name
        try:
            status = entry.stat()
        except OSError as error:
            return _problem(Path(location), f"{error.strerror or error}; {_CHECK}")
        if not stat.S_ISREG(status.st_mode):
            return _problem(Path(location), _NO_FILE)
        stamp = stamp_of(status, looked_at)
        if location.isascii():
            return Found(place, uri, None if uri == location else location, status.st_size, stamp)
        written = _written_out(uri)
        kept = None if written == location else as_key(location)
        return Found(as_key(place), written, kept, status.st_size, stamp)


def _of_file(path: Path) -> Found:
    looked_at = time.time_ns()
    try:
        status = path.stat()
    except OSError as error:
        return _problem(path, f"{error.strerror or error}; {_CHECK}")
    if not stat.S_ISREG(status.st_mode):
        return _problem(path, _NO_FILE)
    uri, location = _uri(path), str(path)
    kept = None if uri == location else as_key(location)
    return Found(as_key(os.path.abspath(path)), uri, kept, status.st_size, stamp_of(status, looked_at))


def _problem(path: Path, problem: str, kind: str = UNREACHABLE) -> Found:
    place, location = as_key(os.path.abspath(path)), as_key(str(path))
    return Found(place, _uri(path), location, problem=_written_out(problem), problem_kind=kind)


_CHECK = "check that the file is there and may be read"
_NO_FILE = f"not a regular file but a device, pipe or socket; {_CHECK}"


def _is_folder(path: Path | os.DirEntry[str]) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission to look: `_source` says so
        return False


def _uri(path: Path) -> str:
    """With forward slashes; bytes of a name that are no UTF-8 are written out."""
    return _written_out(path.as_posix())


def _written_out(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode: two names of one folder have the same."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
