"""Addresses of the web as links have them, and one base for everything below a folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.intake.addresses import BaseUrl, own_address, written

BASE = "https://example.gov.cn/files/"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a.pdf", "a.pdf"),
        ("2024/a b.pdf", "2024/a%20b.pdf"),
        ("100%.pdf", "100%25.pdf"),
        ("甲#1?.pdf", "%E7%94%B2%231%3F.pdf"),
        ("a&b=c+d;e.pdf", "a%26b%3Dc%2Bd%3Be.pdf"),
        ("%E7.pdf", "%25E7.pdf"),
    ],
)
def test_a_file_is_below_the_base_under_its_name(name: str, address: str) -> None:
    found = BaseUrl(BASE, ("in/",)).address_of(f"in/{name}")
    assert found == BASE + address
    path = urlsplit(found)
    assert (path.query, path.fragment) == ("", "")
    assert unquote(path.path) == f"/files/{name}"


def test_what_is_in_an_archive_is_where_the_archive_is() -> None:
    base = BaseUrl(BASE, ("in/",))
    assert base.address_of("in/2024/全 部.zip!/甲/a.pdf") == f"{BASE}2024/%E5%85%A8%20%E9%83%A8.zip"


def test_what_was_not_named_has_no_address() -> None:
    assert BaseUrl(BASE, ("in/",)).address_of("other/a.pdf") is None
    assert BaseUrl(BASE, ("in/",)).address_of("into/a.pdf") is None


def test_the_base_is_what_was_named_a_folder_a_file_or_what_stands_before_a_wildcard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("in/2024/x/a.pdf", "in/2025/x/a.pdf"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"1")
    monkeypatch.chdir(tmp_path)

    def address(uri: str, *paths: str) -> str | None:
        return BaseUrl.of("https://a.cn", paths).address_of(uri)

    assert address("in/2024/x/a.pdf", "in") == "https://a.cn/2024/x/a.pdf"
    assert address("in/2024/x/a.pdf", "./in/") == "https://a.cn/2024/x/a.pdf"
    assert address("in/2024/x/a.pdf", ".") == "https://a.cn/in/2024/x/a.pdf"
    assert address("in/2024/x/a.pdf", "in/2024/x/a.pdf") == "https://a.cn/a.pdf"
    assert address("in/2024/x/a.pdf", "in/20*") == "https://a.cn/2024/x/a.pdf"
    assert address("in/2024/x/a.pdf", "*/2024/*/*.pdf") == "https://a.cn/in/2024/x/a.pdf"
    assert address("in/2024/x/a.pdf", "in/2024", "in") == address("in/2024/x/a.pdf", "in", "in/2024")
    assert address("in/2024/x/a.pdf", "in", "in/2024") == "https://a.cn/2024/x/a.pdf"
    absolute = (tmp_path / "in").as_posix()
    assert address(f"{absolute}/2025/x/a.pdf", absolute) == "https://a.cn/2025/x/a.pdf"
    assert address("s3://b/in/x/a.pdf", "s3://b/in") == "https://a.cn/x/a.pdf"
    assert address("s3://b/in/x/a.pdf", "s3://b/in/*/a.pdf") == "https://a.cn/x/a.pdf"
    assert address("s3://b/in/x/a.pdf", "s3://b/in/x/a.pdf") == "https://a.cn/a.pdf"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://a.cn", "https://a.cn/a.pdf"),
        ("https://a.cn/f", "https://a.cn/f/a.pdf"),
        ("https://a.cn/f/", "https://a.cn/f/a.pdf"),
        ("https://a.cn/get?file=", "https://a.cn/get?file=a.pdf"),
        (" https://中国.cn/公开 ", "https://xn--fiqs8s.cn/%E5%85%AC%E5%BC%80/a.pdf"),
    ],
)
def test_a_base_is_an_address_as_people_write_it(given: str, address: str) -> None:
    assert BaseUrl.of(given, ["a.pdf"]).address_of("a.pdf") == address


@pytest.mark.parametrize(
    "given", ["", "a.cn/f", "ftp://a.cn/", "javascript:alert(1)", "https://", "https://a b/"]
)
def test_a_base_that_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is no http or https address"):
        BaseUrl.of(given, ["in"])


def test_a_base_with_a_fragment_is_refused() -> None:
    with pytest.raises(ValueError, match="has a fragment"):
        BaseUrl.of("https://a.cn/#/list", ["in"])


def test_an_address_keeps_what_is_encoded_and_its_fragment() -> None:
    assert written("http://a.cn/50%25.pdf?x=1#page=2") == "http://a.cn/50%25.pdf?x=1#page=2"
    assert written("http://a.cn/app#/公开") == "http://a.cn/app#/%E5%85%AC%E5%BC%80"


def test_an_input_of_the_web_is_its_own_address() -> None:
    assert own_address("https://a.cn/决算.pdf") == "https://a.cn/%E5%86%B3%E7%AE%97.pdf"
    assert own_address("s3://bucket/a.pdf") is None
    assert own_address("https:/a.cn/a.pdf") is None
    assert own_address("https://[a.cn/a.pdf") is None
