"""The performance forms of a document: projects with their money, goals and indicators. Persons never."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.explorer.edition import Edition, NotThere, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.document_head import Head, head
from pipeline.language.spoken import tr

_PLACE = ("page", "char_start", "char_end")
_FORM_COLUMNS = (
    *("project_id", "form_kind", "form_year", "name_raw", "project_code", "competent_department"),
    *("implementing_unit", "total_weight", "total_score", *_PLACE),
)
_FUND_COLUMNS = (
    *(
        "fund_type",
        "initial_budget",
        "full_year_budget",
        "executed",
        "execution_rate",
        "weight",
        "score",
        *_PLACE,
    ),
)
_INDICATOR_COLUMNS = (
    *("level1", "level2", "level3_raw", "target_raw", "actual_raw", "weight", "score", "attainment"),
    *("deviation_reason", *_PLACE),
)


@dataclass(frozen=True, slots=True)
class AskedForm:
    """One form of a document."""

    doc_id: str
    project_id: str


@dataclass(frozen=True, slots=True)
class FormHead:
    """What a form is of."""

    project_id: str
    form_kind: str
    form_year: int | None
    name_raw: str | None
    project_code: str | None
    competent_department: str | None
    implementing_unit: str | None
    total_weight: Decimal | None
    """Full marks."""
    total_score: Decimal | None
    page: int | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, slots=True)
class Fund:
    """A row of its money, in yuan."""

    fund_type: str
    initial_budget: Decimal | None
    full_year_budget: Decimal | None
    executed: Decimal | None
    execution_rate: Decimal | None
    """Percent as printed."""
    weight: Decimal | None
    score: Decimal | None
    page: int | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, slots=True)
class Goal:
    """What was to be reached, and what was."""

    expected: str | None
    actual: str | None
    page: int | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its marks."""

    level1: str | None
    level2: str | None
    level3_raw: str | None
    target_raw: str | None
    actual_raw: str | None
    weight: Decimal | None
    score: Decimal | None
    attainment: Decimal | None
    """Share of the target reached."""
    deviation_reason: str | None
    page: int | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, slots=True)
class Form:
    """A self-evaluation, or the goals that are set."""

    document: Head
    form: FormHead
    funds: tuple[Fund, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]


def form(edition: Edition, asked: AskedForm) -> Form:
    """One form. Raises `NotThere`."""
    document = edition.document(asked.doc_id)
    found = forms_of(edition, document, "project_id = $id", {"id": asked.project_id})
    if not found:
        raise NotThere(tr("this document has no such form"))

    def rows(dataset: str, columns: tuple[str, ...], order: str) -> list[Row]:
        return edition.of_document(
            dataset, document, columns, where="project_id = $id", values={"id": asked.project_id}, order=order
        )

    return Form(
        document=head(document),
        form=found[0],
        funds=tuple(Fund(**row) for row in rows("project_funds", _FUND_COLUMNS, "char_start")),
        goals=tuple(Goal(**row) for row in rows("goals", ("expected", "actual", *_PLACE), "ordinal")),
        indicators=tuple(Indicator(**row) for row in rows("indicators", _INDICATOR_COLUMNS, "ordinal")),
    )


def forms_of(
    edition: Edition, document: Row, where: str = "", values: dict[str, Any] | None = None
) -> list[FormHead]:
    """The forms of a document, in the order in which it prints them."""
    rows = edition.of_document(
        "projects", document, _FORM_COLUMNS, where=where, values=values, order="char_start"
    )
    return [FormHead(**row) for row in rows]


FORM = Page("document_form", "/d/{doc_id}/form/{project_id}", "document_form.html", AskedForm, form)
