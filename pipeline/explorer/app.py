"""The explorer as an ASGI application: pages, their JSON, files of its own, and the guards before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import anyio
import msgspec
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.explorer.addresses import Addresses
from pipeline.explorer.edition import NotThere, WrongAsked
from pipeline.explorer.library import Library
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_figure import FIGURE
from pipeline.explorer.pages.document_page import LEAF
from pipeline.explorer.pages.start import START
from pipeline.explorer.rendering import STATIC, rendered, version
from pipeline.explorer.settings import Settings
from pipeline.language.spoken import Language, language, speaking

PAGES: tuple[Page, ...] = (START, LEAF, FIGURE)
"""All of them; each has its HTML and its JSON."""
_JSON = "application/json"
_COOKIE = "lang"
_SECONDS_OF_A_YEAR = 31_536_000


def explorer(settings: Settings) -> Starlette:
    """The application over one output. Raises `QueryError` where it has no datasets."""
    library = Library(settings.output, settings.sources)
    shown = Shown(library, settings)
    routes: list[BaseRoute] = [route for page in PAGES for route in shown.routes(page)]
    routes.append(Mount("/static", StaticFiles(directory=STATIC), name="static"))
    return Starlette(routes=routes)


class Shown:
    """Answers requests for pages: each in a thread, so many at once.

    A module that answers otherwise (pictures, files, what changes something) has a function
    `routes(shown) -> list[BaseRoute]`, and its work is done by `in_thread`.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library, self.settings = library, settings
        self.to = Addresses(version=version())
        self._threads: anyio.CapacityLimiter | None = None

    def routes(self, page: Page) -> Iterable[Route]:
        """The page as JSON, and as HTML; the more exact address first."""
        path = "/index" if page.path == "/" else page.path

        async def as_json(request: Request) -> Response:
            return await self._answered(page, request, True)

        async def as_html(request: Request) -> Response:
            return await self._answered(page, request, False)

        yield Route(f"{path}.json", as_json, name=f"{page.name}.json")
        yield Route(page.path, as_html, name=page.name)

    async def _answered(self, page: Page, request: Request, wants_json: bool) -> Response:
        return await self.in_thread(request, self._answer, page, request, wants_json)

    async def in_thread(self, request: Request, answer: Callable[..., Response], *arguments: Any) -> Response:
        """What `answer` gives for these arguments, in the language of the request."""
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(self.settings.threads)
        with speaking(language_of(request)):
            return await to_thread.run_sync(answer, *arguments, limiter=self._threads)

    def _answer(self, page: Page, request: Request, wants_json: bool) -> Response:
        status = 200
        template = page.template
        record: Any
        try:
            record = page.answer(self.library.edition(), asked_of(page, request))
        except NotThere as error:
            record, template, status = Sorry(str(error)), "sorry.html", 404
        except WrongAsked as error:
            record, template, status = Sorry(str(error)), "sorry.html", 400
        if wants_json:
            return Response(msgspec.json.encode(record), status, media_type=_JSON)
        here = str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
        html = rendered(template, page=record, name=page.name, to=self.to, here=here)
        response = HTMLResponse(html, status)
        if request.query_params.get(_COOKIE):
            response.set_cookie(_COOKIE, language(), _SECONDS_OF_A_YEAR, samesite="strict")
        return response


class Sorry(msgspec.Struct, frozen=True):
    """Why there is no page."""

    problem: str


def asked_of(page: Page, request: Request) -> Any:
    """What is asked of a page, as its record. Raises `WrongAsked` for a value that it does not take."""
    given = {name: value for name, value in request.query_params.items() if value != ""}
    try:
        return msgspec.convert({**given, **request.path_params}, page.asked, strict=False)
    except msgspec.ValidationError as error:
        raise WrongAsked(str(error)) from error


def language_of(request: Request) -> Language:
    """As asked (`?lang=`), as chosen before, or the one that the browser would rather have."""
    for told in (request.query_params.get(_COOKIE), request.cookies.get(_COOKIE)):
        if told in ("zh", "en"):
            return "zh" if told == "zh" else "en"
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """The language of an Accept-Language; English where it has neither.

    >>> preferred("fr, en;q=0.5, zh-CN;q=0.8"), preferred("")
    ('zh', 'en')
    """
    weighed = []
    for n, part in enumerate(header.split(",")):
        name, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, n, name.lower()[:2]))
    return next(
        ("zh" if name == "zh" else "en" for _, _, name in sorted(weighed) if name in ("zh", "en")), "en"
    )
