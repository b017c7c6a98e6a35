"""Scanned pages are read again when another recogniser is here, print is not: in whole runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document, Page
from extractors.ocr import models
from pipeline.intake import discovery
from pipeline.running.receipts import RunResult
from pipeline.running.recogniser import (
    Heard,
    Recogniser,
    number_counts,
    page_counts,
)
from pipeline.running.upgrade import Upgrade
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings
from tests.pipeline.invented import disclosure, files, go, rows, write
from tests.pipeline.running.runs import InlineExecutor

SCANNED = "tests.pipeline.fakes:scanned"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of print, one with a scanned page, and one of scanned pages alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(discovery, "_RACY_NS", 0)
    monkeypatch.setattr("pipeline.running.memory.give_back", lambda: None)
    write(
        tmp_path / "in",
        a=disclosure(),
        b=disclosure(2022, "310107", "Education") + "\nscan page",
        c=disclosure(2021, "310107", "Health") + "\nscan all",
    )


def read(
    monkeypatch: pytest.MonkeyPatch, models_hash: str | None, output: str = "out", **more: object
) -> dict[str, tuple[str, bool]]:
    """What became of the three in a run with these models: status, and whether it was read anew."""
    result = run(monkeypatch, models_hash, output, **more)
    return {
        r.source_uri.removeprefix("in/"): (r.outcome.status, not r.outcome.unchanged) for r in result.receipts
    }


def run(
    monkeypatch: pytest.MonkeyPatch, models_hash: str | None, output: str = "out", **more: object
) -> RunResult:
    monkeypatch.setattr(models, "models_hash", lambda: models_hash)
    settings = Settings(ocr=more.pop("ocr", "auto"))  # type: ignore[arg-type]
    return go(output, function=SCANNED, settings=settings, executor=InlineExecutor(), **more)


KEPT, READ = ("ok", False), ("ok", True)


def test_installing_the_extra_has_scans_read_again_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(monkeypatch, None)
    outcomes = {r.source_uri: r.outcome for r in first.receipts}
    assert {uri: (o.status, o.error_kind) for uri, o in outcomes.items()} == {
        "in/a": ("ok", None),
        "in/b": ("ok", None),
        "in/c": ("failed", "scan"),
    }
    assert outcomes["in/b"].counts["pages_waiting_for_ocr"] == 1
    assert outcomes["in/c"].counts == {"pages_waiting_for_ocr": 1}
    assert len(rows("out", "facts")) == 3
    assert read(monkeypatch, None) == {"a": KEPT, "b": KEPT, "c": ("failed", False)}
    assert read(monkeypatch, "m1") == {"a": KEPT, "b": READ, "c": READ}
    assert len(rows("out", "facts")) == 6
    assert len(list(Path("out/state/bundles").rglob("*.*"))) == 3  # nothing is left of the readings before
    assert read(monkeypatch, "m1") == {"a": KEPT, "b": KEPT, "c": KEPT}


def test_other_models_read_the_documents_again_that_have_recognised_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read(monkeypatch, "m1") == {"a": READ, "b": READ, "c": READ}
    told: list[Upgrade] = []
    assert read(monkeypatch, "m2", on_upgrade=told.append) == {"a": KEPT, "b": READ, "c": READ}
    assert [(one.documents, one.of) for one in told] == [(2, 3)]
    read(monkeypatch, "m2", "fresh")
    assert files("out") == files("fresh")


def test_a_run_without_the_extra_undoes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, "m1")
    before = files("out")
    assert read(monkeypatch, None) == {"a": KEPT, "b": KEPT, "c": KEPT}
    assert files("out") == before


def test_a_run_that_is_told_to_recognise_nothing_does_undo_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, "m1")
    assert read(monkeypatch, "m1", ocr="never") == {"a": KEPT, "b": READ, "c": ("failed", True)}
    assert len(rows("out", "facts")) == 3
    assert read(monkeypatch, "m1", ocr="never") == {"a": KEPT, "b": KEPT, "c": ("failed", False)}
    assert read(monkeypatch, None) == {"a": KEPT, "b": KEPT, "c": ("failed", False)}
    assert read(monkeypatch, "m1") == {"a": KEPT, "b": READ, "c": READ}
    assert len(rows("out", "facts")) == 6


def test_recognising_all_pages_is_another_unit_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, "m1")
    assert read(monkeypatch, "m1", ocr="always") == {"a": READ, "b": READ, "c": READ}


def test_a_catalogue_that_is_gone_knows_who_recognised_by_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, "m1")
    for path in Path("out/state").glob("catalog.sqlite*"):
        path.unlink()
    assert read(monkeypatch, "m1") == {"a": KEPT, "b": KEPT, "c": KEPT}
    for path in Path("out/state").glob("catalog.sqlite*"):
        path.unlink()
    assert read(monkeypatch, "m2") == {"a": KEPT, "b": READ, "c": READ}


def test_what_is_to_be_recognised_again_waits_where_a_run_may_not_read_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(monkeypatch, "m1")
    write(Path("in"), d=disclosure(2020, "310107", "Culture"))
    assert read(monkeypatch, "m2", at_most=1) == {"a": KEPT, "b": KEPT, "c": KEPT, "d": READ}
    assert len(Store("out").recognisers()) == 2
    assert read(monkeypatch, "m2") == {"a": KEPT, "b": READ, "c": READ, "d": KEPT}


def test_a_recogniser_is_its_models_and_the_libraries_that_compute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "models_hash", lambda: "m1")
    monkeypatch.setattr("pipeline.running.recogniser._installed", lambda: ("onnxruntime=1.0",))
    one = Recogniser.of("auto")
    assert (one, len(one.name)) == (Recogniser.of("always"), 16)
    assert Recogniser.of("never") == Recogniser(None, is_declined=True)
    monkeypatch.setattr("pipeline.running.recogniser._installed", lambda: ("onnxruntime=1.1",))
    assert Recogniser.of("auto") != one
    monkeypatch.setattr(models, "models_hash", lambda: None)
    assert Recogniser.of("auto").name == "none"


def test_a_page_without_text_that_nobody_wants_recognised_makes_no_scan() -> None:
    """Such as a cover with nothing but a coat of arms: print it is."""
    cover = Page(1, 10, 10, n_glyphs=0, has_image=True)
    document = Document("", (), "application/pdf", pages=(cover,))
    assert Recogniser("a").read_by(Heard(), document) is None
    assert page_counts((cover,), Heard(), None) == {}
    recognised = Document("", (), "application/pdf", pages=(Page(1, 10, 10, origin="ocr"), cover))
    assert Recogniser("a").read_by(Heard(), recognised) == "a"
    assert page_counts(recognised.pages, Heard(), "a") == {"pages_read_by_ocr": 1}


def test_who_reports_pages_has_some_to_recognise_whatever_came_of_them() -> None:
    told: list[tuple[int, int]] = []
    heard = Heard(lambda done, of: told.append((done, of)))
    heard(0, 3)
    heard(1, 3)
    assert (told, heard.of) == ([(0, 3), (1, 3)], 3)
    document = Document("", (), "application/pdf", pages=(Page(1, 10, 10, n_glyphs=9),))
    assert Recogniser("a").read_by(heard, document) == "a"
    assert Recogniser(None).refused_by(heard, "empty") == "none"
    assert Recogniser("a").refused_by(Heard(), "scan") == "a"
    assert Recogniser("a").refused_by(Heard(), "damaged") is None
    assert page_counts(document.pages, heard, "none") == {"pages_waiting_for_ocr": 3}
    assert page_counts(document.pages, heard, "a") == {}


def test_numbers_are_counted_once_by_their_status() -> None:
    cells = [
        {"value": 1, "ocr_status": "confirmed"},
        {"value": 2, "ocr_status": "unproven"},
        {"value": None, "ocr_status": "read"},
        {"value": 3, "ocr_status": None},
    ]
    of_sentences = [
        {"value": 1, "ocr_status": "confirmed", "source_kind": "table"},
        {"value": 4, "ocr_status": "repaired", "source_kind": "narrative"},
        {"value": 5, "ocr_status": "confirmed", "source_kind": "narrative"},
    ]
    assert number_counts({"table_cells": cells, "facts": of_sentences}) == {
        "numbers_confirmed": 2,
        "numbers_repaired": 1,
        "numbers_unproven": 1,
    }
    assert number_counts({"table_cells": [{"value": 1}], "facts": []}) == {}
