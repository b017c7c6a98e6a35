"""Sentences and tables are of published disclosures, some shortened."""

from __future__ import annotations

import pytest

from extractors.identity.units import UnitLists, find_units
from tests.extractors.identity.documents import document


def units(publisher: str, code: str, *parts: str | list[list[str]]) -> UnitLists:
    return find_units(document(*parts), publisher, code)


def names(lists: UnitLists) -> list[str]:
    return [u.unit_name_raw for u in lists.units]


def test_beijing_water_lists_its_units_in_a_sentence_and_counts_them() -> None:
    found = units(
        "北京市水务局",
        "110000",
        "北京市水务局下属二级预算单位4个，分别为北京市水务局机关、北京水利水电学校、北京市水文总站、"
        "北京市水务局综合事务中心。",
    )
    assert names(found) == [
        "北京市水务局机关",
        "北京水利水电学校",
        "北京市水文总站",
        "北京市水务局综合事务中心",
    ]
    assert [u.is_own for u in found.units] == [True, False, False, False]
    assert {u.kind for u in found.units} == {"budget_scope"}
    assert found.stated == 4


def test_yantai_science_lists_its_units_as_numbered_paragraphs() -> None:
    found = units(
        "烟台市科学技术局",
        "370600",
        "烟台市科学技术局部门预算包括：烟台市科学技术局本级及下属事业单位。",
        "纳入烟台市科学技术局2026年部门预算编制范围的二级预算单位包括：",
        "1.烟台市科学技术局",
        "2.烟台市科技创新促进中心",
        "第二部分",
    )
    assert names(found) == ["烟台市科学技术局", "烟台市科技创新促进中心"]
    assert found.units[0].is_own


def test_putuo_finance_lists_its_units_in_a_table_with_remarks() -> None:
    found = units(
        "上海市普陀区财政局",
        "310107",
        "纳入上海市普陀区财政局2024年度部门决算编制范围的单位包括：",
        [
            ["序号", "单位名称", "备注"],
            ["1", "上海市普陀区财政局（本级）", ""],
            ["2", "上海市普陀区财政局财政所", "预算不单列，并入本级"],
            ["3", "上海市普陀区国库收付中心", "预算不单列，并入本级"],
        ],
    )
    assert [(u.unit_name_raw, u.note_raw, u.is_own) for u in found.units] == [
        ("上海市普陀区财政局（本级）", None, True),
        ("上海市普陀区财政局财政所", "预算不单列，并入本级", False),
        ("上海市普陀区国库收付中心", "预算不单列，并入本级", False),
    ]


def test_a_table_of_units_goes_on_over_a_page_break() -> None:
    found = units(
        "西安市自然资源和规划局",
        "610100",
        "纳入本部门2022年部门预算编制范围的二级预算单位共有4个，包括：",
        [["", "序号", "单位名称", "拟变动情况", ""], ["", "1", "西安市自然资源和规划局（机关）", "无", ""]],
        "—21—",
        [["2", "秦岭终南山世界地质公园管理办公室", "无"], ["3", "西安市湿地保护管理中心", "新设"]],
    )
    assert names(found) == [
        "西安市自然资源和规划局（机关）",
        "秦岭终南山世界地质公园管理办公室",
        "西安市湿地保护管理中心",
    ]
    assert (found.units[0].note_raw, found.units[2].note_raw) == (None, "新设")
    assert found.stated == 4


def test_beijing_ecology_groups_its_units_in_one_paragraph() -> None:
    found = units(
        "北京市生态环境局",
        "110000",
        "北京市生态环境局下属12个预算单位，其中1个为局机关，9个为公益一类单位。"
        "行政执法机构为北京市生态环境保护综合执法总队，2个公益一类单位分别为北京市生态环境监测中心、"
        "北京市核与辐射安全中心，1个公益二类单位是北京市生态环境保护科学研究院。",
    )
    assert names(found) == [
        "北京市生态环境保护综合执法总队",
        "北京市生态环境监测中心",
        "北京市核与辐射安全中心",
        "北京市生态环境保护科学研究院",
    ]
    assert found.stated == 12


def test_beijing_markets_closes_its_groups_with_counts() -> None:
    found = units(
        "北京市市场监督管理局",
        "110000",
        "下属预算单位为5个，分别为北京市市场监督管理局本级行政、北京市市场监督管理局机场分局、"
        "北京市市场监管综合执法总队3个行政单位以及北京市市场监管发展研究中心、北京市消费者协会2个事业单位。",
    )
    assert len(found.units) == 5
    assert found.units[0].is_own
    assert found.units[3].unit_name_raw == "北京市市场监管发展研究中心"


def test_shenzhen_ecology_names_each_unit_once_though_it_prints_it_twice() -> None:
    found = units(
        "深圳市生态环境局",
        "440300",
        "市生态环境局系统包括：市生态环境局本级、市生态环境监测站、广东省深圳生态环境监测中心站共3家基层单位。",
        "本部门预算为汇总预算，包括：市生态环境局本级预算，以及纳入编制范围的下属单位预算，具体如下：",
        "1.市生态环境局本级下设办公室、督查处、规划发展处，共3个部门。",
        "2.市生态环境监测站下设行政室、数据应用室。",
        "实施部门预算绩效管理的单位范围包括：深圳市生态环境局（本级）、深圳市生态环境监测站、"
        "广东省深圳生态环境监测中心站共3家基层单位。",
    )
    assert names(found) == ["市生态环境局本级", "市生态环境监测站", "广东省深圳生态环境监测中心站"]
    assert found.stated == 3


def test_beijing_justice_says_of_each_unit_how_it_is_paid() -> None:
    found = units(
        "北京市司法局",
        "110000",
        "北京市司法局下属2个二级预算单位，分别是：北京市司法局本级，属全额拨款行政单位；北京市法律援助中心，"
        "属全额拨款事业单位。",
    )
    assert [(u.unit_name_raw, u.note_raw) for u in found.units] == [
        ("北京市司法局本级", "属全额拨款行政单位"),
        ("北京市法律援助中心", "属全额拨款事业单位"),
    ]


def test_putuo_commerce_is_among_its_units_under_a_short_name() -> None:
    found = units(
        "上海市普陀区商务委员会",
        "310107",
        "本部门中，行政单位1家，事业单位1家，具体包括：",
        "1.商务委本部，上海市普陀区商务委员会机关设9个内设机构，包括：办公室、综合调研科。",
        "2.上海市普陀区中小企业服务中心，不单列预算。",
    )
    assert names(found) == ["商务委本部", "上海市普陀区中小企业服务中心"]
    assert found.units[0].is_own
    assert found.units[1].note_raw == "不单列预算"
    assert found.stated == 2


def test_a_sentence_that_joins_the_last_two_units_is_cut_between_them() -> None:
    found = units(
        "北京市审计局",
        "110000",
        "北京市审计局所属2个预算单位，分别为北京市审计局本级和北京市审计局综合事务中心。",
    )
    assert names(found) == ["北京市审计局本级", "北京市审计局综合事务中心"]


def test_beijing_meteorology_counts_before_the_colon_and_what_it_only_looks_after_is_no_unit() -> None:
    found = units(
        "北京市气象局",
        "110000",
        "北京市气象局设2个内设机构：办公室、人事处；2个直属单位：北京市气象台、北京市气候中心；"
        "1个代管事业单位：北京市人工影响天气中心。",
    )
    assert names(found) == ["北京市气象台", "北京市气候中心"]
    assert found.stated == 2


@pytest.mark.parametrize(
    ("publisher", "code", "parts", "expected", "stated"),
    [
        (
            "宣汉县农业农村局",
            "511722",
            ["宣汉县农业农村局下属二级单位3个，其中其他事业单位2个。主要包括：宣汉县种子站、宣汉县植保站。"],
            ["宣汉县种子站", "宣汉县植保站"],
            None,
        ),
        (
            "岳阳市国资委",
            "430600",
            ["岳阳市国资委单位决算汇总公开单位构成包括：岳阳市国资委本级、岳阳市国有企业改革服务中心。"],
            ["岳阳市国资委本级", "岳阳市国有企业改革服务中心"],
            None,
        ),
        (
            "寿县文化和旅游局",
            "340422",
            [
                "纳入寿县文化和旅游局2023年度部门决算编制范围的单位共3个，具体是：",
                "1.寿县文化和旅游局（本级）；",
                "2.寿县文物保护中心；",
                "3.寿县图书馆。",
            ],
            ["寿县文化和旅游局（本级）", "寿县文物保护中心", "寿县图书馆"],
            3,
        ),
        (
            "济南市公安局",
            "370100",
            [
                "纳入济南市公安局2025年部门预算编制范围的二级预算单位包括：1、济南市公安局机关；2、济南市强制隔离戒毒所。"
            ],
            ["济南市公安局机关", "济南市强制隔离戒毒所"],
            None,
        ),
        (
            "石家庄市教育局",
            "130100",
            [
                "我部门所属单位共有2个，单位情况如下：",
                [
                    ["序号", "单位名称", "单位基本性质", "经费形式"],
                    ["1", "石家庄市教育局机关", "行政", "财政拨款"],
                    ["2", "石家庄市第一中学", "财政补助事业", "财政性资金基本保证"],
                ],
            ],
            ["石家庄市教育局机关", "石家庄市第一中学"],
            2,
        ),
        (
            "本溪县水务局",
            "210521",
            [
                "本溪县水务局决算包括局机关决算和所属2家事业单位决算：本溪县水务综合服务中心、本溪县水库管理中心。"
            ],
            ["本溪县水务综合服务中心", "本溪县水库管理中心"],
            2,
        ),
    ],
)
def test_wordings_of_other_provinces(
    publisher: str, code: str, parts: list[str | list[list[str]]], expected: list[str], stated: int | None
) -> None:
    found = units(publisher, code, *parts)
    assert names(found) == expected
    assert found.stated == stated


@pytest.mark.parametrize(
    "text",
    [
        "根据部门职责分工，本部门内设机构包括：办公室、综合处、政策法规处、财务处、人事处。本部门无下属单位。",
        "上海市审计局单位设20个内设机构，包括：秘书处、办公室、人事处（老干部处）、财政审计处。",
        "（五）附属单位上缴收入：指本部门所属纳入部门预算编报范围的单位按有关规定上缴的收入。",
        "机关运行经费指为保障行政单位（包括参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金，"
        "包括办公及印刷费、邮电费、差旅费。",
        "截至上年底，本部门所属预算单位共有车辆1385辆，单价20万元以上的设备1111台（套）。",
        "部门预算包括局机关预算、局属事业单位预算。",
        "行政单位缴存基数包括国家统一规定的公务员职务工资、级别工资、机关工人岗位工资。",
        "派出机构包括福田、罗湖、南山等。",
        "二级预算单位名称一级项目名称预算数（万元）绩效目标",
    ],
)
def test_what_lists_no_units_gives_none(text: str) -> None:
    assert find_units(document(text), "某市某某局", "440300") == UnitLists()


def test_a_table_of_money_by_unit_is_no_list_of_units() -> None:
    table = [["单位名称", "项目名称", "预算数"], ["某市水务局", "河道整治", "12.00"]]
    assert find_units(document(table), "某市水务局", "440300") == UnitLists()


def test_a_unit_points_at_its_name() -> None:
    doc = document(
        "下属事业单位2个,分别为:北京市通州区人民政府采购中心、北京市通州区政务服务事务中心(北京市通州区公共资源交易服务中心)。"
    )
    found = find_units(doc, "北京市通州区政务服务管理局", "110112")
    assert [doc.text[u.place.start : u.place.end] for u in found.units] == [
        "北京市通州区人民政府采购中心",
        "北京市通州区政务服务事务中心(北京市通州区公共资源交易服务中心)",
    ]
