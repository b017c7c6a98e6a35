"""An opened output: what it answers, what it says where it cannot, and that it stays as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import fsspec
import pytest

import mingzhang
from mingzhang import Figure, Output, QueryError
from pipeline.running.run import run
from tests.mingzhang.published import DOCUMENTS
from tests.pipeline.published import document, publish
from tests.pipeline.running.runs import InlineExecutor

ROOT = Path(__file__).parents[2]
ACCOUNT = "shanghai_style_final_account.pdf"


def test_opening_imports_nothing_heavy(samples: Path) -> None:
    heavy = ("numpy", "pyarrow", "pandas", "duckdb", "PIL", "typer", "rich", "jieba")
    code = (
        f"import sys, mingzhang; out = mingzhang.open({str(samples)!r}); repr(dir(out));"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_datasets_and_views_are_attributes_that_completion_finds(out: Output) -> None:
    assert {"facts", "documents", "findings", "v_headline", "v_findings", "query", "search"} <= set(dir(out))
    assert "project_contacts" not in dir(out)  # published on request only
    assert out.facts.name == "facts"
    assert out.v_headline.note.startswith("One row for each entity and year")


def test_a_name_that_there_is_not_gets_a_suggestion(out: Output) -> None:
    with pytest.raises(AttributeError, match=r"no dataset or view fakts .*; did you mean facts"):
        out.fakts  # noqa: B018
    with pytest.raises(AttributeError, match=r"no dataset or view zzz \(out\.datasets lists them\)$"):
        out.zzz  # noqa: B018


def test_where_nothing_is_published_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=f"there are no datasets in {tmp_path}; run `mingzhang run PATH"):
        mingzhang.open(tmp_path)


def test_datasets_are_listed_with_rows_keys_and_meanings(out: Output) -> None:
    listed = {row["name"]: row for row in out.datasets}
    assert listed["documents"] == {
        "name": "documents",
        "kind": "dataset",
        "rows": 4,
        "key": "doc_id",
        "description": "One row for every readable source",
    }
    assert listed["facts"]["rows"] == len(out.facts)
    assert listed["runs"]["rows"] == 1
    assert listed["v_headline"]["kind"] == "view"
    assert listed["v_headline"]["rows"] is None


def test_headlines_are_asked_by_entity_year_kind_and_division(out: Output) -> None:
    assert [row["entity_name"] for row in out.headline(entity="水务局")] == ["澄川市水务局"]
    assert [row["fiscal_year"] for row in out.headline(kind="budget")] == [2026]
    assert [row["division_code"] for row in out.headline(division="310107")] == ["310107"]
    assert len(out.headline(year=2025)) == 2
    assert len(out.headline(entity="100%")) == 0
    assert [row["division_code"] for row in out.headline(division="上海")] == ["310107"]
    with pytest.raises(ValueError, match="普陀区 may be several divisions; give a code: 310107"):
        out.headline(division="普陀区")


def test_a_figure_of_a_measure_by_its_chinese_name_leads_to_the_page_that_prints_it(out: Output) -> None:
    (figure,) = out.figures("三公经费", entity="示例")
    assert isinstance(figure, Figure)
    assert (figure.value_yuan, figure.raw, figure.page.number) == (Decimal("31000.00"), "3.10", 9)
    assert figure.document.file_name == ACCOUNT
    assert repr(out.fact(figure.fact_id)) == repr(figure)
    assert out.figures("three_public.total", year=1999) == []


def test_figures_come_largest_first(out: Output) -> None:
    found = [(figure.document.entity_name, figure.value_yuan) for figure in out.figures("income.total")]
    values = [value for _, value in found]
    assert values == sorted(values, reverse=True)
    assert ("上海市普陀区示例政务事务中心", Decimal("12990000.00")) in found


def test_names_that_there_are_not_are_said(out: Output) -> None:
    with pytest.raises(
        ValueError, match=r"there is no measure three_publik\.total .*did you mean three_public"
    ):
        out.figures("three_publik.total")
    with pytest.raises(ValueError, match="no question named three_public; did you mean three_public_change"):
        out.named("three_public")
    with pytest.raises(ValueError, match="there is no fact nope in"):
        out.fact("nope")
    with pytest.raises(ValueError, match=r"no document of .* is called nope"):
        out.document("nope")
    with pytest.raises(ValueError, match="no word to look for"):
        out.search("，")


def test_words_are_found_with_their_pages(out: Output) -> None:
    hits = list(out.search("项目支出", entity="示例"))
    assert hits[0]["page"] == 10
    assert "项目支出" in hits[0]["snippet"]
    assert out.search("项目支出", year=1999).df().empty
    assert "some of them" in out.search("项目支出 火星移民").note


def test_a_ranking_says_what_it_ranks(out: Output) -> None:
    ranking = out.compare("income.total", year=2025, kind="final_account", scope="all")
    assert [row["rank"] for row in ranking] == [1, 1]  # both print 1299.00
    assert ranking.note == "income.total of 2025: final_account, final, all"
    account = next(row for row in ranking if "示例" in row["name"])
    assert (account["value"], account["documents"], account["page"]) == (Decimal("12990000"), 1, 4)


def test_the_answer_to_a_named_question_has_the_question_as_its_note(out: Output) -> None:
    answer = out.named("contradictions")
    assert "哪些" in answer.note
    assert "source" in answer.columns
    assert len(out.named("over_budget", year=2025, measure="three_public.total")) == 0  # 3.10 of 3.60
    with pytest.raises(ValueError, match="over_budget has no parameter jahr; it has year, division, measure"):
        out.named("over_budget", jahr=2025)


def test_a_document_is_named_by_its_file_or_the_beginning_of_its_id(out: Output) -> None:
    account = out.document(ACCOUNT)
    assert out.document(account.doc_id[:10]).doc_id == account.doc_id
    assert out.document(f"documents/{ACCOUNT}").page_count == 10
    with pytest.raises(AttributeError, match="a document has no colour"):
        account.colour  # noqa: B018


def test_an_output_stays_as_it_was_when_another_run_publishes(tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    shutil.copy(DOCUMENTS / "gb18030_unit_account.txt", inputs)
    run([str(inputs)], output, executor=InlineExecutor())
    before = mingzhang.open(output)
    shutil.copy(DOCUMENTS / "beijing_style_final_account.txt", inputs)
    run([str(inputs)], output, executor=InlineExecutor())
    assert len(mingzhang.open(output).documents) == 2
    assert [row["file_name"] for row in before.documents] == ["gb18030_unit_account.txt"]  # asked only now
    assert len(before.facts.join(before.documents)) == len(before.facts)


def test_an_output_in_a_store_answers_the_same(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CACHE", str(tmp_path / "cache"))
    run([str(DOCUMENTS / "landscape_budget.pdf")], "memory://opened/out", executor=InlineExecutor())
    try:
        out = mingzhang.open("memory://opened/out")
        assert {row["name"]: row["rows"] for row in out.datasets}["documents"] == 1
        local = mingzhang.open(samples)
        asked = "select measure, role, value_yuan, page from facts order by all"
        here = local.facts.join(local.documents).where("file_name = 'landscape_budget.pdf'")
        expected = here.select("measure", "role", "value_yuan", "page").order("all")
        assert list(out.query(asked)) == list(expected)
        assert out.document("landscape_budget.pdf").page(3).image(scale=1).size == (842, 595)
    finally:
        fsspec.filesystem("memory").rm("/opened", recursive=True)
    with pytest.raises(QueryError, match="there are no datasets in memory://opened/nothing"):
        mingzhang.open("memory://opened/nothing")


def test_what_a_notebook_shows_has_no_markup_of_its_documents(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    row = document("a", evil, title=f"{evil}&", file_name='"><img src=x>', source_uri="javascript:alert(1)")
    out = mingzhang.open(publish(tmp_path, documents=[row]))
    for thing in (out, out.documents, out.document('"><img src=x>')):
        shown = thing._repr_html_()
        assert "<script" not in shown
        assert "<img src=x" not in shown
        assert "href" not in shown
    assert "&lt;script&gt;alert(1)" in out.documents._repr_html_()


def test_a_page_links_to_where_it_is_published(tmp_path: Path) -> None:
    row = document("a", file_name="a.pdf", page_count=3, source_url='https://a.cn/1.pdf?a="&b=2')
    page = mingzhang.open(publish(tmp_path, documents=[row])).document("a.pdf").page(2)
    assert page.link == 'https://a.cn/1.pdf?a="&b=2#page=2'
    assert 'href="https://a.cn/1.pdf?a=&quot;&amp;b=2#page=2"' in page._repr_html_()
    assert "is not found" in page._repr_html_()


def test_reprs_are_short(out: Output, samples: Path) -> None:
    assert repr(out) == f"<Output {samples}: 4 documents>"
    assert repr(out.document("landscape_budget.pdf")).endswith(
        ": 澄川市水务局 · 2026 · budget · landscape_budget.pdf>"
    )
    assert repr(out.query("select 1 as one")) == "<Relation query: 1 columns (one)>"
