"""Rules as data: an entry of a pattern file and what it says when it fires.

Every rule of the audit is an entry with `code`, `category`, `severity` and the templates `message_zh` and
`message_en`; the modules beside this one are the few ways in which entries are evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from extractors.document import Place
from extractors.records import Check, Finding
from patterns.rule import CheckRule, Rule, Severity
from patterns.shapes.wording import WordingRule
from pipeline.audit.named import in_english
from pipeline.figures.tolerance import Side

SEVERITIES: tuple[str, ...] = get_args(Severity)
"""From the mildest."""


def shown(value: Decimal) -> str:
    """A number as messages print it: no exponent, no zeros at the end.

    >>> shown(Decimal("1200.50"))
    '1200.5'
    """
    return f"{value.normalize():f}"


def finding(
    rule: Rule | WordingRule,
    places: Iterable[Place],
    values: Mapping[str, str] | None = None,
    *,
    facts: Iterable[int] = (),
    confidence: float = 1.0,
    severity: Severity | None = None,
) -> Finding:
    """What a rule says of these places; `values` fill its templates, `printed` and `computed` among them.

    `severity` makes it milder, or graver, than the rule says.
    """
    values = values or {}
    return Finding(
        code=rule.code,
        category=rule.category,
        severity=severity or rule.severity,
        message_zh=rule.message_zh.format(**values),
        message_en=rule.message_en.format(**in_english(values)),
        places=tuple(dict.fromkeys(places)),
        facts=tuple(facts),
        printed=values.get("printed"),
        computed=values.get("computed"),
        confidence=confidence,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides that a rule compares: the facts that they are made of, what they come to, and the result."""

    formula: str
    lhs_facts: Sequence[int]
    rhs_facts: Sequence[int]
    left: Side
    right: Side
    result: str


def evaluated(
    rule: CheckRule,
    sides: Comparison,
    values: Mapping[str, str],
    *,
    places: Sequence[Place] = (),
    confidence: float = 1.0,
    finding: str | None = None,
) -> Check:
    """The check that a rule makes of two sides; `values` fill its templates, `printed` and `computed` too.

    A failure is as grave as the rule says; `finding` gives it another code than the rule's.
    """
    left, right = sides.left, sides.right
    return Check(
        code=rule.code,
        formula=sides.formula,
        lhs_facts=tuple(sides.lhs_facts),
        rhs_facts=tuple(sides.rhs_facts),
        lhs=left.value,
        rhs=right.value,
        diff=left.value - right.value,
        tolerance=left.slack + right.slack,
        result=sides.result,
        severity=rule.severity if sides.result == "fail" else "info",
        category=rule.category,
        message_zh=rule.message_zh.format(**values),
        message_en=rule.message_en.format(**in_english(values)),
        interval_low=right.low,
        interval_high=right.high,
        places=tuple(places),
        finding=finding or rule.finding,
        confidence=confidence,
        printed=values.get("printed"),
        computed=values.get("computed"),
    )
