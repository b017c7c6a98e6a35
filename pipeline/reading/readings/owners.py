"""What a figure is of, and how another one comes to be of the same."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import Fact


def subject_of(fact: Fact) -> tuple[str | None, ...]:
    """What a figure is of: measure, item, unit and scope."""
    return (
        fact.measure,
        fact.function_code,
        fact.economic_code,
        fact.item_label,
        fact.unit,
        fact.scope,
    )


def of_owner(fact: Fact, owner: Fact, reading: str | None) -> Fact:
    """A change, a growth or a share as that of another figure; `reading` says what chose it."""
    return replace(
        fact,
        measure=owner.measure,
        scope=owner.scope,
        statement=owner.statement,
        function_code=owner.function_code,
        economic_code=owner.economic_code,
        item_label=owner.item_label,
        unit=owner.unit,
        reading=reading,
    )
