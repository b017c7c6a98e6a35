"""Shape of `clauses.toml`: the sentences in which documents state their figures."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape

Scope = Literal["gpb", "gov_fund", "state_capital", "fiscal", "all_funds"]


class Clause(Entry, frozen=True, kw_only=True):
    """A pattern of the clause grammar; only nouns (`noun.*`) have the keys behind `clause`."""

    clause: tuple[str, ...] = ()
    """The numbers of the clause patterns of docs/domain.md §3.2 that it reads."""
    measures: dict[str, str] = msgspec.field(default_factory=dict)
    """The measure of a noun by where it stands; the file explains the keys."""
    needs_prefix: bool = False
    """The noun is one only behind the name of a fund."""
    fund_inside: bool = False
    """The noun itself may name the fund, which is then the scope of its value."""
    economic_code: str | None = None
    label: str | None = None
    """The item label of a part that has no code."""
    role: Literal["amount"] | None = None
    """The role that the value of the noun has by itself."""
    part: bool = False
    """Any figure of expenditure is divided into it, an item of a classification as well as a total."""
    fund_behind: bool = False
    """The fund may stand behind the noun: 公务接待费财政拨款支出."""
    side: Literal["income", "expenditure"] | None = None
    """The side of the account that it names, where its measure is of both."""
    generic: bool = False
    """It says only that the whole is meant: directly behind an item it is that item's."""

    def __post_init__(self) -> None:
        """A noun has measures, and nothing else has."""
        if self.id.startswith("noun.") != bool(self.measures):
            raise ValueError("a noun has `measures`, and no other pattern has")


class Words(Shape, frozen=True, kw_only=True):
    """Words and marks that the code needs one by one."""

    comma: str
    goes_into: str
    levels: tuple[str, str, str]
    shared_ends: tuple[str, ...]
    paired: tuple[str, ...]
    """Measures that are totals of both sides: income and expenditure have one figure each."""
    quotes: str
    basic: str
    arranged: str
    """What may stand between a fund and its noun, as a piece of a regular expression."""
    full_stop: str
    income: str
    expenditure: str
    goes_on: str
    """Marks at the end of a paragraph that leads on to the next."""
    colons: tuple[str, ...]
    sentence_ends: str
    brackets: tuple[str, str]
    """The opening and the closing one."""
    list_mark: str
    clause_marks: tuple[str, ...]
    expenditure_suffix: str
    silent_sections: tuple[str, ...]
    other_money: tuple[str, ...]
    expense_sections: tuple[str, ...]
    """Canonical sections in which the names of expenses are those of the economic classification."""
    scopes: tuple[Scope, ...]
    """Narrowest first."""


class NamedParts(Shape, frozen=True, kw_only=True):
    """Parts that are known by their printed name alone."""

    measures: tuple[str, ...]
    """Beginnings of the measures that have such parts."""
    economic: tuple[str, ...]
    """Ends of the measures whose parts are those of the economic classification."""
    inside: str
    """What stands between the name of a part and that of the part that it is a part of."""
    other: dict[str, dict[Literal["function", "economic"], str]]
    """What is left over in a list, by its name: its code by what the list is of."""


class Clauses(PatternFile[Clause], frozen=True, kw_only=True):
    """`clauses.toml`."""

    NAME: ClassVar[str] = "clauses"

    words: Words
    section_total: dict[str, str]
    """By canonical section."""
    item_suffix: dict[str, str]
    """By the name of an item that repeats under every 款."""
    class_alias: dict[str, str]
    """Codes of classes by the names that prose and other years use."""
    item_measure: dict[Scope, str]
    item_basic_measure: dict[Scope, str]
    """The same in a section about basic expenditure."""
    item_project_measure: dict[Scope, str]
    """The same of project expenditure."""
    named_parts: NamedParts
