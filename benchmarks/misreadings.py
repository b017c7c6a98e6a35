"""Does the audit blame documents for our own misreadings?

    python -m benchmarks.misreadings FOLDER [--tries 600] [--seed 1] [--max-pages 60] [--show FILE]

The other side of `benchmarks.mutations`: there the document is changed and the reading is right, here the
document stays and the reading is spoilt, in the ways in which strange documents spoil it. A sentence loses
its item, is taken for another fund, for the whole instead of a part, for this year instead of the last; a
rate goes to the figure before; a part of a sum is not read; a row or a column of a table is lost, or a column
taken for its neighbour. Either one fact is spoilt, or all of its construction in the document. Nothing of
this is the document's fault: every error and warning that is new is a false accusation.

Prints, by kind, how many tries made any check fail that held or was not there, how many gave a new error, and
how many a new warning.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import Unreadable
from extractors.records import Fact, Finding
from pipeline.audit import Audit, audit, audit_document
from pipeline.audit.words import parent_of
from pipeline.figures.links import link
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction

PER_DOCUMENT = 12
_CURRENT = ("final", "initial_budget")
FUNDS = {
    "gpb.expenditure": "fiscal.expenditure",
    "fiscal.expenditure": "expenditure.total",
    "gpb.basic_expenditure": "expenditure.basic",
    "gpb.project_expenditure": "expenditure.project",
    "income.fiscal": "income.total",
    "income.gpb": "income.fiscal",
    "gov_fund.expenditure": "fiscal.expenditure",
    "expenditure.total": "gpb.expenditure",
    "expenditure.basic": "gpb.basic_expenditure",
    "expenditure.project": "gpb.project_expenditure",
    "procurement.goods": "procurement.total",
}
Spoilt = dict[int, Fact | None]
"""Facts by position as they are misread; null where one is not read at all."""


@dataclass(frozen=True, slots=True)
class Try:
    """One misreading, and the new errors and warnings that came of it."""

    file: str
    kind: str
    what: str
    challenged: bool
    findings: tuple[Finding, ...]


def _stated(found: Extraction) -> list[int]:
    return [n for n, f in enumerate(found.facts) if f.source_kind == "narrative" and f.value]


def item_lost(found: Extraction, n: int) -> Fact | None:
    """An item's figure becomes the total's."""
    f = found.facts[n]
    if not (f.function_code or f.economic_code or f.item_label or f.unit):
        return f
    return replace(f, function_code=None, economic_code=None, item_label=None, unit=None)


def other_fund(found: Extraction, n: int) -> Fact | None:
    """The figure of one fund becomes that of another."""
    f = found.facts[n]
    return replace(f, measure=FUNDS.get(f.measure, f.measure))


def whole_for_part(found: Extraction, n: int) -> Fact | None:
    """The figure of a part becomes that of its whole."""
    f = found.facts[n]
    return replace(f, measure=parent_of(f.measure) or f.measure)


def other_year(found: Extraction, n: int) -> Fact | None:
    """Last year's figure becomes this year's."""
    f = found.facts[n]
    if f.role not in ("prior_final", "prior_budget"):
        return f
    year = None if f.value_year is None else f.value_year + 1
    role = "final" if found.identity.doc_kind == "final_account" else "initial_budget"
    return replace(f, role=role, value_year=year)


def to_figure_before(found: Extraction, n: int) -> Fact | None:
    """A rate or change goes to the item of another sentence before it."""
    f = found.facts[n]
    if not f.role.startswith(("growth", "change", "share")):
        return f
    before = [
        g
        for g in found.facts
        if g.source_kind == "narrative"
        and g.role in _CURRENT
        and g.statement is not None
        and g.statement != f.statement
        and (g.place.start or 0) < (f.place.start or 0)
    ]
    if not before:
        return f
    g = max(before, key=lambda one: one.place.start or 0)
    return replace(
        f,
        statement=g.statement,
        measure=g.measure,
        function_code=g.function_code,
        economic_code=g.economic_code,
        item_label=g.item_label,
        unit=g.unit,
    )


def not_read(_found: Extraction, _n: int) -> Fact | None:
    """A figure is not read."""
    return None


STATED: tuple[Callable[[Extraction, int], Fact | None], ...] = (
    item_lost,
    other_fund,
    whole_for_part,
    other_year,
    to_figure_before,
    not_read,
)


def spoilt_sentences(found: Extraction, draw: random.Random) -> Iterator[tuple[str, str, Spoilt]]:
    """Misreadings of sentences: one fact, or all of its construction."""
    stated = _stated(found)
    for kind in STATED:
        changed = [n for n in stated if kind(found, n) != found.facts[n]]
        if not changed:
            continue
        n = draw.choice(changed)
        yield f"{kind.__name__}, one", _name(found, n), {n: kind(found, n)}
        m = draw.choice(changed)
        alike = [k for k in changed if found.facts[k].construction == found.facts[m].construction]
        yield f"{kind.__name__}, all", _name(found, m), {k: kind(found, k) for k in alike}


def spoilt_columns(found: Extraction, draw: random.Random) -> Iterator[tuple[str, str, Spoilt]]:
    """Misreadings of tables: a column that is not known, one that is taken for its neighbour."""
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, f in enumerate(found.facts):
        if f.source_kind == "table" and f.table is not None and f.col is not None and f.value:
            columns[f.table, f.col].append(n)
    if not columns:
        return
    key = draw.choice(sorted(columns))
    yield "column_lost", _name(found, columns[key][0]), dict.fromkeys(columns[key])
    row = found.facts[draw.choice(columns[key])]
    lost = [n for n, f in enumerate(found.facts) if (f.table, f.row) == (row.table, row.row)]
    yield "row_lost", _name(found, lost[0]), dict.fromkeys(lost)
    beside = [(one, (one[0], one[1] + 1)) for one in sorted(columns) if (one[0], one[1] + 1) in columns]
    if beside:
        left, right = draw.choice(beside)
        measure = found.facts[columns[right][0]].measure
        facts = {n: replace(found.facts[n], measure=measure) for n in columns[left]}
        yield "column_for_neighbour", _name(found, columns[left][0]), dict(facts)


def _name(found: Extraction, n: int) -> str:
    f = found.facts[n]
    return f"{f.measure} {f.role} {f.item_label or ''} {f.value_raw} {f.construction or ''}"


def audited(found: Extraction, spoilt: Spoilt) -> Audit:
    """The audit of an extraction in which some facts are read otherwise."""
    facts = [
        replace(one, duplicate_of=None, duplicate_kind=None, part_of=None)
        for n, f in enumerate(found.facts)
        if f.source_kind != "derived" and (one := spoilt.get(n, f)) is not None
    ]
    checks = audit(facts, found.tables)
    return audit_document(replace(found, facts=tuple(link(facts, found.tables))), checks)


def _keys(one: Audit) -> Counter[tuple[str, str, str | None, str | None]]:
    return Counter((f.severity, f.code, f.printed, f.computed) for f in one.findings if f.severity != "info")


def _failures(one: Audit) -> Counter[tuple[str, object, object]]:
    return Counter((c.code, c.lhs, c.rhs) for c in one.checks if c.result == "fail")


def tries(found: Extraction, file: str, draw: random.Random, quota: int = PER_DOCUMENT) -> Iterator[Try]:
    """Some misreadings of one document, and what came of them."""
    before = audited(found, {})
    known, failed = _keys(before), _failures(before)
    spoilt = [*spoilt_sentences(found, draw), *spoilt_columns(found, draw)]
    draw.shuffle(spoilt)
    for kind, what, facts in spoilt[:quota]:
        after = audited(found, facts)
        new = _keys(after) - known
        findings = tuple(f for f in after.findings if (f.severity, f.code, f.printed, f.computed) in new)
        yield Try(file, kind, what, bool(_failures(after) - failed), findings)


def report(done: Sequence[Try]) -> None:
    """Prints the table."""
    head = ("tries", "challenged", "errors", "warnings")
    print(f"{'kind':24}" + "".join(f"{word:>12}" for word in head))
    for kind in (*sorted({t.kind for t in done}), "all"):
        alike = [t for t in done if kind in (t.kind, "all")]
        errors = sum(any(f.severity == "error" for f in t.findings) for t in alike)
        warnings = sum(any(f.severity == "warning" for f in t.findings) for t in alike)
        row = (len(alike), sum(t.challenged for t in alike), errors, warnings)
        print(f"{kind:24}" + "".join(f"{figure:>12}" for figure in row))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tries", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-pages", type=int, default=60)
    parser.add_argument("--show", type=Path, help="writes the false accusations here, one a line")
    args = parser.parse_args()
    paths = sorted(args.folder.rglob("*.pdf"))
    random.Random(args.seed).shuffle(paths)
    done: list[Try] = []
    for path in paths:
        if len(done) >= args.tries:
            break
        try:
            found = extract(path.read_bytes())
        except Unreadable:
            continue
        if found.identity.is_disclosure and len(found.document.pages) <= args.max_pages:
            done += tries(found, path.name, random.Random(f"{args.seed} {path.name}"))
    report(done)
    if args.show:
        lines = [
            "\t".join((t.kind, t.file, t.what, f.severity, f.code, f.message_zh))
            for t in done
            for f in t.findings
        ]
        args.show.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
