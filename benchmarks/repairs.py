"""Do accounting identities choose the right reading of misread numbers, and what do they break?

    python -m benchmarks.repairs FOLDER [--seed 1] [--rates 0.01 0.03 0.08] [--aside] [--limit N]

Digital documents are played through a recogniser that misreads (`benchmarks.misread`), then extracted with
repair. What was printed is known, so every number of a table is one of:

    misread             the recogniser gave another value
    repaired right      and what stands in the end is what was printed
    repaired wrong      and what stands in the end is a third value
    broken              it was read right, and what stands in the end is wrong
    wrong and proven    what stands is wrong, and called confirmed or repaired: the worst
    wrong and unproven  what stands is wrong, and marked
    wrong and read      what stands is wrong; nothing spoke for it or against it

A third of the documents (by the hash of their names) is set aside: `--aside` takes those and no others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
from collections import Counter
from pathlib import Path

from benchmarks.misread import Scan, amounts_in, value_of
from extractors.document import Grid
from extractors.errors import Unreadable
from extractors.read import read
from pipeline.reading.extract import extract_document
from pipeline.rows.recognised import CellStandings

COLUMNS = (
    "numbers",
    "not nought",
    "misread",
    "repaired right",
    "repaired wrong",
    "broken",
    "confirmed",
    "repaired",
    "unproven",
    "read",
    "wrong and proven",
    "wrong and unproven",
    "wrong and read",
    "asked",
    "words misread",
    "words right",
    "words broken",
    "prose",
    "prose misread",
    "prose right",
    "prose broken",
)
PROVEN = ("confirmed", "repaired")


def is_aside(path: Path) -> bool:
    """Whether a document is kept unseen while the repair is worked on."""
    return hashlib.sha256(path.name.encode()).digest()[0] % 3 == 0


def measure(path: Path, seed: int, rate: float, shown: list[str] | None = None) -> Counter[str] | None:
    """The counts of one document; null for what is no disclosure with tables."""
    data = path.read_bytes()
    try:
        document = read(data)
    except Unreadable:
        return None
    scan = Scan(document, path.name, seed, rate)
    if not scan.numbers:
        return None
    found = extract_document(scan.document, data, look_again=scan.look)
    if not found.identity.is_disclosure:
        return None
    grids = [b for b in found.document.blocks if isinstance(b, Grid)]
    cells = [{(c.row, c.col): c for c in grid.cells} for grid in grids]
    standings = CellStandings(found)
    counts = Counter[str]()
    for number in scan.numbers:
        cell = cells[number.grid][number.row, number.col]
        right = value_of(cell.text) == value_of(number.truth)
        status = standings.of_span(cell.start, cell.end).status or "none"
        counts["numbers"] += 1
        counts["not nought"] += bool(value_of(number.truth))
        counts["misread"] += number.is_misread
        counts[status] += 1
        if right:
            counts["repaired right"] += number.is_misread
            continue
        counts["repaired wrong"] += number.is_misread and cell.text != number.read
        counts["broken"] += not number.is_misread
        standing = "proven" if status in PROVEN else status
        counts[f"wrong and {standing}"] += 1
        if shown is not None and (standing == "proven" or not number.is_misread):
            shown.append(f"{path.name} {number} now {cell.text} {standings.of_span(cell.start, cell.end)}")
    for word in scan.words:
        cell = cells[word.grid][word.row, word.col]
        counts["words misread"] += word.kind is not None
        counts["words right"] += word.kind is not None and cell.text == word.truth
        counts["words broken"] += word.kind is None and cell.text != word.truth
        if shown is not None and cell.text not in (word.truth, word.read):
            shown.append(f"{path.name} {word} now {cell.text}")
    now = [found.document.text[start:end] for start, end in amounts_in(found.document)]
    if len(now) == len(scan.prose):
        for (truth, first), last in zip(scan.prose, now, strict=True):
            counts["prose"] += 1
            counts["prose misread"] += first != truth
            counts["prose right"] += first != truth == last
            counts["prose broken"] += first == truth != last
    counts["asked"] = scan.asked
    return counts


def main() -> None:
    """Prints the counts by document and in all."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rates", type=float, nargs="+", default=[0.01, 0.03, 0.08])
    arguments.add_argument("--aside", action="store_true")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--show", action="store_true", help="what is wrong and proven, or broken")
    given = arguments.parse_args()
    paths = [p for p in sorted(given.folder.rglob("*.pdf")) if is_aside(p) == given.aside]
    if given.limit:
        paths = paths[:: max(1, len(paths) // given.limit)][: given.limit]
    totals = {rate: Counter[str]() for rate in given.rates}
    by_document: dict[str, dict[str, int]] = {}
    shown: list[str] | None = [] if given.show else None
    for n, path in enumerate(paths):
        rate = given.rates[n % len(given.rates)]
        counts = measure(path, given.seed, rate, shown)
        if counts is not None:
            totals[rate] += counts
            by_document[f"{path.name} at {rate}"] = dict(counts)
    print(f"{len(by_document)} documents, seed {given.seed}, Python {platform.python_version()}")
    print("| rate | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for rate, counts in totals.items():
        print(f"| {rate} | " + " | ".join(str(counts[name]) for name in COLUMNS) + " |")
    total: Counter[str] = sum(totals.values(), Counter())
    print("| all | " + " | ".join(str(total[name]) for name in COLUMNS) + " |")
    for line in shown or ():
        print(line)
    if given.json:
        given.json.write_text(json.dumps(by_document, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
