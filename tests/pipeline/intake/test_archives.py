"""Archives are read within bounds, and their members are inputs like any other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake import archives
from pipeline.intake.archives import members_of, read_member
from pipeline.intake.source import Refused, Source
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from tests.hostile import zip_in_zips, zip_that_leads_out

TEXT = "2023|110112|Finance|final_account\nincome 1.50"


def packed(files: dict[str, bytes | str], **more: Any) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def go(folder: Path, content: bytes, name: str = "all.zip") -> RunResult:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_bytes(content)
    return run(["in"], "out", function="tests.pipeline.fakes:extraction")


def outcomes(result: RunResult) -> dict[str, tuple[str, str | None]]:
    return {r.source_uri: (r.outcome.status, r.outcome.error_kind) for r in result.receipts}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    archives.close_archives()


def source(folder: Path, content: bytes) -> Source:
    path = folder / "a.zip"
    path.write_bytes(content)
    return Source("a.zip", str(path), len(content))


def test_each_member_has_a_receipt_and_a_document(tmp_path: Path) -> None:
    inner = packed({"deep.txt": TEXT.replace("Finance", "Deep")})
    content = packed(
        {"a.txt": TEXT, "sub/b.txt": TEXT, ".hidden": "x", "__MACOSX/a.txt": "x", "c.zip": inner}
    )
    result = go(tmp_path, content)
    assert outcomes(result) == {
        "in/all.zip": ("not_disclosure", "archive"),
        "in/all.zip!/a.txt": ("ok", None),
        "in/all.zip!/sub/b.txt": ("ok", None),
        "in/all.zip!/c.zip": ("not_disclosure", "archive"),
        "in/all.zip!/c.zip!/deep.txt": ("ok", None),
    }
    assert result.rows["documents"] == 2  # two members have the same bytes
    again = go(tmp_path, content)
    assert again.unchanged == len(again.receipts) == 5


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = "决算公开.txt".encode("gb18030").decode("cp437")
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("plain.txt", TEXT)
    raw = sink.getvalue().replace(b"plain.txt", "决算.txt ".encode("gb18030")[:9])
    (member,) = members_of(source(tmp_path, raw)) or ()
    assert member.uri == "a.zip!/决算.txt "


def test_names_that_lead_out_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    found = members_of(source(tmp_path, zip_that_leads_out())) or []
    kinds = {m.uri.partition("!/")[2]: m.problem_kind if m.problem else None for m in found}
    assert kinds == {
        "../../etc/cron.d/x.txt": "unsafe_name",
        "/etc/x.txt": "unsafe_name",
        "C:\\x.txt": "unsafe_name",
        "a\\..\\..\\x.txt": "unsafe_name",
        "link.txt": "unsafe_name",
        "good.txt": None,
    }
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    result = outcomes(go(tmp_path, zip_in_zips()))
    assert result["in/all.zip!/inner.zip!/inner.zip"] == ("failed", "too_large")
    assert len(result) == 3


def test_a_bomb_is_known_by_what_it_declares(tmp_path: Path) -> None:
    content = packed({"bomb.txt": b"\0" * 50_000_000, "small.txt": b"0" * 9_000_000})
    found = {
        m.uri[7:]: m.problem_kind if m.problem else None for m in members_of(source(tmp_path, content)) or ()
    }
    assert found == {"bomb.txt": "too_large", "small.txt": None}


def test_too_much_in_all_or_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 100)
    with pytest.raises(Refused, match="says it holds"):
        members_of(source(tmp_path, packed({"a.txt": "x" * 101})))
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    with pytest.raises(Refused, match="an archive of more than 1 files"):
        members_of(source(tmp_path, packed({"a.txt": "x", "b.txt": "y"})))


def test_what_lies_about_its_size_gives_no_more_than_it_declares(tmp_path: Path) -> None:
    whole = packed({"a.txt": "y" * 5000})
    lying = whole.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    result = outcomes(go(tmp_path, lying))
    assert result["in/all.zip!/a.txt"] == ("failed", "damaged")


def test_damage_costs_its_member(tmp_path: Path) -> None:
    whole = bytearray(packed({"a.txt": TEXT * 50, "b.txt": TEXT}))
    whole[60] ^= 0xFF
    result = outcomes(go(tmp_path, bytes(whole)))
    assert result["in/all.zip!/a.txt"] == ("failed", "damaged")
    assert result["in/all.zip!/b.txt"] == ("ok", None)


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing else", packed({"a.txt": TEXT})[:-30]])
def test_what_only_begins_as_an_archive_is_damaged(tmp_path: Path, content: bytes) -> None:
    assert outcomes(go(tmp_path, content)) == {"in/all.zip": ("failed", "damaged")}


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    content = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(content)
    result = run(["in"], "out")
    assert outcomes(result) == {"in/a.docx": ("failed", "damaged")}


def test_two_members_of_one_name_are_two_inputs(tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    found = members_of(source(tmp_path, sink.getvalue())) or []
    assert [(m.uri, read_member(m)) for m in found] == [("a.zip!/a.txt", b"one"), ("a.zip!/a.txt#2", b"two")]


def test_a_member_without_a_name_is_a_member(tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), TEXT)
    (member,) = members_of(source(tmp_path, sink.getvalue())) or []
    assert (member.uri, read_member(member)) == ("a.zip!/?", TEXT.encode())
