"""Do second opinions find and repair what our reading of a table gets wrong?

    python -m benchmarks.arbitration FOLDER [--trials 60] [--seed 1] [--max-pages 60]

Draws pages that hold a table whose identities all hold, and puts one fault into our reading of the page, as a
reader's mistake would: a rule that is not seen, a rule that is not there, a number whose glyphs are lost.
Then the whole extraction runs, with second opinions. Compared with the undisturbed one:

    harmless    the fault changed no fact
    repaired    facts are as undisturbed: another engine's reading won
    marked      facts differ, but the table is marked: it does not tie out, or its grid is doubtful
    unnoticed   facts differ and nothing says so

Nothing is known to the tool of the fault. Prints the counts by kind of fault, pages asked of each engine, and
the machine; no timing.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from extractors.errors import Unreadable
from extractors.pdf import page as page_reader
from extractors.pdf import reader
from extractors.pdf.glyphs import Glyphs, make_glyphs
from extractors.pdf.page import PageContent
from extractors.pdf.rules import Rules
from extractors.records import Table
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction

OUTCOMES = ("harmless", "repaired", "marked", "unnoticed")


def lose_rule(side: str, draw: random.Random, rules: Rules) -> Rules:
    """All rules at one inner position are not seen."""
    found = getattr(rules, side)
    positions = sorted(set(np.round(found[:, 0]).tolist()))
    if len(positions) < 4:
        return rules
    lost = draw.choice(positions[1:-1])
    kept = np.abs(found[:, 0] - lost) > 1.5
    rows: dict[str, Any] = {name: getattr(rules, name)[kept] for name in _of(side)}
    return replace(rules, **rows)


def _of(side: str) -> tuple[str, str, str]:
    """The arrays that hold a row for each rule of a side."""
    return side, f"hidden_{side}", f"object_{side}"


def add_rule(draw: random.Random, rules: Rules) -> Rules:
    """A rule that no one drew stands somewhere inside, from top to bottom."""
    found = rules.vertical
    if len(found) < 3:
        return rules
    x = draw.uniform(found[:, 0].min() + 20, found[:, 0].max() - 20)
    phantom = np.asarray([[x, found[:, 1].min(), found[:, 2].max()]])
    more = (phantom, np.asarray([False]), np.asarray([0]))
    rows: dict[str, Any] = {
        n: np.concatenate([getattr(rules, n), row]) for n, row in zip(_of("vertical"), more, strict=True)
    }
    return replace(rules, **rows)


def lose_number(draw: random.Random, glyphs: Glyphs) -> Glyphs:
    """The glyphs of one amount are missing."""
    points = [g for g, char in enumerate(glyphs.chars) if char == "." and 0 < g < len(glyphs) - 1]
    if not points:
        return glyphs
    first = last = draw.choice(points)
    while first > 0 and glyphs.chars[first - 1] in "0123456789,":
        first -= 1
    while last + 1 < len(glyphs) and glyphs.chars[last + 1].isdigit():
        last += 1
    keep = [g for g in range(len(glyphs)) if not first <= g <= last]
    baselines = np.asarray(glyphs.baseline)[keep]
    chars, source = [glyphs.chars[g] for g in keep], [glyphs.source[g] for g in keep]
    return make_glyphs(chars, baselines, glyphs.boxes[keep], source)


Fault = tuple[str, Callable[[random.Random, Any], Any]]
FAULTS: dict[str, Fault] = {
    "vertical rule not seen": ("read_rules", lambda draw, rules: lose_rule("vertical", draw, rules)),
    "horizontal rule not seen": ("read_rules", lambda draw, rules: lose_rule("horizontal", draw, rules)),
    "rule that is not there": ("read_rules", add_rule),
    "number lost": ("_pdfium_glyphs", lose_number),
}


@contextmanager
def faulty(number: int, fault: Fault, seed: str) -> Iterator[None]:
    """Our reading of page `number` has the fault, whenever that page is read by us."""
    name, change = fault
    plain_page, plain = page_reader.read_page, getattr(page_reader, name)
    inside = False

    def changed(*arguments: Any) -> Any:
        result = plain(*arguments)
        return change(random.Random(seed), result) if inside else result

    def read_page(n: int, *arguments: Any) -> PageContent:
        nonlocal inside
        inside = n == number
        try:
            return plain_page(n, *arguments)
        finally:
            inside = False

    with mock.patch.object(page_reader, name, changed), mock.patch.object(reader, "read_page", read_page):
        yield


def facts_of(found: Extraction) -> Counter[tuple[Any, ...]]:
    return Counter(
        (f.measure, f.role, f.function_code, f.economic_code, f.item_label, f.value, f.place.page)
        for f in found.facts
        if f.source_kind == "table"
    )


def is_marked(table: Table) -> bool:
    return table.ties_out is False or bool(table.doubtful)


def outcome(whole: Extraction, found: Extraction, number: int) -> str:
    """What became of the fault on page `number`."""
    if facts_of(whole) == facts_of(found):
        return "repaired" if found.ruling.choice else "harmless"
    return "marked" if any(is_marked(t) for t in found.tables if number in t.pages) else "unnoticed"


def candidates(folder: Path, max_pages: int) -> Iterator[tuple[Path, Extraction, list[int]]]:
    """Documents with the pages that hold facts of tables that tie out."""
    for path in sorted(folder.rglob("*.pdf")):
        try:
            whole = extract(path.read_bytes())
        except Unreadable:
            continue
        if not whole.identity.is_disclosure or len(whole.document.pages) > max_pages:
            continue
        held = {n for n, table in enumerate(whole.tables) if table.ties_out}
        pages = {f.place.page for f in whole.facts if f.table in held and f.value and f.place.page}
        if pages:
            yield path, whole, sorted(pages)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-pages", type=int, default=60)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    documents = list(candidates(arguments.folder, arguments.max_pages))
    counts: Counter[tuple[str, str]] = Counter()
    asked: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for trial in range(arguments.trials):
        kind = list(FAULTS)[trial % len(FAULTS)]
        path, whole, pages = draw.choice(documents)
        number = draw.choice(pages)
        with faulty(number, FAULTS[kind], f"{arguments.seed}/{trial}"):
            found = extract(path.read_bytes())
        result = outcome(whole, found, number)
        counts[kind, result] += 1
        asked.update(found.ruling.asked)
        won.update(found.ruling.choice.values())
        if result == "unnoticed":
            print(f"unnoticed: {kind}, {path.name} p. {number}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{arguments.trials} faults, seed {arguments.seed}, {len(documents)} documents")
    print(f"{'fault':26}" + "".join(f"{o:>11}" for o in OUTCOMES))
    for kind in FAULTS:
        print(f"{kind:26}" + "".join(f"{counts[kind, o]:11}" for o in OUTCOMES))
    print("pages asked:", dict(asked), "  pages won:", dict(won))


if __name__ == "__main__":
    main()
