"""How exactly tables are read whose layouts are in no document that we know.

    python -m benchmarks.layouts [--kinds PATTERN ...] [--keep FOLDER] [--seed TEXT] [--misses N]

Invents disclosures whose numbers tie out, prints each statutory table in many layouts with reportlab,
Chromium (from HTML) and LibreOffice (from DOCX and XLSX), reads the PDFs and compares: cells (value, row and
column path), facts (measure, role, code, yuan), rows of forms. A printer that is not installed is named and
left out. `--keep` writes PDFs and truth (JSON); `--misses` lists what was missed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.layouts import drawn, office, web
from benchmarks.layouts.books import make_book
from benchmarks.layouts.layouts import Layout, layouts
from benchmarks.layouts.score import Score, score
from benchmarks.layouts.sheets import Book
from extractors.errors import Unreadable
from pipeline.reading.extract import extract

MISSING = {
    "reportlab": drawn.missing,
    "chromium": web.missing,
    "docx": office.missing,
    "xlsx": office.missing,
}


def printed(chosen: list[Layout], kept: Path | None, seed: str) -> Iterator[tuple[Layout, Book, bytes]]:
    """Each layout's book and PDF; LibreOffice prints all of its books in one run."""
    books = []
    for layout in chosen:
        book = make_book(layout, seed)
        file = None if kept is None else kept_file(kept, layout)
        if file is not None and file.exists() and file.with_suffix(".json").read_text("utf-8") == truth(book):
            yield layout, book, file.read_bytes()
        else:
            books.append((book, layout))
    by_office = [(b, y) for b, y in books if y.printer in ("docx", "xlsx")]
    for book, layout in books:
        if layout.printer == "reportlab":
            yield layout, book, drawn.print_book(book, layout)
        elif layout.printer == "chromium":
            yield layout, book, web.print_book(book, layout)
    if by_office:
        for (book, layout), data in zip(by_office, office.print_books(by_office), strict=True):
            yield layout, book, data


def kept_file(folder: Path, layout: Layout) -> Path:
    return folder / f"{layout.name.replace('/', '+')}.pdf"


def truth(book: Book) -> str:
    tables = [
        {
            k: v
            for k, v in dataclasses.asdict(s).items()
            if k in ("canonical", "title", "unit", "cells", "facts", "indicators")
        }
        for s in book.sheets
    ]
    return json.dumps({"cover": book.cover, "tables": tables}, ensure_ascii=False, indent=1, default=str)


def line(name: str, s: Score) -> str:
    def of(pair: list[int]) -> str:
        return f"{pair[0]:6}/{pair[1]:<6}"

    return f"{name:44}{of(s.cells)} {of(s.facts)} {s.wrong:6}  {of(s.forms)} {s.doubtful:4}/{s.tables}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--kinds", nargs="*", default=["*"], metavar="PATTERN", help="layout names, with * and ?"
    )
    parser.add_argument(
        "--keep", type=Path, help="write PDFs and truth here; what is here is not printed again"
    )
    parser.add_argument("--seed", default="", help="other bodies, codes and amounts")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print so many misses of each layout"
    )
    arguments = parser.parse_args()
    chosen = [y for y in layouts() if any(fnmatch(y.name, k) for k in arguments.kinds)]
    for printer in dict.fromkeys(y.printer for y in chosen):
        if lacks := MISSING[printer]():
            print(f"{printer} left out: {lacks}")
            chosen = [y for y in chosen if y.printer != printer]
    if not chosen:
        parser.error("no layout to print; names are: " + ", ".join(y.name for y in layouts()))
    print(f"{'layout':44}{'cells':13} {'facts':13} {'wrong':6}  {'forms':13} doubtful")
    sums: dict[str, Score] = {}
    for layout, book, data in printed(chosen, arguments.keep, arguments.seed):
        if arguments.keep:
            target = kept_file(arguments.keep, layout)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            target.with_suffix(".json").write_text(truth(book), encoding="utf-8")
        try:
            result = score(book, extract(data))
        except Unreadable as error:
            print(f"{layout.name:44}unreadable: {error}")
            continue
        print(line(layout.name, result))
        for miss in result.misses[: arguments.misses]:
            print("    ", miss)
        for group in (layout.printer, layout.rules, "all"):
            sums.setdefault(group, Score()).add(result)
    for group, result in sums.items():
        print(line(group, result))


if __name__ == "__main__":
    main()
