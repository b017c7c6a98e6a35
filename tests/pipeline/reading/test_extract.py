"""What the way from bytes to an extraction hands on from one station to the next."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.read import read
from extractors.records import Identity
from pipeline.audit import Audit
from pipeline.datasets.ids import doc_id
from pipeline.reading import extract as module
from pipeline.reading.arbitration import Ruling
from pipeline.reading.extract import READERS, extract, extract_document
from pipeline.reading.tie_out import TiedOut

ACCOUNT = """某市某区财政局2024年度部门决算

一、收入支出决算总表

单位：万元

| 收入 | 金额 | 支出 | 金额 |
| 项目 | 决算数 | 项目 | 决算数 |
| 一般公共预算财政拨款收入 | 90.00 | 一般公共服务支出 | 100.00 |
| 其他收入 | 10.00 | | |
| 本年收入合计 | {total} | 本年支出合计 | 100.00 |
| 总计 | {total} | 总计 | 100.00 |

二、收入支出决算总体情况说明

2024年度收、支总计100.00万元，与上年相比，增加20.00万元，增长25.0%，主要原因是人员增加。
"""
DATA = ACCOUNT.format(total="100.00").encode()
NOVEL = "第一章\n\n从前有座山，山上有3个和尚。\n".encode()
WHEN = datetime.datetime(2024, 8, 30, 12, 0, tzinfo=datetime.UTC)


def figures(found: Any) -> list[tuple[str, str, str, int | None]]:
    return [(f.source_kind, f.measure, f.role, int(f.value_yuan)) for f in found.facts if f.value_yuan]


def test_everything_that_a_small_account_says() -> None:
    found = extract(DATA)
    assert (found.doc_id, found.byte_size, found.status) == (doc_id(DATA), len(DATA), "ok")
    assert [s.title for s in found.sections] == ["收入支出决算总表", "收入支出决算总体情况说明"]
    assert [(t.canonical_table, t.ties_out) for t in found.tables] == [
        ("fa_income_expenditure_summary", True)
    ]
    assert [(q.value_raw, q.unit_raw) for q in found.quantities] == [
        ("100.00", "万元"),
        ("20.00", "万元"),
        ("25.0", "%"),
    ]
    assert figures(found) == [
        ("table", "income.gpb", "final", 900000),
        ("table", "expenditure.total", "final", 1000000),
        ("table", "income.other", "final", 100000),
        ("table", "income.total", "final", 1000000),
        ("table", "expenditure.total", "final", 1000000),
        ("table", "income_expenditure_total", "final", 1000000),
        ("table", "income_expenditure_total", "final", 1000000),
        ("narrative", "income_expenditure_total", "final", 1000000),
        ("narrative", "income_expenditure_total", "change_yoy", 200000),
        ("derived", "income_expenditure_total", "prior_final", 800000),
    ]
    assert [f.value_year for f in found.facts] == [2024] * 10 + [2023]
    assert [f.duplicate_of for f in found.facts][5:8] == [None, 5, 5]
    assert [r.text for r in found.reasons] == ["主要原因是人员增加"]
    assert {c.result for c in found.checks} == {"pass"}
    assert {"I01", "N01"} <= {c.code for c in found.checks}
    assert (found.findings, found.unplaced, found.projects) == ((), (), ())


def test_a_sum_that_fails_is_a_finding_and_its_table_does_not_tie_out() -> None:
    found = extract(ACCOUNT.format(total="100.50").encode())
    assert [t.ties_out for t in found.tables] == [False]
    assert {c.code for c in found.checks if c.result == "fail"} == {"I01", "I04", "N01"}
    assert {"I01", "I04"} <= {f.code for f in found.findings}


def test_what_is_no_disclosure_has_text_and_outline_only() -> None:
    found = extract(NOVEL)
    assert (found.status, found.document.text) == ("not_disclosure", read(NOVEL).text)
    assert (found.facts, found.quantities, found.checks, found.unplaced) == ((), (), (), ())
    assert (found.doc_id, found.byte_size) == (doc_id(NOVEL), len(NOVEL))


def test_tables_of_what_is_no_disclosure_are_kept_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object) -> Identity:
        return Identity(None, "other", None, None, "unknown", None, is_disclosure=False)

    monkeypatch.setattr(module, "identify", nothing)
    found = extract(DATA)
    assert [(len(found.tables), t.ties_out) for t in found.tables] == [(1, None)]
    assert (found.facts, len(found.sections)) == ((), 2)


def test_numbers_that_are_no_quantity_are_kept() -> None:
    found = extract(DATA + "\n共计 55.66\n".encode())
    assert [r.raw for r in found.unplaced] == ["55.66"]


@pytest.mark.parametrize("reader", ["", "PDFium", "tesseract"])
def test_a_reader_that_there_is_not(reader: str) -> None:
    with pytest.raises(
        ValueError, match=f"no reader {reader!r}; there are auto, pdfium, pdfplumber, camelot"
    ):
        extract(DATA, reader)


@pytest.mark.parametrize(
    ("reader", "read_again", "second"),
    [("auto", [], True), ("pdfium", [], False), ("pdfplumber", ["pdfplumber"], False)],
)
def test_who_reads_and_who_is_asked(
    reader: str, read_again: list[str], second: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader in READERS
    asked: list[Any] = []

    def by(_: bytes, document: Any, engine: str, _kept: object) -> Any:
        asked.append(engine)
        return replace(document, modified_at=None)

    def judge(data: bytes, document: Any, tied: TiedOut, identity: Identity, _: object) -> Ruling:
        asked.append((data, document.modified_at, len(tied.facts), identity.fiscal_year))
        return Ruling()

    monkeypatch.setattr(module, "read", lambda data, *_: replace(read(data), modified_at=WHEN))
    monkeypatch.setattr(module, "read_by", by)
    monkeypatch.setattr(module, "arbitrate", judge)
    found = extract(DATA, reader)
    assert asked == [*read_again, *([(DATA, WHEN, 7, 2024)] if second else [])]
    assert found.document.modified_at == WHEN


def test_a_document_alone_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "arbitrate", None)
    found = extract_document(read(DATA))
    assert (found.doc_id, found.byte_size, found.ruling) == (doc_id(b""), 0, Ruling())


def test_what_the_ruling_reads_stands_in_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first reading took 10.00 for 11.00; places are those of the new text."""
    other = read(("\n\n" + DATA.decode()).encode())
    wrong = read(DATA.replace(b"| 10.00", b"| 11.00"))
    ruling = Ruling(choice={1: "pdfplumber"}, agreement={1: ("pdfplumber",)}, document=other)
    monkeypatch.setattr(module, "arbitrate", lambda *_: ruling)
    found = extract_document(replace(wrong, modified_at=WHEN), DATA, second_opinions=True)
    assert (found.document.text, found.document.modified_at) == (other.text, WHEN)
    assert (found.ruling, [t.ties_out for t in found.tables]) == (ruling, [True])
    assert Decimal(100000) in [f.value_yuan for f in found.facts]
    for section in found.sections:
        assert section.title in other.text[section.place.start : section.place.end]
    place = next(e.place for e in found.identity.evidence if e.field == "fiscal_year")
    assert place is not None
    assert "2024" in other.text[place.start : place.end]


def test_a_rule_that_breaks_makes_the_document_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "audit_document", lambda *_: Audit(failures=("rates: KeyError: 1",)))
    found = extract(DATA)
    assert (found.status, found.document.partial) == ("partial", True)
    assert found.document.notes[-1] == "a rule of the audit failed: rates: KeyError: 1"
    assert (found.checks, len(found.facts)) == ((), 11)
    monkeypatch.setattr(module, "audit_document", lambda *_: Audit())
    assert (extract(DATA).status, extract(DATA).document.notes) == ("ok", read(DATA).notes)
