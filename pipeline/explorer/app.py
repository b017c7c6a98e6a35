"""The explorer as an ASGI application: pages, their JSON, files of its own, and the guards before them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import msgspec
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.ask.listing import Listing
from pipeline.explorer import schemas
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.asked import asked_of
from pipeline.explorer.deadline import Busy, Deadline, TookTooLong
from pipeline.explorer.downloads import FORMS, MEDIA, Form, Taken, disposition
from pipeline.explorer.edition import Edition, NotThere, WrongAsked
from pipeline.explorer.failures import Failures, answered, of_http
from pipeline.explorer.guard import Guard
from pipeline.explorer.headers import Headers, unless_known
from pipeline.explorer.language_asked import COOKIE, language_of
from pipeline.explorer.library import Library
from pipeline.explorer.page import Page
from pipeline.explorer.pages import compare_pictures, findings_marks
from pipeline.explorer.pages.compare import COMPARE
from pipeline.explorer.pages.document_figure import FIGURE
from pipeline.explorer.pages.document_page import LEAF
from pipeline.explorer.pages.finding import FINDING
from pipeline.explorer.pages.findings import FINDINGS
from pipeline.explorer.pages.start import START
from pipeline.explorer.pictures import routes as pictures
from pipeline.explorer.rendering import STATIC, rendered, version
from pipeline.explorer.settings import Settings
from pipeline.language.spoken import language, speaking

PAGES: tuple[Page, ...] = (START, LEAF, FIGURE, FINDINGS, FINDING, COMPARE)
"""All of them; each has its HTML and its JSON."""
_JSON = "application/json"
_COMPRESSION = 6
_MOST_BYTES = 1_000_000
"""Of a request: a question in SQL, a note."""
_GRACE = 2.0
"""Seconds that an answer has to end after it was told so."""
_SECONDS_OF_A_YEAR = 31_536_000


def explorer(settings: Settings) -> Starlette:
    """The application over one output. Raises `QueryError` where it has no datasets."""
    library = Library(settings.output, settings.sources)
    shown = Shown(library, settings)
    routes: list[BaseRoute] = [
        *pictures.routes(shown),
        *findings_marks.routes(shown),
        *compare_pictures.routes(shown),
    ]
    routes += [route for page in PAGES for route in shown.routes(page)]
    routes += schemas.routes(PAGES)
    routes.append(Mount("/static", StaticFiles(directory=STATIC), name="static"))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        library.studio.close()

    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(Headers),
            Middleware(GZipMiddleware, compresslevel=_COMPRESSION),
            Middleware(Failures),
            Middleware(RequestBodyLimitMiddleware, max_body_size=_MOST_BYTES),
            Middleware(Guard, settings=settings),
        ],
        exception_handlers={HTTPException: refused},
    )


async def refused(request: Request, error: Exception) -> Response:
    """The answer to an address that there is not, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    with speaking(language_of(request)):
        return of_http(request, error)


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
        if page.listing is not None or page.whole is not None:
            for form in FORMS:
                yield Route(f"{path}.{form}", self._download(page, form), name=f"{page.name}.{form}")
        yield Route(page.path, as_html, name=page.name)

    def _download(self, page: Page, form: Form) -> Callable[[Request], Awaitable[Response]]:
        async def as_file(request: Request) -> Response:
            return await self.in_thread(request, self._file, page, request, form)

        return as_file

    async def _answered(self, page: Page, request: Request, wants_json: bool) -> Response:
        return await self.in_thread(request, self._answer, page, request, wants_json)

    async def in_thread(self, request: Request, answer: Callable[..., Response], *arguments: Any) -> Response:
        """What `answer` gives for these arguments, in the language of the request."""
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(self.settings.threads)
        if self._threads.statistics().tasks_waiting >= self.settings.waiting:
            raise Busy
        seconds = self.settings.seconds
        with speaking(language_of(request)), Deadline().within(seconds):
            try:
                with anyio.fail_after(seconds + _GRACE):
                    return await to_thread.run_sync(
                        answer, *arguments, abandon_on_cancel=True, limiter=self._threads
                    )
            except TimeoutError as error:
                raise TookTooLong from error

    def _answer(self, page: Page, request: Request, wants_json: bool) -> Response:
        try:
            record = page.answer(self.library.edition(), asked_of(page, request))
        except (NotThere, WrongAsked) as error:
            return answered(request, error)
        if wants_json:
            return unless_known(request, Response(msgspec.json.encode(record), media_type=_JSON))
        html = rendered(page.template, page=record, name=page.name, to=self.to, here=here_of(request))
        response = HTMLResponse(html)
        if request.query_params.get(COOKIE):
            response.set_cookie(COOKIE, language(), _SECONDS_OF_A_YEAR, samesite="strict")
        return unless_known(request, response)

    def _file(self, page: Page, request: Request, form: Form) -> Response:
        """What a page lists, as a file."""
        edition = self.library.edition()
        try:
            listing = listed(page, edition, asked_of(page, request))
            to = Addresses(base=str(request.base_url).rstrip("/"))
            taken = Taken(page.name, here_of(request), listing, edition, to)
            content = taken.written(form)
        except (NotThere, WrongAsked) as error:
            return answered(request, error)
        headers = {"Content-Disposition": disposition(taken, form)}
        return Response(content, media_type=MEDIA[form], headers=headers)


def listed(page: Page, edition: Edition, asked: Any) -> Listing:
    """The rows of a page to take away."""
    if page.whole is not None:
        return page.whole(edition, asked)
    assert page.listing is not None
    return page.listing(page.answer(edition, asked))


def here_of(request: Request) -> str:
    """The address that was asked, without its host."""
    return str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
