"""What a run did, for people, in their language: `report.html`."""

from __future__ import annotations

import html
from decimal import Decimal
from typing import Any

from patterns.interface import texts
from pipeline.language.spoken import language, told, tr

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2126;--paper:#fff;--line:#d5dae0;--error:#ae1e14;--warning:#7f4d00}
@media(prefers-color-scheme:dark){
:root{--ink:#e2e8ee;--paper:#11151a;--line:#333b44;--error:#ff958b;--warning:#e8b84e}}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:var(--ink);
background:var(--paper);overflow-wrap:break-word}
div{overflow-x:auto;margin:.5rem 0 2rem} table{border-collapse:collapse;width:100%}
th{white-space:nowrap} td{min-width:4.5em} td.w{min-width:14em}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:0}
.failed{color:var(--error)} .partial{color:var(--warning)}
"""


def run_page(content: dict[str, Any]) -> str:
    """The content of `report.json` as a page.

    What a night brought stands first, then totals, datasets, inputs that are not simply ok, findings by code,
    and what the pattern files do not know.
    """
    totals = [key for key in content if isinstance(content[key], int | float | str)]
    parts = [
        f"<!doctype html><html lang='{_TAGS[language()]}'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{tr('Mingzhang run')}</title>",
        f"<style>{_STYLE}</style><h1>{tr('Mingzhang run')}</h1>",
        *(_nightly_html(content["nightly"]) if "nightly" in content else ()),
        _table(("", ""), [(told(key.replace("_", " ")), content[key]) for key in totals]),
        f"<h2>{tr('Datasets')}</h2>",
        _table((tr("dataset"), tr("rows")), [(_dataset(n), rows) for n, rows in content["datasets"].items()]),
        f"<h2>{tr('Inputs that are not simply ok')}</h2>",
        _table(
            (tr("source"), tr("status"), tr("kind"), tr("message")),
            [_input(row) for row in content["not_ok"]],
        )
        if content["not_ok"]
        else f"<p>{tr('None.')}</p>",
        *_bare_html(content["bare_disclosures"]),
        f"<h2>{tr('Findings')}</h2>",
        f"<p>{tr('{command} shows each on its page.', command=_PAGES)}</p>",
        _table(
            (tr("severity"), tr("code"), tr("findings")),
            [(told(row["severity"]), _code(row["code"]), row["findings"]) for row in content["findings"]],
        ),
        *_greatest_html(content["greatest_findings"]),
        *_gap_tables(content["gaps"]),
        "</html>\n",
    ]
    return "\n".join(parts)


_TAGS = {"en": "en", "zh": "zh-CN"}
_PAGES = "<code>mingzhang audit --all --format html --to audit/</code>"


class _Status(str):
    """What became of an input, in the person's language; `name` is how receipts call it."""

    name: str

    def __new__(cls, name: str) -> _Status:
        status = super().__new__(cls, told(name))
        status.name = name
        return status


class _Share(str):
    """A share, written out."""


def _input(row: dict[str, Any]) -> tuple[Any, ...]:
    """A row of `not_ok` as it is shown."""
    said = told(row["message"] or "")
    return row["source_uri"], _Status(row["status"]), told(row["error_kind"] or ""), said


def _table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    head = "".join(f"<th>{html.escape(h)}</th>" for h in heads)
    body = "\n".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f"<div tabindex='0'><table><tr>{head}</tr>\n{body}</table></div>"


def _cell(value: Any) -> str:
    if isinstance(value, int | float | Decimal):
        return f"<td class='n'>{value:,}</td>"
    if isinstance(value, _Share):
        return f"<td class='n'>{value}</td>"
    text = html.escape("" if value is None else str(value))
    name = value.name if isinstance(value, _Status) else ""
    kind = name if name in ("failed", "partial") else "w" if len(text) > _LONG else ""
    mark = f" class='{kind}'" if kind else ""
    return f"<td{mark}>{text}</td>"


def _nightly_html(night: dict[str, Any]) -> list[str]:
    """What a night brought, above everything else."""
    statement = html.escape(told(night["statement"]))
    parts = [f"<h2>{tr('Tonight')}</h2>", f"<p><strong>{statement}</strong></p>"]
    for key, heading in (
        ("broken", tr("Promises that are not kept")),
        ("unreachable", tr("Sources that do not answer")),
    ):
        if night[key]:
            items = "".join(f"<li class='failed'>{html.escape(told(text))}</li>" for text in night[key])
            parts.append(f"<h3>{heading}</h3><ul>{items}</ul>")
    for key, heading in (
        ("new_documents", tr("New documents")),
        ("new_findings", tr("New findings")),
        ("revisions", tr("Revised figures")),
        ("new", tr("Inputs read tonight")),
        ("failed", tr("Inputs that could not be read")),
    ):
        rows = night[key]
        if rows:
            heads = tuple(
                name for name in dict.fromkeys(name for row in rows for name in row) if _is_shown(name)
            )
            shown = [tuple(_shown(name, row.get(name)) for name in heads) for row in rows]
            table = _table(tuple(told(name) for name in heads), shown)
            count = night["counts"].get(key, len(rows))
            parts.append(f"<details open><summary>{heading}{tr(': ')}{count}</summary>{table}</details>")
    names = "".join(f"<li>{html.escape(uri)}</li>" for uri in night["unchanged"])
    count = night["counts"]["unchanged"]
    heading = tr("Unchanged inputs")
    parts.append(f"<details><summary>{heading}{tr(': ')}{count}</summary><ul>{names}</ul></details>")
    return parts


def _is_shown(column: str) -> bool:
    """Of messages those in the person's language."""
    return not column.startswith("message_") or column == f"message_{language()}"


def _shown(name: str, value: Any) -> Any:
    """A value of a table of the night; names that are data in words."""
    if name == "status":
        return _Status(value)
    if name == "code":
        return _code(value)
    if name == "fiscal_year":
        return str(value or "")
    if name in _AMOUNTS and value is not None:
        return Decimal(value)
    if name == "gap_share" and value is not None:
        return _Share(f"{100 * Decimal(value):,.2f} %")
    if name in ("doc_id", "previous_doc_id") and value:
        return value[:_OF_ID]
    return told(value) if name in _NAMED and isinstance(value, str) else value


_AMOUNTS = ("gap_yuan", "value_before", "value_after", "difference")
_LONG = 24
"""Characters: a longer text has a column of some width."""
_OF_ID = 16
"""So many characters of an id are shown: as many as name a document."""
_NAMED = ("error_kind", "message", "severity", "doc_kind", "group_role", "change")


def _dataset(name: str) -> str:
    """A dataset with what it is called."""
    return name if told(name) == name else f"{name} {told(name)}"


def _code(code: str) -> str:
    """A code of findings with what it is called."""
    name = texts().codes.get(code)
    return code if name is None else f"{code} {name.of(language())}"


def _bare_html(disclosures: list[dict[str, Any]]) -> list[str]:
    """Disclosures without headline figures, and why."""
    if not disclosures:
        return []
    rows = [(row["source_uri"], row["headline_figures"], told(row["why"])) for row in disclosures]
    heading = f"<h2>{tr('Disclosures with next to no headline figures')}</h2>"
    return [heading, _table((tr("source"), tr("figures"), tr("why")), rows)]


def _greatest_html(findings: list[dict[str, Any]]) -> list[str]:
    """The findings that weigh most, with where to look."""
    if not findings:
        return []
    heads = ("source_uri", "page", "severity", "code", "gap_yuan", "gap_share", f"message_{language()}")
    rows = [tuple(_shown(head, finding[head]) for head in heads) for finding in findings]
    heading = f"<h3>{tr('The gravest, by the size of the gap')}</h3>"
    return [heading, _table(tuple(told(head) for head in heads), rows)]


def _gap_tables(gaps: dict[str, Any]) -> list[str]:
    parts = [f"<h2>{tr('What the pattern files do not know')}</h2>"]
    titles = [(g["title"], g["tables"], g["documents"], *_place(g)) for g in gaps["unrecognised_titles"]]
    parts += [
        f"<h3>{tr('Table titles that the catalogue does not recognise')}</h3>",
        _table((tr("title"), tr("tables"), tr("documents"), tr("example"), tr("page")), titles),
    ]
    for key, heading in (
        ("unknown_codes", tr("Codes in no list")),
        ("other_names", tr("Codes with another name than the list has in that year")),
    ):
        rows = [
            (g["code"], g["name"], ", ".join(g["listed"]), _years(g["years"]), g["documents"], *_place(g))
            for g in gaps[key]
        ]
        places = (tr("documents"), tr("example"), tr("page"))
        heads = (tr("code"), tr("printed"), tr("listed"), tr("years"), *places)
        parts += [f"<h3>{heading}</h3>", _table(heads, rows)]
    return parts


def _place(gap: dict[str, Any]) -> tuple[str | None, int | None]:
    return gap["example"]["source_uri"], gap["example"]["page"]


def _years(years: list[int]) -> str:
    return "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))
