"""What fuzzing feeds to the readers of other formats, and where it begins.

What is packed hides from mutation: a byte that changes in a ZIP archive is a wrong checksum and nothing else.
So an input whose first byte is even is a *bundle*, members that the target packs itself, and mutation reaches
their XML or their records; any other is the file itself.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import olefile

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.read import read
from extractors.sniff import sniff
from pipeline.intake.archives import close_archives, is_archive, members_of, read_member
from pipeline.intake.source import Refused, Source
from tests.hostile import LINE
from tests.hostile_containers import ole, zipped
from tests.twins.docx import as_docx
from tests.twins.layouts import layouts
from tests.twins.web import as_clean, as_pasted, as_saved
from tests.twins.workbooks import as_xls, as_xlsx

_MEMBER, _CONTENT = b"\x1e", b"\x1f"
_LARGEST_MEMBER = 40_000
"""Larger members of a seed are left out of a bundle: what is mutated is read millions of times."""
OLE_STREAMS = ("WordDocument", "1Table", "Data", "Workbook")


def bundle(members: Iterator[tuple[str, bytes]]) -> bytes:
    """Members as an input that a target packs."""
    parts = [_MEMBER + name.encode() + _CONTENT + data for name, data in members]
    return b"\0" + b"".join(part for part in parts if len(part) <= _LARGEST_MEMBER)


def members_in(data: bytes) -> list[tuple[str, bytes]]:
    """The members of a bundle; what is in front of the first is left out.

    >>> members_in(bundle(iter([("a", b"1"), ("b", b"2")])))
    [('a', b'1'), ('b', b'2')]
    """
    pairs = (part.partition(_CONTENT) for part in data[1:].split(_MEMBER)[1:])
    return [(name.decode("utf-8", "replace"), content) for name, _, content in pairs]


def _packed(data: bytes) -> bytes:
    return data[1:] if not data or data[0] & 1 else zipped(members_in(data))


def _compound(data: bytes) -> bytes:
    if not data or data[0] & 1:
        return data[1:]
    streams = [(name[:31], content) for name, content in members_in(data)][:3]
    return ole([(name, content[:50_000]) for name, content in streams])


def _read(data: bytes) -> Document | None:
    try:
        return read(data)
    except Unreadable:
        return None


def docx(data: bytes) -> Document | None:
    """Word documents."""
    return _read(_packed(data))


def xlsx(data: bytes) -> Document | None:
    """Excel workbooks."""
    return _read(_packed(data))


def ofd(data: bytes) -> Document | None:
    """OFD documents."""
    return _read(_packed(data))


def doc(data: bytes) -> Document | None:
    """Word documents of before 2007."""
    return _read(_compound(data))


def xls(data: bytes) -> Document | None:
    """Excel workbooks of before 2007, and those as one XML file."""
    return _read(_compound(data))


def html(data: bytes) -> Document | None:
    """Web pages, and those saved with their parts."""
    return _read(data)


def csv(data: bytes) -> Document | None:
    """Tables as lists of values."""
    return _read("项目,金额\n合计,1.50\n".encode() + data)


def anything(data: bytes) -> None:
    """What bytes are."""
    with suppress(Unreadable):
        sniff(data)


def archive(data: bytes) -> None:
    """Archives: their lists, and what is in them where Python unpacks it."""
    content = data[1:] if not data or data[0] & 1 else zipped(members_in(data))
    if not is_archive(content):
        return
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            for member in members_of(Source("a", file.name, len(content))) or ():
                if member.problem is None and not content.startswith((b"Rar!", b"7z")):
                    with suppress(Refused):
                        assert len(read_member(member)) == member.byte_size
        except Refused:
            return
        finally:
            close_archives()


READERS: dict[str, Callable[[bytes], Document | None]] = {
    one.__name__: one for one in (docx, xlsx, ofd, doc, xls, html, csv)
}
OTHERS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (anything, archive)}
LONGEST = {"html": 30_000, "csv": 6_000, "anything": 4_000, "archive": 20_000}
"""Bytes of an input; of packed formats 120,000."""


def seeds(target: str) -> Iterator[bytes]:
    """Where fuzzing of a target begins: drawn disclosures, and the hostile files that are small."""
    from tests.hostile_formats import DOCUMENTS
    from tests.pipeline.intake.unpacking.rars import SOLID_4, SOLID_5, rar_4, rar_5

    some = layouts(0, 2)[:6]
    for disclosure in some:
        match target:
            case "docx":
                yield from _both(as_docx(disclosure))
            case "xlsx":
                yield from _both(as_xlsx(disclosure))
            case "xls":
                yield from _streams(as_xls(disclosure))
            case "html":
                yield from (make(disclosure) for make in (as_clean, as_pasted, as_saved))
    if target == "archive":
        rars = (
            SOLID_4,
            SOLID_5,
            rar_4({b"a": b"1"}),
            rar_5({"a": b"1"}),
            b"7z\xbc\xaf\x27\x1c\0\4" + bytes(30),
        )
        yield from (b"\1" + one for one in rars)
    if target in ("csv", "anything"):
        yield LINE.encode()
        yield b'"a;b","1.50"\r\n\t1,000.00,|'
    ending = {
        "xls": ("xls", "xml"),
        "html": ("html", "mht"),
        "archive": ("docx",),
        "anything": ("docx", "xls"),
    }
    for name, make in DOCUMENTS.items():
        if name.rpartition(".")[2] in ending.get(target, (target,)):
            content = make()
            if len(content) <= _LARGEST_MEMBER:
                if target in ("doc", "xls"):
                    yield from _streams(content)
                elif target in ("html", "csv", "anything"):
                    yield content
                else:
                    yield from _both(content)


def _both(data: bytes) -> Iterator[bytes]:
    """A packed file as it is, and as its members."""
    yield b"\1" + data
    with suppress(zipfile.BadZipFile, EOFError, OSError), zipfile.ZipFile(io.BytesIO(data)) as opened:
        small = [info for info in opened.infolist() if info.file_size < _LARGEST_MEMBER]
        with suppress(zipfile.BadZipFile):
            yield bundle((info.filename, opened.read(info)) for info in small)


def _streams(data: bytes) -> Iterator[bytes]:
    """A compound file as it is, and as its streams."""
    yield b"\1" + data
    with suppress(OSError, IndexError), olefile.OleFileIO(io.BytesIO(data)) as opened:
        names = [name for name in OLE_STREAMS if opened.exists(name)]
        yield bundle((name, opened.openstream(name).read()) for name in names)


def save_seeds(target: str, folder: Path) -> None:
    """Writes them where the fuzzer looks."""
    for number, data in enumerate(seeds(target)):
        if len(data) <= LONGEST.get(target, 120_000):
            (folder / f"drawn-{number}").write_bytes(data)
