"""The findings as pages that need nothing but a browser: no network, no other file.

Everything that comes from documents is escaped; a content security policy forbids what is not in the page.
Chinese and English are both in it. Same findings, same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from patterns.divisions import full_name
from patterns.interface import Language, Text, text_for, texts
from pipeline.ask.links import link_of
from pipeline.audit.words import measure_names
from pipeline.language.spoken import told
from pipeline.reports.cases import SEVERITIES, Case, Row, weighed
from pipeline.reports.crops import Crop, Cutter
from pipeline.reports.originals import Originals

_FOLDER = Path(__file__).parent
_CONTEXT = 60
"""Characters of text shown on either side of a span."""
_SHOWN_EVIDENCE = 6


def document_page(
    case: Case, lang: Language = "zh", crops: bool = True, originals: Originals | None = None
) -> str:
    """One document: a finding a block, with page cuts, context, and the operands of its identity.

    `lang` is the language that is shown first; without `crops` the source file is not opened,
    otherwise `originals` find it, at the place where it was read if they are not given.
    """
    title = f"{case.document['title'] or case.document['file_name'] or case.document['doc_id'][:12]}"
    with Cutter(case.document, originals) if crops else nullcontext() as cutter:
        blocks = [
            _article(case, f, () if cutter is None else cutter.cut(f["evidence"])) for f in case.findings
        ]
        reason = None if cutter is None else cutter.reason
    no_images = [_bilingual(texts().no_images[reason])] if reason else []
    meta = " · ".join(
        _bilingual(Text(zh=told(str(part), "zh"), en=str(part))) if key == "doc_kind" else escape(str(part))
        for key in ("entity_name", "fiscal_year", "doc_kind", "source_uri", "source_url")
        if (part := case.document.get(key))
    )
    return _page(
        texts().report.title_one.filled(title=title).of(lang),
        " · ".join([meta, _counts([case]), *no_images]),
        _filters([case], ("severity", "code", "status")),
        "\n".join(blocks) or f"<p>{_bilingual(texts().report.none)}</p>",
        lang,
    )


def index_page(cases: Sequence[Case], links: dict[str, str], lang: Language = "zh") -> str:
    """The findings of a whole run, one a row, the gravest and greatest first.

    `links` gives the page of each document by its id.
    """
    r = texts().report
    heads = (
        *(r.severity, r.document, r.region, r.code, r.page, r.message),
        *(r.printed, r.computed, r.gap, r.share, r.status),
    )
    head = "".join(
        f'<th scope="col"><button type="button" data-sort="{n}">{_bilingual(text)}</button></th>'
        for n, text in enumerate(heads)
    )
    body = "\n".join(_row(case, finding, links) for case, finding in weighed(cases))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
    return _page(
        r.title_all.of(lang),
        f"{len(cases)} {_bilingual(r.documents)} · {_counts(cases)}",
        _filters(cases, ("severity", "code", "region", "status")),
        table if body else f"<p>{_bilingual(r.none)}</p>",
        lang,
    )


def _page(title: str, meta: str, filters: str, content: str, lang: Language) -> str:
    return Template(_file("audit.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=escape(title),
        body_class=f"lang-{lang}",
        meta=meta,
        filters=filters,
        content=content,
        foot=_bilingual(texts().report.foot),
        languages=_side_by_side(texts().report.language, " / "),
        style=_file("audit.css"),
        script=_file("audit.js"),
    )


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _bilingual(text: Text) -> str:
    """Both languages, of which the page shows one."""
    return f'<span class="zh">{escape(text.zh)}</span><span class="en" lang="en">{escape(text.en)}</span>'


def _side_by_side(text: Text, between: str) -> str:
    return f"{text.zh}{between}{text.en}"


def _severity(severity: str) -> Text:
    return text_for(severity, texts().severity)


def _status(status: str) -> Text:
    return text_for(status, texts().status)


def _code(code: str) -> str:
    """A code with what it is called."""
    text = texts().codes.get(code)
    name = "" if text is None else f" {_bilingual(text)}"
    return f'<span class="code">{escape(code)}</span>{name}'


def _message(finding: Row) -> str:
    return _bilingual(Text(zh=finding["message_zh"], en=finding["message_en"]))


def _counts(cases: Iterable[Case]) -> str:
    found = Counter(f["severity"] for case in cases for f in case.findings)
    return " · ".join(f"{found[s]} {_bilingual(_severity(s))}" for s in SEVERITIES)


def _filters(cases: Sequence[Case], names: Sequence[str]) -> str:
    """A choice for each of the `names`, and a field to search for text."""
    report = texts().report
    filters: dict[str, tuple[Text, set[str]]] = {
        "severity": (report.severity, {f["severity"] for c in cases for f in c.findings}),
        "code": (report.code, {f["code"] for c in cases for f in c.findings}),
        "region": (report.region, {_region(c) for c in cases if c.findings}),
        "status": (report.status, {c.status(f) for c in cases for f in c.findings}),
    }
    everything = escape(_side_by_side(report.all, "/"))
    parts = []
    for name in names:
        label, values = filters[name]
        options = "".join(
            f'<option value="{escape(v)}">{escape(_option(name, v))}</option>' for v in sorted(values)
        )
        parts.append(
            f'<label>{_bilingual(label)} <select data-filter="{name}">'
            f'<option value="">{everything}</option>{options}</select></label>'
        )
    parts.append(f'<label>{_bilingual(report.search)} <input type="search" data-filter="text"></label>')
    return "\n".join(parts)


def _option(name: str, value: str) -> str:
    match name:
        case "severity":
            return _side_by_side(_severity(value), " / ")
        case "status":
            return _side_by_side(_status(value), " / ")
        case "code" if value in texts().codes:
            return f"{value} {_side_by_side(texts().codes[value], ' / ')}"
        case "region":
            return f"{value} {full_name(value) or ''}".strip()
    return value


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
    severity = finding["severity"]
    return f'<span class="badge {escape(severity)}">{_bilingual(_severity(severity))}</span>'


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
        f"<td>{escape(_option('region', _region(case)))}</td>",
        f"<td>{_code(finding['code'])}</td>",
        f'<td class="number">{_source(case, finding)}</td>',
        f"<td>{_message(finding)}</td>",
        f'<td class="number">{escape(finding["printed"] or "")}</td>',
        f'<td class="number">{escape(finding["computed"] or "")}</td>',
        f'<td class="number" data-key="{finding["gap_yuan"] or 0}">{_gap(finding)}</td>',
        f'<td class="number" data-key="{finding["gap_share"] or 0}">{_share(finding)}</td>',
        f"<td>{_bilingual(_status(case.status(finding)))}</td>",
    )
    return f'<tr class="{escape(finding["severity"])}" {_attributes(case, finding)}>{"".join(cells)}</tr>'


def _gap(finding: Row) -> str:
    """The size of the gap in yuan; empty where it is none of money."""
    gap = finding["gap_yuan"]
    return "" if gap is None else f"{gap:,.2f}"


def _share(finding: Row) -> str:
    """The size of the gap in percent of the printed figure."""
    share = finding["gap_share"]
    return "" if share is None else f"{100 * share:,.2f} %"


def _source(case: Case, finding: Row) -> str:
    """The page, as a link to it in the source."""
    page = finding["page"]
    if page is None:
        return escape(_line(case, finding))
    link = case.link(finding)
    return f'<a href="{escape(link_of(link) or quote(link, safe="/:#=.?&%"))}">{page}</a>'


def _line(case: Case, finding: Row) -> str:
    """The line of a document without pages."""
    if finding["char_start"] is None or not case.text:
        return "—"
    number = case.text.count("\n", 0, finding["char_start"]) + 1
    return texts().report.line.filled(n=number).zh


def _article(case: Case, finding: Row, crops: Sequence[Crop]) -> str:
    report = texts().report
    finding_id = escape(finding["finding_id"])
    marked = case.statuses.get(finding["finding_id"])
    note = f" · {escape(marked.note)}" if marked is not None and marked.note else ""
    category = text_for(finding["category"], texts().category)
    head = (
        f"{_badge(finding)} {_code(finding['code'])} "
        f"{_bilingual(category)} · {_bilingual(report.page)} {_source(case, finding)} · "
        f"{_bilingual(report.confidence)} {float(finding['confidence']):.2f} · "
        f"{_bilingual(_status(case.status(finding)))}{note} · "
        f'<span class="code">{finding_id}</span>'
    )
    figures = ""
    if finding["printed"] or finding["computed"]:
        figures = (
            f"<p>{_bilingual(report.printed)} <b>{escape(finding['printed'] or '—')}</b> · "
            f"{_bilingual(report.computed)} <b>{escape(finding['computed'] or '—')}</b>{_size(finding)}</p>"
        )
    images = "".join(
        f'<figure><img src="{c.data_uri}" width="{c.width}" height="{c.height}" alt="{escape(_alt(c))}">'
        f"<figcaption>{_bilingual(report.page)} {c.page}</figcaption></figure>"
        for c in crops
    )
    return (
        f'<article id="{finding_id}" class="{escape(finding["severity"])}" {_attributes(case, finding)}>'
        f'<p class="meta">{head}</p><p>{_message(finding)}</p>'
        f"{figures}{_operands(case, finding)}{_contexts(case, finding)}{images}</article>"
    )


def _size(finding: Row) -> str:
    """The size of the gap behind the figures of a finding."""
    report = texts().report
    sizes = [(report.gap, _gap(finding)), (report.share, _share(finding))]
    return "".join(f" · {_bilingual(name)} {size}" for name, size in sizes if size)


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
                measure = str(fact["measure"])
                name = Text(zh=measure_names().get(measure, measure), en=measure)
                item = f"{_bilingual(name)} {escape(label)}"
                rows.append(
                    f"<tr><td>{_bilingual(side_name)}</td><td>{item}</td>"
                    f'<td class="number">{escape((fact["value_raw"] or "") + (fact["unit_raw"] or ""))}</td>'
                    f'<td class="number">{fact["page"] or ""}</td></tr>'
                )
    amounts = " · ".join(
        f"{_bilingual(name)} {_number(check[key])}"
        for name, key in (
            (report.left, "lhs"),
            (report.right, "rhs"),
            (report.difference, "diff"),
            (report.tolerance, "tolerance"),
        )
        if check[key] is not None
    )
    table = f'<table class="operands"><tbody>{"".join(rows)}</tbody></table>' if rows else ""
    formula = escape(check["formula"])
    head = f'{_bilingual(report.formula)} <span class="code">{formula}</span> · {amounts}'
    return f'<details><summary class="formula">{head}</summary>{table}</details>'


def _number(value: Decimal) -> str:
    return escape(f"{value.normalize():,f}")
