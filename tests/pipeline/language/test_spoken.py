"""In which language people are spoken to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.language.spoken import VARIABLE, language, speak, tr, tr_n

MESSAGE = "page {page} of {pages} is recognised"


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    speak(None)


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", VARIABLE: "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_says_the_language(
    variables: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken


def test_what_is_chosen_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    speak("en")
    assert tr(MESSAGE, page=3, pages=4) == "page 3 of 4 is recognised"


def test_a_message_is_translated_with_its_names() -> None:
    speak("zh")
    assert tr(MESSAGE, page=3, pages=4) == "正在识别第 3 页，共 4 页"


def test_what_no_catalogue_has_stays_english() -> None:
    speak("zh")
    assert tr("{count} dances", count=3) == "3 dances"
    assert tr_n("{count} dance", "{count} dances", 1) == "1 dance"


def test_braces_without_values_stay() -> None:
    assert tr("{not a name}") == "{not a name}"
