"""Audits of made-up sentences and tables, for the tests of rules."""

from __future__ import annotations

from extractors.read import read
from extractors.records import Check, Finding
from pipeline.audit import Audit, audit_document
from pipeline.reading.extract import extract_document

CODES = """一般公共预算财政拨款支出决算表
单位：万元

科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
合计 |  | 60.00 | 60.00 | 0.00 |
208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
20805 | 行政事业单位养老支出 | 30.00 | 30.00 | 0.00 |
2080501 | 行政单位离退休 | 30.00 | 30.00 | 0.00 |
221 | 住房保障支出 | 30.00 | 30.00 | 0.00 |
22102 | 住房改革支出 | 30.00 | 30.00 | 0.00 |
2210201 | 住房公积金 | 30.00 | 30.00 | 0.00 |

五、一般公共预算财政拨款支出决算具体情况

"""
"""A table of codes, and the heading of sentences about them."""
HEAD = "某市某区财政局2024年度部门决算\n\n"


def audited(text: str) -> tuple[Audit, str]:
    """The audit of a text document, and its text."""
    found = extract_document(read((HEAD + text).encode()))
    return audit_document(found), found.document.text


def codes(text: str, severity: str | None = None) -> list[str]:
    """The codes of the findings, in order; of one severity where it is given."""
    report, _ = audited(text)
    return [f.code for f in report.findings if severity in (None, f.severity)]


def results(text: str, code: str) -> list[str]:
    """The results of the checks of one code."""
    report, _ = audited(text)
    return [c.result for c in report.checks if c.code == code]


def only(text: str, code: str) -> Finding:
    """The one finding of a code."""
    report, _ = audited(text)
    (found,) = (f for f in report.findings if f.code == code)
    return found


def raws(text: str, code: str) -> list[str]:
    """What the evidence of the one finding of a code shows."""
    report, whole = audited(text)
    (found,) = (f for f in report.findings if f.code == code)
    return [whole[p.start : p.end] for p in found.places]


def checks(text: str, code: str) -> list[Check]:
    report, _ = audited(text)
    return [c for c in report.checks if c.code == code]
