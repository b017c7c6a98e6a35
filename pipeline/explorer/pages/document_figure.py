"""Everything that is known of one figure: what is printed, what it means, how sure that is, its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.explorer import names
from pipeline.explorer.canonical_text import text_between
from pipeline.explorer.edition import Edition, NotThere, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_checks import Check, Operand, checks_by_id, checks_of, operand, operands
from pipeline.explorer.pages.document_elsewhere import Elsewhere, elsewhere
from pipeline.explorer.pages.document_findings import Finding, findings_of
from pipeline.explorer.pages.document_head import Head, Marked, head
from pipeline.explorer.pages.document_place import Place, place_of
from pipeline.explorer.pages.document_printed import FACT_COLUMNS, Printed, Read, meaning, read
from pipeline.explorer.pages.document_words import table_name
from pipeline.language.spoken import tr
from pipeline.reports.citation import citation

_AROUND = 120
"""Characters shown on either side of a figure of running text."""
_MORE = ("confirmed_by", "proof", "reading")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFigure(Marked):
    """A figure, a finding, or characters of a document."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Printing:
    """Another place at which the same document prints the same figure."""

    operand: Operand
    agrees: str | None
    """complete, consistent (rounding explains the difference), inconsistent; null for the best printing."""
    source_kind: str
    """table, narrative, form"""


@dataclass(frozen=True, slots=True)
class Cited:
    """How a figure is cited."""

    chinese: str
    """After GB/T 7714—2015."""
    english: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or finding of a document, with what bears it out."""

    document: Head
    called: str
    """What it is, in a line."""
    page: int | None
    box: tuple[float, ...] | None
    """Where on the page it stands."""
    locator: str | None
    """Where it stands in a source without pages, as the tools of its format name it."""
    mark: dict[str, Any]
    """What marks it in an address."""
    number: Printed | None
    """What is printed; null for what only follows from other figures, and for findings."""
    fact: Read | None
    """What it was understood as; null where it was not."""
    table: str | None
    """Title of the table that it stands in."""
    table_called: str | None
    before: str
    """The text around it, of running text."""
    text: str
    after: str
    confirmed_by: tuple[str, ...]
    """What bears the reading out beside itself: table, sentence, sum, growth, share, codes of identities."""
    proof: tuple[str, ...]
    """On scanned pages what confirms the recognised characters."""
    reading: str | None
    """The identity that chose another reading than the grammar's; null where the grammar's stands."""
    printings: tuple[Printing, ...]
    operands: tuple[Operand, ...]
    """What a derived figure is computed from."""
    leads_to: tuple[Operand, ...]
    """Figures that were computed from this one."""
    checks: tuple[Check, ...]
    """Identities that it has a part in, those that do not hold first."""
    all_checks: int
    findings: tuple[Finding, ...]
    elsewhere: tuple[Elsewhere, ...]
    """The same figure in last year's document, and in the other one of the year."""
    citation: Cited


def figure(edition: Edition, asked: AskedFigure) -> Figure:
    """The figure that an address marks. Raises `NotThere`."""
    document = edition.document(asked.doc_id)
    found = figure_of(edition, document, asked, findings_of(edition, document))
    if found is None:
        raise NotThere(tr("this document has nothing of this id; a newer version may have read it otherwise"))
    return found


def figure_of(edition: Edition, document: Row, asked: Marked, findings: Sequence[Finding]) -> Figure | None:
    """The figure or finding that an address marks; null where the document has none such.

    `findings` are all that the document has.
    """
    if asked.finding is not None:
        return _of_finding(edition, document, asked.finding, findings)
    place = place_of(edition, document, asked)
    return None if place is None else _of_place(edition, document, place, findings)


def _of_finding(
    edition: Edition, document: Row, finding_id: str, findings: Sequence[Finding]
) -> Figure | None:
    found = next((f for f in findings if f.finding_id == finding_id), None)
    if found is None:
        return None
    where = (found.page, None, found.locator)
    empty = _empty(document, where, names.finding(found.code), {"finding": finding_id})
    checks = [] if found.check_id is None else checks_by_id(edition, document, [found.check_id])
    return replace(empty, findings=(found,), checks=tuple(checks), all_checks=len(checks))


def _of_place(edition: Edition, document: Row, place: Place, findings: Sequence[Finding]) -> Figure:
    number = place.number
    empty = _empty(
        document,
        (place.page, place.box, place.locator),
        place.text if number is None else number.called,
        place.mark,
    )
    shown = replace(empty, number=number, **_where(edition, document, place))
    if place.fact_id is None:
        return replace(shown, findings=_evidence(document, place, findings))
    row = edition.of_document(
        "facts", document, (*FACT_COLUMNS, *_MORE), where="fact_id = $id", values={"id": place.fact_id}
    )[0]
    fact = read(row)
    derived = row["source_kind"] == "derived"
    checks, count = checks_of(edition, document, [place.fact_id])
    made_of = operands(edition, document, row["derived_from"] or ())
    return replace(
        shown,
        called=meaning(fact) if derived else shown.called,
        number=None if derived else number,
        fact=fact,
        confirmed_by=tuple(row["confirmed_by"] or ()),
        proof=tuple(row["proof"] or ()),
        reading=row["reading"],
        printings=_printings(edition, document, row),
        operands=tuple(made_of[fact_id] for fact_id in row["derived_from"] or () if fact_id in made_of),
        leads_to=_leads_to(edition, document, place.fact_id),
        checks=tuple(checks),
        all_checks=count,
        findings=_evidence(document, place, findings),
        elsewhere=tuple(elsewhere(edition, document, row)),
    )


def _empty(
    document: Row,
    where: tuple[int | None, tuple[float, ...] | None, str | None],
    called: str,
    mark: dict[str, Any],
) -> Figure:
    page, box, locator = where
    place = {"page": page, "locator": locator}
    cited = Cited(citation(document, place, language="zh"), citation(document, place, language="en"))
    return Figure(
        document=head(document),
        called=called,
        page=page,
        box=box,
        locator=locator,
        mark=mark,
        number=None,
        fact=None,
        table=None,
        table_called=None,
        before="",
        text="",
        after="",
        confirmed_by=(),
        proof=(),
        reading=None,
        printings=(),
        operands=(),
        leads_to=(),
        checks=(),
        all_checks=0,
        findings=(),
        elsewhere=(),
        citation=cited,
    )


def _where(edition: Edition, document: Row, place: Place) -> dict[str, Any]:
    """The title of its table, or the words around it."""
    if place.table_id is not None:
        rows = edition.of_document(
            "tables",
            document,
            ("title_raw", "canonical_table"),
            where="table_id = $id",
            values={"id": place.table_id},
        )
        if rows:
            title = " ".join((rows[0]["title_raw"] or "").split())
            return {"table": title or None, "table_called": table_name(rows[0]["canonical_table"])}
    start = max(place.start - _AROUND, 0)
    around = text_between(edition, document, start, place.end + _AROUND)
    before, text = around[: place.start - start], around[place.start - start : place.end - start]
    after = around[place.end - start :]
    return {"before": before.rpartition("\n")[2], "text": text, "after": after.partition("\n")[0]}


def _printings(edition: Edition, document: Row, row: Row) -> tuple[Printing, ...]:
    """The other printings, the best one first."""
    best = row["duplicate_of"] or row["fact_id"]
    rows = edition.of_document(
        "facts",
        document,
        FACT_COLUMNS,
        where="(fact_id = $best or duplicate_of = $best) and fact_id <> $this and source_kind <> 'derived'",
        values={"best": best, "this": row["fact_id"]},
    )
    rows.sort(key=lambda r: (r["duplicate_of"] is not None, r["page"] or 0, r["char_start"] or 0))
    return tuple(
        Printing(operand(r, document["doc_id"]), r["duplicate_kind"], r["source_kind"]) for r in rows
    )


def _leads_to(edition: Edition, document: Row, fact_id: str) -> tuple[Operand, ...]:
    rows = edition.of_document(
        "facts",
        document,
        FACT_COLUMNS,
        where="source_kind = 'derived' and list_contains(derived_from, $id)",
        values={"id": fact_id},
    )
    return tuple(operand(row, document["doc_id"]) for row in rows)


def _evidence(document: Row, place: Place, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that have these characters among their evidence."""
    return tuple(
        finding
        for finding in findings
        if any(
            e.doc_id == document["doc_id"] and (e.start, e.end) == (place.start, place.end)
            for e in finding.evidence
        )
    )


FIGURE = Page("figure", "/d/{doc_id}/figure", "document_figure.html", AskedFigure, figure)
