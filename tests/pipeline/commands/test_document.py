"""Commands over a published document whose folder went elsewhere: `--sources`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.pipeline.commands.published import asked

SAMPLE = Path(__file__).parents[3] / "samples" / "documents" / "shanghai_style_final_account.pdf"
NAME = "部门决算 50% #1.pdf"
URL = "https://example.gov.cn/files/%E9%83%A8%E9%97%A8%E5%86%B3%E7%AE%97%2050%25%20%231.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`out`, of a document that lay in `in/2024` and lies in `elsewhere/2024` now."""
    here = tmp_path_factory.mktemp("moved")
    source = here / "in" / "2024" / NAME
    source.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, source)
    words = ("-o", str(here / "out"), "-w", "1", "--base-url", "https://example.gov.cn/files")
    status, text = asked("run", str(source.parent), *words)
    assert status == 0, text
    assert "1 of 1 file has an address where it is published" in text
    (here / "in").rename(here / "elsewhere")
    return here


def test_findings_have_their_pages_again(folder: Path, tmp_path: Path) -> None:
    out = str(folder / "out")
    page = tmp_path / "page.html"
    words = ("audit", NAME, "-o", out, "-f", "html", "--to", str(page))
    assert asked(*words)[0] == 0
    assert "data:image/jpeg" not in page.read_text(encoding="utf-8")
    assert asked(*words, "--sources", str(folder / "elsewhere"))[0] == 0
    shown = page.read_text(encoding="utf-8")
    assert "data:image/jpeg" in shown
    assert f'href="{URL}#page=' in shown or URL in shown


def test_a_highlighted_copy_is_made_of_a_published_document(folder: Path, tmp_path: Path) -> None:
    out, target = str(folder / "out"), tmp_path / "copy.pdf"
    words = ("highlight", NAME, "-o", out, "--to", str(target), "--values")
    status, text = asked(*words)
    assert (status, target.exists()) == (1, False)
    assert f"fetch {URL} and name its folder with --sources" in text
    assert asked(*words, "--sources", str(folder / "elsewhere" / "2024"))[0] == 0
    pdf = pypdfium2.PdfDocument(target)
    marks = [pypdfium2.raw.FPDFPage_GetAnnotCount(page) for page in pdf]
    pdf.close()
    assert sum(marks) > 100


def test_a_published_document_is_shown_and_cited_with_its_address(folder: Path) -> None:
    words = ("show", NAME, "-o", str(folder / "out"), "--sources", str(folder))
    status, text = asked(*words)
    assert status == 0, text
    assert f"{URL}. SHA-256 " in text.splitlines()[-1]


def test_another_file_of_the_name_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"%PDF-1.4 something else")
    status, text = asked("show", NAME, "-o", str(folder / "out"), "--sources", str(tmp_path))
    assert status == 1
    assert f"{tmp_path / NAME} has its name and other bytes" in text


def test_what_is_neither_a_file_nor_published_is_named(folder: Path, tmp_path: Path) -> None:
    out = str(folder / "out")
    status, text = asked("show", "nothing.pdf", "-o", out)
    assert (status, "there is no file nothing.pdf; no document of" in text) == (2, True)
    status, text = asked("show", "nothing.pdf", "-o", str(tmp_path))
    assert (status, "nothing.pdf cannot be opened" in text) == (2, True)
    status, text = asked("show", NAME, "-o", out, "--sources", str(tmp_path / "nowhere"))
    assert (status, "there is no folder" in text) == (2, True)
