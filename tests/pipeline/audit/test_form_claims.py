"""What a text says of a project, against its form."""

from __future__ import annotations

from tests.pipeline.audit.form_texts import document
from tests.pipeline.audit.sentences import codes, only, raws


def test_a_text_that_agrees_with_its_form() -> None:
    text = document("全年举办读书活动40场，读者满意度为95%。")
    assert [c for c in codes(text) if c.endswith(("CONTRADICTED", "REPEATED", "BUDGETED"))] == []


def test_a_count_that_the_form_contradicts() -> None:
    found = only(document("全年举办读书活动60场。"), "COUNT_CONTRADICTED")
    assert (found.printed, found.computed, found.severity) == ("60场", "40场", "error")


def test_a_rate_that_the_form_contradicts_is_a_warning() -> None:
    assert only(document("经调查，读者满意度为97.5%。"), "RATE_CONTRADICTED").severity == "warning"


def test_a_claim_that_everything_was_done() -> None:
    text = document("各项产出指标完成率均为100%。")
    assert raws(text, "CLAIM_CONTRADICTED")[0] == "产出指标完成率均为100%"
    assert "CLAIM_CONTRADICTED" not in codes(document("产出指标基本完成。"))
