"""What `mingzhang.extract` gives: everything known of one document, as records and as frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.document import Place
from extractors.records import Fact, Finding
from mingzhang.page import Page, as_html
from pipeline.language.places import place_spoken
from pipeline.language.spoken import tr
from pipeline.reading.extraction import Extraction as Records
from pipeline.reports.originals import NoOriginal

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.datasets.pandas_types import Money

_HEADLINE_ROLES = ("final", "initial_budget")
_PARTIAL_SCOPES = ("gov_fund", "state_capital")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(Records):
    """Everything that was found, as records (`Fact`, `Table`, `Finding`, …); records refer to each other by
    position. `frame(name)` gives the rows of a dataset, as a run would publish them.
    """

    data: bytes = field(default=b"", repr=False, compare=False)
    """The document itself."""
    name: str = field(default="", compare=False)
    """Its file name; empty for bytes."""

    @classmethod
    def of(cls, records: Records, data: bytes = b"", name: str = "") -> Extraction:
        """The same records, with frames and pages."""
        return cls(**{f.name: getattr(records, f.name) for f in fields(records)}, data=data, name=name)

    def frame(self, dataset: str, money: Money = "decimal") -> pd.DataFrame:
        """The rows of a dataset as a pandas frame, partition columns included; types are those of
        `Relation.df`, where `money` is told of, too.

        Raises `KeyError` when there is no such dataset, `ValueError` for another `money`.

        >>> float(found.frame("facts", money="float")["value_yuan"].max())
        13342000.0
        """
        from pipeline.rows.frames import frame

        return frame(self, dataset, money)

    def page(self, number: int) -> Page:
        """A page, from 1; shown by itself it has its findings boxed.

        Raises `IndexError` where the document has no such page.

        >>> total = max(found.facts, key=lambda fact: fact.value_yuan or 0)
        >>> found.page(total.place.page).image(boxes=[total], scale=1).size
        (595, 842)
        """
        count = len(self.document.pages)
        if not 0 < number <= count:
            raise IndexError(
                tr(
                    "{file} has no page {number}; it has {count}",
                    file=self._called,
                    number=number,
                    count=count,
                )
            )
        return Page(number, self._called, self._bytes, marked=lambda _: self._wrong)

    def highlight(self, path: str | Path, *, values: bool = False, notes: bool = True) -> int:
        """Writes a copy in which findings are marked, and with `values` every figure; how many marks.

        As `mingzhang highlight`. Raises `ValueError` where it cannot be marked, `OSError` where the copy
        cannot be
        written.
        """
        from pipeline.reports.cases import from_extraction, narrowed
        from pipeline.reports.highlight import highlight

        case = from_extraction(self, Path(self._called))
        (shown,), _ = narrowed([case], "info" if notes else "warning")
        return highlight(self._bytes(), shown, Path(path), case.facts.values() if values else ())

    @property
    def _called(self) -> str:
        return self.name or self.doc_id[:12]

    @property
    def _wrong(self) -> Iterable[object]:
        return (place for finding in self.findings for place in finding.places)

    def _bytes(self) -> bytes:
        if not self.data:
            raise NoOriginal("missing", tr("the bytes of {file} were not kept", file=self._called))
        return self.data

    def __repr__(self) -> str:
        who = self.identity
        counted = f"{len(self.facts)} facts, {len(self.tables)} tables, {len(self.findings)} findings"
        said = " · ".join(
            str(part)
            for part in (who.entity_name, who.fiscal_year, who.doc_kind, counted)
            if part is not None
        )
        return f"<Extraction {self._called}: {said}>"

    def _repr_html_(self) -> str:
        from mingzhang.display import Shown, document_html, measure_name, message

        who, pages = self.identity, len(self.document.pages)
        figures = list(_headline(self.facts))
        wrong: list[Finding] = [finding for finding in self.findings if finding.places]
        shown = next((page for f in wrong if (page := f.places[0].page)), None)
        shown = shown or next((f.place.page for f in figures if f.place.page), 1)
        return document_html(
            Shown(
                title=who.title or self._called,
                facts=(
                    who.entity_name,
                    who.fiscal_year,
                    who.doc_kind,
                    who.scope_type,
                    self.status,
                    self.name,
                ),
                headline=[(measure_name(f.measure), f.value_yuan, _place(f.place)) for f in figures],
                outline=[(s.level, s.title, _place(s.place)) for s in self.sections],
                tables=[
                    (t.title_raw, t.canonical_table, f"{t.n_rows} × {t.n_cols}", _place(t.place))
                    for t in self.tables
                ],
                findings=[
                    (
                        f.severity,
                        f.code,
                        message(f.message_zh, f.message_en),
                        _place(f.places[0]) if f.places else None,
                    )
                    for f in self.findings
                ],
                page=as_html(self.page(shown), (*self._wrong, *figures)) if pages and self.data else "",
            )
        )


def _headline(facts: Iterable[Fact]) -> Iterable[Fact]:
    """The figures of the whole body that a headline shows: the first printing of each measure."""
    seen = set()
    for fact in facts:
        parts = (
            fact.function_code,
            fact.economic_code,
            fact.item_label,
            fact.unit,
            fact.duplicate_of,
            fact.part_of,
        )
        if (
            fact.value_yuan is not None
            and fact.role in _HEADLINE_ROLES
            and fact.scope not in _PARTIAL_SCOPES
            and all(part is None for part in parts)
            and (fact.measure, fact.role) not in seen
        ):
            seen.add((fact.measure, fact.role))
            yield fact


def _place(place: Place) -> str | int | None:
    """The page of a place; where none is printed what it is called."""
    return place.page or place_spoken(None, place.locator) or None
