"""Where the inputs of a run are published, as the run is told: by a base URL, by lists that lie with the
files, by inputs that are addresses themselves.

An address is no part of a document's unit of work: what is told is noted in the catalogue beside where each
document was met, and nothing is read again for it.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from pipeline.intake.addresses import BaseUrl, own_address
from pipeline.intake.archives import INSIDE, read_bytes
from pipeline.intake.discovery import as_key
from pipeline.intake.sidecar import Entry, Problem, is_sidecar, read_sidecar
from pipeline.intake.source import Refused, Source
from pipeline.running.scratch import Scratch, Told
from pipeline.storage.catalog import Address

MOST_BYTES = 64_000_000
"""Of a list of addresses."""
_WEB = "http"
_OF_ARCHIVE, _OF_INPUT, _OF_LIST = 0, 1, 2
"""Ranks of what is told: by the archive that an input stands in, of the input itself, by a list; of lists the
nearest counts."""


class AddressBook:
    """What a run is told of where its inputs are published."""

    def __init__(self, scratch: Scratch) -> None:
        self.scratch = scratch
        self.problems: list[Problem] = []
        """What of the lists cannot be used."""
        self.entries: dict[str, int] = {}
        """The lists that were read, and how many rows of each can be used."""
        self._of_members: dict[str, list[tuple[str, str, Entry]]] = defaultdict(list)
        """What lists outside of an archive say of its members: by archive, uri of the member and of the
        list."""

    def begin(self, base: BaseUrl | None = None) -> None:
        """Reads what is told of the inputs that were found."""
        self.scratch.tell(self._own())
        if base is not None:
            self.scratch.tell(self._based(base))
        for source in self.scratch.ending_in("sources.csv"):
            if is_sidecar(source.uri):
                self._read(source)

    def open_archive(self, archive: Source, members: Sequence[Source]) -> None:
        """The members of an archive are published where it is, unless a list says otherwise."""
        there = {member.uri for member in members}
        of_archive = self.scratch.told(archive.uri)
        if of_archive is not None:
            self.scratch.tell(Told(uri, of_archive, _OF_ARCHIVE) for uri in there)
        for member in members:
            if is_sidecar(member.uri):
                self._read(member, there)
        for uri, list_uri, entry in self._of_members.pop(archive.uri, ()):
            if uri not in there:
                self._say_unknown(list_uri, entry)

    def _own(self) -> Iterator[Told]:
        for uri in self.scratch.starting_with(_WEB):
            url = own_address(uri)
            if url is not None:
                yield Told(uri, Address(url), _OF_INPUT)

    def _based(self, base: BaseUrl) -> Iterator[Told]:
        for uri in self.scratch.starting_with(""):
            url = None if own_address(uri) else base.address_of(uri)
            if url is not None:
                yield Told(uri, Address(url), _OF_INPUT)

    def _read(self, source: Source, there: Collection[str] = ()) -> None:
        """Reads a list; one in an archive speaks of what is `there`, others of what was found."""
        try:
            if source.byte_size > MOST_BYTES:
                raise Refused("too_large", f"it has {source.byte_size // 1_000_000} MB")
            found = read_sidecar(source.uri, read_bytes(source))
        except (OSError, Refused) as error:
            self.problems.append(Problem(source.uri, 0, f"it cannot be read ({error})"))
            return
        self.problems += found.problems
        self.entries[source.uri] = len(found.entries)
        rank = _OF_LIST + source.uri.count("/")
        told = []
        for entry in found.entries:
            uri = self._member(source, entry, there) if source.members else self._input(source, entry)
            if uri is None:
                self._say_unknown(source.uri, entry)
            else:
                told.append(Told(uri, entry.address, rank))
        self.scratch.tell(told)

    def _member(self, source: Source, entry: Entry, there: Collection[str]) -> str | None:
        """The uri of what a list in an archive speaks of."""
        folder = source.uri[: source.uri.rindex("/") + 1]
        for file in _spellings(entry.file):
            if f"{folder}{file}" in there:
                return f"{folder}{file}"
            outer, inside, _ = file.partition(INSIDE)
            if inside and f"{folder}{outer}" in there:
                self._of_members[f"{folder}{outer}"].append((f"{folder}{file}", source.uri, entry))
                return f"{folder}{file}"
        return None

    def _input(self, source: Source, entry: Entry) -> str | None:
        """The uri of what a list speaks of, of a member also where its archive was found."""
        for file in _spellings(entry.file):
            outer, inside, member = file.partition(INSIDE)
            for path in (file, outer) if inside else (file,):
                uri = self.scratch.uri_at(_beside(source, path))
                if uri is not None and path == file:
                    return uri
                if uri is not None:
                    self._of_members[uri].append((f"{uri}{INSIDE}{member}", source.uri, entry))
                    return f"{uri}{INSIDE}{member}"
        return None

    def _say_unknown(self, list_uri: str, entry: Entry) -> None:
        what = f"{entry.file} is not among the inputs"
        self.problems.append(Problem(list_uri, entry.line, what))


def _beside(source: Source, file: str) -> str | bytes:
    """The place of a file whose path leads from the folder of another."""
    if source.is_remote:
        return f"{source.location.rpartition('/')[0]}/{file}"
    return as_key(os.path.abspath(os.path.join(os.path.dirname(source.location), file)))


def _spellings(file: str) -> Iterator[str]:
    """A path as it is written, then as other systems write it; a file may be called so only here."""
    paths = (file, file.replace("\\", "/"))
    composed = (unicodedata.normalize(form, path) for path in paths for form in ("NFC", "NFD"))
    yield from dict.fromkeys(path.removeprefix("./") for path in (*paths, *composed))
