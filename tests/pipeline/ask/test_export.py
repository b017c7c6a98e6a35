"""Views as CSV, read back as a spreadsheet would, and the command."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.ask.export import NOTES, export_csv, exported_views
from pipeline.ask.query import QueryError, connect
from tests.pipeline.ask.awkward import awkward
from tests.pipeline.command_line import mingzhang
from tests.pipeline.published import document, fact, finding, publish


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return awkward(tmp_path_factory.mktemp("export"))


def table(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_csv_for_each_view_and_notes(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    views = exported_views(connection)
    written = export_csv(connection, views, tmp_path)
    assert [path.name for path in written] == [*(f"{view.name}.csv" for view in views), "notes.csv"]
    assert {"v_headline", "v_three_public", "v_function_spend", "v_findings"} <= {v.name for v in views}
    assert "v_best_facts" not in {v.name for v in views}
    assert not list(tmp_path.glob(".*"))


def test_csv_is_safe_and_numbers_stay_numbers(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    export_csv(connection, exported_views(connection, ["facts"]), tmp_path)
    rows = {row["page"]: row for row in table(tmp_path / "facts.csv")}
    assert (rows["7"]["item_label"], rows["2"]["item_label"]) == ("'=1+1", "'+86")
    assert (rows["7"]["value_yuan"], rows["7"]["function_code"]) == ("-1234567.80", "2010301")
    assert rows["2"]["value_yuan"] == "98765432109876.54"


def test_csv_with_and_without_the_mark_of_utf_8(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    views = exported_views(connection, ["documents"])
    [path, _] = export_csv(connection, views, tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdoc_id,")
    [path, _] = export_csv(connection, views, tmp_path, bom=False)
    assert path.read_bytes().startswith(b"doc_id,")


def test_a_total_is_that_of_its_own_view(output: Path) -> None:
    connection = connect(output)
    [three_public, headline] = exported_views(connection, ["v_three_public", "v_headline"])
    meanings = {c.name: c.meaning for c in three_public.columns}
    assert "(three_public.total)" in meanings["total"]
    assert "(three_public.vehicle_purchase)" in meanings["vehicle_purchase"]
    assert "(income.total)" in {c.name: c.meaning for c in headline.columns}["income_total"]


def test_an_unknown_view_is_explained(output: Path) -> None:
    with pytest.raises(
        QueryError,
        match=r"there is no dataset or view zz; there are v_documents, v_primary_documents.*facts",
    ):
        exported_views(connect(output), ["zz"])


def test_the_command_takes_the_form_from_the_name(output: Path, tmp_path: Path) -> None:
    book = mingzhang("export", str(tmp_path / "a.xlsx"), "--view", "documents", "--output", str(output))
    assert book.stdout.split() == [str(tmp_path / "a.xlsx")]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [NOTES, "documents"]
    folder = mingzhang("export", str(tmp_path / "b"), "-v", "documents", "--no-bom", "--output", str(output))
    assert folder.stdout.split() == [str(tmp_path / "b" / f"{name}.csv") for name in ("documents", NOTES)]
    assert [row["doc_id"] for row in table(tmp_path / "b" / "documents.csv", "utf-8")] == ["d1", "d2", "d3"]
    wrong = mingzhang("export", str(tmp_path / "b"), "--format", "xlsx", "--output", str(output))
    assert (wrong.returncode, "is a folder; name the workbook" in wrong.stderr) == (2, True)


def test_decimals_are_exact_in_csv(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    export_csv(connection, exported_views(connection, ["facts"]), tmp_path)
    values = {Decimal(row["value_yuan"]) for row in table(tmp_path / "facts.csv")}
    assert values == {Decimal("-1234567.80"), Decimal("50000.00"), Decimal("98765432109876.54")}


def test_notes_count_the_rows_and_name_the_type_and_meaning_of_every_column(
    output: Path, tmp_path: Path
) -> None:
    connection = connect(output)
    folder = tmp_path / "new" / "folder"
    views = exported_views(connection, ["documents", "v_three_public", "documents"])
    export_csv(connection=connection, views=views, folder=folder)
    with (folder / "notes.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert ["documents", "3", "One row for every readable source"] in rows
    columns = {(row[0], row[1]): row[2:] for row in rows if len(row) == 4}
    assert columns["documents", "page_count"][0] == "INTEGER"
    assert columns["v_three_public", "reception"] == ["DECIMAL(20,2)", "公务接待费 (three_public.reception)"]
    assert columns["v_three_public", "source"][1].startswith("The document, at the page")
    assert [view.name for view in views] == ["documents", "v_three_public"]


def test_findings_are_written_from_the_gravest_and_greatest(tmp_path: Path) -> None:
    gaps = {"a": 5, "b": 50, "none": None, "note": 500}
    findings = [
        finding("d", name, gap_yuan=gap if gap is None else Decimal(gap), gap_share=None,
                severity="info" if name == "note" else "error")
        for name, gap in gaps.items()
    ]  # fmt: skip
    output = publish(tmp_path / "out", documents=[document("d")], findings=findings)
    connection = connect(output)
    for name in ("v_findings", "findings"):
        export_csv(connection, exported_views(connection, [name]), tmp_path)
        assert [row["finding_id"] for row in table(tmp_path / f"{name}.csv")] == ["b", "a", "none", "note"]


@pytest.mark.parametrize("name", ["files", "book.xlsx"])
def test_the_notes_say_how_much_of_what_should_be_there_is_there(tmp_path: Path, name: str) -> None:
    output = publish(tmp_path / "out", documents=[document("d")])
    done = mingzhang("export", str(tmp_path / name), "--view", "v_headline", "--output", str(output))
    assert done.returncode == 0, done.stderr
    line = "budget 2026, departments with their units: 1 documents; "
    line += "1 of 1 bodies that the folder knows have published"
    if name == "files":
        with (tmp_path / name / "notes.csv").open(encoding="utf-8-sig", newline="") as stream:
            remarks: list[list[object]] = [[*row] for row in csv.reader(stream)]
    else:
        book = openpyxl.load_workbook(tmp_path / name)
        remarks = [[cell.value for cell in row] for row in book["notes"].iter_rows()]
    assert any(line in row for row in remarks)


def in_two_files(folder: Path) -> Path:
    """Tables and explanation of one disclosure, each in a file of its own."""
    words = {"group_role": "part", "primary_doc_id": "t", "is_primary": False}
    return publish(
        folder,
        documents=[
            document("t", source_uri="https://example.org/t.pdf"),
            document("w", source_uri="https://example.org/w.pdf", **words),
        ],
        facts=[
            fact("t", "income.total", "300", 2),
            fact("t", "three_public.total", "52990", 14),
            fact("w", "agency_operating", "40", 5, source_kind="narrative"),
        ],
    )


def test_each_figure_of_a_row_has_the_page_and_the_link_of_its_own_place(tmp_path: Path) -> None:
    connection = connect(in_two_files(tmp_path / "out"))
    views = exported_views(connection, ["v_headline", "v_three_public"])
    export_csv(connection, views, tmp_path)
    [row] = table(tmp_path / "v_headline.csv")
    places = [row[f"{figure}_{what}"] for figure in ("income_total", "three_public_total", "agency_operating")
              for what in ("page", "source")]  # fmt: skip
    assert places == [
        *("2", "https://example.org/t.pdf#page=2", "14", "https://example.org/t.pdf#page=14"),
        *("5", "https://example.org/w.pdf#page=5"),
    ]
    assert (row["page"], row["source"]) == ("1", "https://example.org/t.pdf")
    assert (row["income_gpb"], row["income_gpb_page"], row["income_gpb_source"]) == ("", "", "")
    assert not {"pages", "sources", "fact_ids"} & row.keys()
    [row] = table(tmp_path / "v_three_public.csv")
    assert (row["total"], row["total_page"], row["total_source"]) == (
        *("52990.00", "14", "https://example.org/t.pdf#page=14"),
    )
