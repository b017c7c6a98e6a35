"""The findings as pages that need nothing but a browser: no network, no other file.

Everything that comes from documents is escaped; a content security policy allows the page's own style and
script and nothing else. Chinese and English are both in it. Same findings, same page. They are made of
`string.Template`, not of the templates of the explorer: the core knows no Jinja, and a page is one file.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from contextlib import nullcontext
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from patterns.interface import Language, Text, text_for, texts
from pipeline.audit.formulas import formula_text, measure_text
from pipeline.language.places import place_told
from pipeline.reports.amounts import amounts_told
from pipeline.reports.bilingual import (
    badge,
    bilingual,
    code_name,
    counts,
    kind,
    message,
    region,
    region_name,
    said,
    severity,
    side_by_side,
    status,
)
from pipeline.reports.cases import Case, Row
from pipeline.reports.crops import Crop, Cutter
from pipeline.reports.file_links import FileLinks
from pipeline.reports.originals import Originals

_FOLDER = Path(__file__).parent
_CONTEXT = 60
"""Characters of text shown on either side of a span."""
_SHOWN_EVIDENCE = 6
_FIGURE = re.compile(r"[-\d.,]+\S{0,12}$")


def document_page(
    case: Case,
    lang: Language = "zh",
    crops: bool = True,
    originals: Originals | None = None,
    links: FileLinks | None = None,
) -> str:
    """One document: a finding a block, with page cuts, context, and the operands of its identity.

    `lang` is the language that is shown first; without `crops` the source file is not opened,
    otherwise `originals` find it, at the place where it was read if they are not given. `links` are those of
    the folder in which the page will lie.
    """
    originals = originals or Originals()
    links = links or FileLinks(originals=originals)
    title = f"{case.document['title'] or case.document['file_name'] or case.document['doc_id'][:12]}"
    with Cutter(case.document, originals) if crops else nullcontext() as cutter:
        blocks = [
            _article(case, f, () if cutter is None else cutter.cut(f["evidence"]), links)
            for f in case.findings
        ]
        reason = None if cutter is None else cutter.reason
    remarks = [bilingual(texts().no_images[reason])] if reason else []
    if case.findings and links.of(case.document, None) is None:
        remarks.append(bilingual(texts().report.no_link))
    return page_of(
        texts().report.title_one.filled(title=title).of(lang),
        " · ".join([*_facts(case, links), counts([case]), *remarks]),
        filters([case], ("severity", "code", "status")),
        "\n".join(blocks) or f"<p>{bilingual(texts().report.none)}</p>",
        lang,
    )


def _facts(case: Case, links: FileLinks) -> list[str]:
    """What is told of a document: of places of this machine nothing."""
    document, report = case.document, texts().report
    facts = [escape(str(part)) for key in ("entity_name", "fiscal_year") if (part := document.get(key))]
    if document.get("doc_kind"):
        facts.append(bilingual(kind(document["doc_kind"])))
    if document.get("file_name"):
        facts.append(
            f"{bilingual(report.file)} {_linked(str(document['file_name']), links.of(document, None))}"
        )
    if (url := document.get("source_url")) and str(url).startswith(("http://", "https://")):
        facts.append(f"{bilingual(report.published_at)} {_linked(str(url), str(url))}")
    return facts


def _linked(text: str, link: str | None) -> str:
    return escape(text) if link is None else f'<a href="{escape(link)}">{escape(text)}</a>'


def page_of(title: str, meta: str, filters: str, content: str, lang: Language) -> str:
    """A whole page of HTML."""
    style, script = _file("audit.css"), _file("audit.js")
    return Template(_file("audit.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=escape(title),
        body_class=f"lang-{lang}",
        meta=meta,
        filters=filters,
        content=content,
        foot=bilingual(texts().report.foot),
        languages=side_by_side(texts().report.language),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _hash(content: str) -> str:
    """By which the policy of a page knows its own style and script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def filters(cases: Sequence[Case], names: Sequence[str]) -> str:
    """A choice for each of the `names`, and a field to search for text."""
    report = texts().report
    choices: dict[str, tuple[Text, set[str]]] = {
        "severity": (report.severity, {f["severity"] for c in cases for f in c.findings}),
        "code": (report.code, {f["code"] for c in cases for f in c.findings}),
        "region": (report.region, {region(c) for c in cases if c.findings}),
        "status": (report.status, {c.status(f) for c in cases for f in c.findings}),
    }
    everything = escape(side_by_side(report.all))
    parts = []
    for name in names:
        label, values = choices[name]
        options = "".join(
            f'<option value="{escape(v)}">{escape(option(name, v))}</option>' for v in sorted(values)
        )
        parts.append(
            f'<label>{bilingual(label)} <select data-filter="{name}">'
            f'<option value="">{everything}</option>{options}</select></label>'
        )
    parts.append(f'<label>{bilingual(report.search)} <input type="search" data-filter="text"></label>')
    return "\n".join(parts)


def option(name: str, value: str) -> str:
    """What a value of a filter is called."""
    match name:
        case "severity":
            return side_by_side(severity(value))
        case "status":
            return side_by_side(status(value))
        case "code" if value in texts().codes:
            return f"{value} {side_by_side(texts().codes[value])}"
        case "region":
            return f"{value} {region_name(value)}" if region_name(value) != value else value
    return value


def attributes(case: Case, finding: Row) -> str:
    """What filters look at."""
    known = {
        "finding": finding["finding_id"],
        "severity": finding["severity"],
        "code": finding["code"],
        "status": case.status(finding),
        "region": region(case),
    }
    return " ".join(f'data-{name}="{escape(str(value))}"' for name, value in known.items())


def code_told(code: str) -> str:
    """What a code is called, with the code."""
    name = code_name(code)
    told = f"<b>{bilingual(name)}</b> " if name.en != code else ""
    return f'{told}<span class="code">{escape(code)}</span>'


def gap(finding: Row) -> str:
    """The size of the gap in yuan; empty where it is none of money."""
    size = finding["gap_yuan"]
    return "" if size is None else f"{size:,.2f}"


def share(finding: Row) -> str:
    """The size of the gap in percent of the printed figure."""
    size = finding["gap_share"]
    return "" if size is None else f"{100 * size:,.2f} %"


def source(case: Case, finding: Row, links: FileLinks) -> str:
    """The page, as a link to it where there is one."""
    page = finding["page"]
    if page is not None:
        return _linked(str(page), links.of(case.document, page))
    told = place_told(None, finding.get("locator"))
    if told is None:
        return _line(case, finding)
    link = links.of(case.document, None, finding["locator"])
    exact, shown = escape(str(finding["locator"])), bilingual(told)
    if link is None:
        return f'<span title="{exact}">{shown}</span>'
    return f'<a href="{escape(link)}" title="{exact}">{shown}</a>'


def _line(case: Case, finding: Row) -> str:
    """The line of a document without pages."""
    if finding["char_start"] is None or not case.text:
        return "—"
    return bilingual(texts().report.line.filled(n=case.text.count("\n", 0, finding["char_start"]) + 1))


def _article(case: Case, finding: Row, crops: Sequence[Crop], links: FileLinks) -> str:
    report = texts().report
    finding_id = escape(finding["finding_id"])
    marked = case.statuses.get(finding["finding_id"])
    note = f" · {escape(marked.note)}" if marked is not None and marked.note else ""
    category = text_for(finding["category"], texts().category)
    head = (
        f"{badge(finding)} {code_told(finding['code'])} · "
        f"{bilingual(category)} · {bilingual(report.page)} {source(case, finding, links)} · "
        f"{bilingual(report.confidence)} {float(finding['confidence']):.2f} · "
        f"{said(case, finding)}{note} · "
        f'<span class="code">{finding_id}</span>'
    )
    figures = ""
    if finding["printed"] or finding["computed"]:
        printed, computed = (
            amounts_told(finding[name], finding, is_amount=True) or "—" for name in ("printed", "computed")
        )
        figures = (
            f"<p>{bilingual(report.printed)} {_figure(printed)} · "
            f"{bilingual(report.computed)} {_figure(computed)}{_size(finding)}</p>"
        )
    images = "".join(
        f'<figure tabindex="0"><img src="{c.data_uri}" width="{c.width}" height="{c.height}" '
        f'alt="{escape(_alt(c))}" loading="lazy">'
        f"<figcaption>{bilingual(report.page)} {c.page}</figcaption></figure>"
        for c in crops
    )
    return (
        f'<article id="{finding_id}" class="{escape(finding["severity"])}" {attributes(case, finding)}>'
        f'<p class="meta">{head}</p><p>{message(finding)}</p>'
        f"{figures}{_operands(case, finding)}{_contexts(case, finding)}{images}</article>"
    )


def _figure(text: str) -> str:
    """What is printed or computed; a number is never broken."""
    return f'<b class="{figure_kind(text)}">{escape(text)}</b>'


def figure_kind(text: str) -> str:
    """Whether a text is a number with its unit, or words, which may be folded."""
    return "number" if _FIGURE.match(text) else "text"


def _size(finding: Row) -> str:
    """The size of the gap behind the figures of a finding."""
    report = texts().report
    sizes = [(report.gap, gap(finding)), (report.share, share(finding))]
    return "".join(f' · {bilingual(name)} <span class="number">{size}</span>' for name, size in sizes if size)


def _alt(crop: Crop) -> str:
    return " / ".join(f"{word} {crop.page}" for word in (texts().report.page.zh, texts().report.page.en))


def _contexts(case: Case, finding: Row) -> str:
    """The text around the evidence, the span marked; cells of tables are shown by the page cuts."""
    shown = []
    for evidence in finding["evidence"][:_SHOWN_EVIDENCE]:
        start, end = evidence["char_start"], evidence["char_end"]
        if start is None or end is None or not case.text or evidence["doc_id"] != case.document["doc_id"]:
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
    report = texts().report
    rows = []
    for side, side_name in (("lhs_ids", report.left), ("rhs_ids", report.right)):
        for fact_id in check[side] or ():
            fact = case.facts.get(fact_id)
            if fact is not None:
                label = fact["item_label"] or fact["function_code"] or fact["economic_code"] or ""
                item = f"{bilingual(measure_text(str(fact['measure'])))} {escape(label)}"
                rows.append(
                    f"<tr><td>{bilingual(side_name)}</td><td>{item}</td>"
                    f'<td class="number">{escape((fact["value_raw"] or "") + (fact["unit_raw"] or ""))}</td>'
                    f'<td class="number">{_place(fact)}</td></tr>'
                )
    amounts = " · ".join(
        f'{bilingual(name)} <span class="number">{_number(check[key])}</span>'
        for name, key in (
            (report.left, "lhs"),
            (report.right, "rhs"),
            (report.difference, "diff"),
            (report.tolerance, "tolerance"),
        )
        if check[key] is not None
    )
    table = ""
    if rows:
        table = f'<div class="wide"><table class="operands"><tbody>{"".join(rows)}</tbody></table></div>'
    head = f"{bilingual(report.formula)} {bilingual(formula_text(check['formula']))} · {amounts}"
    return f'<details><summary class="formula">{head}</summary>{table}</details>'


def _place(fact: Row) -> str:
    """The page of an operand; where none is printed its place in words."""
    if fact["page"]:
        return str(fact["page"])
    told = place_told(None, fact.get("locator"))
    return "" if told is None else bilingual(told)


def _number(value: Decimal) -> str:
    return escape(f"{value.normalize():,f}")
