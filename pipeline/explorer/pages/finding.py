"""One finding with all that bears on it: places, formula, what its rule means, what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from patterns.interface import texts
from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.page import Page
from pipeline.explorer.pages.findings_rows import Finding, findings_of
from pipeline.language.spoken import language, told, tr
from pipeline.reports.citation import citation

_MOST_SIBLINGS = 50
_SIBLINGS = """
select n.finding_id, n.severity, n.code, n.message_zh, n.message_en, n.gap_yuan, n.page, n.doc_id,
  d.fiscal_year, d.doc_kind, n.doc_id = $doc_id as in_document
from findings n join documents d using (doc_id)
where n.finding_id <> $finding and (n.doc_id = $doc_id or (d.entity_id = $entity and n.code = $code))
  and (n.doc_id <> $doc_id or n.severity <> 'info' or n.code = $code)
order by in_document, d.fiscal_year desc nulls last, n.severity, n.gap_yuan desc nulls last, n.finding_id
limit $most
"""


@dataclass(frozen=True, slots=True)
class FindingAsked:
    """Which finding."""

    finding_id: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another finding beside it."""

    finding_id: str
    severity: str
    code: str
    message: str
    gap_yuan: Any
    page: int | None
    doc_id: str
    fiscal_year: int | None
    doc_kind: str | None
    in_document: bool
    """In the same document; else the same rule in another document of the body."""
    status: str


@dataclass(frozen=True, slots=True)
class OneFinding:
    """A finding and what stands around it."""

    finding: Finding
    what: str | None
    """What findings of its code mean, in the language of the request."""
    doubt: str | None
    """Why it may be wrong."""
    citation: str
    siblings: tuple[Sibling, ...]
    source_url: str | None
    is_writable: bool
    problem: str | None


def finding(edition: Edition, asked: FindingAsked) -> OneFinding:
    """The finding of an id. Raises `NotThere`."""
    reviewed = edition.reviews.now()
    found = findings_of(edition, [asked.finding_id], reviewed, around=True)
    if not found:
        raise NotThere(
            tr(
                "there is no finding {id} in this output; another version may have read it anew",
                id=asked.finding_id,
            )
        )
    (one,) = found
    document = edition.document(one.doc_id)
    given = {
        "finding": one.finding_id,
        "doc_id": one.doc_id,
        "entity": one.entity_id,
        "code": one.code,
        "most": _MOST_SIBLINGS,
    }
    siblings = []
    for row in edition.rows(_SIBLINGS, given):
        kept = {key: row[key] for key in Sibling.__slots__ if key in row}
        message = row["message_zh" if language() == "zh" else "message_en"]
        siblings.append(Sibling(**kept, message=message, status=reviewed.state(row["finding_id"])))
    explained = next((each for each in texts().explained if one.code in each.codes), None)
    return OneFinding(
        one,
        None if explained is None else explained.what.of(language()),
        None if explained is None else explained.doubt.of(language()),
        citation(document, {"page": one.page}, language=language()),
        tuple(siblings),
        document["source_url"],
        edition.reviews.is_writable and reviewed.problem is None,
        told(reviewed.problem) if reviewed.problem else None,
    )


FINDING = Page("finding", "/findings/{finding_id}", "finding.html", FindingAsked, finding)
