from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest

from pipeline.intake.discovery import NoSuchSource, SourceUnreachable, find_sources

CHECK = "check that the file is there and may be read"


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
        "in/dangling.pdf": f"No such file or directory; {CHECK}",
        "in/pipe.pdf": f"not a regular file but a device, pipe or socket; {CHECK}",
    }


def test_a_name_with_glob_letters_is_taken_as_it_stands(folder: Path) -> None:
    (folder / "in/[2023].pdf").write_text("x")
    assert [s.uri for s in find_sources(["in/[2023].pdf"])] == ["in/[2023].pdf"]


def test_a_link_out_of_the_folder_is_an_input_with_a_problem(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/x.pdf").write_text("x")
    (folder / "in/file.pdf").symlink_to(folder / "elsewhere/x.pdf")
    (folder / "in/folder").symlink_to(folder / "elsewhere", target_is_directory=True)
    (folder / "in/inside.pdf").symlink_to(folder / "in/b.pdf")
    found = {s.uri: s for s in find_sources(["in"])}
    assert [uri for uri, s in found.items() if s.problem_kind == "link_outside"] == [
        "in/file.pdf",
        "in/folder",
    ]
    assert "--follow-links" in (found["in/folder"].problem or "")
    assert found["in/inside.pdf"].problem is None
    followed = find_sources(["in"], follow_links=True)
    assert [s.uri for s in followed if s.problem] == []
    assert "in/folder/x.pdf" in {s.uri for s in followed}


def test_a_name_that_is_no_text_has_a_uri_all_the_same(folder: Path) -> None:
    (folder / "in" / os.fsdecode(b"\xff.pdf")).write_text("x")
    uris = [s.uri for s in find_sources(["in"])]
    assert "in/\\xff.pdf" in uris
    assert [s.read() for s in find_sources(["in"]) if "xff" in s.uri] == [b"x"]


def test_what_lies_at_a_url_is_found_with_its_version() -> None:
    fs = fsspec.filesystem("memory")
    for name in ("a.pdf", "sub/b.pdf", ".hidden/c.pdf", "out/datasets/x.parquet"):
        fs.pipe_file(f"/box/{name}", name.encode())
    found = find_sources(["memory://box"], "memory://box/out")
    assert [s.uri for s in found] == ["memory:///box/a.pdf", "memory:///box/sub/b.pdf"]
    assert found[1].read() == b"sub/b.pdf"
    assert found[0].version
    assert [s.uri for s in find_sources(["memory://box/*.pdf"])] == ["memory:///box/a.pdf"]
    with pytest.raises(NoSuchSource, match="nothing at memory://nowhere"):
        find_sources(["memory://nowhere"])


def test_a_store_that_does_not_answer_is_told_apart_from_a_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("refused")

    monkeypatch.setattr(fsspec.filesystem("memory"), "isfile", refuse)
    with pytest.raises(SourceUnreachable, match=r"memory://box does not answer \(ConnectionError: refused\)"):
        find_sources(["memory://box"])


def test_a_protocol_without_its_library_says_what_to_install() -> None:
    with pytest.raises(NoSuchSource, match="nosuch://x cannot be opened"):
        find_sources(["nosuch://x"])


def test_what_a_store_raises_is_an_error_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strange(Exception):
        pass

    def refuse(*_: object, **__: object) -> None:
        raise Strange("no")

    memory = fsspec.filesystem("memory")
    memory.pipe_file("/strange/a.zip", b"PK")
    (source,) = find_sources(["memory://strange/a.zip"])
    monkeypatch.setattr(memory, "cat_file", refuse)
    monkeypatch.setattr(memory, "open", refuse)
    for read in (source.read, source.open):
        with pytest.raises(OSError, match=r"memory:///strange/a.zip does not answer \(Strange: no\)"):
            read()
