"""Printed shares against part and whole, one by one and together (patterns/percentages.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractors.records import Check, Fact, Finding
from patterns import compiled, load
from pipeline.audit import words
from pipeline.audit.entries import finding, shown
from pipeline.audit.percentages import (
    CURRENT,
    ELSEWHERE,
    NO_HINT,
    PRINTED,
    Context,
    by_item,
    compared,
    not_applicable,
)
from pipeline.audit.reading import Reading
from pipeline.figures.intervals import (
    FAIL,
    PASS,
    TRUNCATED,
    Interval,
    is_plugged,
    ratio,
    shares_add_up,
    verdict,
)
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side, printed
from pipeline.figures.tolerance import total as total_of

LISTED = 0.5
"""Confidence that shares are wrong which add to 100 over what is listed: a note."""


def shares(reading: Reading) -> Iterator[Check | Finding]:
    """Shares, each against part and whole, then together; then those whose whole is told in other words."""
    rule = next(r for r in load("percentages")["identity"] if r["kind"] == "share")
    groups: dict[object, list[tuple[int, int, int]]] = defaultdict(list)
    for positions in reading.statements.values():
        for same in by_item(reading, positions):
            context = Context(reading, same)
            for n in same:
                share = reading.facts[n]
                if share.role != "share" or share.value is None or share.value_state not in PRINTED:
                    continue
                part = context.one(*CURRENT, before=n)
                whole = None if part is None else _whole(reading, share, part)
                if part is not None and whole is not None and part != whole:
                    level = len(share.function_code or share.economic_code or "")
                    key = (share.denominator, whole, level, share.measure.split(".")[0])
                    groups[key].append((n, part, whole))
    for triples in groups.values():
        yield from _siblings(reading, rule, triples)
    yield from _of_named_wholes(reading)
    yield from _that_should_not_add_up(reading)


def _whole(reading: Reading, share: Fact, part: int) -> int | None:
    """The total that a share names: the printing nearest before it, of the role and year of its part."""
    of = reading.facts[part]
    found = [
        m
        for m in reading.by_measure.get(share.denominator or "", ())
        if (w := reading.facts[m]).value_yuan is not None
        and w.role == of.role
        and w.value_year == of.value_year
        and not (w.function_code or w.economic_code or w.item_label or w.part_of is not None)
        and w.unit == share.unit
    ]
    told = [m for m in found if reading.facts[m].source_kind == "narrative"]
    before = [m for m in told if (reading.facts[m].place.start or 0) < (share.place.start or 0)]
    chosen = before[-1:] or told[:1] or found[:1]
    return chosen[0] if chosen else None


def _siblings(
    reading: Reading, rule: Mapping[str, Any], triples: Sequence[tuple[int, int, int]]
) -> Iterator[Check | Finding]:
    facts, tables, entries = reading.facts, reading.tables, load("percentages")
    sides = {m: side_of(facts[m], tables) for triple in triples for m in triple[1:]}
    whole = sides[triples[0][2]]
    parts = [sides[part] for _, part, _ in triples]
    printed = [(facts[n].value or Decimal(0), facts[n].decimals or 0) for n, _, _ in triples]
    total, slack = shares_add_up(printed)
    # Labels that stand twice are of two lists.
    alike = len({(facts[n].measure, facts[n].function_code, facts[n].item_label) for n, _, _ in triples})
    assert whole is not None
    amounts = sum((p.value for p in parts if p is not None), Decimal(0))
    loose = whole.slack + sum((p.slack for p in parts if p is not None), Decimal(0))
    divides = len(triples) > 1 and alike == len(triples) and abs(amounts - whole.value) <= loose
    failed = False
    for number, (n, part, of) in enumerate(triples):
        share, one = facts[n], sides[part]
        assert one is not None
        exact = ratio(one, whole)
        if exact is None:
            yield not_applicable(rule, n, (part, of))
            continue
        formula = f"{words.figure(facts[part])}/{words.figure(facts[of])}"
        result = verdict(share.value or Decimal(0), share.decimals or 0, exact)
        said = {
            "item": words.item(share),
            "printed": words.figure(share),
            "computed": words.percent(exact.low, exact.high, share.decimals or 0),
            "formula": formula,
        }
        places = [share.place, facts[part].place, facts[of].place]
        if result != PASS and divides and is_plugged(number, printed, exact):
            checks = list(compared(reading, rule, n, (part, of), formula, exact))
            yield from (_plugged(c) for c in checks if isinstance(c, Check))
            yield finding(entries["plugged"], places, said, facts=[n, part, of])
            continue
        local = facts[part].section == facts[of].section
        hint = NO_HINT
        if result == FAIL:
            failed = True
            hint = _of_listed(reading, triples) or _other_whole(reading, n, part, of)
        confidence = 1.0 if local else ELSEWHERE
        if hint == _listed_hint():
            # The shares are right for what is listed; only the total before them is another one.
            confidence = LISTED
        yield from compared(reading, rule, n, (part, of), formula, exact, hint, confidence)
        if result == TRUNCATED:
            misses = divides and total != 100
            entry = entries["truncated_share" if misses else "truncated"]
            said["total"] = shown(total)
            yield finding(entry, places, said, facts=[n, part, of])
    together = ratio(Side(amounts, loose - whole.slack), whole)
    if divides and together is not None:
        # The amounts are rounded too: together they may be a little less or more than the total.
        held = Interval(total - slack, total + slack).meets(together)
        yield _share_sum(triples, total, slack, held, failed)


def _plugged(check: Check) -> Check:
    return replace(check, result="pass_plugged", severity="info")


def _share_sum(
    triples: Sequence[tuple[int, int, int]],
    total: Decimal,
    slack: Decimal,
    held: bool,
    explained: bool,
) -> Check:
    """All shares of a total; a note where one of them is wrong already."""
    entry = load("percentages")["share_sum"]
    said = {"printed": shown(total), "slack": shown(slack)}
    severity = "info" if held or explained else entry["severity"]
    return Check(
        code=entry["code"],
        formula="sum of shares = 100",
        lhs_facts=tuple(n for n, _, _ in triples),
        rhs_facts=(),
        lhs=total,
        rhs=Decimal(100),
        diff=total - 100,
        tolerance=slack,
        result="pass" if total == 100 else "pass_rounding" if held else "fail",
        severity=severity,
        category=entry["category"],
        message_zh=entry["message_zh"].format(**said),
        message_en=entry["message_en"].format(**said),
        finding=entry["finding"],
        printed=f"{shown(total)}%",
        computed="100%",
    )


def _of_listed(reading: Reading, triples: Sequence[tuple[int, int, int]]) -> tuple[str, str] | None:
    """Are the printed shares those of the sum of what is listed, instead of the total that they name?"""
    parts = [side_of(reading.facts[p], reading.tables) for _, p, _ in triples]
    if len(triples) < 2 or None in parts:
        return None
    whole = total_of(p for p in parts if p is not None)
    for share, side in zip((reading.facts[t[0]] for t in triples), parts, strict=True):
        exact = ratio(side, whole) if side is not None else None
        if exact is None or verdict(share.value or Decimal(0), share.decimals or 0, exact) != PASS:
            return None
    return _listed_hint()


def _listed_hint() -> tuple[str, str]:
    hints = load("percentages")["hint"]
    return hints["listed_zh"], hints["listed_en"]


def _other_whole(reading: Reading, n: int, part: int, of: int) -> tuple[str, str]:
    """The one other total of the document that the printed share is right for."""
    one = side_of(reading.facts[part], reading.tables)
    assert one is not None
    return _right_whole(reading, reading.facts[n], one, (part, of), reading.facts[part].role)


def _right_whole(
    reading: Reading, share: Fact, one: Side, known: tuple[int, ...], role: str
) -> tuple[str, str]:
    fits: dict[Decimal, str] = {}
    for measure in load("percentages")["wholes"]["measures"]:
        for m in reading.by_measure.get(measure, ()):
            total = reading.facts[m]
            if m in known or total.function_code or total.economic_code or total.item_label:
                continue
            if total.role != role or total.value_yuan is None:
                continue
            whole = side_of(total, reading.tables)
            exact = ratio(one, whole) if whole is not None else None
            if exact is not None and verdict(share.value or Decimal(0), share.decimals or 0, exact) == "pass":
                fits.setdefault(total.value_yuan, words.item(total) + words.figure(total))
    if len(fits) != 1:
        return NO_HINT
    hints, said = (
        load("percentages")["hint"],
        {"printed": words.figure(share), "whole": next(iter(fits.values()))},
    )
    return hints["whole_zh"].format(**said), hints["whole_en"].format(**said)


def _of_named_wholes(reading: Reading) -> Iterator[Finding]:
    """Shares that are no facts: an amount, and what it is a share of in the words of the sentence."""
    entry = load("percentages")["named_whole"]
    known = {reading.facts[n].place.end for n in reading.shares}
    pattern = compiled("percentages")["named_share"]
    for paragraph in reading.paragraphs:
        text = reading.text[paragraph.start : paragraph.end]
        if "占" not in text:
            continue
        for match in pattern.finditer(text):
            start, end = (paragraph.start + at for at in match.span("share"))
            if end in known or reading.place(start, end).start is None:
                continue
            whole = _named(reading, match.group("whole"))
            if whole is None:
                continue
            yield from _named_share(reading, entry, match, paragraph.start, whole)


def _named(reading: Reading, name: str) -> int | None:
    """The one figure of this year that a sentence names as the whole of a share."""
    measure = load("percentages")["whole_names"].get(name)
    found = [
        n
        for n in reading.by_measure.get(measure or "", ())
        if (f := reading.facts[n]).role in CURRENT
        and f.value_yuan is not None
        and not (f.function_code or f.economic_code or f.item_label or f.unit)
    ]
    return found[0] if len({reading.facts[n].value_yuan for n in found}) == 1 else None


def _named_share(
    reading: Reading, entry: Mapping[str, Any], match: Any, offset: int, whole: int
) -> Iterator[Finding]:
    raw = match.group("amount").replace(",", "")
    unit = load("percentages")["units"][match.group("unit")]
    part = printed(Decimal(raw) * unit, len(raw.partition(".")[2]), Decimal(unit))
    of = side_of(reading.facts[whole], reading.tables)
    percent = match.group("percent")
    decimals = len(percent.partition(".")[2])
    exact = None if of is None else ratio(part, of)
    if exact is None or verdict(Decimal(percent), decimals, exact) != FAIL:
        return
    share = replace(
        reading.facts[whole],
        role="share",
        value=Decimal(percent),
        decimals=decimals,
        value_raw=percent,
        unit_raw="%",
    )
    hint = _right_whole(reading, share, part, (whole,), reading.facts[whole].role)
    places = [reading.place(offset + match.start(g), offset + match.end(g)) for g in ("share", "part")]
    said = {
        "item": match.group("whole"),
        "printed": f"{percent}%",
        "computed": words.percent(exact.low, exact.high, decimals),
        "formula": f"{match.group('amount')}{match.group('unit')}/{words.figure(reading.facts[whole])}",
        "hint_zh": hint[0],
        "hint_en": hint[1],
    }
    yield finding(entry, [*places, reading.facts[whole].place], said, facts=[whole])


def _that_should_not_add_up(reading: Reading) -> Iterator[Finding]:
    """Shares of different totals that add to exactly 100: they are shares of one total."""
    for entry in load("percentages")["different_wholes"]:
        found = [n for n in reading.shares if reading.facts[n].measure in entry["measures"]]
        values = [reading.facts[n].value or Decimal(0) for n in found]
        one_each = len({reading.facts[n].measure for n in found}) == len(found)
        if one_each and sum(v > 0 for v in values) > 1 and sum(values, Decimal(0)) == 100:
            said = {"printed": "+".join(words.figure(reading.facts[n]) for n in found), "computed": "100%"}
            yield finding(entry, [reading.facts[n].place for n in found], said, facts=found)
