"""Which documents belong together, and which of them counts: nothing is added up twice.

A disclosure may be published as tables and explanation in two files, as a copy, as a correction; the rollup
of a department includes its own office and its units (docs/domain.md §6). One document stands for each
disclosure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import patterns
from extractors.identity.scope import OWN, ROLLUP, SINGLE, UNKNOWN, WEAK_METHODS
from patterns.shapes.identity import IdentityWords

Row = dict[str, Any]
_SCOPE_RANK = {ROLLUP: 0, OWN: 1, SINGLE: 2}


@dataclass(frozen=True, slots=True)
class Contents:
    """What of a document's content decides how it stands to the others of its group."""

    text_sha256: str | None = None
    tables: frozenset[str] = field(default_factory=frozenset)
    """Canonical tables."""
    figures: str | None = None
    """The same for documents that print the same key figures; null unknown."""


def arrange(
    documents: Iterable[Row],
    units: Iterable[Row] = (),
    contents: Mapping[str, Contents] | None = None,
    superseded: Collection[str] = (),
) -> None:
    """Fills `is_primary`, `group_role`, `primary_doc_id`, `counted_in`, `parent_entity_id` of the rows.

    `units` are rows of `units_listed`; `contents` by `doc_id`, needed for groups of several documents only;
    `superseded` are the documents in whose places other bytes stand now. A part of a disclosure that does not
    tell its scope takes that of the other part.
    """
    rows = list(documents)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        row.update(is_primary=False, group_role=None, primary_doc_id=None, counted_in=None)
        if row["status"] in ("ok", "partial"):
            groups[row["content_group_id"]].append(row)
    for group in groups.values():
        _share_scope(group)
        _arrange_group(group, contents or {}, superseded)
    listed = list(units)
    _find_parents(rows, listed)
    _count_in(list(groups.values()), listed)


def _share_scope(group: list[Row]) -> None:
    """The scope of a part whose own words do not decide it."""
    strong = [r for r in group if r["scope_type"] != UNKNOWN and r["scope_method"] not in WEAK_METHODS]
    for row in group:
        if row in strong:
            continue
        halves = [r for r in strong if _completes(row, r)]
        if len({r["scope_type"] for r in halves}) == 1:
            row.update(scope_type=halves[0]["scope_type"], scope_method="part")


def _completes(row: Row, other: Row) -> bool:
    """One has the tables and the other has not, or one has the explanation and the other has not."""
    return bool(row["has_tables"] != other["has_tables"] or row["has_narrative"] != other["has_narrative"])


def _rank(row: Row, superseded: Collection[str]) -> tuple[Any, ...]:
    """A rollup before its parts, with tables, corrected, newest, whole, longest; at last the smaller id.

    The newest is what still stands where it came from, when other bytes have taken the place of the others;
    then what was published last, and of one day the file that was changed last. Which of two a run met first
    says nothing.
    """
    published, modified = row["published_on"], row["file_modified_at"]
    words = patterns.load(IdentityWords).correction_words
    return (
        _SCOPE_RANK.get(row["scope_type"], 3),
        not row["has_tables"],
        not any(word in (row["title"] or "") for word in words),
        row["doc_id"] in superseded,
        -published.toordinal() if published else 0,
        -modified.timestamp() if modified else 0.0,
        row["status"] != "ok",
        -(row["page_count"] or 0),
        row["doc_id"],
    )


def _arrange_group(group: list[Row], contents: Mapping[str, Contents], superseded: Collection[str]) -> None:
    first, *others = sorted(group, key=lambda row: _rank(row, superseded))
    first.update(is_primary=True, group_role="primary", primary_doc_id=first["doc_id"])
    has_tables, has_narrative = bool(first["has_tables"]), bool(first["has_narrative"])
    nothing = Contents()
    known = [contents.get(first["doc_id"], nothing)]
    formats = {first["media_type"]}
    for row in others:
        own = contents.get(row["doc_id"], nothing)
        row["primary_doc_id"] = first["doc_id"]
        adds = (row["has_tables"] and not has_tables) or (row["has_narrative"] and not has_narrative)
        other_format = row["media_type"] not in formats
        tables_known = frozenset[str]().union(*(k.tables for k in known))
        # A version comes in the format of what it replaces; what lies beside a disclosure in another one and
        # has tables that it lacks is the rest of it, although some tables stand in both.
        other_tables = bool(own.tables - tables_known) and (other_format or not own.tables & tables_known)
        if first["scope_type"] == ROLLUP != row["scope_type"] and row["scope_type"] != UNKNOWN:
            row.update(group_role="included", counted_in=first["doc_id"])
        elif (own.text_sha256 is not None and own.text_sha256 in {k.text_sha256 for k in known}) or (
            other_format and _prints_the_same(own, known)
        ):
            row["group_role"] = "copy"
        elif adds or other_tables:
            row["group_role"] = "part"
            has_tables, has_narrative = has_tables or row["has_tables"], has_narrative or row["has_narrative"]
            known.append(own)
            formats.add(row["media_type"])
        else:
            row["group_role"] = "replaced"


def _prints_the_same(own: Contents, known: Iterable[Contents]) -> bool:
    """One disclosure in another format: no two formats give the same text to the letter."""
    return own.figures is not None and any(
        own.figures == other.figures and own.tables == other.tables for other in known
    )


def _find_parents(rows: list[Row], units: list[Row]) -> None:
    """The department whose documents list the publishing body as a unit, where the document names none."""
    publisher = {r["doc_id"]: r["entity_id"] for r in rows if r["group_role"] is not None}
    listed_by: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        department = publisher.get(unit["doc_id"])
        if department is not None and unit["entity_id"] not in (None, department):
            listed_by[unit["entity_id"]][department] += 1
    for row in rows:
        departments = listed_by.get(row["entity_id"] or "")
        if row["parent_entity_id"] is None and departments:
            best = departments.most_common(2)
            if len(best) == 1 or best[0][1] > best[1][1]:
                row["parent_entity_id"] = best[0][0]


def _count_in(groups: list[list[Row]], units: list[Row]) -> None:
    """Marks the documents of units whose department's rollup of the same year and kind is there.

    A rollup that lists its units includes those that it lists; one that lists none includes every unit that
    names the department as its own.
    """
    members: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit["entity_id"] is not None and not unit["is_own"]:
            members[unit["doc_id"]].add(unit["entity_id"])
    rollups: dict[tuple[Any, ...], tuple[Row, set[str]]] = {}
    for group in groups:
        primary = next(r for r in group if r["is_primary"])
        if primary["scope_type"] == ROLLUP and primary["fiscal_year"] is not None:
            parts = [r["doc_id"] for r in group if r["group_role"] in ("primary", "part")]
            key = (primary["entity_id"], primary["fiscal_year"], primary["doc_kind"])
            rollups[key] = (primary, set[str]().union(*(members[doc] for doc in parts)))
    for group in groups:
        primary = next(r for r in group if r["is_primary"])
        key = (primary["parent_entity_id"], primary["fiscal_year"], primary["doc_kind"])
        found = rollups.get(key) if primary["parent_entity_id"] is not None else None
        if found is None or found[0] is primary:
            continue
        rollup, its_units = found
        if its_units and primary["entity_id"] not in its_units:
            continue
        for row in group:
            row.update(
                is_primary=False,
                group_role="included",
                primary_doc_id=rollup["doc_id"],
                counted_in=rollup["doc_id"],
            )
