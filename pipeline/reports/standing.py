"""Where findings stand: what people said of each, and of the same finding in another version of its document.

A new version has other bytes, and its findings other ids. What is the same is known by its disclosure (body,
year, kind), its rule, what is printed and the words of its evidence. Such a finding is open again, whatever
was said before; what was said is shown beside it. In the same bytes, read anew at other places, it keeps what
was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.datasets.ids import short_id
from pipeline.reports.statuses import OPEN, Status

Row = Mapping[str, Any]
Ask = Callable[[str, Sequence[Any]], Sequence[Row]]
"""Gives the rows of a statement with its values."""
_ROW = (
    "select n.finding_id, n.doc_id, n.page, n.code, n.printed, n.evidence, d.content_group_id, d.group_role"
    " from findings n join documents d using (doc_id)"
)
OF_MARKED = f"{_ROW} where n.finding_id in (select unnest(?))"
"""What is noted of findings that are marked, by their ids."""
_ALIKE = (
    f"{_ROW} where n.code in (select unnest(?)) and coalesce(n.printed, '') in (select unnest(?))"
    " order by n.finding_id"
)
_GONE = ("replaced",)
"""Roles of documents that another has taken the place of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was said of the findings of an output."""

    marks: Mapping[str, Status] = field(default_factory=dict)
    """Of each finding itself."""
    before: Mapping[str, Status] = field(default_factory=dict)
    """Of the same finding in another version of its document."""

    def status(self, finding_id: str) -> str:
        """What people say of a finding now; open where nobody did."""
        marked = self.marks.get(finding_id)
        return OPEN if marked is None else marked.status

    def came_back(self, finding_id: str) -> Status | None:
        """What was said of it in another version, where nobody has spoken of this one yet."""
        return None if finding_id in self.marks else self.before.get(finding_id)


def recurrence(finding: Row) -> str:
    """By what a finding is known again in another version of its document.

    `finding` has doc_id, code, printed, evidence, and where known content_group_id.
    """
    within = finding.get("content_group_id") or finding["doc_id"]
    words = [place.get("raw") for place in finding["evidence"] or ()]
    return short_id("recurrence", within, finding["code"], finding["printed"], *words)


def standing(ask: Ask, statuses: Mapping[str, Status]) -> Standing:
    """What the statuses say of published findings; `ask` is asked for those that they may concern."""
    if not statuses:
        return Standing()
    own = {row["finding_id"]: row for row in ask(OF_MARKED, [sorted(statuses)])}
    known: dict[str, list[Status]] = {}
    codes, printed = set(), set()
    for status in statuses.values():
        row = own.get(status.finding_id)
        key = status.recurrence if row is None else recurrence(row)
        if key:
            known.setdefault(key, []).append(status)
            codes.add(status.code if row is None else row["code"])
            printed.add(status.printed if row is None else row["printed"] or "")
    marks, before = dict(statuses), dict[str, Status]()
    for row in ask(_ALIKE, [sorted(codes), sorted(printed)]) if known else ():
        others = [s for s in known.get(recurrence(row), ()) if s.finding_id != row["finding_id"]]
        same = [s for s in others if s.doc_id == row["doc_id"] and s.finding_id not in own]
        if same and row["finding_id"] not in marks:
            marks[row["finding_id"]] = max(same, key=_newest)
        elsewhere = [s for s in others if _document_of(s, own) != row["doc_id"] and _tells(s)]
        if elsewhere and row["group_role"] not in _GONE:
            before[row["finding_id"]] = max(elsewhere, key=_newest)
    return Standing(marks, before)


def _document_of(status: Status, own: Mapping[str, Row]) -> str:
    row = own.get(status.finding_id)
    return status.doc_id if row is None else row["doc_id"]


def _tells(status: Status) -> bool:
    return status.status != OPEN or bool(status.note)


def _newest(status: Status) -> tuple[str, str]:
    return status.date, status.finding_id
