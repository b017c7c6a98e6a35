"""How many titles that name a statutory table are recognised, and how many code tables are checked.

    python -m benchmarks.recognition OUTPUT [--misses]

OUTPUT is the output folder of a run of `mingzhang run`; only its published datasets are read.

**Titles that name a statutory table**, counted without asking the recogniser:
- every row of `tables` whose `title_raw`, without white space, quotation marks, numbering and what stands in
  brackets, ends in 表 and is not one of the hand-made list `recognition.toml` of titles that name none;
- every row of `sections` of kind `table_title` with such a title below which no table was found: no table
  of the document has this title on the section's page or the next one, nor stands in the section. A title
  that is nothing but a number (公开01表) names nothing and does not count.
**Recognised** are those of the first kind with a `canonical_table`; all of the second kind are misses. A
recognised table may still be the wrong one: that is for the gold files, not for this count. Floor: 97 %.

**Documents that contain a code table**: budgets and final accounts, at least one of whose tables has three
rows with different codes (3, 5 or 7 digits, the first 2, 3 or 5), at least one of them longer than 3; or
whose text has three different 7-digit codes each before a Chinese character. The second clause finds
documents whose tables were not read at all. **Checked** are those with at least one row of `checks` that
weighs an identity of the tables (code I…, with a result that says how it ended). Floor: 95 %.
"""

from __future__ import annotations

import argparse
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.ask.query import connect

LIST = Path(__file__).with_suffix(".toml")
TITLE_FLOOR, DOCUMENT_FLOOR = 0.97, 0.95
_QUOTES = {ord(c): None for c in "\"'“”‘’「」『』《》"}
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_NUMBER = re.compile(
    r"^(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]?[、.]|(?:附?表|附件)[\d一二三四五六七八九十.-]+[:、]?)"
)
_ONLY_NUMBER = re.compile(r"(?:部门|单位)?(?:公开|预算|决算|财决|附)*(?:表?[\d一二三四五六七八九十-]+表?)")
_ENDS_IN_TABLE = re.compile(r"表(?:续表?|[-—]{1,2}(?:人员|公用)经费)?$")


@dataclass(frozen=True, slots=True)
class Title:
    """A printed title of a table, and what the tool made of it."""

    doc: str
    page: int | None
    title: str
    canonical_table: str | None
    """Null for a table that is not recognised, and for a title without a table."""
    has_table: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those that count are hits, and the others."""

    hits: int
    misses: tuple[Title, ...]

    @property
    def total(self) -> int:
        return self.hits + len(self.misses)

    @property
    def share(self) -> float:
        return self.hits / self.total if self.total else 1.0


def read_list() -> list[str]:
    """Regular expressions of the titles that name no statutory table."""
    with LIST.open("rb") as stream:
        patterns: list[str] = tomllib.load(stream)["non_statutory"]
    return patterns


def plain_title(title: str) -> str:
    """A title as it is compared: NFKC, no white space, quotation marks, numbering and brackets.

    >>> plain_title("五、一般公共预算“三公”经费 支出表（万元）"), plain_title("表3-1 一般公共预算支出表")
    ('一般公共预算三公经费支出表', '一般公共预算支出表')
    """
    plain = "".join(unicodedata.normalize("NFKC", title).split()).translate(_QUOTES)
    plain = _BRACKETS.sub("", plain)
    return _NUMBER.sub("", plain)


def names_statutory(title: str, non_statutory: Sequence[str]) -> bool:
    """Whether a title counts: it ends in 表, is more than a number, and is not on the list of others."""
    plain = plain_title(title)
    if _ENDS_IN_TABLE.search(plain) is None or _ONLY_NUMBER.fullmatch(plain):
        return False
    return not any(re.fullmatch(pattern, plain) for pattern in non_statutory)


def tally(titles: Iterable[Title], non_statutory: Sequence[str]) -> Tally:
    """Recognised and missed among the titles that count."""
    counted = [t for t in titles if names_statutory(t.title, non_statutory)]
    return Tally(
        sum(t.canonical_table is not None for t in counted),
        tuple(t for t in counted if t.canonical_table is None),
    )


def lonely_titles(
    sections: Iterable[tuple[str, str, int | None, str]],
    tables: Iterable[tuple[str, str | None, tuple[int, ...], str | None]],
) -> list[Title]:
    """Section titles that no table answers: sections as (doc, section, page, title), tables as (doc,
    section, pages, title)."""
    filled: set[tuple[str, str]] = set()
    pages: dict[tuple[str, str], set[int]] = defaultdict(set)
    for doc, section, on, title in tables:
        if section is not None:
            filled.add((doc, section))
        if title is not None:
            pages[doc, plain_title(title)].update(on)
    found = []
    for doc, section, page, title in sections:
        near = pages.get((doc, plain_title(title)), set())
        answered = (doc, section) in filled or (page is None and near) or {page, (page or 0) + 1} & near
        if not answered:
            found.append(Title(doc, page, title, None, has_table=False))
    return found


_TABLES = """
select d.source_uri, t.page, t.title_raw, t.canonical_table, t.section_id, t.pages
from tables t join documents d using (doc_id) order by d.source_uri, t.page, t.table_id
"""
_SECTIONS = """
select d.source_uri, s.section_id, s.page, s.title
from sections s join documents d using (doc_id) where s.kind = 'table_title' order by 1, s.ordinal
"""
_DOCUMENTS = r"""
with coded as (
  select doc_id from table_cells where regexp_full_match(row_code, '[235]\d{2}(\d{2}){0,2}')
  group by doc_id, table_id having count(distinct row_code) >= 3 and max(length(row_code)) > 3
), printed as (
  select doc_id from texts
  where len(list_distinct(regexp_extract_all(text, '\b(2[0-3]\d{5})[\])\s|-]{0,3}\p{Han}', 1))) >= 3
), checked as (
  select distinct doc_id from checks
  where code[1] = 'I' and result not in ('missing_operand', 'not_applicable')
)
select d.source_uri, d.doc_id in (select doc_id from checked)
from documents d
where d.doc_kind in ('budget', 'final_account')
  and d.doc_id in (select doc_id from coded union select doc_id from printed)
order by 1
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every title and document that is missed")
    arguments = parser.parse_args()
    connection = connect(arguments.output)
    tables = connection.execute(_TABLES).fetchall()
    titles = [Title(uri, page, title, table) for uri, page, title, table, _, _ in tables if title is not None]
    titles += lonely_titles(
        connection.execute(_SECTIONS).fetchall(),
        [(uri, section, tuple(pages or ()), title) for uri, _, title, _, section, pages in tables],
    )
    result = tally(titles, read_list())
    documents = connection.execute(_DOCUMENTS).fetchall()
    checked = sum(bool(is_checked) for _, is_checked in documents)
    unread = sum(not miss.has_table for miss in result.misses)
    print(
        f"titles that name a statutory table   {result.hits}/{result.total} recognised = {result.share:.4f}"
    )
    print(f"  missed: {len(result.misses) - unread} tables not recognised, {unread} titles without a table")
    print(f"  floor {TITLE_FLOOR:.0%}: {'held' if result.share >= TITLE_FLOOR else 'NOT HELD'}")
    share = checked / len(documents) if documents else 1.0
    print(f"documents with a code table          {checked}/{len(documents)} with an identity = {share:.4f}")
    print(f"  floor {DOCUMENT_FLOOR:.0%}: {'held' if share >= DOCUMENT_FLOOR else 'NOT HELD'}")
    if arguments.misses:
        _print_misses(result.misses, [uri for uri, is_checked in documents if not is_checked])


def _print_misses(titles: Sequence[Title], documents: Sequence[str]) -> None:
    for title, times in Counter(plain_title(t.title) for t in titles).most_common():
        print(f"\n{title}: {times}")
        for miss in titles:
            if plain_title(miss.title) == title:
                what = "not recognised" if miss.has_table else "no table"
                print(f"  {miss.doc} p. {miss.page}: {what}")
    if documents:
        print("\ncode tables without an identity:")
        for document in documents:
            print(f"  {document}")


if __name__ == "__main__":
    main()
