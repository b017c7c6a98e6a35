"""The helper in C: it is compiled where it can be, and its absence changes nothing but the time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.pdf import native
from extractors.pdf.native import sources

ROOT = Path(__file__).parents[3]
WHICH = "from extractors.pdf import native, walk; print(native.LIBRARY is None, walk.WALK.__name__)"
PURE = "True extractors.pdf.walk_pure"


def python(*arguments: str, at: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(at), "MINGZHANG_PURE": "", **variables}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code without a compiled helper."""
    for folder in ("extractors", "patterns"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("native-*", "__pycache__")
        )
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    return tmp_path


def test_the_helper_is_compiled_and_used_and_one_of_other_sources_is_not(copy):
    if native.LIBRARY is None:
        pytest.skip("the C helper is not compiled, or MINGZHANG_PURE is set: python hatch_build.py")
    assert python("-c", WHICH, at=copy).stdout.strip() == PURE
    built = python("hatch_build.py", at=copy)
    assert (built.returncode, "was compiled by" in built.stderr) == (0, True)
    assert "warning" not in built.stderr
    assert python("-c", WHICH, at=copy).stdout.strip() == "False extractors.pdf.walk_native"
    folder = copy / "extractors" / "pdf" / "native"
    (first,) = folder.glob("native-*")
    with (folder / "bind.c").open("a", encoding="utf-8") as source:
        source.write("\n/* changed */\n")
    assert python("-c", WHICH, at=copy).stdout.strip() == PURE
    assert python("hatch_build.py", at=copy).returncode == 0
    (second,) = folder.glob("native-*")
    assert first != second


def test_without_a_compiler_nothing_is_compiled_and_that_is_said(copy):
    built = python("hatch_build.py", at=copy, PATH="", CC="")
    assert built.returncode == 1
    assert "reading stays in Python" in built.stderr
    assert python("-c", WHICH, at=copy).stdout.strip() == PURE


def test_a_compiler_that_fails_is_named(copy):
    broken = copy / "extractors" / "pdf" / "native" / "broken.c"
    broken.write_text("no C\n", encoding="utf-8")
    built = python("hatch_build.py", at=copy)
    assert (built.returncode, "reading stays in Python" in built.stderr) == (1, True)
    assert list(broken.parent.glob("native-*")) == []


def test_the_variable_keeps_reading_in_python():
    assert python("-c", WHICH, MINGZHANG_PURE="1").stdout.strip() == PURE


def test_a_function_that_is_not_there_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(native, "LIBRARY", None)
    with pytest.raises(RuntimeError, match=r"hatch_build\.py"):
        native.function("character_codes", None)()


def test_the_library_is_named_after_what_it_is_made_of(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "FOLDER", tmp_path)
    (tmp_path / "a.c").write_bytes(b"int a;\n")
    (tmp_path / "notes.txt").write_bytes(b"no source")
    first = sources.library()
    (tmp_path / "notes.txt").write_bytes(b"changed")
    assert sources.library() == first
    (tmp_path / "a.c").write_bytes(b"int a;\r\n")
    assert sources.library() == first
    (tmp_path / "b.h").write_bytes(b"")
    assert sources.library() != first
