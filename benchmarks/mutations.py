"""Does the audit see a slip where there is one, and none where there is none?

    python -m benchmarks.mutations FOLDER [--mutants 2400] [--seed 1] [--max-pages 60] [--workers 1]

Takes documents whose identities all hold and changes one printed value, unit, sign or name of one of them at
a time, in the text that was read, as if the publisher had slipped; then everything is extracted and audited
anew. Second opinions stay out: the file still prints the true figure. The tool knows nothing of the change.

A value mutant changes one digit of an operand of an identity that held; its kind is the code of the identity.
It is *determined* when the change is larger than what rounding explains in that identity. The other kinds are
named by what was changed. Detected: there is a finding of severity error or warning that the untouched
document has not; located: one with evidence at the changed place. Prints rates by kind, and the errors and
warnings of the untouched documents, which the publishers may have made; `--misses FILE` lists the missed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import numpy as np

from extractors.document import Block, Document, Paragraph
from extractors.errors import Unreadable
from extractors.read import read
from extractors.records import Check, Fact, Finding
from pipeline.reading.extract import extract_document
from pipeline.reading.extraction import Extraction

SERIOUS = ("warning", "error")
PER_KIND_AND_DOCUMENT = 3


@dataclass(frozen=True)
class Mutant:
    """`text[start:end]` of a document becomes `new`."""

    kind: str
    start: int
    end: int
    new: str
    determined: bool = True


@dataclass(frozen=True)
class Outcome:
    """What the audit said of one mutant."""

    file: str
    page: int | None
    mutant: Mutant
    old: str
    detected: bool
    located: bool
    noted: bool
    """A finding of severity info is new."""


def mutated(document: Document, mutant: Mutant) -> Document:
    """The document with one span of its text changed, and every offset behind it moved."""
    start, end, new = mutant.start, mutant.end, mutant.new
    shift = len(new) - (end - start)

    def moved(offset: int) -> int:
        return (
            offset if offset <= start else offset + shift if offset >= end else min(offset, start + len(new))
        )

    def block(one: Block) -> Block:
        if one.end <= start:
            return one
        if isinstance(one, Paragraph):
            lines = tuple((moved(a), moved(b)) for a, b in one.lines)
            return replace(one, start=moved(one.start), end=moved(one.end), lines=lines)
        cells = []
        for cell in one.cells:
            text = cell.text
            if cell.start <= start and end <= cell.end:
                text = text.replace(document.text[start:end], new, 1)
            cells.append(replace(cell, start=moved(cell.start), end=moved(cell.end), text=text))
        return replace(one, start=moved(one.start), end=moved(one.end), cells=tuple(cells))

    where: dict[str, object] = {}
    if document.char_page is not None and document.char_box is not None:
        keep = np.r_[
            0:start, np.resize(np.arange(start, max(end, start + 1)), len(new)), end : len(document.text)
        ]
        where = {"char_page": document.char_page[keep], "char_box": document.char_box[keep]}
    text = document.text[:start] + new + document.text[end:]
    return replace(document, text=text, blocks=tuple(block(b) for b in document.blocks), **where)


def candidates(found: Extraction, draw: random.Random) -> list[Mutant]:
    """At most a few mutants of every kind that this document allows, in random order."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for make in (values, units, signs, names, codes, notes):
        for mutant in make(found, draw):
            by_kind[mutant.kind].append(mutant)
    chosen = []
    for of_kind in by_kind.values():
        chosen += draw.sample(of_kind, min(PER_KIND_AND_DOCUMENT, len(of_kind)))
    draw.shuffle(chosen)
    return chosen


def values(found: Extraction, draw: random.Random) -> Iterator[Mutant]:
    """One digit of an operand of an identity that holds."""
    held = [c for c in found.checks if c.result.startswith("pass") and "≤" not in c.formula]
    by_code: dict[str, list[Check]] = defaultdict(list)
    for check in held:
        by_code[check.code].append(check)
    for code, checks in by_code.items():
        for check in draw.sample(checks, min(4 * PER_KIND_AND_DOCUMENT, len(checks))):
            operands = [n for n in (*check.lhs_facts, *check.rhs_facts) if _is_mutable(found, found.facts[n])]
            if not operands and check.places:
                place = draw.choice(check.places)
                if place.start is not None and place.end is not None:
                    yield from _other_digit(found, code, place.start, place.end, draw, None, check)
            elif operands:
                fact = found.facts[draw.choice(operands)]
                yield from _other_digit(found, code, *_number_span(found, fact), draw, fact, check)


def _is_mutable(found: Extraction, fact: Fact) -> bool:
    if fact.source_kind == "derived" or not fact.value_raw or fact.place.start is None:
        return False
    return fact.value_raw in found.document.text[fact.place.start : fact.place.end]


def _number_span(found: Extraction, fact: Fact) -> tuple[int, int]:
    assert fact.place.start is not None
    assert fact.value_raw
    start = found.document.text.index(fact.value_raw, fact.place.start)
    return start, start + len(fact.value_raw)


def _other_digit(
    found: Extraction, code: str, start: int, end: int, draw: random.Random, fact: Fact | None, check: Check
) -> Iterator[Mutant]:
    raw = found.document.text[start:end]
    digits = [i for i, sign in enumerate(raw) if sign.isdigit()]
    if not digits or len(raw) > 24:
        return
    at = draw.choice(digits)
    digit = draw.choice([d for d in "0123456789" if d != raw[at]])
    new = raw[:at] + digit + raw[at + 1 :]
    yield Mutant(f"value {code}", start, end, new, _is_determined(raw, new, fact, check))


def _is_determined(raw: str, new: str, fact: Fact | None, check: Check) -> bool:
    before, after = _number(raw), _number(new)
    if before is None or after is None:
        return False
    change = abs(after - before)
    if fact is not None and fact.value_yuan is not None and check.code.startswith("P"):
        return False  # how far an amount moves a ratio depends on the others
    if fact is not None and fact.value and fact.value_yuan:
        change *= abs(fact.value_yuan / fact.value)
    slack = check.tolerance or Decimal(0)
    if check.interval_low is not None and check.interval_high is not None:
        slack = max(slack, check.interval_high - check.interval_low)
    return change > 2 * slack


def _number(raw: str) -> Decimal | None:
    digits = raw.replace(",", "").replace("，", "").strip("%％ ")
    try:
        return Decimal(digits)
    except ArithmeticError:
        return None


def units(found: Extraction, _draw: random.Random) -> Iterator[Mutant]:
    """万元 becomes 元 or 亿元 behind an amount that the document prints elsewhere too, and above a table."""
    text = found.document.text
    repeated = {f.duplicate_of for f in found.facts if f.duplicate_kind in ("complete", "consistent")}
    for n, fact in enumerate(found.facts):
        agrees = n in repeated or fact.duplicate_kind in ("complete", "consistent")
        if fact.source_kind != "narrative" or not agrees or not fact.value or fact.place.end is None:
            continue
        if text[fact.place.end - 2 : fact.place.end] == "万元":
            for new in ("元", "亿元"):
                yield Mutant(f"unit 万元→{new}", fact.place.end - 2, fact.place.end, new)


SIGNS = (("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("大于", "小于"))


def signs(found: Extraction, _draw: random.Random) -> Iterator[Mutant]:
    """The word that tells the direction of a change whose figures an identity confirmed."""
    text = found.document.text
    confirmed = {
        n
        for c in found.checks
        if c.result.startswith("pass") and c.code.startswith(("P", "N"))
        for n in (*c.lhs_facts, *c.rhs_facts)
    }
    for n in confirmed:
        fact = found.facts[n]
        start = fact.place.start
        if (
            fact.source_kind != "narrative"
            or not fact.role.startswith(("change_", "growth_"))
            or start is None
        ):
            continue
        if not fact.value:
            continue
        for one, other in SIGNS:
            for old, new in ((one, other), (other, one)):
                if text[start - len(old) : start] == old:
                    yield Mutant("sign", start - len(old), start, new)


def names(found: Extraction, draw: random.Random) -> Iterator[Mutant]:
    """The name of an item in prose becomes the name of another item of the document."""
    text = found.document.text
    labels = {
        f.function_code: f.item_label
        for f in found.facts
        if f.function_code and len(f.function_code) == 7 and f.item_label and f.source_kind == "narrative"
    }
    known = sorted({label for label in labels.values() if label})
    for fact in found.facts:
        label = fact.item_label
        if fact.source_kind != "narrative" or not label or len(known) < 2 or fact.place.start is None:
            continue
        at = text.rfind(label, max(0, fact.place.start - 120), fact.place.start)
        if at >= 0 and label in known:
            yield Mutant("name in prose", at, at + len(label), draw.choice([k for k in known if k != label]))


def codes(found: Extraction, draw: random.Random) -> Iterator[Mutant]:
    """One digit of a functional or economic code in a table."""
    text = found.document.text
    for table in found.tables:
        for cell in table.cells:
            start, end = cell.place.start, cell.place.end
            if cell.row_code is None or cell.text != cell.row_code or start is None or end is None:
                continue
            if text[start:end] == cell.text and len(cell.text) in (5, 7):
                at = draw.randrange(len(cell.text))
                digit = draw.choice([d for d in "123456789" if d != cell.text[at]])
                yield Mutant("code in table", start, end, cell.text[:at] + digit + cell.text[at + 1 :])


NOTES = (("政府性基金", "国有资本经营"), ("国有资本经营", "政府性基金"))


def notes(found: Extraction, _draw: random.Random) -> Iterator[Mutant]:
    """The note of an empty table speaks of another fund."""
    text = found.document.text
    for table in found.tables:
        if not table.note_raw or table.place.start is None or table.place.end is None:
            continue
        at = text.find(table.note_raw, table.place.start, table.place.end + 400)
        for old, new in NOTES:
            if at >= 0 and old in table.note_raw and new not in table.note_raw:
                start = text.index(old, at)
                yield Mutant("note of another fund", start, start + len(old), new)


def keys(findings: Sequence[Finding], severities: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter((f.code, f.message_zh) for f in findings if f.severity in severities)


def try_document(path: Path, seed: int, max_pages: int, quota: int) -> tuple[list[Outcome], list[str]] | None:
    """The outcomes of the mutants, and the findings of the untouched document; null where none is made."""
    try:
        document = read(path.read_bytes())
    except Unreadable:
        return None
    if len(document.pages) > max_pages:
        return None
    found = extract_document(document)
    if any(c.result == "fail" and c.severity == "error" for c in found.checks) or not found.checks:
        return None
    before = keys(found.findings, SERIOUS)
    before_notes = keys(found.findings, ("info",))
    draw = random.Random(f"{seed} {path.name}")
    outcomes = []
    for mutant in candidates(found, draw)[:quota]:
        again = extract_document(mutated(document, mutant))
        new = keys(again.findings, SERIOUS) - before
        there = [f for f in again.findings if (f.code, f.message_zh) in new and _touches(f, mutant)]
        noted = bool(keys(again.findings, ("info",)) - before_notes)
        page = document.place(mutant.start, mutant.end).page
        old = document.text[mutant.start : mutant.end]
        outcomes.append(Outcome(path.name, page, mutant, old, bool(new), bool(there), noted))
    return outcomes, [
        f"{path.name}\t{f.severity}\t{f.code}\t{f.message_zh}"
        for f in found.findings
        if f.severity in SERIOUS
    ]


def _touches(finding: Finding, mutant: Mutant) -> bool:
    end = mutant.start + max(1, len(mutant.new))
    return any(
        p.start is not None and p.end is not None and p.start < end and mutant.start - 1 < p.end
        for p in finding.places
    )


def _job(task: tuple[Path, int, int, int]) -> tuple[list[Outcome], list[str]] | None:
    return try_document(*task)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutants", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-pages", type=int, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--quota", type=int, default=40, help="so many mutants of a document at most")
    parser.add_argument("--misses", type=Path, help="writes the undetected mutants here, one a line")
    args = parser.parse_args()
    paths = sorted(args.folder.rglob("*.pdf"))
    random.Random(args.seed).shuffle(paths)
    outcomes: list[Outcome] = []
    untouched: list[str] = []
    n_documents = 0
    with ProcessPoolExecutor(args.workers) as pool:
        tasks = ((path, args.seed, args.max_pages, args.quota) for path in paths)
        for result in pool.map(_job, tasks):
            if result is None or len(outcomes) >= args.mutants:
                continue
            n_documents += 1
            outcomes += result[0]
            untouched += result[1]
    report(outcomes[: args.mutants], n_documents, untouched)
    if args.misses:
        lines = [
            "\t".join((o.mutant.kind, _sure(o), o.file, f"p.{o.page}", f"{o.old} → {o.mutant.new}"))
            for o in outcomes
            if not o.detected
        ]
        args.misses.write_text("\n".join([*lines, "", "untouched:", *untouched]) + "\n", encoding="utf-8")


def _sure(outcome: Outcome) -> str:
    return "determined" if outcome.mutant.determined else ""


def report(outcomes: Sequence[Outcome], n_documents: int, untouched: Sequence[str]) -> None:
    print(f"{len(outcomes)} mutants of {n_documents} documents whose identities hold")
    head = ("n", "determined", "detected", "rate", "located", "rest", "detected", "only noted")
    print(f"{'kind':24}" + "".join(f"{word:>12}" for word in head))
    for kind in (*sorted({o.mutant.kind for o in outcomes}), "all"):
        of_kind = [o for o in outcomes if kind in ("all", o.mutant.kind)]
        sure = [o for o in of_kind if o.mutant.determined]
        rest = [o for o in of_kind if not o.mutant.determined]
        hit = sum(o.detected for o in sure)
        row = (
            len(of_kind),
            len(sure),
            hit,
            f"{hit / len(sure):.3f}" if sure else "-",
            sum(o.located for o in sure),
            len(rest),
            sum(o.detected for o in rest),
            sum(o.noted and not o.detected for o in of_kind),
        )
        print(f"{kind:24}" + "".join(f"{figure:>12}" for figure in row))
    print(f"errors and warnings of the untouched documents: {len(untouched)}")


if __name__ == "__main__":
    main()
