"""Checks across documents, made when datasets are published (patterns/across.toml).

Which documents belong together is known then (`pipeline.publishing.disclosures`): two files of one
disclosure, a year and the year before, a budget and its account, a unit and its department, a correction
and what it replaces. A figure is the same figure in both by `pipeline.figures.printings.same_figure`;
amounts agree within their decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Fact
from patterns import load
from patterns.shapes.across import Across, Rule
from pipeline.audit import words
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import datasets
from pipeline.figures.printings import Key, same_figure, side_of
from pipeline.figures.tolerance import Side

Row = dict[str, Any]
FACT_COLUMNS = (
    "fact_id", "measure", "role", "scope", "function_code", "economic_code", "item_label", "unit_name",
    "value_year", "value", "value_yuan", "decimals", "value_raw", "unit_raw", "source_kind", "duplicate_of",
    "part_of", "comparator", "denominator", "page", "bbox", "char_start", "char_end", "raw", "confidence",
)  # fmt: skip
_NOWHERE = Place(None, None, None, None)
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Printed:
    """A fact of a document, as its row and as a record."""

    row: Row
    fact: Fact


Facts = Callable[[str], Sequence[Printed]]
_NEVER = Printed({}, Fact(_NOWHERE, "", "", ""))


def printed_facts(rows: Iterable[Row]) -> list[Printed]:
    """Rows of `facts` that carry an amount; parts of sums and derived sums are left out."""
    return [
        Printed(row, _record(row)) for row in rows if row["value_yuan"] is not None and row["part_of"] is None
    ]


def _record(row: Row) -> Fact:
    return Fact(
        _NOWHERE,
        row["measure"],
        row["role"],
        row["source_kind"],
        scope=row["scope"],
        value_year=row["value_year"],
        function_code=row["function_code"],
        economic_code=row["economic_code"],
        item_label=row["item_label"],
        unit=row["unit_name"],
        unit_raw=row["unit_raw"],
        value_raw=row["value_raw"],
        decimals=row["decimals"],
        value=row["value"],
        value_yuan=row["value_yuan"],
        comparator=row["comparator"],
        denominator=row["denominator"],
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to be compared, in one of the ways of `patterns/across.toml`."""

    kind: str
    first: Row
    second: Row


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison of a pair gave: rows of `checks`, `findings` and `revisions`."""

    checks: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    revisions: tuple[Row, ...] = ()


def pairs(documents: Sequence[Row]) -> Iterator[Pair]:
    """The documents that say something of each other; `documents` are arranged rows."""
    for kind, found in (
        ("part", _parts),
        ("prior", _consecutive),
        ("budget", _accounts),
        ("unit", _included),
        ("revised", _replaced),
    ):
        yield from (Pair(kind, first, second) for first, second in found(documents))


def compare(pair: Pair, facts: Facts) -> Compared:
    """Compares two documents; `facts` gives the facts of a document.

    Checks have `other_doc_id`, and the partition of the first document.
    """
    first, second = pair.first, pair.second
    match pair.kind:
        case "part":
            found = list(_told_against_tables(first, second, facts))
        case "prior":
            found = list(_prior_year(first, second, facts))
        case "budget":
            found = list(_same_role(load(Across).budget, first, second, facts))
        case "unit":
            found = list(_within(first, second, facts))
        case _:
            found = list(_revised(first, second, facts))
    return Compared(
        tuple(check for check, _ in found),
        tuple(finding for _, finding in found if finding is not None),
        tuple(_revisions(first, second, facts)) if pair.kind == "revised" else (),
    )


def _parts(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Both ways: either file may have the sentences."""
    by_id = {d["doc_id"]: d for d in documents}
    for d in documents:
        if d["group_role"] == "part" and d["primary_doc_id"] in by_id:
            yield d, by_id[d["primary_doc_id"]]
            yield by_id[d["primary_doc_id"]], d


def _primary(documents: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    return {
        (d["entity_id"], d["doc_kind"], d["fiscal_year"], d["scope_type"]): d
        for d in documents
        if d["is_primary"] and d["entity_id"] and d["fiscal_year"]
    }


def _consecutive(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    known = _primary(documents)
    for (entity, kind, year, scope), later in sorted(known.items(), key=str):
        earlier = known.get((entity, kind, year - 1, scope))
        if earlier is not None:
            yield later, earlier


def _accounts(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    known = _primary(documents)
    for (entity, kind, year, scope), account in sorted(known.items(), key=str):
        budget = known.get((entity, "budget", year, scope))
        if kind == "final_account" and budget is not None:
            yield account, budget


def _included(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    by_id = {d["doc_id"]: d for d in documents}
    for d in documents:
        if d["group_role"] == "included" and d["counted_in"] in by_id:
            yield d, by_id[d["counted_in"]]


def _replaced(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The document that was replaced, and the one that counts."""
    by_id = {d["doc_id"]: d for d in documents}
    for d in documents:
        if d["group_role"] == "replaced" and d["primary_doc_id"] in by_id:
            yield d, by_id[d["primary_doc_id"]]


def _best(facts: Iterable[Printed]) -> dict[Key, Printed]:
    """The best printing of every figure."""
    found: dict[Key, Printed] = {}
    for one in facts:
        key = same_figure(one.fact)
        if key is not None and one.row["duplicate_of"] is None:
            found.setdefault(key, one)
    return found


def _told_against_tables(first: Row, second: Row, facts: Facts) -> Iterator[tuple[Row, Row | None]]:
    """Sentences against the tables of the other file.

    A figure that those tables print as another total is only named otherwise in the text: a note.
    """
    totals = {
        p.fact.value_yuan
        for p in facts(second["doc_id"])
        if p.fact.source_kind == "table"
        and not (p.fact.function_code or p.fact.economic_code or p.fact.item_label)
    }
    tables = {k: p for k, p in _best(facts(second["doc_id"])).items() if p.fact.source_kind == "table"}
    own = {same_figure(p.fact) for p in facts(first["doc_id"]) if p.fact.source_kind == "table"}
    for key, one in _best(p for p in facts(first["doc_id"]) if p.fact.source_kind == "narrative").items():
        if key in tables and key not in own and not one.fact.role.startswith(("change_", "reason")):
            check, finding = _judged(load(Across).part, first, one, second, tables[key])
            if finding is not None and any(_agree(one.fact, total) for total in totals):
                finding["severity"] = check["severity"] = "info"
            yield check, finding


def _prior_year(later: Row, earlier: Row, facts: Facts) -> Iterator[tuple[Row, Row | None]]:
    rule = load(Across).prior
    before = _best(facts(earlier["doc_id"]))
    found = []
    for one in _best(facts(later["doc_id"])).values():
        role = rule.roles.get(one.fact.role)
        if role is None or (one.fact.item_label and not (one.fact.function_code or one.fact.economic_code)):
            continue
        key = _in_role(one.fact, role, earlier["fiscal_year"])
        if key in before:
            found.append(_judged(rule, later, one, earlier, before[key]))
    wrong = sum(finding is not None for _, finding in found)
    restated = len(found) < rule.at_least or wrong > rule.restated * len(found)
    for check, finding in found:
        if finding is not None and restated:
            finding["severity"] = check["severity"] = "info"
        yield check, finding


def _in_role(fact: Fact, role: str, year: int) -> Key | None:
    return same_figure(replace(fact, role=role, value_year=year, comparator=None))


def _same_role(rule: Rule, first: Row, second: Row, facts: Facts) -> Iterator[tuple[Row, Row | None]]:
    known = _best(facts(second["doc_id"]))
    for key, one in _best(facts(first["doc_id"])).items():
        if one.fact.role == "initial_budget" and key in known:
            yield _judged(rule, first, one, second, known[key])


def _within(unit: Row, department: Row, facts: Facts) -> Iterator[tuple[Row, Row | None]]:
    rule = load(Across).unit
    known = _best(facts(department["doc_id"]))
    for key, one in _best(facts(unit["doc_id"])).items():
        plain = not (one.fact.function_code or one.fact.economic_code or one.fact.item_label or one.fact.unit)
        current = one.fact.role in ("final", "initial_budget")
        if one.fact.measure in rule.measures and plain and current and key in known:
            yield _judged(rule, unit, one, department, known[key], at_most=True)


def _revised(old: Row, new: Row, facts: Facts) -> Iterator[tuple[Row, Row | None]]:
    """One finding for all figures that a correction changed."""
    rule = load(Across).revised
    known = _best(facts(new["doc_id"]))
    changed = [
        (one, known[key])
        for key, one in _best(facts(old["doc_id"])).items()
        if key in known and known[key].fact.value_yuan != one.fact.value_yuan
    ]
    if not changed:
        return
    shown = changed[: rule.shown]
    said = {
        "n": str(len(changed)),
        "changes": "；".join(
            f"{words.item(a.fact)}{words.figure(a.fact)}→{words.figure(b.fact)}" for a, b in shown
        ),
    }
    check = _check(rule, old, changed[0][0], new, changed[0][1], "fail", Side(Decimal(0), Decimal(0)))
    yield check, _finding(rule, check, old, new, shown, said)


def _revisions(old: Row, new: Row, facts: Facts) -> Iterator[Row]:
    """Every figure that a revised document prints otherwise, adds or leaves out."""
    before, after = _best(facts(old["doc_id"])), _best(facts(new["doc_id"]))
    for key in (*before, *(k for k in after if k not in before)):
        one, other = before.get(key), after.get(key)
        fact = (other or one or _NEVER).fact
        past, now = (p.fact.value_yuan if p else None for p in (one, other))
        if past == now:
            continue
        ids = tuple(p.row["fact_id"] if p else None for p in (one, other))
        yield {
            "revision_id": short_id("revision", new["doc_id"], old["doc_id"], *ids),
            "doc_id": new["doc_id"],
            "previous_doc_id": old["doc_id"],
            "change": "added" if one is None else "removed" if other is None else "changed",
            "measure": fact.measure,
            "role": fact.role,
            "scope": fact.scope,
            "value_year": fact.value_year,
            "function_code": fact.function_code,
            "economic_code": fact.economic_code,
            "item_label": fact.item_label,
            "unit_name": fact.unit,
            "value_before": past,
            "value_after": now,
            "difference": None if past is None or now is None else now - past,
            "fact_id_before": ids[0],
            "fact_id_after": ids[1],
        }


def _judged(
    rule: Rule, first: Row, one: Printed, second: Row, other: Printed, at_most: bool = False
) -> tuple[Row, Row | None]:
    left, right = _side(one.fact), _side(other.fact)
    difference, slack = left.value - right.value, left.slack + right.slack
    if at_most:
        result = "pass" if difference <= slack else "fail"
    else:
        result = "pass" if difference == 0 else "pass_rounding" if abs(difference) <= slack else "fail"
        if result == "fail" and abs(difference) < 2 * max(left.slack, right.slack):
            result = "pass_truncated"
    check = _check(rule, first, one, second, other, result, Side(difference, slack))
    if result != "fail":
        return check, None
    said = {
        "item": words.item(one.fact),
        "printed": words.figure(one.fact) or _yuan(one.fact),
        "other": words.figure(other.fact) or _yuan(other.fact),
        "page": str(one.row["page"] or "—"),
        "other_page": str(other.row["page"] or "—"),
    }
    return check, _finding(rule, check, first, second, [(one, other)], said)


def _agree(fact: Fact, total: Decimal | None) -> bool:
    side = _side(fact)
    return total is not None and abs(side.value - total) <= side.slack


def _side(fact: Fact) -> Side:
    """A figure with its slack; what is derived from two figures in 万元 has the slack of both."""
    if fact.source_kind == "derived" and fact.value_yuan is not None:
        return Side(fact.value_yuan, Decimal(10000) * Decimal(10) ** -(fact.decimals or 0))
    side = side_of(fact, ())
    assert side is not None
    return side


def _yuan(fact: Fact) -> str:
    return f"{fact.value_yuan:,f}元"


def _check(
    rule: Rule, first: Row, one: Printed, second: Row, other: Printed, result: str, apart: Side
) -> Row:
    row = dict.fromkeys(datasets()["checks"].schema.names)
    severity = rule.severity if result == "fail" else "info"
    row.update(
        check_id=short_id("across", rule.code, one.row["fact_id"], other.row["fact_id"]),
        doc_id=first["doc_id"],
        other_doc_id=second["doc_id"],
        code=rule.code,
        formula=f"{one.fact.measure} = {other.fact.measure}",
        lhs_ids=[one.row["fact_id"]],
        rhs_ids=[other.row["fact_id"]],
        lhs=one.fact.value_yuan,
        rhs=other.fact.value_yuan,
        diff=apart.value,
        tolerance=apart.slack,
        result=result,
        severity=severity,
    )
    return row


def _finding(
    rule: Rule,
    check: Row,
    first: Row,
    second: Row,
    pairs: Sequence[tuple[Printed, Printed]],
    said: Mapping[str, str],
) -> Row:
    evidence = [_evidence(d, p) for one, other in pairs for d, p in ((first, one), (second, other))]
    place = evidence[0]
    return {
        **dict.fromkeys(datasets()["findings"].schema.names),
        **{key: place[key] for key in ("page", "bbox", "char_start", "char_end", "raw")},
        "finding_id": short_id("finding", rule.finding, check["check_id"]),
        "doc_id": first["doc_id"],
        "check_id": check["check_id"],
        "code": rule.finding,
        "category": rule.category,
        "severity": check["severity"],
        "message_zh": rule.message_zh.format(**said),
        "message_en": rule.message_en.format(**said),
        "printed": said.get("printed"),
        "computed": said.get("other"),
        "evidence": evidence,
        "extractor": "across",
        "confidence": CONFIDENCE,
    }


def _evidence(document: Row, one: Printed) -> Row:
    keys = ("page", "bbox", "char_start", "char_end", "raw")
    return {"doc_id": document["doc_id"], **{key: one.row[key] for key in keys}}
