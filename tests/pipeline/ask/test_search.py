"""Search over documents that are written here and read by the real extraction."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.ask.search import (
    CLOSES,
    OPENS,
    Answer,
    Filters,
    SearchError,
    WrongSearch,
    search,
)
from pipeline.ask.word_search import _expressions, _phrases, _terms
from pipeline.language.tokens import MARK, words, words_by
from pipeline.publishing import search_index
from pipeline.publishing.search_index import INDEX
from pipeline.running.run import run
from tests.pipeline.command_line import mingzhang

TONGZHOU = """北京市通州区政务服务管理局2023年度部门决算

第一部分 部门概况

一、机构设置、职责
本部门负责自助服务终端和便民大厅的管理。

第二部分 2023年度部门决算情况说明

一、收入支出决算总体情况
2023年度收、支总计4987.68万元，比上年增加372.23万元，增长8.06%。主要原因：在职人员增加，租赁服务终端。

二、公务接待费
公务接待费0.26万元，比上年减少0.99万元，主要原因是厉行节约。
"""
PUTUO = """上海市普陀区财政局2024年部门预算

一、公务接待费
公务接待费1.20万元，用于接待来访，与上年持平。

二、机关运行经费
机关运行经费83.00万元，用于租赁办公用房。
"""
FORM = "2023|110112|某区财政局|final_account\n收入合计 1.50"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    for name, text in (("tongzhou.txt", TONGZHOU), ("putuo.txt", PUTUO)):
        (folder / name).write_text(text, encoding="utf-8")
    result = run([str(folder / "tongzhou.txt"), str(folder / "putuo.txt")], folder / "out")
    assert result.count("ok") == 2
    return folder / "out"


def test_a_figure_is_one_hit_where_it_stands_in_one_sentence(output: Path) -> None:
    (hit,) = search(output, "0.99").hits
    assert (hit.kind, hit.path, hit.match, hit.printed, hit.unit) == (
        *("quantity", "公务接待费", "as_printed", "0.99", "万元"),
    )
    assert "比上年减少[0.99]万元" in shown(hit.snippet)
    (hit,) = search(output, "9,900元").hits
    assert (hit.match, hit.printed) == ("other_unit", "0.99")
    assert search(output, "0.99", within=["sections"]).hits
    assert search(output, "0.99", within=["titles"]).hits == ()
    assert search(output, "0.99", filters=Filters(year=2024)).hits == ()


def test_words_beside_a_figure_are_words_as_before(output: Path) -> None:
    (hit,) = search(output, "公务接待费 0.99").hits
    assert (hit.kind, hit.match) == ("section", None)


def test_digits_alone_are_words_before_they_are_a_figure(output: Path) -> None:
    first = search(output, "2023").hits[0]
    assert (first.kind, first.match) == ("section", None)


def test_a_filter_that_there_is_not_is_no_empty_answer(output: Path) -> None:
    assert search(output, "公务接待费", filters=Filters(division="北京")).hits[0].entity_name == (
        "北京市通州区政务服务管理局"
    )
    with pytest.raises(WrongSearch, match="there is no division 北"):
        search(output, "公务接待费", filters=Filters(division="北"))
    with pytest.raises(WrongSearch, match=r"no kind of document budgets; .*; did you mean budget"):
        search(output, "公务接待费", filters=Filters(kind="budgets"))
    assert search(output, "公务接待费", filters=Filters(kind="self_evaluation")).hits == ()
    with pytest.raises(SearchError, match="is called 普陀区财正局; did you mean 上海市普陀区财政局"):
        search(output, "公务接待费", filters=Filters(entity="普陀区财正局"))


def shown(text: str) -> str:
    return text.replace(OPENS, "[").replace(CLOSES, "]")


def found(answer: Answer) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.path.rpartition(" › ")[2], shown(hit.snippet)) for hit in answer.hits]


def test_all_words_must_be_found_and_are_marked(output: Path) -> None:
    answer = search(output, "租赁 服务终端")
    assert answer.way == "phrase"
    [(kind, section, snippet)] = found(answer)
    assert (kind, section) == ("section", "收入支出决算总体情况")
    assert "在职人员增加，[租赁服务终端]。" in snippet


def test_a_hit_says_which_document_and_where(output: Path) -> None:
    [hit] = search(output, "租赁服务终端").hits
    assert (hit.entity_name, hit.fiscal_year, hit.doc_kind) == (
        "北京市通州区政务服务管理局",
        2023,
        "final_account",
    )
    assert hit.path == "2023年度部门决算情况说明 › 收入支出决算总体情况"
    assert hit.page is None
    assert hit.source is not None
    assert hit.source.endswith("tongzhou.txt")


def test_titles_weigh_more_than_text(output: Path) -> None:
    answer = search(output, "公务接待费", filters=Filters(year=2023))
    assert shown(answer.hits[0].title) == "[公务接待费]"


def test_a_word_is_found_inside_of_a_longer_one(output: Path) -> None:
    [(_, _, snippet)] = found(search(output, "人员增加"))
    assert "[在职人员增加]" in snippet


def test_where_no_phrase_is_found_its_words_may_stand_apart(output: Path) -> None:
    answer = search(output, "接待减少")
    assert answer.way == "words"
    assert [hit.fiscal_year for hit in answer.hits] == [2023]


def test_where_not_all_words_are_found_some_are_enough_and_that_is_said(output: Path) -> None:
    answer = search(output, "厉行节约 租赁办公用房")
    assert answer.way == "any"
    assert {hit.fiscal_year for hit in answer.hits} == {2023, 2024}


def test_nothing_found_is_an_empty_answer(output: Path) -> None:
    assert search(output, "航天飞机").hits == ()


@pytest.mark.parametrize(
    ("filters", "years"),
    [
        (Filters(), {2023, 2024}),
        (Filters(year=2024), {2024}),
        (Filters(division="11"), {2023}),
        (Filters(division="310107"), {2024}),
        (Filters(kind="budget"), {2024}),
        (Filters(entity="普陀区"), {2024}),
        (Filters(entity="普陀区", year=2023), set()),
    ],
)
def test_filters(output: Path, filters: Filters, years: set[int]) -> None:
    answer = search(output, "公务接待费", filters=filters)
    assert {hit.fiscal_year for hit in answer.hits} == years


def test_reasons_are_searched_when_asked_for(output: Path) -> None:
    assert found(search(output, "厉行节约", within=["reasons"])) == [
        ("reason", "公务接待费", "主要原因是[厉行节约]")
    ]
    assert search(output, "公务接待费", within=["reasons"]).hits[0].kind == "reason"
    assert search(output, "厉行节约", within=["titles"]).hits == ()


def test_the_names_and_numbers_of_a_form_are_not_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(FORM, encoding="utf-8")
    run([str(tmp_path / "in.txt")], tmp_path / "out", function="tests.pipeline.fakes:form")
    kinds = ("titles", "sections", "projects", "reasons", "tables")
    assert search(tmp_path / "out", "项目甲", within=kinds).hits[0].kind == "project"
    for personal in ("测试员", "00000000"):
        assert search(tmp_path / "out", personal, within=kinds).hits == ()
    assert "测试员" not in (tmp_path / "out" / INDEX).read_bytes().decode("utf-8", "ignore").replace(MARK, "")


def test_only_documents_that_changed_are_indexed_again(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(TONGZHOU, encoding="utf-8")
    (source / "b.txt").write_text(PUTUO, encoding="utf-8")
    run([str(source)], tmp_path / "out")

    def entries() -> set[tuple[int, str]]:
        with sqlite3.connect(tmp_path / "out" / INDEX) as connection:
            return set(connection.execute("select id, doc_id from entries"))

    before = entries()
    run([str(source)], tmp_path / "out")
    assert entries() == before
    (source / "c.txt").write_text(PUTUO.replace("普陀", "长宁"), encoding="utf-8")
    run([str(source)], tmp_path / "out")
    assert entries() > before
    assert len(search(tmp_path / "out", "租赁办公用房").hits) == 2


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(PUTUO, encoding="utf-8")
    run([str(tmp_path / "in.txt")], tmp_path / "out")
    (tmp_path / "out" / INDEX).write_bytes(b"no database, " * 1000)
    with pytest.raises(SearchError, match="cannot be read"):
        search(tmp_path / "out", "接待")
    run([str(tmp_path / "in.txt")], tmp_path / "out")
    assert len(search(tmp_path / "out", "租赁办公用房").hits) == 1


@pytest.mark.parametrize("query", ["", "，。", '""'])
def test_a_query_without_words_is_explained(output: Path, query: str) -> None:
    with pytest.raises(SearchError, match="no word to look for"):
        search(output, query)


def test_marks_of_the_query_language_are_only_words(output: Path) -> None:
    assert search(output, 'AND OR NOT "接待* NEAR(').way == "any"
    assert search(output, "公务接待费 AND").way == "any"


def test_queries_are_cut_as_documents_are() -> None:
    text = "租赁自助服务终端，公务接待费0.39万元，吴淞江整治"
    every = {text[a:b]: 0 for a in range(len(text)) for b in range(a + 1, len(text) + 1)}
    from pipeline.language.tokens import frequencies_of, total_frequency

    known = frequencies_of(every)
    assert words_by(text, known, total_frequency()) == words(text)
    assert words("２０２３年公务接待费Ａ4") == ["2023", "年", "公务", "接待费", "A4"]


def test_the_command_prints_hits_and_says_how_it_found_them(output: Path) -> None:
    done = mingzhang("search", "租赁 服务终端", "--output", str(output))
    assert done.returncode == 0
    assert "1. 北京市通州区政务服务管理局 · 2023 · final_account  section" in done.stdout
    assert "2023年度部门决算情况说明 › 收入支出决算总体情况" in done.stdout
    assert "tongzhou.txt" in done.stdout
    some = mingzhang("search", "厉行节约 租赁办公用房", "--output", str(output), "--format", "json")
    assert "no place has all of these words" in some.stderr
    assert {hit["fiscal_year"] for hit in json.loads(some.stdout)} == {2023, 2024}
    assert any("【厉行节约】" in hit["snippet"] for hit in json.loads(some.stdout))
    none = mingzhang("search", "航天飞机", "--output", str(output), "--format", "csv")
    assert (none.returncode, len(none.stdout.splitlines())) == (1, 1)
    assert "nothing found" in none.stderr


def test_without_an_index_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = mingzhang("search", "租赁", cwd=tmp_path)
    assert done.returncode == 1
    assert "there is no search index in output; run `mingzhang run PATH --output output`" in done.stderr


def small(folder: Path, *entries: tuple[str, str, str], words: dict[str, int] | None = None) -> Path:
    """An index of documents a, b, … with one entry each: title, body, context."""
    with closing(sqlite3.connect(folder / INDEX)) as connection, connection:
        search_index._make(connection)
        for n, texts in enumerate(entries):
            add(connection, f"d{n:03}", texts)
        connection.executemany("insert into words values (?, ?)", (words or {}).items())
    return folder


def add(connection: sqlite3.Connection, doc: str, texts: tuple[str, str, str], **more: object) -> None:
    values = {
        "kind": "section",
        "path": "p",
        "page": None,
        "char_start": 0,
        "source_uri": f"{doc}.pdf",
    } | more
    row = connection.execute(
        "insert into entries (doc_id, kind, path, page, char_start) values (?, ?, ?, ?, ?)",
        (doc, *(values[name] for name in ("kind", "path", "page", "char_start"))),
    )
    connection.execute(
        "insert into entry_text (rowid, title, body, context) values (?, ?, ?, ?)", (row.lastrowid, *texts)
    )
    connection.execute(
        "insert or replace into documents (doc_id, unit, source_uri) values (?, 'u', ?)",
        (doc, values["source_uri"]),
    )


def test_a_word_weighs_five_times_in_the_title_and_a_third_in_the_names(tmp_path: Path) -> None:
    """BM25 with k1 1.2 over entries of equal length: idf * w * 2.2 / (w + 1.2)."""
    texts = [("x", "y", "hit"), ("x", "hit", "y"), ("hit", "x", "y"), *[("x", "y", "z")] * 7]
    answer = search(small(tmp_path, *texts), "hit")
    idf = math.log((10 - 3 + 0.5) / (3 + 0.5))
    assert [(hit.doc_id, hit.score) for hit in answer.hits] == [
        ("d002", round(idf * 5 * 2.2 / 6.2, 4)),
        ("d001", round(idf, 4)),
        ("d000", round(idf * 0.3 * 2.2 / 1.5, 4)),
    ]


def test_a_snippet_has_twenty_eight_words(tmp_path: Path) -> None:
    body = " ".join(f"w{n}" for n in range(40)) + " hit " + " ".join(f"v{n}" for n in range(40))
    [hit] = search(small(tmp_path, ("x", body, "y")), "hit").hits
    assert len(hit.snippet.replace("…", " ").split()) == 28


def test_twenty_hits_unless_told_otherwise_and_equal_ones_by_source(tmp_path: Path) -> None:
    output = small(tmp_path, *[("hit", "x", "y")] * 21)
    hits = search(output, "hit").hits
    assert [hit.source for hit in hits] == [f"d{n:03}.pdf" for n in range(20)]
    assert [hit.doc_id for hit in search(output, "hit", limit=1).hits] == ["d000"]


@pytest.mark.parametrize(("stretches", "found"), [(39, ["d000", "other"]), (40, ["d000"])])
def test_stretches_of_one_section_are_one_hit_of_twenty_looked_at(
    tmp_path: Path, stretches: int, found: list[str]
) -> None:
    output = small(tmp_path)
    with closing(sqlite3.connect(output / INDEX)) as connection, connection:
        for start in range(stretches):
            add(connection, "d000", ("hit", "x", "y"), char_start=start)
        add(connection, "other", ("x", "y", "hit"))
    hits = search(output, "hit", limit=2).hits
    assert [hit.doc_id for hit in hits] == found
    assert hits[0].char_start == 0


def test_an_empty_answer_says_how_much_was_tried(tmp_path: Path) -> None:
    output = small(tmp_path, ("x", "y", "z"))
    assert search(output=output, query="nothing") == Answer((), "phrase")
    assert search(output, "nothing nowhere") == Answer((), "any")


def test_a_hit_leads_to_its_page_where_it_has_one(tmp_path: Path) -> None:
    output = small(tmp_path)
    with closing(sqlite3.connect(output / INDEX)) as connection, connection:
        add(connection, "a", ("hit", "x", "y"), page=7)
        add(connection, "b", ("hit", "x", "y"), page=7, source_uri=None)
        add(connection, "c", ("hit", "x", "y"))
    assert {hit.doc_id: hit.source for hit in search(output, "hit").hits} == {
        "a": "a.pdf#page=7",
        "b": None,
        "c": "c.pdf",
    }


def test_an_index_that_this_program_cannot_ask_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = small(tmp_path)
    with closing(sqlite3.connect(output / INDEX)) as connection, connection:
        connection.execute("update meta set value = 'old' where name = 'version'")
    with pytest.raises(SearchError, match="is of another version; run `mingzhang run` again"):
        search(output, "hit")
    monkeypatch.setattr("pipeline.ask.word_search.has_full_text", lambda: False)
    with pytest.raises(SearchError, match="SQLite has no FTS5"):
        search(output, "hit")


@pytest.fixture
def lexicon() -> Iterator[sqlite3.Connection]:
    """Words of documents: ab…, …ab, from the commonest."""
    with closing(sqlite3.connect(":memory:")) as connection:
        search_index._make(connection)
        words = {f"ab{n:02}": 100 - n for n in range(50)} | {f"{n:02}cd": 100 - n for n in range(50)}
        connection.executemany("insert into words values (?, ?)", (words | {"ab": 1, "也都": 5000}).items())
        connection.execute("insert into meta values ('total', '60000')")
        yield connection


def test_a_word_of_two_characters_is_looked_for_in_the_forty_commonest_that_hold_it(
    lexicon: sqlite3.Connection,
) -> None:
    assert _phrases(lexicon, ["a"]) == ['"a"']
    assert _phrases(lexicon, ["ab"]) == ['"ab"', *(f'"ab{n:02}"' for n in range(40))]
    assert _phrases(lexicon, ['a"b']) == ['"a""b"']


def test_the_ends_of_a_phrase_may_be_parts_of_words_and_what_is_between_may_not(
    lexicon: sqlite3.Connection,
) -> None:
    assert _phrases(lexicon, ["q", "ab", "cd", "r"]) == ['"q ab cd r"']
    assert _phrases(lexicon, ["cd", "r"])[:2] == ['"cd r"', '"00cd r"']
    assert _phrases(lexicon, ["q", "cd", "ab"])[:2] == ['"q cd ab"', '"q cd ab00"']
    many = _phrases(lexicon, ["cd", "ab"])
    assert len(many) == 120
    assert (many[0], many[41], many[-1]) == ('"cd ab"', '"00cd ab"', '"01cd ab36"')


def test_what_says_the_same_again_is_not_asked_again(lexicon: sqlite3.Connection) -> None:
    assert _expressions(lexicon, [["x"]]) == [("phrase", '("x")')]
    assert _expressions(lexicon, [["x"], ["y"]]) == [("phrase", '("x") AND ("y")'), ("any", '"x" OR "y"')]
    assert _expressions(lexicon, [["x", "y"], ["z"]]) == [
        ("phrase", '("x y") AND ("z")'),
        ("words", '("x") AND ("y") AND ("z")'),
        ("any", '"x" OR "y" OR "z"'),
    ]


def test_only_the_first_sixty_four_characters_of_a_run_are_cut_into_words(
    lexicon: sqlite3.Connection,
) -> None:
    for before, last in ((62, ["也都"]), (63, ["也", "都"])):
        (term,) = _terms(lexicon, "的" * before + "也都")
        assert term[before:] == last
    assert _terms(lexicon, '"a b" “c d” e ，') == [["a", "b"], ["c", "d"], ["e"]]
