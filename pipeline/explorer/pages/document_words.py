"""What values of the datasets are called on the pages of a document: states, derivations, tables, forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from pipeline.explorer import names, value_names
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
    if kind in _ELSEWHERE:
        return _ELSEWHERE[kind](value)
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

    >>> in_names("nothing.known = 3"), in_names("sum of shares = 100")
    ('nothing.known = 3', 'sum of shares = 100')
    """
    named = _ID.sub(lambda found: names.measure(found[0]), formula)
    what, of, measure = named.partition(" of ")
    if not of:
        return tr("growth: not comparable") if named == "growth: not comparable" else named
    match what:
        case "growth":
            return tr("growth of {measure}", measure=measure)
        case "share":
            return tr("share of {measure}", measure=measure)
        case "completion":
            return tr("completion of {measure}", measure=measure)
        case "sum" if measure.startswith("shares = "):
            return tr("sum of shares = {sum}", sum=measure.removeprefix("shares = "))
    return named


@cache
def _words(spoken: str, kind: str) -> Words:
    del spoken  # they are made once for each language
    return KINDS[kind]()


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


def _bases() -> Words:
    return {
        "implied by the printed change": tr("implied by the printed change"),
        "printed beside it": tr("printed beside it"),
    }


KINDS: Mapping[str, Callable[[], Words]] = {
    "state": _states,
    "derivation": _derivations,
    "sure": _sureness,
    "agreement": _agreements,
    "result": _results,
    "status": _statuses,
    "origin": _origins,
    "quantity": _quantities,
    "table": _tables,
    "form": _forms,
    "money": _money,
    "bearer": _bearers,
    "which": _which,
    "basis": _bases,
}
"""What `word` knows, by kind."""
_ELSEWHERE: Mapping[str, Callable[[str | None], str]] = {
    "role": value_names.role,
    "fund": value_names.fund,
    "kind": value_names.kind,
    "group": value_names.group_role,
    "component": value_names.component,
    "how": value_names.elsewhere,
}
"""What other pages have names for too."""
