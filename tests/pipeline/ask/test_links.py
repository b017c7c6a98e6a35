"""Links to pages."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.ask.links import link_of, page_link
from pipeline.datasets.views import VIEWS


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("/a/b c#1.pdf#page=14", "file:///a/b%20c%231.pdf#page=14"),
        ("/a/某局.pdf", "file:///a/%E6%9F%90%E5%B1%80.pdf"),
        ("https://example.org/某.pdf#page=2", "https://example.org/某.pdf#page=2"),
        ("/a/all.zip!/in/b.pdf#page=3", "file:///a/all.zip"),
        ("/a/表#1.xlsx#附表2!C12:D12", "file:///a/%E8%A1%A8%231.xlsx#附表2!C12:D12"),
        ("/a/t.csv#cell=5,3", "file:///a/t.csv#cell=5,3"),
        ("s3://bucket/a.pdf#page=3", None),
        ("nowhere.pdf#page=3", None),
    ],
)
def test_a_source_is_what_a_viewer_opens(source: str, link: str | None) -> None:
    assert link_of(source) == link


def test_a_path_of_today_counts_where_there_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"")
    assert link_of("a.pdf#page=3") == f"file://{tmp_path}/a.pdf#page=3"


@pytest.mark.parametrize(
    "locator",
    [
        None,
        "xlsx:附表2!C12:D12",
        "xls:'1 收入'!A1",
        "csv:cell=5,3",
        "html:/html/body/p[2]",
        "docx:/t[1]",
        "xlsx:a\nb!A1",
        "xlsx:",
    ],
)
@pytest.mark.parametrize("page", [None, 3])
@pytest.mark.parametrize(
    ("url", "uri"),
    [
        (None, None),
        (None, "in/50% #1.pdf"),
        (None, "in/a.zip!/b.pdf"),
        ("https://a.cn/1.pdf", "in/1.pdf"),
        ("https://a.cn/get?id=1", "in/1.pdf"),
        ("https://a.cn/All.ZIP", "in/All.ZIP!/b.pdf"),
        ("https://a.cn/all.rar", "in/all.rar!/b.xlsx"),
        ("https://a.cn/#/list", "in/1.pdf"),
    ],
)
def test_a_link_is_made_alike_in_python_and_in_the_views(
    url: str | None, uri: str | None, page: int | None, locator: str | None
) -> None:
    text = VIEWS.read_text(encoding="utf-8")
    connection = duckdb.connect()
    connection.execute(text[text.index("create or replace macro") : text.index("-- Every document")])
    asked = [url, uri, page, locator]
    ((made, of_a_page),) = connection.execute(
        "select page_link($1, $2, $3, $4), page_link($1, $2, $3)", asked
    ).fetchall()
    assert page_link(*asked) == made
    assert page_link(url, uri, page) == of_a_page


def test_a_link_leads_to_where_a_document_is_published_and_to_its_page() -> None:
    assert page_link("https://a.cn/1.pdf", "in/1.pdf", 14) == "https://a.cn/1.pdf#page=14"
    assert page_link(None, "in/1.pdf", 14) == "in/1.pdf#page=14"
    assert page_link("https://a.cn/all.zip", "in/all.zip!/1.pdf", 14) == "https://a.cn/all.zip"
    assert page_link("https://a.cn/#/list", "in/1.pdf", 14) == "https://a.cn/#/list"
    assert page_link("https://a.cn/1.xlsx", "in/1.xlsx", None, "xlsx:附表2!C12") == (
        "https://a.cn/1.xlsx#附表2!C12"
    )
    assert page_link("https://a.cn/1.html", "in/1.html", None, "html:/html/body/p") == "https://a.cn/1.html"
