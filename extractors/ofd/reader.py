"""OFD to Document."""

from __future__ import annotations

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.libraries import demand
from extractors.sniff import OFD


def read_ofd(data: bytes) -> Document:
    """The Document of an OFD file. Raises `Unreadable`; "missing_extra" without the extra `office`."""
    del data
    demand(OFD)
    raise Unreadable("unsupported", "this is an OFD file; convert it to PDF first")
