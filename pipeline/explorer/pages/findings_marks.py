"""What changes findings: POST /findings/mark, of forms without script and of partial updates alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pipeline.explorer.edition import Edition, WrongAsked
from pipeline.explorer.failures import answered
from pipeline.explorer.pages.findings import Progress, progress, said_by_others
from pipeline.explorer.pages.findings_asked import FindingsAsked
from pipeline.explorer.pages.findings_rows import Finding, findings_of, rows_of
from pipeline.explorer.rendering import asked as address_with
from pipeline.explorer.rendering import rendered
from pipeline.language.spoken import told, tr
from pipeline.reports.marking import Busy, Conflict, mark, take_back
from pipeline.reports.statuses import FILE_NAME, STATUSES, StatusError

if TYPE_CHECKING:
    from pipeline.explorer.shown import Shown

BY = "by"
"""Cookie: who reviews."""
UNDO = "undo"
_NOTE_ONLY = "note"
_SECONDS_OF_A_YEAR = 31_536_000
_MOST = 1_000
_LONGEST = 4_000
_LIST = "/findings"


@dataclass(frozen=True, slots=True)
class Marking:
    """What somebody says of findings."""

    findings: tuple[str, ...]
    what: str
    """One of the statuses, undo, or note: the note alone."""
    note: str | None
    """Null leaves the one that is there."""
    by: str
    seen: dict[str, str]
    """Stamps of what was looked at."""
    here: str
    """The page where it was said."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of it: the findings as they are now."""

    findings: tuple[Finding, ...]
    what: str
    problem: str | None
    progress: Progress | None
    """Of the list where it was said; null elsewhere."""

    @property
    def undone_by(self) -> list[tuple[str, str]]:
        """The findings with their stamps, as undoing asks for them."""
        return [(finding.finding_id, finding.seen) for finding in self.findings]


def routes(shown: Shown) -> list[BaseRoute]:
    """Before those of pages: `mark` is no finding."""

    async def marking(request: Request) -> Response:
        body = await request.body()
        return await shown.in_thread(request, _mark, shown, request, body)

    return [Route(f"{_LIST}/mark", marking, methods=["POST"], name="findings.mark")]


def _mark(shown: Shown, request: Request, body: bytes) -> Response:
    edition = shown.library.edition()
    try:
        said = marking_of(body, unquote(request.cookies.get(BY, "")))
    except WrongAsked as error:
        return answered(request, error)
    problem, status = _problem_of(edition, said)
    if request.headers.get("hx-request") == "true":
        record = _marked(edition, said, problem)
        html = rendered("finding_marked.html", page=record, name="findings", to=shown.to, here=said.here)
        response: Response = HTMLResponse(html, status)
    else:
        ids = ",".join(said.findings) if problem is None else None
        why = None if problem is None else "conflict" if status == 409 else "failed"
        back = address_with(said.here, done=ids if said.what != UNDO else None, problem=why)
        response = RedirectResponse(f"{back}#f-{said.findings[0]}", 303)
    if said.by:
        response.set_cookie(BY, quote(said.by), _SECONDS_OF_A_YEAR, samesite="strict")
    return response


def marking_of(body: bytes, by: str) -> Marking:
    """What a form says; `by` is who reviews where it does not say. Raises `WrongAsked`."""
    try:
        given = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=4 * _MOST)
    except ValueError as error:
        raise WrongAsked(tr("this is no form")) from error
    findings = tuple(dict.fromkeys(given.get("finding", ())))
    what = (given.get("status") or [""])[-1]
    note = given["note"][-1] if "note" in given else None
    if not findings:
        raise WrongAsked(tr("choose findings first"))
    if len(findings) > _MOST or len(note or "") > _LONGEST:
        problem = tr(
            "at most {count} findings at once, notes of at most {length} characters",
            count=_MOST,
            length=_LONGEST,
        )
        raise WrongAsked(problem)
    if what not in (*STATUSES, UNDO, _NOTE_ONLY):
        raise WrongAsked(tr("a finding is one of {statuses}", statuses=", ".join(STATUSES)))
    chosen = set(findings)
    pairs = (value.partition(":")[::2] for value in given.get("seen", ()))
    return Marking(
        findings,
        what,
        note,
        ((given.get(BY) or [""])[-1].strip() or by)[:100],
        {name: stamp for name, stamp in pairs if name in chosen},
        _here((given.get("here") or [_LIST])[-1]),
    )


def _here(address: str) -> str:
    """The page to go back to: one of ours, without what was said of the last marking."""
    parts = urlsplit(address)
    is_elsewhere = parts.scheme or parts.netloc or "\\" in address
    if is_elsewhere or not address.startswith("/") or address.startswith("//"):
        return _LIST
    return address_with(address, done=None, problem=None)


def _problem_of(edition: Edition, said: Marking) -> tuple[str | None, int]:
    """Says it; what hinders, and the status of the answer."""
    try:
        if said.what == UNDO:
            take_back(edition.output, said.findings, said.seen)
            return None, 200
        rows = rows_of(edition, said.findings)
        if len(rows) < len(said.findings):
            return tr("some of these findings are not in this output any more; load the page again"), 404
        status = None if said.what == _NOTE_ONLY else said.what
        mark(edition.output, rows, status, said.note, said.by, said.seen)
    except Conflict:
        return said_by_others(), 409
    except Busy as error:
        return error.problem, 503
    except StatusError as error:
        return told(error.problem), 409
    except OSError as error:
        why = error.strerror or type(error).__name__
        return tr("{file} cannot be written ({error})", file=FILE_NAME, error=why), 403
    return None, 200


def _marked(edition: Edition, said: Marking, problem: str | None) -> Marked:
    reviewed = edition.reviews.now()
    found = findings_of(edition, said.findings, reviewed)
    is_list = urlsplit(said.here).path == _LIST
    return Marked(
        tuple(found), said.what, problem, progress(edition, asked_at(said.here)) if is_list else None
    )


def asked_at(here: str) -> FindingsAsked:
    """What is asked at an address of the list; everything where that cannot be understood."""
    given: dict[str, Any] = {name: value for name, value in parse_qsl(urlsplit(here).query) if value}
    try:
        return msgspec.convert(given, FindingsAsked, strict=False)
    except msgspec.ValidationError:
        return FindingsAsked()
