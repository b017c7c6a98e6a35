"""A published output, opened: its datasets, its views, and the questions that are asked most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingzhang.answers import Answers, Params
from mingzhang.document import Document
from mingzhang.figure import Figure
from mingzhang.relation import Relation
from pipeline.ask.query import Held
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    from pipeline.ask.compare import By
    from pipeline.reports.originals import Originals


class Output:
    """A published output, as it was when it was opened. Every dataset and every view is an attribute.

    Made by `mingzhang.open`. What is asked reads the output and never changes it; a run that publishes anew
    meanwhile changes no answer.

    >>> out.documents.select("file_name", "fiscal_year")
    <Relation documents: 2 columns (file_name, fiscal_year)>
    """

    def __init__(self, place: str | Path, sources: str | Path | Sequence[str | Path] = ()) -> None:
        """Raises `QueryError` where nothing is published."""
        self.place = str(place)
        """Folder or URL, as it was given."""
        self._answers = Answers(Held(place))
        self._sources = [sources] if isinstance(sources, str | Path) else list(sources)

    def __getattr__(self, name: str) -> Relation:
        if name.startswith("_"):
            raise AttributeError(name)
        meanings = self._meanings
        if name in meanings:
            return Relation(self._answers, f'select * from "{name}"', name=name, note=meanings[name])
        problem = tr("there is no dataset or view {name} (out.datasets lists them)", name=name)
        raise AttributeError(with_near(problem, near(name, [*meanings, *_QUESTIONS])))

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._meanings})

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """What every dataset that is there and every view holds."""
        from pipeline.datasets.dictionary import view_lines
        from pipeline.datasets.schema import datasets

        there = self._answers.held.names
        return {**{name: datasets()[name].title for name in there}, **dict(view_lines())}

    @property
    def datasets(self) -> Relation:
        """What there is: name, kind (dataset, view), rows of datasets (null for views), key, and what it
        holds.

        >>> out.datasets.where("name = 'documents'").first()["rows"]
        1
        """
        from pipeline.datasets.schema import datasets

        held = self._answers.held
        counts: dict[str, int | None] = {**held.row_counts}
        for name in held.names:
            if name not in counts:  # the package counts no datasets that tell of runs
                counts[name] = None if held.is_remote else len(self.__getattr__(name))
        rows = [
            {
                "name": name,
                "kind": "dataset" if name in datasets() else "view",
                "rows": counts.get(name),
                "key": ", ".join(datasets()[name].key) if name in datasets() else None,
                "description": meaning,
            }
            for name, meaning in self._meanings.items()
        ]
        types = {
            "name": "VARCHAR",
            "kind": "VARCHAR",
            "rows": "BIGINT",
            "key": "VARCHAR",
            "description": "VARCHAR",
        }
        return self._told("datasets", types, rows)

    def query(self, sql: str, params: Params = ()) -> Relation:
        """The answer to one reading statement in DuckDB's SQL over datasets and views, as a relation.

        `params` are the values of its `?` (a sequence) or `$name` (a mapping). Raises `QueryError` for what
        is no statement, asks for what is not there, or does not only read.

        >>> out.query("select count(*) as n from facts where measure = ?", ["three_public.total"]).first()
        {'n': 2}
        """
        found = Relation(self._answers, self._answers.reading(sql), params)
        found.types  # noqa: B018  # what is wrong with the statement is said here, not when rows are asked for
        return found

    def headline(
        self,
        *,
        entity: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        division: str | None = None,
    ) -> Relation:
        """The headline figures, one row for each entity, year and kind (`v_headline`); amounts are yuan.

        `entity` is part of a name, or an id; `kind` budget or final_account; `division` a name (北京), a code
        or its first digits. Every figure with its own page: `figures`.

        Raises `ValueError` for a division that there is not, or that may be several.

        >>> out.headline(entity="示例", year=2025).first()["three_public_total"]
        Decimal('31000.00')
        """
        return self._of(self.v_headline, entity, year, kind, division)

    def figures(
        self,
        measure: str,
        *,
        entity: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        division: str | None = None,
    ) -> list[Figure]:
        """The headline figures of one measure, each with the page that prints it; largest first.

        `measure` is an id or a name of `mingzhang measures` (three_public.total, 三公经费); the others are
        those of `headline`. What is in no headline has its row in `facts`, and its page by `fact`.

        Raises `ValueError` for a measure or a division that there is not.

        >>> [(f.value_yuan, f.page.number) for f in out.figures("three_public.total")]
        [(Decimal('31000.00'), 9)]
        """
        from pipeline.ask.compare import measure_id

        asked = self._of(self.v_headline_facts, entity, year, kind, division)
        asked = asked.where("measure = ?", [measure_id(measure)]).select("fact_id", "value", "value_yuan")
        ids = [row["fact_id"] for row in asked.order("coalesce(value_yuan, value) desc", "fact_id")]
        rows = (
            {row["fact_id"]: row for row in self.facts.where("list_contains(?, fact_id)", [ids])}
            if ids
            else {}
        )
        return [self._figure(rows[fact_id]) for fact_id in ids]

    def search(
        self,
        words: str,
        *,
        entity: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        division: str | None = None,
        within: Sequence[str] = (),
        limit: int = 20,
    ) -> Relation:
        """The places that say these words, the best first: entity, year, title, page, snippet, link.

        As `mingzhang search`: terms parted by spaces, all of which must be found; `within` are some of
        titles, sections, projects, reasons, tables. The relation's `note` says where not all was found as
        asked. The index is that of the folder as it is now, also where another run has published since this
        was opened.

        Raises `ValueError` where there is no index, no word in the question, or no such division.

        >>> out.search("项目支出").first()["page"]
        10
        """
        from pipeline.ask.search import CLOSES, OPENS, Filters, search

        found = search(
            self.place, words, within=within, filters=Filters(entity, division, year, kind), limit=limit
        )
        marks = str.maketrans("", "", OPENS + CLOSES)
        rows = [
            {name: getattr(hit, name) for name in _HIT_TYPES}
            | {"title": hit.title.translate(marks), "snippet": hit.snippet.translate(marks)}
            for hit in found.hits
        ]
        notes = {
            "phrase": "",
            "words": tr("nothing has the words of a term side by side: here they stand apart"),
            "any": tr("nothing has all the words: here some of them are"),
        }
        return self._told("search", _HIT_TYPES, rows, notes[found.way])

    def named(self, name: str, **parameters: str | int | None) -> Relation:
        """The answer to one of the named questions of `mingzhang query --list`; its `note` is the question.

        `parameters` narrow it (year, division, measure, …, as far as it has them); one that is not given
        asks for everything. Raises `ValueError` for a question, a parameter or a value that there is not.

        >>> out.named("three_public_change", year=2025).columns[:3]
        ['rank', 'entity_name', 'division_name']
        """
        from pipeline.ask.named_queries import named_queries

        question = named_queries().get(name)
        if question is None:
            problem = tr("there is no question named {name}", name=name)
            raise ValueError(with_near(problem, near(name, named_queries()) or named_queries()))
        note = " ".join(part for part in (question.question, question.question_zh, question.notes) if part)
        sql = self._answers.reading(question.asked(parameters))
        return Relation(self._answers, sql, name=name, note=note)

    def compare(
        self,
        measure: str,
        by: By = "entity",
        *,
        year: int | None = None,
        kind: str | None = None,
        role: str | None = None,
        scope: str | None = None,
    ) -> Relation:
        """Entities, divisions or functional classes ranked by one measure: rank, name, value, link of each.

        As `mingzhang compare`: of one year, kind, role and scope, chosen by what most documents print where
        they are not given (the `note` says which). `value` is yuan, or a count.

        Raises `ValueError` for a measure that there is not, or that no document prints so.

        >>> out.compare("三公经费").first()["value"]
        Decimal('31000.00')
        """
        from pipeline.ask.compare import compare

        ranking = compare(self._answers.connection.cursor(), measure, by, year, kind, role, scope)
        rows = [
            {name: getattr(place, name) for name in _PLACE_TYPES} | {"scopes": list(place.scopes)}
            for place in ranking.places
        ]
        note = tr(
            "{measure} of {year}: {kind}, {role}, {scope}",
            measure=ranking.measure,
            year=ranking.year,
            kind=ranking.doc_kind,
            role=ranking.role,
            scope=ranking.scope or "all",
        )
        return self._told("compare", _PLACE_TYPES, rows, note)

    def document(self, which: str) -> Document:
        """A document by the beginning of its doc_id, its file name, or the end of its source path.

        Raises `ValueError` where none or several are meant.

        >>> out.document("account.pdf").title
        '上海市普陀区示例政务事务中心2025年度单位决算'
        """
        from pipeline.reports.cases import chosen

        names = self.documents.select("doc_id", "file_name", "source_uri").order("source_uri", "doc_id")
        (meant,) = chosen(list(names), which, self.place)
        (row,) = self.documents.where("doc_id = ?", [meant["doc_id"]])
        return Document(row, self.__getattr__, self._original)

    def _original(self, row: Mapping[str, Any]) -> bytes:
        return self._originals.find(row)

    @cached_property
    def _originals(self) -> Originals:
        from pipeline.reports.originals import Originals

        return Originals(self._sources, self.place)

    def fact(self, fact_id: str) -> Figure:
        """The figure of a `fact_id`, with its page. Raises `ValueError` where there is none.

        >>> fact_id = out.v_headline_facts.where("measure = 'three_public.total'").first()["fact_id"]
        >>> out.fact(fact_id)
        <Figure three_public.total final 2025: 31,000.00 yuan, page 9>
        """
        row = self.facts.where("fact_id = ?", [fact_id]).first()
        if row is None:
            raise ValueError(tr("there is no fact {fact_id} in {output}", fact_id=fact_id, output=self.place))
        return self._figure(row)

    def _figure(self, row: dict[str, Any]) -> Figure:
        return Figure(row, self.document, self.fact)

    def _of(
        self, view: Relation, entity: str | None, year: int | None, kind: str | None, division: str | None
    ) -> Relation:
        """The rows of a view that are asked for; the conditions are those of a search."""
        from pipeline.ask.division_asked import division_prefix

        prefix = None if division is None else division_prefix(division)
        for condition, value in (
            ("contains(entity_name, ?) or entity_id = ?", entity),
            ("fiscal_year = ?", year),
            ("doc_kind = ?", kind),
            ("starts_with(division_code, ?)", prefix),
        ):
            if value is not None:
                view = view.where(condition, [value] * condition.count("?"))
        return view

    def _told(
        self, name: str, types: Mapping[str, str], rows: Sequence[Mapping[str, Any]], note: str = ""
    ) -> Relation:
        """A relation of rows that are in memory."""
        struct = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        sql = f"select unnest(?::struct({struct})[], recursive := true)"
        return Relation(self._answers, sql, [[dict(row) for row in rows]], name, note)

    def __repr__(self) -> str:
        return f"<Output {self.place}: {len(self.documents)} documents>"

    def _repr_html_(self) -> str:
        from mingzhang.display import output_html

        return output_html(self.place, self._years(), self.datasets)

    def _years(self) -> Iterator[Mapping[str, Any]]:
        return iter(
            self.query(
                "select fiscal_year, doc_kind, count(*) as documents, count(distinct entity_id) as entities"
                " from documents group by all order by all"
            )
        )


_QUESTIONS = ("compare", "datasets", "document", "fact", "figures", "headline", "named", "query", "search")
_HIT_TYPES = {
    "entity_name": "VARCHAR",
    "fiscal_year": "SMALLINT",
    "doc_kind": "VARCHAR",
    "title": "VARCHAR",
    "page": "SMALLINT",
    "locator": "VARCHAR",
    "snippet": "VARCHAR",
    "kind": "VARCHAR",
    "path": "VARCHAR",
    "document": "VARCHAR",
    "doc_id": "VARCHAR",
    "char_start": "INTEGER",
    "score": "DOUBLE",
    "source": "VARCHAR",
}
_PLACE_TYPES = {
    "rank": "INTEGER",
    "key": "VARCHAR",
    "name": "VARCHAR",
    "value": "DECIMAL(24, 2)",
    "documents": "INTEGER",
    "scopes": "VARCHAR[]",
    "page": "SMALLINT",
    "locator": "VARCHAR",
    "source": "VARCHAR",
}
