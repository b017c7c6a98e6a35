"""What values of the datasets are called on the pages of a document: roles, funds, states, kinds, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from pipeline.explorer import names
from pipeline.language.spoken import language, tr

Words = Mapping[str, str]
_ID = re.compile(r"[a-z][a-z_]*(?:\.[a-z_]+)*")
_FAMILIES = ("bd_", "fa_")
"""Of a budget, of a final account: their tables are called the same."""


def word(kind: str, value: str | None) -> str:
    """What a value of one kind (a key of `KINDS`) is called; itself where it has no name, "" for null.

    >>> word("role", "final"), word("role", "none of them"), word("role", None)
    ('final account', 'none of them', '')
    """
    return "" if value is None else _words(language(), kind).get(value, value)


def table_name(canonical: str | None) -> str | None:
    """What a statutory table is called; null for one that is none."""
    if canonical is None:
        return None
    for family in _FAMILIES:
        canonical = canonical.removeprefix(family)
    return word("table", canonical)


def in_names(formula: str) -> str:
    """A formula with the names of its measures in place of their ids.

    >>> in_names("nothing.known = 3")
    'nothing.known = 3'
    """
    return _ID.sub(lambda found: names.measure(found[0]), formula)


@cache
def _words(spoken: str, kind: str) -> Words:
    del spoken  # they are made once for each language
    return KINDS[kind]()


def _roles() -> Words:
    return {
        "final": tr("final account"),
        "initial_budget": tr("initial budget"),
        "full_year_budget": tr("full-year budget"),
        "prior_final": tr("final account of the year before"),
        "prior_budget": tr("budget of the year before"),
        "change_yoy": tr("change on the year before"),
        "growth_yoy": tr("growth on the year before"),
        "change_vs_initial_budget": tr("change against the initial budget"),
        "growth_vs_initial_budget": tr("growth against the initial budget"),
        "completion_rate": tr("completion of the budget"),
        "share": tr("share"),
        "count": tr("number"),
        "amount": tr("amount"),
        "reason_amount": tr("amount in a reason"),
    }


def _funds() -> Words:
    return {
        "all_funds": tr("all funds"),
        "fiscal": tr("fiscal money"),
        "gpb": tr("general public budget"),
        "gov_fund": tr("government fund"),
        "state_capital": tr("state capital"),
    }


def _states() -> Words:
    return {
        "printed": tr("printed"),
        "printed_zero": tr("zero, printed"),
        "blank": tr("blank"),
        "dash": tr("a dash"),
        "stated_none": tr("said to be none"),
        "stated_equal": tr("said to be equal"),
        "not_applicable": tr("not applicable"),
        "not_comparable": tr("not comparable"),
        "template_residue": tr("left over from the template"),
        "derived": tr("not printed: follows from other figures"),
    }


def _derivations() -> Words:
    return {
        "sum_of_rows": tr("sum of the rows"),
        "implied_prior": tr("year before, as the printed change implies it"),
        "implied_initial_budget": tr("initial budget, as the printed change implies it"),
        "ratio": tr("ratio of two figures"),
        "sum_of_classes": tr("sum of the economic classes"),
        "remainder": tr("the whole less the other part"),
        "sum_of_items": tr("sum of the items"),
        "other_words": tr("the same under another name"),
    }


def _sureness() -> Words:
    return {
        "confirmed": tr("recognised, and confirmed by an identity"),
        "repaired": tr("recognised otherwise, and repaired by an identity or a list"),
        "read": tr("recognised without doubt; nothing proves it"),
        "unproven": tr("recognised with doubt: look at the page"),
    }


def _agreements() -> Words:
    return {
        "complete": tr("the same"),
        "consistent": tr("the same, rounded"),
        "inconsistent": tr("different"),
    }


def _results() -> Words:
    return {
        "pass": tr("holds"),
        "pass_rounding": tr("holds within rounding"),
        "pass_truncated": tr("holds: digits were cut off"),
        "pass_plugged": tr("holds: one part was adjusted"),
        "fail": tr("does not hold"),
        "not_applicable": tr("not applicable"),
        "missing_operand": tr("a part is missing"),
    }


def _kinds() -> Words:
    return {
        "final_account": tr("final account"),
        "budget": tr("budget"),
        "self_evaluation": tr("self-evaluation"),
        "performance_goal": tr("performance goals"),
        "evaluation_report": tr("evaluation report"),
        "other": tr("other document"),
    }


def _group_roles() -> Words:
    return {
        "primary": tr("stands for its disclosure"),
        "part": tr("part of the same disclosure"),
        "copy": tr("copy with the same text"),
        "replaced": tr("older version, replaced"),
        "included": tr("counted in by its department"),
    }


def _statuses() -> Words:
    return {
        "ok": tr("read whole"),
        "partial": tr("read in part"),
        "not_disclosure": tr("no disclosure"),
        "failed": tr("could not be read"),
        "waiting": tr("not read yet"),
    }


def _origins() -> Words:
    return {
        "native": tr("text of the file"),
        "text_layer": tr("text layer of a scan"),
        "ocr": tr("recognised from pictures"),
        "mixed": tr("in part recognised from pictures"),
    }


def _quantities() -> Words:
    return {
        "amount": tr("amount"),
        "percent": tr("percentage"),
        "point": tr("percentage points"),
        "count": tr("number"),
    }


def _tables() -> Words:
    return {
        "income_expenditure_summary": tr("Income and expenditure"),
        "income": tr("Income"),
        "expenditure": tr("Expenditure"),
        "fiscal_summary": tr("Fiscal money: income and expenditure"),
        "fiscal_expenditure": tr("Fiscal money: expenditure"),
        "fiscal_basic": tr("Fiscal money: basic expenditure"),
        "gpb_expenditure": tr("General public budget: expenditure"),
        "gpb_expenditure_economic": tr("General public budget: expenditure by economic class"),
        "gpb_basic": tr("General public budget: basic expenditure"),
        "gpb_basic_by_function": tr("General public budget: basic expenditure by function"),
        "gpb_project": tr("General public budget: projects"),
        "basic_by_source": tr("Basic expenditure by source"),
        "fund": tr("Government funds"),
        "soe_capital": tr("State capital"),
        "three_public": tr("Three public expenses"),
        "procurement": tr("Government procurement"),
        "project": tr("Projects"),
        "agency_operating": tr("Agency operating expenses"),
        "service_purchase": tr("Purchase of services"),
        "carryover_expenditure": tr("Expenditure from carry-over"),
        **_forms(),
    }


def _forms() -> Words:
    return {
        "pf_project_self_eval": tr("Self-evaluation of a project"),
        "pf_department_self_eval": tr("Self-evaluation of the department"),
        "pf_project_goal": tr("Performance goals of a project"),
        "pf_department_goal": tr("Performance goals of the department"),
    }


def _money() -> Words:
    return {
        "total": tr("total"),
        "current_year_fiscal": tr("fiscal money of the year"),
        "carryover": tr("carry-over"),
        "other": tr("other money"),
        "special_account": tr("special account"),
        "unit_funds": tr("money of the unit"),
        "central_fiscal": tr("central fiscal money"),
        "provincial_fiscal": tr("provincial fiscal money"),
        "municipal_fiscal": tr("municipal fiscal money"),
        "county_fiscal": tr("county fiscal money"),
        "local_fiscal": tr("local fiscal money"),
        "superior_fiscal": tr("fiscal money from above"),
        "own_fiscal": tr("own fiscal money"),
        "gov_fund": tr("government fund"),
        "state_capital": tr("state capital"),
        "basic_expenditure": tr("basic expenditure"),
        "project_expenditure": tr("project expenditure"),
    }


def _components() -> Words:
    return {
        "tables": tr("tables"),
        "detail": tr("detail"),
        "sections": tr("sections"),
        "three_public": tr("three public expenses"),
        "reasons": tr("reasons"),
        "performance": tr("performance"),
        "consistency": tr("consistency"),
    }


def _bearers() -> Words:
    return {
        "table": tr("a table"),
        "sentence": tr("a sentence"),
        "sum": tr("a sum"),
        "growth": tr("a growth rate"),
        "share": tr("a share"),
    }


def _which() -> Words:
    return {"previous": tr("the year before"), "other": tr("the other document of the year")}


def _how() -> Words:
    return {
        "budget": tr("in the budget"),
        "final_account": tr("in the final account"),
        "other_file": tr("in another file of the same disclosure"),
        "same_document": tr("elsewhere in this document"),
        "replaced": tr("in an older version"),
    }


KINDS: Mapping[str, Callable[[], Words]] = {
    "role": _roles,
    "fund": _funds,
    "state": _states,
    "derivation": _derivations,
    "sure": _sureness,
    "agreement": _agreements,
    "result": _results,
    "kind": _kinds,
    "group": _group_roles,
    "status": _statuses,
    "origin": _origins,
    "quantity": _quantities,
    "table": _tables,
    "form": _forms,
    "money": _money,
    "component": _components,
    "bearer": _bearers,
    "which": _which,
    "how": _how,
}
"""What `word` knows, by kind."""
