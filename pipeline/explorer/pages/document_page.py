"""One page of a document: its picture with every number boxed, and beside it what was read there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.explorer.edition import Edition, NotThere, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_figure import Figure, figure_of
from pipeline.explorer.pages.document_findings import Finding, findings_of, on_page
from pipeline.explorer.pages.document_grids import Grid, cells_on, grids, tables_on
from pipeline.explorer.pages.document_head import Head, Marked, head
from pipeline.explorer.pages.document_outline import Entry, current, outline
from pipeline.explorer.pages.document_paper import Paper, paper
from pipeline.explorer.pages.document_printed import Printed, is_marked, printed_on
from pipeline.explorer.pages.document_prose import Paragraph, around
from pipeline.language.spoken import tr

_LINES = 1.5
"""Heights of a number above which a box is of two lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(Marked):
    """A page of a document, and what is marked on it."""

    doc_id: str
    page: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page that a finding or an address points to, where no number was read."""

    box: tuple[float, ...]
    finding_id: str | None
    severity: str | None
    called: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a document."""

    document: Head
    page: int
    paper: Paper
    printed: tuple[Printed, ...]
    """Every number of the page, in reading order: each has a box and a row."""
    grids: tuple[Grid, ...]
    """Its tables as they were read."""
    paragraphs: tuple[Paragraph, ...]
    """Its running text, as far as numbers stand in it."""
    findings: tuple[Finding, ...]
    first: str | None
    """Key of the first number that is marked."""
    spots: tuple[Spot, ...]
    """Further places to mark, those of findings first."""
    outline: tuple[Entry, ...]
    section: str | None
    """Id of the section that begins here, or is open."""
    figure: Figure | None
    """What the address marks; null where it marks nothing."""
    is_asked: bool
    """Does the address mark something? Where `figure` is null, the document has none such."""


def leaf(edition: Edition, asked: AskedPage) -> Leaf:
    """One page. Raises `NotThere` for a page that the document does not have."""
    document = edition.document(asked.doc_id)
    _require(document, asked.page)
    tables = tables_on(edition, document, asked.page)
    cells = cells_on(edition, document, asked.page, tables)
    units = {table["table_id"]: table["unit_raw"] for table in tables}
    here = [cell for cell in cells if cell["page"] == asked.page]
    all_findings = findings_of(edition, document)
    findings = on_page(all_findings, asked.doc_id, asked.page)
    figure = figure_of(edition, document, asked, all_findings) if asked.anything else None
    numbers = printed_on(edition, document, asked.page, here, units)
    printed = _wrapped(with_findings(numbers, findings, asked.doc_id, asked))
    entries = outline(edition, document)
    return Leaf(
        document=head(document),
        page=asked.page,
        paper=paper(edition, document, asked.page, (p.box for p in printed if p.box is not None)),
        printed=tuple(printed),
        grids=tuple(grids(tables, cells, asked.page, printed)),
        paragraphs=tuple(around(edition, document, [p for p in printed if p.table_id is None])),
        findings=tuple(findings),
        first=next((p.key for p in printed if p.marked and p.box is not None), None),
        spots=tuple(_spots(printed, findings, figure, asked)),
        outline=tuple(entries),
        section=current(entries, asked.page),
        figure=figure,
        is_asked=asked.anything,
    )


def _require(document: Row, page: int) -> None:
    count = document["page_count"]
    if count is None:
        raise NotThere(tr("this document is a text and has no pages"))
    if not 0 < page <= count:
        raise NotThere(tr("there is no page {page}; the document has {count}", page=page, count=count))


def with_findings(
    printed: list[Printed], findings: list[Finding], doc_id: str, asked: Marked
) -> list[Printed]:
    """Numbers with the findings that they are evidence of, and those marked that are asked for."""
    of: dict[tuple[int | None, int | None], list[Finding]] = {}
    for finding in findings:
        for place in finding.evidence:
            if place.doc_id == doc_id:
                of.setdefault((place.start, place.end), []).append(finding)
    found = []
    for each in printed:
        mine = of.get((each.start, each.end), [])
        marked = any(f.finding_id == asked.finding for f in mine) if asked.finding else is_marked(each, asked)
        ids = tuple(dict.fromkeys(f.finding_id for f in mine))
        found.append(replace(each, findings=ids, severity=mine[0].severity if mine else None, marked=marked))
    return found


def _wrapped(printed: list[Printed]) -> list[Printed]:
    """Numbers of running text whose box has others within it run over the end of a line."""
    prose = [each for each in printed if each.box is not None and each.table_id is None]
    over = {each.key for each in prose if any(_within(other, each) for other in prose)}
    return [replace(each, wraps=each.key in over) for each in printed]


def _within(inner: Printed, outer: Printed) -> bool:
    if inner is outer or inner.box is None or outer.box is None:
        return False
    x, y = (inner.box[0] + inner.box[2]) / 2, (inner.box[1] + inner.box[3]) / 2
    (x0, top, x1, bottom), height = outer.box, inner.box[3] - inner.box[1]
    return x0 < x < x1 and top < y < bottom and bottom - top > _LINES * height


def _spots(
    printed: list[Printed], findings: list[Finding], figure: Figure | None, asked: AskedPage
) -> list[Spot]:
    """Evidence where no number stands, then the place that is asked for, where that is none."""
    known = {(p.start, p.end) for p in printed if p.box is not None}
    found: dict[tuple[float, ...], Spot] = {}
    for finding in findings:
        for place in finding.evidence:
            here = place.doc_id == asked.doc_id and place.page == asked.page and place.box is not None
            if here and place.box is not None and (place.start, place.end) not in known:
                marked = finding.finding_id == asked.finding
                spot = Spot(place.box, finding.finding_id, finding.severity, finding.message, marked)
                if place.box not in found or marked:
                    found[place.box] = spot
    if (
        figure is not None
        and figure.box is not None
        and figure.page == asked.page
        and not any(p.marked and p.box is not None for p in printed)
    ):
        found[figure.box] = Spot(figure.box, None, None, figure.called, True)
    return list(found.values())


LEAF = Page("document_page", "/d/{doc_id}/p/{page:int}", "document_page.html", AskedPage, leaf)
