"""In which language people are spoken to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.language.spoken import VARIABLE, language, speak, told, tr, tr_n

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


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("One row for every run", "每次运行一行"),
        ("the file is empty (12 bytes); download it again", "文件是空的（12 字节）；请重新下载"),
        (
            "page 4: 5 amounts in a table without title, of no known kind; page 71: 238 amounts in a table "
            "of no known kind (培训费明细表)",
            "第 4 页：5 个金额，表格没有标题，类型不明；第 71 页：238 个金额，表格类型不明（培训费明细表）",
        ),
        (
            "the PDF has no text layer (0 characters on 1 pages; its pages are images): "
            "OCR finds no text either",
            "PDF 没有文字层（1 页共 0 个字符；各页为图像）：识别也没有找到文字",
        ),
        (
            "page 21: 4 amounts in a table of no known kind (会议费明细表); "
            "page 21: 11 amounts in a table of no known kind (培训费明细表)",
            "第 21 页：4 个金额，表格类型不明（会议费明细表）；"
            "第 21 页：11 个金额，表格类型不明（培训费明细表）",
        ),
        ("memory ran out; raise the limit or split the document", "内存不足；请提高上限或拆分文件"),
        ("what no catalogue has; nobody says it", "what no catalogue has; nobody says it"),
        ("what no catalogue has", "what no catalogue has"),
        ("", ""),
    ],
)
def test_what_was_written_down_in_english_is_told_in_chinese(message: str, said: str) -> None:
    speak("zh")
    assert told(message) == said
    speak("en")
    assert told(message) == message
    assert told(message, "zh") == said


def test_values_are_told_as_they_are_but_for_messages_in_them() -> None:
    speak("zh")
    inside = told("/tmp/facts (page).pdf cannot be opened (No such file or directory); check the path")
    assert inside == "/tmp/facts (page).pdf 无法打开（No such file or directory）；请检查路径"
    assert told("disk full; check the folder out, its permissions and the space on the disk") == (
        "disk full；请检查文件夹 out、其权限和磁盘空间"
    )
