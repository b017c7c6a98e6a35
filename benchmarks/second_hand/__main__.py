"""Documents as offices really produce them, drawn by a second hand: what comes of them.

    python -m benchmarks.second_hand [--aside] [--only NAME …] [--misses] [--keep FOLDER]

30 invented disclosures (and pages that are none) in raw Office Open XML, as exports of budget software, as web
pages pasted from Word, Excel and WPS, and as files of one format named as another. Printed by document: whether
its kind, year and publisher are right; cells (canonical table, row label, column head, amount), figures of the
whole body and section titles right of those it prints; figures of the whole body that nothing supports; errors
and warnings of the audit, all of which are false. `--aside` reads the ten that were set aside; they are not
read otherwise. `--keep` writes the documents and their truths into a folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.second_hand.documents import ASIDE, SHOWN
from benchmarks.second_hand.score import Result, score
from benchmarks.second_hand.truth import Written


def read_one(written: Written) -> Result:
    """Reads and judges one document; one that is no disclosure may also be refused."""
    from extractors.errors import Unreadable
    from pipeline.reading.extract import extract

    try:
        return score(written, extract(written.data))
    except Unreadable as error:
        result = Result(written.name, written.owner, written.truth.disclosure, not written.truth.disclosure)
        result.identity = result.kind_right
        wanted = written.truth
        result.cells, result.headline = (0, len(wanted.cells)), (0, len(wanted.headline))
        result.sections = (0, len(wanted.sections) or len(wanted.attachments))
        result.faults.append(f"refused: {error.kind} {error}")
        return result


def _line(name: str, results: Sequence[Result]) -> str:
    def share(field: str) -> str:
        right, wanted = (sum(getattr(r, field)[i] for r in results) for i in (0, 1))
        return f"{right:7}/{wanted:<5}" if wanted else f"{'-':>13}"

    return (
        f"{name:26}{sum(r.kind_right for r in results):4}/{len(results):<3}{sum(r.identity for r in results):4}/"
        f"{len(results):<3}{share('cells')}{share('headline')}{share('sections')}"
        f"{sum(r.extra for r in results):6}{sum(r.errors for r in results):7}"
    )


def report(results: Sequence[Result], misses: bool) -> None:
    """Prints the table, and every fault where asked for."""
    head = (
        f"{'document':26}{'kind':>7} {'identity':>7}{'cells':>13}{'headline':>13}{'sections':>13}{'extra':>6}"
    )
    print(head + f"{'errors':>7}")
    for owner in dict.fromkeys(r.owner for r in results):
        own = [r for r in results if r.owner == owner]
        for r in own:
            print(_line(r.name, [r]))
        print(_line(f"= {owner}", own) + "\n")
    print(_line("all", results))
    for r in results if misses else ():
        if r.faults:
            print(f"\n== {r.owner} {r.name}")
            print("\n".join(f"  {fault}" for fault in r.faults))


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--aside", action="store_true", help="the ten that were set aside")
    parser.add_argument("--only", nargs="*", default=["*"], metavar="NAME", help="names, with * and ?")
    parser.add_argument("--misses", action="store_true", help="list what is not right")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write documents and truths, read nothing"
    )
    arguments = parser.parse_args()
    made = [make() for make in (ASIDE if arguments.aside else SHOWN)]
    made = [w for w in made if any(fnmatch(w.name, pattern) for pattern in arguments.only)]
    if arguments.keep:
        for w in made:
            folder = arguments.keep / w.name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / w.file_name).write_bytes(w.data)
            (arguments.keep / f"{w.name}.truth.json").write_text(w.truth.json(), encoding="utf-8")
        return
    report([read_one(w) for w in made], arguments.misses)
    print(f"\n{len(made)} documents; {machine()}")


if __name__ == "__main__":
    main()
