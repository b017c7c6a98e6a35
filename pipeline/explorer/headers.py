"""What every answer tells the browser: what a page may load and who may embed it, and how long it is kept."""

from __future__ import annotations

import hashlib

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.explorer.guard import name_in
from pipeline.explorer.settings import LOOPBACK

WITHIN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""What a page may load and where it may send (Content-Security-Policy): nothing but what is ours, and no
script or style that stands in the page. A page of its own on a disk says so itself.
"""
POLICY = f"{WITHIN}; frame-ancestors 'none'"
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # none at all would take the Origin from our own forms, too
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_OPENER = "Cross-Origin-Opener-Policy"
"""Where the way is not safe browsers leave it out, and complain."""
FOREVER = "public, max-age=31536000, immutable"
"""Of a file whose address has its version."""
ASK_AGAIN = "private, no-cache"
"""Of a page: kept, but asked for each time whether it is still so (`unless_known`)."""


class Headers:
    """ASGI middleware that gives every answer the headers of `ALWAYS`, and says what may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on; what an answer says itself stays."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path, asked = scope["path"], scope["query_string"]
        is_safe = scope["scheme"] == "https" or name_in(Request(scope).headers.get("host", "")) in LOOPBACK
        kept = FOREVER if path.startswith("/static/") and asked.startswith(b"v=") else ASK_AGAIN

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if is_safe:
                    headers.setdefault(_OPENER, "same-origin")
                headers.setdefault("Cache-Control", kept if message["status"] < 400 else "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)


def unless_known(request: Request, response: Response) -> Response:
    """An answer with a mark of its content (ETag); without content where the browser has it already.

    The mark is of what is answered, not of the generation: reviews and receipts change between two.
    """
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    mark = f'W/"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    response.headers["ETag"] = mark
    response.headers.add_vary_header("Accept-Language")
    response.headers.add_vary_header("Cookie")
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if mark not in known and "*" not in known:
        return response
    same = Response(status_code=304)
    for name in ("ETag", "Vary", "Set-Cookie"):
        for value in response.headers.getlist(name):
            same.headers.append(name, value)
    return same
