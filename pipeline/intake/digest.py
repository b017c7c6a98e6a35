"""What a source is, told by its bytes: the id of its document, and whether it may be an archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.datasets.ids import doc_id
from pipeline.intake.archives import is_archive, read_member
from pipeline.intake.source import Source

_READ_BYTES = 1 << 20
_HEAD_BYTES = 1 << 10


@dataclass(frozen=True, slots=True)
class Digest:
    """The id of a document, and whether its bytes begin as an archive does."""

    doc_id: str
    may_be_archive: bool


def digest(source: Source) -> Digest:
    """Reads a source through; a file is never in memory as a whole. Raises `OSError`, `Refused`."""
    if source.members:
        data = read_member(source)
        return Digest(doc_id(data), is_archive(data[:_HEAD_BYTES]))
    sha256 = hashlib.sha256()
    with source.open() as stream:
        head = stream.read(_HEAD_BYTES)
        sha256.update(head)
        while piece := stream.read(_READ_BYTES):
            sha256.update(piece)
    return Digest(sha256.hexdigest(), is_archive(head))
