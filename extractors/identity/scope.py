"""For which part of a department a document speaks (DOMAIN.md §6: 部门, 单位, 本级, 汇总)."""

from __future__ import annotations

import patterns
from extractors.identity.bodies import qualifiers
from extractors.identity.cover import Title


def find_scope(title: Title | None, name: str | None, qualifier: str | None, text: str) -> str:
    """department_rollup, department_own, single_unit or unknown.

    A qualifier beside the name decides; then what the document says of its units; then whether the title
    says 部门 or 单位. `text` is the document's text without white space.
    """
    if qualifier is not None:
        return qualifiers()[qualifier]
    known = patterns.compiled("identity")
    of = title.of if title else None
    own, more = _unit_counts(text)
    alone = known["no_subordinate"].search(text) is not None
    rollup = known["rollup_statement"].search(text) is not None
    unit_word, department_word = patterns.load("identity")["scope_words"]
    if of == unit_word:
        if alone or name is None:
            return "single_unit"
        return "department_own" if known["government_department"].search(text) else "single_unit"
    if (own or 0) > 1 or more or rollup:
        return "department_rollup"
    if own == 1 or alone:
        return "single_unit"
    if of == department_word or known["department_form"].search(text):
        return "department_rollup"
    return "unknown"


def _unit_counts(text: str) -> tuple[int | None, int | None]:
    """How many budget units the document covers, and how many units it says lie below the body."""
    own: int | None = None
    more: int | None = None
    for found in patterns.compiled("identity")["unit_count"].finditer(text):
        if found["count"] and own is None:
            own = _number(found["count"])
        if found["more"] and more is None:
            more = _number(found["more"])
    return own, more


def _number(raw: str) -> int | None:
    """A count in Arabic or Chinese digits, below a hundred."""
    if raw.isascii():
        return int(raw)
    digits: str = patterns.load("identity")["year_digits"]
    tens, mark, ones = raw.partition(patterns.load("identity")["ten"])
    if not mark:
        return digits.index(raw) if len(raw) == 1 else None
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)
