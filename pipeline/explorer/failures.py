"""Errors as answers: what was asked wrongly, what is not there now, and errors of ours.

The browser is told what it is and what to do, never where anything lies on this machine: that stands in the
log of the server (standard error), below a number that both have.
"""

from __future__ import annotations

import logging
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.ask.damage import DamagedOutput, may_be_damage
from pipeline.ask.query import QueryError
from pipeline.explorer.deadline import Busy, TookTooLong
from pipeline.explorer.edition import NotThere, WrongAsked
from pipeline.explorer.language_asked import language_of
from pipeline.explorer.sorry import sorry
from pipeline.language.spoken import speaking, told, tr

LOG = logging.getLogger("mingzhang.explorer")
_AGAIN = {"Retry-After": "5"}


class Failures:
    """ASGI middleware that answers what was raised before an answer had begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return
        except Exception as error:
            if has_begun:
                raise
            request = Request(scope)
            with speaking(language_of(request)):
                response = answered(request, error)
            await response(scope, receive, send)


def answered(request: Request, error: Exception) -> Response:
    """The answer to a request that ended in an error; what is not the asker's doing is logged."""
    match error:
        case NotThere():
            return sorry(request, 404, str(error))
        case WrongAsked():
            return sorry(request, 400, str(error))
        case HTTPException():
            return of_http(request, error)
        case TookTooLong():
            problem = tr("this takes too long; ask for less: one year, one division, one body")
            return sorry(request, 503, problem, _logged(request, "took too long"), _AGAIN)
        case Busy():
            problem = tr("too many ask at once; try again in a moment")
            return sorry(request, 503, problem, headers=_AGAIN)
    if isinstance(error, DamagedOutput | QueryError | OSError) or may_be_damage(error):
        problem = tr(
            "the published data cannot be read: it is being replaced, was moved, or a file is damaged; who "
            "looks after it asks `mingzhang doctor`"
        )
        return sorry(request, 503, problem, _logged(request, told(str(error), "en"), error), _AGAIN)
    problem = tr("an error of Mingzhang; tell who looks after it, with the number below")
    return sorry(request, 500, problem, _logged(request, "an error of ours", error))


def of_http(request: Request, error: HTTPException) -> Response:
    """The answer to what Starlette refuses: addresses that there are not, methods, sizes."""
    match error.status_code:
        case 404:
            problem = tr("there is no page at this address")
        case 405:
            problem = tr("this address can only be read")
        case 413:
            problem = tr("a request may not be so large")
        case _:
            problem = told(error.detail)
    return sorry(request, error.status_code, problem, headers=error.headers)


def _logged(request: Request, message: str, error: Exception | None = None) -> str:
    """The number of an incident that now stands in the log; without what was asked, a token may be in it."""
    incident = secrets.token_hex(4)
    LOG.error("%s %r: %s (incident %s)", request.method, request.url.path, message, incident, exc_info=error)
    return incident
