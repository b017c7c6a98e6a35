"""The record that becomes of a form: typed amounts and points, the code apart from the name, the kind."""

from __future__ import annotations

from decimal import Decimal

from extractors.forms.amounts import default_unit, percent, yuan
from extractors.forms.draft import FormDraft, FundDraft
from extractors.forms.indicators import indicator
from extractors.forms.points import points
from extractors.records import Goal, Project, ProjectFund
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.forms import Forms

FUND_ORDER = (
    "total",
    "basic_expenditure",
    "project_expenditure",
    "current_year_fiscal",
    "central_fiscal",
    "provincial_fiscal",
    "municipal_fiscal",
    "county_fiscal",
    "local_fiscal",
    "superior_fiscal",
    "own_fiscal",
    "gov_fund",
    "state_capital",
    "carryover",
    "special_account",
    "unit_funds",
    "other",
)
"""The order of the funds of a form."""


def project_of(draft: FormDraft, default_year: int | None) -> Project:
    """The record of a form; `default_year` is the document's, for forms that print none."""
    code, name = code_and_name(draft.fields.get("name"))
    unit = draft.unit or default_unit()
    funds = _with_total(draft.funds)
    return Project(
        place=draft.name_place or draft.place,
        form_kind=form_kind(draft),
        form_year=draft.year or default_year,
        name_raw=draft.fields.get("name"),
        name_norm=name,
        project_code=code or draft.fields.get("project_code"),
        competent_department=draft.fields.get("competent_department"),
        implementing_unit=draft.fields.get("implementing_unit"),
        total_weight=points(draft.total_weight),
        total_score=points(draft.total_score),
        funds=tuple(_fund(kind, funds[kind], unit) for kind in FUND_ORDER if kind in funds),
        goals=tuple(Goal(goal.place, goal.expected, goal.actual) for goal in draft.goals),
        indicators=tuple(indicator(raw) for raw in draft.indicators),
        leader=draft.fields.get("leader"),
        phone=draft.fields.get("phone"),
        personal=tuple(draft.personal),
    )


def form_kind(draft: FormDraft) -> str:
    """pf_project_self_eval, pf_department_self_eval, pf_project_goal or pf_department_goal.

    The title goes before the columns; a form without a name that is not of a list is a department's.
    """
    words = load(Forms).title
    title = squeeze(draft.title or "")
    evaluates = draft.has_results
    if any(word in title for word in words.self_evaluation):
        evaluates = True
    elif any(word in title for word in words.goal):
        evaluates = False
    nameless = "name" not in draft.fields and not draft.is_listed
    whole = nameless or any(word in title for word in words.department)
    return f"pf_{'department' if whole else 'project'}_{'self_eval' if evaluates else 'goal'}"


def code_and_name(raw: str | None) -> tuple[str | None, str | None]:
    """The project code, and the name without it in comparable form.

    >>> code_and_name("11000022T000000455794-评审 经费"), code_and_name("普法经费"), code_and_name(None)
    (('11000022T000000455794', '评审经费'), (None, '普法经费'), (None, None))
    """
    if not raw:
        return None, None
    text = squeeze(raw)
    match = compiled(Forms)["project_code"].search(text)
    return (match["code"], text[match.end() :] or None) if match else (None, text)


def _with_total(funds: dict[str, FundDraft]) -> dict[str, FundDraft]:
    """The funds, the total of the whole period as the total where there is no annual one."""
    whole = funds.get("project_total")
    return funds if whole is None or "total" in funds else funds | {"total": whole}


def _fund(kind: str, fund: FundDraft, unit: Decimal) -> ProjectFund:
    raw = fund.raw
    return ProjectFund(
        place=fund.place,
        fund_type=kind,
        initial_budget=yuan(raw.get("initial_budget"), unit),
        full_year_budget=yuan(raw.get("full_year_budget"), unit),
        executed=yuan(raw.get("executed"), unit),
        execution_rate=percent(raw.get("execution_rate")),
        weight=points(raw.get("weight")),
        score=points(raw.get("score")),
        initial_budget_raw=raw.get("initial_budget") or None,
        full_year_budget_raw=raw.get("full_year_budget") or None,
        executed_raw=raw.get("executed") or None,
        execution_rate_raw=raw.get("execution_rate") or None,
        weight_raw=raw.get("weight") or None,
        score_raw=raw.get("score") or None,
    )
