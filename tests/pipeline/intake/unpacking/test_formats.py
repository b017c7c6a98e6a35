"""Archives of every format: members, what they hold, and what becomes of hostile and damaged ones."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.intake import archives
from pipeline.intake.archives import is_archive, members_of, read_member
from pipeline.intake.source import Refused, Source
from pipeline.intake.unpacking import archive, tarred, tools
from pipeline.intake.unpacking.tools import Tool
from pipeline.running.run import run
from tests.pipeline.intake.test_archives import packed as zipped
from tests.pipeline.intake.unpacking.rars import SOLID_4, SOLID_5, rar_4, rar_5

TEXT = b"2023|110112|Finance|final_account\nincome 1.50"
OTHER = b"2022|110112|Health|final_account\nincome 2.50"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    tools.tools.cache_clear()
    if not tools.tools():
        pytest.skip("neither bsdtar nor unar is installed (Debian: libarchive-tools, unar)")
    yield
    tools.tools.cache_clear()
    archives.close_archives()


def source(content: bytes, name: str = "a.bin") -> Source:
    Path(name).write_bytes(content)
    return Source(name, name, len(content))


def contents(content: bytes, name: str = "a.bin") -> dict[str, bytes | str]:
    """What each member holds, or the kind of its problem."""
    assert is_archive(content)
    found: dict[str, bytes | str] = {}
    for member in members_of(source(content, name)) or ():
        key = member.uri.partition("!/")[2]
        try:
            found[key] = member.problem_kind if member.problem else read_member(member)
        except Refused as error:
            found[key] = error.kind
    return found


def tar(files: dict[str, bytes], mode: str = "w:", **more: object) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode=mode, **more) as opened:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            opened.addfile(info, io.BytesIO(content))
    return sink.getvalue()


def seven_zip(files: dict[str, bytes], *more: str) -> bytes:
    """As bsdtar writes it; `more` are options."""
    Path("7z").mkdir(exist_ok=True)
    for name, content in files.items():
        Path("7z", name).write_bytes(content)
    command = ["bsdtar", "-cf", "x.7z", "--format=7zip", *more, "-C", "7z", *files]
    subprocess.run(command, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})
    return Path("x.7z").read_bytes()


NAMES = {"决算 2023.txt": TEXT, "b[1]*.txt": OTHER}
MAKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "rar 5": rar_5,
    "rar 4": lambda files: rar_4({name.encode("gb18030"): content for name, content in files.items()}),
    "7z": seven_zip,
    "tar": tar,
    "tar, old names": lambda files: tar(files, encoding="gb18030", format=tarfile.GNU_FORMAT),
    "tar.gz": lambda files: tar(files, "w:gz"),
    "tar.bz2": lambda files: tar(files, "w:bz2"),
    "tar.xz": lambda files: tar(files, "w:xz"),
    "zip": lambda files: zipped(dict(files)),
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_the_members_of_every_format_are_what_was_packed(maker: Callable[..., bytes]) -> None:
    assert contents(maker(NAMES)) == NAMES


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_names_that_lead_out_are_refused_in_every_format(maker: Callable[..., bytes]) -> None:
    if maker is seven_zip:
        packed = seven_zip({"aaaaaaa.txt": TEXT}, "-s", "|aaaaaaa.txt|../../a.txt|")
        assert contents(packed) == {"../../a.txt": "unsafe_name"}
        return
    found = contents(maker({"../../a.txt": TEXT, "/etc/b.txt": TEXT, "good.txt": OTHER}))
    assert found == {"../../a.txt": "unsafe_name", "/etc/b.txt": "unsafe_name", "good.txt": OTHER}


@pytest.mark.parametrize("packed", [SOLID_4, SOLID_5], ids=["rar 4", "rar 5"])
def test_a_solid_archive_is_unpacked_once(packed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    before = Tool.everything
    monkeypatch.setattr(Tool, "everything", lambda self, path: begun.append(self.name) or before(self, path))
    found = contents(packed)
    assert list(found) == ["stest1.txt", "stest2.txt"]
    assert found["stest1.txt"] == found["stest2.txt"]
    assert len(found["stest2.txt"]) == 2048
    assert len(begun) == len(set(begun))  # each program once at most


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.html.gz", gzip.compress), ("a.html.bz2", bz2.compress), ("a.html.xz", lzma.compress)],
)
def test_a_file_that_is_packed_alone_is_one_member(name: str, pack: Callable[[bytes], bytes]) -> None:
    assert contents(pack(b"<html>1"), name) == {"a.html": b"<html>1"}
    with pytest.raises(Refused, match="cut off or damaged") as refused:
        members_of(source(pack(TEXT * 9)[:-9]))
    assert refused.value.kind == "damaged"


def test_a_bomb_in_one_stream_is_refused_before_it_is_unpacked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    with pytest.raises(Refused, match="it may be a bomb") as refused:
        members_of(source(bomb))
    assert refused.value.kind == "too_large"
    monkeypatch.setattr(archive, "MAX_STREAM_BYTES", 1000)
    for content in (seven_zip({"a.txt": b"1" * 1001}), SOLID_5, rar_5({"a": b"1" * 1001})):
        with pytest.raises(Refused, match="where all of it must be read"):
            members_of(source(content))


def test_what_lies_about_its_size_is_damaged_and_gives_no_more() -> None:
    assert contents(rar_5({"a.txt": TEXT}, sizes=5_000_000)) == {"a.txt": "damaged"}
    assert contents(rar_5({"a.txt": TEXT}, sizes=10)) == {"a.txt": "damaged"}
    assert contents(rar_4({b"a.txt": TEXT}, sizes=10)) == {"a.txt": "damaged"}
    with pytest.raises(Refused, match="bomb"):
        members_of(source(rar_4({b"a.txt": TEXT}, sizes=4_000_000_000)))


def test_damage_costs_its_member_where_members_stand_by_themselves() -> None:
    packed = bytearray(rar_5({"a.txt": TEXT, "b.txt": OTHER}))
    packed[packed.index(TEXT) + 3] ^= 0xFF
    assert contents(bytes(packed)) == {"a.txt": "damaged", "b.txt": OTHER}
    packed = bytearray(tar({"a.txt": TEXT, "b.txt": OTHER}))
    packed[packed.index(b"b.txt") + 1] ^= 0xFF
    assert contents(bytes(packed)) == {"a.txt": TEXT, "?": "damaged"}
    assert contents(tar({"a.txt": TEXT, "b.txt": OTHER})[:1100]) == {"a.txt": TEXT, "?": "damaged"}
    assert contents(tar({"a.txt": TEXT * 99})[:2000]) == {"?": "damaged"} | {"a.txt": "damaged"}


@pytest.mark.parametrize(
    "content",
    [
        rar_5({"a.txt": TEXT})[:30],
        seven_zip,
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07\0" + bytes(99),
        gzip.compress(b"")[:3],
    ],
    ids=["rar", "7z", "7z head", "rar of zeros", "gzip head"],
)
def test_what_only_begins_as_an_archive_is_damaged(content: bytes | Callable[..., bytes]) -> None:
    cut = content if isinstance(content, bytes) else content({"a.txt": TEXT})[:-5]
    with pytest.raises(Refused) as refused:
        members_of(source(cut))
    assert refused.value.kind == "damaged"


def test_several_volumes_and_passwords_are_said_as_such() -> None:
    for content in (rar_5({"a": TEXT}, main_flags=1), rar_4({b"a": TEXT}, main_flags=1)):
        with pytest.raises(Refused, match="one of several volumes") as refused:
            members_of(source(content))
        assert refused.value.kind == "unsupported"
    with pytest.raises(Refused, match="password") as refused:
        members_of(source(rar_4({b"a": TEXT}, main_flags=0x80)))
    assert refused.value.kind == "encrypted"
    assert contents(rar_4({b"a": TEXT}, file_flags=4)) == {"a": "encrypted"}


def test_links_lead_nowhere_and_copies_are_read() -> None:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as opened:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        opened.addfile(info, io.BytesIO(TEXT))
        for name, kind, target in (
            ("hard.txt", tarfile.LNKTYPE, "a.txt"),
            ("out.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("soft.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("pipe", tarfile.FIFOTYPE, ""),
        ):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, target
            opened.addfile(link)
    assert contents(sink.getvalue()) == {
        "a.txt": TEXT,
        "hard.txt": TEXT,
        "out.txt": "unsafe_name",
        "soft.txt": "unsafe_name",
        "pipe": "unsupported",
    }


def test_headers_of_a_tar_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tarred, "_HEADER_BYTES", 2000)
    with pytest.raises(Refused, match="a header of"):
        members_of(source(tar({"a" * 3000: TEXT})))
    assert contents(tar({"b": TEXT, "a" * 3000: TEXT})) == {"b": TEXT, "?": "damaged"}


def test_more_members_than_are_read_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"{n}.txt": b"x" for n in range(4)}
    for module in (archive, archives, tarred):
        monkeypatch.setattr(module, "MAX_MEMBERS", 3)
    for maker in (tar, zipped, rar_5, seven_zip):
        with pytest.raises(Refused, match="more than 3 files") as refused:
            members_of(source(maker(many)))  # type: ignore[arg-type]
        assert refused.value.kind == "too_large"


def test_an_archive_in_an_archive_is_opened_whatever_its_format() -> None:
    inner = {
        "rar": rar_5({"a.txt": TEXT}),
        "7z": seven_zip({"b.txt": OTHER}),
        "tgz": tar({"c.txt": TEXT}, "w:gz"),
    }
    Path("in").mkdir()
    Path("in/all.zip").write_bytes(zipped({f"x.{kind}": content for kind, content in inner.items()}))
    result = run(["in"], "out", function="tests.pipeline.fakes:extraction")
    assert {r.source_uri.removeprefix("in/all.zip"): r.outcome.status for r in result.receipts} == {
        "": "not_disclosure",
        "!/x.rar": "not_disclosure",
        "!/x.rar!/a.txt": "ok",
        "!/x.7z": "not_disclosure",
        "!/x.7z!/b.txt": "ok",
        "!/x.tgz": "not_disclosure",
        "!/x.tgz!/c.txt": "ok",
    }
    assert result.rows["documents"] == 2
    again = run(["in"], "out", function="tests.pipeline.fakes:extraction")
    assert again.unchanged == len(again.receipts) == 7


def test_without_a_program_the_receipt_says_what_to_install_and_the_next_run_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("in").mkdir()
    Path("in/a.rar").write_bytes(rar_5({"a.txt": TEXT}))
    with monkeypatch.context() as bare:
        tools.tools.cache_clear()
        bare.setattr(tools.shutil, "which", lambda *_, **__: None)
        (receipt,) = run(["in"], "out", function="tests.pipeline.fakes:extraction").receipts
    assert (receipt.outcome.status, receipt.outcome.error_kind) == ("failed", "missing_extra")
    assert "libarchive-tools" in (receipt.outcome.message or "")
    tools.tools.cache_clear()
    found = run(["in"], "out", function="tests.pipeline.fakes:extraction")
    assert {r.source_uri: r.outcome.status for r in found.receipts} == {
        "in/a.rar": "not_disclosure",
        "in/a.rar!/a.txt": "ok",
    }
