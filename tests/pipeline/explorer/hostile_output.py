"""An output whose every text would do harm if a page took it for more than text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.running.run import run
from pipeline.storage.unit_of_work import Settings
from tests.pipeline.running.runs import InlineExecutor

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
ELEMENT = "pwned-element"
MARKUP = (
    f"\"'></title></style></textarea></script><{ELEMENT} onclick=pwned()>"
    "<script>pwned()</script><img src=x onerror=pwned()><svg onload=pwned()>"
    "{{7*7}}${7*7}<!--\u202e=cmd()|'/c calc'!A0&#x3c;b&#x3e;"
)
"""What is put into texts."""
SCRIPTED = "javascript:pwned()//"
PERSONS = ("王建国", "88880000", "李四海", "66660000", "赵钱孙", "13900001111")
"""Whom the form names, and their telephone numbers."""
FORM = f"""某市信访局{MARKUP} 2023 年度部门决算
第一部分 概况{MARKUP}
2023年度收、支总计4987.68万元，比上年增加372.23万元，增长8.06%。主要原因：{MARKUP}增加。
第二部分 项目支出绩效自评表
项目支出绩效自评表
填报单位：某市信访局 填报人：李四海 联系电话：0571-66660000
| 项目名称 | 接待场所维护{MARKUP.replace("|", "")} | 主管部门 | 某市信访局{"长" * 10_000} |
| 项目负责人 | 王建国 | 联系电话 | 0571-88880000 |
| 年度资金总额 | 10.00 | 其他资金 | 0.00 |
| 年度总体目标 | 由王建国带队完成接访。{MARKUP.replace("|", "")} | 备注 | 无 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 |
| 产出指标 | 数量指标 | 接访次数{MARKUP.replace("|", "")} | 12次 |
| 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% |
填表人：赵钱孙 手机：13900001111
"""
SIDECAR = f"""file,address,date
landscape_budget.pdf,{SCRIPTED},2026-02-11
gb18030_unit_account.txt,https://www.example.gov.cn/<script>pwned()</script>"onclick=pwned(),
shanghai_style_final_account.pdf,https://user:secret@www.example.gov.cn@evil.example.cn/,
"""
_TEXTS = frozenset(
    (
        *("title", "entity_name", "canonical_name", "alias", "raw", "file_name", "message", "message_zh"),
        *("message_en", "printed", "computed", "value_raw", "unit_raw", "item_label", "unit_name", "reason"),
        *("title_raw", "note_raw", "row_label", "column_path", "name_raw", "name_norm", "project_code"),
        *("competent_department", "implementing_unit", "level1_raw", "level2_raw", "level3_raw", "level1"),
        *("level2", "level3", "target_raw", "actual_raw", "target_unit", "actual_unit", "expected", "actual"),
        *("deviation_reason", "unit_name_raw", "to_name", "from_name", "item", "number_raw", "value"),
        *("full_name", "name", "error_kind", "formula", "construction", "derivation", "boilerplate_hash"),
    )
)
"""Columns of texts, as documents print them or as other tools may have put them."""


def hostile_output(folder: Path) -> Path:
    """A folder of results over hostile documents and the samples, its published texts made hostile too."""
    documents, output = folder / "documents", folder / "output"
    shutil.copytree(SAMPLES, documents)
    (documents / "sources.csv").write_text(SIDECAR, encoding="utf-8")
    (documents / '"><img src=x onerror=pwned()>.txt').write_text(FORM, encoding="utf-8")
    run([str(documents)], output, settings=Settings(with_contacts=True), executor=InlineExecutor())
    for path in (output / "datasets").rglob("*.parquet"):
        _poison(path)
    return output


def _poison(path: Path) -> None:
    """Puts markup behind each text of a file."""
    with pq.ParquetFile(path) as file:
        table, schema = file.read(), file.schema_arrow
    for n, field in enumerate(schema):
        if field.name in ("source_url",):
            value = pa.array([SCRIPTED] * table.num_rows, field.type)
            table = table.set_column(n, field, value)
        elif field.name in _TEXTS and pa.types.is_string(field.type) and "divisions" not in path.parts:
            harmful = pc.binary_join_element_wise(table.column(n), MARKUP, "")
            table = table.set_column(n, field, harmful)
    pq.write_table(table, path, compression="zstd")
