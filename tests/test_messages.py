"""Everything that people are told is in the catalogue of every language, and nothing else is."""

from __future__ import annotations

import io

import pytest
from babel.messages.catalog import Catalog, Message

from tests.messages import _wrong, brought_up, compiled, known, names_of, place_of, problems, said_in
from tests.messages import write_catalogue as written
from tests.told_texts import of_source


def test_every_message_is_translated_with_its_names_and_none_is_left_over() -> None:
    assert list(problems("zh")) == []


def test_the_catalogue_is_what_the_command_writes() -> None:
    stream = io.BytesIO()
    written(stream, brought_up("zh"), "zh")
    assert stream.getvalue() == place_of("zh").read_bytes()
    assert compiled(known("zh")) == place_of("zh").with_suffix(".mo").read_bytes()


@pytest.mark.parametrize(
    ("message", "translation", "wrong"),
    [
        ("{count} pages", "{count} 页", []),
        ("{count} pages", "", ["no translation"]),
        ("{count} pages", "{n} 页", ["other names ['count', 'n']"]),
        ("{rate:.0f} pages/s", "每秒 {rate:.0f} 页", []),
        (("{count} page", "{count} pages"), ("{count} 页",), []),
        (("{count} page", "{count} pages"), ("页",), ["other names ['count']"]),
    ],
)
def test_a_translation_without_a_name_is_seen(
    message: str | tuple[str, str], translation: str | tuple[str, ...], wrong: list[str]
) -> None:
    assert list(_wrong(Message(message, translation))) == wrong


def test_a_message_that_nobody_checked_is_seen() -> None:
    assert list(_wrong(Message("a", "b", flags=["fuzzy"]))) == ["fuzzy"]


def test_what_is_said_within_a_text_is_collected_and_must_be_written_out() -> None:
    assert list(said_in("x = f\"<h1>{tr('Findings')}</h1>\"")) == ["Findings"]
    assert list(said_in('tr_n("{count} row", "{count} rows", n, a=1)')) == [("{count} row", "{count} rows")]
    with pytest.raises(ValueError, match="line 1: write the message out: tr"):
        list(said_in("tr(message)"))


def test_messages_of_errors_are_collected_with_their_values_as_names() -> None:
    source = """
def f(path, error):
    "This is a docstring of words."
    x = connection.execute("select a from b where c")
    note = "a text in words"
    raise ValueError(f"{path} is of {error.kind}, {error.kind} again; look at it")
"""
    error = "{path} is of {kind}, {kind2} again; look at it"
    assert set(of_source(source)) == {"a text in words", error}
    assert list(of_source(source, only_errors=True)) == [error]


def test_names_are_found_behind_a_format() -> None:
    assert names_of("{a} {b:,} {{c}}") == {"a", "b"}
    assert compiled(Catalog(locale="zh")) == compiled(Catalog(locale="zh"))
