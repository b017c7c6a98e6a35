"""The documentation builds without a warning, and its pages need nothing but themselves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from pipeline.ask.named_queries import named_queries
from pipeline.datasets.dictionary import view_lines
from pipeline.datasets.schema import datasets
from pipeline.upkeep.exit_status import ExitStatus
from pipeline.version import VERSION
from tests.documented import COMMAND, every_command
from tests.site.__main__ import ENVIRONMENT
from tests.site.api import names
from tests.site.examples import fenced
from tests.site.findings import rules
from tests.site.links import relinked
from tests.site.source import ROOT

DOMAIN = ROOT / "docs" / "domain.md"
_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""Elements that make a browser fetch something, and the attribute that says what."""
_LINK_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest"}
"""Of `link`: the others name a page, and load nothing."""


class Page(HTMLParser):
    """What a page loads, where it leads, and what can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names |= {name for key in ("id", "name") if (name := given.get(key))}
        if tag == "link" and not _LINK_RELATIONS & set((given.get("rel") or "").split()):
            return
        if tag in _LOADING and (what := given.get(_LOADING[tag])):
            self.loads.append(what)
        if tag == "a" and (where := given.get("href")):
            self.leads.append(where)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = (sys.executable, "-m", "tests.site", str(folder))
    built = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def dead_links(pages: dict[Path, Page]) -> Iterator[str]:
    """Links to files or names that are not there."""
    for path, page in pages.items():
        for link in (*page.leads, *page.loads):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                yield f"{path.name}: {link}"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].names:
                yield f"{path.name}: {link}: no such name"


def test_the_pages_load_nothing_from_elsewhere_and_every_link_leads_somewhere(site: Path) -> None:
    """One test, so that the site is built once however many processes run the tests."""
    pages = {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert {"index.html", "tutorial.html"} <= {p.name for p in pages}
    assert {site / "zh" / "index.html", site / "zh" / "tutorial.html"} <= pages.keys()
    loaded = {what for page in pages.values() for what in page.loads}
    assert sorted(what for what in loaded if re.match(r"[a-z]*:?//", what)) == []
    for style in site.rglob("*.css"):
        assert re.findall(r"url\(['\"]?https?:[^)]*\)|@import", style.read_text("utf-8")) == [], style
    whole = {
        path: page for path, page in pages.items() if path.name != "404.html"
    }  # its links begin at the root
    assert sorted(dead_links(whole)) == []
    search_finds_each_page_once(site)
    reference_is_whole(site)


def search_finds_each_page_once(site: Path) -> None:
    """From a disk, in both languages; what is not translated is not found twice."""
    script = (site / "search" / "search_index.js").read_text("utf-8")
    entries = json.loads(script.removeprefix("var __index = "))["docs"]
    places = [entry["location"].partition("#")[0] for entry in entries]
    assert {"tutorial.html", "zh/tutorial.html", "domain.html"} <= set(places)
    assert "zh/domain.html" not in places
    locations = [entry["location"] for entry in entries]
    assert len(locations) == len(set(locations))


def reference_is_whole(site: Path) -> None:
    """Every command, dataset, view, question and code has a heading in the reference, in both languages."""
    wanted = {
        "commands": {name for name, _ in every_command()},
        "datasets": set(datasets()),
        "views": {name for name, _ in view_lines()},
        "questions": set(named_queries()),
        "findings": {said.code for said in rules()},
    }
    named = re.findall(r"^\| `patterns/\w+\.toml` \| (.*) \|$", DOMAIN.read_text("utf-8"), re.MULTILINE)
    codes = {code for line in named for code in re.findall(r"`([A-Z][A-Z_]+)`", line)}
    assert {"GROWTH_MISMATCH", "UNIT_SLIP", "DOUBLED_WORD"} <= codes
    assert sorted(codes - wanted["findings"] - {"REVISED"}) == []  # that is the code of the check
    for name, headings in wanted.items():
        for folder in (site, site / "zh"):
            text = (folder / "reference" / f"{name}.html").read_text("utf-8")
            found = set(re.findall(r"<h2 id=\"[^\"]*\">([^<]+)<", text))
            assert sorted(headings - found) == [], folder / name
    python = (site / "reference" / "api.html").read_text("utf-8")
    assert [name for name in names() if f'<h2 id="mingzhang.{name}"' not in python] == []
    statuses = (site / "reference" / "statuses.html").read_text("utf-8")
    assert [status for status in ExitStatus if f"<td>{status.value}</td>" not in statuses] == []
    text = (site / "reference" / "commands.html").read_text("utf-8")
    for _, command in every_command():
        assert [
            p.opts[0] for p in command.params if p.opts[0].startswith("-") and p.opts[0] not in text
        ] == []


def test_what_loads_and_what_leads_nowhere_is_found(tmp_path: Path) -> None:
    text = (
        '<link rel="canonical" href="https://a"><script src="//b/c.js"></script>'
        '<a href="n.html">n</a><a href="#x">x</a>'
    )
    page = Page(text)
    assert page.loads == ["//b/c.js"]
    path = tmp_path / "p.html"
    path.write_text(text, "utf-8")
    assert [problem for problem in dead_links({path: page}) if "b/c.js" not in problem] == [
        "p.html: n.html",
        "p.html: #x: no such name",
    ]


def test_links_in_code_are_left_alone_and_programs_lose_theirs() -> None:
    pages = {"README.md": "index.md", "docs/scans.md": "scans.md", "SECURITY.md": "project/security.md"}
    text = (
        "[s](docs/scans.md#limits) [p](pipeline/cli.py) `[s](docs/scans.md)`\n```\n[s](docs/scans.md)\n```\n"
    )
    assert relinked(text, "README.md", pages) == text.replace("[s](docs/", "[s](", 1).replace(
        "[p](pipeline/cli.py)", "p"
    )
    assert (
        relinked("[x](SECURITY.md) [y](https://a.cn)", "README.md", pages)
        == "[x](project/security.md) [y](https://a.cn)"
    )
    assert relinked("[x](docs/scans.md)", "SECURITY.md", pages) == "[x](../scans.md)"


def test_examples_of_docstrings_are_blocks_of_code() -> None:
    text = "Adds.\n\n>>> 1 + 1\n2\n\nDone."
    assert fenced(text) == "Adds.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nDone."


def test_the_citation_names_this_version_and_nothing_that_is_not_so() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == VERSION
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()  # what the format asks for
    assert cited["license"] == "Apache-2.0"
    assert cited.keys() & {"doi", "url", "repository-code", "identifiers", "date-released"} == set()


def test_the_issue_forms_are_whole() -> None:
    forms = [p for p in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml"]
    assert len(forms) == 3
    for path in forms:
        form = yaml.safe_load(path.read_text("utf-8"))
        assert {"name", "description", "body"} <= form.keys()
        asked = [field["id"] for field in form["body"]]
        assert len(asked) == len(set(asked))
        for field in form["body"]:
            assert field["type"] in ("input", "textarea", "dropdown")
            assert "·" in field["attributes"]["label"], "in both languages"
            assert field["validations"].keys() == {"required"}


def test_the_commands_are_those_of_the_command() -> None:
    names = [name for name, _ in every_command()]
    assert {"run", "query", "patterns check"} <= set(names)
    assert len(names) == len(set(names)) >= len(COMMAND.commands)
