"""An output of a newer version is refused; what an upgrade reads again is said beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.running.run import run
from pipeline.running.upgrade import Upgrade, upgrade
from pipeline.storage.catalog_sync import bring_in, catalog_of
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.versions import NewerOutput, refuse_newer
from tests.pipeline.commands.published import asked
from tests.pipeline.invented import make_inputs
from tests.pipeline.running.runs import InlineExecutor
from tests.pipeline.staged import stage, text

FAKE = "tests.pipeline.fakes:extraction"


def package(output: Path, generator: str, schema: str = "1") -> None:
    path = output / "datasets" / "datapackage.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"generator": f"mingzhang {generator}", "version": schema, "resources": []}))


@pytest.mark.parametrize(
    ("generator", "schema", "is_newer"),
    [
        ("0.1.0", "1", False),
        ("0.0.9", "1", False),
        ("0.1.1", "1", True),
        ("0.10.0", "1", True),
        ("1.0", "1", True),
        ("0.1.0", "2", False),
        ("0.1.0", "3", False),
        ("0.1.0", "4", True),
    ],
)
def test_only_a_newer_version_is_refused(tmp_path: Path, generator: str, schema: str, is_newer: bool) -> None:
    package(tmp_path, generator, schema)
    if not is_newer:
        refuse_newer(LocalFolder(tmp_path))
        return
    with pytest.raises(NewerOutput, match=rf"written by mingzhang {generator} \(schema {schema}\)"):
        refuse_newer(LocalFolder(tmp_path))


def test_an_output_without_package_is_nobodys(tmp_path: Path) -> None:
    refuse_newer(LocalFolder(tmp_path))
    package(tmp_path, "9.0")
    (tmp_path / "datasets" / "datapackage.json").write_text("{")
    refuse_newer(LocalFolder(tmp_path))


def test_every_command_that_writes_refuses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    package(tmp_path / "out", "99.0")
    Path("c.toml").write_text('output = "out"\n[inbox]\npaths = ["in"]\n')
    before = (tmp_path / "out" / "datasets" / "datapackage.json").read_bytes()
    for words in (
        ("doctor", "-o", "out"),
        ("doctor", "--mend", "-o", "out"),
        ("run", "in", "-o", "out"),
        ("nightly", "c.toml"),
        ("forget", "in/a", "--reason", "x", "-o", "out"),
    ):
        status, said = asked(*words)
        assert (status, "was written by mingzhang 99.0" in said) == (2, True), words
    assert (tmp_path / "out" / "datasets" / "datapackage.json").read_bytes() == before


def test_what_an_upgrade_reads_again_is_counted_until_nothing_older_is_left(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def counted(unit: str) -> Upgrade | None:
        with catalog_of(store) as catalog:
            bring_in(store, catalog, unit, is_dirty=True)
            return upgrade(store.folder, catalog, lambda other: other == unit)

    assert counted("new") is None  # nothing is staged
    stage(store, text("1.50"), text("1.60"), unit="old")
    stage(store, text("1.70"), unit="new")
    package(tmp_path, "0.0.9")
    assert counted("new") == Upgrade(2, 3, "0.0.9")
    stage(store, text("1.50"), unit="new")
    assert counted("new") == Upgrade(1, 3, "0.0.9")  # an older one is left: it is said again
    stage(store, text("1.60"), unit="new")
    assert counted("new") is None
    stage(store, text("1.80"), unit="old")
    assert counted("newest") == Upgrade(4, 4, "0.0.9")


def test_a_run_says_it_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    run(["in"], "out", function=FAKE, executor=InlineExecutor(), settings=Settings(with_contacts=True))
    (tmp_path / "empty").mkdir()
    told: list[Upgrade] = []
    run(["empty"], "out", function=FAKE, executor=InlineExecutor(), on_upgrade=told.append)
    assert told == [Upgrade(5, 5, "0.1.0")]
    said = asked("run", "empty", "-o", "out", "-w", "1")[1]
    assert (
        "5 of 5 staged documents were made by another version, with other settings or another recogniser of "
        "scanned pages: they are"
    ) in said
