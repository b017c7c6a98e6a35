"""Web pages saved with all their parts in one file (MHTML, RFC 2557), as browsers, Word and Excel do it."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from extractors.errors import Unreadable

MOST_PARTS = 2_000


def main_part(data: bytes) -> bytes:
    """The page among the parts: the one that the message starts with, else the largest of HTML.

    Parts of a workbook that was saved as a page are sheets; they come one behind the other. Raises
    `Unreadable` ("damaged") where there is none.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages: list[tuple[str, bytes]] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Unreadable("too_large", f"a saved web page of more than {MOST_PARTS} parts")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                pages.append((_location(part), body))
    if not pages:
        raise Unreadable("damaged", "a saved web page (MHTML) in which there is no page; save it again")
    sheets = [body for name, body in pages if "/sheet" in name.lower()]
    if sheets:
        return b"\n".join(sheets)
    return max((body for _, body in pages), key=len)


def _location(part: Message) -> str:
    return str(part.get("Content-Location") or "")
