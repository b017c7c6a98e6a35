"""What keeps the house in order: no circles, short modules, knowledge in data, words for what is public."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import PACKAGES, ROOT, House, circles

HOUSE = House(ROOT)
MOST_LINES = 400
INTERFACE = ("Mingzhang (明账)",)
"""The only Chinese text in Python: the name of the tool."""


@pytest.fixture
def small(tmp_path: Path) -> House:
    """Two modules that import each other, with a Chinese text and a function that says nothing."""
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(
            '"""中文 in a docstring is no text."""\n', encoding="utf-8"
        )
    (tmp_path / "pipeline" / "a.py").write_text(
        "def f() -> None:\n    from pipeline import b\n", encoding="utf-8"
    )
    (tmp_path / "pipeline" / "b.py").write_text(
        '"""B."""\nimport pipeline.a\nWORD = "合计"\n\ndef _g() -> None: ...\n', encoding="utf-8"
    )
    return House(tmp_path)


def test_no_module_imports_itself_over_others() -> None:
    assert HOUSE.circles == []


def test_a_circle_is_seen(small: House) -> None:
    assert small.circles == [["pipeline.a", "pipeline.b"]]
    assert circles({"a": {"b"}, "b": set()}) == []


def test_what_is_known_of_the_domain_stands_in_patterns() -> None:
    assert [text for text in HOUSE.chinese if not text.endswith(INTERFACE)] == []


def test_a_chinese_text_is_seen_and_a_docstring_is_none(small: House) -> None:
    assert small.chinese == ["pipeline/b.py:3: 合计"]


def test_what_is_public_says_what_it_gives() -> None:
    assert HOUSE.undocumented == []


def test_a_missing_docstring_is_seen(small: House) -> None:
    assert small.undocumented == ["pipeline/a.py:1: f"]


def test_modules_fit_in_one_reading() -> None:
    assert [(m.name, m.lines) for m in HOUSE.modules.values() if m.lines > MOST_LINES] == []


def test_every_module_stands_in_a_room() -> None:
    flat = sorted(m.name for m in HOUSE.modules.values() if m.room == "pipeline")
    assert flat == ["pipeline", "pipeline.cli", "pipeline.version"]
