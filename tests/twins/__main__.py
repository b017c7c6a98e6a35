"""How equal twins are: python -m tests.twins [--aside] [--formats docx,xlsx] [--layouts NAME…] [--show N] [--keep DIR]

Writes every layout in every format, reads each, and prints by format how much of the facts, cells, sections and
quantities is that of the printed twin. `--aside` takes the layouts that are set aside until the readers are done.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractors.errors import Unreadable
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction
from tests.twins.compare import KINDS, Difference, compared, content
from tests.twins.disclosure import Disclosure
from tests.twins.docx import as_docx
from tests.twins.fixed_web import as_classes, as_placed
from tests.twins.layouts import FAMILIES, layouts
from tests.twins.ofd import as_ofd
from tests.twins.pdf import as_pdf
from tests.twins.web import as_clean, as_pasted, as_saved
from tests.twins.workbooks import as_xls, as_xlsx

FIRST_ASIDE = 8
"""Layouts from this seed on are set aside: a good quarter."""
LAST = 11
FORMATS: dict[str, Callable[[Disclosure], bytes]] = {
    "docx": as_docx,
    "docx_written": lambda d: as_docx(d, automatic=False),
    "xlsx": as_xlsx,
    "xls": as_xls,
    "ofd": as_ofd,
    "html_placed": as_placed,
    "html_classes": as_classes,
    "html_clean": as_clean,
    "html_pasted": as_pasted,
    "html_saved": as_saved,
}
SUFFIXES = {
    "html_placed": "html",
    "html_classes": "html",
    "docx_written": "docx",
    "html_clean": "html",
    "html_pasted": "html",
    "html_saved": "htm",
}
IN_WORKBOOKS = ("facts", "cells", "quantities")
"""A workbook has no sections beside its sheets."""


def main(arguments: list[str]) -> int:
    """Prints the table; the status is 1 where a document cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.twins", description=__doc__)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--layouts", nargs="*", default=[])
    parser.add_argument("--show", type=int, default=0, help="differences shown of each layout and format")
    parser.add_argument("--keep", type=Path, help="folder for the documents")
    told = parser.parse_args(arguments)
    chosen = layouts(FIRST_ASIDE, LAST) if told.aside else layouts(0, FIRST_ASIDE)
    chosen = [d for d in chosen if not told.layouts or d.name in told.layouts]
    sums: dict[tuple[str, str], list[int]] = {}
    refused = 0
    for disclosure in chosen:
        print_twin = _read(disclosure, "pdf", as_pdf, told.keep)
        assert print_twin is not None
        for name in told.formats.split(","):
            twin = _read(disclosure, name, FORMATS[name], told.keep)
            if twin is None:
                refused += 1
            for kind in KINDS:
                of_print = content(print_twin, kind)
                difference = compared(of_print, content(twin, kind) if twin else [])
                total = sums.setdefault((name, kind), [0, 0])
                total[0] += difference.equal
                total[1] += difference.equal + len(difference.missing) + len(difference.further)
                if told.show and difference.share < 1:
                    _show(disclosure, name, kind, difference, told.show)
    print(
        f"{len(chosen)} layouts of {len(FAMILIES)} families; equal to the printed twin (of all that either has)"
    )
    for name in told.formats.split(","):
        shown = (f"{kind} {_share(sums[name, kind])}" for kind in KINDS)
        print(f"  {name:13}", "  ".join(shown))
    return 1 if refused else 0


def _read(
    disclosure: Disclosure, name: str, write: Callable[[Disclosure], bytes], keep: Path | None
) -> Extraction | None:
    data = write(disclosure)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{disclosure.name}.{name}.{SUFFIXES.get(name, name)}").write_bytes(data)
    started = time.perf_counter()
    try:
        return extract(data)
    except Unreadable as error:
        seconds = time.perf_counter() - started
        print(f"{disclosure.name} {name}: refused after {seconds:.1f} s ({error.kind}: {error.message})")
        return None


def _show(disclosure: Disclosure, name: str, kind: str, difference: Difference, most: int) -> None:
    print(f"{disclosure.name} {name} {kind}: {difference.share:.4f}")
    for sign, rows in (("-", difference.missing), ("+", difference.further)):
        for row in rows[:most]:
            print("   ", sign, row)


def _share(total: list[int]) -> str:
    equal, whole = total
    return f"{equal / whole if whole else 1:.4f} ({equal}/{whole})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
