"""Questions in SQL, and the questions that have a name: their rows, each with the way to its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.ask.export import meaning_of
from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.ask.named_queries import NamedQuery, WrongParameter, named_queries
from pipeline.ask.query import QueryError
from pipeline.ask.suggestions import near, with_near
from pipeline.explorer.answers import Answer, AnswerColumn
from pipeline.explorer.described import Described, described_datasets, described_views
from pipeline.explorer.downloads import MOST_ROWS
from pipeline.explorer.edition import Edition, WrongAsked
from pipeline.explorer.page import Page
from pipeline.language.spoken import language, told, tr

SHOWN = 500
"""Rows on the page; a file has more."""
SECONDS = 10.0
MOST_CHARACTERS = 16_000
"""Of a question: it stands in the address of its answer."""


@dataclass(frozen=True, slots=True)
class AskAsked:
    """A question in SQL, or the name of one with what narrows it."""

    sql: str | None = None
    question: str | None = None
    year: str | None = None
    division: str | None = None
    measure: str | None = None
    kind: str | None = None

    @property
    def narrowed(self) -> dict[str, str]:
        """What narrows a named question."""
        given = {"year": self.year, "division": self.division, "measure": self.measure, "kind": self.kind}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class AskedParameter:
    """What a question can be narrowed by, and what is asked."""

    name: str
    type: str
    meaning: str
    value: str | None


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question that has a name."""

    name: str
    question: str
    notes: str
    """What the answer counts."""
    parameters: tuple[AskedParameter, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question in SQL to begin with."""

    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked, and its answer."""

    sql: str
    question: NamedQuestion | None
    problem: str | None
    """Why there is no answer, and what to do."""
    answer: Answer | None

    @property
    def questions(self) -> list[NamedQuestion]:
        """All that have a name."""
        return [_question(query, {}) for query in named_queries().values()]

    @property
    def examples(self) -> list[Example]:
        """Questions in SQL to begin with."""
        return _examples()

    @property
    def shelves(self) -> list[tuple[str, tuple[Described, ...]]]:
        """What can be asked, below its heads."""
        return [(tr("Views"), described_views()), (tr("Datasets"), described_datasets())]


def ask(edition: Edition, asked: AskAsked) -> Ask:
    """The first rows of an answer; without a question none."""
    try:
        named = _named(asked)
        question = None if named is None else _question(named, asked.narrowed)
    except QueryError as error:
        return Ask("", None, told(str(error)), None)
    try:
        sql = _sql(named, asked)
        answer = _answered(edition, sql, SHOWN) if sql.strip() else None
    except (QueryError, WrongParameter) as error:
        return Ask(asked.sql or (named.template if named else ""), question, told(str(error)), None)
    return Ask(sql, question, None, answer)


def ask_listing(record: Ask) -> Listing:
    """The rows of an answer to take away. Raises `WrongAsked` where there is none."""
    if record.answer is None:
        raise WrongAsked(record.problem or tr("ask something first"))
    kinds = [Column(c.name, "number" if c.is_number else "name") for c in record.answer.columns]
    return Listing(tuple(kinds), record.answer.rows)


def ask_whole(edition: Edition, asked: AskAsked) -> Listing:
    """All rows of an answer, and one more than a file takes where there are more."""
    record = ask(edition, asked)
    if record.answer is None or not record.answer.is_cut:
        return ask_listing(record)
    try:
        answer = _answered(edition, record.sql, MOST_ROWS + 1)
    except QueryError as error:
        raise WrongAsked(told(str(error))) from error
    return ask_listing(Ask(record.sql, record.question, None, answer))


def _named(asked: AskAsked) -> NamedQuery | None:
    """The named question; null where SQL is asked. Raises `QueryError` for a name that there is not."""
    if asked.question is None:
        return None
    found = named_queries().get(asked.question)
    if found is None:
        problem = tr("there is no question named {name}", name=asked.question[:80])
        raise QueryError(with_near(problem, near(asked.question, named_queries())))
    return found


def _sql(named: NamedQuery | None, asked: AskAsked) -> str:
    if named is None:
        sql = asked.sql or ""
        if len(sql) > MOST_CHARACTERS:
            problem = tr(
                "a question has at most {most:,} characters here, this one has {count:,}: ask it with "
                "`mingzhang query`",
                most=MOST_CHARACTERS,
                count=len(sql),
            )
            raise QueryError(problem)
        return sql
    takes = {parameter.name for parameter in named.parameters}
    return named.asked({name: value for name, value in asked.narrowed.items() if name in takes}).strip()


def _answered(edition: Edition, sql: str, rows: int) -> Answer:
    with edition.asking() as asking:
        found = asking.answer(sql, rows=rows, seconds=SECONDS)
    columns = [AnswerColumn(n, t, meaning_of("", n)) for n, t in zip(found.columns, found.types, strict=True)]
    return Answer(tuple(columns), found.rows, found.is_cut)


def _question(query: NamedQuery, values: Mapping[str, str]) -> NamedQuestion:
    text = query.question_zh if language() == "zh" else query.question
    parameters = tuple(
        AskedParameter(p.name, p.type, told(p.meaning), values.get(p.name)) for p in query.parameters
    )
    return NamedQuestion(query.name, text, told(query.notes) if query.notes else "", parameters)


def _examples() -> list[Example]:
    return [
        Example(
            tr("Headline figures of every body, newest first"),
            "select entity_name, fiscal_year, doc_kind, income_total, expenditure_total, gpb_expenditure,\n"
            "       doc_id, pages, fact_ids\nfrom v_headline\norder by fiscal_year desc, entity_name",
        ),
        Example(
            tr("Findings of errors, the greatest difference first"),
            "select entity_name, fiscal_year, code, printed, computed, gap_yuan, doc_id, page, finding_id\n"
            "from v_findings\nwhere severity = 'error'\norder by gap_yuan desc nulls last",
        ),
        Example(
            tr("Spending on receptions, every printed figure"),
            "select entity_name, fiscal_year, role, value_yuan, raw, doc_id, page, fact_id\n"
            "from v_key_facts\nwhere measure = 'three_public.reception'\norder by value_yuan desc nulls last",
        ),
        Example(
            tr("Documents by province and year"),
            "select left(division_code, 2) as province, fiscal_year, count(*) as documents\nfrom documents\n"
            "group by all\norder by all",
        ),
    ]


ASK = Page("ask", "/ask", "ask.html", AskAsked, ask, ask_listing, ask_whole)
