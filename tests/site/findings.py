"""The page of the codes of findings and checks, from the rules of the pattern files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from pipeline.audit.ledger import FAIL_SEVERITY
from pipeline.language.spoken import Language
from tests.site.pattern_files import contents
from tests.site.text import plain, table

TITLES: dict[Language, str] = {
    "en": "# Findings\n\nWhat the audit says of a document, by code: `findings.code`, "
    "`mingzhang audit --code CODE`. The gravest severity that a rule has stands here; what is less sure is "
    "told more mildly ([confidence and severity](../audit-report.md#confidence-and-severity)). Words in "
    "braces are filled in with what the document prints. Where the rules come from: "
    "[the domain](../domain.md#24-identities-勾稽关系). A check that holds is in the dataset `checks`, under "
    "the code in the column of that name or, where that is empty, under the code of the finding.\n\n",
    "zh": "# 审计发现\n\n审计对一份文件的发现，按代码排列：`findings.code`、`mingzhang audit --code CODE`。"
    "此处为规则的最高严重程度，把握不足的会降低（[说明](../audit-report.md#confidence-and-severity)）。"
    "花括号中的词以文件印出的内容填入。规则的来源见[所依据的知识](../domain.md#24-identities-勾稽关系)。"
    "成立的核对在数据集 `checks` 中，代码见“核对”一栏，空白时与发现的代码相同。\n\n",
}
HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("says", "severity", "category", "check", "file"),
    "zh": ("内容", "严重程度", "类别", "核对", "文件"),
}
OF_IDENTITIES = (FAIL_SEVERITY, "arithmetic")
"""Severity and category of an identity that fails: its entry does not repeat them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One rule: what it says, and where it stands."""

    code: str
    check: str
    """The code of the check behind it; empty where there is none."""
    file: str
    message_zh: str
    message_en: str
    severity: str
    category: str


def rules() -> list[Said]:
    """Every rule of every pattern file by the code of its finding, then as they stand."""
    found = [said for name, content in contents().items() for said in _rules(name, content)]
    return sorted(found, key=lambda said: said.code)


def page(language: Language) -> str:
    """Every code with all that it may say."""
    parts = [TITLES[language]]
    by_code: dict[str, list[tuple[str, ...]]] = {}
    for said in rules():
        message = said.message_zh if language == "zh" else said.message_en
        row = (plain(message), said.severity, said.category, said.check, said.file.rpartition("/")[2])
        by_code.setdefault(said.code, []).append(row)
    for code, rows in by_code.items():
        parts.append(f"## {code}\n\n{table(HEADS[language], dict.fromkeys(rows))}\n")
    return "".join(parts)


def _rules(file: str, content: Any) -> Iterator[Said]:
    """The rules in a pattern file, at any depth: what has a code and messages, or is the end of a message."""
    if isinstance(content, msgspec.Struct):
        if hasattr(content, "message_en") and hasattr(content, "code"):
            finding = getattr(content, "finding", None)
            severity, category = (
                getattr(content, key, default)
                for key, default in zip(("severity", "category"), OF_IDENTITIES, strict=True)
            )
            code, check = finding or content.code, content.code if finding else ""
            yield Said(code, check, file, content.message_zh, content.message_en, severity, category)
        elif {"finding", "zh", "en"} <= set(content.__struct_fields__):
            yield Said(content.finding, "", file, f"… {content.zh}", f"… {content.en}", "", "")
        content = [getattr(content, name) for name in content.__struct_fields__]
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, (list, tuple)):
        for one in content:
            yield from _rules(file, one)
