"""Pieces of pages of findings in both languages, of which a page shows one; all of it escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from patterns.divisions import full_name
from patterns.interface import Text, text_for, texts
from pipeline.language.spoken import told
from pipeline.reports.amounts import amounts_told
from pipeline.reports.cases import SEVERITIES, Case, Row


def bilingual(text: Text) -> str:
    """Both languages, of which the page shows one."""
    return f'<span class="zh">{escape(text.zh)}</span><span class="en" lang="en">{escape(text.en)}</span>'


def side_by_side(text: Text, between: str = " / ") -> str:
    """Both languages, one behind the other: for what can be shown in no other way."""
    return text.zh if text.zh == text.en else f"{text.zh}{between}{text.en}"


def labelled(text: Text) -> str:
    """Attributes from which a style sheet takes the head of a cell, where rows are cards."""
    return f'data-zh="{escape(text.zh)}" data-en="{escape(text.en)}"'


def severity(name: str) -> Text:
    """What a severity is called."""
    return text_for(name, texts().severity)


def status(name: str) -> Text:
    """What a status is called."""
    return text_for(name, texts().status)


def code_name(code: str) -> Text:
    """What findings of a code are called; the code where it has no name."""
    return text_for(code, texts().codes)


def kind(name: str) -> Text:
    """What a kind of document is called."""
    return Text(zh=told(name, "zh"), en=name.replace("_", " "))


def region(case: Case) -> str:
    """The code of the division of a document; of its province where it has none, and else a dash."""
    return str(case.document["division_code"] or case.document["province"] or "—")


def region_name(code: str) -> str:
    """What a division is called; its code where it has no name."""
    return full_name(code) or code


def message(finding: Row) -> str:
    """What a finding says, its amounts with thousands separators."""
    zh, en = (amounts_told(finding[f"message_{lang}"], finding) for lang in ("zh", "en"))
    return bilingual(Text(zh=zh, en=en))


def counts(cases: Iterable[Case]) -> str:
    """How many findings of each severity there are."""
    found = Counter(f["severity"] for case in cases for f in case.findings)
    return " · ".join(f"{found[s]:,} {bilingual(severity(s))}" for s in SEVERITIES)


def badge(finding: Row) -> str:
    """The severity of a finding, as a sign."""
    name = finding["severity"]
    return f'<span class="badge {escape(name)}">{bilingual(severity(name))}</span>'


def said(case: Case, finding: Row) -> str:
    """Its status; open again where a new version brought it back, and what was said of it before."""
    before = case.came_back(finding)
    if before is None:
        return bilingual(status(case.status(finding)))
    rest = [part for part in (before.date, before.by, before.note) if part]
    was = status(before.status)
    zh, en = (", ".join([name, *rest]) for name in (was.zh, was.en))
    words = texts().report.came_back
    return bilingual(Text(zh=words.zh.format(before=zh), en=words.en.format(before=en)))
