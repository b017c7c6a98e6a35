"""The list of findings: narrowed, ordered, counted, and reviewed one by one or many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Page
from pipeline.explorer.pages.findings_asked import PER_PAGE, SEVERITIES, FindingsAsked
from pipeline.explorer.pages.findings_rows import Finding, findings_of
from pipeline.explorer.reviews import CAME_BACK, REVIEWED, Reviewed
from pipeline.language.spoken import told, tr
from pipeline.reports.marking import stamp_of

_FACETS = {
    "severity": "severity",
    "code": "code",
    "category": "category",
    "division": "division_code",
    "year": "fiscal_year",
    "kind": "doc_kind",
    "status": "status",
}
"""What is counted, each as if it were not asked for itself."""
_WORDS = (
    "lower(concat_ws(' ', n.message_zh, n.message_en, n.printed, n.computed, d.title, d.entity_name,"
    " d.file_name, n.finding_id))"
)
_MOST_TAKEN = 100_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings have a value, of those that all other filters leave."""

    value: str | None
    findings: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is, whatever status is asked for."""

    reviewed: int
    all: int
    confirmed: int
    false_positive: int
    explained: int
    came_back: int


@dataclass(frozen=True, slots=True)
class Findings:
    """One page of the findings that are asked for."""

    asked: FindingsAsked
    count: int
    """So many are asked for."""
    page: int
    pages: int
    left_out: int
    """So many notes, or doubts and notes, the severity that is asked for leaves out."""
    counts: dict[str, tuple[Count, ...]]
    """By severity, code, category, division, year, kind, status."""
    progress: Progress
    body_name: str | None
    """Of the body that is asked for."""
    is_writable: bool
    """Whether something can be said of them here."""
    problem: str | None
    """What is wrong with the status file."""
    findings: tuple[Finding, ...]
    undone_by: tuple[tuple[str, str], ...] = ()
    """What was said just now, without script: findings with their stamps, as undoing asks for them."""


def findings(edition: Edition, asked: FindingsAsked) -> Findings:
    """One page of the list."""
    reviewed = edition.reviews.now()
    conditions, values = asked.conditions()
    base, given = _base(asked, reviewed, values)
    counts = _counts(edition, base, conditions, given)
    by_severity = {count.value: count.findings for count in counts["severity"]}
    where = _where(conditions)
    count = sum(by_severity.get(severity, 0) for severity in asked.grave)
    pages = max(1, -(-count // PER_PAGE))
    page = min(asked.page, pages)
    listed = edition.rows(
        f"{base} select finding_id from n {where} order by {asked.order} limit {PER_PAGE} "
        f"offset {(page - 1) * PER_PAGE}",
        given,
    )
    body = None
    if asked.body is not None:
        body = edition.value("select any_value(entity_name) from documents where entity_id = ?", [asked.body])
    return Findings(
        asked,
        count,
        page,
        pages,
        sum(by_severity.values()) - count,
        counts,
        progress_of(counts["status"]),
        body,
        edition.reviews.is_writable and reviewed.problem is None,
        told(reviewed.problem) if reviewed.problem else _problem(asked),
        tuple(findings_of(edition, [r["finding_id"] for r in listed], reviewed)),
        tuple((name, stamp_of(reviewed.own.get(name))) for name in (asked.done or "").split(",") if name),
    )


def said_by_others() -> str:
    """Why nothing was changed."""
    return tr("Somebody else has just said something of these findings: look again. Nothing was changed.")


def progress(edition: Edition, asked: FindingsAsked) -> Progress:
    """How far the review of what is asked for is."""
    conditions, values = asked.conditions()
    base, given = _base(asked, edition.reviews.now(), values)
    return progress_of(_counts(edition, base, conditions, given, ("status",))["status"])


def progress_of(statuses: Sequence[Count]) -> Progress:
    """From how many have each status."""
    count = Counter({str(one.value): one.findings for one in statuses})
    reviewed = sum(count[status] for status in REVIEWED)
    confirmed, false_positive, explained = (count[status] for status in REVIEWED)
    return Progress(reviewed, count.total(), confirmed, false_positive, explained, count[CAME_BACK])


def _problem(asked: FindingsAsked) -> str | None:
    """What went wrong with what was just said, where a page was loaded anew."""
    match asked.problem:
        case None:
            return None
        case "conflict":
            return said_by_others()
        case _:
            return tr("Nothing was changed.")


def _base(asked: FindingsAsked, reviewed: Reviewed, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The findings as a table `n`, and the values of a statement over it."""
    states = reviewed.states
    given = {**values, "marked": list(states), "marks": list(states.values())}
    words = f", {_WORDS} as words" if asked.q else ""
    replaced = "" if asked.replaced else "where d.group_role is distinct from 'replaced'"
    sql = f"""
    with said as (select unnest($marked::varchar[]) as finding_id, unnest($marks::varchar[]) as status),
    n as materialized (
      select n.finding_id, n.doc_id, n.severity, n.category, n.code, n.gap_yuan, n.gap_share, n.confidence,
        n.page, d.entity_id, d.entity_name, d.fiscal_year, d.doc_kind, d.division_code,
        coalesce(d.source_date, d.published_on) as since, coalesce(said.status, 'open') as status,
        case n.severity when 'error' then 0 when 'warning' then 1 else 2 end as weight {words}
      from findings n join documents d using (doc_id) left join said using (finding_id) {replaced}
    )
    """
    return sql, given


def _where(conditions: Mapping[str, str], but: str = "") -> str:
    kept = [condition for name, condition in conditions.items() if name != but]
    return f"where {' and '.join(kept)}" if kept else ""


def _counts(
    edition: Edition,
    base: str,
    conditions: Mapping[str, str],
    given: Mapping[str, Any],
    facets: Sequence[str] = tuple(_FACETS),
) -> dict[str, tuple[Count, ...]]:
    # A value that a statement does not name is an error: each is named once, in a condition that holds.
    named = " ".join(f"and ${name} is not distinct from ${name}" for name in given if name not in _OF_BASE)
    parts = [
        f"select '{facet}' as facet, {_FACETS[facet]}::varchar as value, count(*) as findings from n "
        f"{_where(conditions, facet) or 'where true'} {named} group by all"
        for facet in facets
    ]
    rows = edition.rows(f"{base} {' union all '.join(parts)}", dict(given))
    found: dict[str, list[Count]] = {facet: [] for facet in facets}
    for row in rows:
        found[row["facet"]].append(Count(row["value"], row["findings"]))
    if "division" in found:
        found["division"] = _with_what_lies_above(found["division"])
    return {facet: tuple(sorted(counts, key=partial(_place_of, facet))) for facet, counts in found.items()}


_OF_BASE = ("marked", "marks")


def _place_of(facet: str, count: Count) -> tuple[int, str]:
    """Where a value stands among those of its facet."""
    value = count.value or "~"
    match facet:
        case "severity":
            return SEVERITIES.index(value), ""
        case "year":
            return -int(count.value or 0), ""
        case "division" | "status":
            return 0, value
    return -count.findings, value


def _with_what_lies_above(counts: Sequence[Count]) -> list[Count]:
    """Divisions with all that lies in them; cities and provinces too where several of these have findings."""
    own = {count.value: count.findings for count in counts if count.value is not None}
    chains = [tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))) for code in own]
    inside = Counter(head for chain in chains for head in chain)
    # A city or province in which the same lies as in one of its divisions says nothing new:
    same = {high for chain in chains for low, high in combinations(chain, 2) if inside[low] == inside[high]}
    found: Counter[str] = Counter()
    for chain in chains:
        for head in chain:
            found[head] += own[chain[0]]
    return [
        *(Count(code, number) for code, number in found.items() if code in own or code not in same),
        *(count for count in counts if count.value is None),
    ]


_COLUMNS = (
    *(Column("finding_id"), Column("severity"), Column("code"), Column("name"), Column("category")),
    *(Column("status"), Column("note", "text"), Column("by"), Column("date"), Column("before", "text")),
    *(Column("entity_name"), Column("division"), Column("fiscal_year", "number"), Column("doc_kind")),
    *(Column("title", "text"), Column("page", "number"), Column("message_zh", "text")),
    *(Column("message_en", "text"), Column("printed"), Column("computed"), Column("gap_yuan", "number")),
    *(Column("gap_share", "number"), Column("confidence", "number"), Column("formula", "text")),
    *(Column("source_url"), Column("doc_id")),
)


def whole(edition: Edition, asked: FindingsAsked) -> Listing:
    """All findings that are asked for, each with what is said of it."""
    from pipeline.explorer.names import division, finding

    reviewed = edition.reviews.now()
    conditions, values = asked.conditions()
    base, given = _base(asked, reviewed, values)
    sql = f"""{base}, wanted as (
      select *, row_number() over (order by {asked.order}) as place from n {_where(conditions)}
    )
    select w.finding_id, w.severity, w.code, w.category, w.status, w.entity_name, w.division_code,
      w.fiscal_year, w.doc_kind, d.title, w.page, f.message_zh, f.message_en, f.printed, f.computed,
      w.gap_yuan, w.gap_share, round(w.confidence, 3) as confidence, c.formula, d.source_url, w.doc_id
    from wanted w join findings f using (finding_id) join documents d on d.doc_id = w.doc_id
    left join checks c on c.check_id = f.check_id and c.result = 'fail'
    order by w.place limit {_MOST_TAKEN + 1}"""
    rows = []
    for row in edition.rows(sql, given):
        mark = reviewed.standing.marks.get(row["finding_id"])
        before = reviewed.standing.before.get(row["finding_id"])
        more = {
            "name": finding(row["code"]),
            "division": None if row["division_code"] is None else division(row["division_code"]),
            "note": None if mark is None else mark.note,
            "by": None if mark is None else mark.by,
            "date": None if mark is None else mark.date,
            "before": None if before is None else " ".join((told(before.status), before.date, before.note)),
        }
        rows.append([{**row, **more}[column.name] for column in _COLUMNS])
    return Listing(_COLUMNS, rows)


FINDINGS = Page("findings", "/findings", "findings.html", FindingsAsked, findings, whole=whole)
