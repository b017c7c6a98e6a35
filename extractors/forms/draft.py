"""A form while it is read: what was found so far, and the record that becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.document import Place
from extractors.forms import labels
from extractors.forms.indicators import RawIndicator, indicator, points
from extractors.forms.persons import name_and_phone
from extractors.forms.rows import squeeze
from extractors.narrative.numerals import parse_number, to_yuan
from extractors.records import Goal, Project, ProjectFund
from patterns import compiled, load

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


@dataclass(slots=True)
class FundDraft:
    """One fund row: raw cells by column of the form."""

    place: Place
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class FormDraft:
    """What is known of one form. `fields` holds the head (name, departments, contacts)."""

    place: Place
    title: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    name_place: Place | None = None
    unit: Decimal | None = None
    year: int | None = None
    funds: dict[str, FundDraft] = field(default_factory=dict)
    goals: list[list[str | None]] = field(default_factory=list)
    goal_places: list[Place] = field(default_factory=list)
    indicators: list[RawIndicator] = field(default_factory=list)
    total_weight: str | None = None
    total_score: str | None = None
    personal: list[Place] = field(default_factory=list)
    """Cells with persons or telephone numbers."""
    has_results: bool = False
    """True where the form has columns for what was reached."""

    is_listed: bool = False
    """True for a project of a list, whose name may be missing."""

    @property
    def has_content(self) -> bool:
        return bool(self.funds or self.goals or self.indicators)

    @property
    def is_filled(self) -> bool:
        """False for a form that is published blank, and for what only began like a form."""
        return bool(self.goals or self.indicators)

    def put_field(self, name: str, value: str, place: Place) -> None:
        """Keeps the first value that is printed for a field of the head."""
        if value and name not in self.fields:
            self.fields[name] = value
            if name == "name":
                self.name_place = place

    def extend_field(self, name: str, value: str) -> None:
        """Adds what a page break cut off from a field; a value printed again adds nothing."""
        before = self.fields.get(name)
        if before and not before.endswith(value):
            self.fields[name] = before + value

    def put_person(self, kind: str, value: str, place: Place) -> None:
        """Keeps where a person is named; of the leader also the name and the number.

        `kind` is leader, phone (the leader's) or person (anybody else: only the place).
        """
        self.personal.append(place)
        if kind == "person":
            return
        name, phone = name_and_phone(value)
        if kind == "leader" and name is not None:
            self.put_field("leader", name, place)
        number = phone or (value if kind == "phone" else None)
        if number is not None:
            self.put_field("phone", number, place)

    def put_fund(self, fund_type: str, column: str, value: str, place: Place) -> None:
        """Keeps the first value of a fund's column; a blank keeps the row."""
        fund = self.funds.setdefault(fund_type, FundDraft(place))
        if not fund.raw.get(column):
            fund.raw[column] = value

    def put_goal(self, expected: str | None, actual: str | None, place: Place) -> None:
        """Adds a pair of goal texts; what the form offers and nobody filled is none."""
        if any(text and not _is_unfilled(text) for text in (expected, actual)):
            self.goals.append([expected or None, actual or None])
            self.goal_places.append(place)

    def project(self, default_year: int | None) -> Project:
        """The record of the form; `default_year` is the document's, for forms that print none."""
        code, name = _code_and_name(self.fields.get("name"))
        unit = self.unit or labels.default_unit()
        if "total" not in self.funds and "project_total" in self.funds:
            self.funds["total"] = self.funds["project_total"]
        return Project(
            place=self.name_place or self.place,
            form_kind=self._kind(),
            form_year=self.year or default_year,
            name_raw=self.fields.get("name"),
            name_norm=name,
            project_code=code or self.fields.get("project_code"),
            competent_department=self.fields.get("competent_department"),
            implementing_unit=self.fields.get("implementing_unit"),
            total_weight=points(self.total_weight),
            total_score=points(self.total_score),
            funds=tuple(_fund(kind, self.funds[kind], unit) for kind in FUND_ORDER if kind in self.funds),
            goals=tuple(
                Goal(place, expected, actual)
                for place, (expected, actual) in zip(self.goal_places, self.goals, strict=True)
            ),
            indicators=tuple(indicator(raw) for raw in self.indicators),
            leader=self.fields.get("leader"),
            phone=self.fields.get("phone"),
            personal=tuple(self.personal),
        )

    def _kind(self) -> str:
        words = load("forms")["title"]
        title = squeeze(self.title or "")
        evaluates = self.has_results
        if any(word in title for word in words["self_evaluation"]):
            evaluates = True
        elif any(word in title for word in words["goal"]):
            evaluates = False
        nameless = "name" not in self.fields and not self.is_listed
        whole = nameless or any(word in title for word in words["department"])
        return f"pf_{'department' if whole else 'project'}_{'self_eval' if evaluates else 'goal'}"


def _is_unfilled(text: str) -> bool:
    return compiled("forms")["unfilled_goal"].search(squeeze(text)) is not None


def _code_and_name(raw: str | None) -> tuple[str | None, str | None]:
    """The project code, and the name without it in comparable form."""
    if not raw:
        return None, None
    text = squeeze(raw)
    match = compiled("forms")["project_code"].search(text)
    return (match["code"], text[match.end() :] or None) if match else (None, text)


def _fund(kind: str, fund: FundDraft, unit: Decimal) -> ProjectFund:
    raw = fund.raw
    return ProjectFund(
        place=fund.place,
        fund_type=kind,
        initial_budget=yuan(raw.get("initial_budget"), unit),
        full_year_budget=yuan(raw.get("full_year_budget"), unit),
        executed=yuan(raw.get("executed"), unit),
        execution_rate=_percent(raw.get("execution_rate")),
        weight=points(raw.get("weight")),
        score=points(raw.get("score")),
        initial_budget_raw=raw.get("initial_budget") or None,
        full_year_budget_raw=raw.get("full_year_budget") or None,
        executed_raw=raw.get("executed") or None,
        execution_rate_raw=raw.get("execution_rate") or None,
        weight_raw=raw.get("weight") or None,
        score_raw=raw.get("score") or None,
    )


def yuan(raw: str | None, unit: Decimal) -> Decimal | None:
    """The amount of a fund cell in yuan; a unit printed in the cell goes before the form's.

    >>> yuan("360.5", Decimal(10000)), yuan("100,000万元", Decimal(1)), yuan("—", Decimal(1))
    (Decimal('3605000.00'), Decimal('1000000000.00'), None)
    """
    if not raw:
        return None
    text = squeeze(raw)
    for name, multiplier in sorted(load("forms")["money"]["notes"].items(), key=lambda n: -len(n[0])):
        if text.endswith(name):
            text, unit = text.removesuffix(name), Decimal(multiplier)
            break
    value = parse_number(text)
    return None if value is None else to_yuan(value, unit)


def _percent(raw: str | None) -> Decimal | None:
    return parse_number(squeeze(raw).removesuffix("%")) if raw else None
