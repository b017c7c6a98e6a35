"""What values of the datasets are called on pages, in the language of the person: kinds, roles, funds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from pipeline.language.spoken import language, tr

Names = Mapping[str, str]


def kind(doc_kind: str | None) -> str:
    """What a kind of document is called.

    >>> kind("final_account"), kind("something new"), kind(None)
    ('final account', 'something new', '')
    """
    return _named("kind", doc_kind)


def role(role_id: str | None) -> str:
    """What a role of a figure is called."""
    return _named("role", role_id)


def fund(scope: str | None) -> str:
    """What the funds are called that a figure is of; those that a document does not name are not known."""
    return _named("fund", scope)


def group_role(name: str | None) -> str:
    """What a document is to its disclosure."""
    return _named("group_role", name)


def flag(name: str | None) -> str:
    """What a flag of `v_panel` or `v_budget_execution` says."""
    return _named("flag", name)


def why_not(reason: str | None) -> str:
    """Why two figures are not compared (`why_not_comparable`)."""
    return _named("why_not", reason)


def elsewhere(name: str | None) -> str:
    """Where another printing stands (`other_in`)."""
    return _named("elsewhere", name)


def alias_kind(name: str | None) -> str:
    """What kind of name a body has."""
    return _named("alias_kind", name)


def broken(name: str | None) -> str:
    """In two words why a year of a series is not the same thing as the year before."""
    return _named("break", name)


def relation(name: str | None) -> str:
    """What became of a body."""
    return _named("relation", name)


def component(name: str | None) -> str:
    """A part of openness."""
    return _named("component", name)


def level(name: str | None) -> str:
    """What bodies of one level are called (`v_coverage.level`)."""
    return _named("level", name)


def match(name: str | None) -> str:
    """How a figure that was found is the one that was asked for."""
    return _named("match", name)


def body_group(name: str | None) -> str:
    """A section of the figures of a body."""
    return _named("body_group", name)


def _named(family: str, value: str | None) -> str:
    return "" if value is None else _names(language(), family).get(value, value)


@cache
def _names(spoken: str, family: str) -> Names:
    del spoken  # they are made once for each language
    return _FAMILIES[family]()


def _kinds() -> Names:
    return {
        "final_account": tr("final account"),
        "budget": tr("budget"),
        "self_evaluation": tr("self-evaluation"),
        "performance_goal": tr("performance goals"),
        "evaluation_report": tr("evaluation report"),
        "other": tr("other document"),
    }


def _roles() -> Names:
    return {
        "final": tr("final account"),
        "initial_budget": tr("initial budget"),
        "full_year_budget": tr("full-year budget"),
        "published_budget": tr("budget as it was published"),
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


def _funds() -> Names:
    return {
        "all_funds": tr("all funds"),
        "fiscal": tr("fiscal money"),
        "gpb": tr("general public budget"),
        "gov_fund": tr("government fund"),
        "state_capital": tr("state capital"),
        "unknown": tr("funds not named"),
    }


def _group_roles() -> Names:
    return {
        "primary": tr("stands for its disclosure"),
        "part": tr("part of the same disclosure"),
        "copy": tr("copy with the same text"),
        "replaced": tr("older version, replaced"),
        "included": tr("counted in by its department"),
    }


def _flags() -> Names:
    return {
        "derived": tr("not printed: follows from printed items"),
        "one_of_several": tr("one of several figures"),
        "printed_differently": tr("printed differently elsewhere"),
        "revised": tr("revised: an older version prints another figure"),
        "value_of_another_year": tr("figure of another year"),
        "unproven_scan": tr("scan, not proven"),
        "unit_in_doubt": tr("unit in doubt"),
        "break_in_series": tr("break in the series: renamed, merged or split"),
        "scope_type_changed": tr(
            "the documents speak for another part of the department than the year before"
        ),
        "restated": tr("restated: last year's document prints another figure"),
        "nothing_budgeted": tr("nothing was budgeted"),
        "budgets_differ": tr("the account prints another budget than the budget document"),
        "rate_differs": tr("the printed rate is another one"),
    }


def _why_not() -> Names:
    return {
        "no earlier figure": tr("no earlier figure"),
        "blank": tr("blank"),
        "break in series": tr("break in the series: renamed, merged or split"),
        "scope_type changed": tr(
            "the documents speak for another part of the department than the year before"
        ),
        "scope_type differs": tr("budget and final account speak for different parts of the department"),
        "same year": tr("both documents print the figure of the same year"),
        "years apart": tr("more than a year apart"),
        "one of several figures": tr("one of several figures"),
        "unproven scan": tr("scan, not proven"),
        "unit in doubt": tr("unit in doubt"),
        "no budget": tr("no budget beside it"),
    }


def _elsewhere() -> Names:
    return {
        "budget": tr("in the budget"),
        "final_account": tr("in the final account"),
        "other_file": tr("in another file of the same disclosure"),
        "same_document": tr("elsewhere in this document"),
        "replaced": tr("in an older version"),
    }


def _alias_kinds() -> Names:
    return {
        "publisher": tr("as publisher"),
        "self_reference": tr("as it calls itself"),
        "nameplate": tr("second nameplate"),
        "second_name": tr("second name"),
        "listed": tr("in a list of units"),
        "short_name": tr("short name"),
        "former_name": tr("former name"),
    }


def _breaks() -> Names:
    return {
        "break_in_series": tr("another body"),
        "scope_type_changed": tr("another scope"),
        "year_before": tr("as printed a year later"),
    }


def _relations() -> Names:
    return {
        "rename": tr("renamed"),
        "merge": tr("merged"),
        "split": tr("split off"),
        "created": tr("created"),
        "abolished": tr("abolished"),
    }


def _components() -> Names:
    return {
        "tables": tr("tables"),
        "detail": tr("detail"),
        "sections": tr("sections"),
        "three_public": tr("three public expenses"),
        "reasons": tr("reasons"),
        "performance": tr("performance"),
        "consistency": tr("consistency"),
    }


def _levels() -> Names:
    return {
        "department": tr("departments"),
        "unit": tr("single units"),
        "unknown": tr("bodies of unknown scope"),
    }


def _matches() -> Names:
    return {
        "other_unit": tr("the same money in another unit"),
        "rounded": tr("rounds to it"),
        "no_unit": tr("no unit is printed"),
    }


def _body_groups() -> Names:
    return {
        "totals": tr("Income and expenditure"),
        "fiscal": tr("Fiscal money"),
        "three_public": tr("Three public expenses"),
        "running": tr("Operating expenses and procurement"),
        "staff": tr("Staff and units"),
        "assets": tr("Assets"),
        "performance": tr("Performance"),
        "other": tr("Others"),
    }


_FAMILIES: Mapping[str, Callable[[], Names]] = {
    "kind": _kinds,
    "role": _roles,
    "fund": _funds,
    "group_role": _group_roles,
    "flag": _flags,
    "why_not": _why_not,
    "elsewhere": _elsewhere,
    "alias_kind": _alias_kinds,
    "relation": _relations,
    "break": _breaks,
    "component": _components,
    "body_group": _body_groups,
    "level": _levels,
    "match": _matches,
}
