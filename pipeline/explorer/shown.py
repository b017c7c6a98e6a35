"""Answers to requests for pages: as HTML, as JSON, as files, each in a thread with its time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import anyio
import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pipeline.ask.listing import Listing
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.asked import asked_of
from pipeline.explorer.deadline import Busy, Deadline, TookTooLong
from pipeline.explorer.downloads import FORMS, MEDIA, Form, Taken, disposition
from pipeline.explorer.edition import Edition, NotThere, WrongAsked
from pipeline.explorer.failures import answered
from pipeline.explorer.headers import unless_known
from pipeline.explorer.language_asked import COOKIE, language_of
from pipeline.explorer.library import Library
from pipeline.explorer.page import Page
from pipeline.explorer.rendering import rendered, version
from pipeline.explorer.settings import Settings
from pipeline.language.spoken import language, speaking

_JSON = "application/json"
_GRACE = 2.0
"""Seconds that an answer has to end after it was told so."""
_SECONDS_OF_A_YEAR = 31_536_000


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
