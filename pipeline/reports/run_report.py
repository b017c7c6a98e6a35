"""What a run did, for people: `report.json`, `report.html` and the closing summary."""

from __future__ import annotations

import html
import json
from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet
from pipeline.learning.gaps import CodeGap, Example, Gaps, TitleGap
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.folders import open_folder
from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.upkeep.nightly import Night

_GRAVEST = ("error", "warning", "info")
_NAMED_FAILURES = 10
_NAMED_GAPS = 3
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums} .failed{color:#a00} .partial{color:#a60}
"""


def write_reports(result: RunResult, gaps: Gaps, night: Night | None = None) -> None:
    """Writes `report.json` and `report.html` beside the datasets."""
    folder = open_folder(result.output)
    content = report(result, gaps)
    if night is not None:
        content["nightly"] = nightly_report(night)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    folder.put_bytes("report.json", text.encode())
    folder.put_bytes("report.html", _html(content).encode())


def report(result: RunResult, gaps: Gaps) -> dict[str, Any]:
    """The run as a dict: totals, rows of each dataset, every input that is not simply ok, and what the
    documents in the output folder print that the pattern files do not know."""
    return {
        "run_id": result.run_id,
        "tool_version": VERSION,
        "started_at": result.started_at.isoformat(timespec="seconds"),
        "finished_at": result.finished_at.isoformat(timespec="seconds"),
        "seconds": round(result.seconds, 3),
        "publish_seconds": round(result.publish_seconds, 3),
        "workers": result.workers,
        "inputs": len(result.receipts),
        "ok": result.count("ok"),
        "partial": result.count("partial"),
        "failed": result.count("failed"),
        "not_disclosure": result.count("not_disclosure"),
        "unchanged": result.unchanged,
        "pages": result.pages,
        "pages_per_second": round(pages_per_second(result), 1),
        "peak_mb": round(max((r.outcome.peak_mb for r in result.receipts), default=0.0), 1),
        "datasets": result.rows,
        "not_ok": [
            {
                "source_uri": r.source_uri,
                "status": r.outcome.status,
                "error_kind": r.outcome.error_kind,
                "message": r.outcome.message,
            }
            for r in result.receipts
            if r.outcome.status != "ok"
        ],
        "findings": found_in(result.output),
        "gaps": gaps.to_dict(),
    }


def nightly_report(night: Night) -> dict[str, Any]:
    """The conservation statement, each input by name, and what is new since last time."""
    return {
        "statement": night.statement,
        "exit_status": night.exit_status,
        "broken": list(night.broken),
        "unreachable": list(night.unreachable),
        "new": [_input(r) for r in night.new],
        "unchanged": [r.source_uri for r in night.unchanged],
        "failed": [_input(r) for r in night.failed],
        "new_documents": [_pick(row, _OF_DOCUMENT) for row in night.documents],
        "new_findings": [_pick(row, _OF_FINDING) for row in night.findings],
        "revisions": [_pick(row, _OF_REVISION) for row in night.revisions],
    }


_OF_DOCUMENT = ("source_uri", "doc_id", "entity_name", "fiscal_year", "doc_kind", "group_role", "title")
_OF_FINDING = ("doc_id", "page", "severity", "code", "message_zh", "message_en")
_OF_REVISION = (
    "doc_id", "previous_doc_id", "change", "measure", "role", "function_code", "economic_code", "item_label",
    "value_before", "value_after",
)  # fmt: skip


def _pick(row: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """These columns, amounts as text: JSON has no decimals."""
    return {c: str(v) if isinstance(v := row[c], Decimal) else v for c in columns}


def _input(receipt: Receipt) -> dict[str, Any]:
    outcome = receipt.outcome
    known = {"known_before": True} if outcome.unchanged else {}
    return {
        "source_uri": receipt.source_uri,
        "status": outcome.status,
        "error_kind": outcome.error_kind,
        "message": outcome.message,
        **known,
    }


def _nightly_html(night: dict[str, Any]) -> list[str]:
    """What a night brought, above everything else."""
    parts = ["<h2>Tonight</h2>", f"<p><strong>{html.escape(night['statement'])}</strong></p>"]
    for key, heading in (
        ("broken", "Promises that are not kept"),
        ("unreachable", "Sources that do not answer"),
    ):
        if night[key]:
            items = "".join(f"<li class='failed'>{html.escape(text)}</li>" for text in night[key])
            parts.append(f"<h3>{heading}</h3><ul>{items}</ul>")
    for key, heading in (
        ("new_documents", "New documents"),
        ("new_findings", "New findings"),
        ("revisions", "Revised figures"),
        ("new", "Inputs read tonight"),
        ("failed", "Inputs that could not be read"),
    ):
        rows = night[key]
        if rows:
            heads = tuple(dict.fromkeys(name for row in rows for name in row))
            table = _table(heads, [tuple(row.get(name) for name in heads) for row in rows])
            parts.append(f"<details open><summary>{heading}: {len(rows)}</summary>{table}</details>")
    names = "".join(f"<li>{html.escape(uri)}</li>" for uri in night["unchanged"])
    count = len(night["unchanged"])
    parts.append(f"<details><summary>Unchanged inputs: {count}</summary><ul>{names}</ul></details>")
    return parts


def found_in(output: str) -> list[dict[str, Any]]:
    """How many findings of each severity and code the published documents have, the gravest first."""
    folder = open_folder(output)
    count: Counter[tuple[str, str]] = Counter()
    for name in folder.names("datasets/findings"):
        table = read_parquet(folder.read(name), ["severity", "code"])
        count.update(zip(table["severity"].to_pylist(), table["code"].to_pylist(), strict=True))
    order = sorted(count, key=lambda key: (_GRAVEST.index(key[0]), -count[key], key[1]))
    return [{"severity": s, "code": c, "findings": count[s, c]} for s, c in order]


def pages_per_second(result: RunResult) -> float:
    """Pages that the run extracted, over its whole time."""
    return result.pages / result.seconds if result.seconds > 0 else 0.0


def summary(result: RunResult, gaps: Gaps) -> list[str]:
    """The closing summary, line by line."""
    inputs = len(result.receipts)
    lines = [
        f"{inputs} input{'' if inputs == 1 else 's'} found: {result.count('ok')} ok, "
        f"{result.count('partial')} partial, {result.count('failed')} failed, "
        f"{result.count('not_disclosure')} not disclosures"
        + (f"; {result.unchanged} of them unchanged" if result.unchanged else ""),
        f"{result.pages} pages in {result.seconds:.1f} s, {pages_per_second(result):.0f} pages/s, "
        f"{result.workers} worker{'' if result.workers == 1 else 's'}",
    ]
    for status, heading in (("failed", "failed"), ("partial", "read in part")):
        lines += _named(heading, [r for r in result.receipts if r.outcome.status == status])
    others = sum(r.outcome.status == "not_disclosure" for r in result.receipts)
    if others:
        lines.append(f"not disclosures: {others} (named in report.html)")
    filled = [f"{name} {count:,}" for name, count in result.rows.items() if count]
    lines.append("rows: " + (", ".join(filled) or "none"))
    lines += _finding_lines(result.output)
    lines += _gap_lines(gaps)
    lines.append(f"datasets: {result.output}/datasets   report: {result.output}/report.html")
    return lines


def _finding_lines(output: str) -> list[str]:
    count: Counter[str] = Counter()
    for row in found_in(output):
        count[row["severity"]] += row["findings"]
    if not count:
        return []
    said = ", ".join(f"{count[s]} {s}{'s' if count[s] != 1 else ''}" for s in _GRAVEST if count[s])
    return [f"findings: {said.replace('infos', 'notes').replace('info', 'note')} (mingzhang audit --all)"]


def _named(heading: str, receipts: list[Receipt]) -> list[str]:
    """Receipts by kind of error, the first few of each by name and reason."""
    kinds: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        kinds[receipt.outcome.error_kind or ""].append(receipt)
    lines = []
    for kind, members in sorted(kinds.items()):
        lines.append(f"{heading}{f', {kind}' if kind else ''}: {len(members)}")
        lines += [f"  {r.source_uri}: {r.outcome.message or ''}" for r in members[:_NAMED_FAILURES]]
        if len(members) > _NAMED_FAILURES:
            lines.append(f"  … {len(members) - _NAMED_FAILURES} more in report.html")
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


def _gap_tables(gaps: dict[str, Any]) -> list[str]:
    parts = ["<h2>What the pattern files do not know</h2>"]
    titles = [(g["title"], g["tables"], g["documents"], *_place(g)) for g in gaps["unrecognised_titles"]]
    parts += [
        "<h3>Table titles that the catalogue does not recognise</h3>",
        _table(("title", "tables", "documents", "example", "page"), titles),
    ]
    for key, heading in (
        ("unknown_codes", "Codes in no list"),
        ("other_names", "Codes with another name than the list has in that year"),
    ):
        rows = [
            (g["code"], g["name"], ", ".join(g["listed"]), _years(g["years"]), g["documents"], *_place(g))
            for g in gaps[key]
        ]
        heads = ("code", "printed", "listed", "years", "documents", "example", "page")
        parts += [f"<h3>{heading}</h3>", _table(heads, rows)]
    return parts


def _place(gap: dict[str, Any]) -> tuple[str | None, int | None]:
    return gap["example"]["source_uri"], gap["example"]["page"]


def _years(years: list[int]) -> str:
    return "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))


def _html(content: dict[str, Any]) -> str:
    totals = [key for key in content if isinstance(content[key], int | float | str)]
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Mingzhang run</title>",
        f"<style>{_STYLE}</style><h1>Mingzhang run</h1>",
        *(_nightly_html(content["nightly"]) if "nightly" in content else ()),
        _table(("", ""), [(key.replace("_", " "), content[key]) for key in totals]),
        "<h2>Datasets</h2>",
        _table(("dataset", "rows"), list(content["datasets"].items())),
        "<h2>Inputs that are not simply ok</h2>",
        _table(
            ("source", "status", "kind", "message"),
            [tuple(row.values()) for row in content["not_ok"]],
        )
        if content["not_ok"]
        else "<p>None.</p>",
        "<h2>Findings</h2>",
        "<p><code>mingzhang audit --all --format html --to audit/</code> shows each on its page.</p>",
        _table(("severity", "code", "findings"), [tuple(row.values()) for row in content["findings"]]),
        *_gap_tables(content["gaps"]),
        "</html>\n",
    ]
    return "\n".join(parts)


def _table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    head = "".join(f"<th>{html.escape(h)}</th>" for h in heads)
    body = "\n".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>\n{body}</table>"


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return f"<td class='n'>{value:,}</td>"
    text = html.escape("" if value is None else str(value))
    mark = f" class='{text}'" if text in ("failed", "partial") else ""
    return f"<td{mark}>{text}</td>"
