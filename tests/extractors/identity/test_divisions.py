import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.identity.divisions import (
    body_division,
    division_of,
    find_division,
    full_name,
    is_central,
    leading_division,
    strip_organisation,
)


def code(name: str | None, context: str = "", year: int | None = 2024, hint: str = "") -> str | None:
    found = find_division(name, context, year, hint)
    return found.code if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("江苏省审计厅", "320000"),
        ("深圳市水务局", "440300"),
        ("上海市普陀区教育局", "310107"),
        ("江苏省苏州市昆山市水务局", "320583"),
        ("江苏省昆山市水务局", "320583"),  # the city between them left out
        ("湖北省仙桃市审计局", "429004"),  # directly under its province
        ("中共上海市普陀区委社会工作部", "310107"),
        ("中国共产党广州市委员会宣传部", "440100"),
        ("政协湖北省仙桃市委员会办公室", "429004"),
        ("北京城市副中心工程建设管理办公室", "110000"),
        ("首都绿化委员会办公室", "110000"),
        ("黔东南州机关事务局", "522600"),
        ("寿县财政局", "340422"),
        ("本溪县水务局", "210521"),  # 本溪满族自治县, not 本溪市
        ("中共海南州委宣传部", "632500"),  # 海南藏族自治州, not 海南省
        ("深圳市规划和自然资源局盐田管理局", "440300"),  # the bureau is the city's, not 盐田区's
    ],
)
def test_a_name_tells_its_division(name: str, expected: str) -> None:
    assert code(name) == expected


@pytest.mark.parametrize("name", ["普陀区财政局", "朝阳区财政局", "通州区审计局", "鼓楼区教育局"])
def test_a_district_that_several_cities_have_is_not_guessed(name: str) -> None:
    assert code(name) is None


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("普陀区财政局", "根据上海市财政局的要求,上海市普陀区", "310107"),
        ("普陀区财政局", "浙江省舟山市普陀区", "330903"),
        ("通州区审计局", "北京市通州区审计局,北京市审计局", "110112"),
        ("通州区审计局", "江苏省南通市通州区", "320612"),
        ("朝阳市归国华侨联合会", "", "211300"),
        ("朝阳区财政局", "吉林省长春市朝阳区", "220104"),
        ("通州区审计局", "北京市一次,南通市一次", None),  # evidence on both sides decides nothing
    ],
)
def test_context_decides_between_districts_of_one_name(name: str, context: str, expected: str | None) -> None:
    assert code(name, context) == expected


def test_a_code_is_valid_in_the_fiscal_year() -> None:
    assert code("密云县水务局", year=2014) == "110228"
    assert code("北京市密云区水务局", year=2020) == "110118"
    assert code("北京市崇文区教育局", year=2008) == "110103"


def test_a_body_without_division_takes_the_one_the_document_names_most() -> None:
    context = "江苏省政协办公厅的职责,江苏省政协委员,全省,江苏省人民政府"
    assert code("省政协办公厅", context) == "320000"
    assert code("区政务服务局", "北京市通州区政务服务,北京市通州区公共资源,北京市") == "110112"
    assert code("某局", "") is None


def test_the_title_tells_the_division_of_a_body_without_one() -> None:
    assert code("复兴实验学校", hint="上海市普陀区2025年区级单位预算") == "310107"


def test_a_zone_behind_the_province_lies_in_its_city() -> None:
    assert code("甘肃省兰州新区管理委员会") == "620100"
    assert code("甘肃省兰州路小学") == "620000"


def test_a_short_name_that_a_province_shares_is_the_province() -> None:
    assert code("海南热带某某学院") == "460000"


@pytest.mark.parametrize("name", ["南京东路街道办事处", "河南路小学"])
def test_streets_called_after_a_place_are_not_that_place(name: str) -> None:
    assert leading_division(name) is None


@pytest.mark.parametrize(
    "name", ["国家信访局", "中华人民共和国水利部", "教育部", "最高人民检察院", "全国妇联"]
)
def test_national_bodies_are_central(name: str) -> None:
    assert is_central(name)
    assert code(name) is None


@pytest.mark.parametrize("name", ["北京市信访办公室", "中国共产党北京市委员会宣传部", "区教育局", "", None])
def test_local_bodies_are_not_central(name: str | None) -> None:
    assert not is_central(name)


def test_an_organisation_before_a_division_is_stripped_only_there() -> None:
    assert strip_organisation("共青团上海市委员会") == "上海市委员会"
    assert strip_organisation("中国共产党中央委员会") == "中国共产党中央委员会"


@given(st.text(alphabet="上海市普陀区北京通州省委局中共", max_size=12), st.integers(2008, 2030))
def test_any_name_gives_a_code_or_nothing(name: str, year: int) -> None:
    found = find_division(name, "", year)
    assert found is None or (len(found.code) == 6 and found.code.isdecimal())


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("广东省深圳生态环境监测中心站", "440300", "440000"),  # the province's station in the city
        ("徐州铁路运输法院", "320000", "320300"),  # a city of the document's province
        ("东城交通管理支队", "110000", "110000"),  # the city's squad in the district
        ("市水务局", "320500", "320500"),
        ("普陀区法律援助中心", "310107", "310107"),
        ("朝阳区财政局", "110000", "110105"),  # of several, the one in the document's province
        ("朝阳区财政局", "440100", None),  # none of them
    ],
)
def test_a_body_that_a_document_names_has_a_division_of_its_own(
    name: str, own: str, expected: str | None
) -> None:
    assert body_division(name, own, 2024) == expected


def test_a_full_name_needs_no_context() -> None:
    names = {c: full_name(division_of(c)) for c in ("310107", "110112", "320583", "370600", "320000")}  # type: ignore[arg-type]
    assert names == {
        "310107": "上海市普陀区",
        "110112": "北京市通州区",
        "320583": "昆山市",
        "370600": "烟台市",
        "320000": "江苏省",
    }


def test_a_district_that_is_no_more_has_its_code_in_the_years_it_had() -> None:
    assert code("北京市崇文区教育局", year=2009) == "110103"
    assert code("北京市东城区教育局", year=2012) == "110101"
    assert code("通州市水利局", year=2008) == "320683"  # a district of Nantong from 2009 on
    assert code("江苏省南通市通州区水利局", year=2012) == "320612"
