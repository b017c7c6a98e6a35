"""Codes, labels and names put right by the lists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.document import Document, Grid, GridCell
from extractors.records import Identity
from pipeline.reading.repair.wording import Reworded, reworded

NOBODY = Identity(None, "budget", 2024, None, "unknown", None)


def scan(*rows: Sequence[str], unsure: str = "", before: str = "") -> Document:
    """A grid on a recognised page; the characters `unsure` are not sure, wherever they stand."""
    text, cells = before, []
    for r, row in enumerate(rows):
        for c, said in enumerate(row):
            cells.append(GridCell(r, c, said, len(text), len(text) + len(said)))
            text += said + "\t"
    grid = Grid(0, len(text), len(rows), max(map(len, rows), default=0), tuple(cells))
    confidence = np.asarray([0.6 if sign in unsure else 0.999 for sign in text], dtype=np.float32)
    return Document(text, (grid,), "image/png", char_confidence=confidence)


def changed(document: Document, identity: Identity = NOBODY) -> list[tuple[str, str, str]]:
    return [(one.raw, one.text, one.by) for one in reworded(document, identity)]


CODED = (
    ("208", "社会保障和就业支出", "1.00"),
    ("20805", "行政事业单位养老支出", "1.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "1.00"),
)


def with_row(n: int, code: str, label: str) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = list(CODED)
    rows[n] = (code, label, "1.00")
    return rows


def test_a_code_is_put_right_by_the_label_beside_it() -> None:
    found = changed(scan(*with_row(2, "2080585", CODED[2][1]), unsure="8"))
    assert found == [("2080585", "2080505", "codes")]


def test_a_digit_that_was_read_with_certainty_stays() -> None:
    assert changed(scan(*with_row(2, "2080585", CODED[2][1]))) == []


def test_a_code_of_one_cell_for_each_level() -> None:
    rows = (
        ("208", "05", "01", "行政单位离退休"),
        ("268", "05", "", "行政事业单位养老支出"),
        ("208", "", "", "社会保障和就业支出"),
    )
    assert changed(scan(*rows, unsure="6")) == [("268", "208", "codes")]


def test_a_label_is_put_right_by_the_code_beside_it() -> None:
    assert changed(scan(*with_row(1, "20805", "行攻事业单位养老支出"), unsure="攻")) == [
        ("行攻事业单位养老支出", "行政事业单位养老支出", "names")
    ]


def test_code_and_label_put_each_other_right() -> None:
    found = changed(scan(*with_row(1, "26805", "行攻事业单位养老支出"), unsure="攻6"))
    assert sorted(found) == [
        ("26805", "20805", "codes"),
        ("行攻事业单位养老支出", "行政事业单位养老支出", "names"),
    ]


def test_letters_in_a_code_are_the_digits_that_they_look_like() -> None:
    assert changed(scan(*with_row(1, "2O8O5", CODED[1][1]))) == [("2O8O5", "20805", "codes")]


def test_a_name_of_another_code_that_is_read_with_certainty_is_the_document_s() -> None:
    assert changed(scan(*with_row(1, "20805", "行政事业单位离退休"))) == []


def test_a_label_without_code_is_put_right_by_what_the_document_prints_elsewhere() -> None:
    rows = (("本级小计金额", "1.00"), ("本级小计金额", "2.00"), ("木级小计金额", "3.00"))
    assert changed(scan(*rows, unsure="木")) == [("木级小计金额", "本级小计金额", "names")]
    assert changed(scan(*rows[1:], unsure="木")) == []


def test_brackets_stay_as_they_are_printed() -> None:
    rows = (*CODED, ("20103", "政府办公厅（室）及相关机构亊务", "1.00"))
    assert changed(scan(*rows, unsure="亊")) == [
        ("政府办公厅（室）及相关机构亊务", "政府办公厅（室）及相关机构事务", "names")
    ]


def test_the_name_of_the_body_as_it_stands_elsewhere() -> None:
    body = Identity(None, "budget", 2024, "澄川市星湖区财政局", "unknown", None)
    before = "澄川市星湖区财政局2024年预算。澄川市星湖区财政局的职责。澄川市星湖区财攻局的机构。"
    (found,) = reworded(scan(before=before, unsure="攻"), body)
    assert found == Reworded(before.index("攻"), before.index("攻") + 1, "攻", "政", "bodies")
    twice = before + "澄川市星湖区财攻局"
    assert changed(scan(before=twice, unsure="攻"), body) == []


def test_print_is_left_alone() -> None:
    document = Document("2080585", (), "application/pdf")
    assert reworded(document, NOBODY) == []
