"""Pages of findings: what documents say is never code."""

from __future__ import annotations

import base64
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.reports.audit_index import index_page
from pipeline.reports.audit_pages import document_page
from pipeline.reports.cases import Case
from pipeline.reports.crops import Cutter
from pipeline.reports.file_links import FileLinks
from pipeline.reports.statuses import Status
from tests.pipeline.published import check, document, evidence, fact, finding

EVIL = "<script>alert(1)</script>\"'&"


def case() -> Case:
    evidence = {"doc_id": "d" * 64, "page": None, "bbox": None, "char_start": 2, "char_end": 5, "raw": EVIL}
    finding = {
        "finding_id": "f1",
        "doc_id": "d" * 64,
        "check_id": "c1",
        "code": "I07",
        "category": "arithmetic",
        "severity": "error",
        "message_zh": EVIL,
        "message_en": EVIL,
        "printed": EVIL,
        "computed": "1",
        "gap_yuan": None,
        "gap_share": None,
        "confidence": 0.98,
        "evidence": [evidence],
        "page": None,
        "char_start": 2,
    }
    check = {
        "check_id": "c1",
        "formula": EVIL,
        "lhs": Decimal(1),
        "rhs": Decimal(2),
        "diff": Decimal(-1),
        "tolerance": Decimal(0),
        "lhs_ids": ["x"],
        "rhs_ids": [],
    }
    fact = {"measure": "m", "item_label": EVIL, "function_code": None, "economic_code": None}
    fact |= {"value_raw": EVIL, "unit_raw": None, "page": 3}
    document = {"doc_id": "d" * 64, "title": EVIL, "file_name": EVIL, "source_uri": None, "entity_name": EVIL}
    document |= {"fiscal_year": 2024, "doc_kind": "budget", "division_code": EVIL, "province": None}
    statuses = {"f1": Status("f1", "confirmed", note=EVIL)}
    return Case(document, [finding], {"c1": check}, {"x": fact}, f"ab{EVIL}\nc", statuses)


def both(zh: str, en: str) -> str:
    """A text as a page has it in both languages."""
    return f'<span class="zh">{zh}</span><span class="en" lang="en">{en}</span>'


def test_nothing_of_a_document_is_code() -> None:
    for page in (document_page(case()), index_page([case()], {"d" * 64: 'x">.html'})):
        assert "<script>alert" not in page
        assert page.count("<script>") == 1
        assert "&lt;script&gt;alert(1)" in page


def test_a_document_without_pages_tells_the_line() -> None:
    assert "第1行" in document_page(case())


def test_a_page_says_why_it_has_no_images() -> None:
    with Cutter({"doc_id": "d" * 64, "source_uri": "/no/such/file.pdf"}) as cutter:
        assert (cutter.reason, cutter.cut([])) == ("missing", [])
    assert "原文件不在记录的位置" in document_page(case())


def test_a_page_without_findings_says_so() -> None:
    empty = Case(case().document, [])
    assert "没有发现" in document_page(empty)
    assert "没有发现" in index_page([empty], {})


TEXT = "前" * 70 + "\n" + "甲" * 3 + "合计12元" + "乙" * 70 + "\n后"
AT = TEXT.index("12")


def of_text(**more: object) -> Case:
    """A document without pages with one finding on its second line."""
    place = evidence("d", None, char_start=AT, char_end=AT + 2)
    found = finding("d", page=None, evidence=[place], char_start=AT, **more)
    return Case(document("d", file_name="d.txt", title=None), [found], text=TEXT)


def shown(page: str, language: str) -> str:
    """The text of a page in one language."""
    other = "en" if language == "zh" else "zh"
    without = re.sub(rf'<span class="{other}"[^>]*>[^<]*</span>', "", page)
    return re.sub(r"<[^>]+>", "", re.sub(r"<(style|script)>.*?</\1>", "", without, flags=re.DOTALL))


def test_the_text_around_the_evidence_is_shown_to_the_ends_of_its_line() -> None:
    page = document_page(of_text())
    assert f"<blockquote>甲甲甲合计<mark>12</mark>元{'乙' * 59}</blockquote>" in page


def test_evidence_of_another_document_or_printed_alike_is_not_quoted_again() -> None:
    place = evidence("d", None, char_start=AT, char_end=AT + 2)
    elsewhere = evidence("other", None, char_start=0, char_end=2)
    unplaced = evidence("d", 3)
    found = finding("d", evidence=[place, place, elsewhere, unplaced])
    case = Case(document("d", title="d", file_name="d"), [found], text=TEXT)
    assert document_page(case).count("<blockquote>") == 1


@pytest.mark.parametrize(("start", "end", "text"), [(2, None, TEXT), (None, 5, TEXT), (2, 5, "")])
def test_what_has_no_beginning_end_or_text_is_not_quoted(
    start: int | None, end: int | None, text: str
) -> None:
    place = evidence("d", None, char_start=start, char_end=end)
    case = Case(document("d", title="d"), [finding("d", evidence=[place])], text=text)
    assert "<blockquote>" not in document_page(case, crops=False)


def test_a_quotation_begins_with_the_text_or_sixty_characters_before() -> None:
    places = [evidence("d", None, char_start=start, char_end=start + 2) for start in (2, 59, 60, 61)]
    case = Case(document("d", title="d"), [finding("d", evidence=places)], text="始" + "甲" * 200)
    page = document_page(case, crops=False)
    quoted = re.findall("<blockquote>(.*?)<mark>甲甲</mark>(.*?)</blockquote>", page)
    assert [(before[0], len(before), len(after)) for before, after in quoted] == [
        ("始", 2, 60),
        ("始", 59, 60),
        ("始", 60, 60),
        ("甲", 60, 60),
    ]


def test_lines_are_counted_from_the_first_character() -> None:
    found = finding("d", page=None, char_start=1)
    assert "第2行" in document_page(Case(document("d", title="d"), [found], text="\n12"), crops=False)
    assert "第1行" in document_page(Case(document("d", title="d"), [found], text="12\n"), crops=False)
    unplaced = {**found, "char_start": None}
    assert "页 — ·" in shown(document_page(Case(document("d", title="d"), [unplaced], text="12")), "zh")


def test_without_page_cuts_the_source_is_not_missed() -> None:
    assert "原文件不在记录的位置" in document_page(case())
    assert "原文件不在记录的位置" not in document_page(case(), crops=False)


def test_a_cut_is_shown_with_its_size_and_page(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    canvas = Canvas(str(source), pagesize=(200, 300), invariant=1)
    canvas.showPage()
    canvas.save()
    doc = hashlib.sha256(source.read_bytes()).hexdigest()
    case = Case(document(doc, title="d", source_uri=str(source)), [finding(doc)])
    page = document_page(case)
    assert re.findall('<img src="data:image/jpeg;base64,[^"]+" width="(\\d+)" height="(\\d+)"', page) == [
        ("280", str(int(58 * 1.4)))
    ]
    assert 'alt="页 1 / page 1"' in page
    assert "page 1" in shown(page, "en")


def test_what_people_said_is_shown_with_their_note_where_there_is_one() -> None:
    for note, end in (("打过电话", "属实 · 打过电话 · f1"), ("", "属实 · f1")):
        statuses = {"f1": Status("f1", "confirmed", note=note)}
        case = Case(document("d", title="d"), [finding("d")], statuses=statuses)
        assert end in shown(document_page(case), "zh")


def test_amounts_that_a_check_lacks_are_not_shown_nor_operands_that_are_not_at_hand() -> None:
    total, part = fact("d", "income.total", "2"), fact("d", "income.fiscal", "1")
    bare = check("d", total, part, tolerance=None, rhs_ids=None)
    case = Case(document("d", title="d"), [finding("d", check_id="c1")], {"c1": bare})
    page = document_page(case)
    assert shown(page, "en").count("difference 1") == 1
    assert "explained by rounding" not in page
    assert '<table class="operands">' not in page


def test_a_row_of_the_index_is_called_by_entity_file_or_id() -> None:
    for more, name in (
        ({"entity_name": "甲局", "file_name": "a"}, "甲局"),
        ({"entity_name": None, "file_name": "a"}, "a"),
        ({"entity_name": None, "file_name": None}, "d" * 12),
    ):
        case = Case({**document("d" * 64, fiscal_year=None), **more}, [finding("d" * 64)])
        assert f">{name} <span" in index_page([case], {})
    nowhere = Case(document("d", division_code=None, province=None), [finding("d")])
    assert 'data-region="—"' in index_page([nowhere], {})
    heads = re.findall(r'data-sort="(\d+)"', index_page([nowhere], {}))
    assert heads == [str(n) for n in range(9)]


def test_six_places_are_quoted_at_most() -> None:
    places = [evidence("d", None, char_start=n, char_end=n + 1) for n in range(9)]
    case = Case(document("d", title="d", file_name="d"), [finding("d", evidence=places)], text=TEXT)
    assert document_page(case).count("<blockquote>") == 6


def test_a_document_has_its_figures_and_speaks_both_languages() -> None:
    page = document_page(of_text(computed=None))
    assert "级别" in page
    assert "错误 合计与下级科目之和 I07 · 勾稽 · 页 第2行 · 把握 0.98 · 待核 · f1" in shown(page, "zh")
    assert (
        "error a total and the codes below it I07 · arithmetic · page line 2 · confidence 0.98 · open · f1"
        in shown(page, "en")
    )
    assert "printed 12 · computed —" in shown(page, "en")
    assert "1 error · 0 warning · 0 note" in shown(page, "en")
    assert "printed <b>" not in document_page(of_text(printed=None, computed=None))
    assert ('lang="zh-CN"' in page, 'class="lang-zh"' in page) == (True, True)
    english = document_page(of_text(), "en")
    assert ('lang="en"' in english, 'class="lang-en"' in english) == (True, True)
    assert "<title>Findings：d.txt</title>" in english
    assert "<title>自查报告：d.txt</title>" in page
    assert "中文 / English" in page


def test_a_document_is_called_by_its_title_file_or_id() -> None:
    both = {"title": "预算", "file_name": "a"}
    for more, name in ((both, "预算"), ({"file_name": "a"}, "a"), ({}, "d" * 12)):
        row = {"title": None, "file_name": None, **document("d" * 64), **more}
        assert f"<h1>自查报告：{name}</h1>" in document_page(Case(row, []))


def test_the_identity_shows_its_operands_and_both_sides() -> None:
    total = fact("d", "income.total", "1234567.50", 3, value_raw="1,234,567.50", unit_raw="元")
    total["item_label"] = "合计"
    part = fact("d", "income.fiscal", "1000000", 4, value_raw=None, unit_raw=None, item_label=None)
    codes = {"function_code": None, "economic_code": "301"}
    facts = {row["fact_id"]: {**row, **codes} for row in (total, part)}
    failed = check("d", total, part, interval_low=None)
    case = Case(document("d", title="d", file_name="d"), [finding("d", check_id="c1")], {"c1": failed}, facts)
    text = shown(document_page(case), "en")
    assert "formula 合计=各项之和 · left 1,234,567.5 · right 1,000,000 · difference 234,567.5" in text
    assert "explained by rounding 0" in text
    page = document_page(case)
    measures = [
        f"<td>{both(zh, en)} {item}</td>"
        for zh, en, item in (
            ("本年收入合计", "Total income of the year", "合计"),
            ("财政拨款收入", "Income from fiscal appropriations", "301"),
        )
    ]
    assert f'{measures[0]}<td class="number">1,234,567.50元</td>' in page
    assert f'{measures[1]}<td class="number"></td><td class="number">4</td>' in page
    assert "<details>" not in document_page(Case(document("d", title="d", file_name="d"), [finding("d")]))


def test_the_index_has_a_row_for_each_finding_with_a_link_to_its_place() -> None:
    first = Case(
        document("a", "甲局", file_name="a.pdf"),
        [finding("a", "f1", page=7), finding("a", "f2", severity="info", page=None)],
        statuses={"f1": Status("f1", "confirmed")},
    )
    unknown = document("b", None, file_name="b c.pdf", division_code=None, fiscal_year=None)
    second = Case(unknown, [finding("b", "f3")])
    page = index_page([first, second], {"a": "x y.html"})
    assert page.count('<tr class="') == 3
    assert '<a href="x%20y.html#f1">甲局 2026</a>' in page
    assert ">b c.pdf <span" in page
    assert '<a href="b%20c.pdf' not in page
    assert 'data-status="confirmed" data-region="310107"' in page
    assert 'data-status="open" data-region="31"' in page
    i07 = ("I07", "I07 合计与下级科目之和 / a total and the codes below it")
    district = ("310107", "310107 上海市普陀区")
    for option in ("confirmed", "属实 / confirmed"), ("open", "待核 / open"), district, i07:
        assert '<option value="{}">{}</option>'.format(*option) in page
    assert '<option value="">全部 / all</option>' in page
    assert re.findall(r'<td data-key="(\d)" data-zh="级别"', page) == ["0", "0", "2"]
    assert "2 documents · 2 error · 0 warning · 1 note" in shown(page, "en")
    heads = [shown(head, "en") for head in re.findall(r'<th scope="col">.*?</th>', page)]
    assert " ".join(heads) == (
        "severity document page what is wrong printed computed gap, yuan gap, share of printed status"
    )


def test_the_index_begins_with_the_gravest_and_the_greatest_of_all_documents() -> None:
    def sized(doc: str, name: str, gap: int | None, **more: object) -> dict[str, object]:
        return finding(doc, name, gap_yuan=None if gap is None else Decimal(gap), **more)

    small = Case(document("a"), [sized("a", "small", 9), sized("a", "warned", 10**9, severity="warning")])
    great = Case(document("b"), [sized("b", "great", 10), sized("b", "words", None, gap_share=None)])
    page = index_page([small, great], {})
    assert re.findall(r'data-finding="(\w+)"', page) == ["great", "small", "words", "warned"]
    assert '<td class="number" data-key="10" data-zh="差额（元）" data-en="gap, yuan">10.00</td>' in page
    assert "8.33 %" in page


def test_a_document_says_how_far_the_figures_are_apart() -> None:
    case = Case(document("d", title="d", file_name="d"), [finding("d", gap_yuan=Decimal("1234.5"))])
    assert "gap, yuan 1,234.50 · gap, share of printed 8.33 %" in shown(document_page(case), "en")
    nothing = Case(case.document, [finding("d", gap_yuan=None, gap_share=None)])
    assert "gap, " not in shown(document_page(nothing), "en")


def test_a_page_allows_its_own_style_and_script_alone() -> None:
    page = document_page(of_text())
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in page
    assert "unsafe-inline" not in page
    assert 'style="' not in page


def test_the_file_is_linked_where_it_lies_beside_the_page_and_no_path_of_the_machine_is_told(
    tmp_path: Path,
) -> None:
    source = tmp_path / "project" / "in" / "预算.txt"
    source.parent.mkdir(parents=True)
    source.write_bytes(b"12")
    doc = hashlib.sha256(b"12").hexdigest()
    row = document(doc, title="d", source_uri=str(source), file_name="预算.txt", source_url=None)
    case = Case(row, [finding(doc, page=7)], text="12")

    def pages(folder: Path, row: dict[str, object] = row) -> str:
        links = FileLinks(folder)
        one = Case(row, case.findings, text="12")
        return document_page(one, links=links) + index_page([one], {}, links=links)

    beside = pages(tmp_path / "project" / "audit")
    assert beside.count('<a href="../in/%E9%A2%84%E7%AE%97.txt#page=7">7</a>') == 2
    elsewhere = pages(tmp_path / "another" / "audit")
    assert "#page=7" not in elsewhere
    assert elsewhere.count("原文件不在本页所在文件夹旁") == 2
    published = pages(tmp_path / "another" / "audit", {**row, "source_url": "https://a.cn/1.pdf"})
    assert published.count('<a href="https://a.cn/1.pdf#page=7">7</a>') == 2
    hostile = pages(tmp_path / "another" / "audit", {**row, "source_url": "javascript:alert(1)"})
    assert "javascript:" not in hostile
    for page in (beside, elsewhere, published):
        assert str(tmp_path) not in page


def test_what_a_rule_put_together_has_separators_and_what_is_printed_stays() -> None:
    place = evidence("d", 1, raw="合计1234567.50元")
    found = finding(
        "d",
        printed="1234567.50元",
        computed="8900000元",
        message_zh="印为1234567.50元，应为8900000元，科目2080505",
        evidence=[place],
    )
    case = Case(document("d", title="d"), [found])
    for page in (document_page(case, crops=False), index_page([case], {})):
        assert "1234567.50元" in page
        assert "1,234,567.50" not in page
        assert "8,900,000元，科目2080505" in page
        assert "8900000" not in page


def test_a_formula_is_told_by_names() -> None:
    total, part = fact("d", "income.total", "2"), fact("d", "income.fiscal", "1")
    failed = check("d", total, part, formula="income.total = income.fiscal")
    case = Case(document("d", title="d"), [finding("d", check_id="c1")], {"c1": failed})
    page = document_page(case, crops=False)
    assert "本年收入合计 = 财政拨款收入" in shown(page, "zh")
    assert "income.total" not in page


def test_what_was_said_of_another_version_stands_beside_a_finding_that_came_back() -> None:
    before = {"f1": Status("old", "confirmed", "打过电话", "李", "2026-01-02")}
    case = Case(document("d", title="d"), [finding("d")], before=before)
    for page in (document_page(case, crops=False), index_page([case], {})):
        assert "重新待核（新版本中再次出现；旧版本曾为：属实, 2026-01-02, 李, 打过电话）" in shown(page, "zh")
        assert 'data-status="open"' in page
