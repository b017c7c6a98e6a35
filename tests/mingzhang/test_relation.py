"""Relations: what comes out in pandas, polars and Arrow, and what joins and filters keep."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars
import pyarrow as pa
import pytest

import mingzhang
from mingzhang import Output, QueryError
from tests.pipeline.published import document, fact, publish

ACCOUNT = "shanghai_style_final_account.pdf"


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """A central budget without a year and one of Beijing, three figures."""
    folder = tmp_path_factory.mktemp("central")
    bare = {"fiscal_year": None, "province": "00", "division_code": "000000"}
    beijing = {"fiscal_year": 2026, "province": "11", "division_code": "110000"}
    publish(
        folder,
        documents=[document("a", **bare), document("b", "某局", **beijing)],
        facts=[
            fact("a", "income.total", "0.10", **bare),
            fact("a", "expenditure.total", "0.20", **bare),
            fact("b", "income.total", "123456789012345.67", **beijing),
        ],
    )
    return mingzhang.open(folder)


def test_years_are_whole_numbers_with_gaps_and_provinces_keep_their_zero(central: Output) -> None:
    frame = central.facts.order("doc_id", "value_yuan").df()
    assert frame["fiscal_year"].dtype == "Int16"
    assert frame["fiscal_year"].isna().tolist() == [True, True, False]
    assert frame["fiscal_year"].iloc[2] == 2026
    assert frame["province"].tolist() == ["00", "00", "11"]
    assert frame["page"].dtype == "Int16"


def test_money_is_exact_and_adds_up_and_is_a_float_where_asked(central: Output) -> None:
    facts = central.facts.order("value_yuan")
    exact = facts.df()["value_yuan"]
    assert exact.tolist() == [Decimal("0.10"), Decimal("0.20"), Decimal("123456789012345.67")]
    assert exact.sum() == Decimal("123456789012345.97")
    for frame in (facts.df(float=True), facts.df(money="float")):
        assert frame["value_yuan"].dtype == "Float64"
        assert frame["value_yuan"].tolist() == [0.1, 0.2, 123456789012345.67]
    assert facts.df(float=True)["value_yuan"].describe()["min"] == 0.1


def test_the_same_rows_come_out_in_pandas_polars_and_arrow(central: Output) -> None:
    rows = central.facts.select("doc_id", "fiscal_year", "province", "value_yuan").order("value_yuan")
    expected = [
        {"doc_id": doc, "fiscal_year": year, "province": province, "value_yuan": Decimal(yuan)}
        for doc, year, province, yuan in (
            ("a", None, "00", "0.10"),
            ("a", None, "00", "0.20"),
            ("b", 2026, "11", "123456789012345.67"),
        )
    ]
    assert list(rows) == expected
    assert rows.arrow().to_pylist() == expected
    assert rows.arrow().schema.field("fiscal_year").type == pa.int16()
    assert rows.pl().to_dicts() == expected
    assert rows.pl().schema["fiscal_year"] == polars.Int16
    assert rows.df().astype(object).where(lambda frame: frame.notna(), None).to_dict("records") == expected


def test_joined_with_their_documents_facts_stay_as_many_and_no_column_comes_twice(out: Output) -> None:
    both = out.facts.join(out.documents)
    assert len(both) == len(out.facts)
    assert len(set(both.columns)) == len(both.columns)
    assert set(both.columns) == {*out.facts.columns, *out.documents.columns}
    own = both.where("file_name = ?", [ACCOUNT]).where("measure = 'three_public.total' and role = 'final'")
    (row,) = own.where("item_label is null")
    assert (row["value_yuan"], row["page"], row["page_count"]) == (Decimal("31000.00"), 9, 10)


def test_facts_without_a_year_are_not_lost_in_a_join(central: Output) -> None:
    assert len(central.facts.join(central.documents)) == 3
    both = central.documents.join(central.documents.where("fiscal_year is null"), on=["fiscal_year"])
    assert [row["doc_id"] for row in both] == ["a"]
    left = central.documents.join(central.facts.where("doc_id = ?", ["b"]), how="left").order("doc_id")
    assert [(row["doc_id"], row["measure"]) for row in left] == [("a", None), ("b", "income.total")]


def test_a_panel_joins_on_entity_and_year(out: Output) -> None:
    panel = out.v_headline.select("entity_id", "fiscal_year", "income_total")
    open_to = out.v_openness.select("entity_id", "fiscal_year", "openness")
    assert panel.join(open_to).columns == ["entity_id", "fiscal_year", "income_total", "openness"]
    assert len(panel.join(open_to)) == 4


def test_what_cannot_be_joined_says_what_both_have(out: Output) -> None:
    with pytest.raises(ValueError, match=r"both sides have name; name some with on=\[…\]"):
        out.codes.select("name").join(out.divisions)
    with pytest.raises(ValueError, match="nothing says on what to join"):
        out.facts.join(out.documents, on=["measure"])


def test_values_of_conditions_go_along_in_their_order(out: Output) -> None:
    account = out.documents.where("fiscal_year = ?", [2025]).where("page_count = ?", [10])
    budget = out.documents.where("fiscal_year = $year", {"year": 2026})
    assert [row["file_name"] for row in account] == [ACCOUNT]
    assert len(out.tables.where("page > ?", [8]).join(account)) == 2  # both on page 9
    assert [row["file_name"] for row in budget.where("page_count = $n", {"n": 6})] == ["landscape_budget.pdf"]
    with pytest.raises(ValueError, match="use one way in both"):
        budget.where("page_count = ?", [6])
    with pytest.raises(ValueError, match=r"\$year stands for two values"):
        budget.where("fiscal_year <> $year", {"year": 2025})


def test_order_holds_over_a_limit_and_rows_may_be_read_while_others_are_asked_for(out: Output) -> None:
    newest = out.documents.order("fiscal_year desc", "file_name").limit(3)
    assert [row["fiscal_year"] for row in newest] == [2026, 2025, 2025]
    seen = [(row["file_name"], len(out.documents)) for row in newest]
    assert [count for _, count in seen] == [4, 4, 4]


def test_a_comment_at_the_end_of_a_condition_or_statement_does_no_harm(out: Output) -> None:
    assert len(out.documents.where("fiscal_year = 2026 -- the budget")) == 1
    assert len(out.query("select * from documents where title <> ';' -- 全部；\n; -- all").limit(2)) == 2


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("drop view documents", "only statements that read"),
        ("select 1; select 2", "give one statement"),
        ("select nope from documents", 'Referenced column "nope" not found'),
        ("select * from fakts", "there is no dataset or view fakts; did you mean facts"),
        ("selekt 1", "syntax error"),
        ("select * from read_csv('/etc/passwd')", "Cannot access file"),
    ],
)
def test_what_is_no_reading_statement_over_the_output_is_refused(out: Output, sql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        out.query(sql)


def test_without_polars_it_says_what_to_install(out: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ImportError, match="pip install polars"):
        out.documents.pl()


def test_a_damaged_file_is_named(samples: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "output"
    shutil.copytree(samples / "datasets", copy / "datasets")
    broken = next((copy / "datasets" / "units_listed").rglob("*.parquet"))
    out = mingzhang.open(copy)
    assert len(out.documents) == 4
    broken.write_bytes(broken.read_bytes()[:-40])
    with pytest.raises(mingzhang.DamagedOutput, match=broken.name):
        out.units_listed.df()


def test_a_frame_of_no_rows_has_its_columns_and_types(central: Output) -> None:
    frame = central.findings.df()
    assert isinstance(frame, pd.DataFrame)
    assert (len(frame), frame["page"].dtype, frame["severity"].dtype) == (0, "Int16", "string")
