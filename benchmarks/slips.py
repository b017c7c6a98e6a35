"""How many of the slips that somebody found by reading does the audit find?

    python -m benchmarks.slips GOLD.json OUTPUT [--misses]

GOLD has `document_errors`: sha256, page, kind, text. A slip counts as found when a finding of the document
has evidence on its page (or on a page that its text names as p.N) and shares with its text a number of two
digits or more, or three Chinese characters in a row. OUTPUT is the folder of a run over the documents.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from patterns.han import UNIFIED

_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_WORDS = re.compile(f"[{UNIFIED}]{{3,}}")
_PAGE = re.compile(r"p\.(\d+)")


def found(slip: dict[str, Any], findings: list[dict[str, Any]]) -> list[str]:
    """The findings that show a slip, as code and severity."""
    pages = {slip["page"], *(int(p) for p in _PAGE.findall(slip["text"]))}
    numbers = {n.replace(",", "").rstrip(".") for n in _NUMBER.findall(slip["text"])}
    hits = []
    for finding in findings:
        if pages.isdisjoint(e["page"] for e in finding["evidence"]):
            continue
        said = finding["message_zh"] + " ".join(e["raw"] or "" for e in finding["evidence"])
        said = said.replace(",", "")
        same_number = any(re.search(rf"(?<![\d.]){re.escape(n)}(?!\d)", said) for n in numbers if len(n) > 1)
        if same_number or any(word in said for word in _WORDS.findall(slip["text"])):
            hits.append(f"{finding['code']} ({finding['severity']})")
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    slips = json.loads(args.gold.read_text(encoding="utf-8"))["document_errors"]
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    path = str(args.output / "datasets" / "findings" / "*.parquet")
    columns = ("doc_id", "code", "severity", "message_zh", "evidence")
    for row in duckdb.sql(f"select {', '.join(columns)} from read_parquet('{path}')").fetchall():
        by_document[row[0]].append(dict(zip(columns, row, strict=True)))
    hit = 0
    for slip in slips:
        hits = found(slip, by_document[slip["sha256"]])
        hit += bool(hits)
        if args.misses and not hits:
            print(f"missed  {slip['file']} p.{slip['page']} {slip['kind']}: {slip['text']}")
    print(f"{hit} of {len(slips)} slips have a finding")


if __name__ == "__main__":
    main()
