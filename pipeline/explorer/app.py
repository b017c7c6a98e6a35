"""The explorer as an ASGI application: pages, their JSON, files of its own, and the guards before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from pipeline.explorer import schemas
from pipeline.explorer.failures import Failures, of_http
from pipeline.explorer.guard import Guard
from pipeline.explorer.headers import Headers
from pipeline.explorer.language_asked import language_of
from pipeline.explorer.library import Library
from pipeline.explorer.page import Page
from pipeline.explorer.pages import compare_pictures, findings_marks
from pipeline.explorer.pages.ask import ASK
from pipeline.explorer.pages.body import BODY
from pipeline.explorer.pages.compare import COMPARE
from pipeline.explorer.pages.division import DIVISION
from pipeline.explorer.pages.document import DOCUMENT
from pipeline.explorer.pages.document_figure import FIGURE
from pipeline.explorer.pages.document_form import FORM
from pipeline.explorer.pages.document_page import LEAF
from pipeline.explorer.pages.document_text import TEXT
from pipeline.explorer.pages.finding import FINDING
from pipeline.explorer.pages.findings import FINDINGS
from pipeline.explorer.pages.operations import OPERATIONS
from pipeline.explorer.pages.search import SEARCH, SUGGESTED
from pipeline.explorer.pages.start import START
from pipeline.explorer.pictures import routes as pictures
from pipeline.explorer.rendering import STATIC
from pipeline.explorer.settings import Settings
from pipeline.explorer.shown import Shown
from pipeline.language.spoken import speaking

PAGES: tuple[Page, ...] = (
    START,
    DOCUMENT,
    SEARCH,
    SUGGESTED,
    DIVISION,
    BODY,
    LEAF,
    TEXT,
    FORM,
    FIGURE,
    FINDINGS,
    FINDING,
    COMPARE,
    ASK,
    OPERATIONS,
)
"""All of them; each has its HTML and its JSON."""
_COMPRESSION = 6
_MOST_BYTES = 1_000_000
"""Of a request: a question in SQL, a note."""


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
        await to_thread.run_sync(library.close)

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
