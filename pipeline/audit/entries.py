"""Rules as data: an entry of a pattern file and what it says when it fires.

Every rule of the audit is an entry with `code`, `category`, `severity` and the templates `message_zh` and
`message_en`; the modules beside this one are the few ways in which entries are evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Finding

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
