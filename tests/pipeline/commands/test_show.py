"""`mingzhang show`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from pipeline.commands.show import View
from pipeline.reports.document_parts import PARTS
from pipeline.reports.terminal import VIEWS
from tests.pipeline.commands.published import asked, printed

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
    assert [view.value for view in View] == list(VIEWS) == list(PARTS)


def test_a_part_is_written_for_programs() -> None:
    rows = list(csv.DictReader(printed("show", SAMPLE, "-s", "quantities", "-f", "csv").splitlines()))
    assert [row["yuan"] for row in rows if row["printed"] == "1,046.08"][:1] == ["10460800.00"]
    facts = json.loads(printed("show", SAMPLE, "-s", "facts", "-f", "json"))
    assert {"measure", "role", "page", "yuan"} <= facts[0].keys()
    assert {fact["year"] for fact in facts} <= {2023, 2024}
    for part in PARTS:
        assert printed("show", SAMPLE, "-s", part, "-f", "csv").count("\n") >= 1


def test_the_whole_document_is_for_people() -> None:
    status, text = asked("show", SAMPLE, "-f", "csv")
    parts = "outline, tables, forms, quantities, facts"
    assert (status, f"--format csv is of one part; add --section: {parts}" in text) == (2, True)


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    status, text = asked("show", str(tmp_path / "nowhere.pdf"))
    assert (status, "cannot be opened (No such file or directory); check the path" in text) == (2, True)
    (tmp_path / "empty.pdf").write_bytes(b"")
    status, text = asked("show", str(tmp_path / "empty.pdf"))
    assert (status, "empty.pdf (empty): " in text) == (1, True)
