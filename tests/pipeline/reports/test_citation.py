"""How figures are cited, in Chinese and in English, whatever is known of their documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.reports.citation import citation

URL = "https://example.gov.cn/a.pdf"
DOCUMENT: dict[str, Any] = {
    "doc_id": "0123456789abcdef" * 4,
    "entity_name": "某市财政局",
    "title": "某市财政局2024年度部门决算",
    "fiscal_year": 2024,
    "published_on": date(2025, 8, 30),
    "source_url": URL,
    "source_date": date(2025, 9, 1),
    "tool_version": "0.1.0",
}
FACT = {"page": 14}
END_ZH, END_EN = (
    "SHA-256: 0123456789abcdef…，明账 0.1.0.",
    "SHA-256 0123456789abcdef…, read with Mingzhang 0.1.0.",
)


def test_a_figure_is_cited_after_the_standard_with_its_page_and_address() -> None:
    assert citation(DOCUMENT, FACT, language="zh") == (
        "某市财政局. 某市财政局2024年度部门决算[EB/OL]. 2025: 14(2025-08-30)[2025-09-01]. "
        f"https://example.gov.cn/a.pdf. {END_ZH}"
    )
    assert citation(DOCUMENT, FACT) == (
        "某市财政局. 某市财政局2024年度部门决算, p. 14. Published 2025-08-30. "
        f"https://example.gov.cn/a.pdf (retrieved 2025-09-01). {END_EN}"
    )


@pytest.mark.parametrize(
    ("unknown", "zh", "en"),
    [
        (
            ("published_on",),
            f"某市财政局. 某市财政局2024年度部门决算[EB/OL]. 第14页[2025-09-01]. {URL}. ",
            f"某市财政局. 某市财政局2024年度部门决算, p. 14. {URL} (retrieved 2025-09-01). ",
        ),
        (
            ("source_url", "source_date"),
            "某市财政局. 某市财政局2024年度部门决算[Z]. 2025: 14(2025-08-30). ",
            "某市财政局. 某市财政局2024年度部门决算, p. 14. Published 2025-08-30. ",
        ),
        (
            ("entity_name", "published_on", "source_url", "source_date"),
            "某市财政局2024年度部门决算[Z]. 第14页. ",
            "某市财政局2024年度部门决算, p. 14. ",
        ),
    ],
)
def test_what_is_not_known_is_left_out(unknown: tuple[str, ...], zh: str, en: str) -> None:
    known = {name: None if name in unknown else value for name, value in DOCUMENT.items()}
    assert citation(known, FACT, language="zh") == zh + END_ZH
    assert citation(known, FACT) == en + END_EN


def test_a_document_without_a_title_is_called_by_its_file_and_its_year() -> None:
    known = {
        "doc_id": DOCUMENT["doc_id"],
        "file_name": "a{b}.pdf",
        "fiscal_year": 2024,
        "tool_version": "0.1.0",
    }
    assert citation(known) == f"a{{b}}.pdf, fiscal year 2024. {END_EN}"
    assert citation(known, {"page": None}, language="zh") == f"a{{b}}.pdf[Z]. {END_ZH}"
