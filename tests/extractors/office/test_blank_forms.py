"""A template that nobody has filled in is no disclosure of nothing; filled in it is one."""

from __future__ import annotations

import pytest

from pipeline.reading.extract import extract
from tests.extractors.office.plans import Plan, Put, place, standard
from tests.extractors.office.statutory import TABLES, shown
from tests.extractors.office.writers import openpyxl_bytes, xlsxwriter_bytes, xlwt_bytes

WORDS = (
    "2024年度XX部门决算情况说明",
    "2024年度XX部门收入x,xxx万元，其中财政拨款收入x,xxx万元，比上年增加（减少）XXX万元。",
    "一、机关运行经费情况",
    "XX部门机关运行经费为XXX万元。（若无，则写“本部门无机关运行经费。”）",
    "二、政府采购情况",
    "XX部门政府采购支出总额XXX万元。（无政府采购的，写：XX部门2024年未安排政府采购预算。）",
    "三、“三公”经费情况",
    "XX部门“三公”经费XXX万元，其中公务接待费XXX万元，公务用车购置及运行费XXX万元。",
)


@pytest.mark.parametrize("write", [openpyxl_bytes, xlsxwriter_bytes, xlwt_bytes])
@pytest.mark.parametrize("filled", [False, True])
def test_a_form_is_a_disclosure_when_it_is_filled_in(write, filled):
    cover = Plan("封面", [Put(3, 0, "云川市2024年度部门决算", 1, 6), Put(9, 1, "部门名称：XX局")])
    text = Plan("情况说明", [Put(row, 0, line) for row, line in enumerate(WORDS)])
    tables = []
    for number, table in enumerate(TABLES[:3], 1):
        tables.append(Plan(f"附表{number}"))
        place(
            tables[-1],
            table,
            entity="部门：XX局",
            stored=standard if filled else lambda v: (v if isinstance(v, str) else None, "#,##0.00"),
            display=shown,
        )
    found = extract(write([cover, *tables, text]))
    assert [t.canonical_table for t in found.tables] == [t.canonical for t in TABLES[:3]]
    assert found.identity.is_disclosure == filled
    assert bool(found.facts) == filled
