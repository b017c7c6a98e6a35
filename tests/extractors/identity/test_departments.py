"""Names are of published disclosures and of the lists of units in them, or are made of their parts."""

from itertools import combinations

import pytest

import patterns
from extractors.identity.departments import canonical_body, fold_name, second_names
from patterns.shapes.departments import Departments
from pipeline.figures.normalise import entity_id


def ident(name: str, code: str) -> str | None:
    return entity_id(name, code, "")


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("110000", ["北京市水务局", "市水务局", "北京市水务局（本级）"]),
        ("110000", ["中国共产党北京市委员会宣传部", "中共北京市委宣传部", "北京市委宣传部", "市委宣传部"]),
        ("110000", ["北京市人民政府外事办公室", "北京市外事办公室"]),
        ("110112", ["北京市通州区政务服务管理局", "通州区政务服务管理局", "区政务服务局"]),
        ("110112", ["北京市通州区张家湾镇人民政府", "通州区张家湾镇", "张家湾镇人民政府"]),
        ("310107", ["上海市普陀区人民政府万里街道办事处", "普陀区万里街道办事处", "万里街道"]),
        ("310107", ["上海市普陀区规划和自然资源局", "普陀区规划与自然资源局", "区规划自然资源局"]),
        ("320000", ["江苏省人大常委会办公厅", "江苏省人民代表大会常务委员会办公厅", "省人大常委会"]),
        ("320000", ["江苏省政协办公厅", "政协江苏省委员会办公厅", "省政协"]),
        ("320500", ["苏州市自然资源和规划局", "江苏省苏州市自然资源和规划局", "市资规局"]),
        ("370600", ["烟台市信访局", "中共烟台市委烟台市人民政府信访局", "市信访局"]),
        ("370600", ["烟台市市场监督管理局", "市场监督管理局", "市市场监管局"]),
        ("429004", ["政协湖北省仙桃市委员会办公室", "仙桃市政协"]),
        ("440100", ["广州市人民政府国有资产监督管理委员会", "广州市国资委", "市国资委"]),
        ("440300", ["深圳市卫生健康委员会", "深圳市卫生健康委", "市卫健委"]),
        ("522600", ["黔东南州机关事务局", "黔东南苗族侗族自治州机关事务管理局"]),
        ("310000", ["上海市统计和大数据研究院（上海市统计数据管理中心）", "上海市统计和大数据研究院"]),
    ],
)
def test_one_body_has_one_id_however_it_is_spelled(code: str, names: list[str]) -> None:
    assert len({ident(name, code) for name in names}) == 1


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("110000", ["北京市城市管理委员会", "北京市城市管理综合行政执法局"]),
        ("110000", ["北京市公安局", "北京市公安局交通管理局", "北京市交通委员会"]),
        (
            "110000",
            ["北京市人民政府办公厅", "中共北京市委办公厅", "北京市人大常委会办公厅", "北京市政协办公厅"],
        ),
        ("110000", ["北京市高级人民法院", "北京市第一中级人民法院", "北京市第三中级人民法院"]),
        ("110000", ["北京市园林绿化局", "首都绿化委员会办公室", "北京市公园管理中心"]),
        ("110000", ["北京市水务局", "北京市水文总站", "北京市水务应急中心", "北京市水务局综合事务中心"]),
        (
            "310107",
            ["普陀区万里街道办事处", "普陀区长寿路街道办事处", "普陀区桃浦镇人民政府", "普陀区人民政府"],
        ),
        ("310107", ["普陀区第一幼儿园", "普陀区第二幼儿园", "复兴实验学校", "上海市普陀区社会福利院"]),
        (
            "440300",
            [
                "深圳市规划和自然资源局大鹏管理局",
                "深圳市规划和自然资源局盐田管理局",
                "深圳市规划和自然资源局",
            ],
        ),
        ("440100", ["广州市政务服务和数据管理局", "广州市政务服务中心", "广州市数据局"]),
        ("320500", ["苏州市教育局", "苏州工业园区教育局"]),
        ("370600", ["烟台市环境保护局", "烟台市生态环境局", "烟台市城市规划展示馆", "烟台市规划局"]),
        (
            "310000",
            ["上海市文物局", "上海市文物保护研究中心", "上海市文化和旅游局执法总队", "上海市文化和旅游局"],
        ),
        ("110000", ["北京市国家税务局", "北京市地方税务局", "国家税务总局北京市税务局"]),
    ],
)
def test_two_bodies_never_share_an_id(code: str, names: list[str]) -> None:
    assert [(a, b) for a, b in combinations(names, 2) if ident(a, code) == ident(b, code)] == []


@pytest.mark.parametrize(
    ("name", "code", "function", "org_type"),
    [
        ("国家信访局", "000000", "petitions", "gov_department"),
        ("财政部", "000000", "finance", "gov_department"),
        ("中共上海市普陀区委社会工作部", "310107", "social_work", "party_organ"),
        ("江苏省高级人民法院", "320000", "court_high", "court"),
        ("上海市普陀区万里街道办事处", "310107", "street_office", "street_office"),
        ("通州区于家务回族乡人民政府", "110112", "township_government", "township_government"),
        ("共青团北京市委员会", "110000", "youth_league", "mass_organisation"),
        ("中国民主同盟上海市委员会", "310000", "democratic_league", "democratic_party"),
        ("北京市公安局交通管理局", "110000", "public_security", "dispatched_office"),
        ("上海市应急管理局执法总队", "310000", "emergency_management", "institution"),
        ("上海科技大学附属学校", "310000", "school", "institution"),
        ("上海交通职业技术学院", "310000", "vocational_special_school", "institution"),
        ("上海水产老干部活动室", "310000", None, "institution"),
        ("北京市市场监管发展研究中心", "110000", "research_institute", "institution"),
        ("烟台市农村社会经济调查队", "370600", None, "institution"),
        ("苏州工业园区教育局", "320500", "education", "gov_department"),
        ("甘肃省兰州新区管理委员会", "620100", "development_zone", "zone_committee"),
        ("普陀区残疾人联合会", "310107", "disabled_federation", "mass_organisation"),
        ("某某水务集团有限公司", "320500", "water", "soe"),
    ],
)
def test_function_and_kind(name: str, code: str, function: str | None, org_type: str) -> None:
    body = canonical_body(name, code)
    assert (body.function, body.org_type) == (function, org_type)


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        ("市水务局", "320500", "苏州市水务局"),
        ("区政务服务局", "110112", "北京市通州区政务服务局"),
        ("中国共产党广州市委员会宣传部", "440100", "中共广州市委宣传部"),
        ("中共上海市普陀区纪律检查委员会", "310107", "中共上海市普陀区纪律检查委员会"),
        ("江苏省苏州市昆山市水务局", "320583", "昆山市水务局"),
        ("上海水产老干部活动室", "310000", "上海水产老干部活动室"),
        ("复兴实验学校", "310107", "上海市普陀区复兴实验学校"),
        ("首都绿化委员会办公室", "110000", "首都绿化委员会办公室"),
    ],
)
def test_the_canonical_name_has_its_division_in_full(name: str, code: str, shown: str) -> None:
    assert canonical_body(name, code).name == shown


def test_second_names_are_names_of_the_same_body_and_qualifiers_are_none() -> None:
    name = "北京市文化馆（北京文化艺术活动中心、北京市文化旅游志愿者服务中心）"
    assert fold_name(name) == "北京市文化馆"
    assert second_names(name) == ("北京文化艺术活动中心", "北京市文化旅游志愿者服务中心")
    assert second_names("某市统计局（本级）") == ()


def test_no_name_of_the_dictionary_stands_in_two_entries_and_no_slug_twice() -> None:
    content = patterns.load(Departments)
    owners: dict[str, str] = {}
    slugs: list[str] = []
    for group in content.function:
        for entry in group.entries:
            slugs.append(entry.slug)
            suffixes = content.suffixes[entry.suffix or group.org_type] if entry.stems else ()
            stems = [stem + suffix for stem in entry.stems for suffix in suffixes]
            for name in {*stems, *entry.names}:
                assert owners.setdefault(name, entry.slug) == entry.slug, name
    assert len(slugs) == len(set(slugs)) >= 80
    assert {g.org_type for g in content.function} <= set(content.org_types)
