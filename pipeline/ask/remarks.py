"""What must be known of a figure in a ranking, in words: why it has no rank, what is said of it beside."""

from __future__ import annotations

from pipeline.language.spoken import told, tr


def reason(why: str) -> str:
    """Why a figure has no rank, or two are not held against each other."""
    match why:
        case "no earlier figure":
            return tr("no earlier figure")
        case "blank":
            return tr("one of the two is blank")
        case "break in series":
            return tr("the body was renamed, merged or split between the two years")
        case "scope_type changed" | "scope_type differs":
            return tr("the two documents speak for different parts of the department")
        case "same year" | "years apart":
            return tr("the two are not of one year after the other")
        case "one of several figures":
            return tr("one of several figures of a list")
        case "unproven scan":
            return tr("read from a scan, and nothing confirms it")
        case "unit in doubt":
            return tr("a thousand times as much or as little: the unit is in doubt")
        case "no budget":
            return tr("no budget is printed beside it")
        case "nothing to divide by":
            return tr("the other figure is zero")
        case "more than the whole":
            return tr("more than the whole that it is part of")
        case "more than all expenditure":
            return tr("more than all expenditure of the same document: one of the two cannot be right")
        case "no staff is printed":
            return tr("the document prints no number of staff")
        case "no total is printed":
            return tr("the document prints no such total")
    return told(why)


def remark(flag: str) -> str:
    """What is said of a figure beside its rank."""
    match flag:
        case "derived":
            return tr("computed from printed items")
        case "one_of_several":
            return tr("the greatest of several figures of a list")
        case "printed_differently":
            return tr("printed differently elsewhere")
        case "revised":
            return tr("an earlier version of the document says otherwise")
        case "restated":
            return tr("last year's document printed another figure for last year")
        case "value_of_another_year":
            return tr("the document names another year")
        case "unproven_scan":
            return tr("read from a scan, not confirmed: look at the page")
        case "unit_in_doubt":
            return tr("a thousand times last year's figure, or a thousandth: look at the page")
        case "break_in_series":
            return tr("renamed, merged or split since the year before")
        case "scope_type_changed":
            return tr("speaks for another part of the department than the year before")
        case "nothing_budgeted":
            return tr("nothing was budgeted")
        case "budgets_differ":
            return tr("the budget document prints another budget")
        case "rate_differs":
            return tr("the account prints another rate")
    return told(flag)


def basis(name: str | None) -> str:
    """Which budget, or how the figure of an earlier year is known."""
    match name:
        case "full_year_budget":
            return tr("budget of the whole year")
        case "initial_budget":
            return tr("initial budget")
        case "published_budget":
            return tr("budget document")
        case "printed beside it":
            return tr("printed beside it")
        case "implied by the printed change":
            return tr("implied by the printed change")
        case "document of the year before":
            return tr("document of the year before")
        case "document of that year":
            return tr("document of that year")
    return told(name or "")
