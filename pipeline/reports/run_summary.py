"""What a run did, in the lines that end it."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

from pipeline.language.spoken import tr, tr_n
from pipeline.learning.gaps import CodeGap, Example, Gaps, TitleGap
from pipeline.reading.losses import LOST_AMOUNTS, LOST_TABLES
from pipeline.reports.bare_disclosures import FEW
from pipeline.reports.cases import SEVERITIES
from pipeline.reports.published_summary import published_summary
from pipeline.reports.run_report import pages_per_second
from pipeline.running.receipts import Receipt, Receipts, RunResult
from pipeline.running.recogniser import (
    INSTALL,
    NUMBERS,
    OF_NUMBERS,
    PAGES_RECOGNISED,
    PAGES_WAITING,
    UNPROVEN,
)

_NAMED_FAILURES = 10
_NAMED_GAPS = 3
"""So many are named; the report of the run has the others."""


def summary(result: RunResult, gaps: Gaps) -> list[str]:
    """The closing summary, line by line."""
    inputs = len(result.receipts)
    lines = [
        f"{inputs} input{'' if inputs == 1 else 's'} found: {result.count('ok')} ok, "
        f"{result.count('partial')} partial, {result.count('failed')} failed, "
        f"{result.count('not_disclosure')} not disclosures"
        + (f", {result.waiting} waiting for another run" if result.waiting else "")
        + (f"; {result.unchanged} of them unchanged" if result.unchanged else ""),
        f"{result.pages} pages in {result.seconds:.1f} s, {pages_per_second(result):.0f} pages/s, "
        f"{result.workers} worker{'' if result.workers == 1 else 's'}",
    ]
    for status, heading in (("failed", "failed"), ("partial", "read in part")):
        lines += _named(heading, result.select((status,)))
    others = result.count("not_disclosure")
    if others:
        lines.append(f"not disclosures: {others} (named in report.html)")
    lines += _address_lines(result)
    lines += _version_lines(result)
    lines += [f"mended: {name} was missing or damaged" for name in result.mended[:_NAMED_GAPS]]
    if len(result.mended) > _NAMED_GAPS:
        lines.append(f"mended: {len(result.mended) - _NAMED_GAPS} more")
    filled = [f"{name} {count:,}" for name, count in result.rows.items() if count]
    lines.append("rows: " + (", ".join(filled) or "none"))
    lines += _bare_lines(result.output)
    lines += _scan_lines(result)
    lines += _loss_lines(result)
    lines += _finding_lines(result.output)
    lines += _gap_lines(gaps)
    lines.append(f"datasets: {result.output}/datasets   report: {result.output}/report.html")
    return lines


def _address_lines(result: RunResult) -> list[str]:
    """How many files have an address where they are published, and what of the lists cannot be used."""
    with_address, files = result.addressed
    problems = result.address_problems
    lines = []
    if with_address or problems:
        lines.append(
            tr_n(
                "{known} of {count} file has an address where it is published (documents.source_url)",
                "{known} of {count} files have an address where they are published (documents.source_url)",
                files,
                known=with_address,
            )
        )
    lines += [f"  {problem}" for problem in problems[:_NAMED_FAILURES]]
    if len(problems) > _NAMED_FAILURES:
        lines.append("  " + tr("… {count} more in report.json", count=len(problems) - _NAMED_FAILURES))
    return lines


def _version_lines(result: RunResult) -> list[str]:
    """How much of what is published another version read, or other settings."""
    if not result.earlier_before:
        return []
    return [
        f"documents of an earlier version or other settings: {result.earlier_before:,} before this run, "
        f"{result.earlier:,} still published so (documents.tool_version says which)"
    ]


def _scan_lines(result: RunResult) -> list[str]:
    """How many pages were recognised or wait for it, what became of their numbers, and which documents that
    this run read have some that nothing proves.
    """
    scans = result.counted.scans
    documents = scans["documents"]
    if not documents:
        return []
    lines = [
        f"scans: {documents} document{'' if documents == 1 else 's'}, "
        f"{scans[PAGES_RECOGNISED]} pages read by OCR"
        + (f", {scans[PAGES_WAITING]} waiting for it ({INSTALL})" if scans[PAGES_WAITING] else "")
    ]
    numbers = [f"{scans[name]:,} {name.removeprefix(NUMBERS)}" for name in OF_NUMBERS if scans[name]]
    if numbers:
        lines.append(f"numbers on scanned pages: {', '.join(numbers)} (ocr_status of table_cells and facts)")
    if scans[UNPROVEN]:
        new = result.select(("ok", "partial"), unchanged=False)
        open_ = ((r.source_uri, r.outcome.counts.get(UNPROVEN, 0)) for r in new)
        named = list(islice(((uri, n) for uri, n in open_ if n), _NAMED_FAILURES + 1))
        lines += [f"  {uri}: {n:,} unproven" for uri, n in named[:_NAMED_FAILURES]]
        lines += ["  … more in the receipts"] if len(named) > _NAMED_FAILURES else []
    return lines


def _loss_lines(result: RunResult) -> list[str]:
    """How many amounts came to nothing, in how many tables."""
    lost = result.counted.lost
    documents = lost["documents"]
    if not documents:
        return []
    return [
        f"amounts of which nothing came: {lost[LOST_AMOUNTS]:,} in {lost[LOST_TABLES]} tables of {documents} "
        f"document{'' if documents == 1 else 's'} (their receipts and `rejects` name them)"
    ]


def _finding_lines(output: str) -> list[str]:
    count: Counter[str] = Counter()
    for row in published_summary(output)["findings"]:
        count[row["severity"]] += row["findings"]
    if not count:
        return []
    counts = ", ".join(f"{count[s]} {s}{'s' if count[s] != 1 else ''}" for s in SEVERITIES if count[s])
    return [f"findings: {counts.replace('infos', 'notes').replace('info', 'note')} (mingzhang audit --all)"]


def _bare_lines(output: str) -> list[str]:
    """Disclosures with next to no headline figures, the first few by name and reason."""
    bare = published_summary(output)["bare_disclosures"]
    if not bare:
        return []
    lines = [f"disclosures with fewer than {FEW} headline figures: {len(bare)}"]
    lines += [f"  {row['source_uri']}: {row['why']}" for row in bare[:_NAMED_FAILURES]]
    if len(bare) > _NAMED_FAILURES:
        lines.append(f"  … {len(bare) - _NAMED_FAILURES} more in report.html")
    return lines


def _named(heading: str, receipts: Receipts) -> list[str]:
    """Receipts by kind of error, the first few of each by name and reason."""
    kinds: dict[str, list[Receipt]] = defaultdict(list)
    count: Counter[str] = Counter()
    for receipt in receipts:
        kind = receipt.outcome.error_kind or ""
        count[kind] += 1
        if count[kind] <= _NAMED_FAILURES:
            kinds[kind].append(receipt)
    lines = []
    for kind, members in sorted(kinds.items()):
        lines.append(f"{heading}{f', {kind}' if kind else ''}: {count[kind]}")
        lines += [f"  {r.source_uri}: {r.outcome.message or ''}" for r in members]
        if count[kind] > _NAMED_FAILURES:
            lines.append(f"  … {count[kind] - _NAMED_FAILURES} more in report.html")
    return lines


def _gap_lines(gaps: Gaps) -> list[str]:
    """What could be added to the patterns: how much of each kind, the most frequent by name."""
    kinds: list[tuple[str, tuple[CodeGap, ...] | tuple[TitleGap, ...]]] = [
        ("table titles that the catalogue does not recognise", gaps.unrecognised_titles),
        ("codes in no list", gaps.unknown_codes),
        ("codes with another name than the list's", gaps.other_names),
    ]
    lines = []
    for heading, found in kinds:
        if found:
            more = len(found) - _NAMED_GAPS
            lines.append(f"{heading}: {len(found)}")
            lines += [f"  {_gap_line(gap)}" for gap in found[:_NAMED_GAPS]]
            lines += [f"  … {more} more in report.json"] if more > 0 else []
    return lines


def _gap_line(gap: CodeGap | TitleGap) -> str:
    """One gap, how frequent it is, and where to look."""
    documents = f"{gap.documents} document{'' if gap.documents == 1 else 's'}"
    if isinstance(gap, TitleGap):
        name = gap.title
    else:
        name = f"{gap.code} {gap.name}" + (f" (listed: {', '.join(gap.listed)})" if gap.listed else "")
    return f"{name}: {documents}, {_where(gap.example)}"


def _where(example: Example) -> str:
    page = "" if example.page is None else f" p. {example.page}"
    return f"{example.source_uri or ''}{page}".strip()
