"""Web addresses are fetched within bounds and only when they changed."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from pipeline.intake import downloads, web
from pipeline.intake.downloads import Fetched, addresses, fetch
from pipeline.intake.web import Bounds, NoAnswer
from pipeline.storage.folders import LocalFolder
from tests.pipeline.intake.site import Site, site

__all__ = ["site"]

BOUNDS = Bounds(seconds=2, silence=1, attempts=2, most_mb=1)


def one(url: str, folder: Path) -> Fetched:
    (found,) = fetch([url], LocalFolder(folder), BOUNDS)
    return found


def test_a_document_is_fetched_and_kept(site: str, tmp_path: Path) -> None:
    found = one(f"{site}/a.pdf", tmp_path)
    assert (found.source.uri, found.source.read(), found.unreachable) == (f"{site}/a.pdf", b"one", None)
    assert one(f"{site}/moved", tmp_path).source.read() == b"one"


def test_what_has_not_changed_is_not_sent_again(site: str, tmp_path: Path) -> None:
    first, again = one(f"{site}/a.pdf", tmp_path), one(f"{site}/a.pdf", tmp_path)
    assert first.source == again.source
    Site.content["/a.pdf"] = b"two"
    changed = one(f"{site}/a.pdf", tmp_path)
    assert changed.source.read() == b"two"
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".json"] == [b"two"]


def test_an_address_that_is_gone_is_an_input_with_a_problem(site: str, tmp_path: Path) -> None:
    found = one(f"{site}/nothing", tmp_path)
    assert "the server answers 404" in (found.source.problem or "")
    assert found.unreachable is None  # the server is there: it is this document that is not
    assert Site.asked["/nothing"] == 1


def test_a_server_that_fails_once_is_asked_again(site: str, tmp_path: Path) -> None:
    assert one(f"{site}/flaky", tmp_path).source.read() == b"at last"
    assert Site.asked["/flaky"] == 2


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/drip", "more than 1 MB|not whole after 2 s"),
        ("/silent", "no answer .*timed out"),
        ("/short", "10 of 100 bytes came|no answer .IncompleteRead"),
        ("/large", "more than 1 MB"),
    ],
)
def test_what_is_endless_silent_or_too_much_ends(site: str, tmp_path: Path, path: str, message: str) -> None:
    problem = one(f"{site}{path}", tmp_path).source.problem
    assert problem is not None
    assert re.search(message, problem), problem


def test_nothing_but_http_is_fetched(tmp_path: Path) -> None:
    found = one("file:///etc/passwd", tmp_path)
    assert found.source.problem == "file:///etc/passwd is no http or https address"


def test_an_address_that_does_not_answer_tonight_has_its_older_document(site: str, tmp_path: Path) -> None:
    url = f"{site}/a.pdf"
    one(url, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web, "_opener", _Closed)
        found = one(url, tmp_path)
        assert found.source.read() == b"one"
        assert "refused" in (found.unreachable or "")
        never = one(f"{site}/never", tmp_path)
    assert never.source.problem == never.unreachable is not None


class _Closed:
    """An opener that reaches nobody."""

    def open(self, *_: object, **__: object) -> None:
        raise ConnectionRefusedError("refused")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["ftp://127.0.0.1/a.pdf", "file:///etc/hostname", "data:text/plain,x"])
def test_a_redirect_out_of_the_web_is_an_input_with_a_problem(
    site: str, tmp_path: Path, code: int, place: str
) -> None:
    Site.redirects["/away"] = (code, place)
    found = one(f"{site}/away", tmp_path)
    assert found.source.problem == (
        f"the server sends on to {place}, which is no http or https address; "
        "fetch it by hand if it is a document"
    )
    assert found.source.problem_kind == "unreachable"
    assert found.unreachable is None  # the server is there
    assert Site.asked["/away"] == 1  # asking again would not help
    (noted,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert noted.name.endswith(".fault.json")  # nothing was fetched


def test_the_last_of_several_redirects_counts(site: str, tmp_path: Path) -> None:
    Site.redirects["/first"] = (302, "/second")
    Site.redirects["/second"] = (301, "ftp://127.0.0.1/a.pdf")
    assert "sends on to ftp://127.0.0.1/a.pdf" in (one(f"{site}/first", tmp_path).source.problem or "")
    Site.redirects["/second"] = (307, f"{site}/a.pdf")
    assert one(f"{site}/first", tmp_path).source.read() == b"one"


def test_redirects_in_a_circle_end(site: str, tmp_path: Path) -> None:
    Site.redirects["/round"] = (302, "/round")
    assert "infinite loop" in (one(f"{site}/round", tmp_path).source.problem or "")


def test_each_attempt_waits_longer_and_none_longer_than_half_the_silence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    asked: list[str] = []

    def silent(url: str, *_: object) -> None:
        asked.append(url)
        raise NoAnswer("no answer", is_final=False)

    monkeypatch.setattr(downloads, "get", silent)
    bounds = Bounds(silence=5, attempts=4)
    (found,) = fetch(["http://a.cn/x"], LocalFolder(tmp_path), bounds)
    assert (waits, asked) == ([1.0, 2.0, 2.5], ["http://a.cn/x"] * 4)
    assert found.source.problem == found.unreachable == "no answer"


def test_what_is_kept_of_an_address_is_written_beside_it(site: str, tmp_path: Path) -> None:
    found = one(f"{site}/a.pdf", tmp_path)
    (entry,) = (tmp_path / "state" / "downloads").glob("*.json")
    kept = json.loads(entry.read_text())
    assert kept == {
        "url": f"{site}/a.pdf",
        "file": str(Path(found.source.location).relative_to(tmp_path)),
        "size": 3,
        "etag": f'"{hash(b"one")}"',
        "modified": None,
    }
    assert found.source.byte_size == 3
    entry.write_text("{}")  # damaged: it is fetched again, not asked for changes
    assert one(f"{site}/a.pdf", tmp_path).source.read() == b"one"
    assert "If-None-Match" not in Site.headers_of["/a.pdf"]


def test_a_list_has_one_address_a_line() -> None:
    text = "\n  http://a.cn/1.pdf  \n#http://a.cn/2.pdf\nhttp://a.cn/3.pdf#page=1\r\nhttp://a.cn/1.pdf"
    assert addresses(text) == ["http://a.cn/1.pdf", "http://a.cn/3.pdf#page=1"]
