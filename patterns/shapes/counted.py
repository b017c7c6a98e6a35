"""Shape of `counted.toml`: what sentences count."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape

Topic = Literal["quota", "actual", "retired", "vehicles", "new_vehicles", "units", "evaluated"]
"""A total that the parts behind it divide."""


class Noun(Entry, frozen=True, kw_only=True):
    """A pattern of the grammar of counts. The file explains the keys; which a pattern may have follows from
    its id: `count.*`, `behind.*` and `reason.*` are nouns of counts, `none.*` of statements without a number,
    `amount.*` are what counted things cost, all others only find.
    """

    clause: tuple[str, ...] = ()
    """The numbers of the clause patterns of docs/domain.md §3.2 that it reads."""
    units: tuple[str, ...] = ()
    bare: bool = False
    needs: str | None = None
    unless: tuple[str, ...] = ()
    in_reason: bool = False
    paired: dict[str, str] = msgspec.field(default_factory=dict)
    after: dict[str, str] = msgspec.field(default_factory=dict)
    within: dict[Topic, str] = msgspec.field(default_factory=dict)
    under: dict[Topic, str] = msgspec.field(default_factory=dict)
    measures: dict[str, str] = msgspec.field(default_factory=dict)
    everywhere: bool = False
    amount_of_all: bool = False
    opens: Topic | None = None
    family: str = ""
    """What the measure counted before an amount begins with; empty: any, or none."""
    measure: str | None = None
    """The measure of an amount where it is not that counted before."""
    value: bool = False
    """The amount is a value in its own right, no sum of what was counted."""

    def __post_init__(self) -> None:
        """A noun of a count has units and measures, what there is none of has measures."""
        counts = self.id.startswith(("count.", "behind.", "reason."))
        if counts != bool(self.units) or (counts or self.id.startswith("none.")) != bool(self.measures):
            raise ValueError("nouns of counts have `units` and `measures`, `none.*` only the latter")


class Words(Shape, frozen=True, kw_only=True):
    """Words that the code needs one by one."""

    performance: str
    staff: str
    """What the measures of staff begin with."""
    total_quota: str
    """The measure of all quotas together."""
    silent_sections: tuple[str, ...]
    continues: str
    list_marks: str
    no_names: tuple[str, ...]
    labelled: tuple[str, ...]


class Counted(PatternFile[Noun], frozen=True, kw_only=True):
    """`counted.toml`."""

    NAME: ClassVar[str] = "counted"

    words: Words

    def __post_init__(self) -> None:
        """`needs` and `unless` name patterns of the file."""
        contexts = {entry.id for entry in self.pattern if entry.id.startswith("context.")}
        for entry in self.pattern:
            named = {"needs": (entry.needs,) if entry.needs else (), "unless": entry.unless}
            for key, ids in named.items():
                if unknown := set(ids) - contexts:
                    raise ValueError(f"{entry.id}: `{key}` names {min(unknown)!r}, no context of the file")
