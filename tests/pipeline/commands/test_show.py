"""`mingzhang show`."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.show import View
from pipeline.reports.terminal import VIEWS
from tests.pipeline.commands.published import asked

SAMPLE = str(Path(__file__).parents[3] / "samples" / "documents" / "gb18030_unit_account.txt")


def test_a_document_is_shown_with_its_identity_and_figures() -> None:
    status, text = asked("show", SAMPLE)
    assert status == 0
    assert "year 2024" in text
    assert "澄川市星湖区档案馆" in text
    assert "1,046.08" in text
    assert "国有资产占用情况" in text


def test_one_part_leaves_out_the_others() -> None:
    status, text = asked("show", SAMPLE, "--section", "quantities")
    assert (status, "1,046.08" in text) == (0, True)
    outline = asked("show", SAMPLE, "-s", "outline")[1]
    assert "国有资产占用情况" in outline
    assert "1,046.08" not in outline


def test_every_part_that_can_be_asked_for_can_be_shown() -> None:
    assert [view.value for view in View] == list(VIEWS)


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    status, text = asked("show", str(tmp_path / "nowhere.pdf"))
    assert (status, "cannot be opened (No such file or directory); check the path" in text) == (2, True)
    (tmp_path / "empty.pdf").write_bytes(b"")
    status, text = asked("show", str(tmp_path / "empty.pdf"))
    assert (status, "empty.pdf (empty): " in text) == (1, True)
