"""Links to pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ask.links import link_of


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
