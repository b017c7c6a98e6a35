"""What may be asked of the list of findings, and the conditions of SQL that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from pipeline.explorer.edition import WrongAsked
from pipeline.explorer.reviews import CAME_BACK, REVIEWED
from pipeline.language.spoken import tr

Severity = Literal["error", "warning", "info"]
State = Literal["to_review", "reviewed", "open", "came_back", "confirmed", "false_positive", "explained"]
Order = Literal["weight", "gap", "share", "confidence", "newest", "document"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""From the gravest."""
ORDERS: Final[dict[Order, str]] = {
    "weight": "",
    "gap": "gap_yuan desc nulls last, ",
    "share": "gap_share desc nulls last, ",
    "confidence": "confidence desc, ",
    "newest": "since desc nulls last, fiscal_year desc nulls last, ",
    "document": "entity_name nulls last, fiscal_year desc nulls last, doc_kind, doc_id, page nulls first, ",
}
_BY_WEIGHT = "weight, gap_yuan desc nulls last, gap_share desc nulls last, doc_id, page, finding_id"
_CENTRAL = "000000"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class FindingsAsked:
    """Filters and order; what is not given does not narrow."""

    severity: Severity = "warning"
    """At least so grave."""
    code: str | None = None
    category: str | None = None
    division: str | None = None
    """Six digits: it and what lies in it."""
    body: str | None = None
    """entity_id"""
    year: int | None = None
    kind: str | None = None
    """As doc_kind."""
    status: State | None = None
    """to_review is open or come back."""
    gap: str | None = None
    """At least so many yuan."""
    q: str | None = None
    """Words of the message, the title, the body, or what is printed."""
    replaced: bool = False
    """Also those of versions that another has taken the place of."""
    sort: Order = "weight"
    page: int = 1
    done: str | None = None
    """Findings that were marked just now, with commas between (without script)."""
    problem: str | None = None
    """Why they were not."""

    @property
    def least_gap(self) -> Decimal | None:
        """Yuan. Raises `WrongAsked`."""
        if self.gap is None:
            return None
        try:
            least = Decimal(self.gap.replace(",", "").replace("_", ""))
        except InvalidOperation:
            least = Decimal(-1)
        if not (least.is_finite() and least >= 0):
            raise WrongAsked(tr("gap takes a number of yuan, such as 1000000, not {given}", given=self.gap))
        return least

    @property
    def order(self) -> str:
        """What rows are ordered by, in SQL."""
        return ORDERS[self.sort] + _BY_WEIGHT

    def conditions(self) -> tuple[dict[str, str], dict[str, Any]]:
        """A condition for each filter that is given, by its name, and the values that they name."""
        if self.page < 1:
            raise WrongAsked(tr("pages are counted from 1"))
        found: dict[str, tuple[str, Mapping[str, Any]]] = {}
        grave = SEVERITIES[: SEVERITIES.index(self.severity) + 1]
        found["severity"] = "severity in (select unnest($grave::varchar[]))", {"grave": list(grave)}
        for name, column in (
            ("code", "code"),
            ("category", "category"),
            ("body", "entity_id"),
            ("year", "fiscal_year"),
            ("kind", "doc_kind"),
        ):
            if (value := getattr(self, name)) is not None:
                found[name] = f"{column} = ${name}", {name: value}
        if self.division is not None:
            found["division"] = "starts_with(division_code, $division)", {"division": within(self.division)}
        if self.status is not None:
            states = {"to_review": ("open", CAME_BACK), "reviewed": REVIEWED, "open": ("open", CAME_BACK)}
            wanted = list(states.get(self.status, (self.status,)))
            found["status"] = "status in (select unnest($states::varchar[]))", {"states": wanted}
        if (least := self.least_gap) is not None:
            found["gap"] = "gap_yuan >= $gap", {"gap": least}
        for n, word in enumerate((self.q or "").split()):
            found[f"q{n}"] = f"contains(words, $q{n})", {f"q{n}": word.lower()}
        values = {key: value for _, given in found.values() for key, value in given.items()}
        return {name: condition for name, (condition, _) in found.items()}, values


def within(division: str) -> str:
    """The digits that codes of a division and of what lies in it begin with.

    >>> within("440300"), within("310000"), within("000000")
    ('4403', '31', '000000')
    """
    if division == _CENTRAL:
        return division
    digits = division
    while digits.endswith("00") and len(digits) > 2:
        digits = digits[:-2]
    return digits
