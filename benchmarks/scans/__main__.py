"""Digital documents rendered to scans, and the datasets of a scan held against those of the file.

    python -m benchmarks.scans FOLDER [--set worked|aside] [--degradation NAME ...] [--pages N] [--seed N]
                               [--workers N] [--form pdf|tiff] [--keep FOLDER] [--differences FOLDER]
                               [--documents TEXT] [--json FILE]
    python -m benchmarks.scans FOLDER --render FOLDER   only draws the scans, to look at
    python -m benchmarks.scans.peers FOLDER …             other recognisers on the same pages
    python -m benchmarks.scans.real --folder FOLDER …     real scans, to be looked at

FOLDER holds disclosures, a folder for each region. The same files and seed give the same pages and pictures.
`--pages` ends a set early. `--differences` lists what is not as in the digital file, with pictures; of what
is set aside only sums can be seen. `--keep` keeps drawn scans for the next run.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from benchmarks.machine import machine, record
from benchmarks.scans.choose import chosen
from benchmarks.scans.render import RECIPES
from benchmarks.scans.score import Task, figures, run, scan_of, show, write_differences


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=("worked", "aside"), default="worked")
    parser.add_argument("--degradation", nargs="+", choices=list(RECIPES), default=list(RECIPES))
    parser.add_argument("--pages", type=int, help="of the set, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--form", choices=("pdf", "tiff"), default="pdf")
    parser.add_argument("--keep", type=Path, help="keeps the scans here")
    parser.add_argument("--render", type=Path, help="draws the scans into this folder and reads nothing")
    parser.add_argument("--differences", type=Path, help="lists and pictures of what differs")
    parser.add_argument("--most", type=int, default=60, help="pictures of each kind of difference")
    parser.add_argument("--documents", default="", metavar="TEXT", help="only those with this in their name")
    parser.add_argument("--json", type=Path, help="writes the figures here")
    arguments = parser.parse_args()
    aside = arguments.set == "aside"
    if aside and arguments.differences:
        parser.error("of the set aside only sums can be seen")
    before = machine()
    documents = chosen(arguments.folder, arguments.seed, arguments.set, arguments.pages)
    documents = [d for d in documents if arguments.documents in d.name]
    if not documents:
        parser.error("no document to scan")
    keep = arguments.render or arguments.keep
    print(before)
    pages = sum(d.pages for d in documents)
    print(f"set {arguments.set}, seed {arguments.seed}: {len(documents)} documents, {pages} pages")
    for d in documents if not aside else ():
        print(f"  {d.pages:3} pages  {d.name}")
    results: dict[str, dict[str, Any]] = {}
    for name in arguments.degradation:
        tasks = [Task(d, name, arguments.seed, arguments.form, keep) for d in documents]
        if arguments.render:
            for task in tasks:
                scan_of(task)
            continue
        outcomes = run(tasks, arguments.workers)
        results[name] = figures(outcomes, details=not aside)
        for each in outcomes if not aside else ():
            if each.failure:
                print(f"{name}: {each.name}: {each.failure}")
        if arguments.differences:
            count = write_differences(arguments.differences, name, outcomes, arguments.most)
            print(f"{name}: {count} differences in {arguments.differences / name}.csv")
        if len(arguments.degradation) > 1:
            print(f"{name} done", flush=True)
        how = {"set": arguments.set, "seed": arguments.seed, "form": arguments.form}
        how["chosen"] = [d.name for d in documents] if not aside else []
        record(arguments.json, {f"{arguments.set} {name}": {**how, **results[name]}}, before)
    if results:
        show(results)


if __name__ == "__main__":
    main()
