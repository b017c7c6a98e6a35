"""What a document says of itself, evaluated: identities, contradictions, wording, completeness.

Which rules there are is data (`patterns/`); the modules here are the few ways in which entries are evaluated.
`audit` runs while tables are being read: it decides between readings (`pipeline.reading.tie_out`).
`audit_document` runs once, over everything that was read. Source of the rules: docs/domain.md §2.4, §2.5,
§3.3, §3.7, §4.4, §4.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.records import Check, Fact, Finding, Table
from patterns import load
from pipeline.audit.claims import claims
from pipeline.audit.completeness import completeness
from pipeline.audit.directions import directions
from pipeline.audit.form_checks import form_checks
from pipeline.audit.items import codes, items, named_amounts, notes
from pipeline.audit.judge import judged
from pipeline.audit.kinds import KINDS
from pipeline.audit.ledger import Ledger
from pipeline.audit.pairs import pairs
from pipeline.audit.percentages import percentages
from pipeline.audit.reading import Reading
from pipeline.audit.repeats import repeats
from pipeline.audit.shares import shares
from pipeline.audit.sums import lists, roundings, told_sums, vehicles
from pipeline.audit.wording import labels, ordinals, wording

__all__ = ["Audit", "Reading", "audit", "audit_document"]

Rules = Callable[[Reading], Iterable[Check | Finding]]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that was evaluated, and what of it the document gets wrong."""

    checks: tuple[Check, ...] = ()
    """Operands are positions in the facts of the reading."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[str, ...] = ()
    """Rules that broke on this document, and what they raised: bugs of ours that must not cost the rest."""


def audit(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Check]:
    """The checks over the facts of a document's tables; operands are positions in `facts`.

    Whether the document or its reading is wrong where one fails is not decided here.
    """
    ledger = Ledger(facts, tables)
    return [c for rule in load("identities")["identity"] for c in KINDS[rule["kind"]](ledger, rule)]


def audit_document(reading: Reading, checks: Iterable[Check] = ()) -> Audit:
    """All checks and findings of a document.

    `checks` are those of its tables, made before; their operands are positions in `reading.facts` too.
    """
    evaluated, findings, failures = list(checks), list[Finding](), []
    for rules in RULES:
        try:
            found = list(rules(reading))
        except Exception as error:  # whatever it is, it is of one rule
            failures.append(f"{rules.__name__}: {type(error).__name__}: {error}")
            continue
        evaluated += [one for one in found if isinstance(one, Check)]
        findings += [one for one in found if isinstance(one, Finding)]
    findings += roundings(reading, evaluated)
    return Audit(tuple(evaluated), judged(reading, evaluated, findings), tuple(failures))


RULES: tuple[Rules, ...] = (
    form_checks,
    percentages,
    shares,
    directions,
    repeats,
    told_sums,
    lists,
    vehicles,
    pairs,
    wording,
    labels,
    ordinals,
    items,
    named_amounts,
    codes,
    notes,
    claims,
    completeness,
)
"""What is evaluated over a whole document, in this order."""
