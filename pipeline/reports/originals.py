"""The files that documents were read from, found again: beside the data (`run --keep-sources`), where they
were, or below folders that the user names.

What is found is never trusted by its name: its sha256 is the id of the document, or it is not the document.
Nothing is fetched from the web.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from pipeline.intake.archives import INSIDE, close_archives, is_named_archive, members_of, read_bytes
from pipeline.intake.digest import digest
from pipeline.intake.discovery import Found, NoSuchSource, SourceUnreachable, found_below
from pipeline.intake.downloads import FOLDER as DOWNLOADS
from pipeline.intake.source import Refused, Source
from pipeline.language.spoken import tr
from pipeline.storage.folders import LocalFolder, is_url, open_folder
from pipeline.storage.kept_sources import KeptSources

Row = Mapping[str, Any]
NoOriginalKind = Literal["missing", "changed"]
_WEB = ("http://", "https://")
_SHOWN_ID = 12
_MARK = 16
"""So many characters of its hash end the name of what was fetched."""


class NoOriginal(LookupError):
    """The bytes of a document are not found; the message says where they were looked for, and what to do.

    `kind`: "missing", or "changed" where there is a file of its name that has other bytes.
    """

    def __init__(self, kind: NoOriginalKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class _Original:
    """What is known of the document that is looked for."""

    doc_id: str
    uri: str
    """Where it was; empty where that is not known."""
    name: str
    size: int | None
    url: str | None

    @classmethod
    def of(cls, document: Row) -> _Original:
        uri = str(document.get("source_uri") or "")
        name = str(document.get("file_name") or uri.rpartition("/")[2])
        url = document.get("source_url") or (uri if uri.startswith(_WEB) else None)
        return cls(str(document["doc_id"]), uri, name, document.get("byte_size"), url)


class _Index:
    """The files below the folders of the user, and those in archives there, listed once."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.by_name: dict[str, list[Source]] = defaultdict(list)
        self.by_size: dict[int, list[Source]] = defaultdict(list)
        self.count = 0
        for each in found:
            if each.problem is None:
                source = each.source()
                self._add(source)
                if is_named_archive(source.uri):
                    for member in _members(source):
                        self._add(member)

    def _add(self, source: Source) -> None:
        self.by_name[_folded(source.uri.rpartition("/")[2])].append(source)
        self.by_size[source.byte_size].append(source)
        self.count += 1


class Originals:
    """Finds the files of published documents again."""

    def __init__(self, sources: Iterable[str | Path] = (), output: str | Path | None = None) -> None:
        """`sources` are folders, archives, files or URLs below which files are looked for that are no longer
        where they were; `output` is the folder of the datasets, for what was fetched, and for paths that
        are relative to a folder that it stands in.

        Raises `NoSuchSource` for a source that is not there.
        """
        self.sources: Sequence[str] = tuple(str(source) for source in sources)
        self.output = output
        self._index: _Index | None = None
        self._fetched: dict[str, Path] | None = None
        self._hashes: dict[tuple[str, tuple[int, ...]], str] = {}
        self._lock = Lock()
        """One looks at a time: archives stand open for the whole process."""
        self._places: dict[str, Source] = {}
        for source in self.sources:
            if not is_url(source) and not Path(source).exists():
                raise NoSuchSource(
                    tr("there is no folder {source}; check what --sources names", source=source)
                )

    def find(self, document: Row) -> bytes:
        """The bytes of a document, by its row of `documents`: doc_id, and as far as known source_uri,
        file_name, byte_size, source_url. Looked for among the sources that the output keeps, where it was
        met, among what was fetched, then below `sources` by its path, its name, and by size and hash. May be
        asked from several threads. Raises `NoOriginal`, and `SourceUnreachable`
        where a source of a URL does not answer.
        """
        with self._lock:
            return self._found(_Original.of(document))

    def _found(self, wanted: _Original) -> bytes:
        others: list[str] = []
        try:
            for source in self._candidates(wanted):
                data = _read(source)
                if data is not None and hashlib.sha256(data).hexdigest() == wanted.doc_id:
                    self._places[wanted.doc_id] = source
                    return data
                if data is not None:
                    others.append(source.uri)
            data = self._by_hash(wanted)
        finally:
            close_archives()
        if data is not None:
            return data
        raise NoOriginal("changed" if others else "missing", self._sorry(wanted, others))

    def place(self, document: Row) -> Path | None:
        """Where the file of a document lies on this machine, with its bytes; null of a member of an archive
        and of what lies in a store. Raises as `find`.
        """
        doc_id = str(document["doc_id"])
        if doc_id not in self._places:
            self.find(document)
        source = self._places[doc_id]
        is_file = not source.members and not is_url(source.location)
        return Path(source.location).resolve() if is_file else None

    def _candidates(self, wanted: _Original) -> Iterator[Source]:
        """What may be the document, by where it was and how it is called; each place once."""
        seen: set[tuple[str, tuple[int, ...]]] = set()
        for source in self._named(wanted):
            key = (source.location, source.members)
            if key not in seen:
                seen.add(key)
                yield source

    def _named(self, wanted: _Original) -> Iterator[Source]:
        if self.output is not None:
            yield from self._beside_the_data(wanted.doc_id)
        if wanted.uri and not wanted.uri.startswith(_WEB):
            yield from _at(wanted.uri)
            if self.output is not None and not is_url(wanted.uri) and not is_url(str(self.output)):
                for above in Path(self.output).absolute().parents:  # a run counts from where it was begun
                    yield from _at(str(above / wanted.uri))
        kept = self._kept().get(wanted.doc_id[:_MARK])
        if kept is not None:
            yield Source(str(kept), str(kept))
        for folder in self.sources:
            if not is_url(folder):
                for path in _ends(wanted.uri):
                    yield from _at(f"{folder}/{path}")
        if self.sources:
            yield from self._called(wanted)

    def _beside_the_data(self, doc_id: str) -> Iterator[Source]:
        """The source that `run --keep-sources` has kept."""
        folder = open_folder(str(self.output))
        name = KeptSources(folder).name(doc_id)
        if name is not None:
            yield Source(f"{folder.url}/{name}", f"{folder.url}/{name}")

    def _called(self, wanted: _Original) -> Iterator[Source]:
        """The files of that name anywhere below the folders, members of archives of that name among them."""
        outer, *inner = wanted.uri.split(INSIDE)
        index = self._indexed()
        for source in index.by_name.get(_folded(outer.rpartition("/")[2]), ()):
            yield from _inside(source, inner)
        yield from index.by_name.get(_folded(wanted.name), ())

    def _by_hash(self, wanted: _Original) -> bytes | None:
        """A file of another name that has these bytes; only files of its size are read."""
        if not self.sources or wanted.size is None:
            return None
        for source in self._indexed().by_size.get(wanted.size, ()):
            key = (source.location, source.members)
            try:
                if key not in self._hashes:
                    self._hashes[key] = digest(source).doc_id
                if self._hashes[key] == wanted.doc_id:
                    self._places[wanted.doc_id] = source
                    return read_bytes(source)
            except (OSError, Refused):
                continue
        return None

    def _indexed(self) -> _Index:
        if self._index is None:
            self._index = _Index(found_below(self.sources, self.output, follow_links=True))
        return self._index

    def _kept(self) -> dict[str, Path]:
        """What was fetched from the web, by the beginning of its hash."""
        if self._fetched is None:
            folder = None if self.output is None else open_folder(self.output)
            names = folder.names(DOWNLOADS) if isinstance(folder, LocalFolder) else ()
            self._fetched = {
                name.rpartition("-")[2]: Path(str(self.output)) / name for name in names if "." not in name
            }
        return self._fetched

    def _sorry(self, wanted: _Original, others: Sequence[str]) -> str:
        name, short = wanted.name or wanted.url or "?", wanted.doc_id[:_SHOWN_ID]
        if others:
            what = tr(
                "the file of {name} (sha256 {id}…) is not found: {path} has its name and other bytes",
                name=name,
                id=short,
                path=others[0],
            )
        elif self._index is not None:
            what = tr(
                "the file of {name} (sha256 {id}…) is not found: it is not at {uri}, and none of the {count} "
                "files below {folders} has its bytes",
                name=name,
                id=short,
                uri=wanted.uri or "?",
                count=self._index.count,
                folders=", ".join(self.sources),
            )
        else:
            what = tr(
                "the file of {name} (sha256 {id}…) is not found: it is not at {uri}",
                name=name,
                id=short,
                uri=wanted.uri or "?",
            )
        if wanted.url:
            return tr("{what}; fetch {url} and name its folder with --sources", what=what, url=wanted.url)
        return tr("{what}; name the folder where it lies now with --sources", what=what)


def _at(uri: str) -> Iterator[Source]:
    """What stands at a place now: a file, or a member of an archive, as `Source.uri` names it."""
    source = _file(uri)
    if source is not None:
        yield source
    outer = ""
    steps = uri.split(INSIDE)
    for n in range(1, len(steps)):
        outer = INSIDE.join(steps[:n])
        source = _file(outer)
        if source is not None:
            yield from _inside(source, steps[n:])


def _file(uri: str) -> Source | None:
    if is_url(uri):
        return Source(uri, uri)
    try:
        path = Path(uri)
        return Source(uri, uri, path.stat().st_size) if path.is_file() else None
    except (OSError, ValueError):  # a name that this system cannot have
        return None


def _inside(source: Source, steps: Sequence[str]) -> Iterator[Source]:
    """The member of an archive at the end of these steps, each the name of a member of the one before."""
    if not steps:
        yield source
        return
    for member in _members(source):
        if member.uri == f"{source.uri}{INSIDE}{steps[0]}":
            yield from _inside(member, steps[1:])


def _members(source: Source) -> Sequence[Source]:
    """Those of an archive; none where it is none, or cannot be opened."""
    try:
        return [member for member in members_of(source) or () if member.problem is None]
    except (OSError, Refused, ValueError):
        return ()


def _read(source: Source) -> bytes | None:
    """The bytes of a source; null where it cannot be read."""
    try:
        return read_bytes(source)
    except (OSError, Refused, ValueError):
        return None


def _ends(uri: str) -> Iterator[str]:
    """The ends of a path, the longest first; of one in an archive, of the path of the archive.

    >>> list(_ends("C:/files/2024/a.pdf"))
    ['files/2024/a.pdf', '2024/a.pdf', 'a.pdf']
    """
    path, inside, member = uri.partition(INSIDE)
    parts = [part for part in (path.partition("://")[2] or path).split("/") if part not in ("", ".")]
    if parts and parts[0].endswith(":"):
        parts = parts[1:]
    for n in range(len(parts)):
        if ".." not in parts[n:]:
            yield "/".join(parts[n:]) + inside + member


def _folded(name: str) -> str:
    """A name as file systems that know no case, or write accents apart, take it."""
    return unicodedata.normalize("NFC", name).casefold()


__all__ = ["NoOriginal", "NoSuchSource", "Originals", "SourceUnreachable"]
