"""The folder that MkDocs reads: `docs/`, documents from elsewhere in the repository, and the reference.

The files of `docs/` stand where they stand; the others get a place of their own (`ELSEWHERE`), and links
between all of them follow. The reference is made from code, pattern files and the data dictionary.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.site import (
    api,
    commands,
    datasets,
    findings,
    measures,
    notebook,
    pattern_files,
    questions,
    statuses,
)
from tests.site.links import joined, relinked

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
ELSEWHERE = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "README.md": "index.md",
    "README.zh.md": "index.zh.md",
    "benchmarks/README.md": "benchmarks/index.md",
    "benchmarks/findings_checked.md": "benchmarks/findings_checked.md",
    "benchmarks/spot_checks.md": "benchmarks/spot_checks.md",
    "benchmarks/results/scans_real.md": "benchmarks/scans_real.md",
    "benchmarks/picture.svg": "benchmarks/picture.svg",
    "benchmarks/results/scale.svg": "benchmarks/scale.svg",
    "samples/README.md": "project/samples.md",
}
"""Where a document of the repository stands in the site. The start pages are those of `docs/`: a link to a
README leads there."""
OWN = ("README.md", "README.zh.md")
"""Their own pages are written for the site: `docs/index.md`, `docs/index.zh.md`."""
MADE = {
    "output/README.md": "reference/datasets.md",
    "patterns": "reference/patterns.md",
    "pipeline/cli.py": "reference/commands.md",
    "mingzhang/__init__.py": "reference/api.md",
    notebook.NOTEBOOK: notebook.PAGE,
}
"""What has a page that is made: documents link what is in the repository, and the site leads to the page."""
REFERENCE: dict[str, Callable[[], str]] = {
    "reference/commands.md": lambda: commands.page("en"),
    "reference/commands.zh.md": lambda: commands.page("zh"),
    "reference/api.md": api.page,
    "reference/datasets.md": lambda: datasets.page("en"),
    "reference/datasets.zh.md": lambda: datasets.page("zh"),
    "reference/views.md": lambda: datasets.views_page("en"),
    "reference/views.zh.md": lambda: datasets.views_page("zh"),
    "reference/questions.md": lambda: questions.page("en"),
    "reference/questions.zh.md": lambda: questions.page("zh"),
    "reference/measures.md": lambda: measures.page("en"),
    "reference/measures.zh.md": lambda: measures.page("zh"),
    "reference/findings.md": lambda: findings.page("en"),
    "reference/findings.zh.md": lambda: findings.page("zh"),
    "reference/patterns.md": pattern_files.page,
    "reference/statuses.md": statuses.page,
}


def places() -> dict[str, str]:
    """Where each file of the repository that the site shows stands in it."""
    own = {f"docs/{p.relative_to(DOCS).as_posix()}": p.relative_to(DOCS).as_posix() for p in _files()}
    return {**own, **ELSEWHERE, **MADE, **{f"docs/{name}": name for name in REFERENCE}}


def assemble(folder: Path) -> None:
    """Writes all pages below a folder that is there and empty."""
    pages = places()
    for origin, place in pages.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if origin in (*OWN, *MADE) or not (ROOT / origin).is_file():
            continue
        if origin.endswith(".md"):
            text = (ROOT / origin).read_text(encoding="utf-8")
            if origin.endswith(".zh.md"):
                text = joined(text)
            target.write_text(relinked(text, origin, pages), encoding="utf-8")
        else:
            shutil.copyfile(ROOT / origin, target)
    for name, page in REFERENCE.items():
        (folder / name).write_text(relinked(page(), f"docs/{name}", pages), encoding="utf-8")
    text, pictures = notebook.page()
    (folder / notebook.PAGE).write_text(relinked(text, notebook.NOTEBOOK, pages), encoding="utf-8")
    for name, picture in pictures.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(picture)


def _files() -> list[Path]:
    return sorted(p for p in DOCS.rglob("*") if p.is_file() and p.suffix != ".ipynb")
