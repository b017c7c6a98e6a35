"""A document is read again when the libraries of its format are others, and no other document is."""

from __future__ import annotations

import pytest

from extractors import libraries
from extractors.document import Document
from extractors.errors import Unreadable
from extractors.libraries import demand
from extractors.sniff import DOC, DOCX, HTML, OFD, XLS
from pipeline.running import readers
from pipeline.running.readers import is_read_as_here, read_with, refused_by
from pipeline.storage.unit_of_work import unit_of

UNIT = "0123456789abcdef"


def hide(monkeypatch: pytest.MonkeyPatch, *hidden: str) -> None:
    found = libraries.find_spec
    monkeypatch.setattr(libraries, "find_spec", lambda name: None if name in hidden else found(name))


def of(media_type: str, converted_by: str | None = None) -> tuple[str, str] | None:
    return read_with(Document("", (), media_type, converted_by=converted_by))


def test_a_unit_names_the_libraries_of_the_format_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of("application/pdf") is of("text/plain") is None
    word, sheet = of(DOCX), of(XLS)
    assert word is not None
    assert sheet is not None
    assert (word[0], sheet[0], len(word[1])) == ("docx", "xls", 16)
    assert is_read_as_here(unit_of(UNIT, None, word))
    before = readers.versions
    monkeypatch.setattr(
        readers, "versions", lambda ps: (*before(ps), "xlrd=9") if "xlrd" in ps else before(ps)
    )
    assert of(DOCX) == word
    assert is_read_as_here(unit_of(UNIT, None, word))
    assert not is_read_as_here(unit_of(UNIT, None, sheet))
    assert is_read_as_here(unit_of(UNIT, "fedcba9876543210"))


def test_what_is_missing_leaves_what_was_read_and_is_current_until_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    word = of(DOCX)
    with monkeypatch.context() as without:
        hide(without, "lxml")
        assert of(DOCX) == ("docx", "none")
        assert is_read_as_here(unit_of(UNIT, None, word))
        assert is_read_as_here(unit_of(UNIT, None, ("docx", "none")))
    assert not is_read_as_here(unit_of(UNIT, None, ("docx", "none")))


def test_what_is_refused_is_told_by_its_bytes() -> None:
    assert refused_by(b"<html><body>", "html") == of(HTML)
    assert refused_by(b"%PDF-1.7", "damaged") is None
    assert refused_by(b"", "empty") is None


@pytest.mark.parametrize(
    ("package", "media_type", "name"), [("lxml", OFD, "an OFD"), ("xlrd", XLS, "an Excel")]
)
def test_a_missing_package_is_said_with_its_extra(
    package: str, media_type: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand(media_type)
    hide(monkeypatch, package)
    with pytest.raises(Unreadable, match=rf"this is {name}.*pip install 'mingzhang\[office\]'") as refused:
        demand(media_type)
    assert refused.value.kind == "missing_extra"
    demand(HTML)
    demand("application/pdf")


def test_what_was_converted_depends_on_the_program_and_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")
    refused, other = refused_by(old, "missing_extra"), refused_by(old, "damaged")
    assert (refused, other) == (("converted", "none"), of(DOC))
    monkeypatch.setattr(readers, "converter", lambda: None)
    assert is_read_as_here(unit_of(UNIT, None, refused))
    assert is_read_as_here(unit_of(UNIT, None, of(DOC, "LibreOffice 7")))
    monkeypatch.setattr(readers, "converter", lambda: "LibreOffice 7")
    assert not is_read_as_here(unit_of(UNIT, None, refused))
    assert is_read_as_here(unit_of(UNIT, None, of(DOC, "LibreOffice 7")))
    assert not is_read_as_here(unit_of(UNIT, None, of(DOC, "LibreOffice 6")))
