"""What a run did, in the lines that end it."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

from pipeline.intake.sidecar import Problem
from pipeline.language.spoken import told, tr, tr_n
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
        tr_n(
            "{count} input found: {ok} ok, {partial} partial, {failed} failed, {others} not disclosures",
            "{count} inputs found: {ok} ok, {partial} partial, {failed} failed, {others} not disclosures",
            inputs,
            ok=result.count("ok"),
            partial=result.count("partial"),
            failed=result.count("failed"),
            others=result.count("not_disclosure"),
        )
        + (tr(", {count} waiting for another run", count=result.waiting) if result.waiting else "")
        + (tr("; {count} of them unchanged", count=result.unchanged) if result.unchanged else ""),
        tr_n(
            "{pages} pages in {seconds:.1f} s, {rate:.0f} pages/s, {count} worker",
            "{pages} pages in {seconds:.1f} s, {rate:.0f} pages/s, {count} workers",
            result.workers,
            pages=result.pages,
            seconds=result.seconds,
            rate=pages_per_second(result),
        ),
    ]
    for status, heading in (("failed", tr("failed")), ("partial", tr("read in part"))):
        lines += _named(heading, result.select((status,)))
    others = result.count("not_disclosure")
    if others:
        lines.append(tr("not disclosures: {count} (named in report.html)", count=others))
    lines += _address_lines(result)
    lines += _version_lines(result)
    lines += _kept_lines(result)
    lines += [tr("mended: {name} was missing or damaged", name=name) for name in result.mended[:_NAMED_GAPS]]
    if len(result.mended) > _NAMED_GAPS:
        lines.append(tr("mended: {count} more", count=len(result.mended) - _NAMED_GAPS))
    filled = [f"{told(name)} {count:,}" for name, count in result.rows.items() if count]
    lines.append(tr("rows: {rows}", rows=tr(", ").join(filled) or tr("none")))
    lines += _bare_lines(result.output)
    lines += _scan_lines(result)
    lines += _loss_lines(result)
    lines += _finding_lines(result.output)
    lines += _gap_lines(gaps)
    places = {"datasets": f"{result.output}/datasets", "report": f"{result.output}/report.html"}
    lines.append(tr("datasets: {datasets}   report: {report}", **places))
    return lines


def _said(problem: Problem) -> str:
    """What of a list cannot be used, in the language of the person."""
    what = told(problem.what)
    if not problem.line:
        return tr("{list}: {what}", list=problem.uri, what=what)
    return tr("{list}, line {line}: {what}", list=problem.uri, line=problem.line, what=what)


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
    lines += [f"  {_said(problem)}" for problem in problems[:_NAMED_FAILURES]]
    if len(problems) > _NAMED_FAILURES:
        lines.append("  " + tr("… {count} more in report.json", count=len(problems) - _NAMED_FAILURES))
    return lines


def _kept_lines(result: RunResult) -> list[str]:
    """How many sources are kept beside the data now that were not."""
    if result.kept_sources is None:
        return []
    new, missed = result.kept_sources
    line = tr("sources: {count:,} kept by this run in {folder}", count=new, folder=f"{result.output}/sources")
    if missed:
        line += tr(", {count:,} could not be: they are gone or have changed", count=missed)
    return [line]


def _version_lines(result: RunResult) -> list[str]:
    """How much of what is published another version read, or other settings."""
    if not result.earlier_before:
        return []
    return [
        tr(
            "documents of an earlier version or other settings: {before:,} before this run, {now:,} still "
            "published so (documents.tool_version says which)",
            before=result.earlier_before,
            now=result.earlier,
        )
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
        tr_n(
            "scans: {count} document, {pages} pages read by OCR",
            "scans: {count} documents, {pages} pages read by OCR",
            documents,
            pages=scans[PAGES_RECOGNISED],
        )
        + (
            tr(", {count} waiting for it ({install})", count=scans[PAGES_WAITING], install=INSTALL)
            if scans[PAGES_WAITING]
            else ""
        )
    ]
    numbers = [
        tr("{count:,} {what}", count=scans[name], what=told(name.removeprefix(NUMBERS)))
        for name in OF_NUMBERS
        if scans[name]
    ]
    if numbers:
        said = tr(", ").join(numbers)
        lines.append(
            tr("numbers on scanned pages: {numbers} (ocr_status of table_cells and facts)", numbers=said)
        )
    if scans[UNPROVEN]:
        new = result.select(("ok", "partial"), unchanged=False)
        open_ = ((r.source_uri, r.outcome.counts.get(UNPROVEN, 0)) for r in new)
        named = list(islice(((uri, n) for uri, n in open_ if n), _NAMED_FAILURES + 1))
        lines += [
            "  " + tr("{source}: {count:,} unproven", source=uri, count=n)
            for uri, n in named[:_NAMED_FAILURES]
        ]
        lines += ["  " + tr("… more in the receipts")] if len(named) > _NAMED_FAILURES else []
    return lines


def _loss_lines(result: RunResult) -> list[str]:
    """How many amounts came to nothing, in how many tables."""
    lost = result.counted.lost
    documents = lost["documents"]
    if not documents:
        return []
    return [
        tr_n(
            "amounts of which nothing came: {amounts:,} in {tables} tables of {count} document (their "
            "receipts and `rejects` name them)",
            "amounts of which nothing came: {amounts:,} in {tables} tables of {count} documents (their "
            "receipts and `rejects` name them)",
            documents,
            amounts=lost[LOST_AMOUNTS],
            tables=lost[LOST_TABLES],
        )
    ]


def _finding_lines(output: str) -> list[str]:
    count: Counter[str] = Counter()
    for row in published_summary(output)["findings"]:
        count[row["severity"]] += row["findings"]
    if not count:
        return []
    counts = tr(", ").join(_counted(severity, count[severity]) for severity in SEVERITIES if count[severity])
    return [tr("findings: {counts} (mingzhang audit --all)", counts=counts)]


def _counted(severity: str, count: int) -> str:
    match severity:
        case "error":
            return tr_n("{count} error", "{count} errors", count)
        case "warning":
            return tr_n("{count} warning", "{count} warnings", count)
        case _:
            return tr_n("{count} note", "{count} notes", count)


def _bare_lines(output: str) -> list[str]:
    """Disclosures with next to no headline figures, the first few by name and reason."""
    bare = published_summary(output)["bare_disclosures"]
    if not bare:
        return []
    lines = [tr("disclosures with fewer than {few} headline figures: {count}", few=FEW, count=len(bare))]
    lines += [f"  {row['source_uri']}{tr(': ')}{told(row['why'])}" for row in bare[:_NAMED_FAILURES]]
    if len(bare) > _NAMED_FAILURES:
        lines.append("  " + tr("… {count} more in report.html", count=len(bare) - _NAMED_FAILURES))
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
        lines.append(f"{heading}{tr(', ') + told(kind) if kind else ''}{tr(': ')}{count[kind]}")
        lines += [f"  {r.source_uri}{tr(': ')}{told(r.outcome.message or '')}" for r in members]
        if count[kind] > _NAMED_FAILURES:
            lines.append("  " + tr("… {count} more in report.html", count=count[kind] - _NAMED_FAILURES))
    return lines


def _gap_lines(gaps: Gaps) -> list[str]:
    """What could be added to the patterns: how much of each kind, the most frequent by name."""
    kinds: list[tuple[str, tuple[CodeGap, ...] | tuple[TitleGap, ...]]] = [
        (tr("table titles that the catalogue does not recognise"), gaps.unrecognised_titles),
        (tr("codes in no list"), gaps.unknown_codes),
        (tr("codes with another name than the list's"), gaps.other_names),
    ]
    lines = []
    for heading, found in kinds:
        if found:
            more = len(found) - _NAMED_GAPS
            lines.append(f"{heading}{tr(': ')}{len(found)}")
            lines += [f"  {_gap_line(gap)}" for gap in found[:_NAMED_GAPS]]
            lines += ["  " + tr("… {count} more in report.json", count=more)] if more > 0 else []
    return lines


def _gap_line(gap: CodeGap | TitleGap) -> str:
    """One gap, how frequent it is, and where to look."""
    documents = tr_n("{count} document", "{count} documents", gap.documents)
    if isinstance(gap, TitleGap):
        name = gap.title
    else:
        name = f"{gap.code} {gap.name}" + (
            tr(" (listed: {names})", names=tr(", ").join(gap.listed)) if gap.listed else ""
        )
    return tr("{name}: {documents}, {place}", name=name, documents=documents, place=_where(gap.example))


def _where(example: Example) -> str:
    page = "" if example.page is None else tr(" p. {page}", page=example.page)
    return f"{example.source_uri or ''}{page}".strip()
