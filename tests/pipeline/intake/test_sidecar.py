"""Lists of addresses that lie with the files: as clerks save them, and what cannot be used of them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.sidecar import Entry, Sidecar, is_sidecar, read_sidecar
from pipeline.language.spoken import speak, told
from pipeline.storage.catalog import Address

PLAIN = "file,address,date\n2024/a.pdf,https://a.cn/a.pdf,2024-08-30\n决算 b.pdf,https://a.cn/b.pdf,\n"
ENTRIES = [
    Entry(2, "2024/a.pdf", Address("https://a.cn/a.pdf", "2024-08-30")),
    Entry(3, "决算 b.pdf", Address("https://a.cn/b.pdf", None)),
]


def read(text: str) -> Sidecar:
    return read_sidecar("in/sources.csv", text.encode())


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_list_is_read_as_spreadsheets_save_it(encoding: str, end: str, mark: str) -> None:
    data = PLAIN.replace("\n", end).replace(",", mark).encode(encoding)
    assert read_sidecar("sources.csv", data) == Sidecar(tuple(ENTRIES), [])


def test_columns_come_in_any_order_with_others_beside_and_without_dates() -> None:
    found = read("Note,Address , FILE\nx,https://a.cn/a.pdf, a.pdf \n\n,,\n")
    assert found == Sidecar((Entry(2, "a.pdf", Address("https://a.cn/a.pdf")),), [])


def test_a_row_that_is_too_short_or_too_long_is_read_as_far_as_it_goes() -> None:
    found = read("file,address,date\na.pdf,https://a.cn/a.pdf\nb.pdf,https://a.cn/b.pdf,20240830,x,y\n")
    assert [entry.address for entry in found.entries] == [
        Address("https://a.cn/a.pdf"),
        Address("https://a.cn/b.pdf", "2024-08-30"),
    ]


def test_a_line_break_in_quotes_does_not_shift_the_lines_that_are_named() -> None:
    text = 'file,address,note\na.pdf,https://a.cn/a.pdf,"one\ntwo"\nb.pdf,nonsense,\n'
    assert problems(text) == ["in/sources.csv, line 4: nonsense is no http or https address"]


def test_a_file_without_an_address_takes_back_what_was_known() -> None:
    assert read("file,address\na.pdf,\n").entries == (Entry(2, "a.pdf", Address(None, None)),)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",https://a.cn/a.pdf,", "it names no file"),
        ("a.pdf,www.a.cn/a.pdf,", "www.a.cn/a.pdf is no http or https address"),
        ("a.pdf,javascript:alert(1),", "javascript:alert(1) is no http or https address"),
        ("../a.pdf,https://a.cn/a.pdf,", "../a.pdf leads out of the folder"),
        ("x\\..\\..\\a.pdf,https://a.cn/a.pdf,", "leads out of the folder"),
        ("/in/a.pdf,https://a.cn/a.pdf,", "/in/a.pdf leads out of the folder"),
        ("C:\\in\\a.pdf,https://a.cn/a.pdf,", "C:\\in\\a.pdf leads out of the folder"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line_and_the_others_count(row: str, what: str) -> None:
    found = read(f"file,address,date\n{row}\nb.pdf,https://a.cn/b.pdf,\n")
    assert [entry.file for entry in found.entries] == ["b.pdf"]
    (problem,) = map(str, found.problems)
    assert problem.startswith("in/sources.csv, line 2: ")
    assert what in problem


@pytest.mark.parametrize("told", ["30.8.2024", "2024-02-30", "45534", "2024", "soon"])
def test_a_date_that_is_none_costs_the_date_alone(told: str) -> None:
    found = read(f"file,address,date\na.pdf,https://a.cn/a.pdf,{told}\n")
    assert found.entries == (Entry(2, "a.pdf", Address("https://a.cn/a.pdf", None)),)
    assert [str(p) for p in found.problems] == [
        f"in/sources.csv, line 2: {told} is no date; write it as 2024-08-30"
    ]


@pytest.mark.parametrize(
    "told", ["2024-08-30", "2024/8/30", "2024.8.30", "20240830", "2024年8月30日", "2024/8/30 9:05"]
)
def test_days_are_read_as_they_are_written_in_china(told: str) -> None:
    (entry,) = read(f"file,address,date\na.pdf,https://a.cn/a.pdf,{told}\n").entries
    assert entry.address.day == "2024-08-30"


def test_the_first_of_two_addresses_of_a_file_counts_and_the_other_is_told() -> None:
    text = "file,address\na.pdf,https://a.cn/1\na.pdf,https://a.cn/1\na.pdf,https://a.cn/2\n"
    assert [entry.address.url for entry in read(text).entries] == ["https://a.cn/1"]
    assert problems(text) == ["in/sources.csv, line 4: a.pdf has another address on line 2"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "line 1: there is no column file, address"),
        ("name,url\na.pdf,https://a.cn\n", "line 1: there is no column file, address"),
        ("a.pdf,https://a.cn/a.pdf,2024-08-30\n", "line 1: there is no column file, address"),
        ("file,url\na.pdf,https://a.cn\n", "line 1: there is no column address; the first line must be"),
    ],
)
def test_a_list_without_its_columns_is_named_and_nothing_of_it_counts(text: str, what: str) -> None:
    assert read(text).entries == ()
    (problem,) = problems(text)
    assert what in problem


def test_a_list_in_no_known_encoding_is_named() -> None:
    found = read_sidecar("in/sources.csv", b"file,address\n\xff\xff\xff,\x80\n")
    assert [str(p) for p in found.problems] == [
        "in/sources.csv: it is neither UTF-8 nor GB18030; save it as CSV UTF-8"
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"file,address,date\n{t}".encode()))
def test_no_bytes_stop_a_run(data: bytes) -> None:
    found = read_sidecar("sources.csv", data)
    assert all(e.address.url is None or e.address.url.startswith("http") for e in found.entries)


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20)


@given(st.lists(NAMES.map(str.strip).filter(bool), unique=True, max_size=5))
def test_any_name_that_a_spreadsheet_writes_comes_back(names: list[str]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([("file", "address"), *((f"x/{name}", "https://a.cn/1") for name in names)])
    wanted = [f"x/{name}" for name in names if ".." not in name.replace("\\", "/").split("/")]
    assert [entry.file for entry in read(stream.getvalue()).entries] == wanted


def test_a_list_is_told_by_its_name_wherever_it_lies() -> None:
    assert is_sidecar("sources.csv")
    assert is_sidecar("s3://bucket/in/Sources.CSV")
    assert not is_sidecar("in/sources.csv/a.pdf")


def test_what_is_wrong_is_data_in_english_and_told_in_the_language_of_the_person() -> None:
    """report.json and the log have the one, the summary of a run the other."""
    speak("zh")
    try:
        (problem,) = read_sidecar("in/sources.csv", b"file,address,date\n,https://a.cn/1.pdf,\n").problems
        assert str(problem) == "in/sources.csv, line 2: it names no file"
        assert told(problem.what) == "没有写明文件"
    finally:
        speak(None)
