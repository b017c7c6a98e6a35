"""The texts of the interface are there in both languages, for every value that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from patterns import FOLDER
from patterns.interface import text_for, texts
from patterns.shapes.interface import Interface, Text
from pipeline.reports.cases import SEVERITIES
from pipeline.reports.crops import NoImages
from pipeline.reports.statuses import STATUSES

HAN = re.compile(r"[\u4e00-\u9fff]")


def every_text(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from every_text(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from every_text(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from every_text(inner)


def test_every_text_is_in_both_languages_with_the_same_blanks() -> None:
    found = list(every_text(texts()))
    assert len(found) > 40
    for text in found:
        assert not HAN.search(text.en), text
        assert HAN.search(text.zh) or text.zh == "；", text
        assert sorted(re.findall(r"{\w+}", text.zh)) == sorted(re.findall(r"{\w+}", text.en)), text


def test_values_of_the_datasets_have_their_texts() -> None:
    assert tuple(texts().severity) == SEVERITIES
    assert tuple(texts().status) == STATUSES
    assert set(texts().no_images) == set(get_args(NoImages))
    assert set(texts().ranking.kinds) == {"budget", "final_account"}
    assert [scale.yuan for scale in texts().ranking.scale] == [100_000_000, 10_000, 1]


def test_every_code_of_findings_is_called_something_and_nothing_else_is() -> None:
    codes = set[str]()
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != "interface.toml":
            text = path.read_text(encoding="utf-8")
            codes |= set(re.findall(r'^(?:code|finding) = "([A-Z][A-Z0-9_]+)"', text, re.MULTILINE))
            codes |= set(re.findall(r"^\[\[?([A-Z]+_[A-Z]+)\]", text, re.MULTILINE))
    assert len(codes) > 80
    assert set(texts().codes) ^ codes == set()


def test_a_text_is_given_in_a_language_and_filled_in() -> None:
    text = Text(zh="第{n}行", en="line {n}")
    assert (text.of("zh"), text.of("en")) == ("第{n}行", "line {n}")
    assert text.filled(n="{x}") == Text(zh="第{x}行", en="line {x}")
    assert text_for("strange", texts().status) == Text(zh="strange", en="strange")


@pytest.mark.parametrize("table", ["severity", "category", "status", "no_images"])
def test_a_misspelt_value_is_an_error(table: str) -> None:
    from patterns import content

    wrong = {**content("interface"), table: {"eror": {"zh": "错", "en": "x"}}}
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'eror'"):
        msgspec.convert(wrong, Interface)
