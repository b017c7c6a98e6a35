"""The findings of documents with everything that a report shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.ask.links import page_link
from pipeline.reports.standing import OF_MARKED, standing
from pipeline.reports.statuses import FALSE_POSITIVE, OPEN, Status

if TYPE_CHECKING:
    from pipeline.reading.extraction import Extraction

Row = dict[str, Any]
SEVERITIES = ("error", "warning", "info")
"""From the gravest."""
_SHORTEST_ID = 4
"""So many characters of a doc_id are needed to mean one."""
_NAMED = 5
"""So many documents are named where several are meant."""


class NoSuchDocument(ValueError):
    """What was asked for is in no dataset; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its findings; rows have the columns of the datasets."""

    document: Row
    findings: Sequence[Row]
    """From the gravest, then the greatest gap in yuan (none last), then by page."""
    checks: Mapping[str, Row] = field(default_factory=dict)
    """Failed checks by id."""
    facts: Mapping[str, Row] = field(default_factory=dict)
    """Facts by id: at least the operands of those checks."""
    text: str = ""
    statuses: Mapping[str, Status] = field(default_factory=dict)
    before: Mapping[str, Status] = field(default_factory=dict)
    """What people said of the same findings in another version of the document."""

    def status(self, finding: Row) -> str:
        """What people said of a finding; open where nobody did."""
        marked = self.statuses.get(finding["finding_id"])
        return marked.status if marked is not None else OPEN

    def came_back(self, finding: Row) -> Status | None:
        """What was said of a finding in another version of the document, where it is open in this one."""
        return None if finding["finding_id"] in self.statuses else self.before.get(finding["finding_id"])

    def link(self, finding: Row) -> str:
        """Where the document is published, else where it was found, with the place of a finding."""
        document = self.document
        place = finding["page"] or None, finding.get("locator")
        return page_link(document.get("source_url"), document["source_uri"], *place) or ""


def from_extraction(extraction: Extraction, source: Path) -> Case:
    """The case of a file that was read on the spot."""
    from pipeline.rows.assembly import to_rows

    rows = to_rows(extraction)
    document = {**rows["documents"][0], "source_uri": source.as_posix(), "file_name": source.name}
    return Case(
        document=document,
        findings=_ordered(rows["findings"]),
        checks={r["check_id"]: r for r in rows["checks"] if r["result"] == "fail"},
        facts={r["fact_id"]: r for r in rows["facts"]},
        text=extraction.document.text,
    )


def from_output(
    output: Path | str, wanted: str | None, statuses: Mapping[str, Status], with_text: bool = True
) -> list[Case]:
    """The cases of published documents, by source; of one of them where `wanted` is given.

    `wanted` is the beginning of a doc_id, a file name, or the end of a source path. Raises `NoSuchDocument`,
    and `QueryError` where there are no datasets.
    """
    from pipeline.ask.query import connect

    connection = connect(output)
    documents = _rows(connection.execute("select * from documents order by source_uri, doc_id"))
    if wanted is not None:
        documents = chosen(documents, wanted, output)
    ids = [d["doc_id"] for d in documents]
    findings = _by_document(connection.execute("select * from findings where doc_id in ?", [ids]))
    ids = [doc_id for doc_id in ids if doc_id in findings]
    checks = _by_document(
        connection.execute("select * from checks where result = 'fail' and doc_id in ?", [ids])
    )
    operands = {
        fact_id
        for rows in checks.values()
        for row in rows
        for fact_id in (*(row["lhs_ids"] or ()), *(row["rhs_ids"] or ()))
    }
    facts = _by_document(
        connection.execute(
            "select doc_id, fact_id, measure, role, function_code, economic_code, item_label, value_raw,"
            " unit_raw, value, page, locator from facts where fact_id in ?",
            [sorted(operands)],
        )
    )
    texts: dict[str, str] = {}
    if with_text:
        texts = {
            row["doc_id"]: row["text"]
            for row in _rows(connection.execute("select doc_id, text from texts where doc_id in ?", [ids]))
        }
    stand = standing(lambda sql, values: _rows(connection.execute(sql, values)), statuses)
    return [
        Case(
            document=document,
            findings=_ordered(findings.get(document["doc_id"], [])),
            checks={r["check_id"]: r for r in checks.get(document["doc_id"], [])},
            facts={r["fact_id"]: r for r in facts.get(document["doc_id"], [])},
            text=texts.get(document["doc_id"], ""),
            statuses=stand.marks,
            before=stand.before,
        )
        for document in documents
        if wanted is not None or document["doc_id"] in findings
    ]


def document_row(output: Path | str, wanted: str) -> Row:
    """The row of `documents` of one published document, meant as in `from_output`. Raises as that does."""
    from pipeline.ask.query import connect

    documents = _rows(connect(output).execute("select * from documents order by source_uri, doc_id"))
    return chosen(documents, wanted, output)[0]


def finding_row(output: Path | str, finding_id: str) -> Row | None:
    """What is marked of a published finding; null where there is none of this id. Raises `QueryError`."""
    from pipeline.ask.query import connect

    found = _rows(connect(output).execute(OF_MARKED, [[finding_id]]))
    return found[0] if found else None


def values_of(output: Path | str, doc_id: str) -> list[Row]:
    """The facts of a published document, in the order in which it prints them. Raises `QueryError`."""
    from pipeline.ask.query import connect

    sql = "select * from facts where doc_id = ? order by page, char_start, fact_id"
    return _rows(connect(output).execute(sql, [doc_id]))


def narrowed(
    cases: Iterable[Case], severity: str = "info", codes: Sequence[str] = (), false_positives: bool = False
) -> tuple[list[Case], int]:
    """The cases with the findings that are at least so grave, of these codes, and not marked false.

    The second value is how many findings marked as false positives were left out.
    """
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    kept, hidden = [], 0
    for case in cases:
        findings = [f for f in case.findings if f["severity"] in grave and (not codes or f["code"] in codes)]
        shown = [f for f in findings if false_positives or case.status(f) != FALSE_POSITIVE]
        hidden += len(findings) - len(shown)
        kept.append(replace(case, findings=shown))
    return kept, hidden


def chosen(documents: Sequence[Row], wanted: str, output: Path | str) -> list[Row]:
    """The one document that is meant: by the beginning of its doc_id, a file name, or the end of a source
    path.

    Raises `NoSuchDocument` where none is, or several.
    """
    by_id = (
        [d for d in documents if d["doc_id"].startswith(wanted.lower())]
        if len(wanted) >= _SHORTEST_ID
        else []
    )
    by_name = [
        d for d in documents if d["file_name"] == wanted or str(d["source_uri"] or "").endswith(f"/{wanted}")
    ]
    found = by_name or by_id
    if not found:
        raise NoSuchDocument(
            f"no document of {output} is called {wanted} or has an id that begins so; "
            '`mingzhang query "select doc_id, file_name from documents"` lists them'
        )
    if len(found) > 1:
        names = ", ".join(f"{d['doc_id'][:12]} ({d['source_uri']})" for d in found[:_NAMED])
        raise NoSuchDocument(f"{wanted} means {len(found)} documents: {names}; say more of the id")
    return found


def _ordered(findings: Iterable[Row]) -> list[Row]:
    return sorted(
        findings,
        key=lambda f: (
            *by_weight(f),
            f["page"] or 0,
            f["char_start"] or 0,
            f["finding_id"],
        ),
    )


def weighed(cases: Iterable[Case]) -> list[tuple[Case, Row]]:
    """The findings of all cases, each with its case, in the order of `by_weight`; equals stay as they are."""
    found = [(case, finding) for case in cases for finding in case.findings]
    return sorted(found, key=lambda pair: by_weight(pair[1]))


def by_weight(finding: Row) -> tuple[object, ...]:
    """A key: the gravest first, then the greatest gap in yuan, then the greatest share; none last."""
    sizes = [finding.get(name) for name in ("gap_yuan", "gap_share")]
    return (
        SEVERITIES.index(finding["severity"]),
        *((size is None, -(size or 0)) for size in sizes),
    )


def _rows(result: Any) -> list[Row]:
    names = [column[0] for column in result.description]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def _by_document(result: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(result):
        found[row["doc_id"]].append(row)
    return found
