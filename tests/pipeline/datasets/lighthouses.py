"""Disclosures of invented bureaus over two years, as texts: what an innocent join over years takes wrong."""

from __future__ import annotations

from pathlib import Path

ACCOUNT_2023 = """上海市普陀区灯塔管理局2023年度部门决算

第一部分 部门概况
本部门决算包括局本级及下属2家预算单位的决算。

第二部分 2023年度部门决算情况说明

一、收入支出决算总体情况说明
2023年度收入总计2,105.30万元，支出总计2,105.30万元。
二、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为52.99万元，年初预算为60.00万元。其中：公务接待费支出决算为2.99万元，公务用车购置及运行维护费支出决算为50.00万元，因公出国（境）费支出决算为0.00万元。
"""
BUDGET_2024 = """上海市普陀区灯塔管理局2024年部门预算

第一部分 部门概况
本部门预算包括局本级及下属2家预算单位的预算。

第二部分 2024年部门预算情况说明

一、“三公”经费预算情况说明
2024年“三公”经费预算数为58.00万元，比2023年预算减少2.00万元。其中：公务接待费3.00万元，公务用车购置及运行维护费55.00万元，因公出国（境）费0.00万元。
"""
ACCOUNT_2024 = """上海市普陀区灯塔管理局2024年度部门决算

第一部分 部门概况
本部门决算包括局本级及下属2家预算单位的决算。

第二部分 2024年度部门决算情况说明

一、收入支出决算总体情况说明
2024年度收入总计1,998.70万元，支出总计1,998.70万元。
二、财政拨款“三公”经费支出决算情况说明
2024年度“三公”经费财政拨款支出决算为61.25万元，年初预算为57.00万元。其中：公务接待费支出决算为1.25万元，公务用车购置及运行维护费支出决算为60.00万元，因公出国（境）费支出决算为0.00万元。
"""
"""Its own budget of 2024 printed 58.00: 61.25 is above either."""
OFFICE_BUDGET_2025 = """上海市普陀区灯塔管理局（本级）2025年单位预算

一、“三公”经费预算情况说明
2025年“三公”经费预算数为8.00万元。其中：公务接待费1.00万元，公务用车购置及运行维护费7.00万元，因公出国（境）费0.00万元。
"""
"""The office alone, where the year before was the department with its units."""
TIDES_2023 = """上海市普陀区潮汐局2023年度部门决算

一、收入支出决算总体情况说明
2023年度收入总计300.00万元，支出总计300.00万元。
"""
TIDES_2024 = """上海市普陀区潮汐局2024年度部门决算

一、收入支出决算总体情况说明
2024年度收入总计3,150,000.00万元，支出总计3,150,000.00万元。
"""
"""Yuan that are called ten thousands of yuan."""
DISCLOSURES = {
    "account-2023.txt": ACCOUNT_2023,
    "budget-2024.txt": BUDGET_2024,
    "account-2024.txt": ACCOUNT_2024,
    "office-2025.txt": OFFICE_BUDGET_2025,
    "tides-2023.txt": TIDES_2023,
    "tides-2024.txt": TIDES_2024,
}


def written(folder: Path) -> Path:
    """The disclosures as files below `folder`, which is given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in DISCLOSURES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
