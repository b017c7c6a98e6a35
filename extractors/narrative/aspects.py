"""What can be said of one figure: its subject, and its aspects (the word is XBRL's)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure, with the item of the classification where the figure is about one."""

    measure: str
    function_code: str | None = None
    economic_code: str | None = None
    label: str | None = None
    """The printed name of the item; an item without a known code has only this."""
    role: str | None = field(default=None, compare=False)
    """The role that the noun gives its value by itself."""
    fund: str | None = field(default=None, compare=False)
    """The fund that the noun names, where its measure is not of one fund."""
    scope: str | None = field(default=None, compare=False)
    """The scope that the noun gives its value, whatever its measure is usually of."""
    side: str | None = field(default=None, compare=False)
    """The side of the account that the noun names, where its measure is of both."""
    by: str | None = field(default=None, compare=False)
    """The pattern that found it."""

    @property
    def is_item(self) -> bool:
        """Whether it is a part of its measure."""
        return bool(self.function_code or self.economic_code or self.label)


@dataclass(frozen=True, slots=True)
class Aspects:
    """How one figure is to be read. `subject` is null where the figure is about the subject before it."""

    role: str | None
    """Null where the figure has none that is known: it is read, and gives no fact."""
    subject: Subject | None = None
    direction: int | None = None
    """1 up, -1 down, 0 neither; null where there is none."""
    comparator: str | None = None
    denominator: str | None = None
    years_back: int = 0
    """1 for a figure of the year before."""
    budget_basis: str | None = None
    about_other: bool = False
    """The words name a subject that means no measure here: what follows is not about the one before."""
    side: str | None = None
    """income or expenditure, where the words of a change name only that."""
    residue: bool = False
    """Both directions are printed: the words of a template were left in."""
    stated: str | None = None
    """The state of a value that has no printed number: stated_none, stated_equal, not_comparable."""
