"""Amounts of sentences beside a table that prints the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.document import Candidate, Document, Page
from extractors.edited import edited
from extractors.read import read
from pipeline.reading.extract import extract_document
from pipeline.reading.extraction import Extraction

ACCOUNT = """某市某区财政局2024年度部门决算

一、收入支出决算总表

单位：万元

| 收入 | 金额 | 支出 | 金额 |
| 项目 | 决算数 | 项目 | 决算数 |
| 一般公共预算财政拨款收入 | 9217.35 | 一般公共服务支出 | 9340.80 |
| 其他收入 | 123.45 | | |
| 本年收入合计 | 9340.80 | 本年支出合计 | 9340.80 |
| 总计 | 9340.80 | 总计 | 9340.80 |

二、收入支出决算总体情况说明

2024年度收、支总计9340.80万元，与上年相比，增加20.00万元，主要原因是人员增加。
"""
SAID = "总计9340.80万元"


def scan(misread: str, confidence: float) -> Document:
    """The account as read by a recogniser, its sentence misread."""
    printed = read(ACCOUNT.encode())
    sure = np.full(len(printed.text), 0.999, dtype=np.float32)
    document = replace(printed, pages=(Page(1, 595, 842, origin="ocr"),), char_confidence=sure)
    start = document.text.index(SAID) + 2
    document = edited(document, [(start, start + 7, misread)])
    assert document.char_confidence is not None
    document.char_confidence[start] = confidence
    return document


def extracted(misread: str, confidence: float, *looks: tuple[str, float]) -> Extraction:
    document = scan(misread, confidence)

    def look(spans: Sequence[tuple[int, int]]) -> list[tuple[Candidate, ...]]:
        texts = [document.text[slice(*span)] for span in spans]
        return [
            tuple(Candidate(*one) for one in (looks if text == misread else ((text, 0.99),)))
            for text in texts
        ]

    return extract_document(document, b"a scan", look_again=look)


def said(found: Extraction) -> tuple[str | None, str | None]:
    fact = next(
        f for f in found.facts if f.source_kind == "narrative" and f.measure == "income_expenditure_total"
    )
    return fact.value_raw, fact.ocr_status


def test_a_sentence_that_is_read_well_is_confirmed_by_the_table() -> None:
    assert said(extracted("9340.80", 0.999)) == ("9340.80", "confirmed")


def test_a_misread_amount_of_a_sentence_is_repaired_by_the_table() -> None:
    found = extracted("9840.80", 0.6, ("9840.80", 0.6), ("9340.80", 0.3))
    assert said(found) == ("9340.80", "repaired")
    (reading,) = (r for r in found.document.readings if r.repaired_by)
    assert (reading.raw, reading.repaired_by[0]) == ("9840.80", "N01")


def test_an_amount_that_no_reading_brings_to_the_table_stays() -> None:
    found = extracted("9840.80", 0.6, ("9840.80", 0.6), ("9640.80", 0.3))
    assert said(found) == ("9840.80", "unproven")


def test_what_is_read_with_certainty_is_the_document_s() -> None:
    """The second look is as sure as the first: it may be a slip of the document."""
    found = extracted("9840.80", 0.999, ("9840.80", 0.99))
    assert said(found)[0] == "9840.80"
