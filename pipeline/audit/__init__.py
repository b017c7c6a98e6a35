"""What a document says of itself, evaluated: identities, contradictions, wording, completeness.

Which rules there are is data (`patterns/`); the modules here are the few ways in which entries are evaluated.
`audit` runs while tables are being read: it decides between readings (`pipeline.reading.tie_out`).
`audit_document` runs once, over everything that was read. Source of the rules: docs/domain.md §2.4, §2.5,
§3.3, §3.7, §4.4, §4.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.records import Check, Fact, Finding, Table
from patterns import load
from patterns.shapes.identities import Identities
from pipeline.audit.claims import claims
from pipeline.audit.code_names import code_names
from pipeline.audit.code_slips import code_slips
from pipeline.audit.completeness import completeness
from pipeline.audit.confirmation import confirmed, witnesses
from pipeline.audit.directions import directions
from pipeline.audit.document_records import DocumentRecords
from pipeline.audit.evidence import Evidence
from pipeline.audit.expense_lists import expense_lists
from pipeline.audit.form_checks import form_checks
from pipeline.audit.form_claims import form_claims
from pipeline.audit.item_amounts import item_amounts
from pipeline.audit.judge import judged
from pipeline.audit.kinds import checks_of
from pipeline.audit.ledger import Ledger
from pipeline.audit.listed_sums import listed_sums
from pipeline.audit.pairs import pairs
from pipeline.audit.rate_checks import rates
from pipeline.audit.recognition import with_standing
from pipeline.audit.repeats import repeats
from pipeline.audit.roundings import roundings
from pipeline.audit.share_denominators import different_denominators, named_denominators
from pipeline.audit.shares import shares
from pipeline.audit.sums import sums
from pipeline.audit.table_notes import table_notes
from pipeline.audit.vehicles import vehicles
from pipeline.audit.withheld import withheld
from pipeline.audit.wording import labels, ordinals, wording

__all__ = ["Audit", "DocumentRecords", "audit", "audit_document"]

Rules = Callable[[Evidence], Iterable[Check | Finding]]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that was evaluated, and what of it the document gets wrong."""

    checks: tuple[Check, ...] = ()
    """Operands are positions in the facts of the document."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[str, ...] = ()
    """Rules that broke on this document, and what they raised: bugs of ours that must not cost the rest."""
    facts: tuple[Fact, ...] = ()
    """The facts of the document, with what confirms each."""


def audit(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Check]:
    """The checks over the facts of a document's tables; operands are positions in `facts`.

    Whether the document or its reading is wrong where one fails is not decided here.
    """
    ledger = Ledger(facts, tables)
    return [check for rule in load(Identities).identity for check in checks_of(ledger, rule)]


def audit_document(records: DocumentRecords, checks: Iterable[Check] = ()) -> Audit:
    """All checks and findings of a document.

    `checks` are those of its tables, made before; their operands are positions in `records.facts` too.
    """
    evidence = Evidence.of(records)
    evaluated, findings, failures = list(checks), list[Finding](), []
    for rules in RULES:
        try:
            results = list(rules(evidence))
        except Exception as error:  # whatever it is, it is of one rule
            failures.append(f"{rules.__name__}: {type(error).__name__}: {error}")
            continue
        evaluated += [result for result in results if isinstance(result, Check)]
        findings += [result for result in results if isinstance(result, Finding)]
    findings += (*roundings(evidence, evaluated), *withheld(evidence, evaluated))
    known = witnesses(evidence.facts, evaluated)
    if evidence.document.char_confidence is not None:
        evidence = replace(evidence, facts=with_standing(evidence.document, evidence.facts, evaluated))
    found = judged(evidence, evaluated, findings, known)
    return Audit(tuple(evaluated), found, tuple(failures), confirmed(evidence.facts, known))


RULES: tuple[Rules, ...] = (
    form_checks,
    rates,
    shares,
    named_denominators,
    different_denominators,
    directions,
    repeats,
    sums,
    listed_sums,
    vehicles,
    pairs,
    wording,
    labels,
    ordinals,
    code_names,
    expense_lists,
    item_amounts,
    code_slips,
    table_notes,
    form_claims,
    claims,
    completeness,
)
"""What is evaluated over a whole document, in this order."""
