"""Counts of journeys, receptions, vehicles, meetings and training beside 三公."""

from __future__ import annotations

from tests.extractors.narrative.paragraphs import counts, facts_of, stated


def test_counts_of_receptions_apart_from_those_of_foreigners_and_abroad() -> None:
    text = "国内公务接待4批次（其中：外事接待1批次），接待20人次；国（境）外公务接待3批次。"
    assert stated(text, canonical="three_public") == [
        ("three_public.reception_batches", "count", "4"),
        ("three_public.reception_foreign_batches", "count", "1"),
        ("three_public.reception_persons", "count", "20"),
        ("three_public.reception_abroad_batches", "count", "3"),
    ]


def test_a_count_before_its_noun() -> None:
    text = "因公出国（境）共计2个团组，7人；公务用车购置1辆。"
    assert stated(text, canonical="three_public") == [
        ("three_public.abroad_groups", "count", "2"),
        ("three_public.abroad_persons", "count", "7"),
        ("three_public.vehicles_purchased", "count", "1"),
    ]


def test_journeys_receptions_and_vehicles_of_san_gong() -> None:
    assert counts(
        "安排出国（境）团组1个，累计3人次。参加其他单位组织的出国（境）团组2个。公务用车购置数1辆，更新公务用车2辆，"
        "保有量为5辆。国内公务接待6批次，64人次，其中外宾接待1批次，8人次。",
        canonical="three_public",
    ) == [
        ("three_public.abroad_groups", "1"),
        ("three_public.abroad_persons", "3"),
        ("three_public.vehicles_purchased", "1"),
        ("three_public.vehicles_purchased", "2"),
        ("three_public.vehicle_stock", "5"),
        ("three_public.reception_batches", "6"),
        ("three_public.reception_persons", "64"),
        ("three_public.reception_foreign_batches", "1"),
        ("three_public.reception_foreign_persons", "8"),
    ]


def test_vehicle_stock_in_other_words() -> None:
    assert counts("现保有公务用车4辆。", canonical="three_public") == [("three_public.vehicle_stock", "4")]
    assert counts("本局共有5辆公务用车。", canonical="three_public") == [("three_public.vehicle_stock", "5")]


def test_the_vehicles_in_stock_are_told_in_a_reason_too() -> None:
    text = "公务用车运行维护费30.20万元，比上年增加0.5万元，主要是存量11辆公务车的车辆维修、停车。"
    assert counts(text, canonical="three_public") == [("three_public.vehicle_stock", "11")]
    assert counts(text.replace("存量11", "更新11"), canonical="three_public") == []


def test_meetings_and_training_are_counted_beside_san_gong() -> None:
    assert counts("全年召开会议3次，参加人数120人；举办培训班2次，150人次。", canonical="three_public") == [
        ("meetings.count", "3"),
        ("meetings.attendees", "120"),
        ("training.count", "2"),
        ("training.attendees", "150"),
    ]
    assert counts("召开会议3次。") == []


def test_san_gong_in_the_words_of_chongqing() -> None:
    facts = facts_of(
        "因公出国（境）共计1个团组，4人；公务用车购置0辆，公务车保有量为2辆；国内公务接待15批次130人，其中：国内外事接待"
        "0批次，0人；国（境）外公务接待0批次，0人。2023年本部门人均接待费75元，车均维护费1.25万元。",
        canonical="three_public",
    )
    assert [(f.measure.removeprefix("three_public."), f.role, str(f.value)) for f in facts] == [
        ("abroad_groups", "count", "1"),
        ("abroad_persons", "count", "4"),
        ("vehicles_purchased", "count", "0"),
        ("vehicle_stock", "count", "2"),
        ("reception_batches", "count", "15"),
        ("reception_persons", "count", "130"),
        ("reception_foreign_batches", "count", "0"),
        ("reception_foreign_persons", "count", "0"),
        ("reception_abroad_batches", "count", "0"),
        ("reception_abroad_persons", "count", "0"),
        ("reception_per_person", "final", "75"),
        ("vehicle_unit_operation_cost", "final", "1.25"),
    ]


def test_receptions_whose_kind_stands_before_their_cost() -> None:
    assert counts(
        "国内接待费1.50万元，接待12批次，98人次；国（境）外接待费0万元，接待0批次，0人次。",
        canonical="three_public",
    ) == [
        ("three_public.reception_batches", "12"),
        ("three_public.reception_persons", "98"),
        ("three_public.reception_abroad_batches", "0"),
        ("three_public.reception_abroad_persons", "0"),
    ]


def test_san_gong_in_the_words_of_guangdong_and_zhejiang() -> None:
    # all persons travelled, groups of others are not counted
    assert counts(
        "安排出国（境）团组2个、参加其他单位组织的出国（境）团组1个、累计5人次。", canonical="three_public"
    ) == [("three_public.abroad_groups", "2"), ("three_public.abroad_persons", "5")]
    facts = facts_of("公务用车保有量为2辆，平均每辆1.55万元。", canonical="three_public")
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("three_public.vehicle_stock", "count", "2"),
        ("three_public.vehicle_unit_operation_cost", "final", "1.55"),
    ]
    assert counts(
        "外事接待支出0万元，累计接待0人次，0批次。其他国内公务接待支出2万元，累计接待150人次，12批次。",
        canonical="three_public",
    ) == [
        ("three_public.reception_foreign_persons", "0"),
        ("three_public.reception_foreign_batches", "0"),
        ("three_public.reception_persons", "150"),
        ("three_public.reception_batches", "12"),
    ]
