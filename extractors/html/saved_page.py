"""Web pages saved with all their parts in one file (MHTML, RFC 2557), as browsers, Word and Excel do it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message

from extractors.errors import Unreadable

MOST_PARTS = 2_000
_SHEET = re.compile(r"/sheet([0-9]{1,6})\.html?$", re.IGNORECASE)
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page among the parts of a file."""

    data: bytes
    name: str
    """What it is called in the file; empty for the one page of it."""


def pages_in(data: bytes) -> list[PagePart]:
    """The pages of a saved page in their order: the sheets of a workbook, or the one that the file is of.

    Raises `Unreadable` ("damaged") where there is none.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = _html_parts(message)
    except (MessageError, ValueError, LookupError, AssertionError) as error:
        raise Unreadable(
            "damaged", f"a saved web page (MHTML) that is broken ({error}); save it again"
        ) from error
    if not pages:
        raise Unreadable("damaged", "a saved web page (MHTML) in which there is no page; save it again")
    sheets = [(int(match[1]), name, body) for name, body in pages if (match := _SHEET.search(name))]
    if sheets:
        return [PagePart(body, name.rsplit("/", 1)[-1]) for _, name, body in sorted(sheets)]
    return [PagePart(max((body for _, body in pages), key=len), "")]


def _html_parts(message: Message) -> list[tuple[str, bytes]]:
    pages: list[tuple[str, bytes]] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Unreadable(
                "too_large", f"a saved web page of more than {MOST_PARTS} parts; save it in parts"
            )
        if part.get_content_type() in _PAGES:
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                pages.append((str(part.get("Content-Location") or ""), body))
    return pages
