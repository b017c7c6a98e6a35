"""The role of a figure, from the words that connect it with its subject (docs/domain.md §3.1, §3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.narrative.setting import Setting, Subject
from extractors.narrative.subjects import find_subject, names_unknown, side_of_words
from patterns import compiled, load

_PATTERNS = compiled("clauses")
_WORDS = load("clauses")["words"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the words of a document mean by themselves: its kind and its year."""

    is_budget: bool
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How one figure is to be read. `subject` is null where the figure is about the subject before it."""

    role: str | None
    subject: Subject | None = None
    direction: int | None = None
    comparator: str | None = None
    denominator: str | None = None
    years_back: int = 0
    """1 for a figure of the year before."""
    budget_basis: str | None = None
    about_other: bool = False
    """The words name a subject that means no measure here: what follows is not about the one before."""
    side: str | None = None
    """income or expenditure, where the words of a change name only that."""
    residue: bool = False
    """Both directions are printed: the words of a template were left in."""
    stated: str | None = None
    """The state of a value that has no printed number: stated_none, stated_equal, not_comparable."""


def read_change(words: str, setting: Setting, basis: Basis, kind: str, before: str | None) -> Reading | None:
    """A change or growth: 比上年增加 372.23万元, 下降 8.06%; null where the words say something else.

    `before` is the comparator of the change before it in the sentence, which a growth clause inherits.
    """
    match = _PATTERNS["role.change"].search(words)
    if match is None:
        return _change_before(words, setting, basis, kind)
    head = words[: match.start()]
    comparator = comparator_in(words, basis) or (_OTHER if _compares(words) else before)
    opened = _PATTERNS["comparator"].search(words, max(0, _clause_start(head.rstrip(_COMMA))))
    subject_words = head
    if opened is not None and opened.start() < len(head) and opened.end() >= len(head.rstrip(_COMMA)):
        subject_words = head[: opened.start()]
    # 增减 has its direction in the sign of the number.
    direction = 0 if match["residue"] else (-1 if match["minus"] else 1)
    suffix = _ROLE_SUFFIX.get(comparator or "")
    stem = "change" if kind == "amount" else "growth"
    subject = find_subject(subject_words, setting)
    about_other = subject is None and (
        names_unknown(subject_words, setting)
        or _PATTERNS["change.of_other"].search(subject_words) is not None
    )
    return Reading(
        role=f"{stem}_{suffix}" if suffix and not about_other else None,
        subject=subject,
        about_other=about_other,
        side=side_of_words(subject_words) if subject is None else None,
        direction=direction,
        comparator=comparator,
        residue=match["residue"] is not None,
    )


def _change_before(words: str, setting: Setting, basis: Basis, kind: str) -> Reading | None:
    """A change whose word stands before what is compared with: 小于上年预算数 403.75万元."""
    match = _PATTERNS["role.change_before"].search(words) if kind == "amount" else None
    comparator = _comparator(match["what"], basis) if match is not None else None
    suffix = _ROLE_SUFFIX.get(comparator or "")
    if match is None or suffix is None:
        return None
    direction = -1 if match["minus"] else 1
    subject = find_subject(words[: match.start()], setting)
    return Reading(f"change_{suffix}", subject, direction=direction, comparator=comparator)


def level_roles(comparator: str | None) -> tuple[str, ...]:
    """The roles of what is said to be as before: the change and the growth that there is none of."""
    suffix = _ROLE_SUFFIX.get(comparator or "")
    return (f"change_{suffix}", f"growth_{suffix}") if suffix else ()


def growth_of(words: str, setting: Setting, basis: Basis, before: str | None) -> Reading | None:
    """A growth that has no number: 增长 --."""
    reading = read_change(words, setting, basis, "percent", before)
    if reading is None or reading.role is None:
        return None
    return replace(reading, direction=None, stated="not_comparable")


def read_rate(
    words: str,
    setting: Setting,
    before: Reading | None,
    subject_before: Subject | None = None,
    budget: str | None = None,
) -> Reading | None:
    """A share or a rate of completion; null where the words say something else.

    `before` is how the figure before it was read: 完成预算10万元的 8%, 增加17.04万元（ 15.36%）;
    `subject_before` is what that figure was about, `budget` the one that the sentence has named.
    """
    if before is not None and before.role is not None:
        if before.budget_basis and _PATTERNS["role.follows_budget"].search(words):
            return _completion(before.budget_basis)
        if before.role.startswith("change_") and _PATTERNS["role.repeats"].search(words):
            return replace(before, role=before.role.replace("change_", "growth_"), subject=None)
    if match := _PATTERNS["role.completion"].search(words):
        of = match["of"] or ""
        basis = _budget_basis(of)
        if _PATTERNS["basis.bare"].search(of):
            basis = budget or basis
        if basis is None:
            return None
        subject = find_subject(words[: match.start()], setting)
        return _completion(basis, subject)
    if match := _PATTERNS["role.share"].search(words):
        head = words[_clause_start(words[: match.start()]) : match.start()]
        part = find_subject(head, setting)
        if part is None and _PATTERNS["share.of_other"].search(head):
            return None
        return Reading("share", part, denominator=_whole(match["of"], part or subject_before, setting))
    return None


def _whole(words: str, part: Subject | None, setting: Setting) -> str | None:
    """The measure that 占…的 names; null where it names none.

    本年支出合计 in a section about one fund means that of the section, but for the fund's own whole.
    """
    whole = find_subject(words, setting) if words else None
    if whole is not None and part is not None and whole.measure == part.measure and not part.is_item:
        whole = find_subject(words, replace(setting, scope="all_funds", canonical=frozenset()))
    return None if whole is None or whole == part else whole.measure


def _completion(budget: str | None, subject: Subject | None = None) -> Reading:
    """A rate of completion is of the budget that its words name."""
    return Reading("completion_rate", subject, comparator=budget, denominator=budget, budget_basis=budget)


def read_value(words: str, setting: Setting, basis: Basis, side: str | None) -> Reading | None:
    """A value: the subject before it or, where the words only name a budget or an account, the last one.

    Null where neither is so: the figure is about something that the catalogue does not know.
    """
    if match := _PATTERNS["role.completed_value"].search(words):
        budget = _budget_basis(match["of"])
        return Reading(budget, budget_basis=budget)
    if match := _PATTERNS["role.compared_value"].search(words):
        comparator = _comparator(match["what"], basis)
        role = _COMPARED_ROLE.get(comparator or "")
        back = 1 if (comparator or "").startswith("prior") else 0
        subject = find_subject(words[: match.start()], setting, side)
        return Reading(role, subject, comparator=comparator, years_back=back)
    if _PATTERNS["stop.project"].search(words[_clause_start(words) :]):
        return None
    subject = find_subject(words, setting, side)
    if subject is None and not _PATTERNS["basis.states_value"].search(words):
        return None
    is_part = subject is not None and subject.measure not in _WORDS["paired"]
    if is_part and _PATTERNS["stop.sum_of_list"].search(words):
        return None
    role, back, budget_basis = value_role(words, basis)
    if subject is not None and subject.role is not None:
        role, budget_basis = subject.role, None
    return Reading(role, subject, years_back=back, budget_basis=budget_basis)


def comparator_in(words: str, basis: Basis) -> str | None:
    """What the words compare with: prior_final, prior_budget, prior_execution, initial_budget, …"""
    found = None
    for match in _PATTERNS["comparator"].finditer(words):
        if match["same_period"]:
            found = _prior(basis)
        else:
            found = _comparator(match["what"] or match["open"] or "", basis) or found
    return found


_COMMA: str = _WORDS["comma"]
_OTHER = "other"
"""What is compared with has no role here: 比2019年. A growth behind it is compared with it too."""


def _compares(words: str) -> bool:
    """True where the words name what they compare with."""
    found = _PATTERNS["comparator"].finditer(words)
    return any((m["what"] or m["open"] or "").strip() for m in found)


_ROLE_SUFFIX = {
    "prior_final": "yoy",
    "prior_budget": "yoy",
    "prior_execution": "yoy",
    "initial_budget": "vs_initial_budget",
}
_COMPARED_ROLE = {
    "prior_final": "prior_final",
    "prior_budget": "prior_budget",
    "initial_budget": "initial_budget",
    "full_year_budget": "full_year_budget",
}


def changed_role(stem: str, comparator: str | None) -> str | None:
    """The role of a change or growth against `comparator`; null where there is none for it."""
    suffix = _ROLE_SUFFIX.get(comparator or "")
    return f"{stem}_{suffix}" if suffix else None


def comparator_named(what: str, basis: Basis) -> str | None:
    """What a phrase is compared with that names only it, 与 or 比 before it or not: 与上年预算数."""
    return comparator_in(what, basis) or _comparator(what, basis)


def _prior(basis: Basis) -> str:
    return "prior_budget" if basis.is_budget else "prior_final"


def _comparator(what: str, basis: Basis) -> str | None:
    back = _years_back(what, basis)
    if back not in (0, 1, None):
        return None
    if back == 1:
        if _PATTERNS["against.execution"].search(what):
            return "prior_execution"
        return _prior(basis)
    if _PATTERNS["against.full_year"].search(what):
        return "full_year_budget"
    if _PATTERNS["against.budget"].search(what):
        return "initial_budget" if not basis.is_budget else "prior_budget"
    return None


def value_role(words: str, basis: Basis) -> tuple[str | None, int, str | None]:
    """Role, years back and budget basis of a value, from the clause that it stands in."""
    clause = words[_clause_start(words) :]
    back = _years_back(clause, basis) or 0
    if back not in (0, 1):
        return None, 0, None
    plain = _PATTERNS["basis.fund_name"].sub("", clause)
    budget = _budget_basis(plain)
    if basis.is_budget:
        if back and _PATTERNS["against.execution"].search(plain):
            return "prior_final", back, None
        return ("prior_budget" if back else "initial_budget"), back, None
    if budget == "full_year_budget":
        return budget, back, budget
    if budget and not back:
        return "initial_budget", 0, budget
    return (None if budget else "prior_final") if back else "final", back, None


def _budget_basis(words: str) -> str | None:
    if _PATTERNS["basis.full_year"].search(words):
        return "full_year_budget"
    return "initial_budget" if _PATTERNS["basis.initial"].search(words) else None


def _years_back(words: str, basis: Basis) -> int | None:
    """How many years before the fiscal year the words speak of; null where they name none."""
    if _PATTERNS["against.prior"].search(words):
        return 1
    years = [int(m["year"]) for m in _PATTERNS["year"].finditer(words)]
    if not years or basis.fiscal_year is None:
        return None
    return basis.fiscal_year - years[-1]


def _clause_start(words: str) -> int:
    """Where the last clause of the words begins."""
    return max(words.rfind(mark) for mark in _WORDS["clause_marks"]) + 1
