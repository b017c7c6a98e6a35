"""What documents print and the pattern files do not know: codes, names of codes, titles of tables.

For people who add it as data. Asked of the published datasets, so it speaks of all documents in an output
folder, most frequent first, each with one document and page to look at.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import patterns
from extractors.tables.catalogue import bare_title
from patterns.codes import code_names, names_in, plain_name
from pipeline.ask.query import connect
from pipeline.datasets.ids import short_id
from pipeline.learning.printed_codes import PrintedCode, printed_codes
from pipeline.storage.atomic import replace_text
from pipeline.version import VERSION

if TYPE_CHECKING:
    import duckdb

_TITLES = """
select t.title_raw, t.doc_id, d.source_uri, t.page
from tables t join documents d using (doc_id)
where t.canonical_table is null and t.title_raw is not null
order by d.source_uri, t.page, t.table_id
"""


@dataclass(frozen=True, slots=True)
class Example:
    """Where one of several stands: the first in sort order."""

    source_uri: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class CodeGap:
    """A code in no list (`listed` empty), or printed with another name than the lists have in that year."""

    code: str
    name: str
    listed: tuple[str, ...]
    """Names of the code in the years in which it is printed so; empty: no list has the code in them."""
    years: tuple[int, ...]
    documents: int
    example: Example


@dataclass(frozen=True, slots=True)
class TitleGap:
    """A title that the catalogue does not recognise, as `bare_title` gives it."""

    title: str
    tables: int
    documents: int
    example: Example


@dataclass(frozen=True, slots=True)
class Gaps:
    """What documents print and no pattern file knows, most frequent first."""

    unknown_codes: tuple[CodeGap, ...] = ()
    other_names: tuple[CodeGap, ...] = ()
    unrecognised_titles: tuple[TitleGap, ...] = ()
    untitled: int = 0
    """Tables without a title that their header does not give away either."""

    def to_dict(self) -> dict[str, Any]:
        """As `report.json` has it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Gaps:
        """The inverse of `to_dict`, from JSON."""
        return cls(
            unknown_codes=tuple(_code_gap_of(gap) for gap in content["unknown_codes"]),
            other_names=tuple(_code_gap_of(gap) for gap in content["other_names"]),
            unrecognised_titles=tuple(
                TitleGap(**gap | {"example": Example(**gap["example"])})
                for gap in content["unrecognised_titles"]
            ),
            untitled=content["untitled"],
        )


def known_gaps(output: Path) -> Gaps:
    """`find_gaps`, from `state/gaps.json` while neither datasets nor patterns have changed since.

    Raises `QueryError` when there are no datasets.
    """
    kept, mark = output / "state" / "gaps.json", _mark(output)
    try:
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["mark"] == mark:
            return Gaps.from_dict(content["gaps"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # never written, or by another version
    gaps = find_gaps(output)
    text = json.dumps({"mark": mark, "gaps": gaps.to_dict()}, ensure_ascii=False)
    replace_text(kept, text, output / "state" / "aside")
    return gaps


def find_gaps(output: Path) -> Gaps:
    """The gaps in what is known about the documents whose datasets are in `output`.

    Raises `QueryError` when there are no datasets.
    """
    connection = connect(output)
    try:
        unknown, other = code_gaps(printed_codes(connection))
        return Gaps(unknown, other, title_gaps(_titles(connection)), _untitled(connection))
    finally:
        connection.close()


def code_gaps(printed: Iterable[PrintedCode]) -> tuple[tuple[CodeGap, ...], tuple[CodeGap, ...]]:
    """Codes in no list, and codes with another name than the listed one of the document's year.

    A code that is listed, but not for that year, is among the second with no `listed` name.
    """
    groups: dict[tuple[str, str], list[PrintedCode]] = defaultdict(list)
    for row in printed:
        names = {plain_name(name) for name in names_in(row.code, row.year)}
        if row.name not in names:
            groups[row.code, row.name].append(row)
    gaps = [_code_gap(code, name, group) for (code, name), group in groups.items()]
    gaps.sort(key=lambda gap: (-gap.documents, gap.code, gap.name))
    known = code_names()
    return tuple(g for g in gaps if g.code not in known), tuple(g for g in gaps if g.code in known)


def title_gaps(titles: Iterable[tuple[str, str, Example]]) -> tuple[TitleGap, ...]:
    """Unrecognised titles by frequency, from (title as printed, doc_id, place)."""
    groups: dict[str, list[tuple[str, Example]]] = defaultdict(list)
    for title, doc, example in titles:
        groups[bare_title(title)[0]].append((doc, example))
    gaps = [
        TitleGap(title, len(group), len({doc for doc, _ in group}), group[0][1])
        for title, group in groups.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.tables, gap.title)))


def _mark(output: Path) -> str:
    """Same while the datasets that gaps are found in, and what they are held against, are the same."""
    try:
        package = (output / "datasets" / "datapackage.json").read_bytes()  # has the hash of every file
    except OSError:
        package = b""
    return short_id("gaps", VERSION, patterns.version(), hashlib.sha256(package).hexdigest())


def _code_gap_of(content: dict[str, Any]) -> CodeGap:
    lists = {key: tuple(content[key]) for key in ("listed", "years")}
    return CodeGap(**content | lists | {"example": Example(**content["example"])})


def _code_gap(code: str, name: str, group: Sequence[PrintedCode]) -> CodeGap:
    years = sorted({p.year for p in group if p.year is not None})
    listed = [n for p in group for n in names_in(code, p.year)]
    first = min(group, key=lambda p: (p.source_uri or "", p.page or 0))
    return CodeGap(
        code=code,
        name=name,
        listed=tuple(dict.fromkeys(listed)),
        years=tuple(years),
        documents=len({p.doc_id for p in group}),
        example=Example(first.source_uri, first.page),
    )


def _titles(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, Example]]:
    rows = connection.execute(_TITLES).fetchall()
    return [(title, doc, Example(uri, page)) for title, doc, uri, page in rows]


def _untitled(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(
        "select count(*) from tables where canonical_table is null and title_raw is null"
    ).fetchone()
    return int(row[0]) if row else 0
