"""Tables as text with delimiters, and prose that only has commas."""

from __future__ import annotations

import pytest

from extractors.outline.sections import outline
from extractors.read import read
from extractors.tables.logical import logical_tables
from tests.extractors.office.plans import Plan, place
from tests.extractors.office.statutory import TABLES
from tests.extractors.office.writers import csv_bytes


@pytest.mark.parametrize(
    ("encoding", "delimiter", "media_type"),
    [
        ("utf-8-sig", ",", "text/csv"),
        ("gb18030", ",", "text/csv"),
        ("utf-16", "\t", "text/tab-separated-values"),
        ("utf-8", ";", "text/csv"),
    ],
)
@pytest.mark.parametrize("number", range(3))
def test_a_statutory_table_is_the_same_in_every_encoding(number, encoding, delimiter, media_type):
    plan = Plan("决算")
    place(plan, TABLES[number])
    document = read(csv_bytes(plan, encoding, delimiter))
    assert document.media_type == media_type
    (table,) = logical_tables(document, outline(document))
    assert (table.canonical_table, table.unit_raw) == (TABLES[number].canonical, "万元")
    assert table.title_raw == TABLES[number].title
    heads = [h for h in TABLES[number].head if h.rows * h.cols > 1]
    spans = {(c.row, c.col): (c.row_span, c.col_span) for c in table.cells}
    assert {(h.row, h.col): spans[h.row, h.col] for h in heads} == {
        (h.row, h.col): (h.rows, h.cols) for h in heads
    }


def test_places_are_cells_as_rfc_7111_counts_them():
    document = read('项目,金额\n合计,12.50\n\n基本支出,"1,012.50"\n项目支出,3\n'.encode())
    cells = {c.text: document.place(c.start, c.end).locator for g in document.grids for c in g.cells}
    assert cells["合计"] == "csv:cell=2,1"
    assert cells["1,012.50"] == "csv:cell=4,2"
    assert all(place.page is None for place in (document.place(0, 2),))


def test_a_declared_delimiter_is_taken_at_its_word():
    document = read("sep=;\n项目;金额\n合计;1,5\n".encode())
    assert [c.text for g in document.grids for c in g.cells] == ["项目", "金额", "合计", "1,5"]


@pytest.mark.parametrize(
    "prose",
    [
        "本年收入12.5万元,比上年增加2万元,增长19%。\n本年支出12.5万元,其中基本支出2万元。\n结余无,\n",
        "支出合计 1,234.56\n基本支出 1,000.00\n项目支出 2,234.56\n人员经费 3,111.11\n",
        "一、收入\n二、支出,说明\n三、其他\n",
        "电话:12345,传真:12345\n",
        "甲,乙\n",
        "第一部分\t概况\n一、职责\n本部门负责水务。\n二、机构\n无\n",
        '"没有闭合,的引号\n一,二\n三,四\n五,六\n',
    ],
)
def test_prose_with_commas_stays_text(prose):
    assert read(prose.encode()).media_type == "text/plain"


def test_tables_of_several_widths_in_one_file_are_each_their_own():
    lines = []
    for number in range(3):
        plan = Plan("决算")
        place(plan, TABLES[number], lines="title", note=False)
        lines += [*csv_bytes(plan, "utf-8").decode().splitlines(), ""]
    document = read("\n".join(lines).encode("gb18030"))
    tables = logical_tables(document, outline(document))
    assert [t.canonical_table for t in tables] == [t.canonical for t in TABLES[:3]]
    assert [t.n_cols for t in tables] == [4, 8, 5]
