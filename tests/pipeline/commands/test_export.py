"""`mingzhang export`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.pipeline.commands.published import asked, published

__all__ = ["published"]


def test_a_view_is_a_file_of_csv(published: Path, tmp_path: Path) -> None:
    status, text = asked("export", str(tmp_path / "csv"), "-v", "documents", "-o", str(published / "out"))
    assert status == 0
    path = tmp_path / "csv" / "documents.csv"
    assert str(path) in text.replace("\n", "")
    assert path.read_bytes().startswith("\ufeff".encode())
    asked("export", str(tmp_path / "bare"), "-v", "documents", "--no-bom", "-o", str(published / "out"))
    assert not (tmp_path / "bare" / "documents.csv").read_bytes().startswith("\ufeff".encode())


@pytest.mark.usefixtures("published")
def test_the_ending_says_what_is_written_unless_the_format_does(tmp_path: Path) -> None:
    book = tmp_path / "a.XLSX"
    assert asked("export", str(book), "-v", "documents", "-o", "out")[0] == 0
    assert "documents" in openpyxl.load_workbook(book, read_only=True).sheetnames
    assert asked("export", str(tmp_path / "b.xlsx"), "-v", "documents", "-f", "csv", "-o", "out")[0] == 0
    assert (tmp_path / "b.xlsx" / "documents.csv").is_file()


@pytest.mark.usefixtures("published")
def test_a_destination_of_another_kind_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a.xlsx"
    folder.mkdir()
    status, text = asked("export", str(folder), "-o", "out")
    assert (status, "is a folder; name the workbook, such as" in text) == (2, True)
    file = tmp_path / "file"
    file.write_text("x")
    status, text = asked("export", str(file), "-o", "out")
    assert (status, "is a file; name a folder for the CSV files" in text) == (2, True)


@pytest.mark.usefixtures("published")
def test_a_view_that_there_is_not_is_named(tmp_path: Path) -> None:
    status, text = asked("export", str(tmp_path / "csv"), "-v", "dance", "-o", "out")
    assert (status, "there is no dataset or view dance" in text) == (2, True)
    status, text = asked("export", str(tmp_path / "csv"), "-v", "fact", "-o", "out")
    assert (status, "did you mean facts, " in text) == (2, True)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", ["x.docx", "x.csv", "x.parquet", "x.XLS"])
def test_a_file_that_is_not_written_is_refused_with_what_is(tmp_path: Path, name: str) -> None:
    status, text = asked("export", str(tmp_path / name), "-o", "out")
    assert (status, list(tmp_path.iterdir())) == (2, [])
    ending = name.partition(".")[2]
    assert f".{ending} files are not written; name a workbook ({tmp_path / 'x.xlsx'})" in text
    assert "mingzhang query --format csv, json or parquet" in text


@pytest.mark.usefixtures("published")
def test_a_folder_may_have_a_number_or_an_ending_of_its_own(tmp_path: Path) -> None:
    assert asked("export", str(tmp_path / "till.2026"), "-v", "documents", "-o", "out")[0] == 0
    (tmp_path / "kept.old").mkdir()
    assert asked("export", str(tmp_path / "kept.old"), "-v", "documents", "-o", "out")[0] == 0
    assert (tmp_path / "till.2026" / "documents.csv").is_file()
    assert (tmp_path / "kept.old" / "documents.csv").is_file()
