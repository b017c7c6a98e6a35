"""Every input that once crashed a target, played again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import ALPHABET, TARGETS, in_their_language

FOUND = sorted(
    p for p in (Path(__file__).parent / "found").rglob("*") if p.is_file() and p.name != "README.md"
)


@pytest.mark.parametrize("path", FOUND, ids=lambda p: f"{p.parent.name}/{p.name[:16]}")
def test_what_crashed_once_crashes_no_more(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\1", bytes(range(256)), b"\1" + "\u4e00\u3001".encode()])
def test_every_target_takes_any_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_a_byte_chooses_a_piece_of_their_language() -> None:
    assert in_their_language(bytes([0, ALPHABET.index("万元"), 1])) == "万元1"
    assert in_their_language(b"\1\xe4\xb8\x80") == "一"
