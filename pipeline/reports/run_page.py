"""What a run did, for people: `report.html`."""

from __future__ import annotations

import html
from typing import Any

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums} .failed{color:#a00} .partial{color:#a60}
"""


def run_page(content: dict[str, Any]) -> str:
    """The content of `report.json` as a page.

    What a night brought stands first, then totals, datasets, inputs that are not simply ok, findings by code,
    and what the pattern files do not know.
    """
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
        *_bare_html(content["bare_disclosures"]),
        "<h2>Findings</h2>",
        "<p><code>mingzhang audit --all --format html --to audit/</code> shows each on its page.</p>",
        _table(("severity", "code", "findings"), [tuple(row.values()) for row in content["findings"]]),
        *_greatest_html(content["greatest_findings"]),
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
            count = night["counts"].get(key, len(rows))
            parts.append(f"<details open><summary>{heading}: {count}</summary>{table}</details>")
    names = "".join(f"<li>{html.escape(uri)}</li>" for uri in night["unchanged"])
    count = night["counts"]["unchanged"]
    parts.append(f"<details><summary>Unchanged inputs: {count}</summary><ul>{names}</ul></details>")
    return parts


def _bare_html(disclosures: list[dict[str, Any]]) -> list[str]:
    """Disclosures without headline figures, and why."""
    if not disclosures:
        return []
    rows = [(row["source_uri"], row["headline_figures"], row["why"]) for row in disclosures]
    heading = "<h2>Disclosures with next to no headline figures</h2>"
    return [heading, _table(("source", "figures", "why"), rows)]


def _greatest_html(findings: list[dict[str, Any]]) -> list[str]:
    """The findings that weigh most, with where to look."""
    if not findings:
        return []
    heads = ("source_uri", "page", "severity", "code", "gap_yuan", "gap_share", "message_zh")
    rows = [tuple(finding[head] for head in heads) for finding in findings]
    return ["<h3>The gravest, by the size of the gap</h3>", _table(heads, rows)]


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
