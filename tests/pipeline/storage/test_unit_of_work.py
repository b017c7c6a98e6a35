"""Equal units give equal rows: whatever rows depend on changes the unit."""

from __future__ import annotations

from pathlib import Path

import pytest

import patterns
from pipeline.storage import unit_of_work as module
from pipeline.storage.unit_of_work import (
    NOBODY,
    Settings,
    code_fingerprint,
    parts_of,
    unit_hash,
    unit_of,
)

ROOT = Path(__file__).parents[3]


def test_settings_that_rows_depend_on_change_the_unit() -> None:
    assert unit_hash(Settings()) == unit_hash(Settings(with_contacts=False, reader="auto"))
    units = {unit_hash(s) for s in (Settings(), Settings(with_contacts=True), Settings(reader="own"))}
    assert len(units) == 3
    assert all(len(unit) == 16 for unit in units)


def test_print_is_the_same_whether_scans_are_read_or_not() -> None:
    """Who recognises scanned pages is said in the units of the documents that have some."""
    auto, never, always = (unit_hash(Settings(ocr=mode)) for mode in ("auto", "never", "always"))
    assert auto == never != always
    assert len({Settings(ocr=mode).fingerprint() for mode in ("auto", "never", "always")}) == 3


@pytest.mark.parametrize("read_by", [None, NOBODY, "fedcba9876543210"])
def test_the_unit_of_a_document_comes_apart_again(read_by: str | None) -> None:
    for of_format in (None, ("docx", NOBODY), ("html", "fedcba9876543210")):
        assert parts_of(unit_of("0123456789abcdef", read_by, of_format)) == (
            "0123456789abcdef",
            read_by,
            of_format,
        )


def test_a_fingerprint_is_that_of_the_values() -> None:
    assert Settings().fingerprint() == Settings().fingerprint()
    assert Settings().fingerprint() != Settings(with_contacts=True).fingerprint()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VERSION", "9.9"),
        ("schema_version", lambda: "other"),
        ("code_fingerprint", lambda: "other"),
        ("_ENGINES", ("pypdfium2",)),
    ],
)
def test_versions_of_tool_dictionary_code_and_engines_change_the_unit(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = unit_hash(Settings())
    monkeypatch.setattr(module, name, value)
    assert unit_hash(Settings()) != before


def test_patterns_change_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    before = unit_hash(Settings())
    monkeypatch.setattr(patterns, "version", lambda: "other")
    assert unit_hash(Settings()) != before


def read_by(monkeypatch: pytest.MonkeyPatch) -> tuple[str, set[str]]:
    """The fingerprint, computed anew, and the files that it was computed from."""
    read: set[str] = set()
    content = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.add(path.relative_to(ROOT).as_posix())
        return content(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", noted)
        return code_fingerprint.__wrapped__(), read


def test_the_code_is_all_that_turns_bytes_into_rows_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint, read = read_by(monkeypatch)
    assert fingerprint == code_fingerprint()
    assert read == {
        path.relative_to(ROOT).as_posix()
        for folder in ("extractors", "patterns", "pipeline")
        for ending in ("*.py", "*.c", "*.h")
        for path in (ROOT / folder).rglob(ending)
    }
    assert {
        "extractors/read.py",
        "extractors/pdf/native/characters.c",
        "patterns/__init__.py",
        "patterns/shapes/across.py",
        "pipeline/storage/unit_of_work.py",
        "pipeline/publishing/across/comparison_rules.py",
    } <= read


def test_a_changed_file_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path.read_bytes
    rules = ROOT / "pipeline/publishing/across/comparison_rules.py"
    monkeypatch.setattr(Path, "read_bytes", lambda path: content(path) + (b"#" if path == rules else b""))
    assert code_fingerprint.__wrapped__() != code_fingerprint()
