"""Rules as data: an entry of a pattern file and what it says when it fires.

Every rule of the audit is an entry with `code`, `category`, `severity` and the templates `message_zh` and
`message_en`; the modules beside this one are the few ways in which entries are evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Check, Finding
from pipeline.figures.tolerance import Side

SEVERITIES = ("info", "warning", "error")
"""From the mildest."""


def shown(value: Decimal) -> str:
    """A number as messages print it: no exponent, no zeros at the end.

    >>> shown(Decimal("1200.50"))
    '1200.5'
    """
    return f"{value.normalize():f}"


def finding(
    entry: Mapping[str, Any],
    places: Iterable[Place],
    words: Mapping[str, str] | None = None,
    *,
    facts: Iterable[int] = (),
    confidence: float = 1.0,
    severity: str | None = None,
) -> Finding:
    """What an entry says of these places; `words` fill its templates, `printed` and `computed` among them."""
    words = words or {}
    return Finding(
        code=entry["code"],
        category=entry["category"],
        severity=severity or entry["severity"],
        message_zh=entry["message_zh"].format(**words),
        message_en=entry["message_en"].format(**words),
        places=tuple(dict.fromkeys(places)),
        facts=tuple(facts),
        printed=words.get("printed"),
        computed=words.get("computed"),
        confidence=confidence,
    )


def evaluated(
    entry: Mapping[str, Any],
    formula: str,
    lhs_facts: Sequence[int],
    rhs_facts: Sequence[int],
    left: Side,
    right: Side,
    result: str,
    words: Mapping[str, str],
    *,
    places: Sequence[Place] = (),
    confidence: float = 1.0,
    finding: str | None = None,
) -> Check:
    """The check that an entry makes of two sides; `words` fill its templates, `printed` and `computed` too.

    A failure is as grave as the entry says; `finding` gives it another code than the entry's.
    """
    return Check(
        code=entry["code"],
        formula=formula,
        lhs_facts=tuple(lhs_facts),
        rhs_facts=tuple(rhs_facts),
        lhs=left.value,
        rhs=right.value,
        diff=left.value - right.value,
        tolerance=left.slack + right.slack,
        result=result,
        severity=entry["severity"] if result == "fail" else "info",
        category=entry["category"],
        message_zh=entry["message_zh"].format(**words),
        message_en=entry["message_en"].format(**words),
        interval_low=right.low,
        interval_high=right.high,
        places=tuple(places),
        finding=finding or entry.get("finding"),
        confidence=confidence,
        printed=words.get("printed"),
        computed=words.get("computed"),
    )
