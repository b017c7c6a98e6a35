"""Models are those that results are pinned to, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractors.ocr import models


def test_the_pinned_models_are_there_and_their_hash_says_which() -> None:
    found = models.models_hash()
    assert found is not None
    assert len(found) == 16
    assert models.recogniser_available()


def test_an_alphabet_begins_with_none_and_ends_with_a_blank() -> None:
    letters = models.alphabet("read")
    assert (letters[0], letters[-1]) == ("", " ")
    assert len(letters) == 6906  # as many as the model has classes
    assert len(set(letters)) == len(letters)


def test_a_model_that_is_not_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another")
    monkeypatch.setattr(models, "_folder", lambda: tmp_path)
    with pytest.raises(models.NoRecogniser, match="not the pinned one"):
        models._verified("model.onnx", "0" * 64)
    with pytest.raises(models.NoRecogniser, match="cannot be read"):
        models._verified("missing.onnx", "0" * 64)


def test_without_the_wheel_there_is_no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_folder", lambda: None)
    models.models_hash.cache_clear()
    try:
        assert not models.recogniser_available()
        with pytest.raises(models.NoRecogniser, match=r"pip install 'mingzhang\[ocr\]'"):
            models._verified("model.onnx", "0" * 64)
    finally:
        models.models_hash.cache_clear()


def test_a_session_is_made_once_for_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    session = models.session("detect")
    assert models.session("detect") is session
    parent = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: parent + 1)
    assert models.session("detect") is not session
