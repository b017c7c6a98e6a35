"""A worker measures a document's memory, and keeps nothing of it."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from types import ModuleType

import pytest

from pipeline.running import memory
from pipeline.running.memory import give_back, peak_mb, reset_peak


def test_the_peak_is_that_since_it_was_reset() -> None:
    large = bytearray(b"x" * 60_000_000)
    with_large = peak_mb()
    assert with_large > 60
    del large
    reset_peak()
    assert peak_mb() < with_large - 30


def test_without_the_systems_files_the_peak_is_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nowhere:
        def __init__(self, _path: str) -> None:
            pass

        def read_text(self) -> str:
            raise FileNotFoundError

        def write_text(self, _text: str) -> None:
            raise PermissionError

    monkeypatch.setattr(memory, "Path", Nowhere)
    reset_peak()
    assert 5 < peak_mb() < 1_000_000


def test_what_documents_print_is_forgotten_and_what_patterns_say_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = ModuleType("extractors.made_up"), ModuleType("elsewhere.made_up")

    @lru_cache(maxsize=8)
    def of_documents(text: str) -> str:
        return text

    @cache
    def of_patterns(text: str) -> str:
        return text

    @lru_cache(maxsize=8)
    def of_others(text: str) -> str:
        return text

    ours.of_documents, ours.of_patterns = of_documents, of_patterns  # type: ignore[attr-defined]
    theirs.of_others = of_others  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, ours.__name__, ours)
    monkeypatch.setitem(sys.modules, theirs.__name__, theirs)
    monkeypatch.setattr(memory, "_set_imports_apart", lambda: None)
    for remember in (of_documents, of_patterns, of_others):
        remember("x")
    memory._bounded_caches.cache_clear()
    give_back()
    sizes = [remember.cache_info().currsize for remember in (of_documents, of_patterns, of_others)]
    assert sizes == [0, 1, 1]
    assert memory._bounded_caches.cache_info().currsize == 1  # it is not among what it finds
    memory._bounded_caches.cache_clear()


def test_a_system_without_its_c_library_gives_nothing_back_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_c_library", lambda: None)
    monkeypatch.setattr(memory, "_set_imports_apart", lambda: None)
    give_back()
    memory._bounded_caches.cache_clear()
