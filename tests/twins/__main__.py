"""How equal twins are: what every format gives, beside the printed twin and beside what its author knows.

    python -m tests.twins [--aside] [--only PATTERN …] [--formats NAME …] [--show N] [--places] [--keep FOLDER]
                          [--doc FOLDER] [--json FILE] [--jobs N]

Writes every layout in every format, reads each, and prints by format how much of the facts, cells, sections,
quantities and rows of forms is that of the printed twin (of all that either has). Where the author knows every amount
(`told`), the printed twin and the others are held against that as well: what print gets wrong is a fault of its
reading, told apart. `--aside` takes the layouts that are set aside until the readers are done. `--places` looks up
every value where its place says, with another library. `--doc` adds the Word format of before 2007, converted by
LibreOffice and kept in that folder. `--show` lists so many differences of each kind.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from extractors.errors import Unreadable
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction
from tests.twins import locate
from tests.twins.catalogue import catalogue
from tests.twins.compare import Difference, compared, content, told
from tests.twins.disclosure import Disclosure
from tests.twins.formats import ALL, ALONE, CSV, FORMATS, OLD_WORD, Format
from tests.twins.old_word import converted
from tests.twins.pdf import as_pdf
from tests.twins.tables_alone import as_csv

TOLD = ("told facts", "told cells")
PLACES = ("placed", "led back", "placed print", "led back print")
FLOORS = {
    "facts": 0.999,
    "table facts": 0.999,
    "cells": 0.995,
    "body cells": 0.995,
    "sections": 0.99,
    "quantities": 0.99,
    "forms": 0.99,
}


@dataclass
class Outcome:
    """What came of one layout: equal and all, by format and kind, and lines that tell what differs."""

    sums: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    refused: int = 0


def examined(
    name: str,
    *,
    aside: bool,
    formats: list[str],
    show: int,
    places: bool,
    keep: Path | None,
    doc: Path | None,
) -> Outcome:
    """One layout in every format."""
    disclosure = catalogue(aside=aside)[name]()
    outcome = Outcome()
    pdf = as_pdf(disclosure)
    printed = _read(disclosure, "pdf", "pdf", pdf, keep, outcome)
    assert printed is not None, name
    _hold_to_told(disclosure, "pdf", printed, outcome, show)
    pages: list[tuple[str, Extraction, bytes, str]] = []
    for format_name in formats:
        if format_name == CSV:
            _tables_alone(disclosure, keep, outcome, show)
            continue
        if format_name in ALONE and not disclosure.tables:
            continue
        one = FORMATS.get(format_name) or _old_word(doc)
        data = one.write(disclosure)
        twin = _read(disclosure, format_name, one.suffix, data, keep, outcome)
        for kind in one.kinds:
            difference = compared(content(printed, kind), content(twin, kind) if twin else [])
            _add(outcome, disclosure, format_name, kind, difference, show)
        if twin is None:
            continue
        _hold_to_told(disclosure, format_name, twin, outcome, show)
        if places and one.finder is not None:
            _led(outcome, disclosure, format_name, locate.led_back(twin, one.finder(data)), show)
        if places and one.is_print:
            _led(outcome, disclosure, format_name, locate.led_to_print(twin, pdf), show, " print")
        if places and one.encoding:
            pages.append((format_name, twin, data, one.encoding))
    if pages:
        asked = [locate.asked(twin) for _, twin, _, _ in pages]
        finders = locate.in_pages([(data, encoding) for _, _, data, encoding in pages], asked)
        for (format_name, twin, _, _), finder in zip(pages, finders, strict=True):
            _led(outcome, disclosure, format_name, locate.led_back(twin, finder), show)
    return outcome


def _tables_alone(disclosure: Disclosure, keep: Path | None, outcome: Outcome, show: int) -> None:
    """Every table that its author knows as a file of comma separated values of its own."""
    sums = {kind: [0, 0] for kind in TOLD}
    for n, table in enumerate(disclosure.tables if disclosure.told else ()):
        alone = replace(disclosure, name=f"{disclosure.name}.{n}", blocks=(table,))
        found = _read(alone, CSV, CSV, as_csv(table, disclosure.title), keep, outcome)
        for kind in TOLD:
            difference = (
                told(alone, found, kind.removeprefix("told ")) if found else Difference(0, (table.title,), ())
            )
            _add(outcome, alone, CSV, kind, difference, show)
            for k, number in enumerate(outcome.sums.pop((CSV, kind))):
                sums[kind][k] += number
    for kind, (equal, whole) in sums.items():
        outcome.sums[CSV, kind] = (equal, whole)


def _old_word(folder: Path | None) -> Format:
    if folder is None:
        raise SystemExit("doc needs --doc FOLDER, where converted documents are kept")
    return Format(lambda d: converted([d], folder)[d.name].read_bytes(), "doc", ALL)


def _read(
    disclosure: Disclosure, name: str, suffix: str, data: bytes, keep: Path | None, outcome: Outcome
) -> Extraction | None:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{disclosure.name}.{name}.{suffix}").write_bytes(data)
    try:
        return extract(data)
    except Unreadable as error:
        outcome.refused += 1
        outcome.lines.append(f"{disclosure.name} {name}: refused ({error.kind}: {error.message})")
        return None


def _hold_to_told(disclosure: Disclosure, name: str, found: Extraction, outcome: Outcome, show: int) -> None:
    if disclosure.told:
        for kind in TOLD:
            _add(outcome, disclosure, name, kind, told(disclosure, found, kind.removeprefix("told ")), show)


def _add(
    outcome: Outcome, disclosure: Disclosure, name: str, kind: str, difference: Difference, show: int
) -> None:
    whole = difference.equal + len(difference.missing) + len(difference.further)
    outcome.sums[name, kind] = (difference.equal, whole)
    if show and difference.share < 1:
        outcome.lines.append(f"{disclosure.name} {name} {kind}: {difference.share:.4f} of {whole}")
        for sign, rows in (("-", difference.missing), ("+", difference.further)):
            outcome.lines += [f"    {sign} {row}" for row in rows[:show]]


def _led(
    outcome: Outcome, disclosure: Disclosure, name: str, led: locate.Led, show: int, where: str = ""
) -> None:
    outcome.sums[name, f"placed{where}"] = (led.placed, led.values)
    outcome.sums[name, f"led back{where}"] = (led.found, led.placed)
    if show and led.lost:
        outcome.lines.append(f"{disclosure.name} {name}: places that do not lead back: {led.lost[:show]}")


def main(arguments: list[str]) -> int:
    """Prints the table; the status is 1 where something is refused or below its floor."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.twins",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--only", nargs="*", default=["*"], metavar="PATTERN", help="layouts, with * and ?")
    parser.add_argument("--formats", nargs="*", default=[*FORMATS, CSV], metavar="NAME")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--places", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--doc", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    asked = parser.parse_args(arguments)
    drawers = catalogue(aside=asked.aside)
    names = [name for name in drawers if any(fnmatch(name, pattern) for pattern in asked.only)]
    formats = list(asked.formats)
    if asked.doc is not None:
        converted([drawers[name]() for name in names], asked.doc)
        formats += [OLD_WORD] if OLD_WORD not in formats else []
    work = partial(
        examined, aside=asked.aside, formats=formats, show=asked.show, places=asked.places, keep=asked.keep, doc=asked.doc
    )  # fmt: skip
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    refused = 0
    with ProcessPoolExecutor(asked.jobs) as pool:
        for outcome in pool.map(work, names) if asked.jobs > 1 else map(work, names):
            for line in outcome.lines:
                print(line, flush=True)
            refused += outcome.refused
            for key, (equal, whole) in outcome.sums.items():
                sums[key][0] += equal
                sums[key][1] += whole
    print(f"{len(names)} layouts; equal to the printed twin, of all that either has; below its floor: !")
    low = 0
    for name in ("pdf", *formats):
        shown = []
        for kind in (*ALL, "table facts", "body cells", *TOLD, *PLACES):
            if (name, kind) in sums:
                equal, whole = sums[name, kind]
                share = equal / whole if whole else 1.0
                is_low = share < FLOORS.get(kind, 0.0)
                low += is_low
                shown.append(f"{kind} {share:.4f}{'!' if is_low else ''} ({equal}/{whole})")
        print(f"  {name:13} {'  '.join(shown)}")
    if asked.json is not None:
        rows = [{"format": f, "kind": k, "equal": e, "all": w} for (f, k), (e, w) in sums.items()]
        asked.json.write_text(json.dumps({"layouts": len(names), "rows": rows}, indent=1), encoding="utf-8")
    return 1 if refused or low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
