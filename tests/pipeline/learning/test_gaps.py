"""What documents print and the pattern files do not know, as the run's report lists it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.learning import gaps
from pipeline.learning.gaps import (
    CodeGap,
    Example,
    Gaps,
    TitleGap,
    code_gaps,
    find_gaps,
    known_gaps,
    title_gaps,
)
from pipeline.learning.printed_codes import PrintedCode
from pipeline.reports.run_report import write_reports
from pipeline.reports.run_summary import summary
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from tests.pipeline.published import document, publish

CODED = "tests.pipeline.fakes:coded"
A, B = Example("in/a.txt", 4), Example("in/b.txt", 4)
EXPECTED = Gaps(
    unknown_codes=(CodeGap("2999999", "某项支出", (), (2023,), 2, A),),
    other_names=(
        CodeGap("20139", "社会工作事务", (), (2023,), 1, B),
        CodeGap("210", "卫生支出", ("卫生健康支出",), (2023,), 1, B),
    ),
    unrecognised_titles=(TitleGap("某事项明细表", 3, 2, A),),
)


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunResult:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    documents = {
        "a": ["201 一般公共服务支出", "2999999 某项支出", "title 一、某事项明细表", "title 某事项明细表(1)"],
        # 20139 is of 2024; 210 has been called 卫生健康支出 since 2019; a row of the entity is no code.
        "b": ["2999999 某项支出", "20139 社会工作事务", "210 卫生支出", "301 Health", "title 某事项明细表"],
    }  # fmt: skip
    for (name, lines), entity in zip(documents.items(), ("Finance", "Health"), strict=True):
        text = "\n".join([f"2023|110112|{entity}|final_account", *lines])
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return run(["in"], Path("out"), function=CODED)


def test_codes_names_and_titles_that_nobody_knows_are_listed_with_document_and_page(
    result: RunResult,
) -> None:
    assert find_gaps(Path(result.output)) == EXPECTED


def test_the_report_lists_them_for_programs_and_for_people(result: RunResult) -> None:
    write_reports(result, find_gaps(Path(result.output)))
    content = json.loads((Path(result.output) / "report.json").read_text(encoding="utf-8"))["gaps"]
    assert content["unknown_codes"] == [
        {
            "code": "2999999", "name": "某项支出", "listed": [], "years": [2023], "documents": 2,
            "example": {"source_uri": "in/a.txt", "page": 4},
        }
    ]  # fmt: skip
    assert [(g["code"], g["listed"]) for g in content["other_names"]] == [
        ("20139", []),
        ("210", ["卫生健康支出"]),
    ]
    assert content["unrecognised_titles"][0]["title"] == "某事项明细表"
    page = (Path(result.output) / "report.html").read_text(encoding="utf-8")
    assert "某事项明细表" in page
    assert "卫生支出" in page
    lines = summary(result, EXPECTED)
    assert lines[lines.index("codes in no list: 1") + 1] == "  2999999 某项支出: 2 documents, in/a.txt p. 4"
    assert "  210 卫生支出 (listed: 卫生健康支出): 1 document, in/b.txt p. 4" in lines
    assert "  某事项明细表: 2 documents, in/a.txt p. 4" in lines


def test_the_terminal_names_the_most_frequent_only(result: RunResult) -> None:
    many = Gaps(unrecognised_titles=tuple(TitleGap(f"表{n}", 9 - n, 1, A) for n in range(5)))
    lines = summary(result, many)
    start = lines.index("table titles that the catalogue does not recognise: 5")
    assert [line.split(":")[0] for line in lines[start + 1 : start + 5]] == [
        "  表0", "  表1", "  表2", "  … 2 more in report.json",
    ]  # fmt: skip
    assert summary(result, Gaps())[-1].startswith("datasets: ")
    assert not any("catalogue" in line for line in summary(result, Gaps()))


def test_gaps_are_sought_again_only_when_documents_changed(
    result: RunResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known_gaps(Path(result.output)) == EXPECTED
    sought: list[Path] = []

    def seek(output: Path) -> Gaps:
        sought.append(output)
        return Gaps()

    monkeypatch.setattr(gaps, "find_gaps", seek)
    run(["in"], Path("out"), function=CODED)
    assert known_gaps(Path(result.output)) == EXPECTED
    assert sought == []
    Path("in/c.txt").write_text("2023|110112|Water|final_account\ntitle 另一表", encoding="utf-8")
    run(["in"], Path("out"), function=CODED)
    assert known_gaps(Path(result.output)) == Gaps()
    assert sought == [Path(result.output)]


def test_a_name_that_is_valid_in_the_documents_year_is_no_gap() -> None:
    def printed(name: str, year: int | None) -> PrintedCode:
        return PrintedCode("20805", name, year, f"{name}{year}", "e", "11", "a.pdf", 1)

    right = [("行政事业单位离退休", 2019), ("行政事业单位养老支出", 2020), ("行政事业单位离退休", None)]
    assert code_gaps(printed(*pair) for pair in right) == ((), ())
    late = code_gaps([printed("行政事业单位离退休", 2025)])[1]
    assert [(g.name, g.listed) for g in late] == [("行政事业单位离退休", ("行政事业单位养老支出",))]


def test_titles_are_counted_without_number_and_brackets() -> None:
    titles = [("一、某表(一)", "a", A), ("某表", "a", A), ("另表", "b", B)]
    assert title_gaps(titles) == (TitleGap("某表", 2, 1, A), TitleGap("另表", 1, 1, B))


# --- without a run ---


def table(doc: str, table_id: str, title: str | None, page: int = 1, known: str | None = None) -> Any:
    return {"doc_id": doc, "table_id": table_id, "title_raw": title, "page": page, "canonical_table": known}


def printed_in(doc: str, code: str = "2999999", name: str = "某项支出", **more: Any) -> PrintedCode:
    place = {"year": 2024, "entity_id": "e", "province": "11", "source_uri": f"{doc}.pdf", "page": 4}
    return PrintedCode(code=code, name=name, doc_id=doc, **{**place, **more})


def test_titles_that_nobody_knows_come_with_the_first_place_that_prints_them(tmp_path: Path) -> None:
    output = publish(
        tmp_path,
        documents=[document("b"), document("a")],
        tables=[
            table("b", "t1", "某事项明细表", 2),
            table("a", "t3", "某事项明细表", 9),
            table("a", "t2", "某事项明细表", 5),
            table("a", "t4", "收入决算表", 1, "fa_income"),
            table("a", "t5", None, 3),
            table("b", "t6", None, 3),
            table("b", "t7", None, 3, "fa_income"),
        ],
    )
    found = find_gaps(output)
    assert found.unrecognised_titles == (TitleGap("某事项明细表", 3, 2, Example("a.pdf", 5)),)
    assert found.untitled == 2


def test_the_more_documents_print_a_code_the_earlier_it_comes() -> None:
    rows = [
        *(printed_in(doc, "2999998", "甲支出") for doc in "ab"),
        printed_in("a", "2999997", "丙支出"),
        printed_in("a", "2999997", "乙支出"),
        printed_in("b", "2999996", "丁支出"),
    ]
    unknown, other = code_gaps(rows)
    assert [(g.code, g.name, g.documents) for g in unknown] == [
        ("2999998", "甲支出", 2),
        ("2999996", "丁支出", 1),
        ("2999997", "丙支出", 1),
        ("2999997", "乙支出", 1),
    ]
    assert other == ()


def test_a_gap_names_its_years_and_its_first_place() -> None:
    rows = [
        printed_in("b", year=2025),
        printed_in("a", year=2023, page=9),
        printed_in("a", year=None, page=3),
        printed_in("a", year=2023, page=None),
    ]
    ((gap,), _) = code_gaps(rows)
    assert (gap.years, gap.documents, gap.example) == ((2023, 2025), 2, Example("a.pdf", None))
    ((nowhere,), _) = code_gaps([printed_in("a"), printed_in("b", source_uri=None)])
    assert nowhere.example == Example(None, 4)
    ((unpaged,), _) = code_gaps([printed_in("a", page=1), printed_in("a", page=None)])
    assert unpaged.example == Example("a.pdf", None)


def test_the_listed_names_of_all_its_years_stand_beside_another_name() -> None:
    years = (2018, 2024, 2024)
    _, (gap,) = code_gaps(printed_in(f"d{n}", "207", "文体支出", year=year) for n, year in enumerate(years))
    assert gap.listed == ("文化体育与传媒支出", "文化旅游体育与传媒支出")


def test_the_more_tables_bear_a_title_the_earlier_it_comes() -> None:
    titles = [(title, "a", A) for title in ("乙表", "甲表", "丙表", "丙表")]
    assert [g.title for g in title_gaps(titles)] == ["丙表", "乙表", "甲表"]
    assert title_gaps([("丙表", "a", A), ("丙表", "b", B)]) == (TitleGap("丙表", 2, 2, A),)


def test_gaps_come_back_from_what_the_report_has_of_them() -> None:
    found = Gaps(EXPECTED.unknown_codes, EXPECTED.other_names, EXPECTED.unrecognised_titles, untitled=3)
    assert Gaps.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert Gaps().untitled == 0


@pytest.mark.parametrize("damaged", [b"{", b"{}", b"[]", b'{"mark": null, "gaps": 1}'])
def test_what_was_kept_and_cannot_be_read_is_sought_again(tmp_path: Path, damaged: bytes) -> None:
    output = publish(tmp_path, documents=[document("a")], tables=[table("a", "t", "某表")])
    first = known_gaps(output)
    kept = output / "state" / "gaps.json"
    content = kept.read_text(encoding="utf-8")
    assert "某表" in content
    kept.write_bytes(damaged)
    assert known_gaps(output) == first
    assert kept.read_text(encoding="utf-8") == content


def test_gaps_are_kept_for_one_package_one_version_and_one_set_of_patterns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[Path] = []
    monkeypatch.setattr(gaps, "find_gaps", lambda output: sought.append(output) or Gaps(untitled=len(sought)))
    (tmp_path / "datasets").mkdir()
    assert [known_gaps(tmp_path).untitled for _ in range(2)] == [1, 1]
    (tmp_path / "datasets" / "datapackage.json").write_bytes(b"{}")
    assert [known_gaps(tmp_path).untitled for _ in range(2)] == [2, 2]
    monkeypatch.setattr(gaps, "VERSION", "another")
    assert [known_gaps(tmp_path).untitled for _ in range(2)] == [3, 3]
    monkeypatch.setattr(gaps.patterns, "version", lambda: "other")
    assert [known_gaps(tmp_path).untitled for _ in range(2)] == [4, 4]
