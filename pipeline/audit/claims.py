"""What a text says of money that was added or carried over, of counts and of units (patterns/claims.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.document import Place
from extractors.records import Fact, Finding
from patterns import compiled, load
from patterns.shapes.claims import Claims
from pipeline.audit.entries import finding, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.form_cells import located
from pipeline.audit.form_claims import texts_of

_FEW_TEXTS = 4
"""Of the first project so many texts are searched, where the document has no paragraphs."""


def claims(evidence: Evidence) -> Iterator[Finding]:
    """Contradictions of prose with forms, totals and itself."""
    yield from _supplements(evidence)
    yield from _named_amounts(evidence)
    yield from _counted_nouns(evidence)
    yield from _units(evidence)
    yield from _carried(evidence)


def _compared(name: str) -> str:
    """A name without the marks that do not count."""
    return compiled(Claims)["ignored"].sub("", name)


def _supplements(evidence: Evidence) -> Iterator[Finding]:
    """Projects that were added during the year, whose form has an initial budget."""
    rule = load(Claims).supplement
    budgeted = [
        (p, f)
        for p in evidence.projects
        for f in p.funds
        if f.fund_type == "total" and f.initial_budget and p.form_kind.endswith("self_eval")
    ]
    if not budgeted:
        return
    added = [(_compared(hit["what"]), hit.place()) for hit in evidence.hits(compiled(Claims)["added"])]
    for project, fund in budgeted:
        name = _compared(project.name_norm or project.name_raw or "")
        places = [
            place for what, place in added if len(name) >= rule.shortest and name[: rule.shortest] in what
        ]
        if places:
            values = {"project": project.name_raw or "", "printed": fund.initial_budget_raw or ""}
            cell = located(evidence, fund.place, fund.initial_budget_raw)
            yield finding(rule, [cell, *places], values)


def _named_amounts(evidence: Evidence) -> Iterator[Finding]:
    """One long name with two amounts behind it, in what explains changes."""
    rule = load(Claims).named_amount
    amounts: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for hit in evidence.hits(compiled(Claims)["named_amount"]):
        name = hit["item"]
        for word in rule.openings:
            name = name.rpartition(word)[2]
        name = _compared(name)
        for word in rule.endings:
            name = name.removesuffix(word)
        if len(name) >= rule.shortest and not any(word in name for word in rule.compared):
            amounts[name].append((hit["amount"], hit.place("amount")))
    for name, printings in amounts.items():
        first = printings[0][0]
        others = [amount for amount, _ in printings if amount != first]
        if others:
            values = {"item": name, "printed": first, "computed": others[0]}
            yield finding(rule, [place for _, place in printings], values)


def _counted_nouns(evidence: Evidence) -> Iterator[Finding]:
    """One long noun behind two numbers that are near each other."""
    rule, pattern = load(Claims).places, compiled(Claims)["counted_noun"]
    counts: dict[tuple[str, str], list[tuple[int, Place]]] = defaultdict(list)
    spans = [(p.start, p.end) for p in evidence.paragraphs]
    spans += [s for project in evidence.projects[:1] for s in texts_of(evidence, project)][:_FEW_TEXTS]
    for start, end in dict.fromkeys(spans):
        for match in pattern.finditer(evidence.text[start:end]):
            noun = _compared(match.group("noun"))[: rule.shortest]
            if len(noun) == rule.shortest and int(match.group("number")) >= rule.smallest:
                place = evidence.place(start + match.start(), start + match.end("unit"))
                counts[match.group("unit"), noun].append((int(match.group("number")), place))
    for (_, noun), printings in counts.items():
        numbers = sorted({number for number, _ in printings})
        if len(numbers) == 2 and numbers[1] - numbers[0] <= rule.nearest * numbers[1]:
            values = {"item": noun, "printed": str(numbers[0]), "computed": str(numbers[1])}
            yield finding(rule, [place for _, place in printings], values)


def _units(evidence: Evidence) -> Iterator[Finding]:
    """The kinds of units of one sentence against the body and its subordinate units."""
    rule, facts = load(Claims).units, evidence.facts
    by_section: dict[int | None, list[int]] = defaultdict(list)
    for n in _counts(evidence, rule.kinds):
        if facts[n].role == "count":
            by_section[facts[n].section].append(n)
    subordinate = _counts(evidence, rule.subordinate)
    counted = {facts[n].value for n in subordinate}
    if len(counted) != 1:
        return
    expected = sum((v for v in counted if v is not None), Decimal(1))
    for kinds in by_section.values():
        if len({facts[n].measure for n in kinds}) != len(kinds) or len(kinds) < 2:
            continue
        total = sum((facts[n].value or Decimal(0) for n in kinds), Decimal(0))
        apart = facts[kinds[0]].section != facts[subordinate[0]].section
        if total > expected and apart:  # a sentence may leave kinds out, but not invent units
            values = {"printed": shown(total), "computed": shown(expected)}
            places = [facts[n].place for n in (*kinds, *subordinate)]
            yield finding(rule, places, values, facts=[*kinds, *subordinate])


def _counts(evidence: Evidence, measures: tuple[str, ...]) -> list[int]:
    """Positions of the facts of these measures that are of no single item."""
    return [
        n
        for measure in measures
        for n in evidence.by_measure.get(measure, ())
        if evidence.facts[n].value is not None and not evidence.facts[n].item_label
    ]


def _carried(evidence: Evidence) -> Iterator[Finding]:
    """Money from last year that is spoken of, where the grand total is this year's income alone."""
    if evidence.identity.doc_kind != "final_account":
        return
    total, income = (_final_figure(evidence, m) for m in ("income_expenditure_total", "income.total"))
    if total is None or income is None:
        return
    whole, part = evidence.facts[total], evidence.facts[income]
    opening = [evidence.facts[n] for n in evidence.by_measure.get("balance.opening", ())]
    if whole.value_yuan != part.value_yuan or any(f.value for f in opening):
        return
    for hit in evidence.hits(compiled(Claims)["carried"]):
        if Decimal(hit["number"].replace(",", "")):
            values = {"printed": hit["amount"], "computed": evidence.raw(whole.place)}
            places = [hit.place(), whole.place, part.place]
            yield finding(load(Claims).carried, places, values, facts=[total, income])


def _final_figure(evidence: Evidence, measure: str) -> int | None:
    """The one final figure of a measure; null where there is none or several."""
    finals = [n for n in evidence.by_measure.get(measure, ()) if _is_final(evidence.facts[n])]
    return finals[0] if finals and len({evidence.facts[n].value_yuan for n in finals}) == 1 else None


def _is_final(fact: Fact) -> bool:
    plain = not fact.item_label and not fact.function_code
    return fact.role == "final" and fact.value_yuan is not None and plain
