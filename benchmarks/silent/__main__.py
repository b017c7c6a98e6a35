"""What is lost of drawn tables that used to be lost in silence, and whether it is said.

    python -m benchmarks.silent [--aside] [--kinds PATTERN ...] [--keep FOLDER] [--seed TEXT]

Prints for each case: facts right and expected, facts wrong, errors and warnings (none would be right), and
whether the document says that something is missing. A third of the cases is set aside (`--aside`).
"""

from __future__ import annotations

import argparse
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.layouts.score import score
from benchmarks.silent.cases import Case, printed
from benchmarks.silent.drawings import CASES
from pipeline.reading.extract import extract


def outcome(case: Case, seed: str, kept: Path | None, misses: int) -> tuple[str, list[int]]:
    """The line of a case, and its counts: right, expected, wrong, findings, silent losses."""
    book, data = printed(case, seed)
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        (kept / f"{case.name.replace('/', '+')}.pdf").write_bytes(data)
    found = extract(data)
    result = score(book, found)
    right, expected = result.facts
    findings = sum(f.severity in ("error", "warning") for f in found.findings)
    lost = right < expected
    silent = lost and not found.document.notes
    said = "" if not lost else "SILENT" if silent else "said"
    line = f"{case.name:28}{right:5}/{expected:<5}{result.wrong:6}{findings:9}  {said}"
    line += "".join(f"\n     {miss}" for miss in result.misses[:misses])
    return line, [right, expected, result.wrong, findings, int(silent)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--aside", action="store_true", help="the cases set aside, not the others")
    parser.add_argument("--kinds", nargs="*", default=["*"], metavar="PATTERN", help="names, with * and ?")
    parser.add_argument("--keep", type=Path, help="write the PDFs here")
    parser.add_argument("--seed", default="", help="other bodies, codes and amounts")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print so many misses of each case"
    )
    arguments = parser.parse_args()
    sums = [0] * 5
    print(f"{'case':28}{'facts':>11}{'wrong':>6}{'findings':>9}")
    for case in CASES:
        if case.aside == arguments.aside and any(fnmatch(case.name, k) for k in arguments.kinds):
            line, counts = outcome(case, arguments.seed, arguments.keep, arguments.misses)
            print(line, flush=True)
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
    print(f"{'all':28}{sums[0]:5}/{sums[1]:<5}{sums[2]:6}{sums[3]:9}  {sums[4]} silent")


if __name__ == "__main__":
    main()
