"""Accounting identities of one document, evaluated.

Which identities there are is data (patterns/identities.toml); `kinds` are the few ways in which facts are put
together, `forms` the points of project forms. Facts from tables are compared in yuan with the slack of their
printed decimals, points of forms exactly. Source of the rules: DOMAIN.md §2.4, §4.4.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Check, Fact, Project, Table
from patterns import load
from pipeline.audit.forms import form_checks
from pipeline.audit.kinds import KINDS
from pipeline.audit.ledger import Ledger

__all__ = ["audit", "audit_forms"]


def audit(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Check]:
    """The checks over the facts of a document's tables.

    Operands are positions in `facts`. A failing check is a warning, never an error: whether the document or
    its reading is wrong is not decided here.
    """
    ledger = Ledger(facts, tables)
    return [c for rule in load("identities")["identity"] for c in KINDS[rule["kind"]](ledger, rule)]


def audit_forms(projects: Sequence[Project]) -> list[Check]:
    """The checks of project forms: points, without operands among the facts."""
    return [c for number, project in enumerate(projects) for c in form_checks(number, project)]
