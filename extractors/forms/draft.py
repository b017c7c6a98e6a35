"""A form while it is read: what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.document import Place
from extractors.forms.indicators import RawIndicator
from extractors.forms.persons import PersonKind, name_and_phone
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.forms import Forms


@dataclass(slots=True)
class FundDraft:
    """One fund row: raw cells by column of the form."""

    place: Place
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class GoalDraft:
    """A pair of goal texts; a page break may cut either."""

    place: Place
    expected: str | None
    actual: str | None


@dataclass(slots=True)
class FormDraft:
    """What is known of one form."""

    place: Place
    title: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """The head: name, departments, contacts."""
    name_place: Place | None = None
    unit: Decimal | None = None
    """Yuan per unit of the amounts; null where the form prints none."""
    year: int | None = None
    funds: dict[str, FundDraft] = field(default_factory=dict)
    goals: list[GoalDraft] = field(default_factory=list)
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
        """True where anything stands below the head."""
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

    def put_person(self, kind: PersonKind, value: str, place: Place) -> None:
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
            self.goals.append(GoalDraft(place, expected or None, actual or None))

    def extend_goal(self, expected: str, actual: str) -> None:
        """Adds to the last pair of goal texts what a page break cut off; nothing where there is no pair."""
        if not self.goals:
            return
        goal = self.goals[-1]
        goal.expected = f"{goal.expected or ''}{expected}" or None
        goal.actual = f"{goal.actual or ''}{actual}" or None


def _is_unfilled(text: str) -> bool:
    return compiled(Forms)["unfilled_goal"].search(squeeze(text)) is not None
