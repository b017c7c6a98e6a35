"""Web page to Document."""

from __future__ import annotations

from typing import Literal

from extractors.document import Document
from extractors.errors import Unreadable


def read_html(data: bytes, media_type: Literal["text/html", "multipart/related"]) -> Document:
    """The Document of a web page, or of one that was saved with its parts (MHTML).

    Raises `Unreadable`.
    """
    del data, media_type
    raise Unreadable(
        "html", "this is a web page, whatever its name says; save the attachment that it links to"
    )
