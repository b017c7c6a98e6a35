"""Sentences are of published disclosures."""

from __future__ import annotations

import pytest

from extractors.document import Document, Paragraph
from extractors.identity.body_statements import BodyStatements, find_body_statements


def stated(publisher: str, code: str, *texts: str) -> tuple[Document, BodyStatements]:
    text, blocks = "", []
    for part in texts:
        blocks.append(Paragraph(len(text), len(text) + len(part)))
        text += part + "\n"
    doc = Document(text, tuple(blocks), "text/plain")
    return doc, find_body_statements(doc, publisher, code)


def aliases(found: BodyStatements) -> list[tuple[str, str, str]]:
    return [(a.kind, a.name, a.alias) for a in found.aliases]


def relations(found: BodyStatements) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [(r.kind, r.before, r.after, r.earliest, r.latest) for r in found.relations]


def test_short_names_stand_in_brackets_behind_the_name() -> None:
    doc, found = stated(
        "北京市城市管理综合行政执法局",
        "110000",
        "北京市城市管理综合行政执法局（以下简称“市城管执法局”）下属市城管执法局本级1个行政单位。",
        "下设西安市政务服务中心（以下简称市政务服务中心）。",
    )
    assert aliases(found) == [
        ("short_name", "北京市城市管理综合行政执法局", "市城管执法局"),
        ("short_name", "西安市政务服务中心", "市政务服务中心"),
    ]
    place = found.aliases[0].place
    assert place is not None
    assert doc.text[place.start : place.end] == "市城管执法局"


def test_nameplates_are_names_of_the_publisher() -> None:
    _, found = stated(
        "北京市商务局",
        "110000",
        "北京市商务局（简称市商务局）是市政府组成部门，为正局级，加挂北京市人民政府口岸办公室（简称市政府口岸办）牌子。",
    )
    assert ("nameplate", "北京市商务局", "北京市人民政府口岸办公室") in aliases(found)


def test_a_nameplate_of_another_body_is_not_the_publisher_s() -> None:
    _, found = stated("北京市商务局", "110000", "市某某中心加挂北京市某某服务中心牌子。")
    assert aliases(found) == []


def test_second_names_and_words_for_itself() -> None:
    _, found = stated("上海市统计和大数据研究院（上海市统计数据管理中心）", "310000", "本单位无下属单位。")
    assert [(a.kind, a.alias) for a in found.aliases] == [
        ("second_name", "上海市统计数据管理中心"),
        ("self_reference", "本单位"),
    ]


def test_a_weather_office_of_xian_was_renamed_on_a_day() -> None:
    _, found = stated(
        "西安市气象局",
        "610100",
        "2019年9月29日，西安市机构编制委员会办公室发文（市编办函〔2019〕75号），西安市人工影响天气办公室更名为"
        "西安市人工影响天气服务保障中心。",
    )
    before, after = "西安市人工影响天气办公室", "西安市人工影响天气服务保障中心"
    assert relations(found) == [("rename", before, after, "2019-09-29", "2019-09-29")]


def test_tongzhou_s_service_bureau_took_the_duties_of_an_office_in_2019() -> None:
    _, found = stated(
        "北京市通州区政务服务管理局",
        "110112",
        "根据《北京市通州区机构改革实施方案》的通知（京通发〔2019〕5号）文件精神，将区政务服务管理办公室的职责，"
        "以及相关机构的行政审批制度改革工作职责，区政府办公室的信息公开和政务公开职责整合，"
        "组建北京市通州区政务服务管理局，作为区政府工作部门。",
    )
    year = ("2019-01-01", "2019-12-31")
    assert relations(found) == [
        ("merge", "区政务服务管理办公室", "北京市通州区政务服务管理局", *year),
        ("created", None, "北京市通州区政务服务管理局", *year),
    ]


def test_beijing_s_water_enforcement_was_merged_and_guangzhou_s_bureau_is_no_more() -> None:
    _, found = stated(
        "北京市城市管理综合行政执法局",
        "110000",
        "根据京编办发〔2024〕1号文件，北京市水务综合执法总队整建制并入市城管执法局，设立水务执法总队。",
    )
    assert relations(found) == [
        ("merge", "北京市水务综合执法总队", "市城管执法局", "2024-01-01", "2024-12-31")
    ]
    _, found = stated(
        "广州市民政局", "440100", "市民政局加挂市社会组织管理局牌子，不再保留单设的市社会组织管理局。"
    )
    assert relations(found) == [("abolished", "市社会组织管理局", None, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "将规划财务处更名为财务处。",  # a part of the office
        "因此我单位不再保留公务用车。",
        "组建不少于10人的热线工单办理业务团队。",
        "2025年新增任务，更名为广州市环境技术中心（广州市美丽城市建设中心）。",  # from what is not said
    ],
)
def test_what_became_of_no_body_is_no_relation(text: str) -> None:
    assert stated("广州市生态环境局", "440100", text)[1].relations == ()


@pytest.mark.parametrize(
    ("publisher", "text", "parent", "method"),
    [
        (
            "上海市职业能力考试院",
            "上海市职业能力考试院是上海市人力资源和社会保障局直属事业单位，负责考试组织。",
            "上海市人力资源和社会保障局",
            "statement",
        ),
        (
            "上海科技大学附属学校",
            "上海科技大学附属学校是上海市教育委员会直属公办十二年制学校。",
            "上海市教育委员会",
            "statement",
        ),
        (
            "上海市文物保护研究中心",
            "上海市文物保护研究中心是2012年6月经市编委批准建立的，隶属于上海市文化和旅游局，为全额拨款单位。",
            "上海市文化和旅游局",
            "statement",
        ),
        ("上海市应急管理局执法总队", "本单位无下属单位。", "上海市应急管理局", "name"),
        ("上海市信访办公室", "上海市信访办公室是市政府直属机构。", None, None),
        ("上海市统计局", "上海市某某中心是上海市统计局所属事业单位。", None, None),
    ],
)
def test_to_whom_a_unit_belongs(publisher: str, text: str, parent: str | None, method: str | None) -> None:
    found = stated(publisher, "310000", text)[1].parent
    assert (found.value if found else None, found.method if found else None) == (parent, method)
