"""The findings of a whole run on one page: a table on a desk, a card each on a telephone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from patterns.interface import Language, Text, texts
from pipeline.reports.amounts import amounts_told
from pipeline.reports.audit_pages import attributes, code_told, filters, gap, page_of, share, source
from pipeline.reports.bilingual import (
    badge,
    bilingual,
    counts,
    labelled,
    message,
    region,
    region_name,
    said,
    side_by_side,
    status,
)
from pipeline.reports.cases import SEVERITIES, Case, Row, weighed
from pipeline.reports.file_links import FileLinks

_FIGURE = re.compile(r"[-\d.,]+\S{0,12}$")
"""A number with its unit: never broken. Words are."""


def index_page(
    cases: Sequence[Case],
    pages: Mapping[str, str],
    lang: Language = "zh",
    links: FileLinks | None = None,
) -> str:
    """The findings of all documents, one a row, the gravest and greatest first.

    `pages` gives the page of each document by its id, `links` those to the files themselves.
    """
    r = texts().report
    links = links or FileLinks()
    heads = (r.severity, r.document, r.page, r.message, r.printed, r.computed, r.gap, r.share, r.status)
    head = "".join(
        f'<th scope="col"><button type="button" data-sort="{n}">{bilingual(text)}</button></th>'
        for n, text in enumerate(heads)
    )
    found = weighed(cases)
    body = "\n".join(_row(n, case, finding, pages, links, heads) for n, (case, finding) in enumerate(found))
    table = f'<table class="index"><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>'
    remark = [] if not found or any(links.of(c.document, None) for c, _ in found) else [bilingual(r.no_link)]
    return page_of(
        r.title_all.of(lang),
        " · ".join([f"{len(cases):,} {bilingual(r.documents)}", counts(cases), *remark]),
        filters(cases, ("severity", "code", "region", "status")) + "\n" + _order(heads),
        table if found else f"<p>{bilingual(r.none)}</p>",
        lang,
    )


def _order(heads: Sequence[Text]) -> str:
    """A choice of the order: on a telephone there are no heads to press."""
    r = texts().report
    orders = (
        ("", r.order_weight),
        (f"-{heads.index(r.gap)}", r.order_gap),
        (f"-{heads.index(r.share)}", r.order_share),
        (f"{heads.index(r.document)}", r.order_document),
    )
    options = "".join(
        f'<option value="{value}">{escape(side_by_side(text))}</option>' for value, text in orders
    )
    return f"<label>{bilingual(r.order)} <select data-order>{options}</select></label>"


def _row(
    place: int,
    case: Case,
    finding: Row,
    pages: Mapping[str, str],
    links: FileLinks,
    heads: Sequence[Text],
) -> str:
    document = case.document
    name = escape(str(document["entity_name"] or document["file_name"] or document["doc_id"][:12]))
    year = f" {document['fiscal_year']}" if document["fiscal_year"] else ""
    page = pages.get(document["doc_id"])
    anchor = (
        f'<a href="{escape(quote(page))}#{escape(finding["finding_id"])}">{name}{year}</a>'
        if page
        else name + year
    )
    where = f' <span class="region">{escape(region_name(region(case)))}</span>'
    order = SEVERITIES.index(finding["severity"])
    printed, computed = (
        amounts_told(finding[key], finding, is_amount=True) for key in ("printed", "computed")
    )
    cells = (
        ("", str(order), badge(finding)),
        ("", None, anchor + where),
        ("number", str(finding["page"] or 0), source(case, finding, links)),
        ("says", None, f"{code_told(finding['code'])}<br>{message(finding)}"),
        (_kind(printed), None, escape(printed)),
        (_kind(computed), None, escape(computed)),
        ("number", str(finding["gap_yuan"] or 0), gap(finding)),
        ("number", str(finding["gap_share"] or 0), share(finding)),
        ("", status(case.status(finding)).zh, said(case, finding)),
    )
    shown = "".join(
        f"<td{_class(kind)}{_key(key)} {labelled(label)}>{cell}</td>"
        for (kind, key, cell), label in zip(cells, heads, strict=True)
    )
    severity = escape(finding["severity"])
    return f'<tr class="{severity}" data-place="{place}" {attributes(case, finding)}>{shown}</tr>'


def _kind(text: str) -> str:
    return "number" if _FIGURE.match(text) else "text"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _key(key: str | None) -> str:
    """What a row is ordered by, where it is not what is shown."""
    return "" if key is None else f' data-key="{escape(key)}"'
