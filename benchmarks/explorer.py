"""How long the explorer takes to answer, page by page, over one output.

    python -m benchmarks.explorer OUTPUT [--sources DIR]... [--times 20] [--json FILE]

Through the ASGI application in one process, without a network: the first request of each kind, then the
median and the 95th percentile of requests for different bodies, documents, divisions and words. What is slow
to ask is prepared before; the time of that is said where it had to be made.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from benchmarks.machine import machine, record
from pipeline.explorer.app import explorer
from pipeline.explorer.edition import Edition
from pipeline.explorer.library import Library
from pipeline.explorer.settings import PORT, Settings

HOME = f"http://127.0.0.1:{PORT}"
WORDS = ("公务接待费", "三公经费 增加", "决算", "政府采购", "机关运行经费")
FIGURES = ("52.99", "100", "1,300.50万元", "237.4")
QUESTION = "select fiscal_year, count(*) from v_documents group by 1 order by 1"


def addresses(edition: Edition, times: int) -> dict[str, list[str]]:
    """So many addresses of each kind of page."""
    documents = edition.rows(
        "select doc_id, entity_id, division_code, page_count from documents "
        "where is_primary and entity_id is not null and page_count is not null order by doc_id limit ?",
        [times],
    )
    pages = [(row["doc_id"], 1 + n % row["page_count"]) for n, row in enumerate(documents)]
    bodies = [row["entity_id"] for row in documents]
    divisions = [row["division_code"] for row in documents if row["division_code"] is not None]
    return {
        "start": ["/"] * times,
        "search, words": [f"/search?q={WORDS[n % len(WORDS)]}" for n in range(times)],
        "search, figures": [f"/search?q={FIGURES[n % len(FIGURES)]}" for n in range(times)],
        "division": [f"/in/{code}" for code in divisions],
        "body": [f"/b/{entity}" for entity in bodies],
        "document": [f"/d/{doc_id}" for doc_id, _ in pages],
        "page of a document": [f"/d/{doc_id}/p/{page}" for doc_id, page in pages],
        "page, JSON": [f"/d/{doc_id}/p/{page}.json" for doc_id, page in pages],
        "page, picture": [f"/d/{doc_id}/p/{page}.webp" for doc_id, page in pages],
        "compare": ["/compare"] * times,
        "findings": ["/findings"] * times,
        "ask": [f"/ask?sql={QUESTION}"] * times,
        "operations": ["/operations"] * times,
    }


def timed(client: TestClient, asked: Sequence[str]) -> dict[str, Any]:
    """Milliseconds of the first answer, and of the others; how many did not answer."""
    taken, wrong = [], 0
    for address in asked:
        started = time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - started))
        wrong += answer.status_code != 200
    rest = sorted(taken[1:])
    return {
        "first_ms": round(taken[0]),
        "median_ms": round(statistics.median(rest)),
        "p95_ms": round(rest[min(len(rest) - 1, int(0.95 * len(rest)))]),
        "wrong": wrong,
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output")
    parser.add_argument("--sources", nargs="*", default=[])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    before = machine()
    started = time.monotonic()
    library = Library(options.output)
    library.wait(24 * 3600)
    seconds = time.monotonic() - started
    print(f"{before}\nprepared after {seconds:.1f} s (short where it was there)")
    asked = addresses(library.edition(), options.times)
    documents = library.edition().value("select count(*) from documents")
    library.close()
    found: dict[str, Any] = {"documents": documents}
    with TestClient(explorer(Settings(options.output, tuple(options.sources))), base_url=HOME) as client:
        print(f"{documents} documents\n{'page':20} {'first':>8} {'median':>8} {'p95':>8} ms, not answered")
        for name, own in asked.items():
            if len(own) > 1:
                one = found[name] = timed(client, own)
                print(
                    f"{name:20} {one['first_ms']:8} {one['median_ms']:8} {one['p95_ms']:8}    {one['wrong']}",
                    flush=True,
                )
    if options.json:
        record(options.json, {"explorer": found}, before)
    return 0


if __name__ == "__main__":
    sys.exit(main())
