"""Disclosures without headline figures are named, with what was there to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.learning.gaps import Gaps
from pipeline.reports.bare_disclosures import bare_disclosures
from pipeline.reports.run_page import run_page
from pipeline.reports.run_report import report
from pipeline.reports.run_summary import summary
from tests.pipeline.published import document, publish
from tests.pipeline.reports.drawn_run import result

NOTHING = {"headline_figures": 0, "has_tables": False, "has_narrative": False}


def why(tmp_path: Path, *documents: dict[str, Any], tables: tuple[str, ...] = ()) -> dict[str, str]:
    rows = [{"doc_id": doc, "table_id": f"t{doc}", "canonical_table": "bd_income"} for doc in tables]
    output = publish(tmp_path, documents=list(documents), tables=rows)
    return {row["source_uri"]: row["why"] for row in bare_disclosures(str(output))}


def test_only_budgets_and_accounts_that_count_and_lack_figures_are_named(tmp_path: Path) -> None:
    documents = (
        document("few", **{**NOTHING, "headline_figures": 2}),
        document("enough", **{**NOTHING, "headline_figures": 3}),
        document("form", doc_kind="self_evaluation", **NOTHING),
        document("included", is_primary=False, **NOTHING),
        document("old", **{**NOTHING, "headline_figures": None}),
    )
    assert list(why(tmp_path, *documents)) == ["few.pdf"]


def test_a_disclosure_in_two_files_has_the_figures_of_both(tmp_path: Path) -> None:
    words = {"group_role": "part", "primary_doc_id": "tables", "is_primary": False}
    documents = (
        document("tables", **NOTHING),
        document("words", **{**NOTHING, "headline_figures": 9}, **words),
    )
    assert why(tmp_path, *documents) == {}
    bare = (documents[0], {**documents[1], "headline_figures": 1})
    assert list(why(tmp_path / "bare", *bare)) == ["tables.pdf"]


def test_the_reason_is_what_was_there(tmp_path: Path) -> None:
    tables = {**NOTHING, "has_tables": True}
    documents = (
        document("a", **{**NOTHING, "has_narrative": True}),
        document("b", **tables, status="partial"),
        document("c", **{**tables, "has_narrative": True}),
        document("d", **NOTHING),
    )
    assert why(tmp_path, *documents, tables=("c",)) == {
        "a.pdf": "it has no tables; they may be in another file",
        "b.pdf": "it was read in part; none of its tables was recognised; "
        "no figure of its sentences was understood",
        "c.pdf": "its tables give no figures of the whole body",
        "d.pdf": "it has no tables; they may be in another file; no figure of its sentences was understood",
    }


def test_summary_and_report_name_them(tmp_path: Path) -> None:
    output = publish(tmp_path, documents=[document(f"d{n:02}", **NOTHING) for n in range(11)])
    run = result(output)
    lines = summary(run, Gaps())
    start = lines.index("disclosures with fewer than 3 headline figures: 11")
    assert lines[start + 1].startswith("  d00.pdf: it has no tables")
    assert lines[start + 11] == "  … 1 more in report.html"
    page = run_page(report(run, Gaps()))
    assert "d10.pdf" in page
    assert "Disclosures with next to no headline figures" in page
    whole = publish(tmp_path / "whole", documents=[document("d", headline_figures=9)])
    assert "next to no headline" not in run_page(report(result(whole), Gaps()))
