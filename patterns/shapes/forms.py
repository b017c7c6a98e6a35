"""Shape of `forms.toml`: the labels of self-evaluation and performance-goal forms.

A table of labels has a field for each thing that a label can mean; its words are the spellings of that label.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from patterns.shape import Entry, PatternFile, Shape

Words = tuple[str, ...]


class Labels(Shape, frozen=True, kw_only=True):
    """A table of labels: every field is what a label means, every word a spelling of it."""

    def by_meaning(self) -> dict[str, Words]:
        """The spellings by what they mean, in the order of the file."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class Money(Shape, frozen=True, kw_only=True):
    """Units of money as forms print them."""

    default_unit: str
    """One of `notes`: what amounts are read in where a form prints no unit."""
    notes: dict[str, str]
    """Yuan per unit, as a decimal number."""


class Title(Shape, frozen=True, kw_only=True):
    """Words in a title that tell the kind of the form; those of self-evaluation go before those of goals."""

    self_evaluation: Words
    goal: Words
    department: Words
    """The form is of a whole department, not of a project."""


class Start(Labels, frozen=True, kw_only=True):
    """The first label of a form: of a project by its name, of a whole department by the department's."""

    name: Words
    department: Words


class Head(Labels, frozen=True, kw_only=True):
    """Labels above the funds: whose project it is."""

    competent_department: Words
    implementing_unit: Words
    project_code: Words
    leader: Words
    phone: Words
    skipped: Words
    """Contacts that are neither leader nor telephone."""
    leader_and_phone: Words
    total_score: Words
    other: Words


class FundType(Labels, frozen=True, kw_only=True):
    """Row labels of the funds: where money comes from, or what it is for."""

    total: Words
    project_total: Words
    """Over the whole period of a project: the total where the form has no annual one."""
    current_year_fiscal: Words
    basic_expenditure: Words
    project_expenditure: Words
    carryover: Words
    other: Words
    local_fiscal: Words
    superior_fiscal: Words
    own_fiscal: Words
    special_account: Words
    unit_funds: Words


class FundColumn(Labels, frozen=True, kw_only=True):
    """Column heads of the funds."""

    initial_budget: Words
    full_year_budget: Words
    executed: Words
    weight: Words
    execution_rate: Words
    score: Words
    reason: Words


class GoalLabels(Labels, frozen=True, kw_only=True):
    """Labels of goals in words."""

    expected: Words
    actual: Words
    """Expected and actual head a pair of cells."""
    annual: Words
    period: Words
    """Annual and period stand beside one cell."""
    adjusted: Words
    """A goal that was changed during the year, between the two of the pair."""
    remark: Words
    """What stands beside these is no goal."""


class IndicatorColumn(Labels, frozen=True, kw_only=True):
    """Column heads of the indicators."""

    level1: Words
    level2: Words
    level3: Words
    target: Words
    period_target: Words
    operator: Words
    """The relation of target and value in a column of its own (指标性质)."""
    unit: Words
    actual: Words
    weight: Words
    score: Words
    deviation_reason: Words
    activity: Words
    ignored: Words
    level4: Words
    """The leaf where a form has four levels; then the third is none."""
    combined: Words
    """Above all three levels in one cell."""


class RowLabels(Shape, frozen=True, kw_only=True):
    """What a row begins with."""

    labels: Words


class ProjectList(Shape, frozen=True, kw_only=True):
    """Words of lists of projects."""

    name: Words
    """Further heads of the column of names."""
    name_or_unit: Words
    """Heads of a column of names in which a unit may stand above its projects."""
    unit: Words
    sums: Words
    """Names of rows that are sums over projects."""


class Forms(PatternFile[Entry], frozen=True, kw_only=True):
    """`forms.toml`."""

    NAME: ClassVar[str] = "forms"

    hints: Words
    """Every form has a cell with one of these words."""
    money: Money
    title: Title
    start: Start
    head: Head
    fund_type: FundType
    fund_column: FundColumn
    goal: GoalLabels
    indicator_column: IndicatorColumn
    indicator_total: RowLabels
    """The row of the total below the indicators."""
    tail: RowLabels
    """Rows that follow the indicators."""
    project_list: ProjectList = msgspec.field(name="list")
