"""The findings as pages that need nothing but a browser: no network, no other file.

Everything that comes from documents is escaped; a content security policy forbids what is not in the page.
Chinese and English are both in it. Same findings, same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from patterns import load
from pipeline.reports.crops import Crop, Cutter
from pipeline.reports.gather import SEVERITIES, Case, Row
from pipeline.reports.machine import source_link

_FOLDER = Path(__file__).parent
_CONTEXT = 60
"""Characters of text shown on either side of a span."""
_SHOWN_EVIDENCE = 6


def document_page(case: Case, lang: str = "zh", crops: bool = True) -> str:
    """One document: a finding a block, with page cuts, context, and the operands of its identity."""
    title = f"{case.document['title'] or case.document['file_name'] or case.document['doc_id'][:12]}"
    with Cutter(case.document["source_uri"] if crops else None, case.document["doc_id"]) as cutter:
        blocks = [_article(case, f, cutter.cut(f["evidence"])) for f in case.findings]
        reason = cutter.reason if crops else ""
    told = [_both("words", reason)] if reason else []
    meta = " · ".join(
        escape(str(part))
        for key in ("entity_name", "fiscal_year", "doc_kind", "source_uri")
        if (part := case.document[key])
    )
    return _page(
        f"{_one('words', 'title_one', lang)}：{title}",
        " · ".join([meta, _counts([case]), *told]),
        _filters([case], ("severity", "code", "status")),
        "\n".join(blocks) or f"<p>{_both('words', 'none')}</p>",
        lang,
    )


def index_page(cases: Sequence[Case], links: dict[str, str], lang: str = "zh") -> str:
    """The findings of a whole run, one a row; `links` gives the page of each document by its id."""
    heads = ("severity", "document", "region", "code", "page", "message", "printed", "computed", "status")
    head = "".join(
        f'<th scope="col"><button type="button" data-sort="{n}">{_both("words", name)}</button></th>'
        for n, name in enumerate(heads)
    )
    body = "\n".join(_row(case, f, links) for case in cases for f in case.findings)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
    return _page(
        _one("words", "title_all", lang),
        f"{len(cases)} {_both('words', 'documents')} · {_counts(cases)}",
        _filters(cases, ("severity", "code", "region", "status")),
        table if body else f"<p>{_both('words', 'none')}</p>",
        lang,
    )


def _page(title: str, meta: str, filters: str, content: str, lang: str) -> str:
    return Template(_file("audit.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=escape(title),
        body_class=f"lang-{lang}",
        meta=meta,
        filters=filters,
        content=content,
        foot=_both("words", "foot"),
        style=_file("audit.css"),
        script=_file("audit.js"),
    )


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _words(group: str, key: str) -> tuple[str, str]:
    zh, en = load("reports")[group].get(key, (key, key))
    return zh, en


def _one(group: str, key: str, lang: str) -> str:
    return _words(group, key)[0 if lang == "zh" else 1]


def _both(group: str, key: str) -> str:
    zh, en = _words(group, key)
    return _twice(zh, en)


def _twice(zh: str, en: str) -> str:
    return f'<span class="zh">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>'


def _counts(cases: Iterable[Case]) -> str:
    found = Counter(f["severity"] for case in cases for f in case.findings)
    return " · ".join(f"{found[s]} {_both('severity', s)}" for s in SEVERITIES)


def _filters(cases: Sequence[Case], names: Sequence[str]) -> str:
    values: dict[str, set[str]] = {
        "severity": {f["severity"] for c in cases for f in c.findings},
        "code": {f["code"] for c in cases for f in c.findings},
        "region": {_region(c) for c in cases if c.findings},
        "status": {c.status(f) for c in cases for f in c.findings},
    }
    parts = []
    for name in names:
        options = "".join(
            f'<option value="{escape(v)}">{escape(_option(name, v))}</option>' for v in sorted(values[name])
        )
        everything = "/".join(_words("words", "all"))
        parts.append(
            f'<label>{_both("words", name)} <select data-filter="{name}">'
            f'<option value="">{escape(everything)}</option>{options}</select></label>'
        )
    parts.append(f'<label>{_both("words", "search")} <input type="search" data-filter="text"></label>')
    return "\n".join(parts)


def _option(name: str, value: str) -> str:
    return " / ".join(_words(name, value)) if name in ("severity", "status") else value


def _region(case: Case) -> str:
    return str(case.document["division_code"] or case.document["province"] or "—")


def _attributes(case: Case, finding: Row) -> str:
    known = {
        "finding": finding["finding_id"],
        "severity": finding["severity"],
        "code": finding["code"],
        "status": case.status(finding),
        "region": _region(case),
    }
    return " ".join(f'data-{name}="{escape(str(value))}"' for name, value in known.items())


def _badge(finding: Row) -> str:
    return (
        f'<span class="badge {escape(finding["severity"])}">{_both("severity", finding["severity"])}</span>'
    )


def _row(case: Case, finding: Row, links: dict[str, str]) -> str:
    document = case.document
    name = escape(str(document["entity_name"] or document["file_name"] or document["doc_id"][:12]))
    year = f" {document['fiscal_year']}" if document["fiscal_year"] else ""
    link = links.get(document["doc_id"])
    anchor = (
        f'<a href="{escape(quote(link))}#{escape(finding["finding_id"])}">{name}{year}</a>'
        if link
        else name + year
    )
    order = SEVERITIES.index(finding["severity"])
    cells = (
        f'<td data-key="{order}">{_badge(finding)}</td>',
        f"<td>{anchor}</td>",
        f"<td>{escape(_region(case))}</td>",
        f'<td class="code">{escape(finding["code"])}</td>',
        f'<td class="number">{_source(case, finding)}</td>',
        f"<td>{_twice(finding['message_zh'], finding['message_en'])}</td>",
        f'<td class="number">{escape(finding["printed"] or "")}</td>',
        f'<td class="number">{escape(finding["computed"] or "")}</td>',
        f"<td>{_both('status', case.status(finding))}</td>",
    )
    return f'<tr class="{escape(finding["severity"])}" {_attributes(case, finding)}>{"".join(cells)}</tr>'


def _source(case: Case, finding: Row) -> str:
    """The page, as a link to it in the source."""
    page = finding["page"]
    link = source_link(case, finding)
    if page is None or not link:
        return escape(_line(case, finding, "zh"))
    return f'<a href="{escape(quote(link, safe="/:#=.?&%"))}">{page}</a>'


def _line(case: Case, finding: Row, lang: str) -> str:
    if finding["char_start"] is None or not case.text:
        return "—"
    number = case.text.count("\n", 0, finding["char_start"]) + 1
    return _one("words", "line", lang).format(n=number)


def _article(case: Case, finding: Row, crops: Sequence[Crop]) -> str:
    ident = escape(finding["finding_id"])
    status = case.status(finding)
    one = case.statuses.get(finding["finding_id"])
    note = f" · {escape(one.note)}" if one is not None and one.note else ""
    head = (
        f'{_badge(finding)} <span class="code">{escape(finding["code"])}</span> '
        f"{_both('category', finding['category'])} · {_both('words', 'page')} {_source(case, finding)} · "
        f"{_both('words', 'confidence')} {float(finding['confidence']):.2f} · "
        f"{_both('status', status)}{note} · "
        f'<span class="code">{ident}</span>'
    )
    figures = ""
    if finding["printed"] or finding["computed"]:
        figures = (
            f"<p>{_both('words', 'printed')} <b>{escape(finding['printed'] or '—')}</b> · "
            f"{_both('words', 'computed')} <b>{escape(finding['computed'] or '—')}</b></p>"
        )
    images = "".join(
        f'<figure><img src="{c.data_uri}" width="{c.width}" height="{c.height}" alt="{escape(_alt(c))}">'
        f"<figcaption>{_both('words', 'page')} {c.page}</figcaption></figure>"
        for c in crops
    )
    return (
        f'<article id="{ident}" class="{escape(finding["severity"])}" {_attributes(case, finding)}>'
        f'<p class="meta">{head}</p><p>{_twice(finding["message_zh"], finding["message_en"])}</p>'
        f"{figures}{_operands(case, finding)}{_contexts(case, finding)}{images}</article>"
    )


def _alt(crop: Crop) -> str:
    return " / ".join(f"{word} {crop.page}" for word in _words("words", "page"))


def _contexts(case: Case, finding: Row) -> str:
    """The text around the evidence, the span marked; cells of tables are told by the page cuts."""
    shown = []
    for one in finding["evidence"][:_SHOWN_EVIDENCE]:
        start, end = one["char_start"], one["char_end"]
        if start is None or end is None or not case.text or one["doc_id"] != case.document["doc_id"]:
            continue
        before = case.text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
        after = case.text[end : end + _CONTEXT].partition("\n")[0]
        quoted = f"{escape(before)}<mark>{escape(case.text[start:end])}</mark>{escape(after)}"
        if quoted not in shown:
            shown.append(quoted)
    return "".join(f"<blockquote>{quoted}</blockquote>" for quoted in shown)


def _operands(case: Case, finding: Row) -> str:
    """The identity behind a finding: every operand as printed, both sums, the difference."""
    check = case.checks.get(finding["check_id"] or "")
    if check is None:
        return ""
    rows = []
    for side, name in (("lhs_ids", "left"), ("rhs_ids", "right")):
        for ident in check[side] or ():
            fact = case.facts.get(ident)
            if fact is not None:
                label = fact["item_label"] or fact["function_code"] or fact["economic_code"] or ""
                item = escape(f"{fact['measure']} {label}")
                rows.append(
                    f'<tr><td>{_both("words", name)}</td><td class="code">{item}</td>'
                    f'<td class="number">{escape((fact["value_raw"] or "") + (fact["unit_raw"] or ""))}</td>'
                    f'<td class="number">{fact["page"] or ""}</td></tr>'
                )
    told = " · ".join(
        f"{_both('words', name)} {_number(check[key])}"
        for name, key in (
            ("left", "lhs"),
            ("right", "rhs"),
            ("difference", "diff"),
            ("tolerance", "tolerance"),
        )
        if check[key] is not None
    )
    table = f'<table class="operands"><tbody>{"".join(rows)}</tbody></table>' if rows else ""
    formula = escape(check["formula"])
    head = f'{_both("words", "formula")} <span class="code">{formula}</span> · {told}'
    return f'<details><summary class="formula">{head}</summary>{table}</details>'


def _number(value: Any) -> str:
    return escape(f"{value.normalize():,f}")
