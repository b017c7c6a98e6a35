"""Hostile documents: each ends within its limits, with a receipt that says why, and none is called ok."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.running.limits import Limits
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from tests.hostile import DOCUMENTS, LINE, page, pdf, stream

LIMITS = Limits(seconds=60, seconds_per_mb=0, cpu_seconds=2.5, cpu_seconds_per_mb=0, memory_mb=500)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for name, make in DOCUMENTS.items():
        (folder / "in" / name).write_bytes(make())
    (folder / "in" / "good.txt").write_text(LINE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(["in"], "out", workers=2, limits=LIMITS)


def test_every_input_has_a_receipt_and_none_is_called_ok(result: RunResult) -> None:
    receipts = {r.source_uri: r.outcome for r in result.receipts}
    assert {f"in/{name}" for name in DOCUMENTS} <= receipts.keys()
    assert not [uri for uri, o in receipts.items() if o.status in ("ok", "partial")]
    for uri, outcome in receipts.items():
        assert outcome.message or outcome.status == "not_disclosure", uri
    assert receipts["in/good.txt"].status == "not_disclosure"  # a sentence; it is read as ever


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("decompression_bomb.pdf", {"memory"}),
        ("bomb_in_a_bomb.pdf", {"memory", "empty"}),
        ("forms_in_forms.pdf", {"memory", "timeout"}),
        ("form_in_itself.pdf", {"empty"}),
        ("page_tree_in_a_loop.pdf", {"too_large"}),
        ("many_pages.pdf", {"too_large"}),
        ("million_objects.pdf", {"empty", "memory"}),
        ("deeply_nested.pdf", {"empty"}),
        ("pipes_without_end.txt", {"timeout", "memory"}),
        ("headings_without_end.txt", {"timeout", "memory"}),
        ("zip_bomb.zip!/0.pdf", {"too_large"}),
        ("zip_that_leads_out.zip!/../../etc/cron.d/x.txt", {"unsafe_name"}),
    ],
)
def test_the_receipt_says_why(result: RunResult, name: str, kinds: set[str]) -> None:
    (outcome,) = [r.outcome for r in result.receipts if r.source_uri == f"in/{name}"]
    assert outcome.status == "failed"
    assert outcome.error_kind in kinds


def test_what_is_over_a_limit_names_the_limit(result: RunResult) -> None:
    over = [r.outcome for r in result.receipts if r.outcome.error_kind in ("timeout", "memory")]
    assert over
    for outcome in over:
        assert "limit" in (outcome.message or "")


def test_a_limit_that_is_raised_has_the_document_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_bytes(b"grow\n")
    fake = "tests.pipeline.fakes:treacherous"
    first = run(["in.txt"], "out", function=fake, limits=Limits(memory_mb=300))
    assert next(iter(first.receipts)).outcome.error_kind == "memory"
    again = run(["in.txt"], "out", function=fake, limits=Limits(memory_mb=300))
    assert again.unchanged == 1
    raised = run(["in.txt"], "out", function=fake, limits=Limits(memory_mb=350))
    assert raised.unchanged == 0
    assert "the limit is 350 MB" in (next(iter(raised.receipts)).outcome.message or "")


def test_a_file_that_is_cut_off_is_never_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sample = Path(__file__).parents[3] / "samples/documents/shanghai_style_final_account.pdf"
    data = sample.read_bytes()
    Path("in").mkdir()
    for percent in (20, 50, 80, 95, 99):
        Path(f"in/{percent:02}.pdf").write_bytes(data[: len(data) * percent // 100])
    end = data.rindex(b"startxref")
    Path("in/end.pdf").write_bytes(data[:end])
    cut = run(["in"], "out", workers=2)
    assert {r.outcome.status for r in cut.receipts} <= {"partial", "failed"}


def test_a_source_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("large.pdf").open("wb") as sink:
        sink.truncate(2_000_000)
    (receipt,) = run(["large.pdf"], "out", limits=Limits(source_mb=1)).receipts
    assert (receipt.outcome.error_kind, receipt.outcome.doc_id) == ("too_large", None)
    assert receipt.outcome.message == "2 MB, the limit is 1 MB; split it or raise the limit"


def test_the_hostile_files_are_files_of_their_kind() -> None:
    """The makers make what a reader would take: a plain page of theirs is read."""
    from extractors.read import read

    words = b"BT /F 9 Tf 50 50 Td (1,234.56 and some more words) Tj ET"
    assert "1,234.56" in read(page(stream(words))).text
    assert pdf([b"<< /Type /Catalog >>"]).startswith(b"%PDF-1.7")
