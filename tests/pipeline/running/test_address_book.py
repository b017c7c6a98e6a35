"""Where inputs are published, as runs are told, and what becomes of it over the runs of an output."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake.addresses import BaseUrl
from pipeline.intake.discovery import find_sources
from pipeline.running.forgetting import forget
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from pipeline.storage import catalog_sync
from tests.pipeline.invented import disclosure, files, go, rows

A, B = disclosure(), disclosure(2022, "000000", "Central")
C = disclosure(2023, "310107", "Education")
SITE = "https://example.gov.cn/files"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content, encoding="utf-8")


def addresses(output: str = "out", dataset: str = "documents") -> dict[str, tuple[str | None, date | None]]:
    """By source of the last receipt, or of the document."""
    return {r["source_uri"]: (r["source_url"], r["source_date"]) for r in rows(output, dataset)}


def urls(output: str = "out", dataset: str = "documents") -> dict[str, str | None]:
    return {uri: url for uri, (url, _) in addresses(output, dataset).items()}


def based(output: str, *paths: str, url: str = SITE, **more: Any) -> RunResult:
    return go(output, *paths, base_url=BaseUrl.of(url, paths), **more)


def read_anew(result: RunResult) -> int:
    return result.counted.count(("ok", "partial"), unchanged=False)


def test_a_base_url_gives_every_file_below_the_folder_its_address() -> None:
    put("in/a.txt", A)
    put("in/2024 年/b #1.txt", B)
    result = based("out", "in")
    assert urls() == {
        "in/a.txt": f"{SITE}/a.txt",
        "in/2024 年/b #1.txt": f"{SITE}/2024%20%E5%B9%B4/b%20%231.txt",
    }
    assert urls("out", "receipts") == urls()
    assert (result.addressed, result.address_problems) == ((2, 2), ())


def test_another_base_url_reads_nothing_again_and_one_that_is_not_given_leaves_what_is_known() -> None:
    put("in/a.txt", A)
    put("in/b.txt", B)
    go("out", "in")
    assert set(urls().values()) == {None}
    first = based("out", "in")
    assert (read_anew(first), urls()["in/a.txt"]) == (0, f"{SITE}/a.txt")
    assert files("out") == files_of(lambda output: based(output, "in"))
    second = based("out", "in", url="https://other.cn/")
    assert (read_anew(second), urls()["in/a.txt"]) == (0, "https://other.cn/a.txt")
    before = files("out")
    third = go("out", "in")
    assert (read_anew(third), files("out") == before) == (0, True)
    assert third.addressed == (2, 2)
    assert rows("out", "receipts")[-1]["source_url"] == "https://other.cn/b.txt"


def files_of(make: Any) -> dict[str, bytes]:
    """What a new output has that this makes."""
    make("fresh")
    found = files("fresh")
    shutil.rmtree("fresh")
    return found


def test_a_list_that_lies_with_the_files_says_where_they_are_and_since_when() -> None:
    put("in/2024/a.txt", A)
    put("in/b.txt", B)
    put("in/c.txt", C)
    put("in/sources.csv", f"file,address,date\n2024/a.txt,{SITE}/1,2024/8/30\nb.txt,{SITE}/2,\n")
    result = go("out", "in")
    assert addresses() == {
        "in/2024/a.txt": (f"{SITE}/1", date(2024, 8, 30)),
        "in/b.txt": (f"{SITE}/2", None),
        "in/c.txt": (None, None),
    }
    assert (result.addressed, result.address_problems) == ((2, 3), ())
    (receipt,) = (r for r in result.receipts if r.source_uri == "in/sources.csv")
    assert (receipt.outcome.status, receipt.outcome.error_kind) == ("not_disclosure", "addresses")
    assert receipt.outcome.message == "a list of addresses for 2 files, no disclosure"
    again = go("out", "in")
    assert again.counted.count(unchanged=True) == 4


def test_a_list_goes_before_a_base_url_and_the_nearest_list_before_the_others() -> None:
    for name in ("in/a.txt", "in/x/b.txt", "in/x/c.txt"):
        put(name, {"a": A, "b": B, "c": C}[name[-5]])
    put("in/sources.csv", "file,address\nx/b.txt,https://far.cn/b\na.txt,https://far.cn/a\n")
    put("in/x/sources.csv", "file,address\nb.txt,https://near.cn/b\n")
    based("out", "in")
    assert urls() == {
        "in/a.txt": "https://far.cn/a",
        "in/x/b.txt": "https://near.cn/b",
        "in/x/c.txt": f"{SITE}/x/c.txt",
    }


def test_a_list_that_changes_changes_the_addresses_and_an_empty_one_takes_them_back() -> None:
    put("in/a.txt", A)
    put("in/sources.csv", f"file,address,date\na.txt,{SITE}/1,2024-08-30\n")
    go("out", "in")
    put("in/sources.csv", f"file,address,date\na.txt,{SITE}/2,\n")
    assert read_anew(go("out", "in")) == 0
    assert addresses() == {"in/a.txt": (f"{SITE}/2", None)}
    Path("in/sources.csv").unlink()
    go("out", "in")
    assert addresses() == {"in/a.txt": (f"{SITE}/2", None)}
    put("in/sources.csv", "file,address,date\na.txt,,\n")
    go("out", "in")
    assert addresses() == {"in/a.txt": (None, None)}


def test_what_of_a_list_cannot_be_used_is_told_and_stops_nothing() -> None:
    put("in/a.txt", A)
    put("in/sources.csv", f"file,address\ngone.txt,{SITE}/g\na.txt,{SITE}/1\nb.txt,b\n")
    put("in/x/sources.csv", "name\n1\n")
    result = go("out", "in")
    assert urls() == {"in/a.txt": f"{SITE}/1"}
    assert sorted(map(str, result.address_problems)) == [
        "in/sources.csv, line 2: gone.txt is not among the inputs",
        "in/sources.csv, line 4: b is no http or https address",
        "in/x/sources.csv, line 1: there is no column file, address; "
        "the first line must be file,address,date",
    ]
    assert (result.exit_status, result.count("not_disclosure")) == (0, 2)
    assert list(map(str, go("out", "in").address_problems)) == list(map(str, result.address_problems))


def test_names_are_met_as_other_systems_write_them() -> None:
    put("in/x/e\u0301.txt", A)
    put("in/x/b.txt", B)
    put("in/sources.csv", f"file,address\nx\\b.txt,{SITE}/b\n./x/\u00e9.txt,{SITE}/e\n")
    assert go("out", "in").address_problems == ()
    assert urls() == {"in/x/e\u0301.txt": f"{SITE}/e", "in/x/b.txt": f"{SITE}/b"}


def archive(path: str, **members: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(f"{name}.{'csv' if name == 'sources' else 'txt'}", content)


def test_members_of_an_archive_are_where_it_is_unless_a_list_in_it_or_beside_it_says_more() -> None:
    inside = "file,address\na.txt,https://in.cn/a\nz.txt,https://in.cn/z\n"
    archive("in/全 部.zip", a=A, b=B, c=C, sources=inside)
    put(
        "in/sources.csv",
        "file,address\n全 部.zip!/b.txt,https://out.cn/b\n全 部.zip!/y.txt,https://out.cn/y\n",
    )
    expected = {
        "in/全 部.zip!/a.txt": "https://in.cn/a",
        "in/全 部.zip!/b.txt": "https://out.cn/b",
        "in/全 部.zip!/c.txt": f"{SITE}/%E5%85%A8%20%E9%83%A8.zip",
    }
    problems = {
        "in/sources.csv, line 3: 全 部.zip!/y.txt is not among the inputs",
        "in/全 部.zip!/sources.csv, line 3: z.txt is not among the inputs",
    }
    result = based("out", "in")
    assert (urls(), result.addressed, set(map(str, result.address_problems))) == (expected, (3, 3), problems)
    again = based("out", "in")  # opened by its stamp, or looked at: as young as it is it has none
    assert (urls(), read_anew(again), set(map(str, again.address_problems))) == (expected, 0, problems)


def test_an_archive_that_is_as_it_was_tells_its_members_the_new_base(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.intake import discovery

    monkeypatch.setattr(discovery, "_RACY_NS", -(10**18))  # what was just written counts as old
    archive("in/a.zip", a=A)
    put("in/b.txt", B)
    go("out", "in")
    result = based("out", "in")
    assert read_anew(result) == 0
    assert urls() == {"in/a.zip!/a.txt": f"{SITE}/a.zip", "in/b.txt": f"{SITE}/b.txt"}


def test_the_same_document_at_several_addresses_has_the_first_and_each_receipt_its_own() -> None:
    put("in/one.txt", A)
    put("in/two.txt", A)
    put(
        "in/sources.csv",
        "file,address,date\none.txt,https://b.cn/,2024-01-01\ntwo.txt,https://a.cn/,2024-02-02\n",
    )
    go("out", "in")
    assert addresses() == {"in/one.txt": ("https://a.cn/", date(2024, 2, 2))}
    assert addresses("out", "receipts")["in/one.txt"] == ("https://b.cn/", date(2024, 1, 1))
    go("split", "in/two.txt", "in/sources.csv")
    go("split", "in/one.txt", "in/sources.csv")
    assert files("split") == files("out")


def test_a_file_that_is_replaced_keeps_its_address_and_the_former_one_too() -> None:
    put("in/a.txt", A)
    based("out", "in")
    put("in/a.txt", C)
    put("in/sources.csv", "file,address\na.txt,https://new.cn/\n")
    go("out", "in")
    assert sorted((r["entity_name"], r["source_url"]) for r in rows("out", "documents")) == [
        ("Education", "https://new.cn/"),
        ("Finance", f"{SITE}/a.txt"),
    ]


def test_an_input_that_is_an_address_is_its_own() -> None:
    put("kept", A)
    (source,) = find_sources(["kept"])
    fetched = type(source)("https://a.cn/决算.txt", source.location, source.byte_size)
    run([], Path("out"), sources=[fetched], function="tests.pipeline.fakes:extraction")
    assert urls() == {"https://a.cn/决算.txt": "https://a.cn/%E5%86%B3%E7%AE%97.txt"}


def test_a_catalogue_that_is_made_again_knows_the_addresses() -> None:
    put("in/a.txt", A)
    put("in/sources.csv", f"file,address,date\na.txt,{SITE}/1,2024-08-30\n")
    go("out", "in")
    before = files("out")
    (Path("out") / catalog_sync.CATALOG).unlink()
    Path("in/sources.csv").unlink()
    go("out", "in")
    assert files("out") == before
    assert addresses() == {"in/a.txt": (f"{SITE}/1", date(2024, 8, 30))}


def test_what_is_taken_out_leaves_no_address_behind() -> None:
    put("in/a.txt", A)
    put("in/b.txt", B)
    based("out", "in")
    (doc_id,) = (r["doc_id"] for r in rows("out", "documents") if r["source_uri"] == "in/a.txt")
    forget("out", {doc_id: ["in/a.txt"]}, "withdrawn")
    based("out", "in")
    assert urls() == {"in/b.txt": f"{SITE}/b.txt"}


def test_sources_that_are_read_through_have_the_same_addresses() -> None:
    put("in/a.txt", A)
    archive("in/b.zip", b=B)
    based("out", "in")
    before = files("out")
    assert read_anew(based("out", "in", verify=True)) == 0
    assert files("out") == before
