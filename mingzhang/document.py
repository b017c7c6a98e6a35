"""A document of an output: what was read of it, and its pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingzhang.page import Page, as_html
from pipeline.ask.links import page_link
from pipeline.language.places import place_spoken
from pipeline.language.spoken import language as spoken
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    from mingzhang.relation import Relation
    from pipeline.language.spoken import Language

Row = dict[str, Any]

_BY_WEIGHT = (
    "list_position(['error', 'warning', 'info'], severity)",
    *("gap_yuan desc nulls last", "gap_share desc nulls last", "page", "char_start", "finding_id"),
)


class Document:
    """A document of an output. Every column of `documents` is an attribute.

    >>> document = out.document("account.pdf")
    >>> document.entity_name, document.fiscal_year, document.page_count
    ('上海市普陀区示例政务事务中心', 2025, 10)
    """

    def __init__(self, row: Row, dataset: Callable[[str], Relation], read: Callable[[Row], bytes]) -> None:
        """`dataset` gives the rows of a dataset, `read` the bytes of the document of a row."""
        self._dataset = dataset
        self._read = read
        self.row = row
        """Its row of `documents`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["row"][name]
        except KeyError:
            message = tr("a document has no {name}; its attributes are the columns of documents", name=name)
            raise AttributeError(message) from None

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.row})

    @property
    def facts(self) -> Relation:
        """Its figures, in the order of their pages.

        >>> facts = out.document("account.pdf").facts
        >>> facts.where("measure = 'income_expenditure_total'").first()["value_raw"]
        '1,334.20'
        """
        return self._own("facts").order("page", "char_start", "fact_id")

    @property
    def tables(self) -> Relation:
        """Its tables, each with its title and the canonical table that it is."""
        return self._own("tables").order("page", "char_start", "table_id")

    @property
    def outline(self) -> Relation:
        """Its headings in reading order."""
        return self._own("sections").order("ordinal")

    @property
    def findings(self) -> Relation:
        """What it gets wrong, the gravest and greatest first."""
        return self._own("findings").order(*_BY_WEIGHT)

    @cached_property
    def text(self) -> str:
        """What it says, as one text; `char_start` and `char_end` of every row count in it.

        >>> out.document("account.pdf").text[:14]
        '上海市普陀区示例政务事务中心'
        """
        row = self._own("texts").first()
        return "" if row is None else str(row["text"])

    def page(self, number: int) -> Page:
        """A page, from 1. Raises `IndexError` where the document has no such page.

        >>> page = out.document("account.pdf").page(3)
        >>> page, page.link.endswith("disclosures/account.pdf#page=3")
        (<Page 3 of account.pdf>, True)
        """
        count = self.row["page_count"] or 0
        if not 0 < number <= count:
            raise IndexError(
                tr("{file} has no page {number}; it has {count}", file=self.name, number=number, count=count)
            )
        link = page_link(self.row["source_url"], self.row["source_uri"], number)
        return Page(number, self.name, self.original, link, self._wrong_on)

    @property
    def name(self) -> str:
        """The name of its file; where that is unknown, the beginning of its id."""
        return str(self.row["file_name"] or self.row["doc_id"][:12])

    def original(self) -> bytes:
        """The bytes of the document itself: of the file that it was read from, if that is still the same,
        or of one below `sources` (see `mingzhang.open`).

        Raises `NoOriginal`, which says what to do.
        """
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        return self._read(self.row)

    def highlight(self, path: str | Path, *, values: bool = False, notes: bool = True) -> int:
        """Writes a copy in which findings are marked, and with `values` every figure; how many marks.

        Each box has the message of its finding, which readers show when it is opened. Without `notes`
        findings of severity info are left out. As `mingzhang highlight`, of what was published.

        Raises `NoOriginal`, `ValueError` where it cannot be marked, `OSError` where the copy cannot be
        written.
        """
        from pipeline.reports.cases import Case
        from pipeline.reports.highlight import highlight

        rows = [row for row in self.findings if notes or row["severity"] != "info"]
        return highlight(self.original(), Case(self.row, rows), Path(path), self.facts if values else ())

    def citation(self, language: Language | None = None, *, fact: Row | None = None) -> str:
        """How it is cited, or a `fact` of it (its row): who says it, where it is published, which bytes were
        read.

        Chinese ("zh") after GB/T 7714-2015, English ("en") plain; without `language` that of the person.

        >>> out.document("account.pdf").citation("en").startswith("上海市普陀区示例政务事务中心. ")
        True
        """
        from pipeline.reports.citation import citation

        return citation(self.row, fact, language=language or spoken())

    def _own(self, dataset: str) -> Relation:
        return self._dataset(dataset).where("doc_id = ?", [self.row["doc_id"]])

    def _wrong_on(self, page: int) -> Relation:
        return self.findings.where("page = ?", [page])

    def __repr__(self) -> str:
        row = self.row
        what = (row["entity_name"], row["fiscal_year"], row["doc_kind"], row["file_name"])
        said = " · ".join(str(part) for part in what if part is not None)
        return f"<Document {row['doc_id'][:12]}: {said}>"

    def _repr_html_(self) -> str:
        from mingzhang.display import Shown, document_html, measure_name, message

        row = self.row
        headline = self._dataset("v_headline_facts").where("doc_id = ?", [row["doc_id"]])
        figures = headline.where("value_yuan is not null").order("page", "char_start", "measure")
        findings = list(self.findings)
        shown_page = next((found["page"] for found in findings if found["page"]), 1)
        said = (row["entity_name"], row["fiscal_year"], row["doc_kind"], row["scope_type"], row["file_name"])
        return document_html(
            Shown(
                title=row["title"] or self.name,
                facts=said,
                headline=[(measure_name(f["measure"]), f["value_yuan"], _place(f)) for f in figures],
                outline=[(s["level"] or 0, s["title"], _place(s)) for s in self.outline],
                tables=[
                    (t["title_raw"], t["canonical_table"], f"{t['n_rows']} × {t['n_cols']}", _place(t))
                    for t in self.tables
                ],
                findings=[
                    (f["severity"], f["code"], message(f["message_zh"], f["message_en"]), _place(f))
                    for f in findings
                ],
                page=as_html(self.page(shown_page), self._wrong_on(shown_page)) if row["page_count"] else "",
            )
        )


def _place(row: Row) -> str | int | None:
    """The page of a row; where none is printed its place in words."""
    return row["page"] or place_spoken(None, row["locator"]) or None
