"""What code, patterns and documents cite is there: sections of the domain document, links, files, codes.

A citation is the file's name and the section marks behind it, up to the end of the sentence or the next file.
The domain document cites its own sections with the mark alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("mingzhang", "pipeline", "extractors", "patterns", "tests", "benchmarks", "samples", "docs")
FILES = ("README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "output/README.md")
SUFFIXES = (".py", ".toml", ".md", ".csv")
DOMAIN = "docs/domain.md"
GONE = tuple(name + ".md" for name in ("DOMAIN", "DATA_MODEL"))
"""What nothing cites any more; put together, so that this file does not either."""

SECTION = re.compile(r"§(?P<number>\d+(?:\.\d+)?)")
HEADING = re.compile(r"^#{2,3} (?P<number>\d+(?:\.\d+)?)\.? ", re.MULTILINE)
CITED = re.compile(r"\bdomain\.md(?P<behind>(?:(?!\.md\b|[.。](?:\s|\"|$)|\n\s*\n).){0,400})", re.DOTALL)
RANGE = re.compile(r"§(\d+)\.(\d+)\s*[-–—]\s*§?(?:\1\.)(\d+)")
LINK = re.compile(r"\]\((?P<target>[^()\s#]+)(?:#[^()\s]*)?\)")
ELSEWHERE = re.compile(r"[a-z]+:")
DOCUMENT = re.compile(r"(?<![\w/.-])docs/[\w./-]*\.md\b")
IN_REPOSITORY = re.compile(rf"(?<![\w/.-])(?:{'|'.join(FOLDERS)}|output)/[\w./-]+\.(?:toml|csv|md|py)(?!\w)")
CODE = re.compile(r"[A-Z][A-Z0-9_]*[a-z]?")


def citing_files(root: Path) -> list[Path]:
    """The files that may cite something, in a fixed order."""
    found = [p for name in FOLDERS for p in (root / name).rglob("*") if p.suffix in SUFFIXES]
    found += [root / name for name in FILES]
    return sorted(p for p in found if p.is_file())


def line_of(text: str, at: int) -> int:
    """The number of the line in which a position stands, from 1."""
    return text.count("\n", 0, at) + 1


def cited_sections(text: str, own: bool = False) -> list[tuple[int, str]]:
    """Line and number of every section of the domain document that a text cites.

    Of a range, those between its ends too. With `own` every section mark is a citation.

    >>> text = "(docs/domain.md §2.4 (I02), §3.1–3.3 and §4. See §99)"
    >>> [number for _, number in cited_sections(text)]
    ['2.4', '3.1', '3.2', '3.3', '4']
    """
    spans = [(0, text)] if own else [(m.start("behind"), m["behind"]) for m in CITED.finditer(text)]
    found = set()
    for start, span in spans:
        for one in SECTION.finditer(span):
            found.add((line_of(text, start + one.start()), one["number"]))
        for several in RANGE.finditer(span):
            chapter, first, last = several.groups()
            line = line_of(text, start + several.start())
            found |= {(line, f"{chapter}.{n}") for n in range(int(first), int(last) + 1)}
    return sorted(found)


def dead_citations(root: Path) -> list[str]:
    """Sections that are cited and have no heading, with the places that cite them."""
    headings = set(HEADING.findall((root / DOMAIN).read_text("utf-8")))
    found = []
    for path in citing_files(root):
        text = path.read_text("utf-8")
        for line, number in cited_sections(text, own=path == root / DOMAIN):
            if number not in headings:
                found.append(f"{path.relative_to(root)}:{line}: §{number}")
    return found


def dead_paths(root: Path) -> list[str]:
    """Relative links of documents, and files cited by their path in the repository, that are not there."""
    found = []
    for path in citing_files(root):
        text = path.read_text("utf-8")
        cited = IN_REPOSITORY if path == root / DOMAIN else DOCUMENT
        targets = [(m.start(), root / m.group()) for m in cited.finditer(text)]
        if path.suffix == ".md":
            links = [m for m in LINK.finditer(text) if not ELSEWHERE.match(m["target"])]
            targets += [(m.start(), path.parent / m["target"]) for m in links]
        missing = [(at, target) for at, target in targets if not target.exists()]
        found += [f"{path.relative_to(root)}:{line_of(text, at)}: {target.name}" for at, target in missing]
    return found


def old_citations(root: Path) -> list[str]:
    """Places that name a document which is not part of the project."""
    found = []
    for path in citing_files(root):
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if any(old in line for old in GONE):
                found.append(f"{path.relative_to(root)}:{n}")
    return found


def codes_in(content: object) -> Iterator[str]:
    """The values of `code` and `finding` that are codes of checks or findings, at any depth."""
    for key, value in _pairs(content):
        if key in ("code", "finding") and isinstance(value, str) and CODE.fullmatch(value):
            yield value


def clauses_in(content: object) -> Iterator[str]:
    """The clause patterns that entries say they read."""
    for key, value in _pairs(content):
        if key == "clause":
            yield from value


def tables_in(content: object) -> Iterator[str]:
    """The canonical ids of the catalogue of tables."""
    for key, value in _pairs(content):
        if re.fullmatch(r"(?:fa|bd)(?:_[a-z]+)?", key) and isinstance(value, str):
            yield value


def _pairs(content: object) -> Iterator[tuple[str, Any]]:
    """All keys with their values, at any depth."""
    if isinstance(content, dict):
        yield from content.items()
        content = list(content.values())
    if isinstance(content, list):
        for value in content:
            yield from _pairs(value)


def mentions(text: str, name: str) -> bool:
    """Whether a text has the name as a word of its own."""
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", text) is not None


@pytest.fixture(scope="module")
def domain() -> str:
    return (ROOT / DOMAIN).read_text("utf-8")


@pytest.fixture(scope="module")
def patterns() -> dict[str, Any]:
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted((ROOT / "patterns").rglob("*.toml"))}


def test_every_cited_section_has_a_heading() -> None:
    assert dead_citations(ROOT) == []


def test_every_link_and_cited_file_is_there() -> None:
    assert dead_paths(ROOT) == []


def test_nothing_cites_documents_that_are_not_in_the_project() -> None:
    assert old_citations(ROOT) == []


def test_code_and_patterns_do_cite_the_domain() -> None:
    texts = [p.read_text("utf-8") for p in citing_files(ROOT) if p.suffix != ".md" and p != Path(__file__)]
    assert sum(len(cited_sections(text)) for text in texts) > 50


def test_sections_stand_once_and_in_order(domain: str) -> None:
    numbers = [tuple(int(n) for n in number.split(".")) for number in HEADING.findall(domain)]
    assert numbers == sorted(set(numbers))


def test_every_code_of_the_patterns_is_explained(domain: str, patterns: dict[str, Any]) -> None:
    codes = set(codes_in(patterns))
    assert codes >= {"I04", "N05", "P06", "S11", "UNIT_SLIP"}
    assert [code for code in sorted(codes) if not mentions(domain, code)] == []


def test_every_clause_of_the_patterns_is_explained(domain: str, patterns: dict[str, Any]) -> None:
    clauses = set(clauses_in(patterns))
    assert clauses >= {"P1", "P12s", "P20"}
    assert [clause for clause in sorted(clauses) if not mentions(domain, clause)] == []


def test_every_family_of_tables_is_named(domain: str, patterns: dict[str, Any]) -> None:
    """Variants by unit, classification or detail stand in brackets behind their family."""
    variant = re.compile(r"^(?:fa|bd)_|_(?:by_unit|by_function|economic|detail|part)$")
    families = {variant.sub("", table) for table in tables_in(patterns["tables"])}
    assert families >= {"gpb_basic", "pf_project_goal"}
    plain = re.sub(r"\b(?:fa|bd)_", "", domain)
    assert sorted(name for name in families if not mentions(plain, name)) == []


def test_a_dead_citation_is_found(tmp_path: Path) -> None:
    other = "docs/" + "none.md"
    for name in ("docs", "patterns"):
        (tmp_path / name).mkdir()
    (tmp_path / DOMAIN).write_text("# D\n\n## 1. One\n### 1.2 Two\nSee §1.2, §7, [x](gone.md).\n", "utf-8")
    (tmp_path / "patterns" / "some.toml").write_text(
        f"# Source: {DOMAIN} §1 (a, b), §1.2\n# and §9.9. Then §8.\n\n# {DOMAIN} §1.2–§1.4, {other} §3\n",
        "utf-8",
    )
    (tmp_path / "README.md").write_text(f"[there]({DOMAIN}#one) §1.5, {GONE[0]} §6\n", "utf-8")
    assert dead_citations(tmp_path) == [
        "README.md:1: §1.5",
        f"{DOMAIN}:5: §7",
        "patterns/some.toml:2: §9.9",
        "patterns/some.toml:4: §1.3",
        "patterns/some.toml:4: §1.4",
    ]
    assert dead_paths(tmp_path) == [f"{DOMAIN}:5: gone.md", "patterns/some.toml:4: none.md"]
    assert old_citations(tmp_path) == ["README.md:1"]


def test_codes_are_found_at_any_depth() -> None:
    content = {"a": {"code": "I99"}, "b": [{"finding": "SOME_SLIP", "code": {"zh": "科目"}}], "code": "科目"}
    assert sorted(codes_in(content)) == ["I99", "SOME_SLIP"]
    assert not mentions("I991, XI99", "I99")
