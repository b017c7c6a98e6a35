"""What is answered in place of a page: why there is none, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.explorer.addresses import Addresses
from pipeline.explorer.language_asked import language_of
from pipeline.explorer.rendering import rendered, version
from pipeline.language.spoken import speaking, tr


class Sorry(msgspec.Struct, frozen=True):
    """Why there is no page."""

    problem: str
    status: int = 404
    incident: str | None = None
    """What the same error has in the log of the server."""

    @property
    def title(self) -> str:
        """In a few words."""
        match self.status:
            case 400:
                return tr("This cannot be asked")
            case 401:
                return tr("A token is needed")
            case 403:
                return tr("Refused")
            case 404:
                return tr("Not found")
            case 405:
                return tr("Not possible here")
            case 413:
                return tr("Too much was sent")
            case 503:
                return tr("Not now")
        return tr("Something went wrong")


def wants_json(request: Request) -> bool:
    """Whether a program asks: the address ends with .json, or JSON is what is accepted."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accepted and "html" not in accepted)


def sorry(
    request: Request,
    status: int,
    problem: str,
    incident: str | None = None,
    headers: Mapping[str, str] | None = None,
    template: str = "sorry.html",
    here: str | None = None,
) -> Response:
    """The answer to a request that gets no page; `problem` is in the language of the person."""
    record = Sorry(problem, status, incident)
    if wants_json(request):
        return Response(msgspec.json.encode(record), status, headers, media_type="application/json")
    with speaking(language_of(request)):
        html = rendered(
            template,
            page=record,
            name="sorry",
            to=Addresses(version=version()),
            here=here or request.url.path,
        )
    return HTMLResponse(html, status, headers)
