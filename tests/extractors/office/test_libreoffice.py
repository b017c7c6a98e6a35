"""What LibreOffice converts is read, and it is ended when it does not end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.errors import Unreadable
from extractors.office import libreoffice
from extractors.read import read
from tests.extractors.office.test_word import paragraphs, tables

RTF = (
    rb"{\rtf1\ansi\ansicpg936 \u25910?\u20837? 12\par"
    rb"\trowd\cellx2000\cellx4000\intbl A\cell 3.50\cell\row\pard end\par}"
)


@pytest.mark.skipif(libreoffice.program() is None, reason="needs LibreOffice; CI has it")
def test_rtf_becomes_paragraphs_and_cells() -> None:
    found = read(RTF)
    assert found.media_type == "application/rtf"
    assert paragraphs(found) == ["收入 12", "end"]
    assert tables(found) == [[["A", "3.50"]]]
    assert found.place(0, 2).locator == "doc:/p[1]"
    assert found.notes[-1] == f"converted by LibreOffice {libreoffice.version()}"


def test_without_libreoffice_the_receipt_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(Unreadable) as error:
        read(RTF)
    assert error.value.kind == "missing_extra"
    assert error.value.message == f"this is an RTF document; {libreoffice.ADVICE}"


def test_a_conversion_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(program))
    monkeypatch.setattr(libreoffice, "SECONDS", 0.2)
    with pytest.raises(Unreadable) as error:
        libreoffice.converted(b"x", ".doc", "a document of Word 95 or before")
    assert error.value.kind == "too_large"


def test_a_conversion_that_gives_nothing_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "/bin/true")
    with pytest.raises(Unreadable) as error:
        libreoffice.converted(b"x", ".doc", "a document of Word 95 or before")
    assert error.value.kind == "damaged"
