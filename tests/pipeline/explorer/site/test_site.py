"""The pages as files: whole, the same as served, and written again only where they are another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.explorer.headers import WITHIN
from pipeline.explorer.site.files import MANIFEST
from tests.pipeline.explorer.crawl import Elements
from tests.pipeline.explorer.shown import SAMPLES

ACCOUNT = "shanghai_style_final_account.pdf"


def site(folder: Path, output: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["site", str(folder), "--output", str(output), "--lang", "en", *words])


@dataclass(frozen=True)
class Written:
    folder: Path
    result: Result

    def files(self, ending: str = "") -> dict[str, bytes]:
        paths = sorted(path for path in self.folder.rglob(f"*{ending}") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def whole(samples_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Everything, with pictures."""
    folder = tmp_path_factory.mktemp("site") / "public"
    words = ("--sources", str(SAMPLES), "--dpi", "65")
    return Written(folder, site(folder, samples_output, *words))


@pytest.fixture
def small(samples_output: Path, tmp_path: Path) -> Written:
    """Of one year, in both languages, without pictures."""
    folder = tmp_path / "public"
    words = ("--no-pictures", "--both-languages", "--year", "2026")
    return Written(folder, site(folder, samples_output, *words))


def test_what_was_written_is_told(whole: Written, small: Written) -> None:
    assert whole.result.exit_code == 0, whole.result.output
    assert whole.result.stdout.startswith(f"{whole.folder}/index.html\n4 documents, ")
    assert small.result.stdout.split("\n")[1].startswith("1 document, ")
    assert "0 pictures" in small.result.stdout


@pytest.mark.parametrize("name", ["whole", "small"])
def test_every_link_leads_to_a_file(name: str, request: pytest.FixtureRequest) -> None:
    written: Written = request.getfixturevalue(name)
    links = 0
    for file, content in written.files(".html").items():
        page = Elements(content.decode())
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            links += 1
            assert not parts.path.startswith("/"), (file, link)
            assert ((written.folder / file).parent / unquote(parts.path)).is_file(), (file, link)
        assert "not-here" not in content.decode(), file
    assert links > 100


def test_a_page_says_itself_what_it_may_load(whole: Written) -> None:
    for file, content in whole.files(".html").items():
        metas = [a for tag, a in Elements(content.decode()).found if tag == "meta"]
        assert [a["content"] for a in metas if "http-equiv" in a] == [WITHIN], file


def test_files_say_the_same_as_the_server(whole: Written, client: TestClient) -> None:
    compared = 0
    for file, content in whole.files(".json").items():
        if file.startswith("d/") and "/p/" in file:
            served = client.get(f"/{file}", headers={"accept-language": "en"}).json()
            served["paper"] = None  # whether there is a picture: this client has no sources
            assert json.loads(content) | {"paper": None} == served, file
            compared += 1
    assert compared > 10


def test_what_asks_a_server_is_left_out(whole: Written) -> None:
    for file, content in whole.files(".html").items():
        page = Elements(content.decode())
        forms = [attributes for tag, attributes in page.found if tag == "form"]
        assert all("hidden" in form for form in forms if form.get("method") != "dialog"), file
        assert not [link for link in page.links if urlsplit(link).path.endswith(("ask.html", ".csv"))]
    assert not [
        name for name in whole.files(".html") if name.split("/")[1:2] in (["ask.html"], ["search.html"])
    ]


def test_languages_lead_to_each_other(small: Written) -> None:
    page = Elements(small.files()["en/index.html"].decode())
    assert [a["href"] for tag, a in page.found if tag == "a" and a.get("hreflang") == "zh"] == [
        "../zh/index.html"
    ]


def test_pictures_are_there_once(whole: Written) -> None:
    pictures = whole.files(".webp")
    assert len(pictures) >= 10
    assert all(content[:4] == b"RIFF" for content in pictures.values())
    assert all(name.startswith("pictures/") for name in pictures)


def test_written_again_nothing_is_another(whole: Written, samples_output: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in whole.folder.rglob("*") if path.name != MANIFEST}
    words = ("--sources", str(SAMPLES), "--dpi", "65")
    again = site(whole.folder, samples_output, *words)
    assert "0 new or another, 0 taken away" in again.stdout
    assert {p: p.stat().st_mtime_ns for p in whole.folder.rglob("*") if p.name != MANIFEST} == before


def test_what_is_chosen_no_more_is_taken_away_and_files_of_others_stay(
    small: Written, samples_output: Path
) -> None:
    (small.folder / "mine.txt").write_text("mine", encoding="utf-8")
    pages = set(small.files(".html"))
    changed = next(name for name in pages if "/d/" in name)
    (small.folder / changed).write_text("by hand", encoding="utf-8")
    again = site(small.folder, samples_output, "--no-pictures", "--both-languages", "--year", "2025")
    assert again.exit_code == 0
    left = small.files(".html")
    assert (small.folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert left[changed] == b"by hand"
    assert {name for name in pages if "/d/" in name} & set(left) == {changed}


def test_a_folder_of_somebody_else_is_left_alone(samples_output: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    result = site(tmp_path, samples_output)
    assert result.exit_code == 2
    assert "name another" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (("--year", "1999"), 1, "none of the documents"),
        (("--entity", "澄川市水务"), 1, "澄川市水务局"),
        (("--division", "nowhere"), 1, "there is no division"),
        (("--base-url", "ftp://a"), 2, "https://"),
    ],
)
def test_a_choice_of_nothing_is_told(
    samples_output: Path, tmp_path: Path, words: tuple[str, ...], status: int, problem: str
) -> None:
    result = site(tmp_path / "new", samples_output, *words)
    assert (result.exit_code, problem in result.stderr) == (status, True), result.stderr
    assert not (tmp_path / "new" / "index.html").exists()


def test_a_site_may_know_where_it_will_be(samples_output: Path, tmp_path: Path) -> None:
    site(tmp_path / "new", samples_output, "--no-pictures", "--year", "2026", "--base-url", "https://a.cn/b/")
    page = Elements((tmp_path / "new" / "index.html").read_text(encoding="utf-8"))
    assert [a["href"] for _, a in page.found if a.get("rel") == "canonical"] == ["https://a.cn/b/index.html"]
