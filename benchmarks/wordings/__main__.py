"""How well the wordings of many provinces are read: invented disclosures, each number of known meaning.

    python -m benchmarks.wordings [--only STYLE …] [--folder FOLDER] [--misses] [--json FILE] [--keep FOLDER]

Every style of `styles/` (and of `--folder`, kept outside the repository) writes two documents whose figures
fit together; they are printed as PDF, or as plain text where they have no tables, and read. Of every marked
number of the running text: *right* (a fact stands there, of its measure, role, item, direction and amount),
*missing* (no fact), *wrong* (a fact that says something else), *spurious* (a fact where nothing is said of
the body). Cells of tables likewise. The documents contradict themselves nowhere: every error and warning that
the audit reports is false. `--tree PATH` reads with the code of another checkout.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import importlib.util
import json
import pkgutil
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from types import ModuleType

from benchmarks.wordings import styles
from benchmarks.wordings.drawer import draw, has_tables, plain
from benchmarks.wordings.score import Result, score
from benchmarks.wordings.story import Story

HEAD = f"{'style':34}{'numbers':>8}{'right':>7}{'missing':>8}{'wrong':>7}{'spurious':>9}"
HEAD += f"{'cells':>8}{'right':>7}{'missing':>8}{'wrong':>7}{'errors':>8}{'warnings':>9}{'s':>6}"


def modules(folder: Path | None) -> Iterator[tuple[str, ModuleType]]:
    """Name and module of every style, those of `folder` after ours."""
    for info in pkgutil.iter_modules(styles.__path__):
        yield info.name, importlib.import_module(f"{styles.__name__}.{info.name}")
    for file in sorted(folder.glob("*.py")) if folder else []:
        spec = importlib.util.spec_from_file_location(f"wordings_of_folder_{file.stem}", file)
        if spec is None or spec.loader is None or file.stem.startswith("_"):
            continue
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        yield file.stem, module


def all_stories(only: Sequence[str] = ("*",), folder: Path | None = None) -> list[tuple[str, Story]]:
    """Every document with the name of its style; the same ones each time."""
    found = []
    for name, module in modules(folder):
        if hasattr(module, "stories") and any(fnmatch(name, pattern) for pattern in only):
            found += [(name, story) for story in module.stories(random.Random(name))]
    return found


def read_one(job: tuple[str, Story], keep: Path | None) -> Result:
    """Prints, reads and scores one document."""
    from pipeline.reading.extract import extract

    style, story = job
    result = Result(story.name, style)
    is_pdf = has_tables(story)
    data = draw(story) if is_pdf else plain(story)
    if keep is not None:
        name = f"{style}+{story.name}".replace("/", "+")
        (keep / f"{name}.{'pdf' if is_pdf else 'txt'}").write_bytes(data)
    start = time.perf_counter()
    try:
        score(story, extract(data), result)
    except Exception as error:  # one document that cannot be read must not cost the others
        result.failure = "".join(traceback.format_exception_only(error)).strip()
    result.seconds = time.perf_counter() - start
    return result


def _use_tree(tree: str | None) -> None:
    if tree is not None:
        sys.path.insert(0, tree)


def line(name: str, results: Sequence[Result]) -> str:
    """One row of the table: prose, cells, findings, seconds."""

    def counts(place: str, *statuses: str) -> list[int]:
        return [sum(r.count(s, place) for r in results) for s in statuses]

    right, missing, wrong, spurious = counts("prose", "right", "missing", "wrong", "spurious")
    cells = counts("table", "right", "missing", "wrong")
    severities = Counter(f[0] for r in results for f in r.findings)
    return (
        f"{name:34}{right + missing + wrong:8}{right:7}{missing:8}{wrong:7}{spurious:9}"
        f"{sum(cells):8}{cells[0]:7}{cells[1]:8}{cells[2]:7}"
        f"{severities['error']:8}{severities['warning']:9}{sum(r.seconds for r in results):6.1f}"
    )


def report(results: Sequence[Result], misses: bool) -> None:
    """Prints the table by style, findings by code, and what was missed where asked for."""
    print(HEAD)
    for style in dict.fromkeys(r.style for r in results):
        print(line(style, [r for r in results if r.style == style]))
    print(line("all", results))
    for r in results:
        if r.failure:
            print(f"\nFAILED {r.style} {r.name}: {r.failure}")
    print(f"\n{sum(r.count('unmarked') for r in results)} facts at numbers that no story marks")
    for (severity, code), n in Counter((f[0], f[1]) for r in results for f in r.findings).most_common():
        print(f"{n:5} {severity} {code}")
    if not misses:
        return
    for r in results:
        print(f"\n== {r.style} {r.name}")
        for severity, code, message in r.findings:
            print(f"  {severity} {code}: {message}")
        for o in r.outcomes:
            if o.status not in ("right", "quiet"):
                print(f"  {o.status} {o.place}: {o.context}\n      wanted {o.wanted} {','.join(o.why)}")
                for got in o.got:
                    print(f"      got    {got}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=["*"], metavar="STYLE", help="names, with * and ?")
    parser.add_argument("--folder", type=Path, help="more styles, kept outside the repository")
    parser.add_argument("--misses", action="store_true", help="list what is not right, and every finding")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every outcome")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the documents here")
    parser.add_argument("--tree", metavar="PATH", help="another checkout whose code reads")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    jobs = all_stories(arguments.only, arguments.folder)
    if not jobs:
        parser.error("no style of that name: " + ", ".join(name for name, _ in modules(arguments.folder)))
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    with ProcessPoolExecutor(arguments.workers, initializer=_use_tree, initargs=(arguments.tree,)) as pool:
        results = list(pool.map(partial(read_one, keep=arguments.keep), jobs))
    report(results, arguments.misses)
    print(f"\n{len(results)} documents, {time.perf_counter() - start:.0f} s")
    if arguments.json:
        rows = [dataclasses.asdict(r) for r in results]
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
