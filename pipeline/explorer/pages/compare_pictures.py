"""The chart of a ranking as a picture to take away: PNG and SVG, with its sources on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pipeline.ask.chart import ChartsNotInstalled, draw
from pipeline.ask.compare import NothingToCompare
from pipeline.ask.division_asked import UnknownDivision
from pipeline.explorer.asked import asked_of
from pipeline.explorer.edition import WrongAsked
from pipeline.explorer.failures import answered
from pipeline.explorer.pages.compare import COMPARE, ranking_of
from pipeline.language.spoken import told

if TYPE_CHECKING:
    from pipeline.explorer.shown import Shown

MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
MOST_BARS = 60
"""More than these nobody reads on one picture."""


def routes(shown: Shown) -> list[BaseRoute]:
    """`/compare.png` and `/compare.svg`, asked as the page is."""

    def route(form: str) -> Route:
        async def as_picture(request: Request) -> Response:
            return await shown.in_thread(request, _picture, shown, request, form)

        return Route(f"{COMPARE.path}.{form}", as_picture, name=f"{COMPARE.name}.{form}")

    return [route(form) for form in MEDIA]


def _picture(shown: Shown, request: Request, form: str) -> Response:
    try:
        ranking = ranking_of(shown.library.edition(), asked_of(COMPARE, request))
        picture = draw(ranking, MOST_BARS, [form])[form]
    except (NothingToCompare, UnknownDivision, ChartsNotInstalled) as error:
        return answered(request, WrongAsked(told(str(error))))
    except WrongAsked as error:
        return answered(request, error)
    name = f"mingzhang-{ranking.measure}-{ranking.form}-{ranking.by}-{ranking.year or 'all'}.{form}"
    return Response(
        picture, media_type=MEDIA[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
