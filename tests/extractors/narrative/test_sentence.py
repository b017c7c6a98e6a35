"""What a figure inherits from its sentence."""

from __future__ import annotations

from tests.extractors.narrative.paragraphs import BUDGET, stated


def test_a_sentence_that_is_only_a_subject_carries_on() -> None:
    text = "2.公务接待费。2023年度决算数2万元。公务接待6批次、64人次。"
    assert stated(text, scope="fiscal", canonical="three_public") == [
        ("three_public.reception", "final", "2"),
        ("three_public.reception_batches", "count", "6"),
        ("three_public.reception_persons", "count", "64"),
    ]


def test_figures_in_brackets_do_not_change_the_subject() -> None:
    text = (
        "公务用车购置及运行维护费9万元（公务用车购置费5万元，比上年增加1万元。）比上年增加2万元，增长28.57%"
    )
    facts = stated(text, scope="fiscal", identity=BUDGET)
    assert facts[-2:] == [
        ("three_public.vehicle", "change_yoy", "2"),
        ("three_public.vehicle", "growth_yoy", "28.57"),
    ]


def test_a_comparator_reaches_the_members_of_a_list() -> None:
    facts = stated("与上年相比，收入预算增加5万元，其中：", "一般公共预算收入减少2万元；", identity=BUDGET)
    assert facts[-1] == ("income.gpb", "change_yoy", "-2")


def test_parts_behind_a_full_stop_keep_what_is_compared_with() -> None:
    text = "与上年相比，收入合计增加5万元，增长1.5%。其中：财政拨款收入增加6万元，其他收入减少1万元。"
    assert stated(text)[2:] == [("income.fiscal", "change_yoy", "6"), ("income.other", "change_yoy", "-1")]
