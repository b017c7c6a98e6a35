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
        ("https://a.cn/#/list", "in/1.pdf"),
    ],
)
def test_a_link_is_made_alike_in_python_and_in_the_views(
    url: str | None, uri: str | None, page: int | None
) -> None:
    text = VIEWS.read_text(encoding="utf-8")
    start = text.index("create or replace macro page_link(")
    connection = duckdb.connect()
    connection.execute(text[start : text.index(";", start)])
    (made,) = connection.execute("select page_link(?, ?, ?)", [url, uri, page]).fetchall()[0]
    assert page_link(url, uri, page) == made


def test_a_link_leads_to_where_a_document_is_published_and_to_its_page() -> None:
    assert page_link("https://a.cn/1.pdf", "in/1.pdf", 14) == "https://a.cn/1.pdf#page=14"
    assert page_link(None, "in/1.pdf", 14) == "in/1.pdf#page=14"
    assert page_link("https://a.cn/all.zip", "in/all.zip!/1.pdf", 14) == "https://a.cn/all.zip"
    assert page_link("https://a.cn/#/list", "in/1.pdf", 14) == "https://a.cn/#/list"
