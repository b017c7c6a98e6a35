"""What was said of a finding meets it again in another version of its document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.query import connect
from pipeline.reports.cases import from_output
from pipeline.reports.marking import mark
from pipeline.reports.standing import Standing, recurrence, standing
from pipeline.reports.statuses import Status, read_statuses
from tests.pipeline.published import document, evidence, finding, publish

OLD, NEW = "old", "new"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A disclosure that was published twice: one slip stands in both versions, one was mended, one is new."""
    documents = [
        document(OLD, content_group_id="g", group_role="replaced", is_primary=False),
        document(NEW, content_group_id="g"),
        document("another", content_group_id="h"),
    ]

    def slip(doc: str, name: str, raw: str, page: int, **more: Any) -> dict[str, Any]:
        return finding(doc, name, page, evidence=[evidence(doc, page, raw=raw)], **more)

    findings = [
        slip(OLD, "old_kept", "合计 12", 3),
        slip(OLD, "old_mended", "合计 14", 4, printed="14"),
        slip(NEW, "new_kept", "合计 12", 5),
        slip(NEW, "new_other_words", "总计 12", 6),
        slip(NEW, "new_other_rule", "合计 12", 5, code="I06"),
        slip("another", "of_another", "合计 12", 3),
    ]
    publish(tmp_path, documents=documents, findings=findings)
    return tmp_path


def stand(output: Path) -> Standing:
    connection = connect(output)

    def ask(sql: str, values: Any) -> list[dict[str, Any]]:
        found = connection.execute(sql, values)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return standing(ask, read_statuses(output))


def marks(output: Path, doc: str, name: str, status: str) -> None:
    """Somebody marks a finding, as every way of marking does."""
    (case,) = (case for case in from_output(output, None, {}) if case.document["doc_id"] == doc)
    found = next(f for f in case.findings if f["finding_id"] == name)
    mark(output, [{**found, "content_group_id": case.document["content_group_id"]}], status, "phoned", "Li")


@pytest.mark.parametrize("status", ["confirmed", "false_positive", "explained"])
def test_a_finding_that_a_new_version_brings_back_is_open_again(output: Path, status: str) -> None:
    marks(output, OLD, "old_kept", status)
    marks(output, OLD, "old_mended", status)
    found = stand(output)
    assert found.status("new_kept") == "open"
    before = found.came_back("new_kept")
    assert before is not None
    assert (before.status, before.note, before.by) == (status, "phoned", "Li")
    assert list(found.before) == ["new_kept"], "of the same disclosure, by the same rule, with the same words"
    assert found.status("old_kept") == status


def test_it_comes_back_though_the_old_version_is_gone(output: Path) -> None:
    marks(output, OLD, "old_kept", "confirmed")
    newer = [document(NEW, content_group_id="g")]
    place = evidence(NEW, 5, raw="合计 12")
    publish(output, documents=newer, findings=[finding(NEW, "new_kept", 5, evidence=[place])])
    came = stand(output).came_back("new_kept")
    assert came is not None
    assert came.finding_id == "old_kept"


def test_who_speaks_of_it_again_settles_it(output: Path) -> None:
    marks(output, OLD, "old_kept", "confirmed")
    marks(output, NEW, "new_kept", "explained")
    found = stand(output)
    assert (found.status("new_kept"), found.came_back("new_kept")) == ("explained", None)
    assert found.before["new_kept"].status == "confirmed", "what was said of the old one is still shown"
    assert "old_kept" not in found.before, "what was replaced does not come back"


def test_in_the_same_bytes_read_at_another_place_it_keeps_what_was_said(output: Path) -> None:
    place = evidence(NEW, 5, raw="合计 12")
    key = recurrence(
        finding(NEW, content_group_id="g", evidence=[place])
    )  # an older reading: the same words, other spans
    row = Status("gone", "confirmed", doc_id=NEW, code="I07", printed="12", recurrence=key)
    (output / "findings_status.csv").write_text(
        f"finding_id,status,doc_id,code,printed,recurrence\ngone,confirmed,{NEW},I07,12,{row.recurrence}\n"
    )
    found = stand(output)
    assert found.status("new_kept") == "confirmed"
    assert found.came_back("new_kept") is None


def test_a_row_that_was_written_by_hand_comes_back_too(output: Path) -> None:
    (output / "findings_status.csv").write_text("finding_id,status\nold_kept,false_positive\n")
    before = stand(output).came_back("new_kept")
    assert before is not None
    assert before.status == "false_positive"


def test_nothing_said_is_nothing_asked() -> None:
    def never(sql: str, values: Any) -> list[dict[str, Any]]:
        raise AssertionError(sql, values)

    assert standing(never, {}) == Standing()


def test_a_document_that_is_no_disclosure_has_no_other_version() -> None:
    one, other = (finding(doc, evidence=[evidence(doc, raw="12")]) for doc in ("a", "b"))
    assert recurrence(one) != recurrence(other)
    assert recurrence({**one, "content_group_id": "g"}) == recurrence({**other, "content_group_id": "g"})
