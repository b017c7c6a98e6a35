"""Who may ask: the name by which the explorer is called, where a request comes from, and its token.

Three ways in are closed. A page elsewhere whose name is made to point here (DNS rebinding) calls by a name
that is not ours: `Host`. A page elsewhere that sends a form here, or loads our pictures (cross-site request
forgery), is told by `Sec-Fetch-Site` or `Origin`. Who can reach the port but was not invited has no token.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.explorer.language_asked import language_of
from pipeline.explorer.settings import EVERYWHERE, LOOPBACK, Settings
from pipeline.explorer.sorry import sorry
from pipeline.language.spoken import speaking, tr

READING = ("GET", "HEAD")
"""Methods that change nothing."""
_SECONDS_OF_A_TOKEN = 30 * 24 * 3600
_OURS = "same-origin"


class Guard:
    """ASGI middleware that lets only those in who may ask."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._names = names_of(settings)
        self._token = None if settings.token is None else settings.token.encode()
        self._cookie = f"mingzhang_{settings.port}"
        """Of one explorer: browsers keep cookies of a name for all ports."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself, or hands on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        with speaking(language_of(request)):
            response = await self._answer(request)
        await (response or self.app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """What is answered in place of the page; null where it may be seen."""
        if not self._is_our_name(request.headers.getlist("host")):
            problem = tr("this explorer is not called so; --allow-host NAME of mingzhang serve allows a name")
            return PlainTextResponse(f"{problem}\n", 400)
        if not self._comes_from_us(request):
            return sorry(request, 403, tr("this was asked by a page of another address"))
        if self._token is None or request.url.path.startswith("/static/"):
            return None
        if request.url.path == "/token" and request.method == "POST":
            return await self._entered(request)
        if request.method in READING and (token := request.query_params.get("token")) is not None:
            if self._is_token(token):
                return self._let_in(request, _without_token(request))
            return self._ask_for_token(request)
        return None if self._is_let_in(request) else self._ask_for_token(request)

    def _is_our_name(self, hosts: list[str]) -> bool:
        name = name_in(hosts[0]) if len(hosts) == 1 else None
        if name is None:
            return False
        return name in self._names or (self.settings.host in EVERYWHERE and _is_number(name))

    def _comes_from_us(self, request: Request) -> bool:
        """Whether no page of another address is behind a request: not of what changes something, and not of
        what is part of a page. A link from elsewhere is followed.
        """
        headers = request.headers
        site = headers.get("sec-fetch-site")
        if request.method in READING:
            is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") in (
                "document",
                None,
            )
            return site in (None, "none", _OURS) or is_link
        origin = headers.get("origin")
        return site in (None, _OURS) and (origin is None or self._is_our_origin(origin, headers["host"]))

    def _is_our_origin(self, origin: str, host: str) -> bool:
        netloc = urlsplit(origin).netloc.lower()
        return netloc == host.lower() or name_in(netloc) in self.settings.hosts

    def _is_token(self, given: str) -> bool:
        assert self._token is not None
        return hmac.compare_digest(given.encode(), self._token)

    @property
    def _kept(self) -> str:
        """What the cookie keeps: not the token itself."""
        assert self._token is not None
        return hmac.new(self._token, b"cookie of the explorer", "sha256").hexdigest()

    def _is_let_in(self, request: Request) -> bool:
        kept = request.cookies.get(self._cookie)
        if kept is not None and hmac.compare_digest(kept.encode(), self._kept.encode()):
            return True
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._is_token(given.strip())

    def _let_in(self, request: Request, to: str) -> Response:
        response = RedirectResponse(to, 303)
        is_safe = request.url.scheme == "https"
        response.set_cookie(
            self._cookie, self._kept, _SECONDS_OF_A_TOKEN, httponly=True, samesite="strict", secure=is_safe
        )
        return response

    async def _entered(self, request: Request) -> Response:
        """The answer to the form of `token.html`."""
        given = parse_qs((await request.body()).decode("utf-8", "replace"))
        if self._is_token(given.get("token", [""])[0]):
            return self._let_in(request, _of_ours(given.get("to", ["/"])[0]))
        return self._ask_for_token(request, "/")

    def _ask_for_token(self, request: Request, here: str | None = None) -> Response:
        problem = tr("Who started this explorer has its token: it stands where mingzhang serve was started.")
        headers = {"WWW-Authenticate": 'Bearer realm="mingzhang"'}
        if self._is_first_click(request):
            headers["Refresh"] = "0"
        template = "token.html"
        return sorry(request, 401, problem, headers=headers, template=template, here=here)

    def _is_first_click(self, request: Request) -> bool:
        """Whether a link on a page elsewhere was followed. The browser keeps our cookie back then, and gives
        it if the same page is loaded once more, by ours.
        """
        headers = request.headers
        if request.method != "GET" or "token" in request.query_params:
            return False
        site = headers.get("sec-fetch-site")
        if site is None and (referer := headers.get("referer")) is not None:
            return not self._is_our_origin(referer, headers["host"])
        return site in ("cross-site", "same-site")


def names_of(settings: Settings) -> frozenset[str]:
    """The names by which an explorer may be called, in small letters, without port."""
    names = {name.lower() for name in settings.hosts}
    if settings.host in EVERYWHERE:
        machine = socket.gethostname().lower()
        return frozenset((*names, *LOOPBACK, machine, f"{machine}.local"))
    return frozenset((*names, settings.host.lower(), *(LOOPBACK if settings.is_local else ())))


def name_in(host: str) -> str | None:
    """The name in a Host; null where it is none.

    >>> name_in("LocalHost:8765"), name_in("[::1]:8765"), name_in("a@b"), name_in("")
    ('localhost', '::1', None, None)
    """
    if any(character in host for character in "@/\\?# "):
        return None
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_number(name: str) -> bool:
    """Whether it is an address in numbers: no name, so none that could be made to point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _of_ours(address: str) -> str:
    """An address below our own: one with two slashes before it would lead elsewhere.

    >>> _of_ours("//elsewhere.cn/a?b=1"), _of_ours("https://elsewhere.cn"), _of_ours("/d/1")
    ('/elsewhere.cn/a?b=1', '/https://elsewhere.cn', '/d/1')
    """
    return "/" + address.lstrip("/\\")


def _without_token(request: Request) -> str:
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
    path = _of_ours(request.scope.get("raw_path", request.url.path.encode()).decode("latin-1").split("?")[0])
    return path + (f"?{urlencode(asked)}" if asked else "")
