"""A worker measures a document's memory, and keeps nothing of it."""

from __future__ import annotations

import mmap
import sys
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.running import memory
from pipeline.running.memory import after_document, give_back, peak_mb, reset_peak


def test_the_peak_is_that_since_it_was_reset() -> None:
    with mmap.mmap(-1, 60_000_000) as large:  # of the system: what is freed goes back to it
        large.write(b"x" * len(large))
        with_large = peak_mb()
    assert with_large > 60
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

    @lru_cache(maxsize=8)
    def of_models(text: str) -> str:
        return text

    of_models.__module__ = "extractors.ocr.models"
    ours.of_documents, ours.of_patterns = of_documents, of_patterns  # type: ignore[attr-defined]
    ours.imported = of_models  # type: ignore[attr-defined]
    theirs.of_others = of_others  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, ours.__name__, ours)
    monkeypatch.setitem(sys.modules, theirs.__name__, theirs)
    monkeypatch.setattr(memory, "_set_imports_apart", lambda: None)
    for remember in (of_documents, of_patterns, of_others, of_models):
        remember("x")
    memory._bounded_caches.cache_clear()
    give_back()
    kept = (of_documents, of_patterns, of_others, of_models)
    assert [remember.cache_info().currsize for remember in kept] == [0, 1, 1, 1]
    assert memory._bounded_caches.cache_info().currsize == 1  # it is not among what it finds
    memory._bounded_caches.cache_clear()


def test_a_system_without_its_c_library_gives_nothing_back_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_c_library", lambda: None)
    monkeypatch.setattr(memory, "_set_imports_apart", lambda: None)
    give_back()
    memory._bounded_caches.cache_clear()


@pytest.mark.parametrize(
    ("resident", "given_back"),
    [
        ([100.0] * 40, [16, 32]),  # after so many documents in any case
        ([100.0, 139.9, 140.1, 140.1, 181.0, 100.0], [3, 5]),  # whenever it has grown by 40 MB
        ([0.0] * 20, [16]),  # the system does not say
    ],
)
def test_memory_is_given_back_after_some_documents_or_when_there_is_some(
    monkeypatch: pytest.MonkeyPatch, resident: list[float], given_back: list[int]
) -> None:
    documents = iter(range(1, len(resident) + 1))
    now = [0]
    found: list[int] = []
    monkeypatch.setattr(memory, "_since", memory._Since(0, resident[0]))
    monkeypatch.setattr(memory, "_resident_mb", lambda: resident[now[0] - 1])
    monkeypatch.setattr(memory, "give_back", lambda: found.append(now[0]))
    for now[0] in documents:
        after_document()
    assert found == given_back


def test_resident_memory_of_this_process_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 5 < memory._resident_mb() < 100_000
    monkeypatch.setattr(memory, "Path", lambda _path: Path("/nowhere"))
    assert memory._resident_mb() == 0.0
