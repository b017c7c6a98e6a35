"""What holds of every page: it is said in the language of the person, and tells nothing of the machine."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.explorer import value_names
from pipeline.explorer.edition import Edition
from pipeline.language import spoken
from tests.pipeline.explorer.every_page import every_address
from tests.told_texts import told_texts

_WORDS = re.compile(r"(?<![\w.])[A-Za-z]{2,}[,;:]* +[a-z]{2,}(?![\w.])")
"""Two words of English, one behind the other; no ids."""
_COMMAND = re.compile(r"mingzhang [a-z]+")
_TOLD = re.compile(r"〖[^〖〗]*〗")
"""What the catalogue is asked for; one may stand within another."""
_NO_PROSE = frozenset({"code", "pre", "kbd", "textarea", "script", "style", "option"})
_SAID = ("title", "aria-label", "placeholder", "alt")
_NAMES = ("Mingzhang",)


class Marked(gettext.NullTranslations):
    """The Chinese catalogue; what the code says is its English between marks."""

    def __init__(self, known: gettext.NullTranslations) -> None:
        super().__init__()
        self.known = known
        self.data = {text for text, _ in told_texts()}
        self._catalog = getattr(known, "_catalog", {})

    def gettext(self, message: str) -> str:
        return f"〖{message}〗"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"〖{msgid1 if n == 1 else msgid2}〗"

    def pgettext(self, context: str, message: str) -> str:
        said = self.known.pgettext(context, message)
        return f"〖{message}〗" if said == message and message in self.data else said


class Prose(HTMLParser):
    """The texts of a page that people read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in ("meta", "link", "input", "img", "br", "hr", "wbr", "source"):
            self.open.append(f"{tag} en" if given.get("lang") == "en" else tag)
        self.texts += [value for name in _SAID if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().split()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in _NO_PROSE or tag.endswith(" en") for tag in self.open):
            self.texts.append(data)

    def unmarked(self) -> list[str]:
        """They, without what the catalogue is asked for."""
        text = "\n".join(self.texts)
        while (left := _TOLD.sub("", text)) != text:
            text = left
        return text.splitlines()


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """People are spoken to in marked English."""
    catalogue = Marked(spoken._catalogue("zh"))
    monkeypatch.setattr(spoken, "_catalogue", lambda _: catalogue)
    for kept in (value_names._names, spoken._told):
        kept.cache_clear()
    yield
    for kept in (value_names._names, spoken._told):
        kept.cache_clear()


@pytest.mark.usefixtures("marked")
def test_nothing_on_a_chinese_page_is_english_that_the_catalogue_does_not_have(
    client: TestClient, edition: Edition
) -> None:
    unsaid = []
    for name, address in every_address(edition):
        prose = Prose()
        prose.feed(client.get(address, headers={"accept-language": "zh"}).text)
        for text in prose.unmarked():
            left = _COMMAND.sub("", text)
            if (found := _WORDS.search(left)) and not left.strip().startswith(_NAMES):
                unsaid.append(f"{name}: {found[0]} in {' '.join(left.split())[:120]}")
    assert not unsaid, "\n".join(unsaid)


def test_no_page_tells_a_path_of_the_machine(
    client: TestClient, edition: Edition, samples_output: Path
) -> None:
    samples = Path(__file__).parents[3] / "samples"
    for name, address in every_address(edition):
        for form in (address, json_of(address)):
            text = client.get(form, headers={"accept-language": "en"}).text
            assert str(samples) not in text, name
            assert str(samples_output) not in text, name


def json_of(address: str) -> str:
    """The address of a page as JSON."""
    path, mark, asked = address.partition("?")
    return f"{'/index' if path == '/' else path}.json{mark}{asked}"
