"""Hostile OFD files: bounded, each with a receipt, none of them ok."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from extractors.errors import Unreadable
from extractors.ofd import pages
from extractors.ofd.package import Package
from extractors.ofd.resources import Resources
from extractors.read import read
from pipeline.running.limits import Limits
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from tests.hostile_formats import ofd, text_object
from tests.hostile_ofd import DOCUMENTS, SLOW, UNSEEN, page_of_a_broken_picture, picture_beside_its_list

LIMITS = Limits(seconds=60, seconds_per_mb=0, cpu_seconds=1, cpu_seconds_per_mb=0, memory_mb=500)
_SMALL = ("numbers_that", "numbers_beyond", "numbers_at", "packed", "papers", "another", "files")
_RUN = (DOCUMENTS.keys() - SLOW) | {"many_glyphs_in_many_objects.ofd"}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for name in _RUN:
        (folder / "in" / name).write_bytes(DOCUMENTS[name]())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(["in"], "out", workers=2, limits=LIMITS)


def test_a_plain_file_of_the_same_makers_is_read() -> None:
    assert "1,046.08" in read(ofd(text_object(""))).text


def test_every_one_has_a_receipt_and_none_is_called_ok(result: RunResult) -> None:
    outcomes = {r.source_uri.removeprefix("in/"): r.outcome for r in result.receipts}
    assert outcomes.keys() == _RUN
    assert {name for name, o in outcomes.items() if o.status in ("ok", "partial")} == set()
    assert {name for name, o in outcomes.items() if o.status == "failed" and not o.message} == set()
    assert {name for name, o in outcomes.items() if o.error_kind == "internal"} == set()


def test_what_is_packed_too_large_or_falsely_is_refused_by_the_reader(result: RunResult) -> None:
    outcomes = {r.source_uri.removeprefix("in/"): r.outcome for r in result.receipts}
    refused = {
        "page_that_is_a_bomb.ofd": "too_large",
        "page_that_lies.ofd": "damaged",
        "packed_as_nothing_known.ofd": "damaged",
        "packed_as_bzip2_that_is_none.ofd": "damaged",
        "another_sum_than_said.ofd": "damaged",
        "files_of_others_in_a_page.ofd": "damaged",
        "parameters_in_a_page.ofd": "damaged",
        "files_included_in_a_page.ofd": "empty",
    }
    assert {name: outcomes[name].error_kind for name in refused} == refused


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith(_SMALL)])
def test_nothing_but_a_refusal_leaves_the_reader(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = read(DOCUMENTS[name]()).media_type
        except Unreadable as refused:
            found = refused.message
    assert found


@pytest.mark.parametrize("name", ["numbers_that_are_none.ofd", "numbers_at_the_ends.ofd"])
def test_boxes_are_numbers(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = read(DOCUMENTS[name]())
    assert document.char_box is not None
    assert document.char_page is not None
    printed = document.char_box[document.char_page > 0]  # what is not printed has none
    assert len(printed)
    assert np.isfinite(printed).all()


@pytest.mark.parametrize("name", ["two_pages_of_one_name.ofd", "two_pages_of_nearly_one_name.ofd"])
def test_what_a_viewer_may_show_otherwise_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        read(DOCUMENTS[name]())


@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_viewer_shows_is_no_text(name: str) -> None:
    """Beside a line that can be seen, which stays."""
    document = read(UNSEEN[name]())
    assert "1,046.08" in document.text
    assert "9,999.99" not in document.text


def test_a_broken_picture_costs_its_page_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "recogniser_available", lambda: True)
    assert "1,046.08" in read(page_of_a_broken_picture()).text


def test_media_stand_beside_a_list_that_names_no_folder() -> None:
    package = Package(picture_beside_its_list())
    document = package.xml("Doc_0/Document.xml")
    assert document is not None
    found = Resources(package, "Doc_0/Document.xml", document.find("{*}CommonData")).file_of("3")
    assert found == "Doc_0/a.png"
