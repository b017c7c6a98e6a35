"""`mingzhang doctor` and `mingzhang quarantine`."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from pipeline.storage.locks import OutputLocked
from pipeline.storage.outcome import failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash
from pipeline.upkeep import doctor as checks
from pipeline.upkeep.ailments import Ailment
from pipeline.upkeep.doctor import Examination
from pipeline.upkeep.scans import Scans
from tests.pipeline.commands.published import asked, printed

RECOGNISER = "recogniser of scanned pages"
READERS, UNPACKERS = "readers of Word, Excel and OFD", "unpackers of RAR and 7z"
OF_HERE = (RECOGNISER, READERS, UNPACKERS)
SOUND = Examination(5, 5, 38, 5797, 5, ())


def ill(count: int) -> Examination:
    ailments = tuple(Ailment("file", f"file {n} is missing", "published again") for n in range(count))
    return Examination(5, 5, 38, 5797, 1234, ailments)


def test_a_sound_folder_is_called_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "examine", lambda _store: SOUND)
    line = "5 staged documents, 5 published, 38 files, 5,797 rows, 5 receipts: sound"
    for words in ([], ["--mend"]):
        status, text = asked("doctor", "-o", str(tmp_path), *words)
        first, *rest = text.splitlines()
        assert (status, first, [r.partition(":")[0] for r in rest]) == (0, line, list(OF_HERE))


def test_twenty_ailments_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "examine", lambda _store: ill(20))
    status, text = asked("doctor", "-o", str(tmp_path))
    lines = [line for line in text.splitlines() if not line.startswith(OF_HERE)]
    assert (status, len(lines)) == (4, 21)
    assert lines[0].endswith("1,234 receipts: 20 ailments")
    assert lines[1] == "  file: file 0 is missing → published again"
    monkeypatch.setattr(checks, "examine", lambda _store: ill(23))
    assert asked("doctor", "-o", str(tmp_path))[1].splitlines()[-4] == "  … 3 more"


@pytest.mark.parametrize(
    ("models_hash", "line"),
    [
        (None, f"{RECOGNISER}: none (pip install 'mingzhang[ocr]', then run again)"),
        ("0123456789abcdef", f"{RECOGNISER}: models 0123456789abcdef, onnxruntime=1.2, opencv-python=4.3"),
    ],
)
def test_it_says_who_recognises_and_what_waits_and_that_is_no_ailment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, models_hash: str | None, line: str
) -> None:
    installed = ("onnxruntime=1.2", "opencv-python=4.3")
    waiting = tuple(f"in/{n:02}.pdf" for n in range(23))
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: models_hash)
    monkeypatch.setattr("pipeline.running.recogniser._installed", lambda: installed)
    monkeypatch.setattr(checks, "examine", lambda _store: replace(SOUND, scans=Scans(7, 2, waiting)))
    status, text = asked("doctor", "-o", str(tmp_path))
    assert status == 0
    assert text.splitlines()[1:4] == [
        line,
        "scanned documents: 7 recognised by this recogniser, 2 by another, 23 by none",
        "  waits for a recogniser: in/00.pdf",
    ]
    assert text.splitlines()[-4:-2] == ["  waits for a recogniser: in/19.pdf", "  … 3 more"]


def test_it_says_what_reads_office_documents_and_what_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = tuple(f"in/{n:02}.docx" for n in range(22))
    monkeypatch.setattr(checks, "examine", lambda _store: replace(SOUND, waiting_for_the_extra=waiting))
    status, text = asked("doctor", "-o", str(tmp_path))
    versions = ", ".join(f"{name}={metadata.version(name)}" for name in ("lxml", "olefile", "xlrd"))
    assert (status, text.splitlines()[2]) == (0, f"{READERS}: {versions}")
    monkeypatch.setattr("extractors.libraries.find_spec", lambda _name: None)
    monkeypatch.setattr("pipeline.intake.unpacking.tools.tools", tuple)
    _, text = asked("doctor", "-o", str(tmp_path))
    install = "pip install 'mingzhang[office]'"
    assert text.splitlines()[2:5] == [
        f"{READERS}: none ({install}, then run again)",
        f"{UNPACKERS}: none (install bsdtar (Debian: libarchive-tools) or unar, and run again)",
        f"  waits for {install}: in/00.docx",
    ]
    assert text.splitlines()[-1] == "  … 2 more"


def test_mending_is_done_on_request_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mended: list[Any] = []

    def mend(_store: Store, examination: Examination) -> Examination:
        mended.append(examination)
        return SOUND

    monkeypatch.setattr(checks, "examine", lambda _store: ill(1))
    monkeypatch.setattr(checks, "mend", mend)
    assert asked("doctor", "-o", str(tmp_path))[0] == 4
    assert mended == []
    status, text = asked("doctor", "-o", str(tmp_path), "--mend")
    assert (status, mended) == (0, [ill(1)])
    assert [line.split(": ")[-1] for line in text.splitlines() if "staged" in line] == ["1 ailment", "sound"]
    assert "mending" in text


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OutputLocked("another run"), 2, "another run"),
        (OSError(13, "Permission denied"), 5, "check the folder"),
    ],
)
def test_a_folder_that_cannot_be_examined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, message: str
) -> None:
    def examine(_store: Store) -> None:
        raise error

    monkeypatch.setattr(checks, "examine", examine)
    found, text = asked("doctor", "-o", str(tmp_path))
    assert (found, message in text) == (status, True)


def test_a_folder_that_there_is_not(tmp_path: Path) -> None:
    status, text = asked("doctor", "-o", str(tmp_path / "nowhere"))
    assert (status, "name the --output of a run" in text) == (2, True)


def test_only_what_says_nothing_against_the_document_is_in_quarantine(tmp_path: Path) -> None:
    assert asked("quarantine", "-o", str(tmp_path)) == (0, "0 in quarantine\n")
    store, unit = Store(tmp_path), unit_hash(Settings())
    for letter, kind in zip("abc", ("timeout", "damaged", "internal"), strict=True):
        store.stage_failure(unit, failed(letter * 64, kind, f"{kind} it is"))
    store.stage_failure("another", failed("d" * 64, "timeout", "by another version"))
    status, text = asked("quarantine", "-o", str(tmp_path))
    assert status == 1
    assert text.splitlines() == [
        f"doc_id{' ' * 58}  error_kind  message",
        f"{'a' * 64}  timeout     timeout it is",
        f"{'c' * 64}  internal    internal it is",
        "2 in quarantine",
    ]
    records = json.loads(printed("quarantine", "-o", str(tmp_path), "-f", "json"))
    assert records[0] == {"doc_id": "a" * 64, "error_kind": "timeout", "message": "timeout it is"}
