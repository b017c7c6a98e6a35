"""Excel workbook (.xlsx) to Document."""

from __future__ import annotations

from extractors.document import Document
from extractors.errors import Unreadable


def read_xlsx(data: bytes) -> Document:
    """The Document of the file. Raises `Unreadable`."""
    del data
    raise Unreadable("unsupported", "this is an Office file; convert it to PDF or text first")
