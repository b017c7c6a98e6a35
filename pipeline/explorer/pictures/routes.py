"""The addresses of pictures and files: /d/…/p/14.webp, /d/…/p/14/cut.webp?fact=…, /d/…/original."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import quote

import anyio
import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pipeline.explorer.deadline import Busy
from pipeline.explorer.edition import Edition, NotThere, WrongAsked
from pipeline.explorer.language_asked import language_of
from pipeline.explorer.library import Library
from pipeline.explorer.pictures.marks import Marks, boxes_of
from pipeline.explorer.pictures.orders import PageOrder
from pipeline.explorer.pictures.pictures import DPI, STEPS, VERSION, cut_order, page_order
from pipeline.explorer.settings import Settings
from pipeline.explorer.sorry import sorry
from pipeline.language.spoken import speaking, tr
from pipeline.reports.originals import NoOriginal
from pipeline.reports.page_pictures import NoPicture

_WEBP = "image/webp"
_OF_BYTES = "private, max-age=2592000, immutable"
"""Of what is as its address says, which has the hash of the bytes: never asked for again."""
_OF_PLACES = "private, max-age=3600"
"""Of a cut: where its box is may be read better by another version."""
_NOBODY_WAITS = 499
"""Status of an answer that nobody gets; as nginx has it."""
_SANDBOXED = "default-src 'none'; sandbox"


class Serving(Protocol):
    """What serves the explorer, as far as it is needed here (`pipeline.explorer.app.Shown`)."""

    library: Library
    settings: Settings

    async def in_thread(self, request: Request, answer: Callable[..., Response], *arguments: Any) -> Response:
        """What `answer` gives for these arguments, in the language of the request."""


def routes(shown: Serving) -> list[BaseRoute]:
    """Before those of pages: a page takes any number for its name."""
    line = _Line(shown)
    return [
        Route("/d/{doc_id}/p/{page:int}.webp", line.page, name="picture"),
        Route("/d/{doc_id}/p/{page:int}/cut.webp", line.cut, name="cut"),
        Route("/d/{doc_id}/original", line.original, name="original"),
    ]


class _Line:
    """Who waits for a picture to be drawn. What was drawn before is given without waiting."""

    def __init__(self, shown: Serving) -> None:
        self._shown = shown
        count = shown.library.studio.processes.count
        self._drawing = anyio.Semaphore(count, max_value=count)
        self._threads: anyio.CapacityLimiter | None = None

    async def page(self, request: Request) -> Response:
        """The picture of a page."""
        return await self._picture(request, _asked_page, _OF_BYTES)

    async def cut(self, request: Request) -> Response:
        """The strip around what is marked."""
        return await self._picture(request, _asked_cut, _OF_PLACES)

    async def original(self, request: Request) -> Response:
        """The file itself."""
        return await self._shown.in_thread(request, _original, self._shown, request)

    async def _picture(self, request: Request, asked: _Asked, kept: str) -> Response:
        waiting: list[Callable[[], bytes]] = []

        def known() -> Response:
            """What is kept, or nothing: then what draws it stands in `waiting`."""
            edition = self._shown.library.edition()
            document = edition.document(request.path_params["doc_id"])
            order, draw = asked(edition, document, request)
            mark = _mark(order)
            if mark in _marks_of(request):
                return _webp(b"", mark, kept, 304)
            found = edition.pictures.kept(order)
            if found is None:
                waiting.append(draw)
            return _webp(found or b"", mark, kept)

        response = await self._shown.in_thread(request, _answered, request, known)
        if not waiting:
            return response
        if self._drawing.statistics().tasks_waiting >= self._shown.settings.waiting:
            raise Busy
        async with self._drawing:
            if await request.is_disconnected():
                return Response(status_code=_NOBODY_WAITS)
            mark = response.headers["ETag"]
            with speaking(language_of(request)):
                return await to_thread.run_sync(
                    _answered, request, lambda: _webp(waiting[0](), mark, kept), limiter=self._limiter
                )

    @property
    def _limiter(self) -> anyio.CapacityLimiter:
        """Threads that wait for processes that draw: other pages have theirs."""
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(self._shown.library.studio.processes.count)
        return self._threads


_Asked = Callable[[Edition, dict[str, object], Request], tuple[PageOrder, Callable[[], bytes]]]


def _asked_page(
    edition: Edition, document: dict[str, object], request: Request
) -> tuple[PageOrder, Callable[[], bytes]]:
    number: int = request.path_params["page"]
    given = request.query_params.get("dpi") or str(DPI)
    if not given.isdecimal() or int(given) not in STEPS:
        steps = ", ".join(map(str, STEPS))
        raise WrongAsked(tr("pictures have one of these resolutions: dpi={steps}", steps=steps))
    dpi = int(given)
    return page_order(document, number, dpi), lambda: edition.pictures.page(document, number, dpi)


def _asked_cut(
    edition: Edition, document: dict[str, object], request: Request
) -> tuple[PageOrder, Callable[[], bytes]]:
    number: int = request.path_params["page"]
    given = {name: value for name, value in request.query_params.items() if value}
    try:
        marks = msgspec.convert(given, Marks, strict=False)
    except msgspec.ValidationError as error:
        raise WrongAsked(str(error)) from error
    boxes = boxes_of(edition, document, number, marks)
    if not boxes:
        raise NotThere(tr("nothing of this is printed on page {page}", page=number))
    return cut_order(document, number, boxes), lambda: edition.pictures.cut(document, number, boxes)


def _answered(request: Request, give: Callable[[], Response]) -> Response:
    """What is given, or why not."""
    try:
        return give()
    except (NotThere, NoOriginal, NoPicture) as error:
        return sorry(request, 404, str(error))
    except WrongAsked as error:
        return sorry(request, 400, str(error))


def _original(shown: Serving, request: Request) -> Response:
    def give() -> Response:
        edition = shown.library.edition()
        document = edition.document(request.path_params["doc_id"])
        doc_id = str(document["doc_id"])
        mark = f'"{doc_id}"'
        headers = {
            "ETag": mark,
            "Cache-Control": _OF_BYTES,
            "Content-Disposition": disposition(str(document["file_name"] or doc_id)),
            "Content-Security-Policy": _SANDBOXED,
        }
        if mark in _marks_of(request):
            return Response(status_code=304, headers=headers)
        data = edition.pictures.original(document)
        return Response(data, 200, headers, str(document["media_type"] or "application/octet-stream"))

    return _answered(request, give)


def disposition(name: str) -> str:
    """The Content-Disposition of a file to be saved (RFC 6266, RFC 8187).

    >>> print(disposition("决算.pdf"))
    attachment; filename="__.pdf"; filename*=UTF-8''%E5%86%B3%E7%AE%97.pdf
    """
    whole = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()) or "document"
    plain = "".join(c if c.isascii() and c not in '"%' else "_" for c in whole)
    told = f'attachment; filename="{plain}"'
    return told if plain == whole else f"{told}; filename*=UTF-8''{quote(whole, safe='')}"


def _marks_of(request: Request) -> list[str]:
    """What the browser has, by its If-None-Match."""
    return [mark.strip().removeprefix("W/") for mark in request.headers.get("if-none-match", "").split(",")]


def _mark(order: PageOrder) -> str:
    told = repr((VERSION, order)).encode()
    return f'"{hashlib.sha256(told).hexdigest()[:20]}"'


def _webp(data: bytes, mark: str, kept: str, status: int = 200) -> Response:
    headers = {"ETag": mark, "Cache-Control": kept}
    return Response(data, status, headers, _WEBP if status == 200 else None)
