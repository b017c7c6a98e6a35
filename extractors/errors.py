"""Why a source cannot be read.

Unreadable
    One exception for everything that a reader refuses. `kind` is a stable word for receipts and for
    programs; the message says what was found and what to do about it. No reader lets any other exception
    escape for bad input.
"""

from __future__ import annotations

from typing import Literal

UnreadableKind = Literal[
    "empty",  # no bytes, only white space, or pages with nothing on them
    "html",  # a web page that holds no document
    "scan",  # pages are images, and OCR was not there, not asked or found nothing
    "encrypted",  # needs a password
    "damaged",  # is of the format but cannot be parsed
    "missing_extra",  # of a format whose reader is not installed; the message names the extra
    "unsupported",  # another format (an archive, a slide show, …)
    "binary",  # no format that we know
    "too_large",  # beyond a limit
]


class Unreadable(Exception):
    """A source that cannot become a Document.

    >>> error = Unreadable("html", "a web page named .pdf; save the attachment instead of the page")
    >>> error.kind
    'html'
    """

    def __init__(self, kind: UnreadableKind, message: str) -> None:
        super().__init__(message)
        self.kind: UnreadableKind = kind
        self.message = message
