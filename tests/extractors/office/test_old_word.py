"""Documents of Word 97 say what those of Word do that they were made from."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from extractors.errors import Unreadable
from extractors.office import libreoffice, old_word
from extractors.office.old_word import read_doc, read_word_97
from extractors.office.old_word_text import OldWordText
from extractors.read import read
from tests.extractors.office.test_word import CASES, paragraphs, tables

DOCUMENTS = Path(__file__).parent / "documents"
ALIKE = (
    *("numbered_rows", "text_boxes", "merged_heads", "tables_in_tables", "notes_and_heads"),
    "contents_and_page_breaks",
)
"""Those of which LibreOffice writes all."""
_FLAGS, _VERSION = 0x0A, 0x02


def document(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.doc").read_bytes()


def changed(data: bytes, at: int, value: int) -> bytes:
    """The document with another word in the header of its text stream."""
    header = data.index(b"\xec\xa5")
    return data[: header + at] + struct.pack("<H", value) + data[header + at + 2 :]


@pytest.mark.parametrize("name", ALIKE)
def test_a_document_says_what_its_twin_says(name: str) -> None:
    case = CASES[f"case_{name}"]()
    found = read_doc(document(name))
    assert paragraphs(found) == case.paragraphs
    assert tables(found) == case.tables
    assert [(r.reason, r.raw) for r in found.rejects] == case.rejects


def test_lists_count_as_libreoffice_shows_them() -> None:
    # It writes lists that share their counts as lists of their own; its export as text counts the same.
    assert paragraphs(read_doc(document("lists_that_go_on"))) == [
        *("①甲", "中间的话。", "①乙", "a) 子", "②丙", "b) 子", "①另起", "①接着", "08 第八", "I. 罗马"),
    ]


def test_changes_are_accepted() -> None:
    found = read_doc(document("tracked_changes"))
    assert paragraphs(found) == CASES["case_tracked_changes"]().paragraphs
    # LibreOffice writes no changes of rows; those of texts it does.
    assert tables(found) == [[["科目", "金额"], ["旧行", "1"], ["新行", "2"], ["4", "5"]]]
    assert [(r.reason, r.raw) for r in found.rejects] == [
        ("deleted text", "120.5"),
        ("deleted text", "移走的话"),
        ("deleted text", "3"),
    ]


def test_places_are_numbered_as_those_of_docx() -> None:
    found = read_doc(document("tables_in_tables"))
    first, form, inner = found.grids
    assert (
        found.place(first.cells[3].start, first.cells[3].end).locator == "doc:/t[1]/r[1]/c[1]/t[1]/r[2]/c[2]"
    )
    assert found.place(form.start, form.end).locator == "doc:/t[2]"
    assert (
        found.place(inner.cells[0].start, inner.cells[0].end).locator == "doc:/t[2]/r[2]/c[2]/t[1]/r[1]/c[1]"
    )
    heads = [b for b in read_doc(document("notes_and_heads")).blocks if getattr(b, "role", "") == "furniture"]
    assert len(heads) == 2


def test_a_password_is_said_as_such() -> None:
    data = document("numbered_rows")
    flags = struct.unpack_from("<H", data, data.index(b"\xec\xa5") + _FLAGS)[0]
    with pytest.raises(Unreadable) as error:
        read_doc(changed(data, _FLAGS, flags | 1 << 8))
    assert error.value.kind == "encrypted"


def test_what_is_older_needs_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(Unreadable) as error:
        read(changed(document("numbered_rows"), _VERSION, 0x65))
    assert error.value.kind == "missing_extra"
    assert "install LibreOffice" in error.value.message


def test_broken_documents_are_refused_and_nothing_else() -> None:
    """Bytes changed at random, with a seed: what cannot be read raises `Unreadable` alone."""
    chance = random.Random(19)
    kinds = set()
    for name in ("merged_heads", "notes_and_heads", "text_boxes"):
        whole = document(name)
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 5, 40))):
                at = chance.randrange(512, len(data))
                data[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), chance.randbytes(4)))
            try:
                kinds.add(str(type(read_word_97(bytes(data))).__name__))
            except Unreadable as error:
                kinds.add(error.kind)
    assert {"Document", "damaged"} <= kinds


def test_structures_that_contradict_one_another_are_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(OldWordText, "paragraph", broken)
    with pytest.raises(Unreadable, match="contradict one another"):
        old_word.read_word_97(document("numbered_rows"))
