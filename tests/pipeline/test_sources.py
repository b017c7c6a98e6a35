from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.sources import NoSuchSource, find_sources


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.pdf", "in/a/c.txt", "in/.hidden/x.pdf", "in/.secret", "in/a/d.bin", "out/old.parquet"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_gives_all_files_below_it_sorted() -> None:
    assert [s.uri for s in find_sources(["in"])] == ["in/a/c.txt", "in/a/d.bin", "in/b.pdf"]
    assert find_sources(["in"])[2].byte_size == len("in/b.pdf")


@pytest.mark.usefixtures("folder")
def test_files_and_globs_overlap_without_doubles() -> None:
    assert [s.uri for s in find_sources(["in/b.pdf", "in/*.pdf", "in/**/*.txt", "./in"])] == [
        "in/a/c.txt",
        "in/a/d.bin",
        "in/b.pdf",
    ]


@pytest.mark.usefixtures("folder")
def test_the_output_folder_is_not_read() -> None:
    assert [s.uri for s in find_sources(["."], Path("out"))] == ["in/a/c.txt", "in/a/d.bin", "in/b.pdf"]


@pytest.mark.parametrize(
    ("given", "message"), [("nix.pdf", "no file or folder nix.pdf"), ("*.xyz", "nothing")]
)
@pytest.mark.usefixtures("folder")
def test_a_path_that_names_nothing_is_the_users_slip(given: str, message: str) -> None:
    with pytest.raises(NoSuchSource, match=message):
        find_sources([given])


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "in/a/loop").symlink_to(folder / "in", target_is_directory=True)
    assert [s.uri for s in find_sources(["in"])] == ["in/a/c.txt", "in/a/d.bin", "in/b.pdf"]


def test_what_cannot_be_opened_is_an_input_with_a_problem(folder: Path) -> None:
    (folder / "in/dangling.pdf").symlink_to("nowhere.pdf")
    os.mkfifo(folder / "in/pipe.pdf")
    problems = {s.uri: s.problem for s in find_sources(["in"]) if s.problem}
    assert problems == {
        "in/dangling.pdf": "No such file or directory; check that the file is there and may be read",
        "in/pipe.pdf": "not a regular file but a device, pipe or socket; check that the file is there and may be read",
    }


def test_a_name_with_glob_letters_is_taken_as_it_stands(folder: Path) -> None:
    (folder / "in/[2023].pdf").write_text("x")
    assert [s.uri for s in find_sources(["in/[2023].pdf"])] == ["in/[2023].pdf"]
